"""Find evidence: the series and passages that one claim can be held against."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.calculate.evidence import PassageEvidence
from bot.check.assertions import ClaimReading
from bot.check.series import Cell, Series
from bot.compose.extract import Candidate, extract_sentences
from bot.readings import Reading
from bot.tools import Toolbox
from corpus.catalogues import Catalogue, Measure
from corpus.places import PlaceBook
from corpus.sources import Source

__all__ = ["ClaimEvidence", "EvidenceFinder"]

_ROWS = 100_000
_NORMALISERS = {"population": "wdi_population", "gdp": "wdi_gdp_current_usd"}
_NO_SHARES = ("share", "rate", "rank", "score", "money")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEvidence:
    """Hold what was found for one claim; judging reads nothing else."""

    series: tuple[
        Series, ...
    ]  # of the measure or concept that the claim names, the preferred first
    passages: PassageEvidence | None = None
    sentences: tuple[Candidate, ...] = ()
    book: PlaceBook
    sources: dict[str, Source]


class EvidenceFinder:
    """Find evidence over one toolbox; the values of a measure are read once and kept."""

    def __init__(self, toolbox: Toolbox, sources: dict[str, Source]) -> None:
        self._toolbox = toolbox
        self._sources = sources
        self._documents = {source.number: source.id for source in sources.values() if source.number}
        self._rows: dict[tuple[str, str], tuple[Cell, ...]] = {}
        self._lock = threading.Lock()

    def knows(self, sources: Mapping[str, Source]) -> bool:
        """Tell whether these are the sources it was made with: documents come and go."""
        return sources.keys() == self._sources.keys()

    def find_evidence(self, claim: str, read: ClaimReading, *, passages: bool) -> ClaimEvidence:
        """Find the series of the claim's measures, and passages where they are asked for."""
        series = tuple(self._series(read)) if read.reading.concept else ()
        found = (
            self._toolbox.search_passages(claim, source=read.reading.source) if passages else None
        )
        sentences: list[Candidate] = []
        if found is not None and found.hits:
            sentences = extract_sentences(
                claim, found.hits, weights=found.weights, similar=found.similar, limit=8
            )
        return ClaimEvidence(
            series=series,
            passages=found,
            sentences=tuple(sentences),
            book=self._toolbox.knowledge.book,
            sources=self._sources,
        )

    def others(self, evidence: ClaimEvidence) -> Iterable[Series]:
        """Give the series of every other measure, where a misplaced number may come from."""
        catalogue = self._toolbox.knowledge.catalogue
        known = {series.measure.id for series in evidence.series}
        for measure in catalogue.measures:
            if measure.id in known or measure.dimensions or not measure.view:
                continue
            cells = self._cells(measure, "")
            if cells:
                dataset = catalogue.dataset(measure.dataset)
                yield Series(measure=measure, dataset=dataset, cells=cells)

    # -- series ----------------------------------------------------------------------------

    def _series(self, read: ClaimReading) -> Iterable[Series]:
        catalogue = self._toolbox.knowledge.catalogue
        wholes = [item.share_of for item in read.assertions if item.share_of]
        seen: set[tuple[str, ...]] = set()
        for measure, is_related in self._measures(
            read.reading, catalogue, with_shares=bool(wholes)
        ):
            if not read.reading.measures and _family(measure) in seen:
                continue  # another quantity of the same table: it must be named to be meant
            if "topic" in measure.dimensions and not read.reading.topic:
                continue
            cells = self._of_source(read.reading, measure, self._cells(measure, read.reading.topic))
            if not cells:
                continue
            if not is_related:
                seen.add(_family(measure))
            dataset = catalogue.dataset(measure.dataset)
            normaliser = read.reading.normaliser
            if normaliser and " per " not in measure.unit:
                made = self._rates(measure, cells, normaliser, read.reading.per)
                if made is not None:
                    yield made
                continue
            if not is_related:
                yield Series(
                    measure=measure, dataset=dataset, cells=cells, topic=read.reading.topic
                )
            for whole in dict.fromkeys(wholes):
                if measure.kind not in _NO_SHARES and measure.kind != "cumulative":
                    shares = self._shares(cells, whole)
                    if shares:
                        yield Series(
                            measure=measure,
                            dataset=dataset,
                            cells=shares,
                            share_of=whole,
                            topic=read.reading.topic,
                        )

    def _measures(
        self, reading: Reading, catalogue: Catalogue, *, with_shares: bool
    ) -> Iterable[tuple[Measure, bool]]:
        """Give the measures to try; True: only shares made of it are of use."""
        names = list(reading.measures)
        if not names:
            names = list(catalogue.concept(reading.concept).order)
            names += [m.id for m in catalogue.measures if m.concept == reading.concept]
        # of companies, not of the countries that they are in: "more than twice as many as Baidu"
        counted = self._toolbox.knowledge.organisations
        of_bodies = [name for name in names if set(reading.places) & counted.get(name, frozenset())]
        names = of_bodies or names
        related: list[str] = []
        if with_shares:
            for concept in (
                f"{reading.concept.removesuffix('s')}_share",
                f"{reading.concept.removesuffix('_share')}s",
            ):
                if concept != reading.concept and any(c.id == concept for c in catalogue.concepts):
                    related += [m.id for m in catalogue.measures if m.concept == concept]
        if reading.normaliser:
            rates = f"{reading.concept}_per_head"
            names += [m.id for m in catalogue.measures if m.concept == rates]
        for name in dict.fromkeys(names):
            yield catalogue.measure(name), False
        for name in dict.fromkeys(related):
            measure = catalogue.measure(name)
            yield measure, measure.kind != "share"

    def _of_source(
        self, reading: Reading, measure: Measure, cells: tuple[Cell, ...]
    ) -> tuple[Cell, ...]:
        """Keep what the source named by the claim owns: its measures, or its documents' figures."""
        if not reading.source:
            return cells
        group = self._toolbox.knowledge.sources.groups.get(reading.source)
        if group is None or group.owned_measures([(measure.id, measure.dataset)]):
            return cells
        return tuple(
            cell
            for cell in cells
            if cell.source and group.owns_document(self._documents.get(cell.source, ""))
        )

    def _cells(self, measure: Measure, topic: str) -> tuple[Cell, ...]:
        key = (measure.id, topic if "topic" in measure.dimensions else "")
        with self._lock:
            if key not in self._rows:
                self._rows[key] = self._read(measure, key[1])
            return self._rows[key]

    def _read(self, measure: Measure, topic: str) -> tuple[Cell, ...]:
        if measure.view == "as_reported":
            sql = (
                "SELECT place, kind, start_year, end_year AS year, 0 AS quarter, value, status, "
                f"printed, source, partner FROM as_reported WHERE measure = '{measure.id}'"
            )
        else:
            quarter = "quarter" if measure.grain == "quarter" else "0 AS quarter"
            sql = (
                f"SELECT place, kind, year AS start_year, year, {quarter}, value, status, "
                f"'' AS printed, 0 AS source, '' AS partner FROM {measure.view}"
            )
            if topic:
                escaped = topic.replace("'", "''")
                sql += f" WHERE topic = '{escaped}'"
        rows = self._toolbox.store.figures.run(sql, limit_rows=_ROWS).rows
        return tuple(_cell(row) for row in rows if row[5] is not None)

    def _shares(self, cells: tuple[Cell, ...], whole: str) -> tuple[Cell, ...]:
        """Divide each value by that of the whole at the same time and of the same source."""
        totals = {
            (c.start_year, c.year, c.quarter, c.source): c.value for c in cells if c.place == whole
        }
        made = []
        for cell in cells:
            total = totals.get((cell.start_year, cell.year, cell.quarter, cell.source))
            if total and cell.place != whole and not cell.partner:
                made.append(_with_value(cell, 100 * cell.value / total))
        return tuple(made)

    def _rates(
        self, measure: Measure, cells: tuple[Cell, ...], normaliser: str, per: float
    ) -> Series | None:
        catalogue = self._toolbox.knowledge.catalogue
        name = _NORMALISERS.get(normaliser, normaliser)
        if measure.kind in _NO_SHARES or not any(item.id == name for item in catalogue.measures):
            return None
        below = {(c.place, c.year): c.value for c in self._cells(catalogue.measure(name), "")}
        made = tuple(
            _with_value(cell, per * cell.value / below[cell.place, cell.year])
            for cell in cells
            if below.get((cell.place, cell.year)) and not cell.spans
        )
        if not made:
            return None
        return Series(
            measure=measure,
            dataset=catalogue.dataset(measure.dataset),
            cells=made,
            denominator=name,
            per=per,
        )


def _family(measure: Measure) -> tuple[str, ...]:
    """Give what measures of one source share when they count different things alike."""
    source = measure.id.split("_")[0] if measure.view == "as_reported" else measure.dataset
    return (source, measure.unit, measure.kind, measure.counting, measure.grain)


def _cell(row: tuple[Any, ...]) -> Cell:
    place, kind, start, year, quarter, value, status, printed, source, partner = row
    return Cell(
        place=str(place),
        kind=str(kind),
        start_year=int(start or 0),
        year=int(year or 0),
        quarter=int(quarter or 0),
        value=float(value),
        status="" if status in (None, "final") else str(status),
        printed=str(printed or ""),
        source=int(source or 0),
        partner=str(partner or ""),
    )


def _with_value(cell: Cell, value: float) -> Cell:
    from dataclasses import replace

    return replace(cell, value=value, printed="")
