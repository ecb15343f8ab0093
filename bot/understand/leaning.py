"""Leaning: whether a question leans on the one before it."""

from __future__ import annotations

import re

from bot.readings import Reading
from bot.understand.tokens import fold

__all__ = ["follows", "refers_back"]

_CONNECTS = re.compile(
    r"^\s*(?:and|but|or|so|then|ok(?:ay)?|also|what\s+about|how\s+about|same|and\s+what"
    r"|now|only|just|without|"
    r"excluding|instead|go\s+back|back\s+to|und|et|y|e|那|呢)\b|呢\s*[？?]?\s*$",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|those|these|that|this|he|she|his|her"
    r"|the\s+(?:former|latter|two|same|"
    r"other(?:\s+one)?|first\s+one|second\s+one|latter's)|both|each\s+other|sie|ils|elles"
    r"|ellos|它们)\b|它们",
    re.IGNORECASE,
)
_FRESH = re.compile(
    r"\b(?:forget\s+(?:that|it)|new\s+question|different\s+(?:topic|question)"
    r"|change\s+of\s+subject)\b",
    re.I,
)
_SAME_PERIOD = re.compile(
    r"\b(?:that|the\s+same|same|this)\s+(?:year|quarter|period|time)\b|\bthen\b"
    r"|\bthose\s+(?:two\s+)?years\b|\bback\s+then\b",
    re.I,
)
# "what does the OECD say?": of what was asked before
_SOURCE_SAYS = re.compile(
    r"\b(?:say|says|said|according|count|counts|figures?|give|gives|have|has|put|puts|see|think)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 12


def refers_back(text: str) -> bool:
    """Tell whether words such as "and", "its" or "the latter" point back.

    >>> refers_back("And its share?"), refers_back("Which country leads?")
    (True, False)
    """
    return bool(_REFERS.search(text) or _CONNECTS.search(text))


def follows(reading: Reading, before: Reading) -> bool:
    """Tell whether a question leans on the one before it."""
    text = reading.question
    if _FRESH.search(text) or reading.intent in (
        "empty",
        "opinion",
        "private",
        "out_of_scope",
        "future",
    ):
        return False
    if before.intent not in ("figures", "passages"):
        return False
    stated = set(reading.stated)
    if "measure" in stated and "places" in stated:
        leans = bool(_CONNECTS.search(text)) and "period" not in stated
        return leans or bool(_SAME_PERIOD.search(text))
    if refers_back(text) or reading.period.kind == "shift":
        return True
    n_words = len(fold(text).split())
    if stated == {"source"} and before.intent == "figures" and not reading.words:
        return n_words <= _FEW_WORDS and bool(_SOURCE_SAYS.search(text))
    own_subject = reading.intent == "passages" and bool(reading.source or reading.words)
    if (
        "measure" not in stated
        and n_words <= _FEW_WORDS
        and not own_subject
        and len(reading.words) <= 1
    ):
        return bool(stated - {"source"}) or n_words <= 3
    if "measure" in stated and "places" not in stated and n_words <= _FEW_WORDS:
        return reading.operation != "ranking" and bool(before.places)
    return False
