"""Entity names: which rows and values of a table of things a text names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.understand.tokens import fold
from corpus.entities import EntityTable

__all__ = ["EntityNames", "NameMention", "PartMention"]

_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
_BRACKET = re.compile(r"\s*\([^)]*\)")
_LONGEST = 8  # words of a name
_MANY_PARTS = 12  # values that one word may stand for; beyond, the word tells nothing apart
_SLIP = 88  # how alike a misspelt name must be
_NEAR = 60  # how alike a suggestion must be
_SUGGESTED = 3
_LETTERS = 5  # a shorter word is no misspelt name


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """Point at the name of a row, or of several, in a text."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]  # rows of exactly that name; empty: the table has none
    others: tuple[str, ...] = ()  # further rows whose names begin with it
    near: tuple[str, ...] = ()  # suggestions for a name that is not there
    slip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartMention:
    """Point at a value of a list column in a text: an organisation."""

    start: int
    end: int
    text: str
    column: str
    values: tuple[str, ...]
    others: tuple[str, ...] = ()  # values that hold the name too, but are others


def _compact(text: str) -> str:
    return "".join(_WORD.findall(fold(text))).replace(".", "")


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


@dataclass(slots=True)
class EntityNames:
    """Hold the names in one table.  Built once, never changed afterwards."""

    table: EntityTable
    rows: Sequence[str]
    parts: Mapping[str, Collection[str]]  # list column → its values
    places: Collection[str]  # folded names of places: these are no organisations
    _exact: dict[str, list[str]] = field(init=False)
    _base: dict[str, list[str]] = field(init=False)
    _starts: dict[tuple[str, ...], list[str]] = field(init=False)
    _parts: dict[tuple[str, ...], list[tuple[str, str]]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the names by their spelling, their beginnings and their words."""
        self._exact, self._base, self._starts, self._parts = {}, {}, {}, {}
        for row in self.rows:
            self._exact.setdefault(_compact(row), []).append(row)
            self._base.setdefault(_compact(_BRACKET.sub("", row)), []).append(row)
            words = _segments(row)
            for length in range(1, len(words)):
                self._starts.setdefault(words[:length], []).append(row)
        for column, values in self.parts.items():
            generic = {fold(word) for word in self.table.of(column).generic}
            for value in sorted(values):
                for key in _word_runs(value, generic):
                    self._parts.setdefault(key, []).append((column, value))

    # -- rows ------------------------------------------------------------------------------

    def find_rows(self, text: str) -> list[NameMention]:
        """Find the rows that a text names, the longest names first."""
        words = list(_WORD.finditer(text))
        found: list[NameMention] = []
        position = 0
        while position < len(words):
            mention, length = self._row_at(text, words, position)
            if mention is not None:
                found.append(mention)
            position += length
        return found

    def _row_at(
        self, text: str, words: list[re.Match[str]], position: int
    ) -> tuple[NameMention | None, int]:
        most = min(_LONGEST, len(words) - position)
        for length in range(most, 0, -1):
            start, end = words[position].start(), words[position + length - 1].end()
            written = text[start:end]
            exact = self._exact.get(_compact(written), [])
            base = self._base.get(_compact(written), [])
            names = [name for name in exact or base if _written_as(written, name)]
            if names and not _is_single_letter(written):
                others = [name for name in base if name not in names]
                return (
                    NameMention(
                        start=start, end=end, text=written, names=tuple(names), others=tuple(others)
                    ),
                    length,
                )
        for length in range(min(4, most), 0, -1):
            window = words[position : position + length]
            if not all(_is_name_like(word.group()) for word in window):
                continue
            start, end = window[0].start(), window[-1].end()
            mention = self._nearly(text[start:end], start, end)
            if mention is not None:
                return mention, length
        return None, 1

    def _nearly(self, written: str, start: int, end: int) -> NameMention | None:
        """Read a family ("Llama 3"), a slip, or a name the table has not."""
        key = _segments(written)
        part = tuple(fold(word) for word in _WORD.findall(written))
        named = written[:1].isupper() and part[0] not in self.places
        if not named or not key:
            return None
        family = self._starts.get(key, [])
        as_written = [row for row in family if fold(row).startswith(fold(written))]
        family = as_written or family
        if family and part not in self._parts and len(key[0]) > 2:
            return NameMention(start=start, end=end, text=written, names=(), others=tuple(family))
        digits = _digits(written)
        if not digits or len(_compact(written)) < _LETTERS - 1:
            return None
        choices = process.extract(
            _compact(written), list(self._base), scorer=fuzz.ratio, limit=8, score_cutoff=_NEAR
        )
        rows = [self._base[match][0] for match, _, _ in choices]
        for (_, score, _), row in zip(choices, rows, strict=True):
            if score >= _SLIP and _digits(_BRACKET.sub("", row)) == digits:
                return NameMention(start=start, end=end, text=written, names=(row,), slip=True)
        letters = key[0]
        kin = [row for row in rows if _segments(row)[0] == letters]
        if not kin and (letters,) in self._starts:
            kin = self._starts[letters,]
        if kin:
            return NameMention(
                start=start, end=end, text=written, names=(), near=tuple(kin[:_SUGGESTED])
            )
        return None

    # -- values of list columns ------------------------------------------------------------

    def find_parts(self, text: str) -> list[PartMention]:
        """Find values of list columns, such as organisations, under parts of their names."""
        words = list(_WORD.finditer(text))
        found: list[PartMention] = []
        position = 0
        while position < len(words):
            length = 1
            for length in range(min(_LONGEST, len(words) - position), 0, -1):
                window = words[position : position + length]
                start, end = window[0].start(), window[-1].end()
                if mention := self._part(text[start:end], start, end):
                    found.append(mention)
                    break
            position += length
        return found

    def _part(self, written: str, start: int, end: int) -> PartMention | None:
        key = tuple(fold(word) for word in _WORD.findall(written))
        hits = self._parts.get(key, [])
        capital = any(char.isupper() for char in written)
        if not hits or not (capital or len(key) > 1) or " ".join(key) in self.places:
            return None
        column = hits[0][0]
        values = [value for _, value in hits]
        same = [value for value in values if _is_same_name(value, key)]
        if not same and len(values) > _MANY_PARTS:
            return None
        # One word is a brand: "Google" is Google DeepMind too.  More words are a full name.
        chosen = values if len(key) == 1 or not same else same
        return PartMention(
            start=start,
            end=end,
            text=written,
            column=column,
            values=tuple(chosen),
            others=tuple(value for value in values if value not in chosen),
        )


def _segments(text: str) -> tuple[str, ...]:
    """Cut a name into runs of letters and numbers: "Llama 3.1-405B" → llama, 3.1, 405, b.

    >>> _segments("GPT-4o")
    ('gpt', '4', 'o')
    """
    return tuple(re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+", fold(text)))


def _written_as(written: str, name: str) -> bool:
    """Tell whether a plain word is written as the name is: "core" is not CoRe."""
    if not written.isalpha() or not name.isalpha():
        return True
    camel = any(char.isupper() for char in name[1:]) and not name.isupper()
    return written in (name, name.upper()) or written[:1].isupper() or (camel and len(name) > 5)


def _is_name_like(word: str) -> bool:
    """Tell whether a word may belong to a name: it has a capital or a digit."""
    return any(char.isupper() or char.isdigit() for char in word)


def _is_single_letter(written: str) -> bool:
    return len(written) < 2


def _is_same_name(value: str, key: tuple[str, ...]) -> bool:
    """Tell whether a value is that name: whole, without "AI" or brackets, or as its acronym."""
    acronym = re.search(r"\(([^)]*)\)", value)
    forms = [value, _BRACKET.sub("", value), acronym[1] if acronym else ""]
    forms += [form.removesuffix(" AI") for form in forms]
    return any(tuple(fold(word) for word in _WORD.findall(form)) == key for form in forms if form)


def _word_runs(value: str, generic: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Give the runs of words under which a value is found: not those of generic words alone."""
    words = [fold(word) for word in _WORD.findall(value)]
    seen = set()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            run = tuple(words[first:last])
            whole = len(run) == len(words)
            if run in seen or (not whole and all(word in generic for word in run)):
                continue
            if run[0] in ("of", "and", "for", "the") or run[-1] in ("of", "and", "for", "the"):
                continue
            if len(run) == 1 and len(run[0]) < 2:
                continue
            seen.add(run)
            yield run
