"""Differences: sentences for how far apart two places are, and how many times one the other."""

from __future__ import annotations

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import (
    according,
    describe_rounding,
    exact,
    gap_text,
    marker,
    subject,
)
from bot.compose.draft import Draft
from bot.compose.numbers import format_number
from bot.compose.values import say_lookup
from bot.compose.wording import in_period, label, possessive
from bot.readings import Reading

__all__ = ["say_difference", "say_ratio"]


def say_difference(draft: Draft, table: Table, reading: Reading) -> None:
    """Say by how much two places differ, at each time that both have."""
    by_time: dict[str, list[Row]] = {}
    for row in _in_order_of_question(table, reading):
        by_time.setdefault(row.period, []).append(row)
    pairs = [rows for rows in by_time.values() if len(rows) >= 2]
    if not pairs:
        say_lookup(draft, table, reading)
    for rows in pairs:
        high, low = sorted(rows[:2], key=lambda row: -row.quantity)
        first = f"{subject(draft, high)} had {draft.cell(table, high)}"
        second = f"{subject(draft, low)} {draft.cell(table, low)}"
        text = gap_text(table, exact(high) - exact(low))
        gap = draft.computed(
            exact(high) - exact(low),
            text,
            formula="higher − lower",
            inputs=[(table, high), (table, low)],
            rounding=describe_rounding(text),
            unit=table.request.measure.unit,
        )
        draft.say(
            f"The difference in {label(table.request)} {in_period(high)} is {gap}: "
            f"{first}, {second}, {according(draft, table, high)}."
        )


def say_ratio(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how many times one place is another, in the order of the question."""
    rows = _in_order_of_question(table, reading)
    if len(rows) < 2 or not rows[1].quantity:
        say_lookup(draft, table, reading)
        return
    first, second = rows[0], rows[1]
    ratio = exact(first) / exact(second)
    text = format_number(ratio, 0 if ratio >= 100 else 1 if ratio >= 1 else 2)
    printed = draft.computed(
        ratio,
        text,
        formula="first ÷ second",
        inputs=[(table, first), (table, second)],
        rounding=describe_rounding(text),
    )
    draft.say(
        f"{possessive(subject(draft, first))} {label(table.request)} {in_period(first)} were "
        f"{printed} times those of {subject(draft, second)}: {draft.cell(table, first)} against "
        f"{draft.cell(table, second)}, {according(draft, table, first)}."
    )
    if ratio >= 1 or not first.quantity:
        return
    inverse = exact(second) / exact(first)
    text = format_number(inverse, 1)
    printed = draft.computed(
        inverse,
        text,
        formula="second ÷ first",
        inputs=[(table, second), (table, first)],
        rounding=describe_rounding(text),
    )
    draft.say(
        f"Put the other way round, {subject(draft, second)} had {printed} times as many "
        f"{marker(draft, table, first)}."
    )


def _in_order_of_question(table: Table, reading: Reading) -> list[Row]:
    rows = table.read()
    return [row for code in reading.places for row in rows if row.place == code]
