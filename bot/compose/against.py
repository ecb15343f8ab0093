"""Against: places held against another one, "twice as many as France"."""

from __future__ import annotations

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import according, marker, subject
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, format_percent, format_value
from bot.compose.ranked_words import (
    LONG_LIST,
    decimals_of,
    in_percent,
    ranked_by_when,
    ranked_scope,
    ranked_value,
    with_data,
)
from bot.compose.wording import join, name
from bot.readings import Threshold

__all__ = ["against", "say_against"]

_TIMES = {0.5: "half", 2.0: "twice", 3.0: "three times", 4.0: "four times"}
_HEDGES = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most "}


def say_against(draft: Draft, table: Table, rows: list[Row], threshold: Threshold) -> None:
    """Say which places are above or below another one, or so many times it."""
    who = name(draft.book, threshold.place)
    others = [row for row in rows if row.place != threshold.place]
    measure = table.request.measure
    mass = measure.kind in ("share", "rate", "money") or in_percent(table)
    growing = bool(table.request.growth)
    shown = rows[0]
    draft.name(who)  # "the G7": its digit is no figure
    rival = f"{who} ({_bound(draft, table, shown)})"
    what = ranked_by_when(draft, table, shown)
    condition = against(
        draft, threshold, what, rival, mass=mass or growing, ranked=measure.kind == "rank"
    )
    if not others:
        draft.say(f"No other place with data {condition}, {according(draft, table, shown)}.")
        return
    count = draft.computed(
        len(others),
        format_number(len(others)),
        formula="number of rows that meet the condition",
        inputs=[(table, row) for row in others],
        rounding="exact",
    )
    of = draft.cell(table, shown, column="ranked")
    draft.say(
        f"{count} of the {of} {ranked_scope(draft, table)}{with_data(table)} {condition}, "
        f"{according(draft, table, shown)}."
    )
    parts = [
        f"{subject(draft, row)} {ranked_value(draft, table, row)}" for row in others[:LONG_LIST]
    ]
    opens = "They are" if len(others) > 1 else "It is"
    if len(others) > LONG_LIST:
        opens = "The first of them are"
    draft.say(f"{opens} {join(parts)} {marker(draft, table, shown)}.")


def against(
    draft: Draft, threshold: Threshold, what: str, who: str, *, mass: bool, ranked: bool = False
) -> str:
    """Say what places had in comparison with another one.

    ``mass`` says that what is measured has no plural ("a higher share than France"), ``ranked``
    that it is a place in an order.
    """
    above = threshold.comparison.startswith(">")
    if threshold.value == 1.0:
        if ranked:
            return f"ranked {'below' if above else 'above'} {who} by {what}"
        if mass:
            return f"had a {'higher' if above else 'lower'} {what} than {who}"
        return f"had {'more' if above else 'fewer'} {what} than {who}"
    times = _TIMES.get(threshold.value, f"{format_number(threshold.value)} times")
    draft.name(times, spelled=True)  # the reader's own words, no figure
    hedged = f"{_HEDGES[threshold.comparison]}{times}"
    if mass:
        return f"had {what} of {hedged} that of {who}"
    return f"had {hedged} as many {what} as {who}"


def _bound(draft: Draft, table: Table, row: Row) -> str:
    """Give the value of the place that the others are held against."""
    value = float(table.cell(row.number, "bound") or 0.0)
    if table.request.growth or in_percent(table):
        text = format_percent(value, 1)
    else:
        decimals = 1 if table.request.denominator is not None else decimals_of(table)
        text = format_value(value, "", decimals)
    return draft.cell(table, row, column="bound", text=text)
