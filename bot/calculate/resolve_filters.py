"""Resolve filters: which places are ranked at all, "those with over 1,000 AI articles"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.calculate.availability import Missing
from bot.calculate.coverage import CoverageReader
from bot.calculate.requests import PlaceFilter, Request
from bot.readings import Filter
from bot.understand.periods import Point
from corpus.catalogues import Catalogue, Measure

__all__ = ["resolve_filters"]


def resolve_filters(
    filters: Sequence[Filter], request: Request, *, catalogue: Catalogue, reader: CoverageReader
) -> tuple[Request | Missing, tuple[str, ...]]:
    """Put conditions on other measures into a ranking, in its year or the nearest before it."""
    made: list[PlaceFilter] = []
    notes: list[str] = []
    at = request.points[-1] if request.points else Point(9999)
    for item in filters:
        names = item.measures or tuple(m.id for m in catalogue.measures_of(item.concept))
        found = _first(names, at, request, catalogue=catalogue, reader=reader)
        if found is None:
            measure = catalogue.measure(names[0])
            return Missing(part="year", measure=measure, asked=str(at)), ()
        measure, point = found
        comparison, value = item.threshold.comparison, item.threshold.value
        made.append(PlaceFilter(measure=measure, point=point, comparison=comparison, value=value))
        if point.year != at.year:
            notes.append(
                f"The condition on {measure.label} is applied to {point}, the nearest year with "
                "data."
            )
    return replace(request, filters=tuple(made)), tuple(notes)


def _first(
    names: Sequence[str],
    at: Point,
    request: Request,
    *,
    catalogue: Catalogue,
    reader: CoverageReader,
) -> tuple[Measure, Point] | None:
    """Give the first measure with a yearly series, and the year in which it is looked at.

    A measure of the ranked one's own dataset is best: it counts the same way.
    """
    measures = [catalogue.measure(name) for name in names]
    series = [
        item
        for item in measures
        if item.view != "as_reported" and item.grain == "year" and not item.dimensions
    ]
    series.sort(key=lambda item: item.dataset != request.measure.dataset)
    for measure in series:
        coverage = reader.of(measure.id)
        counts = {point: coverage.countries_at(point) for point in coverage.years}
        best = max(counts.values(), default=0)
        usable = [point for point, count in counts.items() if count >= 0.5 * best]
        before = [point for point in usable if point.year <= at.year]
        if usable:
            return measure, Point((before or usable)[-1].year)
    return None
