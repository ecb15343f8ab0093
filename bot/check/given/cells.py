"""Cells: what is printed in a cell of any table, as words, a number, a date or a score.  Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.check.given.words import root
from bot.understand.tokens import fold

__all__ = ["Cell", "Word", "find_days", "read_cell", "read_date", "words_of"]

_WORD = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)*(?:st|nd|rd|th)?(?![a-z])|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|%"
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_NUMBER = re.compile(r"(?<![\w.])[-−+]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CLOCK = re.compile(r"^\+?\s*(?:(\d+):)?(\d{1,3}):(\d{2}(?:\.\d+)?)$")
_SCORE = re.compile(r"(?<![\d.])(\d{1,3})\s?[-–—:]\s?(\d{1,3})(?![\d.])")
_BRACKET_POINTS = re.compile(r"^\d+\.\d+\s*\((\d+)\)$")  # 16.21 (117): goals, behinds, points
_SCALES = {"million": 1e6, "billion": 1e9, "thousand": 1e3, "trillion": 1e12, "bn": 1e9}
_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november "
        "december".split(),
        start=1,
    )
}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\s+(?:of\s+)?{_MONTH}\b(?:\s*,?\s*(\d{{4}}))?"
)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:\s?[-–]\s?\d{{1,2}})?(?:\s*,?\s*(\d{{4}}))?"
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s*,?\s*(\d{{4}})\b")
_ISO = re.compile(r"\b(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})\b")
_AMERICAN = re.compile(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})\b")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_BLANK = {"", "-", "–", "—", "n / a", "n/a", "na", "none", "null", "nan", "?", "unknown", "tba"}

DateKey = tuple[int, int, int]  # year, month, day; 0 where it is not said


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word or number of a text, with its root and place."""

    text: str
    root: str
    start: int
    end: int
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Hold one cell: as printed and as read."""

    text: str
    words: tuple[Word, ...]
    number: float | None = None  # the one value that the cell states
    date: DateKey | None = None
    score: tuple[int, int] | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is said."""
        return fold(self.text).strip() in _BLANK


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into words with roots; numbers keep their value.

    >>> [(w.root, w.number) for w in words_of("Won 2,235 games")]
    [('win', None), ('2235', 2235.0), ('game', None)]
    """
    found = []
    plain = _folded(text)
    for match in _WORD.finditer(plain):
        word = match.group()
        number = None
        if word[0].isdigit():
            ordinal = _ORDINAL.fullmatch(word)
            word = ordinal.group(1) if ordinal else word.replace(",", "")
            if re.fullmatch(r"\d+(?:\.\d+)?", word):
                number = float(word)
                word = f"{number:g}" if number < 1e15 else word
            found.append(Word(match.group(), word, match.start(), match.end(), number))
        else:
            found.append(Word(word, root(word), match.start(), match.end()))
    return tuple(found)


def _folded(text: str) -> str:
    """Fold letter by letter, so that offsets stay those of the text."""
    plain = "".join((fold(char) or " ")[0] if not char.isascii() else char for char in text)
    return plain.lower()


def read_date(text: str) -> DateKey | None:
    """Read a date of any usual format, a month or a year; None where there is none.

    >>> read_date("september 27 , 2001"), read_date("6 January 1951"), read_date("2007 - 08")
    ((2001, 9, 27), (1951, 1, 6), (2007, 0, 0))
    """
    plain = fold(text)
    if found := _ISO.search(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _AMERICAN.search(plain):
        return int(found[3]), int(found[1]), int(found[2])
    if found := _DAY_MONTH.search(plain):
        return int(found[3] or 0) or _any_year(plain), _MONTHS[found[2][:3]], int(found[1])
    if (found := _MONTH_YEAR.search(plain)) and not _MONTH_DAY.search(plain):
        return int(found[2]), _MONTHS[found[1][:3]], 0
    if found := _MONTH_DAY.search(plain):
        return int(found[3] or 0) or _any_year(plain), _MONTHS[found[1][:3]], int(found[2])
    year = _any_year(plain)
    return (year, 0, 0) if year else None


def find_days(text: str) -> list[tuple[int, int, DateKey]]:
    """Find the days that a text names: (start, end, date).

    >>> find_days("lost on 6 May 1944 at home")
    [(8, 18, (1944, 5, 6))]
    """
    plain = _folded(text)
    found: list[tuple[int, int, DateKey]] = []
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(plain):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            day, month = (match[1], match[2]) if pattern is _DAY_MONTH else (match[2], match[1])
            key = (int(match[3] or 0), _MONTHS[month[:3]], int(day))
            found.append((match.start(), match.end(), key))
    return sorted(found)


def _any_year(text: str) -> int:
    found = _YEAR.search(text)
    return int(found[1]) if found else 0


@lru_cache(maxsize=65536)
def read_cell(text: str) -> Cell:
    """Read one cell."""
    plain = fold(text).strip()
    score = _SCORE.search(plain)
    return Cell(
        text=text,
        words=words_of(text),
        number=_number(plain),
        date=read_date(plain),
        score=(int(score[1]), int(score[2])) if score else None,
    )


def _number(plain: str) -> float | None:
    """Give the value that a cell states, where it states one value."""
    if clock := _CLOCK.match(plain):
        hours, minutes, seconds = clock[1] or 0, clock[2], clock[3]
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    if points := _BRACKET_POINTS.match(plain):
        return float(points[1])
    if "=" in plain:
        plain = plain.rsplit("=", 1)[1]
    plain = re.sub(r"^(?:t\s?-?\s?)(?=\d)", "", plain)  # t5: fifth, with others
    if _SCORE.search(plain):
        return None
    numbers = list(_NUMBER.finditer(plain))
    if not numbers or (len(numbers) > 1 and numbers[1].group().strip() != "" and "(" not in plain):
        return None
    first = numbers[0]
    before, after = plain[: first.start()].strip(), plain[first.end() :].strip()
    if len(re.findall(r"[a-z]+", before)) > 1 or len(re.findall(r"[a-z]{3,}", after)) > 3:
        return None
    value = float(re.sub(r"[,\s+]", "", first.group()).replace("−", "-"))
    for word, factor in _SCALES.items():
        if re.match(rf"\s*{word}\b", after):
            value *= factor
    return value
