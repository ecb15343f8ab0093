"""Duplicates: passages that say the same in nearly the same words, such as mirrors of a release.

Two passages are one when four fifths of their word triples are shared, and nothing that differs
between them is a number, a direction, a negation or a name: "42,524 articles" and "42,254
articles" are two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from zlib import crc32

from index.keywords import STOP_WORDS
from index.terms import cut_words

__all__ = ["group_duplicates", "holds_quote", "same_passage"]

SHARED = 0.8  # of the word triples of two duplicates, over those of either
_SKETCH = 8  # hashes
_SHARED_QUOTE = 0.7  # of the triples of one quoted sentence

# "LONDON, 10 July 2025 – " and the like before a release's first sentence.
_DATELINE = re.compile(r"^\W*(?:[A-Z][\w.,'’/()-]*\s+|\d[\w.,/-]*\s+){1,9}[–—-]{1,2}\s+")
# Negations, numbers and directions.
_TELLING = frozenset(
    """
    no not never none neither nor without cannot nobody nothing
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion half third quarter fifth tenth dozen once twice
    double doubled triple tripled first second fourth last percent per cent
    more less fewer most least above below over under up down rise rose rises rising risen fall
    fell falls falling fallen increase increased decrease decreased higher lower
    """.split()
)


def same_passage(one: str, other: str) -> bool:
    """Tell whether two texts say the same: see above.

    >>> same_passage("China published 42,524 papers.", "China published 42,254 papers.")
    False
    """
    return _Fingerprint(one).matches(_Fingerprint(other))


def holds_quote(quote: str, text: str) -> bool:
    """Tell whether a text holds a sentence, in these or nearly these words and its numbers."""
    wanted, there = _Fingerprint(quote), _Fingerprint(text)
    shared = len(wanted.triples & there.triples)
    return shared >= _SHARED_QUOTE * len(wanted.triples) and not wanted.tells_apart(there)


def group_duplicates(texts: Sequence[str]) -> list[list[int]]:
    """Group the places of texts that say the same; each group in order, groups by their first."""
    groups: list[list[int]] = []
    holders: dict[int, list[int]] = {}  # part of a sketch to the groups whose first has it
    prints: dict[int, _Fingerprint] = {}

    def fingerprint(place: int) -> _Fingerprint:
        if place not in prints:
            prints[place] = _Fingerprint(texts[place])
        return prints[place]

    for place, text in enumerate(texts):
        sketch = _sketch(text)
        shared = Counter(group for part in sketch for group in holders.get(part, ()))
        near = sorted(group for group, count in shared.items() if count >= len(sketch) / 2)
        for group in near:
            if fingerprint(place).matches(fingerprint(groups[group][0])):
                groups[group].append(place)
                break
        else:
            for part in sketch:
                holders.setdefault(part, []).append(len(groups))
            groups.append([place])
    return groups


def _sketch(text: str) -> list[int]:
    """Return the smallest hashes of a text's words: two duplicates share most of them.

    Comparing triples takes a third of a millisecond a text; most texts have no duplicate.
    """
    words = {word.lower() for word in cut_words(text)}
    return nsmallest(_SKETCH, {crc32(word.encode()) for word in words - STOP_WORDS or words})


class _Fingerprint:
    """Hold what of a text is compared."""

    __slots__ = ("triples", "words", "written")

    def __init__(self, text: str) -> None:
        written = cut_words(_DATELINE.sub("", text))
        lower = [word.lower() for word in written]
        self.triples = {tuple(lower[at : at + 3]) for at in range(max(1, len(lower) - 2))}
        self.words = Counter(lower)
        self.written = set(written)

    def matches(self, other: _Fingerprint) -> bool:
        either = len(self.triples | other.triples)
        if len(self.triples & other.triples) < SHARED * either:
            return False
        return not (self.tells_apart(other) or other.tells_apart(self))

    def tells_apart(self, other: _Fingerprint) -> bool:
        """Tell whether this text has a word more than the other that makes it another text."""
        return any(
            any(char.isdigit() for char in word)
            or word in _TELLING
            # A name: written with a capital here, and no plain word at a sentence's start.
            or (word not in STOP_WORDS and word not in self.written)
            for word in self.words - other.words
        )
