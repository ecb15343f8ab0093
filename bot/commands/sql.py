"""``onrecord sql``: run one SELECT over the published views."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from bot.commands.printing import json_text, note, on_terminal, out
from corpus.cleaning import clean_line

__all__ = ["sql"]


def sql(
    statement: Annotated[
        str,
        typer.Argument(metavar="SELECT", help="One SELECT; the views are what `measures` lists."),
    ],
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Run one SELECT over the figures, as a citation shows it.

    Example: onrecord sql "SELECT place, value FROM nsf_ai_articles WHERE year = 2022"
    """
    from corpus.settings import read_settings
    from index.stores import Store

    store = Store.open(read_settings(), reader="local")
    try:
        result = store.figures.run(statement)
    finally:
        store.close()
    if json_:
        out(json_text(result))
    elif on_terminal():
        _show_table(result.columns, result.rows)
    else:
        out(_csv_text(result.columns, result.rows), end="")
    if result.truncated:
        note(f"cut after {len(result.rows)} rows (setting ONRECORD_QUERY_ROWS)")


def _show_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, box=None, header_style="bold")
    for row in rows:
        table.add_row(*(clean_line("" if cell is None else str(cell)) for cell in row))
    Console(markup=False, highlight=False).print(table)


def _csv_text(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
