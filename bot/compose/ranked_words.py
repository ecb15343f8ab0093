"""Ranked words: by what places are ranked, among whom, and their values, in sentences."""

from __future__ import annotations

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import share_phrase
from bot.compose.conditions import COMPARISONS
from bot.compose.draft import Draft
from bot.compose.numbers import format_bound, format_number, format_percent, format_value
from bot.compose.wording import hedged, in_period, join, label, name

__all__ = [
    "GROWTH_WORDS",
    "LONG_LIST",
    "decimals_of",
    "in_percent",
    "ranked_by",
    "ranked_by_when",
    "ranked_rows",
    "ranked_scope",
    "ranked_value",
    "with_data",
]

LONG_LIST = 12  # places that a sentence can carry; more go to the table
GROWTH_WORDS = {
    "percent": "growth in ",
    "factor": "growth in ",
    "absolute": "gain in ",
    "cagr": "annual growth in ",
}


def ranked_rows(table: Table) -> list[tuple[Row, int]]:
    return [(row, int(table.cell(row.number, "rank") or 0)) for row in table.read()]


def ranked_scope(draft: Draft, table: Table) -> str:
    return f"{_universe(draft, table)}{_condition(draft, table)}"


def with_data(table: Table) -> str:
    return " and with data" if table.request.filters else " with data"


def _universe(draft: Draft, table: Table) -> str:
    universe = table.request.universe
    if universe:
        draft.name(name(draft.book, universe))
        kind = "members of" if draft.book.place(universe).kind == "bloc" else "places in"
        return f"{kind} {name(draft.book, universe)}"
    if "organisation" in table.request.kinds:
        return "organisations"
    return "places named" if table.request.places else "countries and territories"


def _condition(draft: Draft, table: Table) -> str:
    """Say which places were ranked at all: " with more than 1,000 AI articles in 2022"."""
    parts = []
    for item in table.request.filters:
        value = format_bound(item.value)
        percent = "%" if item.measure.unit == "percent" else ""
        phrase = f"{COMPARISONS[item.comparison]} {value}{percent} {item.measure.label}"
        if item.measure.concept == "population":
            phrase = f"{COMPARISONS[item.comparison]} {value} people"
        elif item.measure.kind == "money":
            phrase = f"{item.measure.label} of {COMPARISONS[item.comparison]} {value} US dollars"
        draft.name(phrase)
        parts.append(f"{phrase} in {item.point}")
    return f" with {join(parts)}" if parts else ""


def ranked_by(draft: Draft, table: Table) -> str:
    growth = GROWTH_WORDS.get(table.request.growth, "")
    what = label(table.request)
    if table.request.measure.kind == "rank":
        what = what.removeprefix("rank by ")
    return f"{growth}{share_phrase(draft, table)}{what}"


def ranked_by_when(draft: Draft, table: Table, row: Row) -> str:
    """Say by what places are ranked, and when: "AI articles in 2022"."""
    return f"{ranked_by(draft, table)} {_when(table, row)}".rstrip()


def _when(table: Table, row: Row) -> str:
    points = table.request.points
    if table.request.growth:
        return f"from {points[0]} to {points[-1]}"
    if row.start_year and row.start_year != row.year:
        return in_period(row)
    if label(table.request).endswith(f"in {row.period}"):  # "AI papers in 2021"
        return ""
    return f"in {points[-1]}" if len(points) == 1 else in_period(row)


def ranked_value(draft: Draft, table: Table, row: Row) -> str:
    growth = table.request.growth
    if not growth:
        return hedged(draft.cell(table, row), row)
    if growth == "absolute":
        text = _change(draft, table, row)
    else:
        text = f"{draft.cell(table, row)}{' times' if growth == 'factor' else ''}"
    first, last = (_end(draft, table, row, column) for column in ("first_value", "last_value"))
    return f"{text} (from {first} to {last})"


def _change(draft: Draft, table: Table, row: Row) -> str:
    """Give a change in its unit: "19,567", or percentage points of a share."""
    column = table.columns[table.quantity]
    value = float(table.cell(row.number, column) or 0.0)
    if in_percent(table):
        text = draft.cell(table, row, column=column, text=format_number(value, 1))
        return f"{text} percentage points"
    return draft.cell(table, row, column=column, text=format_value(value, "", decimals_of(table)))


def _end(draft: Draft, table: Table, row: Row, column: str) -> str:
    """Give the value that a change led from, or to."""
    value = float(table.cell(row.number, column) or 0.0)
    text = format_value(value, "", decimals_of(table))
    if in_percent(table):
        text = format_percent(value, 1)
    return draft.cell(table, row, column=column, text=text)


def in_percent(table: Table) -> bool:
    return bool(table.request.share_of) or table.request.measure.unit == "percent"


def decimals_of(table: Table) -> int:
    divided = in_percent(table) or table.request.denominator is not None
    return 0 if divided else table.request.measure.decimals
