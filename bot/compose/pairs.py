"""Pairs: sentences for what two places did with each other, and for a place's partners."""

from __future__ import annotations

from collections.abc import Callable

from bot.calculate.evidence import Table
from bot.compose.changes import say_change, say_trend
from bot.compose.clauses import according, rows_by_place, subject
from bot.compose.draft import Draft
from bot.compose.values import agreeing, say_lookup
from bot.compose.wording import hedged, in_period, join, label, name
from bot.readings import Reading

__all__ = ["say_pairs"]


def say_pairs(draft: Draft, table: Table, reading: Reading) -> None:
    """State the pair asked about, or every pair of a place that has a figure."""
    series = rows_by_place(table)
    if len(series) == 1:
        years = {row.period for row in table.read()}
        say: Callable[[Draft, Table, Reading], None] = say_lookup
        if len(years) > 1 and len(years) == len(table.rows):
            say = say_change if reading.operation == "change" else say_trend
        say(draft, table, reading)
    else:
        if reading.operation in ("ranking", "rank_of") and len(table.request.places) == 1:
            own = name(draft.book, table.request.places[0])
            top = max(table.read(), key=lambda row: row.quantity)
            draft.say(
                f"Of the pairs that {own} is one of and that have a figure here, "
                f"{subject(draft, top)} are first by {label(table.request)}, with "
                f"{draft.cell(table, top)} {in_period(top)}, {according(draft, table, top)}."
            )
        ordered = sorted(series.values(), key=lambda own: -max(row.quantity for row in own))
        for own_rows in ordered:
            best = agreeing(own_rows)
            rows = [best] if best is not None else own_rows
            values = [f"{hedged(draft.cell(table, row), row)} {in_period(row)}" for row in rows]
            draft.say(
                f"{subject(draft, rows[0])}: {join(values)}, {according(draft, table, rows[0])}.",
                item=True,
            )
            if best is None and len({row.period for row in own_rows}) < len(own_rows):
                draft.status = "conflict"
    names = join([name(draft.book, code) for code in series])
    draft.caveat(f"Only these pairs have a figure in this source: {names}.")
