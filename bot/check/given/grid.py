"""The grid: any table as rows and typed columns, with an index of what stands in it.  Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.check.given.cells import Cell, read_cell, words_of
from bot.check.given.words import FUNCTION, LOST, TIED, WON

__all__ = ["Column", "Grid", "Spot", "read_grid"]

Spot = tuple[int, int]  # row, column
Type = Literal["number", "date", "rank", "score", "text"]
_MOST = 0.7  # share of the filled cells that make a column's type
_LONGEST = 8  # words of a run that is looked up
_TOTALS = {"total", "totals", "sum", "average", "mean", "overall", "all"}
_RANKS = {"rank", "position", "place", "pos", "standing", "pick", "seed", "finish", "no", "#"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Hold one column: its header and what kind of things stand in it."""

    index: int
    header: str
    roots: tuple[str, ...]  # of the header's own words
    type: Type
    year: int = 0  # in the header: "2010"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Hold a table; rows that sum the others up stand apart."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: frozenset[int] = frozenset()  # rows that sum up
    runs: Mapping[tuple[str, ...], tuple[tuple[int, int, bool], ...]] = field(repr=False)
    vocabulary: frozenset[str] = frozenset()
    outcome: int | None = None  # the column that says won or lost

    @property
    def all_rows(self) -> frozenset[int]:
        """Give the rows that stand for one thing each."""
        return frozenset(range(len(self.rows))) - self.totals

    def value(self, row: int, column: int) -> float | tuple[int, int, int] | None:
        """Give what a cell is compared by: a number, or a date in date columns."""
        cell = self.rows[row][column]
        return cell.date if self.columns[column].type == "date" else cell.number

    def outcome_of(self, row: int) -> str:
        """Give "won", "lost", "tied" or nothing for a row."""
        if self.outcome is None:
            return ""
        words = self.rows[row][self.outcome].words
        first = words[0].root if words else ""
        for name, known in (("won", WON), ("lost", LOST), ("tied", TIED)):
            if first in known:
                return name
        return ""


def read_grid(table: Mapping[str, Any]) -> Grid:
    """Read ``{title, columns, rows}`` of any table; cells may be text or numbers."""
    headers = [str(name) for name in table.get("columns") or ()]
    width = len(headers)
    rows = tuple(
        tuple(read_cell(_text(row[at]) if at < len(row) else "") for at in range(width))
        for row in table.get("rows") or ()
    )
    rows = tuple(row for row in rows if [cell.text.lower() for cell in row] != headers)
    columns = tuple(_column(at, name, [row[at] for row in rows]) for at, name in enumerate(headers))
    totals = frozenset(
        number
        for number, row in enumerate(rows)
        if len(rows) > 2 and row and _first_word(row[0].text) in _TOTALS
    )
    runs = _runs(rows)
    return Grid(
        title=str(table.get("title") or ""),
        columns=columns,
        rows=rows,
        totals=totals,
        runs=runs,
        vocabulary=frozenset(word for run in runs for word in run),
        outcome=_outcome(rows, width),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def _first_word(text: str) -> str:
    """Give the first word of a cell in lower case."""
    words = text.lower().split()
    return words[0].strip(":,") if words else ""


def _column(index: int, header: str, cells: Sequence[Cell]) -> Column:
    filled = [cell for cell in cells if not cell.is_blank]
    roots = tuple(word.root for word in words_of(header))
    year = re.fullmatch(r"\D*\b(1[89]\d\d|20\d\d)\b\D*", header)
    return Column(
        index=index,
        header=header,
        roots=roots,
        type=_type(roots, filled),
        year=int(year[1]) if year else 0,
    )


def _type(roots: Sequence[str], filled: Sequence[Cell]) -> Type:
    if not filled:
        return "text"

    def share(test: Any) -> float:
        return sum(1 for cell in filled if test(cell)) / len(filled)

    if share(lambda cell: cell.date is not None and cell.date[1] > 0) >= _MOST:
        return "date"
    years = share(lambda cell: cell.date is not None and len(cell.words) <= 2)
    named = {"year", "season", "date", "founded", "found", "establish", "built", "build", "elect"}
    if years >= _MOST and (named & set(roots) or years > 0.95):
        return "date"
    if share(lambda cell: cell.number is not None) >= _MOST:
        return "rank" if _RANKS & set(roots) else "number"
    if share(lambda cell: cell.score is not None) >= _MOST:
        return "score"
    return "text"


def _runs(
    rows: Sequence[Sequence[Cell]],
) -> dict[tuple[str, ...], tuple[tuple[int, int, bool], ...]]:
    """Index every run of words in every cell: (row, column, is the whole cell)."""
    found: dict[tuple[str, ...], list[tuple[int, int, bool]]] = defaultdict(list)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            roots = [word.root for word in cell.words]
            seen = set()
            for start in range(len(roots)):
                for end in range(start + 1, min(len(roots), start + _LONGEST) + 1):
                    run = tuple(roots[start:end])
                    whole = start == 0 and end == len(roots)
                    if run in seen and not whole:
                        continue
                    seen.add(run)
                    if all(word in FUNCTION for word in run) and not whole:
                        continue
                    found[run].append((at, column, whole))
    return {run: tuple(spots) for run, spots in found.items()}


def _outcome(rows: Sequence[Sequence[Cell]], width: int) -> int | None:
    """Find the column whose cells begin with a word for won, lost or drawn."""
    for column in range(width):
        cells = [row[column] for row in rows if not row[column].is_blank]
        known = [c for c in cells if c.words and c.words[0].root in WON | LOST | TIED]
        kinds = {cell.words[0].root in WON for cell in known}
        if cells and len(known) >= _MOST * len(cells) and (len(kinds) > 1 or len(cells) < 4):
            return column
    return None
