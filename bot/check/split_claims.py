"""Split a text into claims: sentences, and clauses that state figures of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.check.bare_text import bare_text
from bot.understand.quantities import find_quantities
from index.split import find_sentences

__all__ = ["ClaimSpan", "split_claims"]

_BORDER = re.compile(
    r";\s+|,\s+(?:while|whereas|but|although|though|whilst)\s+|\s+(?:while|whereas)\s+|,\s+and\s+(?=(?:in\s+\d{4},?\s+)?(?:the\s+)?[A-Z])"
)
_SHORTEST = 3  # words that a clause must have to be a claim of its own
_VERB = re.compile(
    r"\b(?:is|was|were|are|had|has|have|published|produced|wrote|rose|fell|grew|ranked|came|stood|reached|had|filed|accounted|led|made|doubled|tripled|"
    r"dropped|increased|declined|overtook|managed|counted|recorded|saw|released|attracted|said|says|owns|built|won|lost|totalled|posted|hit|held|took)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSpan:
    """Mark one claim: ``text[start:end]`` are its words."""

    start: int
    end: int
    text: str
    bare: str = ""  # the words without markup, as they are read


def split_claims(text: str) -> tuple[ClaimSpan, ...]:
    """Cut a text into claims, in order, with offsets; headings and questions are no claims.

    >>> [c.text for c in split_claims("China led in 2022. Was it close?")]
    ['China led in 2022.']
    """
    claims = []
    for sentence in find_sentences(bare_text(text)):
        words = sentence.text
        is_question = words.rstrip(' ”"').endswith("?")
        if is_question or words.startswith("#") or not re.search(r"[^\W\d_]", words):
            continue
        for start, end in _clauses(sentence.text):
            first, last = _with_marks(text, sentence.start + start, sentence.start + end)
            bare = " ".join(sentence.text[start:end].split())
            claims.append(ClaimSpan(start=first, end=last, text=text[first:last], bare=bare))
    return tuple(claims)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the signs of emphasis that open or close a claim, so that none is torn in two."""
    while start > 0 and text[start - 1] in "*_`":
        start -= 1
    while end < len(text) and text[end] in "*_`":
        end += 1
    return start, end


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """Cut at a border where both sides could stand alone: a verb and a figure of their own."""
    start = 0
    for border in _BORDER.finditer(sentence):
        left, right = sentence[start : border.start()], sentence[border.end() :]
        if _stands_alone(left) and _stands_alone(right):
            yield start, border.start()
            start = border.end()
    yield start, len(sentence)


def _stands_alone(clause: str) -> bool:
    if len(clause.split()) < _SHORTEST or not _VERB.search(clause):
        return False
    return any(q.kind not in ("year", "date", "name") for q in find_quantities(clause))
