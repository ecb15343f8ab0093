"""Cited: citations as series that can be judged by, ranks, lone values and texts.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers import Citation
from bot.check.series import Cell, Series
from bot.understand.knowledge import Knowledge
from corpus.catalogues import Catalogue, Measure

__all__ = ["CitedEvidence", "Lone", "measure_of", "read_citations"]

_FROM = re.compile(r"\b(?:from|join)\s+\"?(\w+)\"?", re.I)
_ONE_MEASURE = re.compile(r"\bmeasure\s*=\s*'(\w+)'", re.I)
_NOT_VALUES = frozenset("year quarter start_year end_year rank ranked source n number".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lone:
    """Hold a value that is no cell of a series: an aggregate, or a further column."""

    n: int
    column: str
    value: float
    place: str = ""
    year: int = 0
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedEvidence:
    """Hold what the citations of an answer say, by the number of each."""

    numbers: frozenset[int]
    series: tuple[tuple[int, Series], ...]
    ranks: tuple[tuple[int, str, int, int], ...]  # citation, place, year, rank
    lone: tuple[Lone, ...]
    texts: tuple[tuple[int, str], ...]

    def series_of(self, numbers: Iterable[int]) -> list[Series]:
        """Give the series of some citations."""
        wanted = set(numbers)
        return [series for n, series in self.series if n in wanted]

    def texts_of(self, numbers: Iterable[int]) -> list[str]:
        """Give the passages of some citations."""
        wanted = set(numbers)
        return [text for n, text in self.texts if n in wanted]


def measure_of(sql: str, catalogue: Catalogue) -> Measure | None:
    """Find the measure that a SELECT reads: that of its first view, or the one it filters by."""
    if found := _ONE_MEASURE.search(sql):
        measure = next((m for m in catalogue.measures if m.id == found[1]), None)
        if measure is not None:
            return measure
    for name in _FROM.findall(sql):
        for measure in catalogue.measures:
            if measure.view == name and name != "as_reported":
                return measure
    return None


def read_citations(citations: Sequence[Citation], knowledge: Knowledge) -> CitedEvidence:
    """Read citations into what claims can be held against."""
    series: list[tuple[int, Series]] = []
    ranks: list[tuple[int, str, int, int]] = []
    lone: list[Lone] = []
    texts: list[tuple[int, str]] = []
    for citation in citations:
        if citation.kind == "passage":
            texts.append((citation.n, citation.quote))
            continue
        found, own_ranks, own_lone = _rows(citation, knowledge)
        series += [(citation.n, one) for one in found]
        ranks += own_ranks
        lone += own_lone
    return CitedEvidence(
        numbers=frozenset(citation.n for citation in citations),
        series=tuple(series),
        ranks=tuple(ranks),
        lone=tuple(lone),
        texts=tuple(texts),
    )


def _rows(
    citation: Citation, knowledge: Knowledge
) -> tuple[list[Series], list[tuple[int, str, int, int]], list[Lone]]:
    columns = {name.lower(): at for at, name in enumerate(citation.columns)}
    measure = measure_of(citation.sql, knowledge.catalogue)
    value_column = _value_column(citation, columns)
    cells: list[Cell] = []
    ranks: list[tuple[int, str, int, int]] = []
    lone: list[Lone] = []
    year_told = _one_year(citation.sql)
    for row in citation.rows:
        place = _place(row, columns, knowledge)
        year = _whole(row, columns, "year") or _whole(row, columns, "end_year") or year_told
        if place and (rank := _whole(row, columns, "rank")):
            ranks.append((citation.n, place, year, rank))
        for name, at in columns.items():
            value = row[at]
            if not _is_number(value):
                continue
            if name == value_column and place and year:
                cells.append(
                    Cell(
                        place=place,
                        kind=knowledge.book.place(place).kind,
                        year=year,
                        start_year=_whole(row, columns, "start_year") or year,
                        quarter=_whole(row, columns, "quarter"),
                        value=float(value),
                        status=_text(row, columns, "status").replace("final", ""),
                        printed=_text(row, columns, "printed"),
                    )
                )
            elif name not in _NOT_VALUES or name == "ranked":
                lone.append(
                    Lone(
                        n=citation.n,
                        column=name,
                        value=float(value),
                        place=place,
                        year=year,
                        sql=citation.sql,
                    )
                )
    if measure is None or not cells:
        return [], ranks, lone
    dataset = knowledge.catalogue.dataset(measure.dataset)
    return [Series(measure=measure, dataset=dataset, cells=tuple(cells))], ranks, lone


def _value_column(citation: Citation, columns: dict[str, int]) -> str:
    """Find the column of the measure itself: "value", or the only one that holds values."""
    if "value" in columns:
        return "value"
    numeric = [
        name
        for name, at in columns.items()
        if name not in _NOT_VALUES
        and citation.rows
        and any(
            isinstance(row[at], (int, float)) and not isinstance(row[at], bool)
            for row in citation.rows
        )
    ]
    return numeric[0] if len(numeric) == 1 and {"year", "place", "name"} & set(columns) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _place(row: Sequence[Any], columns: dict[str, int], knowledge: Knowledge) -> str:
    for name in ("place", "code", "country", "name"):
        if name in columns and row[columns[name]]:
            text = str(row[columns[name]])
            if text in knowledge.book:
                return text
            found = knowledge.places.find(text)
            if found:
                return found[0].code
    return ""


def _whole(row: Sequence[Any], columns: dict[str, int], name: str) -> int:
    value = row[columns[name]] if name in columns else None
    return int(value) if value is not None and _is_number(value) else 0


def _text(row: Sequence[Any], columns: dict[str, int], name: str) -> str:
    value = row[columns[name]] if name in columns else None
    return str(value) if value is not None else ""


def _one_year(sql: str) -> int:
    """Give the year that a SELECT filters by, where it names one; 0 else."""
    years = set(re.findall(r"\byear\s*=\s*(\d{4})\b", sql, re.I))
    return int(years.pop()) if len(years) == 1 else 0
