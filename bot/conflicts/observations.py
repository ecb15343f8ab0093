"""Observations: every value of the measures that try to measure the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.check.series import unit_scale
from bot.tools import Toolbox
from corpus.catalogues import Catalogue, Measure

__all__ = ["Observation", "comparable", "edition_of", "quantity_of", "read_observations"]

_ROWS = 100_000
_REPORTED = "as_reported"
# Units that count one kind of thing; the rest must be equal to be compared.
_KINDS = (
    ("papers", ("publications", "papers", "articles")),
    ("patents", ("applications", "patents", "patent families", "families")),
)
_CUMULATIVE = ("cumulative", "stock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Hold one value, what it is of, and who says so."""

    measure: Measure
    place: str
    partner: str
    start_year: int
    year: int
    quarter: int
    value: float
    printed: str
    unit: str
    status: str
    source: int  # number of the document a single figure stands in; 0: a dataset's series
    note: str = ""

    @property
    def period(self) -> str:
        """Give the time as printed."""
        if self.quarter:
            return f"Q{self.quarter} {self.year}"
        if self.start_year and self.start_year != self.year:
            return f"{self.start_year}–{self.year}"
        return str(self.year)

    @property
    def key(self) -> tuple[str, str, str, int, int, int, str]:
        """Give what two values must share to be about the same thing."""
        return (
            self.measure.concept,
            self.place,
            self.partner,
            self.start_year,
            self.year,
            self.quarter,
            quantity_of(self.measure, self.unit),
        )

    @property
    def worth(self) -> float:
        """Give the value in single units: 7.2 US$ billion are 7,200,000,000."""
        return self.value * unit_scale(self.unit)


def quantity_of(measure: Measure, unit: str) -> str:
    """Name what kind of quantity a measure has; values of different kinds cannot disagree."""
    for name, units in _KINDS:
        if unit in units:
            unit = name
    if "dollar" in unit or unit.startswith("US$"):
        unit = "US dollars"
    running = " so far" if measure.kind in _CUMULATIVE else ""
    return f"{unit}{running}"


def comparable(one: Measure, other: Measure) -> bool:
    """Tell whether two measures of a concept try to count the same thing.

    Two that one body keeps in one edition (journals and conferences, one field and another)
    differ on purpose; two editions of one ("aii23_pubs", "aii_pubs") do not.
    """
    if one.id == other.id:
        return True
    if one.dataset == other.dataset and one.view != _REPORTED:
        return False
    body, edition = edition_of(one)
    other_body, other_edition = edition_of(other)
    if body != other_body:
        return True
    return edition != other_edition and one.id.partition("_")[2] == other.id.partition("_")[2]


def edition_of(measure: Measure) -> tuple[str, str]:
    """Give the body and the edition that a measure's id begins with: ("aii", "23")."""
    head = measure.id.partition("_")[0]
    body = head.rstrip("0123456789")
    return body, head[len(body) :]


def read_observations(
    toolbox: Toolbox, *, concept: str = "", series: bool | None = None
) -> Iterator[Observation]:
    """Read the values of every concept that more than one value could stand for.

    ``series`` says whether to read the long tables; None: where another measure could disagree.
    """
    catalogue: Catalogue = toolbox.knowledge.catalogue
    reported = _single_figures(toolbox, concept, catalogue)
    for entry in catalogue.concepts:
        if concept and entry.id != concept:
            continue
        for measure in catalogue.measures_of(entry.id):
            if measure.view == _REPORTED:
                yield from (_reported(measure, row) for row in reported.get(measure.id, ()))
            elif not measure.dimensions and (
                _has_company(measure, catalogue) if series is None else series
            ):
                yield from _series(toolbox, measure)


def _has_company(measure: Measure, catalogue: Catalogue) -> bool:
    """Tell whether any other measure could disagree with a series."""
    return any(
        other.id != measure.id and comparable(measure, other)
        for other in catalogue.measures_of(measure.concept)
    )


def _single_figures(
    toolbox: Toolbox, concept: str, catalogue: Catalogue
) -> dict[str, list[tuple[Any, ...]]]:
    sql = (
        "SELECT measure, place, partner, start_year, end_year, value, printed, unit, status, "
        "source, note FROM as_reported"
    )
    if concept:
        names = [m.id for m in catalogue.measures_of(concept) if m.view == _REPORTED]
        if not names:
            return {}
        sql += f" WHERE measure IN ({', '.join(repr(name) for name in names)})"
    result = toolbox.store.figures.run(sql, limit_rows=_ROWS)
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for row in result.rows:
        rows.setdefault(str(row[0]), []).append(row)
    return rows


def _reported(measure: Measure, row: tuple[Any, ...]) -> Observation:
    _, place, partner, start, end, value, printed, unit, status, source, note = row
    return Observation(
        measure=measure,
        place=str(place),
        partner=str(partner or ""),
        start_year=int(start or 0),
        year=int(end or 0),
        quarter=0,
        value=float(value),
        printed=str(printed or ""),
        unit=str(unit or measure.unit),
        status="" if status in (None, "final") else str(status),
        source=int(source or 0),
        note=str(note or ""),
    )


def _series(toolbox: Toolbox, measure: Measure) -> Iterator[Observation]:
    spans = "start_year" if measure.grain == "span" else "year AS start_year"
    quarter = "quarter" if measure.grain == "quarter" else "0 AS quarter"
    result = toolbox.store.figures.run(
        f"SELECT place, {spans}, year, {quarter}, value, status FROM {measure.view}",
        limit_rows=_ROWS,
    )
    for place, start, year, quarters, value, status in result.rows:
        if value is not None and year is not None:
            yield Observation(
                measure=measure,
                place=str(place),
                partner="",
                start_year=int(str(start or year)),
                year=int(str(year)),
                quarter=int(str(quarters or 0)),
                value=float(str(value)),
                printed="",
                unit=measure.unit,
                status="" if status in (None, "final") else str(status),
                source=0,
            )
