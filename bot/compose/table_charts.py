"""Table charts: which chart a table of figures asks for, with its title, unit and source.

A series is drawn as lines, many series as small panels, a ranking as bars, places beside each
other as dots, and many of them as the first few with a map of all.  A single value is no chart,
and figures from the press are not one series: each counts its own thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.calculate.evidence import Row, Table
from bot.compose.charts import LEADERS, ChartKind, Scope, draw_chart
from corpus.places import read_places

__all__ = ["NAMED", "SERIES_POINTS", "chart_table"]

LINES, PANELS, DOTS, BARS = 5, 24, 12, 20  # more of them, and labels or eyes give out
SERIES_POINTS = 3  # fewer points in time are a comparison, not a series
NAMED = 3  # places in a title; more are counted


def chart_table(table: Table) -> dict[str, Any] | None:
    """Draw the table's rows, or nothing where they are neither series, ranking nor comparison."""
    if table.request.measure.view == "as_reported":
        return None
    rows = [row for row in table.read() if row.name]
    places = list(dict.fromkeys(row.name for row in rows))
    periods = sorted({(row.year, row.quarter) for row in rows})
    ranked = "rank" in table.columns
    kind: ChartKind
    if ranked and 2 <= len(places) and len(rows) == len(places):
        few = len(rows) <= (BARS if table.request.limit else LEADERS)
        kind = "bar" if few else "many"
    elif len(periods) >= SERIES_POINTS and len(places) <= PANELS:
        kind = "line" if len(places) <= LINES else "multiples"
    elif len(periods) == 1 and 2 <= len(places) == len(rows):
        kind = "dot" if len(places) <= DOTS else "many"
    else:
        return None
    return draw_chart(
        title=_title(table, rows, places, many=kind == "many"),
        columns=("name", "period", "value", "status", "code"),
        rows=[
            (row.name, _period(row), row.quantity, _status(table, row), row.place)
            for row in _ordered(table, rows, kind)
        ],
        kind=kind,
        unit=_unit(table),
        scope=_scope(table) if kind == "many" else None,
        source_line=f"{table.dataset.publisher}: {table.dataset.release}",
    )


def _ordered(table: Table, rows: list[Row], kind: ChartKind) -> list[Row]:
    """Put series in the order of time, and many places in that of their ranking or value."""
    if kind in ("line", "multiples"):
        return sorted(rows, key=_time)
    if kind == "many" and "rank" not in table.columns:
        return sorted(rows, key=lambda row: -row.quantity)
    return rows


def _scope(table: Table) -> Scope:
    """Say among which places a table put many in order, and why one of them is not there."""
    request = table.request
    book = read_places()
    places = request.places
    if request.universe:
        point = request.points[-1].year if request.points else None
        places = book.members(request.universe, point) or book.members(request.universe)
    absent = "no change can be computed" if request.growth else "no data"
    if request.above or request.filters or request.excluded:
        absent += ", or not among these"
    return Scope(
        places=tuple(places),
        absent=absent,
        ends="first" if request.descending or "rank" not in table.columns else "last",
    )


def _title(table: Table, rows: list[Row], places: list[str], *, many: bool) -> str:
    request = table.request
    what = request.measure.label
    if request.topic:
        what = f"{what} “{request.topic}”"
    if request.denominator is not None and not request.share_of:
        what = f"{what} per {_scale(request.per)}{request.denominator.unit}"
    if request.share_of:
        what = f"share of {what}"
    if request.growth:
        what = f"change in {what}"
    who = ", ".join(places) if len(places) <= NAMED else ""
    if many:
        every = _ranked(table)
        of = f" of {every}" if every and every != f"{len(places):,}" else ""
        who = f"{len(places):,}{of} {'organisations' if _bodies(table) else 'places'}"
    elif not who and "rank" in table.columns:
        ends = "first" if request.descending else "last"
        who = f"the {ends} {len(places)} of {_ranked(table) or 'those with data'}"
    first, last = min(rows, key=_time), max(rows, key=_time)
    when = first.period if _time(first) == _time(last) else f"{first.period}–{last.period}"
    if request.growth and request.points:
        when = f"{request.points[0]}–{request.points[-1]}"
    title = ", ".join(part for part in (what, who, when) if part)
    return title[:1].upper() + title[1:]


def _bodies(table: Table) -> bool:
    return "organisation" in table.request.kinds


def _unit(table: Table) -> str:
    request = table.request
    if request.growth:
        return {"factor": "times", "absolute": request.measure.unit}.get(request.growth, "percent")
    if request.share_of:
        return "percent"
    if request.denominator is not None:
        return f"{request.measure.unit} per {_scale(request.per)}{request.denominator.unit}"
    return request.measure.unit


def _scale(per: float) -> str:
    words: Mapping[float, str] = {1.0: "", 1e6: "million ", 1e9: "billion "}
    return words.get(per, f"{per:,.0f} ")


def _period(row: Row) -> int | str:
    return row.period if row.quarter or row.start_year not in (0, row.year) else row.year


def _status(table: Table, row: Row) -> str:
    incomplete = row.year in table.request.measure.incomplete
    return "incomplete" if incomplete and row.status in ("", "final") else row.status


def _time(row: Row) -> tuple[int, int]:
    return (row.year, row.quarter)


def _ranked(table: Table) -> str:
    count = table.cell(0, "ranked") if table.rows else None
    return f"{count:,}" if isinstance(count, int) else ""
