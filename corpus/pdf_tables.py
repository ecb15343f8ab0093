"""PDF tables: rows and columns of figures, found by their rules or by how they line up.

Where a page draws upright rules, pdfplumber finds the cells.  Most reports draw none: there a
table is a run of rows whose parts stand under each other and are figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.cleaning import clean_line
from corpus.contents import FoundTable, is_figure, is_year, split_header
from corpus.pdf_columns import Run

__all__ = ["PlacedTable", "find_aligned_tables", "find_caption", "find_ruled_tables"]

_ROWS = 3  # of figures, at least
_FIGURES = 0.6  # share of the cells behind the first column that are figures
_LABEL_LETTERS = 60  # of a row's first cell, at most: a line of text has more
_HEADER_ROWS = 3  # above the figures, at most
_CAPTION_POINTS = 30.0  # between a caption and its table
_CAPTION = re.compile(r"(?:table|tabelle|tableau|tabla|exhibit|表)\s*[A-Z]?\.?\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """Hold a table with the part of the page it fills, in points from the top left."""

    table: FoundTable
    x0: float
    x1: float
    top: float
    bottom: float

    def holds(self, run: Run) -> bool:
        """Say whether a run stands inside the table."""
        across, down = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
        return self.x0 <= across <= self.x1 and self.top <= down <= self.bottom


def find_aligned_tables(
    rows: Sequence[Sequence[Run]], *, locator: str, wide: bool = False
) -> list[PlacedTable]:
    """Return the tables that no rules mark, from the rows of a column of the page.

    ``wide``: the rows are those of the whole page, where a table may stand beside text; so only
    rows count whose every part behind the first is a figure.
    """
    tables = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and _is_row_of_figures(rows[end], 1.0 if wide else _FIGURES):
            end += 1
        if end - start >= _ROWS and (table := _make(rows, start, end, locator)):
            tables.append(table)
        start = max(end, start + 1)
    return tables


def _is_row_of_figures(row: Sequence[Run], share: float) -> bool:
    behind = [run.text for run in row[1:]]
    if not behind or len(row[0].text) > _LABEL_LETTERS:
        return False
    return sum(map(is_figure, behind)) >= share * len(behind)


def _make(rows: Sequence[Sequence[Run]], start: int, end: int, locator: str) -> PlacedTable | None:
    body = [list(row) for row in rows[start:end]]
    columns = _columns([run for row in body for run in row])
    if len(columns) < 2 or len(columns) > 40:
        return None
    header = [""] * len(columns)
    first = start
    title = ""
    while first > 0 and start - first < _HEADER_ROWS:
        above = rows[first - 1]
        distance = min(r.top for r in rows[first]) - max(r.bottom for r in above)
        if distance > 2.2 * (above[0].bottom - above[0].top):
            break
        text = clean_line(" ".join(run.text for run in above))
        if len(above) == 1 and (_CAPTION.match(text) or len(text) > 40):
            title = text if _CAPTION.match(text) else ""
            break
        if len(above) < max(2, len(columns) - 2):
            break
        for run in above:
            at = _nearest(columns, run)
            header[at] = clean_line(f"{run.text} {header[at]}")
        first -= 1
    cells = []
    for row in body:
        line = [""] * len(columns)
        for run in row:
            at = _nearest(columns, run)
            line[at] = clean_line(f"{line[at]} {run.text}")
        cells.append(tuple(line))
    if not any(header) and all(is_year(cell) for cell in cells[0][1:] if cell):
        header, cells = list(cells[0]), cells[1:]
    runs = [run for row in rows[first:end] for run in row]
    if title:
        runs += rows[first - 1]
    return PlacedTable(
        table=FoundTable(header=tuple(header), rows=tuple(cells), title=title, locator=locator),
        x0=min(run.x0 for run in runs) - 1,
        x1=max(run.x1 for run in runs) + 1,
        top=min(run.top for run in runs) - 1,
        bottom=max(run.bottom for run in runs) + 1,
    )


def _columns(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """Join runs that stand under each other to columns: their edges, from the left."""
    columns: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: run.x0):
        if columns and run.x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], run.x1)
        else:
            columns.append((run.x0, run.x1))
    return columns


def _nearest(columns: Sequence[tuple[float, float]], run: Run) -> int:
    def away(column: tuple[float, float]) -> float:
        if run.x0 < column[1] and column[0] < run.x1:
            return -min(run.x1, column[1]) + max(run.x0, column[0])
        return min(abs(run.x0 - column[1]), abs(column[0] - run.x1))

    return min(range(len(columns)), key=lambda index: away(columns[index]))


def find_ruled_tables(path: Path, pages: Sequence[int]) -> dict[int, list[PlacedTable]]:
    """Return the tables whose cells are ruled, by page; ``pages`` count from 1.

    A page that pdfplumber cannot read has none: its text was read without it.
    """
    import pdfplumber

    found: dict[int, list[PlacedTable]] = {}
    with pdfplumber.open(path, pages=list(pages)) as file:
        for page in file.pages:
            try:
                tables = page.find_tables()
                placed = [_place(table.bbox, table.extract(), page) for table in tables]
            # pdfminer passes on whatever a damaged page makes its parser raise.
            except Exception:
                continue
            finally:
                page.close()
            found[page.page_number] = [table for table in placed if table is not None]
    return found


def find_caption(table: PlacedTable, rows: Sequence[Sequence[Run]]) -> str:
    """Return the line above a table that begins as captions do, or nothing."""
    for row in rows:
        above = table.top - max(run.bottom for run in row)
        for run in row:
            beside = len(row) == 1 or (run.x0 < table.x1 and table.x0 < run.x1)
            if beside and -2 < above < _CAPTION_POINTS and _CAPTION.match(run.text):
                return clean_line(run.text)
    return ""


def _place(
    box: tuple[float, float, float, float],
    extracted: Sequence[Sequence[str | None]],
    page: object,
) -> PlacedTable | None:
    lines = [[clean_line(cell or "") for cell in row] for row in extracted]
    lines = [line for line in lines if any(line)]
    width = max((len(line) for line in lines), default=0)
    filled = [index for index in range(width) if any(line[index] for line in lines)]
    rows = [tuple(line[index] for index in filled) for line in lines]
    if len(rows) < 2 or len(filled) < 2:
        return None  # a frame around text, or one row of boxes
    header, body = split_header(rows)
    number = getattr(page, "page_number", 0)
    return PlacedTable(
        table=FoundTable(header=header, rows=body, locator=f"p. {number}"),
        x0=box[0] - 1,
        x1=box[2] + 1,
        top=box[1] - 1,
        bottom=box[3] + 1,
    )
