"""Resolve: from a reading to requests, or to the part of it that does not exist.

Availability is checked before anything is asked, so that a refusal can name what there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.calculate.availability import Missing
from bot.calculate.coverage import CoverageReader
from bot.calculate.requests import Request
from bot.calculate.resolve_cells import resolve_cells
from bot.calculate.resolve_ranking import resolve_ranking
from bot.readings import Reading
from bot.understand.periods import Period, Point
from corpus.catalogues import Catalogue, Measure
from corpus.places import PlaceBook

__all__ = ["Resolution", "Resolver"]

_RANKED = ("ranking", "count", "rank_of", "median")
_NORMALISERS = {"population": "population", "gdp": "gdp", "researchers": "ai_researchers"}
_RELATIVE = ("share", "rate", "rank", "score")  # kinds that cannot be divided any further
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
    normaliser: str = ""


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
        notes: list[str] = []
        for candidate in self._candidates(reading):
            made, decided = self._request(reading, candidate)
            notes.extend(decided)
            if isinstance(made, Missing):
                missing.append(made)
            else:
                requests.append(made)
        nearest = min(missing, key=lambda item: _GRAVITY.index(item.part), default=None)
        return Resolution(
            requests=tuple(self._ordered(reading, requests)),
            missing=None if requests else nearest,
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
            yield _Candidate(measure=measure, share_of=whole, normaliser=reading.normaliser)
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
        """Put the measure that covers most first where places are ranked."""
        if reading.operation not in _RANKED and not reading.universe:
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
        denominator: Measure | None = None
        if candidate.normaliser:
            denominator = self._denominator(candidate.normaliser)
            if denominator is None or measure.kind in _RELATIVE:
                return Missing(part="normaliser", measure=measure), ()
        base = Request(
            measure=measure,
            topic=topic,
            denominator=denominator,
            per=reading.per if denominator is not None else 1.0,
            share_of=candidate.share_of,
            excluded=reading.excluded,
            descending=reading.descending != (measure.direction == "lower"),
            limit=reading.limit or reading.rank,
        )
        if reading.operation in _RANKED or (reading.operation == "mean" and not reading.places):
            return resolve_ranking(reading, base, book=self._book, reader=self._coverage), ()
        return resolve_cells(reading, base, book=self._book, reader=self._coverage)

    def _denominator(self, normaliser: str) -> Measure | None:
        """Give the measure that values are divided by: people, GDP, or another one by its id."""
        wanted = _NORMALISERS.get(normaliser, normaliser)
        for measure in self._catalogue.measures:
            of_concept = measure.concept == wanted and measure.view != "as_reported"
            per_head = normaliser == "gdp" and "capita" in measure.id
            if (measure.id == wanted or of_concept) and not per_head:
                return measure
        return None
