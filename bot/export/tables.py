"""Tables: what an answer cites of the figures, as CSV, and the SQL that gives it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from bot.answers import Citation
from bot.export.exports import Export

__all__ = ["csv_text", "queries", "table_files"]

_FORMULA = re.compile(r"[=+\-@\t\r]")  # a cell that starts so is run by a spreadsheet


def table_files(export: Export) -> dict[str, str]:
    """Give each cited table as CSV under a file name: "answer-1-table-2.csv"."""
    return {
        f"answer-{item.number}-table-{citation.n}.csv": csv_text(citation)
        for item in export.answers
        for citation in item.answer.citations
        if citation.kind == "figures" and citation.columns
    }


def csv_text(citation: Citation) -> str:
    """Write a citation's rows as CSV; a text that a spreadsheet would run is held back by "'"."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(citation.columns)
    writer.writerows([_cell(cell) for cell in row] for row in citation.rows)
    return text.getvalue()


def _cell(cell: Any) -> Any:
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return "" if cell is None else cell


def queries(export: Export) -> Iterator[tuple[str, str]]:
    """Give each SELECT once, with the notes that rest on it: ("1.1, 1.2", "SELECT ...")."""
    by_sql: dict[str, list[str]] = {}
    for item in export.answers:
        for citation in item.answer.citations:
            if citation.sql:
                by_sql.setdefault(citation.sql, []).append(f"{item.number}.{citation.n}")
    for sql, notes in by_sql.items():
        yield ", ".join(notes), sql
