"""The look of the pages: one stylesheet, and the pieces of HTML that pages share.

Every piece escapes what it is given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import streamlit as st

from bot.answers import Citation
from bot.compose.numbers import rounded
from bot.pages.answer_body import body_css
from bot.pages.number_style import reader_style, restyle

__all__ = ["cell_text", "chips", "draw_look", "kicker", "pretty_sql", "safe_link", "table_html"]

COMMA, CLAUSE = re.compile(r",\n +"), re.compile(r"\b(SELECT|FROM|WHERE|BY)\n +")
ROWS_SHOWN = 260  # every country; the download has longer tables whole


def draw_look() -> None:
    """Put the stylesheet on the page."""
    st.html(f"<style>{_page_css()}{body_css()}</style>")


def kicker(words: str, *, tone: str = "") -> str:
    """Give the small line over a block, in capitals."""
    return f'<div class="kicker {escape(tone)}">{escape(words)}</div>'


def chips(pairs: Sequence[tuple[str, str]]) -> str:
    """Give a row of labelled chips: how a question was understood."""
    drawn = "".join(
        f'<li><span class="label">{escape(label)}</span> {escape(value)}</li>'
        for label, value in pairs
        if value
    )
    return f'<ul class="chips" aria-label="How the question was understood">{drawn}</ul>'


def safe_link(url: str, words: str) -> str:
    """Give a link that opens beside the page; only words where it is not http(s)."""
    if not url.lower().startswith(("https://", "http://")):
        return ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(words)}</a>'


def table_html(citation: Citation) -> str:
    """Give a citation's rows as a table with the cited cells marked.

    Rows beyond ``ROWS_SHOWN`` are left out, the cited ones last; so is a column
    that says nothing, and codes that stand beside their names.  The download has them all.
    """
    cited = set(citation.cells)
    wanted = {row for row, _ in cited}
    kept = [index for index in range(len(citation.rows)) if index in wanted]
    spare = max(ROWS_SHOWN - len(kept), 0)
    kept += [index for index in range(len(citation.rows)) if index not in wanted][:spare]
    kept = sorted(kept[: max(ROWS_SHOWN, 1)])
    told = {column for _, column in cited}
    codes = {"place"} if "name" in citation.columns else set()
    shown = [
        column
        for column, name in enumerate(citation.columns)
        if column in told or (name not in codes and _says_something(citation, column, name))
    ]
    right = {
        column: _right(all(isinstance(row[column], int | float | None) for row in citation.rows))
        for column in shown
    }
    heads = "".join(
        f'<th scope="col"{right[column]}>{escape(citation.columns[column].replace("_", " "))}</th>'
        for column in shown
    )
    style = reader_style()
    body = []
    for row in kept:
        cells = ""
        for column in shown:
            value = citation.rows[row][column]
            text = cell_text(value, name=citation.columns[column])
            text = escape(restyle(text, style) if isinstance(value, int | float) else text)
            marked = f"<mark>{text}</mark>" if (row, column) in cited else text
            cells += f"<td{right[column]}>{marked}</td>"
        body.append(f"<tr>{cells}</tr>")
    left_out = len(citation.rows) - len(kept)
    note = f'<p class="quiet">{left_out:,} more rows in the download</p>' if left_out > 0 else ""
    name = escape(f"{citation.title}: cited cells are marked", quote=True)
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{name}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table></div>{note}"
    )


def _says_something(citation: Citation, column: int, name: str) -> bool:
    """Tell whether a column adds to the others: not where all is final, or printed as stored."""
    told = [row[column] for row in citation.rows]
    if name == "status":
        return any(value not in (None, "", "final") for value in told)
    if name == "printed" and "value" in citation.columns:
        at = citation.columns.index("value")
        stored = [cell_text(row[at], name="value") for row in citation.rows]
        return any(value not in (None, "", text) for value, text in zip(told, stored, strict=True))
    return any(value is not None for value in told)


def cell_text(value: Any, *, name: str = "") -> str:
    """Write a cell: thousands with commas, years and codes without.

    >>> cell_text(42524, name="value"), cell_text(2022, name="year"), cell_text(None)
    ('42,524', '2022', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if "year" in name.lower():
        return f"{value:.0f}"
    if isinstance(value, int) or float(value).is_integer():
        return f"{value:,.0f}"
    size = abs(value)
    if size >= 1000:
        return f"{rounded(value, 1):,}"
    if size < 0.001:
        return f"{value:.4g}"
    # four figures, rounded as the sentences are: 223.25 is 223.3, not the even 223.2
    return f"{rounded(value, 3 - math.floor(math.log10(size))).normalize():,f}"


def pretty_sql(sql: str) -> str:
    """Break a query into a line a clause; as it stands where it cannot be read.

    >>> print(pretty_sql("SELECT a, b FROM t WHERE a = 1"))
    SELECT a, b
    FROM t
    WHERE a = 1
    """
    from sqlglot import ParseError, parse_one

    try:
        lines = parse_one(sql, dialect="duckdb").sql(dialect="duckdb", pretty=True)
    except ParseError:
        return sql
    # sqlglot gives each column a line; a narrow panel wants one line a clause
    return CLAUSE.sub(r"\1 ", COMMA.sub(", ", lines))


def _right(numeric: bool) -> str:
    return ' class="number"' if numeric else ""


@cache
def _page_css() -> str:
    return files("bot.pages").joinpath("page.css").read_text("utf-8")
