"""Refer back: what "it" and "the country" stand for at the start of a draft's sentence."""

from __future__ import annotations

import re

from corpus.places import PlaceBook

__all__ = ["refer_back"]

_ASIDE = r"^(?P<aside>(?:In \d{4},? )?)"
_OWNER = re.compile(_ASIDE + r"(?:Its|The (?:country|nation)['’]s)\s+", re.IGNORECASE)
_SUBJECT = re.compile(_ASIDE + r"(?:It|The (?:country|nation))\s+(?=[a-z])", re.IGNORECASE)
# "It is clear that …" stands for nothing; "It is ahead of …" does.
_EMPTY = re.compile(
    r"^(?:In \d{4},? )?it\s+(?:(?:is|was|seems|appears|remains|became|turned)\s+(?:\w+\s+){0,3}?"
    r"(?:that|to|whether|how|why)\b|(?:seems|appears|takes|took|follows|turns)\b)",
    re.IGNORECASE,
)


def refer_back(claim: str, place: str, book: PlaceBook) -> str:
    """Give the claim with the place in the words' stead that the claim before was about.

    ``place`` is its code; empty, or not in the book: the claim as it is.
    """
    if place not in book or _EMPTY.match(claim):
        return claim
    name = book.place(place).sentence
    name = name[:1].upper() + name[1:]
    own = f"{name}'" if name.endswith("s") else f"{name}'s"
    claim = _OWNER.sub(lambda found: f"{found['aside']}{own} ", claim, count=1)
    return _SUBJECT.sub(lambda found: f"{found['aside']}{name} ", claim, count=1)
