"""Resolve cells: the places and times of a reading that names places, or what is missing."""

from __future__ import annotations

from dataclasses import replace

from bot.calculate.availability import SERIES, Missing, Times, resolve_times, shared_points
from bot.calculate.coverage import Coverage, CoverageReader
from bot.calculate.requests import Request
from bot.calculate.resolve_groups import Grouping, find_grouping
from bot.readings import Reading
from bot.understand.periods import Point
from corpus.catalogues import Measure
from corpus.places import PlaceBook

__all__ = ["resolve_cells"]

_ONE_YEAR = ("difference", "ratio", "compare")
_BLOCS = ("bloc", "region", "group")


def resolve_cells(
    reading: Reading, base: Request, *, book: PlaceBook, reader: CoverageReader
) -> tuple[Request | Missing, tuple[str, ...]]:
    """Give the request for the values of the reading's places, and notes on what was decided."""
    measure = base.measure
    coverage = reader.of(measure.id, topic=base.topic)
    everywhere = tuple(sorted(coverage.places))
    grouping = find_grouping(reading, _common(coverage, base, reader), measure, book)
    if grouping is not None:
        return _grouped(reading, base, grouping, everywhere=everywhere, reader=reader)
    places = _expanded(reading, coverage, measure, book)
    if not places and "WLD" in coverage.places:
        places = ("WLD",)
    if not places:
        return Missing(part="place", measure=measure, available=everywhere), ()
    places = _meant(reading, places, coverage, measure, book)
    absent = tuple(place for place in places if place not in coverage.places)
    notes: tuple[str, ...] = ()
    if base.share_of and base.share_of not in coverage.places:
        if _sums_up(base, coverage, book):
            base = replace(base, share_members=True)
            whole = book.place(base.share_of).sentence
            notes = (
                f"The source has no figure for {whole} as a whole; the sum of its members is used, "
                "which counts joint articles more than once.",
            )
        else:
            absent = (*absent, base.share_of)
    if absent and (len(absent) == len(places) or reading.operation != "sum"):
        return Missing(part="place", measure=measure, places=absent, available=everywhere), notes
    places = tuple(place for place in places if place not in absent)
    common = _common(coverage, base, reader)
    times = resolve_times(reading, places, common, measure)
    if isinstance(times, Missing) and common is not coverage:  # is it the divisor that lacks it?
        times = resolve_times(reading, places, coverage, measure)
    if isinstance(times, Missing):
        return times, notes
    moves = reading.operation == "difference" and bool(reading.form)
    if moves and reading.period.kind == "since" and len(times.points) < 2:
        series = shared_points(places, common)  # of the last year, a gap moved since the first
        times, notes = Times(points=series), (*notes, f"The series ends in {series[-1]}.")
    if (reading.operation in (*SERIES, "change") or moves) and len(times.points) < 2:
        shared = shared_points(places, coverage)
        missing = Missing(
            part="year",
            measure=measure,
            places=places,
            asked=str(reading.period),
            first=shared[0] if shared else None,
            last=shared[-1] if shared else None,
            nearest=shared[-1:],
        )
        return missing, notes
    times, notes = _compared(reading, times, notes)
    if base.denominator is not None and times.span:
        # a total over years has nothing of one year to be divided by
        return Missing(part="normaliser", measure=base.denominator, places=places), notes
    if base.denominator is not None and times.points:
        other = reader.of(base.denominator.id)
        both = _divisible(reading, base.denominator, places, times.points, other)
        if isinstance(both, Missing):
            return both, notes
        times = Times(points=both)
    if reading.operation == "index":
        return _with_base(reading, base, places, times, common), notes
    return replace(base, places=places, points=times.points, span=times.span), notes


def _common(coverage: Coverage, base: Request, reader: CoverageReader) -> Coverage:
    """Give where a measure has values, and what they are divided by has them too."""
    if base.denominator is None:
        return coverage
    return coverage.within(reader.of(base.denominator.id))


def _grouped(
    reading: Reading,
    base: Request,
    grouping: Grouping,
    *,
    everywhere: tuple[str, ...],
    reader: CoverageReader,
) -> tuple[Request | Missing, tuple[str, ...]]:
    """Give the request for places added together, at the times that all the groups have."""
    measure = base.measure
    if grouping.empty:
        return _no_place(measure, grouping.empty, everywhere), ()
    places = tuple(group.code for group in grouping.groups)
    if base.share_of and base.share_of not in reader.of(measure.id, topic=base.topic).places:
        return _no_place(measure, (base.share_of,), everywhere), ()
    times = resolve_times(reading, places, grouping.coverage, measure)
    if isinstance(times, Missing):
        return times, grouping.notes
    notes = grouping.notes
    times, notes = _compared(reading, times, notes)
    base = replace(base, groups=grouping.groups)
    if reading.operation == "index":
        return _with_base(reading, base, places, times, grouping.coverage), notes
    return replace(base, places=places, points=times.points, span=times.span), notes


def _compared(
    reading: Reading, times: Times, notes: tuple[str, ...]
) -> tuple[Times, tuple[str, ...]]:
    """Keep the year in which places are compared: the last, or both ends for a gap that moves."""
    if reading.operation not in _ONE_YEAR or len(times.points) < 2 or reading.period.kind == "at":
        return times, notes
    if reading.operation == "difference" and reading.form:
        return Times(points=(times.points[0], times.points[-1])), notes
    last = Times(points=times.points[-1:])
    return last, (*notes, f"Compared in {times.points[-1]}, the last year of the period.")


def _no_place(measure: Measure, places: tuple[str, ...], everywhere: tuple[str, ...]) -> Missing:
    return Missing(part="place", measure=measure, places=places, available=everywhere)


def _with_base(
    reading: Reading,
    base: Request,
    places: tuple[str, ...],
    times: Times,
    coverage: Coverage,
) -> Request | Missing:
    """Set one year of each place to 100: the one named, or the first of the period."""
    shared = shared_points(places, coverage)
    if reading.base:
        start = next((point for point in shared if point.year == reading.base), None)
    else:
        start = times.points[0] if times.points else None
    if start is None:
        return Missing(
            part="year",
            measure=base.measure,
            places=places,
            asked=str(reading.base),
            first=shared[0] if shared else None,
            last=shared[-1] if shared else None,
            nearest=shared[:1],
        )
    later = (point for point in times.points if reading.period.points or point >= start)
    points = tuple(sorted({start, *later}))
    return replace(base, places=places, points=points, base=start)


def _expanded(
    reading: Reading, coverage: Coverage, measure: Measure, book: PlaceBook
) -> tuple[str, ...]:
    """Replace a bloc by its members where the question, or the data, ask for that."""
    year = reading.period.points[-1].year if reading.period.points else None
    expanded: list[str] = []
    for code in reading.places:
        whole = book.place(code).kind not in _BLOCS or (
            code in coverage.places and not reading.members
        )
        members = (
            [] if whole else [m for m in book.members(code, year) if m not in reading.excluded]
        )
        if members and (measure.additive or reading.operation != "lookup"):
            expanded.extend(members)
        else:
            expanded.append(code)
    return tuple(dict.fromkeys(expanded))


def _meant(
    reading: Reading,
    places: tuple[str, ...],
    coverage: Coverage,
    measure: Measure,
    book: PlaceBook,
) -> tuple[str, ...]:
    """Leave out places without values that the question need not have meant.

    Another meaning of an ambiguous name has values; or the place belongs to the measure's own
    name: "papers with China" are no row of China.
    """
    absent = {place for place in places if place not in coverage.places}
    if set(reading.meanings) - absent:
        places = tuple(
            place for place in places if place not in absent or place not in reading.meanings
        )
    names = f"{measure.label} {measure.long}"
    in_label = {place for place in absent if place in book and book.place(place).name in names}
    if len(in_label) < len(places):
        places = tuple(place for place in places if place not in in_label)
    return places


def _sums_up(request: Request, coverage: Coverage, book: PlaceBook) -> bool:
    """Tell whether the whole of a share can be added up from its members."""
    measure = request.measure
    plain = measure.additive and measure.grain == "year" and not request.reported
    members = book.members(request.share_of, None)
    return plain and bool(set(members) & coverage.places)


def _divisible(
    reading: Reading,
    denominator: Measure,
    places: tuple[str, ...],
    points: tuple[Point, ...],
    other: Coverage,
) -> tuple[Point, ...] | Missing:
    """Keep the points at which every place has what its values are divided by."""
    short = tuple(place for place in places if place not in other.places)
    if short:
        return Missing(
            part="normaliser",
            measure=denominator,
            places=short,
            available=tuple(sorted(other.places)),
        )
    both = tuple(
        point for point in points if all(other.has(place, Point(point.year)) for place in places)
    )
    if not both:
        return Missing(
            part="normaliser",
            measure=denominator,
            places=places,
            asked=str(reading.period),
            first=other.points[places[0]][0],
            last=other.points[places[0]][-1],
        )
    latest = reading.period.kind == "latest" and reading.operation not in SERIES
    return both[-1:] if latest else both
