"""Resolve: from a reading to requests, or to the part of it that does not exist.

Availability is checked before anything is asked, so that a refusal can name what there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.calculate.compile import Request
from bot.calculate.coverage import Coverage, CoverageReader
from bot.readings import Reading
from bot.understand.periods import Period, Point
from corpus.catalogues import Catalogue, Measure
from corpus.places import PlaceBook

__all__ = ["Missing", "Resolution", "Resolver", "wanted_span"]

_RANKED = ("ranking", "count", "rank_of", "median")
_SERIES = (
    "trend",
    "peak",
    "trough",
    "first_year",
    "last_year",
    "unbroken",
    "count_years",
    "overtake",
)
_NORMALISERS = {"population": "population", "gdp": "gdp", "researchers": "ai_researchers"}
_ONE_YEAR = ("difference", "ratio", "compare")
_NEAREST = 3  # other measures that a refusal offers
_MOST_PLACES = 0.6  # a year counts as covered when this share of the best year's places report


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
class Resolution:
    """Hold the requests that answer a reading, best first, and what is missing."""

    requests: tuple[Request, ...] = ()
    missing: Missing | None = None
    notes: tuple[str, ...] = ()


class Resolver:
    """Decide measures, places and years of a reading against what the store holds."""

    def __init__(self, catalogue: Catalogue, book: PlaceBook, coverage: CoverageReader) -> None:
        self._catalogue = catalogue
        self._book = book
        self._coverage = coverage

    def resolve(self, reading: Reading) -> Resolution:
        """Resolve a reading; ``missing`` is set when no measure has all that is asked."""
        requests: list[Request] = []
        notes: list[str] = []
        missing: list[Missing] = []
        for measure, share_of, normaliser in self._candidates(reading):
            made = self._request(reading, measure, share_of, normaliser, notes)
            if isinstance(made, Missing):
                missing.append(made)
            else:
                requests.append(made)
        requests = self._ordered(reading, requests)
        return Resolution(
            requests=tuple(requests),
            missing=None if requests else _gravest(missing),
            notes=tuple(dict.fromkeys(notes)),
        )

    def nearest(self, reading: Reading, names: Iterable[str]) -> list[Request]:
        """Give requests for the same places in other measures: their latest values."""
        plain = replace(
            reading, operation="lookup", period=Period(), normaliser="", share_of="", topic="",
            universe="", members=False,
        )  # fmt: skip
        found: list[Request] = []
        for name in names:
            measure = self._catalogue.measure(name)
            made = self._request(plain, measure, "", "", [])
            if isinstance(made, Request) and made.places == reading.places:
                found.append(made)
        return found[:_NEAREST]

    def _candidates(self, reading: Reading) -> Iterable[tuple[Measure, str, str]]:
        """Give the measures to try, the whole of a share, and what each is divided by."""
        normaliser = reading.normaliser
        if normaliser == "population" and not reading.measures:
            for measure in self._catalogue.measures:
                if measure.concept == f"{reading.concept}_per_head":
                    yield measure, "", ""
        share_of = reading.share_of
        if reading.measures:
            names: list[str] = list(reading.measures)
        else:
            concept = self._catalogue.concept(reading.concept)
            names = [*concept.order]
            names += [
                measure.id
                for measure in self._catalogue.measures
                if measure.concept == reading.concept and measure.id not in names
            ]
        for name in names:
            measure = self._catalogue.measure(name)
            if share_of and measure.kind in ("share", "rate", "rank", "score"):
                yield measure, "", normaliser
            else:
                yield measure, share_of, normaliser
        if share_of == "WLD" and not reading.measures:
            share_concept = f"{reading.concept.removesuffix('s')}_share"
            for measure in self._catalogue.measures:
                if measure.concept == share_concept:
                    yield measure, "", ""

    def _ordered(self, reading: Reading, requests: list[Request]) -> list[Request]:
        """Put the measure that covers most first where places are ranked."""
        if reading.operation not in _RANKED and not reading.universe:
            return requests
        return sorted(
            requests,
            key=lambda request: (
                -self._coverage.of(request.measure.id, topic=request.topic).countries_at(
                    request.points[-1] if request.points else Point(0)
                )
            ),
        )

    def _request(
        self,
        reading: Reading,
        measure: Measure,
        share_of: str,
        normaliser: str,
        notes: list[str],
    ) -> Request | Missing:
        topic = reading.topic if "topic" in measure.dimensions else ""
        if "topic" in measure.dimensions and not topic:
            return Missing(part="measure", measure=measure)
        coverage = self._coverage.of(measure.id, topic=topic)
        denominator: Measure | None = None
        if normaliser:
            denominator = self._denominator(normaliser)
            if denominator is None or measure.kind in ("share", "rate", "rank", "score"):
                return Missing(part="normaliser", measure=measure)
        base = Request(
            measure=measure,
            topic=topic,
            denominator=denominator,
            per=reading.per if denominator is not None else 1.0,
            share_of=share_of,
            excluded=reading.excluded,
            descending=reading.descending != (measure.direction == "lower"),
            limit=reading.limit or reading.rank,
        )
        if reading.operation in _RANKED or (reading.operation == "mean" and not reading.places):
            return self._ranking(reading, base, coverage, notes)
        return self._cells(reading, base, coverage, notes)

    def _denominator(self, normaliser: str) -> Measure | None:
        wanted = _NORMALISERS.get(normaliser, normaliser)
        for measure in self._catalogue.measures:
            if measure.id == wanted or (
                measure.concept == wanted and measure.view != "as_reported"
            ):
                if normaliser == "gdp" and "capita" in measure.id:
                    continue
                return measure
        return None

    # -- cells of named places ------------------------------------------------------------

    def _cells(
        self, reading: Reading, base: Request, coverage: Coverage, notes: list[str]
    ) -> Request | Missing:
        measure = base.measure
        places = self._expanded(reading, coverage, measure, notes)
        if not places:
            places = ("WLD",) if "WLD" in coverage.places else ()
            if not places:
                return Missing(
                    part="place", measure=measure, available=tuple(sorted(coverage.places))
                )
        absent = tuple(place for place in places if place not in coverage.places)
        in_label = tuple(
            place
            for place in absent
            if place in self._book
            and self._book.place(place).name in f"{measure.label} {measure.long}"
        )
        unmeant = tuple(code for code in absent if code in reading.meanings)
        if unmeant and set(reading.meanings) - set(absent):
            places = tuple(place for place in places if place not in unmeant)
            absent = tuple(place for place in absent if place not in unmeant)
        if in_label and len(in_label) < len(places):  # "papers with China": China is no row
            places = tuple(place for place in places if place not in in_label)
            absent = tuple(place for place in absent if place not in in_label)
        if base.share_of and base.share_of not in coverage.places:
            members = self._book.members(base.share_of, None)
            plain = measure.additive and measure.grain == "year" and measure.view != "as_reported"
            if plain and members and set(members) & coverage.places:
                base = replace(base, share_members=True)
                notes.append(
                    f"The source has no figure for {self._book.place(base.share_of).sentence} as a whole; "
                    "the sum of its members is used, which counts joint articles more than once."
                )
            else:
                absent = (*absent, base.share_of)
        if absent and (len(absent) == len(places) or reading.operation != "sum"):
            return Missing(
                part="place",
                measure=measure,
                places=absent,
                available=tuple(sorted(coverage.places)),
            )
        places = tuple(place for place in places if place not in absent)
        points, span, reason = self._points(reading, places, coverage, measure)
        if reason is not None:
            return reason
        if span is None and reading.operation in (*_SERIES, "change") and len(points) < 2:
            shared = self._shared(places, coverage)
            return Missing(
                part="year",
                measure=measure,
                places=places,
                asked=str(reading.period),
                first=shared[0] if shared else None,
                last=shared[-1] if shared else None,
                nearest=shared[-1:],
            )
        if reading.operation in _ONE_YEAR and len(points) > 1 and reading.period.kind != "at":
            points = points[-1:]
            notes.append(f"Compared in {points[0]}, the last year of the period.")
        if base.denominator is not None and points:
            other = self._coverage.of(base.denominator.id)
            short = tuple(place for place in places if place not in other.places)
            if short:
                return Missing(
                    part="normaliser",
                    measure=base.denominator,
                    places=short,
                    available=tuple(sorted(other.places)),
                )
            both = tuple(
                point
                for point in points
                if all(other.has(place, Point(point.year)) for place in places)
            )
            if not both:
                last = other.points[places[0]][-1]
                return Missing(
                    part="normaliser",
                    measure=base.denominator,
                    places=places,
                    asked=str(reading.period),
                    first=other.points[places[0]][0],
                    last=last,
                )
            points = both if reading.period.kind != "latest" else both[-1:]
        return replace(base, places=places, points=points, span=span)

    def _expanded(
        self, reading: Reading, coverage: Coverage, measure: Measure, notes: list[str]
    ) -> tuple[str, ...]:
        """Replace a bloc by its members where the question, or the data, ask for that."""
        year = reading.period.points[-1].year if reading.period.points else None
        expanded: list[str] = []
        for code in reading.places:
            place = self._book.place(code)
            if place.kind in ("bloc", "region", "group"):
                own_row = code in coverage.places
                if reading.members or not own_row:
                    members = [
                        member
                        for member in self._book.members(code, year)
                        if member not in reading.excluded
                    ]
                    if members and (measure.additive or reading.operation != "lookup"):
                        expanded.extend(members)
                        continue
            expanded.append(code)
        return tuple(dict.fromkeys(expanded))

    def _points(
        self, reading: Reading, places: tuple[str, ...], coverage: Coverage, measure: Measure
    ) -> tuple[tuple[Point, ...], tuple[int, int] | None, Missing | None]:
        period = reading.period
        shared = self._shared(places, coverage)
        series = reading.operation in _SERIES
        spans = sorted({span for place in places for span in coverage.spans.get(place, ())})
        if period.kind == "range" and period.points:
            wanted = (period.points[0].year, period.points[-1].year)
            if wanted in spans:
                return (), wanted, None
        if not shared and spans:
            if period.kind in ("latest", "all") or wanted_span(period, spans):
                return (), wanted_span(period, spans) or spans[-1], None
            return (
                (),
                None,
                Missing(
                    part="year",
                    measure=measure,
                    places=places,
                    asked=str(period),
                    spans=tuple(spans),
                ),
            )
        if not shared:
            # each place has values, but never in the same year: the caller compares latest ones
            each = [coverage.points[place][-1] for place in places if coverage.points.get(place)]
            if each and period.kind == "latest":
                return tuple(sorted(set(each))), None, None
            return (), None, Missing(part="year", measure=measure, places=places, asked=str(period))
        points = _select(period, shared, measure, series=series, operation=reading.operation)
        if not points and period.kind == "latest" and not series:
            final = [
                point
                for point in shared
                if all(
                    coverage.status.get((place, point), "final") not in ("incomplete", "projected")
                    for place in places
                )
            ]
            points = tuple((final or list(shared))[-1:])
        if not points:
            grain = measure.grain == "year" and any(point.quarter for point in period.points)
            return (
                (),
                None,
                Missing(
                    part="grain" if grain else "year",
                    measure=measure,
                    places=places,
                    asked=str(period),
                    first=shared[0],
                    last=shared[-1],
                    nearest=_nearest(period, shared),
                ),
            )
        return points, None, None

    @staticmethod
    def _shared(places: tuple[str, ...], coverage: Coverage) -> tuple[Point, ...]:
        """Give the periods in which every one of the places has a value."""
        sets = [set(coverage.points.get(place, ())) for place in places]
        return tuple(sorted(set.intersection(*sets))) if sets else ()

    # -- rankings --------------------------------------------------------------------------

    def _ranking(
        self, reading: Reading, base: Request, coverage: Coverage, notes: list[str]
    ) -> Request | Missing:
        measure = base.measure
        named = [
            code
            for code in reading.places
            if self._book.place(code).kind in ("country", "territory")
        ]
        listed = (
            tuple(named)
            if reading.operation in ("ranking", "count", "mean", "median") and len(named) > 1
            else ()
        )
        members = set(self._book.members(reading.universe, None)) if reading.universe else set()
        counts = {
            point: sum(
                1
                for place, points in coverage.points.items()
                if point in points
                and (
                    place in members
                    if members
                    else coverage.kinds.get(place) in ("country", "territory")
                )
            )
            for point in coverage.years
        }
        best = max(counts.values(), default=0)
        if best < 2:
            spans = {
                span
                for place, found in coverage.spans.items()
                if (
                    place in members
                    if members
                    else coverage.kinds.get(place) in ("country", "territory", "organisation")
                )
                for span in found
            }
            if spans and measure.grain in ("span", "none"):
                kinds = tuple(
                    {coverage.kinds[place] for place in coverage.spans}
                    - {"world", "bloc", "region", "group"}
                )
                return replace(
                    base,
                    span=sorted(spans)[-1],
                    universe=reading.universe,
                    kinds=kinds or base.kinds,
                )
            return Missing(part="place", measure=measure, available=tuple(sorted(coverage.places)))
        usable = tuple(
            point for point, count in counts.items() if count >= max(2, _MOST_PLACES * best)
        )
        growth = ""
        if (
            reading.operation == "ranking"
            and reading.form
            and "growth" in reading.form
            or reading.form in ("percent", "factor", "absolute", "cagr")
        ):
            growth = reading.form if reading.operation == "ranking" else ""
        period = reading.period
        asked_year_covered = period.kind == "at" and any(
            count for point, count in counts.items() if point in period.points
        )
        pool = (
            usable
            if not asked_year_covered
            else tuple(point for point, count in counts.items() if count)
        )
        points = _select(period, pool, measure, series=bool(growth), operation=reading.operation)
        if not points and period.kind == "latest":
            final = [p for p in usable if p.year not in measure.incomplete]
            points = tuple((final or list(usable))[-1:])
        if growth:
            if period.kind == "latest":
                points = (usable[0], usable[-1])
            elif period.kind == "at" and len(points) == 1:
                points = (points[0], usable[-1])
            if len(points) < 2:
                points = ()
        if not points:
            return Missing(
                part="year",
                measure=measure,
                asked=str(period),
                first=usable[0],
                last=usable[-1],
                nearest=_nearest(period, usable),
            )
        if growth:
            points = (points[0], points[-1])
        elif len(points) > 1:
            points = points[-1:]
        if base.denominator is not None:
            other = self._coverage.of(base.denominator.id)
            years = {point.year for point in other.years}
            kept = tuple(point for point in points if point.year in years)
            if len(kept) < len(points):
                return Missing(
                    part="normaliser",
                    measure=base.denominator,
                    asked=str(period),
                    last=max(other.years),
                )
        above = None
        if reading.threshold is not None and reading.operation in ("count", "ranking"):
            above = (reading.threshold.comparison, reading.threshold.value)
        return replace(
            base,
            universe=reading.universe,
            places=listed,
            points=points,
            growth=growth,
            above=above,
            limit=0
            if reading.operation in ("count", "rank_of", "mean", "median")
            else (reading.limit or max(reading.rank, 5 if not reading.rank else reading.rank)),
        )


def wanted_span(period: Period, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Give the span that a period asks for: the same years, or the same last year."""
    if period.kind == "range" and period.points:
        wanted = (period.points[0].year, period.points[-1].year)
        return wanted if wanted in spans else None
    return None


def _select(
    period: Period, available: tuple[Point, ...], measure: Measure, *, series: bool, operation: str
) -> tuple[Point, ...]:
    """Give the available points that a period asks for; empty where there are none."""
    quarterly = measure.grain == "quarter"

    def fits(point: Point, wanted: Point) -> bool:
        return point == wanted or (quarterly and not wanted.quarter and point.year == wanted.year)

    if period.kind == "at" and series and len(period.points) == 1:
        return available  # "peaked in 2012", "overtook in 2015": the year is what is claimed
    if period.kind == "at":
        chosen: list[Point] = []
        for wanted in period.points:
            fitting = [point for point in available if fits(point, wanted)]
            if not fitting:
                return ()
            chosen.append(fitting[-1])  # of a year's quarters, the last stands for the year
        if operation == "change" and len(chosen) == 1:
            earlier = [point for point in available if point < chosen[0]]
            return (earlier[-1], chosen[0]) if earlier else ()  # "the drop in 2020"
        return tuple(chosen)
    if period.kind == "range":
        first, last = period.points[0], period.points[-1]
        stretch = [
            point
            for point in available
            if (point >= first if first.quarter else point.year >= first.year)
            and (point <= last if last.quarter else point.year <= last.year)
        ]
        if operation in ("change", "difference", "ratio", "lookup", "compare") and stretch:
            # the end points themselves must exist: a nearby year is another question
            if not any(fits(point, first) for point in stretch) or not any(
                fits(point, last) for point in stretch
            ):
                return ()
        return tuple(stretch)
    if period.kind == "since":
        first = period.points[0]
        if not any(fits(point, first) for point in available) and (
            not available or available[0] < first
        ):
            return ()
        return tuple(
            point
            for point in available
            if (point >= first if first.quarter else point.year >= first.year)
        )
    if period.kind == "until":
        last = period.points[0]
        return tuple(point for point in available if point.year <= last.year)
    if period.kind == "last":
        years = sorted({point.year for point in available})[-(period.last_years + 1) :]
        return tuple(point for point in available if point.year in years)
    if period.kind == "all" or series or operation == "change":
        return available
    return ()


def _nearest(period: Period, available: tuple[Point, ...]) -> tuple[Point, ...]:
    """Give the available point nearest to what was asked."""
    if not available or not period.points:
        return available[-1:]
    wanted = period.points[-1]
    return (min(available, key=lambda point: (abs(point.year - wanted.year), -point.year)),)


def _gravest(missing: list[Missing]) -> Missing | None:
    """Keep the near miss that lies nearest: a missing year before a missing place."""
    order = {"grain": 0, "normaliser": 1, "year": 2, "place": 3, "measure": 4}
    return min(missing, key=lambda item: order[item.part], default=None)
