"""Averages: whether a place is held against the average of others."""

from __future__ import annotations

import re

__all__ = ["against_average"]

_AGAINST = re.compile(
    r"\b(?:above|below|over|under|against|beat\w*|exceed\w*|than|versus|vs\.?|compar\w+\s+(?:with|to))\s+"
    r"(?:the\s+)?(?:\S+\s+){0,2}?(?:average|mean)\b",
    re.IGNORECASE,
)


def against_average(masked: str) -> bool:
    """Tell "is Chile above the world average?" from "Chile's average".

    >>> against_average("Is ¤¤¤¤¤ above the ¤¤¤¤¤ average in spending?")
    True
    """
    return bool(_AGAINST.search(masked))
