"""As written: what people say in other words than the sources, put as the sources put it.

Whole phrases only; single words that stand for each other are in ``same_words``.
"""

from __future__ import annotations

import re

from bot.compose.content_words import PLACE_WORDS, proper_names

__all__ = ["as_written"]

_NAME = r"(?:[A-Z][\w.&’'-]*(?:\s+(?:of\s+)?[A-Z][\w.&’'-]*)*)"
# "Who runs the tracker?" asks for a body, "who runs Elsevier?" for a person.
_AT_THE_TOP = re.compile(
    rf"\b(?P<who>[Ww]ho)(?:\s+(?:runs|heads|leads|directs|manages)|(?:\s+is|['’]s)\s+(?:the\s+)?"
    rf"(?:boss|head|chief|CEO|director|leader|man\s+in\s+charge|in\s+charge)\s+(?:of|at))\s+"
    rf"(?P<body>{_NAME})(?=\s*(?:\?|\W*$))"
)
# Where nothing else is named, the report is the one that all here is about.
_THE_REPORT = re.compile(
    r"\b(?:the|this)\s+(?P<noun>report|press\s+release)\b(?!\s+(?:of|by|from|on|about)\b)",
    re.IGNORECASE,
)
_PHRASES = (
    (re.compile(r"\bCEO\b"), "chief executive"),
    (
        re.compile(
            r"\b(?:(?:papers?|articles?|publications?)\s+(?:(?:are|is|get|gets)\s+)?)"
            r"(?:split|divided|shared(?:\s+out)?)\s+(?:up\s+)?(?:by|between|among)\s+"
            r"(?:(?:the|their|its)\s+)?countr(?:y|ies)\b",
            re.IGNORECASE,
        ),
        "papers are counted by fractional counting",
    ),
    (
        re.compile(
            r"\b(?:conflicts?|clash)\s+of\s+interests?\b|\bvested\s+interests?\b"
            r"|\bhow\s+independent\b",
            re.IGNORECASE,
        ),
        "the vendor of the data and the analyst as one party",
    ),
    (
        re.compile(
            r"\b(?:sits?|stands?|comes?|is)\s+(?:at\s+the\s+(?:very\s+)?top|atop|on\s+top)\s+(?:of\s+)?"
            r"the\s+(?P<list>\w+?)s?['’]?s?\s+(?:list|table|ranking|chart)\b",
            re.IGNORECASE,
        ),
        r"is the top \g<list>",
    ),
)


def as_written(question: str) -> str:
    """Give a question in the words of the sources, where it has phrases for them.

    >>> as_written("Who runs Digital Science?")
    'Who is chief executive of Digital Science?'
    >>> as_written("Who sits at the top of the applicants' list?")
    'Who is the top applicant?'
    """
    if not set(proper_names(question)) - PLACE_WORDS:
        question = _THE_REPORT.sub(r"the Digital Science \g<noun>", question)
    question = _AT_THE_TOP.sub(r"\g<who> is chief executive of \g<body>", question)
    for pattern, written in _PHRASES:
        question = pattern.sub(written, question)
    return question
