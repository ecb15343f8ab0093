"""Preview: how the first rows of a table would be read; nothing is kept."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from corpus.errors import CorpusError
from corpus.tables.guesses import complete_mapping, guess_mapping
from corpus.tables.layouts import find_layout
from corpus.tables.mappings import Mapping, missing_parts
from corpus.tables.open_table import distinct_values, open_table
from corpus.tables.place_names import read_place_names
from corpus.tables.text_files import HEAD_ROWS
from index.check_figures import check_values
from index.figure_reports import Report, rows_as_lines
from index.stage_figures import scratch_database, stage_values, unused_columns

__all__ = ["Preview", "PreviewRow", "preview_figures"]

_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """Show one value as it would be kept."""

    row: int  # line of a text file, row of a sheet
    written: str  # the place as the file has it
    place: str  # its name here
    time: str
    series: str
    value: float
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Hold a mapping with what came of it for the first rows."""

    mapping: Mapping
    columns: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    report: Report
    notes: tuple[str, ...]  # on the file itself: encoding, hidden sheets, a wrong suffix
    missing: tuple[str, ...]  # what must be said before the table can be cited
    beside: Dictionary[str, str] = field(default_factory=dict)  # measure → concept it is like
    whole: bool  # False: the file is longer than what was looked at


def preview_figures(path: Path, *, start: Mapping | None = None, guess: bool = True) -> Preview:
    """Guess a mapping, or take the one given, and read the first rows with it.

    ``start``: what is known; ``guess=False`` takes it as it is.  Raises CorpusError for a file
    that is no table, or in which no places, years or numbers are found.
    """
    start = start or Mapping()
    names = read_place_names()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        work = Path(folder)
        table = open_table(
            path,
            workdir=work,
            sheet=start.sheet,
            encoding=start.encoding,
            delimiter=start.delimiter,
        )
        if guess:
            longer = len(table.head) >= HEAD_ROWS
            distinct = partial(distinct_values, table) if longer else None
            mapping = guess_mapping(table, names, start=start, distinct=distinct)
        else:
            mapping = start
        mapping = complete_mapping(mapping)
        layout = find_layout(table.head, names, header=mapping.header)
        sample = work / "first-rows.csv"
        with sample.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row[: len(layout.names)] for row in table.head)
        first = replace(table, kind="workbook", path=sample, delimiter=",")
        with scratch_database(work) as connection:
            stage_values(connection, first, layout, mapping)
            report = check_values(
                connection,
                mapping,
                names,
                delimiter=table.delimiter,
                unused=unused_columns(layout, mapping),
            )
            rows: list[PreviewRow] = []
            if not report.problems:
                kept = connection.execute(
                    "SELECT n, written, place, year, quarter, series, value, status FROM figures "
                    f"ORDER BY n, year LIMIT {_SHOWN}"
                ).fetchall()
                rows = [
                    PreviewRow(
                        row=int(n),
                        written=str(written or ""),
                        place=names.book.place(place).name,
                        time=f"{year} Q{quarter}" if quarter else str(year),
                        series=str(series),
                        value=float(value),
                        status=str(status),
                    )
                    for n, written, place, year, quarter, series, value, status in kept
                ]
        report = rows_as_lines(report, table)
    if not any(layout.names):
        raise CorpusError(f"{path.name!r} has no columns; choose another file")
    return Preview(
        mapping=mapping,
        columns=layout.names,
        rows=tuple(rows),
        report=report,
        notes=table.notes,
        missing=tuple(missing_parts(mapping)),
        whole=len(table.head) < HEAD_ROWS,
    )
