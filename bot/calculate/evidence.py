"""Evidence: what the tools bring back, before a sentence is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.calculate.availability import Missing
from bot.calculate.entity_evidence import EntityEvidence
from bot.calculate.requests import Request, quantity_column
from bot.readings import Reading
from corpus.catalogues import Dataset
from index.search import Hit
from index.split import Passage

__all__ = ["Evidence", "FigureEvidence", "PassageEvidence", "Row", "Table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Point at one row of a table by its columns' names."""

    number: int  # row of the table
    place: str
    name: str
    year: int
    quarter: int
    start_year: int
    value: float
    quantity: float  # the column the operation works on
    status: str
    printed: str
    source: int  # number of the document an as-reported figure stands in; 0: a dataset

    @property
    def period(self) -> str:
        """Give the time as printed: "2022", "Q3 2025", "2003–2022"."""
        if self.quarter:
            return f"Q{self.quarter} {self.year}"
        if self.start_year and self.start_year != self.year:
            return f"{self.start_year}–{self.year}"
        return str(self.year) if self.year else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Hold what one SELECT gave, with the request behind it."""

    request: Request
    dataset: Dataset
    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False
    divisor_dataset: Dataset | None = None  # whose figures the values are divided by
    divisor: Table | None = None  # what the values are divided by, where it is another dataset's

    def column(self, name: str) -> int:
        """Give the position of a column; KeyError names it where it is not there."""
        try:
            return self.columns.index(name)
        except ValueError as error:
            raise KeyError(name) from error

    @property
    def quantity(self) -> int:
        """Give the position of the column the operation works on."""
        return self.column(quantity_column(self.request))

    def cell(self, row: int, name: str) -> Any:
        """Give one value by row and column name; None where the column is not there."""
        return self.rows[row][self.columns.index(name)] if name in self.columns else None

    def read(self) -> list[Row]:
        """Give the rows as records, in the order of the SELECT."""
        records = []
        for number in range(len(self.rows)):
            year = self.cell(number, "year")
            records.append(
                Row(
                    number=number,
                    place=str(self.cell(number, "place") or ""),
                    name=str(self.cell(number, "name") or ""),
                    year=int(year) if year is not None else 0,
                    quarter=int(self.cell(number, "quarter") or 0),
                    start_year=int(self.cell(number, "start_year") or 0),
                    value=float(self.cell(number, "value") or 0.0),
                    quantity=float(self.rows[number][self.quantity] or 0.0),
                    status=str(self.cell(number, "status") or ""),
                    printed=str(self.cell(number, "printed") or ""),
                    source=int(self.cell(number, "source") or 0),
                )
            )
        return records


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageEvidence:
    """Hold the passages found for a question, best first."""

    query: str
    hits: tuple[Hit, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)  # the question's words by rarity
    similar: Mapping[tuple[str, int], float] = field(default_factory=dict)  # sentence cosines
    known: frozenset[str] = frozenset()  # the question's words that any passage holds
    without: Mapping[str, Mapping[tuple[str, int], float]] = field(default_factory=dict)
    """The sentences' cosines with the question without a word, by that word."""
    named: tuple[str, ...] = ()  # ids of the documents that the question names
    sides: tuple[frozenset[str], ...] = ()  # the documents of each body that it names
    document: tuple[Passage, ...] = ()  # the whole of one that is asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEvidence:
    """Hold the tables that answer a reading, or the near miss."""

    reading: Reading
    tables: tuple[Table, ...] = ()  # the primary one first
    missing: Missing | None = None
    disputes: PassageEvidence | None = None  # what the digest of disagreements holds on it
    told: PassageEvidence | None = None  # passages that may date the event that is asked about
    nearest: tuple[Table, ...] = ()  # other measures of the places asked, for a near miss
    notes: tuple[str, ...] = ()
    entities: EntityEvidence | None = None  # rows of a table of things, in place of tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold all that the tools brought back for one question."""

    figures: FigureEvidence | None = None
    passages: PassageEvidence | None = None
