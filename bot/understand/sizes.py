"""Sizes: "the smallest country", "the richest member": what a size of a place is measured by."""

from __future__ import annotations

import re

__all__ = ["find_size"]

_PLACE = r"(?:countr(?:y|ies)|nations?|members?|states?|places?|territor(?:y|ies))"
# What each adjective goes by, in words that the catalogue knows.
_SIZES = (
    (
        re.compile(
            rf"\b(smallest|tiniest|largest|biggest|(?:most|least)\s+populous)\s+(?:\S+\s+){{0,2}}?{_PLACE}\b",
            re.IGNORECASE,
        ),
        "population",
    ),
    (
        re.compile(
            rf"\b(poorest|richest|wealthiest)\s+(?:\S+\s+){{0,2}}?{_PLACE}\b", re.IGNORECASE
        ),
        "gdp per head",
    ),
    (
        re.compile(
            r"\b(smallest|largest|biggest)\s+(?:\S+\s+){0,2}?econom(?:y|ies)\b", re.IGNORECASE
        ),
        "gdp",
    ),
)


def find_size(masked: str) -> tuple[str, str]:
    """Give the adjective of a place's size and what it goes by; empty where there is none.

    >>> find_size("the smallest member with more than 500 papers")
    ('smallest', 'population')
    """
    for pattern, goes_by in _SIZES:
        if found := pattern.search(masked):
            return found[1], goes_by
    return "", ""
