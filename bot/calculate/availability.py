"""Availability: the times that a period asks for, of those that there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.calculate.coverage import Coverage
from bot.readings import Reading
from bot.understand.periods import Period, Point
from corpus.catalogues import Measure

__all__ = [
    "SERIES",
    "Missing",
    "Times",
    "nearest_points",
    "resolve_times",
    "select_points",
    "shared_points",
]

SERIES = (
    "trend",
    "peak",
    "trough",
    "first_year",
    "last_year",
    "unbroken",
    "count_years",
    "overtake",
    "index",
)
_BOTH_ENDS = ("sum", "change", "difference", "ratio", "lookup", "compare")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Say which part of the question the data do not have, and what lies nearest."""

    part: Literal["place", "year", "measure", "grain", "normaliser"]
    measure: Measure | None = None
    places: tuple[str, ...] = ()  # the places without a value
    asked: str = ""  # the period asked for, as text
    first: Point | None = None  # what the measure has for these places
    last: Point | None = None
    nearest: tuple[Point, ...] = ()
    available: tuple[str, ...] = ()  # places that do have a value
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Hold points in time, or one span that is a single number ("2003–2022")."""

    points: tuple[Point, ...] = ()
    span: tuple[int, int] | None = None


def resolve_times(
    reading: Reading, places: tuple[str, ...], coverage: Coverage, measure: Measure
) -> Times | Missing:
    """Give the times that all the places have a value for, as the reading asks for them."""
    period = reading.period
    shared = shared_points(places, coverage)
    spans = sorted({span for place in places for span in coverage.spans.get(place, ())})
    asked_span = _asked_span(period)
    if asked_span in spans:
        return Times(span=asked_span)
    missing = Missing(part="year", measure=measure, places=places, asked=str(period))
    if not shared and spans:
        if period.kind in ("latest", "all"):
            return Times(span=spans[-1])
        return replace(missing, spans=tuple(spans))
    if not shared:
        # each place has values, but never in the same year: the latest of each are compared
        each = [coverage.points[place][-1] for place in places if coverage.points.get(place)]
        if each and period.kind == "latest":
            return Times(points=tuple(sorted(set(each))))
        return missing
    series = reading.operation in SERIES
    points = select_points(period, shared, measure, series=series, operation=reading.operation)
    if not points and period.kind == "latest" and not series:
        points = (_latest_final(places, shared, coverage),)
    if points:
        return Times(points=points)
    yearly = measure.grain == "year" and any(point.quarter for point in period.points)
    return replace(
        missing,
        part="grain" if yearly else "year",
        first=shared[0],
        last=shared[-1],
        nearest=nearest_points(period, shared),
    )


def shared_points(places: tuple[str, ...], coverage: Coverage) -> tuple[Point, ...]:
    """Give the periods in which every one of the places has a value, in order."""
    sets = [set(coverage.points.get(place, ())) for place in places]
    return tuple(sorted(set.intersection(*sets))) if sets else ()


def _asked_span(period: Period) -> tuple[int, int] | None:
    if period.kind == "range" and period.points:
        return period.points[0].year, period.points[-1].year
    return None


def _latest_final(places: tuple[str, ...], shared: tuple[Point, ...], coverage: Coverage) -> Point:
    """Give the latest point that is final for all places; the latest where none is."""
    final = [
        point
        for point in shared
        if all(
            coverage.status.get((place, point)) not in ("incomplete", "projected")
            for place in places
        )
    ]
    return (final or shared)[-1]


def select_points(
    period: Period, available: tuple[Point, ...], measure: Measure, *, series: bool, operation: str
) -> tuple[Point, ...]:
    """Give the available points that a period asks for; empty where there are none.

    ``series`` says that the operation looks at a whole series, so that no period means all.
    """
    if period.kind == "at" and series and len(period.points) == 1:
        return available  # "peaked in 2012", "overtook in 2015": the year is what is claimed

    def fits(point: Point, wanted: Point) -> bool:
        quarterly = measure.grain == "quarter" and not wanted.quarter
        return point == wanted or (quarterly and point.year == wanted.year)

    if period.kind == "at":
        return _at(period, available, fits, operation)
    if period.kind == "range":
        return _within(period, available, fits, operation)
    if period.kind == "since":
        first = period.points[0]
        begun = bool(available) and available[0] >= first
        if not begun and not any(fits(point, first) for point in available):
            return ()
        since = tuple(point for point in available if _from(point, first))
        # One figure of one late year is no sum or mean "since 2015".
        return () if operation in ("sum", "mean", "median") and len(since) < 2 else since
    if period.kind == "until":
        return tuple(point for point in available if point.year <= period.points[0].year)
    if period.kind == "last":
        # "over the last five years" is a stretch with two ends; five years are added up
        ends = 0 if operation in ("sum", "mean", "median", "count_years") else 1
        years = sorted({point.year for point in available})[-(period.last_years + ends) :]
        return tuple(point for point in available if point.year in years)
    if period.kind == "all" or series or operation == "change":
        return available
    return ()


def _at(
    period: Period,
    available: tuple[Point, ...],
    fits: Callable[[Point, Point], bool],
    operation: str,
) -> tuple[Point, ...]:
    """Give the points named, all of them or none; for a change in one year, that before it too."""
    chosen: list[Point] = []
    for wanted in period.points:
        fitting = [point for point in available if fits(point, wanted)]
        if not fitting:
            return ()
        chosen.append(fitting[-1])  # of a year's quarters, the last stands for the year
    if operation == "change" and len(chosen) == 1:
        whole = not period.points[0].quarter  # of a year's quarters, the last of the year before
        end = Point(chosen[0].year) if whole else chosen[0]
        earlier = [point for point in available if point < end]
        return (earlier[-1], chosen[0]) if earlier else ()  # "the drop in 2020"
    return tuple(chosen)


def _within(
    period: Period,
    available: tuple[Point, ...],
    fits: Callable[[Point, Point], bool],
    operation: str,
) -> tuple[Point, ...]:
    """Give the points of a stretch; where its ends are what is compared, both must exist."""
    first, last = period.points[0], period.points[-1]
    stretch = tuple(
        point
        for point in available
        if _from(point, first) and (point <= last if last.quarter else point.year <= last.year)
    )
    if operation in _BOTH_ENDS and not all(
        any(fits(point, end) for point in stretch) for end in (first, last)
    ):
        return ()  # a nearby year is another question
    return stretch


def _from(point: Point, first: Point) -> bool:
    return point >= first if first.quarter else point.year >= first.year


def nearest_points(period: Period, available: tuple[Point, ...]) -> tuple[Point, ...]:
    """Give the available point nearest to what was asked."""
    if not available or not period.points:
        return available[-1:]
    wanted = period.points[-1]
    return (min(available, key=lambda point: (abs(point.year - wanted.year), -point.year)),)
