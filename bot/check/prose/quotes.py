"""Quotes: exact up to white space and typographic marks, or named for what they are.  Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Quote", "check_quotes", "find_quotes"]

QuoteStatus = Literal["exact", "fabricated", "stitched together", "from another source"]
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“”]+)[“”]")
_OMITTED = re.compile(r"\s*(?:\[?\.\.\.\]?|\[[^\]]*\])\s*")  # […], [sic], [the firm]
_LONGEST_GAP = 400  # letters left out at one mark of omission
_SHORTEST = 4  # words: fewer may be a term or a title
_PIECE = 3  # words that a piece of a stitched quote has at least
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ",
                        "\u202f": " ", "\u2009": " ", "…": "..."})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Hold one quotation of a text: ``text[start:end]`` are the words between its marks."""

    text: str
    start: int
    end: int
    status: QuoteStatus = "exact"
    citation: int = 0  # where the words stand; 0 for nowhere
    at: tuple[int, int] = (0, 0)  # where in that passage, [start, end)


def find_quotes(text: str) -> list[Quote]:
    """Find the quotations of a text that are long enough to be somebody's words.

    >>> [q.text for q in find_quotes('He said “the model was released on a Monday” at "home".')]
    ['the model was released on a Monday']
    """
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number in range(1, 5) if match.group(number) is not None)
        words = match.group(group)
        if len(words.split()) >= _SHORTEST:
            found.append(Quote(text=words, start=match.start(group), end=match.end(group)))
    return found


def check_quotes(
    text: str, passages: Sequence[tuple[int, str]], *, cited: Sequence[int] = ()
) -> list[Quote]:
    """Check each quotation of a text against passages, (citation number, words).

    ``cited`` are the citations that the sentence names; none: any passage will do.
    """
    quotes = find_quotes(text)
    folded = [(n, *_folded(words)) for n, words in passages] if quotes else []
    return [_checked(quote, folded, frozenset(cited)) for quote in quotes]


def _checked(
    quote: Quote, passages: Sequence[tuple[int, str, Mapping[int, int]]], cited: frozenset[int]
) -> Quote:
    wanted = _plain(quote.text).strip(" .,;:!?")
    parts = [part.strip(" .,;:") for part in _OMITTED.split(wanted)]
    parts = [part for part in parts if part]
    elsewhere = 0
    for n, words, offsets in passages:
        at = _in_order(parts, words)
        if at is None:
            continue
        if not cited or n in cited:
            place = (offsets[at[0]], offsets[at[1] - 1] + 1)
            return replace(quote, citation=n, at=place)
        elsewhere = n
    status: QuoteStatus = "fabricated"
    if elsewhere:
        status = "from another source"
    elif _is_stitched(wanted, [words for _, words, _ in passages]):
        status = "stitched together"
    return replace(quote, status=status, citation=elsewhere)


def _in_order(parts: Sequence[str], words: str) -> tuple[int, int] | None:
    """Find the parts of a quote, split where it marks an omission, one after another."""
    first, at = -1, 0
    for part in parts:
        found = _find_words(part, words, at)
        if found is None:
            return None
        first = found if first < 0 else first
        at = found + len(part)
        if at - first > _LONGEST_GAP * len(parts) + sum(map(len, parts)):
            return None  # too far apart to be one utterance
    return (first, at) if parts else None


def _find_words(part: str, words: str, start: int) -> int | None:
    """Find a part at borders of words."""
    pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
    found = re.compile(pattern, re.I).search(words, start)
    return found.start() if found else None


def _is_stitched(wanted: str, passages: Sequence[str]) -> bool:
    """Tell whether a quote is made of two or three pieces that stand in passages."""
    words = wanted.split()
    whole = [f" {re.sub(r'[^a-z0-9]+', ' ', text.lower())} " for text in passages]

    def stands(piece: Sequence[str]) -> bool:
        plain = re.sub(r"[^a-z0-9]+", " ", " ".join(piece).lower()).strip()
        return any(f" {plain} " in text for text in whole)

    for cut in range(_PIECE, len(words) - _PIECE + 1):
        if stands(words[:cut]) and stands(words[cut:]):
            return True
    return False


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_MARKS))


def _folded(text: str) -> tuple[str, Mapping[int, int]]:
    """Fold white space and typographic marks; give where each letter stood."""
    letters: list[str] = []
    offsets: dict[int, int] = {}
    for at, char in enumerate(text):
        plain = char.translate(_MARKS)
        if plain.isspace():
            if letters and letters[-1] == " ":
                continue
            plain = " "
        for letter in plain:
            offsets[len(letters)] = at
            letters.append(letter)
    return "".join(letters), offsets
