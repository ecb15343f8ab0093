"""Text premises: what a question takes for granted, held against the sentence found for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.compose.content_words import content_words
from bot.compose.extract import Candidate
from bot.understand.quantities import Quantity, find_quantities
from bot.understand.tokens import tokenise

__all__ = ["KNOWN_WRONG", "TAKES_FOR_GRANTED", "contradicts", "names_another_first"]

TAKES_FOR_GRANTED = re.compile(
    r"\b(?:given(?=\s+(?:that\s+)?[A-Z]|\s+(?:that|the)\b)|why|how\s+(?:come|did|does|do|has|have|so)|since(?!\s+(?:\w+\s+)?\d)|what\s+(?:explains?|drives|drove"
    r"|triggered|caused?|makes|made|lies\s+behind|is\s+(?:its|their)\s+secret))\b",
    re.IGNORECASE,
)
# A question that says itself that something is wrong takes nothing for granted.
KNOWN_WRONG = re.compile(
    r"\b(?:wrong|errors?|mistakes?|mistaken|slip|incorrect|false|misprint\w*|the\s+matter)\b",
    re.IGNORECASE,
)
_MOST_OF_ALL = re.compile(
    r"\b(?:heads?|headed|tops?|topped|leads?|led|first|most|highest|largest|biggest|number\s+one"
    r"|top\s+(?:applicant|spot|place)|in\s+front)\b",
    re.IGNORECASE,
)
_FIRST_IN_TEXT = re.compile(
    r"(?P<before>[^.;,]{0,80}?)\b(?:leads?|led|ranks?\s+first|ranked\s+first|tops?|topped"
    r"|(?:comes?|came|is|are|was|put)\s+(?:\w+\s+){0,3}first|first)\b"
    r"|\b(?:names?|ranks?|ranked|puts?)\s+(?:the\s+)?(?P<after>[A-Z][\w.-]+(?:\s[\w.-]+){0,4}?)"
    r"(?:\s+\([A-Z]+\))?\s+(?:as\s+the\s+top|first|on\s+top)\b"
)
_ASKS = re.compile(r"\b(?:which|who|what\s+(?:country|institution|company|firm))\b", re.IGNORECASE)
_UP = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|grow\w*|grew|increas\w*|climb\w*|gain\w*|jump\w*|surg\w*|record"
    r"|more|exceed\w*|higher|ahead|above|beat\w*|faster)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fall(?:s|en|ing)?|fell|drop\w*|declin\w*|down|los[es]\w*|lost|shr[aiu]nk\w*|plung\w*"
    r"|break-even|less|fewer|lower|behind|below|slower)\b",
    re.IGNORECASE,
)
_SHARED = 0.5  # of the question's words: from here the sentence is on the same point
_CLOSE = 0.05


def contradicts(question: str, candidates: Sequence[Candidate]) -> bool:
    """Tell whether the best sentence contradicts what the question takes for granted.

    Judged are a date or amount of the question that the sentence gives otherwise, who is said
    to be first, and which way something went.
    """
    if not candidates or candidates[0].share < _SHARED or KNOWN_WRONG.search(question):
        return False
    best = candidates[0]
    text = best.sentence.text
    if TAKES_FOR_GRANTED.search(question):
        return (
            _other_value(question, text)
            or names_another_first(question, candidates)
            or _other_way(question, text)
        )
    return len(re.findall(r"[.!?](?:\s|$)", question)) > 1 and names_another_first(
        question, candidates
    )


def _other_value(question: str, text: str) -> bool:
    """Tell whether a date or amount is given otherwise: "in 2020" where the text has 2017."""
    told = find_quantities(text)
    for asked in find_quantities(question):
        if asked.value is None or asked.kind == "name":
            continue
        same_kind = [item for item in told if item.kind == asked.kind and item.value is not None]
        if asked.kind not in ("year", "date") and len(same_kind) != 1:
            continue  # which of several amounts the question means is not known
        if same_kind and not any(_equal(asked, item) for item in same_kind):
            return True
    return False


def _equal(one: Quantity, other: Quantity) -> bool:
    if one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) <= _CLOSE * max(
        abs(one.value), abs(other.value), 1e-9
    ) and (one.kind != "year" or one.value == other.value)


def names_another_first(question: str, candidates: Sequence[Candidate]) -> bool:
    """Tell whether another is first than the one whom the question puts there."""
    claim = _MOST_OF_ALL.search(question)
    if claim is None or _ASKS.search(question[: claim.start()]):
        return False
    before = [
        token.text for token in tokenise(question[: claim.start()]) if token.text[:1].isupper()
    ]
    subject = set(content_words(" ".join(before))) - {"ai"}
    if not subject:
        return False
    for candidate in candidates[:3]:
        if candidate.share < _SHARED:
            continue
        for found in _FIRST_IN_TEXT.finditer(candidate.sentence.text):
            named = found["after"] or found["before"] or ""
            firsts = {
                key
                for token in tokenise(named)
                if token.text[:1].isupper()
                for key in content_words(token.text)
            }
            if firsts and not firsts & subject:
                return True
    return False


def _other_way(question: str, text: str) -> bool:
    """Tell whether a thing went up where the question has it go down, or the other way."""
    up, down = bool(_UP.search(question)), bool(_DOWN.search(question))
    rose, fell = bool(_UP.search(text)), bool(_DOWN.search(text))
    return up != down and rose != fell and up == fell
