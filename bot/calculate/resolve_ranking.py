"""Resolve rankings: the universe and the time of a reading that puts places in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.calculate.availability import Missing, nearest_points, select_points
from bot.calculate.coverage import Coverage, CoverageReader
from bot.calculate.requests import Request
from bot.readings import Reading
from bot.understand.periods import Point
from corpus.places import PlaceBook

__all__ = ["resolve_ranking"]

_MOST_PLACES = 0.6  # a year counts as covered when this share of the best year's places report
_COUNTRIES = ("country", "territory")
_WHOLES = {"world", "bloc", "region", "group"}
_ALL_PLACES = ("count", "rank_of", "mean", "median")  # need every row, not the first few
_LISTED = ("ranking", "count", "mean", "median")  # may be over the places named alone


def resolve_ranking(
    reading: Reading, base: Request, *, book: PlaceBook, reader: CoverageReader
) -> Request | Missing:
    """Give the request that ranks a universe of places, or what is missing for it."""
    coverage = reader.of(base.measure.id, topic=base.topic)
    bodies = [code for code in reading.places if book.place(code).kind == "organisation"]
    if bodies and not coverage.places.intersection(bodies):
        return Missing(part="place", measure=base.measure, places=tuple(bodies))
    if base.denominator is not None:
        both = coverage.within(reader.of(base.denominator.id))
        coverage = both if both.points else coverage
    belongs = _belongs(reading, coverage, book, kinds=("organisation",) if bodies else _COUNTRIES)
    counts = {
        point: sum(point in points and belongs(place) for place, points in coverage.points.items())
        for point in coverage.years
    }
    best = max(counts.values(), default=0)
    if best < 2:
        return _over_span(reading, base, coverage, book)
    usable = tuple(point for point, count in counts.items() if count >= max(2, _MOST_PLACES * best))
    growth = reading.form if reading.operation == "ranking" else ""
    points = _ranked_points(reading, base, counts, usable, growth=growth)
    if not points:
        return Missing(
            part="year",
            measure=base.measure,
            asked=str(reading.period),
            first=usable[0],
            last=usable[-1],
            nearest=nearest_points(reading.period, usable),
        )
    if base.denominator is not None:
        known = reader.of(base.denominator.id).years
        if {point.year for point in points} - {point.year for point in known}:
            return Missing(
                part="normaliser",
                measure=base.denominator,
                asked=str(reading.period),
                last=max(known),
            )
    named = tuple(code for code in reading.places if book.place(code).kind in _COUNTRIES)
    above = _above(reading)
    rival = reading.threshold.place if above and reading.threshold else ""
    if rival and not any(point in coverage.points.get(rival, ()) for point in points):
        return _without(rival, reading, base, coverage)
    return replace(
        base,
        universe=reading.universe,
        kinds=("organisation",) if bodies else base.kinds,
        places=named if reading.operation in _LISTED and len(named) > 1 else (),
        points=points,
        growth=growth,
        above=above,
        above_place=rival,
        # Where no number is named, every place is in the table: sentences name the first few.
        # A place named beside them is told too, wherever it stands.
        limit=0
        if reading.operation in _ALL_PLACES or reading.places
        else reading.limit or reading.rank,
    )


def _without(place: str, reading: Reading, base: Request, coverage: Coverage) -> Missing:
    """Say that the place which others are held against has no value then, or none at all."""
    if place not in coverage.places:
        available = tuple(sorted(coverage.places))
        return Missing(part="place", measure=base.measure, places=(place,), available=available)
    own = tuple(coverage.points.get(place, ()))
    return Missing(
        part="year",
        measure=base.measure,
        places=(place,),
        asked=str(reading.period),
        first=own[0] if own else None,
        last=own[-1] if own else None,
        nearest=nearest_points(reading.period, own),
    )


def _belongs(
    reading: Reading, coverage: Coverage, book: PlaceBook, *, kinds: tuple[str, ...] = _COUNTRIES
) -> Callable[[str], bool]:
    """Give the test of whether a place is ranked: a member of the bloc named, or a country."""
    members = set(book.members(reading.universe, None)) if reading.universe else set()
    if members:
        return members.__contains__
    return lambda place: coverage.kinds.get(place) in kinds


def _over_span(
    reading: Reading, base: Request, coverage: Coverage, book: PlaceBook
) -> Request | Missing:
    """Rank the totals over a span of years, where a measure has only those."""
    belongs = _belongs(reading, coverage, book, kinds=(*_COUNTRIES, "organisation"))
    spans = {span for place, found in coverage.spans.items() if belongs(place) for span in found}
    measure = base.measure
    period = reading.period
    asked = (period.points[0].year, period.points[-1].year) if period.points else None
    if asked and period.kind in ("at", "range"):  # a total over other years is another figure
        spans &= {asked}
    if base.denominator is not None:
        return Missing(part="normaliser", measure=base.denominator)
    if not spans or measure.grain not in ("span", "none"):
        return Missing(part="place", measure=measure, available=tuple(sorted(coverage.places)))
    kinds = tuple({coverage.kinds[place] for place in coverage.spans} - _WHOLES)
    above = _above(reading)
    rival = reading.threshold.place if above and reading.threshold else ""
    return replace(
        base,
        span=max(spans),
        universe=reading.universe,
        kinds=kinds or base.kinds,
        above=above,
        above_place=rival,
    )


def _above(reading: Reading) -> tuple[str, float] | None:
    """Give the condition that the places listed or counted must meet."""
    if reading.threshold is None or reading.operation not in ("count", "ranking"):
        return None
    return reading.threshold.comparison, reading.threshold.value


def _ranked_points(
    reading: Reading,
    base: Request,
    counts: dict[Point, int],
    usable: tuple[Point, ...],
    *,
    growth: str,
) -> tuple[Point, ...]:
    """Give the one point to rank at, or the first and the last of a growth; empty for none."""
    period = reading.period
    asked = period.kind == "at" and any(counts.get(point) for point in period.points)
    pool = tuple(point for point, count in counts.items() if count) if asked else usable
    points = select_points(
        period, pool, base.measure, series=bool(growth), operation=reading.operation
    )
    if not growth and not points and period.kind == "latest":
        final = tuple(point for point in usable if point.year not in base.measure.incomplete)
        points = final or usable
    stretch = period.kind != "latest" and len(points) > 1
    if not growth and reading.operation == "rank_of" and stretch:
        # "from 2012 to 2022": the ranks of both; "in 2012, 2015 and 2020": of each
        return points if period.kind == "at" else (points[0], points[-1])
    if not growth:
        return points[-1:]
    if period.kind == "at" and len(period.points) == 1:  # "the biggest jump in 2021"
        wanted = period.points[0]
        own = [point for point in counts if counts[point] and point <= wanted]
        fits = bool(own) and (own[-1] == wanted or own[-1].year == wanted.year)
        return tuple(own[-2:]) if fits and len(own) > 1 else ()
    if period.kind == "latest":
        points = (usable[0], usable[-1])
    return (points[0], points[-1]) if len(points) > 1 else ()
