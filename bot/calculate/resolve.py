"""Resolve: from a reading to requests, or to the part of it that does not exist.

Availability is checked before anything is asked, so that a refusal can name what there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.calculate.availability import Missing
from bot.calculate.coverage import CoverageReader
from bot.calculate.requests import Request
from bot.calculate.resolve_cells import resolve_cells
from bot.calculate.resolve_filters import resolve_filters
from bot.calculate.resolve_pairs import resolve_pairs
from bot.calculate.resolve_ranking import resolve_ranking
from bot.readings import Reading
from bot.understand.periods import Period, Point
from corpus.catalogues import Catalogue, Measure
from corpus.places import PlaceBook

__all__ = ["Resolution", "Resolver"]

_RANKED = ("ranking", "count", "rank_of", "median")
_NORMALISERS = {"population": "population", "gdp": "gdp", "researchers": "ai_researchers"}
_RELATIVE = ("share", "rate", "rank", "score")  # kinds that cannot be divided any further
_DIVISORS = 4  # measures of a concept that a question tries to divide by
_RATIOS = 3  # ratios of two measures that stand beside each other
_OVER_A_STRETCH = ("compare", "difference", "ratio")
_YEAR_BY_YEAR = (
    "peak", "trough", "first_year", "last_year", "unbroken", "count_years", "overtake",
)  # fmt: skip
_NEAREST = 3  # other measures that a refusal offers
_GRAVITY = ("grain", "normaliser", "year", "place", "measure")  # the nearest miss first


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Hold the requests that answer a reading, best first, and what is missing."""

    requests: tuple[Request, ...] = ()
    missing: Missing | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """Name a measure to try, the whole it is a share of, and what it is divided by."""

    measure: Measure
    share_of: str = ""
    divisor: Measure | None = None
    undivided: bool = False  # the question divides by what no measure here counts


def _over_years(reading: Reading) -> bool:
    """Tell the median of one place's years from that of many places in one year."""
    stretch = reading.period.kind in ("range", "since", "until", "last", "all")
    return len(reading.places) == 1 and not reading.universe and stretch


def _is_series(request: Request) -> bool:
    """Tell whether most years of a request follow one another."""
    years = sorted({point.year for point in request.points})
    steps = sum(after - before == 1 for before, after in pairwise(years))
    return request.quarterly or (steps > 0 and 2 * steps >= len(years) - 1)


class Resolver:
    """Decide measures, places and years of a reading against what the store holds."""

    def __init__(self, catalogue: Catalogue, book: PlaceBook, coverage: CoverageReader) -> None:
        self._catalogue = catalogue
        self._book = book
        self._coverage = coverage

    def resolve(self, reading: Reading) -> Resolution:
        """Resolve a reading; ``missing`` is set when no measure has all that is asked."""
        requests: list[Request] = []
        missing: list[Missing] = []
        notes: dict[int, tuple[str, ...]] = {}  # by the identity of the request they belong to
        for candidate in self._candidates(reading):
            made, decided = self._request(reading, candidate)
            notes[id(made)] = decided
            if isinstance(made, Missing):
                missing.append(made)
            else:
                requests.append(made)
        if reading.normaliser and any(request.denominator for request in requests):
            requests = requests[:_RATIOS]
        nearest = min(missing, key=lambda item: self._distance(reading, item), default=None)
        ordered = tuple(self._ordered(reading, requests))
        chosen: Request | Missing | None = ordered[0] if ordered else nearest
        return Resolution(
            requests=ordered,
            missing=None if requests else nearest,
            notes=tuple(dict.fromkeys(notes.get(id(chosen), ()))),
        )

    def _distance(self, reading: Reading, missing: Missing) -> tuple[int, int]:
        """Order near misses: by the part that is missing, then by how many places there are."""
        gravity = _GRAVITY.index(missing.part)
        if reading.operation == "sum" and missing.first and missing.last:
            return gravity, missing.first.year - missing.last.year  # the longest series is named
        if missing.measure is None or missing.part != "place":
            return gravity, 0
        covered = self._coverage.of(missing.measure.id, topic=reading.topic).places
        return gravity, -sum(code in covered for code in reading.places)

    def nearest(self, reading: Reading, names: Iterable[str]) -> list[Request]:
        """Give requests for the same places in other measures: their latest values."""
        plain = replace(
            reading, operation="lookup", period=Period(), normaliser="", share_of="", topic="",
            universe="", members=False,
        )  # fmt: skip
        found: list[Request] = []
        counted = f"{reading.concept.removesuffix('_share')}s"
        if counted != f"{reading.concept}s":  # a share of what others count
            whole = replace(plain, concept=counted, measures=(), period=reading.period)
            for measure in self._of_concept(counted):
                made, _ = self._request(whole, _Candidate(measure=measure, share_of="WLD"))
                if isinstance(made, Request) and made.places == reading.places:
                    return [made]
        for name in names:
            made, _ = self._request(plain, _Candidate(measure=self._catalogue.measure(name)))
            if isinstance(made, Request) and made.places == reading.places:
                found.append(made)
        return found[:_NEAREST]

    def _candidates(self, reading: Reading) -> Iterator[_Candidate]:
        """Give what to try, best first: the measures named, or those of the concept."""
        if reading.normaliser == "population" and not reading.measures:
            for measure in self._of_concept(f"{reading.concept}_per_head"):
                yield _Candidate(measure=measure)
        for measure in self._measures(reading):
            whole = "" if measure.kind in _RELATIVE else reading.share_of
            if not reading.normaliser:
                yield _Candidate(measure=measure, share_of=whole)
                continue
            divisors = self._divisors(reading.normaliser, measure)
            for divisor in divisors:
                yield _Candidate(measure=measure, share_of=whole, divisor=divisor)
            if not divisors:
                yield _Candidate(measure=measure, undivided=True)
        if reading.share_of == "WLD" and not reading.measures:
            for measure in self._of_concept(f"{reading.concept.removesuffix('s')}_share"):
                yield _Candidate(measure=measure)

    def _measures(self, reading: Reading) -> list[Measure]:
        """Give the measures named, or all of the concept, the preferred ones first."""
        names = list(reading.measures)
        if not names:
            own = [measure.id for measure in self._of_concept(reading.concept)]
            names = [*self._catalogue.concept(reading.concept).order, *own]
        return [self._catalogue.measure(name) for name in dict.fromkeys(names)]

    def _of_concept(self, concept: str) -> list[Measure]:
        return [measure for measure in self._catalogue.measures if measure.concept == concept]

    def _ordered(self, reading: Reading, requests: list[Request]) -> list[Request]:
        """Put the measure that covers most first where places are ranked.

        Where places are compared over a stretch of years, totals over just that stretch come
        before the values of its last year.
        """
        if reading.operation in _YEAR_BY_YEAR:  # two figures out of a text are no series
            return sorted(requests, key=lambda request: not _is_series(request))
        if reading.operation not in _RANKED and not reading.universe:
            period = reading.period
            if reading.operation in _OVER_A_STRETCH and period.kind == "range":
                asked = (period.points[0].year, period.points[-1].year)
                return sorted(requests, key=lambda request: request.span != asked)
            return requests

        def countries(request: Request) -> int:
            coverage = self._coverage.of(request.measure.id, topic=request.topic)
            return coverage.countries_at(request.points[-1] if request.points else Point(0))

        return sorted(requests, key=countries, reverse=True)

    def _request(
        self, reading: Reading, candidate: _Candidate
    ) -> tuple[Request | Missing, tuple[str, ...]]:
        """Give a candidate's request or what is missing, and notes on what was decided."""
        measure = candidate.measure
        topic = reading.topic if "topic" in measure.dimensions else ""
        if "topic" in measure.dimensions and not topic:
            return Missing(part="measure", measure=measure), ()
        divided = candidate.divisor is not None or candidate.undivided
        if candidate.undivided or (divided and measure.kind in _RELATIVE):
            return Missing(part="normaliser", measure=measure), ()
        base = Request(
            measure=measure,
            topic=topic,
            denominator=candidate.divisor,
            per=reading.per if divided else 1.0,
            share_of=candidate.share_of,
            excluded=self._left_out(reading),
            descending=reading.descending != (measure.direction == "lower"),
            limit=reading.limit or reading.rank,
        )
        coverage = self._coverage.of(measure.id, topic=topic)
        if coverage.pairs:
            return resolve_pairs(reading, base, coverage), ()
        over_years = reading.operation == "median" and _over_years(reading)
        ranked = reading.operation in _RANKED and not over_years
        # "Is it above the average of the EU?": that of the members, and the place beside it
        among = reading.operation == "mean" and (not reading.places or bool(reading.universe))
        if ranked or among:
            made = resolve_ranking(reading, base, book=self._book, reader=self._coverage)
            if reading.filters and isinstance(made, Request):
                return resolve_filters(
                    reading.filters, made, catalogue=self._catalogue, reader=self._coverage
                )
            return made, ()
        return resolve_cells(reading, base, book=self._book, reader=self._coverage)

    def _left_out(self, reading: Reading) -> tuple[str, ...]:
        """Give the places left out of a ranking, a bloc as its members."""
        year = reading.period.points[-1].year if reading.period.points else None
        within = set(self._book.members(reading.universe, year))
        codes: list[str] = []
        for code in reading.excluded:
            members = self._book.members(code, year)
            # "the G20, the EU left out": there the EU is itself one of the twenty
            inside = not within or set(members) <= within
            codes += members if members and inside else (code,)
        return tuple(dict.fromkeys(codes))

    def _divisors(self, normaliser: str, measure: Measure) -> list[Measure]:
        """Give the measures that values may be divided by, the preferred first.

        People and GDP are one series each.  Of any other concept, the measure of the same
        counting comes first; single figures out of texts come last.
        """
        wanted = _NORMALISERS.get(normaliser, normaliser)
        if normaliser in ("population", "gdp"):
            usable = [
                item
                for item in self._of_concept(wanted)
                if item.view != "as_reported" and "capita" not in item.id
            ]
            return usable[:1]
        named = [item for item in self._catalogue.measures if item.id == wanted]
        if not named and any(item.id == wanted for item in self._catalogue.concepts):
            named = list(self._catalogue.measures_of(wanted))
        usable = [
            item
            for item in named
            if item.kind in ("count", "stock", "money", "cumulative")
            and item.grain == "year"
            and not item.dimensions
            and item.id != measure.id
        ]
        usable.sort(
            key=lambda item: (
                item.view == "as_reported",
                item.dataset != measure.dataset and item.view == "as_reported",
                bool(item.counting and measure.counting and item.counting != measure.counting),
            )
        )
        return usable[:_DIVISORS]
