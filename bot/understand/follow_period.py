"""Follow period: the years of a follow-up, where it leans on those of the questions before."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.readings import Operation, Reading
from bot.understand.periods import Period, Point

__all__ = ["ONE_OF_MANY", "follow_period"]

_THOSE_YEARS = re.compile(
    r"\b(?:those|these|the)\s+(?:two\s+)?years\b|\bin\s+between\b"
    r"|\bover\s+that\s+(?:time|period)\b",
    re.I,
)
_HOW_MANY_YEARS = re.compile(r"\b(?P<n>both|two|three|four|all|them|those)\b", re.IGNORECASE)
_OF_YEARS = re.compile(r"\byears\b", re.IGNORECASE)
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "all": 4, "them": 4, "those": 4}
_THAT_YEAR = re.compile(
    r"\b(?:that|the\s+same|same|this)\s+(?:year|time)\b|\b(?:back\s+)?then\b", re.I
)
ONE_OF_MANY = ("peak", "trough", "first_year", "last_year")  # of many years, one is the answer


def follow_period(reading: Reading, before: Reading, operation: Operation) -> Period:
    """Give the period of a follow-up: its own, one reckoned from before, or the one before."""
    period = reading.period
    base = before.period
    if period.kind == "shift":
        points = base.points if base.kind in ("at", "range") else ()
        if not points and before.years:
            points = (Point(before.years[-1]),)
        if not points:
            return Period()
        point = points[-1] if period.shift_years > 0 else points[0]
        return Period(kind="at", points=(replace(point, year=point.year + period.shift_years),))
    if _THAT_YEAR.search(reading.question) and before.operation in ONE_OF_MANY and before.years:
        return Period(kind="at", points=(Point(before.years[-1]),))
    if _THOSE_YEARS.search(reading.question) and len(before.years) >= 2:
        first, last = sorted(before.years[-2:])
        return Period(kind="range", points=(Point(first), Point(last)))
    if "period" in reading.stated:
        return period
    if operation in ("sum", "mean") and len(before.places) == 1 and len(before.years) > 1:
        many = _HOW_MANY_YEARS.search(reading.question)
        alone = len({*before.trail, *before.places}) == 1
        if many and base.kind == "at" and (alone or _OF_YEARS.search(reading.question)):
            years = before.years[-_COUNTS[many["n"].lower()] :]
            return Period(kind="at", points=tuple(Point(year) for year in sorted(years)))
    if operation == "difference" and reading.form and base.kind == "at":
        return replace(base, kind="since", points=base.points[:1])  # a gap, from then to now
    if operation == "change" and base.kind == "at" and len(base.points) == 1 and before.years:
        other = next((year for year in reversed(before.years) if year != base.points[0].year), None)
        if other is not None:
            ends = sorted((replace(base.points[0], year=other), base.points[0]))
            return Period(kind="range", points=tuple(ends))
    return base
