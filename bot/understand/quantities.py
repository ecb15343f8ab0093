"""Quantities: every number a text states, in digits or in words, with its kind and hedge.

Used twice: to read thresholds and counts in a question, and by the check, which must see
each number of an answer or a claim.  What looks like a number and cannot be read is
returned with ``value`` None, so that it can be listed as not checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.understand.number_patterns import HEDGES_BEFORE, PERCENT, SHAPES, Hedge, Shape
from bot.understand.number_words import (
    FACTOR_WORDS,
    FRACTION_PARTS,
    ORDINALS,
    read_number,
    read_small,
    read_spelled,
    scale_up,
)

__all__ = ["Kind", "Quantity", "find_quantities", "tolerance"]

Kind = Literal["count", "percent", "points", "factor", "money", "rank", "year", "date", "name"]
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OR_SO = re.compile(r"\s*(?:or so|or thereabouts)\b")
_OR_MORE = re.compile(r"\s*(?:\w+\s+)?or more\b|\+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """State one number of a text: where it stands, what it is worth, how firmly."""

    text: str
    start: int
    end: int
    value: float | None
    kind: Kind = "count"
    hedge: Hedge = ""
    unit_in_last_place: float = 1.0  # what half of the rounding is measured in
    currency: str = ""


def tolerance(quantity: Quantity) -> float:
    """Say how far the true value may lie from the stated one: half a unit in the last place.

    >>> tolerance(find_quantities("42,500 papers")[0])  # rounded to its zeros
    50.0
    """
    return quantity.unit_in_last_place / 2


def find_quantities(text: str) -> list[Quantity]:
    """Find every number in a text, left to right, none twice.

    >>> [(q.value, q.kind) for q in find_quantities("a third of 42,524 papers, up 3.5% on 2021")]
    [(33.333333333333336, 'percent'), (42524.0, 'count'), (3.5, 'percent'), (2021.0, 'year')]
    """
    taken: list[tuple[int, int]] = []
    found: list[Quantity] = []
    for shape, pattern in SHAPES:
        for match in pattern.finditer(text):
            start, end = _trimmed(match)
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            quantities = _READERS[shape](match)
            if quantities is None:
                continue
            taken.append((start, end))
            found.extend(quantities)
    return sorted((_hedged(quantity, text) for quantity in found), key=lambda item: item.start)


def _hedged(quantity: Quantity, text: str) -> Quantity:
    before = text[max(0, quantity.start - 28) : quantity.start]
    for hedge, pattern in HEDGES_BEFORE:
        if pattern.search(before):
            return replace(quantity, hedge=hedge)
    if _OR_SO.match(text[quantity.end : quantity.end + 18]):
        return replace(quantity, hedge="about")
    if _OR_MORE.match(text[quantity.end : quantity.end + 24]):
        return replace(quantity, hedge="at least")
    return quantity


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Give a match's span without the white space around it."""
    written = match.group()
    start = match.start() + len(written) - len(written.lstrip())
    return start, start + len(written.strip())


def _one(
    match: re.Match[str], value: Decimal | float | None, kind: Kind, place: Decimal | float = 1.0
) -> list[Quantity]:
    """Make the one quantity that a whole match states."""
    start, end = _trimmed(match)
    return [
        Quantity(
            text=match.string[start:end],
            start=start,
            end=end,
            value=None if value is None else float(value),
            kind=kind,
            unit_in_last_place=float(place),
            currency=match.groupdict().get("currency") or "",
        )
    ]


def _last_place(value: Decimal, place: Decimal) -> float:
    """Widen the last place of a round whole number to its zeros, two digits kept."""
    if place < 1 or abs(value) < 1000 or value != value.to_integral_value():
        return float(place)
    digits = str(int(abs(value)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(max(place, Decimal(1).scaleb(min(zeros, len(digits) - 2))))


def _digits_or_words(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """Read a match's digits, or else its number words: (value, unit in the last place)."""
    groups = match.groupdict()
    if groups.get("digits") and (read := read_number(groups["digits"])):
        return read
    words = read_spelled(groups.get("spelled") or "")
    return None if words is None else (words, Decimal(1))


# One reader a shape.  Each turns a match into quantities; None where it is no number after all.


def _read_power(match: re.Match[str]) -> list[Quantity]:
    """Read "3.8e25"."""
    base, power = Decimal(match.group(1)), int(match.group(2).translate(_SUPERSCRIPT))
    place = Decimal(1).scaleb(int(base.as_tuple().exponent))
    return _one(match, base.scaleb(power), "count", place.scaleb(power))


def _read_factor(match: re.Match[str]) -> list[Quantity] | None:
    """Read "3.5 times" and "tenfold"."""
    read = _digits_or_words(match)
    return _one(match, read[0], "factor", read[1]) if read else None


def _read_out_of(match: re.Match[str]) -> list[Quantity] | None:
    """Read "one in five" and "3 out of every 10" as percentages."""
    top, bottom = read_small(match["top"]), read_small(match["bottom"])
    if not top or not bottom or top > bottom or 1900 < bottom < 2100:
        return None
    return _one(match, 100 * top / bottom, "percent", 100.0 / float(bottom))


def _read_fraction(match: re.Match[str]) -> list[Quantity] | None:
    """Read "two thirds" and "half" as percentages, to the nearest five."""
    top, part = (match["top"] or "").lower(), match["part"].lower()
    if not top and part not in ("half", "halves"):
        return None  # "third" alone is a rank
    if top == "the" and part != "half":
        return None  # "the third of"
    share = (read_small(top) or Decimal(1)) / FRACTION_PARTS[part]
    return _one(match, 100 * share, "percent", 5.0)


def _read_mixed(match: re.Match[str]) -> list[Quantity] | None:
    """Read "2 and a half"."""
    read = read_number(match["digits"])
    if read is None:
        return None
    value, place = scale_up(read[0] + Decimal("0.5"), Decimal("0.1"), match["scale"])
    return _one(match, value, "count", place)


def _read_half(match: re.Match[str]) -> list[Quantity]:
    """Read "half a billion", to the nearest tenth of it."""
    value, place = scale_up(Decimal("0.5"), Decimal("0.1"), match["scale"])
    return _one(match, value, "count", place)


def _read_span(match: re.Match[str]) -> list[Quantity] | None:
    """Read "2022–23" and "2003-2022" as two years."""
    first, second = match["low"], match["high"]
    last = int(second) if len(second) == 4 else int(first[:2] + second)
    if not int(first) < last <= 2100:
        return None
    return [
        Quantity(
            text=match[name],
            start=match.start(name),
            end=match.end(name),
            value=float(value),
            kind="year",
        )
        for name, value in (("low", int(first)), ("high", last))
    ]


def _read_range(match: re.Match[str]) -> list[Quantity] | None:
    """Read "30–40 %" and "5 to 10 million" as two numbers."""
    low, high = read_number(match["low"]), read_number(match["high"])
    if low is None or high is None:
        return None
    low_scale = match["lowscale"]
    if low_scale and re.fullmatch(PERCENT, low_scale, re.IGNORECASE):
        low_scale = None
    kind: Kind = "percent" if match["percent"] else "money" if match["currency"] else "count"
    written = match.string
    made = []
    for name, end, (value, place) in (
        ("low", match.end("low"), scale_up(*low, low_scale or match["scale"])),
        ("high", match.end(), scale_up(*high, match["scale"])),
    ):
        made.append(
            Quantity(
                text=written[match.start(name) : end].rstrip(),
                start=match.start(name),
                end=end,
                value=float(value),
                kind=kind,
                unit_in_last_place=_last_place(value, place),
            )
        )
    return made


def _read_ordinal(match: re.Match[str]) -> list[Quantity]:
    """Read "3rd", "third", "#3" and "number three"."""
    if digits := match["digits"] or match["hash"]:
        return _one(match, Decimal(digits), "rank")
    if match["word"]:
        return _one(match, ORDINALS[match["word"].lower()], "rank")
    return _one(match, read_small(match["number"]), "rank")


def _read_plain(match: re.Match[str]) -> list[Quantity] | None:
    """Read "42,524", "$3.7bn", "4.5 percentage points" and "forty-two"."""
    read = _digits_or_words(match)
    if read is None:
        return None
    groups = match.groupdict()
    scale, percent = groups.get("scale"), groups.get("percent")
    if not groups.get("digits") and read[0] == 1 and not scale and not percent:
        return None  # "one" is nearly always a pronoun
    value, place = scale_up(*read, scale)
    if groups.get("sign"):
        value = -value
    kind: Kind = "count"
    if groups.get("points"):
        kind = "points"
    elif percent:
        kind = "percent"
    elif groups.get("currency"):
        kind = "money"
    exact = scale or kind == "percent"  # the last digit shown counts, even a zero
    return _one(match, value, kind, place if exact else _last_place(value, place))


_READERS: Mapping[Shape, Callable[[re.Match[str]], list[Quantity] | None]] = {
    "date": lambda match: _one(match, None, "date"),
    "factor": _read_factor,
    "factor word": lambda match: _one(match, FACTOR_WORDS[match.group().lower()], "factor", 0.5),
    "fraction": _read_fraction,
    "half of a scale": _read_half,
    "mixed": _read_mixed,
    "name": lambda match: _one(match, None, "name"),
    "number": _read_plain,
    "ordinal": _read_ordinal,
    "out of": _read_out_of,
    "power": _read_power,
    "range": _read_range,
    "skip": lambda match: [],
    "span": _read_span,
    "spelled": _read_plain,
    "year": lambda match: _one(match, Decimal(match.group()[:4]), "year"),
}
