"""Figure reports: what was read of a table, what was left out, what must be mended first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from corpus.tables.open_table import TableFile
from corpus.tables.text_files import line_numbers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Findings", "Problem", "Report", "Unresolved", "problem_text", "rows_as_lines"]

_SHOWN = 8  # rows that a problem names


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Say what is wrong with some rows; the table is not loaded."""

    what: str
    n_rows: int
    rows: tuple[int, ...]  # the first of them, as records of the file
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """Name a place that is not known, or not clear; its rows are left out."""

    name: str
    n_rows: int
    first_row: int
    nearest: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()  # names of the places that it may mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Say what was read, what was left out, and what must be mended first."""

    problems: tuple[Problem, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    notes: tuple[str, ...] = ()
    n_values: int = 0
    n_places: int = 0
    first_year: int = 0
    last_year: int = 0


@dataclass(slots=True)
class Findings:
    """Collect what the checks of one table find; ``connection`` holds the table."""

    connection: DuckDBPyConnection
    problems: list[Problem] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Give the rows of a query over the table."""
        return self.connection.execute(sql).fetchall()

    def table(self, name: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
        """Make a small table of rows that Python worked out."""
        self.connection.execute(f"CREATE TABLE {name} ({columns})")
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            self.connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)

    def at_most(self, columns: str, most: int, what: str) -> None:
        """Refuse a table with more different values than a right mapping can give."""
        ((count,),) = self.rows(
            f"SELECT count(*) FROM (SELECT DISTINCT {columns} FROM staged LIMIT {most + 1})"
        )
        if count > most:
            raise CorpusError(f"the table has more than {most:,} {what}: is the mapping right?")

    def problem(self, what: str, cells: Iterable[tuple[str, int, int]]) -> None:
        """Note a problem of cells: each with its number of rows and the first of them."""
        listed = list(cells)
        self.problems.append(
            Problem(
                what=what,
                n_rows=sum(count for _, count, _ in listed),
                rows=tuple(first for _, _, first in listed)[:_SHOWN],
                examples=tuple(text for text, _, _ in listed)[:_SHOWN],
            )
        )


def problem_text(problem: Problem) -> str:
    """Say a problem in one line, with its rows."""
    rows = f" in {problem.n_rows:,} row{'s' if problem.n_rows != 1 else ''}"
    where = ", ".join(f"{row:,}" for row in problem.rows)
    told = f"{problem.what}{rows if problem.n_rows else ''}"
    if where:
        told += f" (line{'s' if len(problem.rows) > 1 else ''} {where}"
        told += " ...)" if problem.n_rows > len(problem.rows) else ")"
    return told + (f": {', '.join(problem.examples[:5])}" if problem.examples else "")


def rows_as_lines(report: Report, table: TableFile) -> Report:
    """Tell rows as lines of the file; those of a sheet are its rows already."""
    if table.kind != "text":
        return report
    wanted = {row for problem in report.problems for row in problem.rows}
    wanted |= {item.first_row for item in report.unresolved}
    lines = line_numbers(table.path, table.delimiter, wanted)
    return replace(
        report,
        problems=tuple(
            replace(problem, rows=tuple(lines.get(row, row) for row in problem.rows))
            for problem in report.problems
        ),
        unresolved=tuple(
            replace(item, first_row=lines.get(item.first_row, item.first_row))
            for item in report.unresolved
        ),
    )
