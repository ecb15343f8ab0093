"""Subject words: the words of a claim that narrow down what is counted.

"42,524 articles on nuclear fusion", "robotics patents", "Kenya's government": no table speaks to
fusion, robotics or a government, so none may bear the claim out or contradict it.  A verb that
the reader does not know ("Brazil garnered 12 patents") narrows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.check.patterns import FILLERS
from bot.check.template import Template
from bot.understand.tokens import Token, tokenise

__all__ = ["narrowing_words"]

_LINK = re.compile(
    r"^(?:\s|\b(?:on|about|in|for|with|to|of|using|at|involving|concerning|dealing|the|an?|its|their)\b)+$",
    re.I,
)
_REACH = 45  # characters after the thing counted in which "on ..." still belongs to it


def narrowing_words(
    unexplained: Collection[str], explained: Collection[str], template: Template
) -> tuple[str, ...]:
    """Give the unexplained words that stand where they narrow down the subject.

    ``unexplained`` and ``explained`` are stems, as the reading of a question gives them.
    """
    text = template.source
    tokens = tokenise(text)
    open_words = {word for word in unexplained if _is_open(word)}
    counted = [token for token in tokens if token.stem in explained or token.norm in explained]
    found = []
    for position, token in enumerate(tokens):
        if token.stem not in open_words and token.norm not in open_words:
            continue
        if FILLERS & {token.norm, token.stem}:
            continue
        if (
            _is_name(token, position)
            or (_before_counted(tokens, position, counted) and not _is_verb(token, template))
            or _after_counted(text, token, counted)
            or _after_adjective(text, token, template)
        ):
            found.append(token.norm)
    return tuple(dict.fromkeys(found))


def _is_open(word: str) -> bool:
    return (
        len(word) > 1
        and not word[0].isdigit()
        and word not in FILLERS
        and not word.endswith("fold")
    )


def _is_name(token: Token, position: int) -> bool:
    """Tell whether a word is a name; the first word of a claim may be one too."""
    return token.text[:1].isupper() and (position > 0 or not token.text.endswith(("ly", "ing")))


def _before_counted(tokens: tuple[Token, ...], position: int, counted: list[Token]) -> bool:
    following = tokens[position + 1 : position + 2]
    return bool(following) and (following[0] in counted or following[0].norm == "ai")


def _is_verb(token: Token, template: Template) -> bool:
    """Tell whether a word follows its subject: "China retracted", "65% involved"."""
    for mark in template.marks:
        is_subject = mark.letter in "PWY" or (
            mark.quantity is not None and mark.quantity.kind == "percent"
        )
        if is_subject and 0 <= token.start - mark.end <= 2 and token.norm.endswith(("ed", "s")):
            return True
    return False


def _after_counted(text: str, token: Token, counted: list[Token]) -> bool:
    """Tell whether only a preposition stands between the thing counted and the word."""
    for other in counted:
        gap = text[other.end : token.start]
        if 0 < token.start - other.end <= _REACH and re.search(r"[a-z]", gap) and _linked(gap):
            return True
    return False


def _linked(gap: str) -> bool:
    words = gap.split()
    if not words or not _LINK.match(words[0]):
        return False
    return all(_LINK.match(word) for word in words) or (
        len(words) <= 3
        and _LINK.match(words[0]) is not None
        and "," not in gap
        and not re.search(r"\d", gap)
    )


def _after_adjective(text: str, token: Token, template: Template) -> bool:
    """Tell whether a word is what a place has or is: "Kenya's government", "German industry"."""
    for mark in template.of("P"):
        gap = text[mark.end : token.start]
        if re.fullmatch(r"['’]s?\s+", gap):
            return True
        words = text[mark.start : mark.end].lower()
        adjective = words.endswith(("an", "ese", "ish", "ch", "i", "ian", "ic", "ss"))
        if gap == " " and adjective and token.text.islower() and not token.norm.endswith("ed"):
            return True
    return False
