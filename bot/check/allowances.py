"""Allowances: which true values the words of a stated number, or of a source, leave room for.

The one place that says what rounding and hedges allow:

- a plain number: half a unit of the last place shown; 42,500 stands for 42,450 to 42,550, since
  the closing zeros of a number of 1,000 or more count as rounding (two digits always count)
- about, around, roughly: 10 % with one digit shown that is not zero ("about 40,000"), 5 % with
  two ("about 43,000"), one unit of the last place with more ("about 42,500")
- nearly, almost, just under: from that much below the number up to it
- over, more than, fewer than, at least, at most: that side of the number, however far
- just over: the side of the number, as near as "about" allows
- doubled, tripled, tenfold: 10 % either way; 15 % with "about"; "nearly": 15 % below
- a third, half, two thirds: 2.5 points, never more than a tenth of the share; "about": 4 points
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from bot.understand.quantities import Quantity

__all__ = ["Range", "allowed", "known", "significant_digits"]

_JUST = re.compile(
    r"\b(?:just|a little|slightly|a shade|barely)\s+(?:over|above|more than)\b", re.I
)
_WORDS = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Range:
    """Hold the values that are possible; both ends are included."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Tell whether a value lies within, give or take the noise of binary fractions."""
        slack = 1e-9 * max(abs(value), 1.0)
        return self.low - slack <= value <= self.high + slack

    def meets(self, other: Range) -> bool:
        """Tell whether two ranges share a value."""
        return self.low <= other.high and other.low <= self.high


def significant_digits(text: str) -> int:
    """Count the digits of a number that are not leading or closing zeros.

    >>> significant_digits("42,500"), significant_digits("0.83"), significant_digits("40,000")
    (3, 2, 1)
    """
    digits = re.sub(r"\D", "", text.split("×")[0])
    return len(digits.lstrip("0").rstrip("0" if "." not in text else "")) or 1


def _slack(value: float, digits: int, unit: float) -> float:
    if digits >= 3:
        return max(unit, 0.0)
    return max((0.10 if digits == 1 else 0.05) * abs(value), unit / 2)


def allowed(quantity: Quantity, *, scale: float = 1.0, before: str = "") -> Range:
    """Give the true values that a stated number allows; ``before`` is the text before it.

    >>> from bot.understand.quantities import find_quantities
    >>> allowed(find_quantities("nearly 43,000 papers")[0])
    Range(low=40850.0, high=43000.0)
    """
    if quantity.value is None:
        return Range(-math.inf, math.inf)
    value = quantity.value * scale
    half = quantity.unit_in_last_place * scale / 2
    hedge = quantity.hedge
    above, below = math.nextafter(value, math.inf), math.nextafter(value, -math.inf)
    if hedge == "over":
        if _JUST.search(before[-24:]):
            return Range(above, value + max(half, _near(quantity, value, scale)))
        return Range(above, math.inf)
    if hedge == "under":
        return Range(-math.inf, below)
    if hedge == "at least":
        return Range(value, math.inf)
    if hedge == "at most":
        return Range(-math.inf, value)
    near = _near(quantity, value, scale)
    if hedge == "nearly":
        return Range(value - near, value)
    if hedge == "about":
        return Range(value - near, value + near)
    if quantity.kind == "factor" and _is_round_factor(quantity):
        return Range(0.9 * value, 1.1 * value)
    if _is_fraction(quantity):
        half = min(2.5, abs(value) / 10)
    return Range(value - half, value + half)


def _near(quantity: Quantity, value: float, scale: float) -> float:
    """Say how far from the number "about" and "nearly" may lie."""
    if quantity.kind == "factor" and _is_round_factor(quantity):
        return 0.15 * abs(value)
    if _is_fraction(quantity):
        return min(4.0, 0.15 * abs(value))
    unit = quantity.unit_in_last_place * scale
    if quantity.kind in ("percent", "points"):
        return max(unit, 0.05 * abs(value)) if significant_digits(quantity.text) < 3 else unit
    return _slack(value, significant_digits(quantity.text), unit)


def _is_round_factor(quantity: Quantity) -> bool:
    return not re.search(r"\d\.\d|%", quantity.text)


def _is_fraction(quantity: Quantity) -> bool:
    """Tell a share in words ("a third") from one in digits."""
    return (
        quantity.kind == "percent"
        and quantity.unit_in_last_place >= 5.0
        and bool(_WORDS.search(quantity.text))
    )


def known(value: float, *, status: str = "", printed: str = "", scale: float = 1.0) -> Range:
    """Give the true values that a source's own figure allows, its qualifier included.

    >>> known(57000, status="over", printed="57,000")
    Range(low=57000, high=59850.0)
    """
    digits = significant_digits(printed) if printed else 9
    unit = _printed_unit(printed) * scale
    slack = _slack(value, digits, unit) if digits < 3 else max(unit, 0.02 * abs(value))
    if status in ("over", "more than", "at least", "just over", "above"):
        return Range(value, value + slack)
    if status in ("just under", "fewer than", "less than", "under", "nearly", "just shy of"):
        return Range(value - slack, value)
    if status in ("about", "around", "rounded", "estimate", "estimated", "projected"):
        return Range(value - slack, value + slack)
    half = unit / 2 if printed and "." in printed else 0.0
    return Range(value - half, value + half)


def _printed_unit(printed: str) -> float:
    decimals = re.search(r"\.(\d+)", printed)
    return 10.0 ** -len(decimals.group(1)) if decimals else 1.0
