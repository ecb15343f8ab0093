"""Conditions: sentences for when, since when and how often a series met a condition."""

from __future__ import annotations

from operator import eq, ge, gt, le, lt

from bot.calculate.evidence import Row, Table
from bot.compose.changes import say_trend
from bot.compose.clauses import according, marker, rows_by_place, share_phrase, subject
from bot.compose.draft import Draft
from bot.compose.numbers import format_bound, format_number
from bot.compose.overtaking import say_last_ahead, say_since_ahead, say_years_ahead
from bot.compose.wording import in_period, join, label
from bot.readings import Reading, Threshold

__all__ = ["COMPARISONS", "say_first_year"]

COMPARISONS = {
    ">": "more than",
    ">=": "at least",
    "<": "fewer than",
    "<=": "at most",
    "=": "exactly",
}
_HOLDS = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq}
_LISTED = 6  # years of relapse that are named


def say_first_year(draft: Draft, table: Table, reading: Reading) -> None:
    """Say in which year a condition first or last held, since when, or in how many years."""
    threshold = reading.threshold
    if threshold is None and reading.operation == "count_years" and len(reading.places) == 2:
        say_years_ahead(draft, table, reading)
        return
    if threshold is None and reading.operation == "unbroken" and len(reading.places) == 2:
        say_since_ahead(draft, table, reading)
        return
    if threshold is None and reading.operation == "last_year" and len(reading.places) == 2:
        say_last_ahead(draft, table, reading)
        return
    if threshold is None:
        say_trend(draft, table, reading)
        return
    bound = _bound(threshold)
    draft.name(bound)
    what = f"{share_phrase(draft, table)}{label(table.request)}"
    condition = f"{COMPARISONS[threshold.comparison]} {bound} {what}"
    for own in rows_by_place(table).values():
        holds = _HOLDS[threshold.comparison]
        holding = [row for row in own if holds(row.quantity, threshold.value)]
        if not holding:
            _say_never(draft, table, own, condition)
        elif reading.operation == "count_years":
            _say_how_often(draft, table, own, holding, condition)
        elif reading.operation == "unbroken":
            _say_since(draft, table, own, holding, condition)
        elif reading.operation == "first_year":
            _say_first(draft, table, own, holding, condition)
        else:
            _say_year(draft, table, holding[-1], f"last had {condition}")


def _bound(threshold: Threshold) -> str:
    return f"{format_bound(threshold.value)}{'%' if threshold.is_percent else ''}"


def _say_never(draft: Draft, table: Table, own: list[Row], condition: str) -> None:
    high = max(own, key=lambda row: row.quantity)
    draft.say(
        f"{subject(draft, high)} had {condition} in no year from {own[0].period} to "
        f"{own[-1].period}; the highest was {draft.cell(table, high)} {in_period(high)}, "
        f"{according(draft, table, high)}."
    )


def _say_how_often(
    draft: Draft, table: Table, own: list[Row], holding: list[Row], condition: str
) -> None:
    count = draft.computed(
        len(holding),
        format_number(len(holding)),
        formula="number of rows that meet the condition",
        inputs=[(table, row) for row in holding],
        rounding="exact",
    )
    draft.say(
        f"{subject(draft, own[0])} had {condition} in {count} of the years from {own[0].period} "
        f"to {own[-1].period}: {join([row.period for row in holding])}, "
        f"{according(draft, table, holding[0])}."
    )


def _say_since(
    draft: Draft, table: Table, own: list[Row], holding: list[Row], condition: str
) -> None:
    last = own[-1]
    if last not in holding:
        draft.say(
            f"{subject(draft, last)} did not have {condition} in the last year, {last.period}: "
            f"{draft.cell(table, last)}, {according(draft, table, last)}."
        )
        return
    failing = [position for position, row in enumerate(own) if row not in holding]
    start = own[failing[-1] + 1] if failing else own[0]
    draft.say(
        f"{subject(draft, start)} has had {condition} in every year since {start.period}, to "
        f"{last.period}: {draft.cell(table, start)} {in_period(start)} and "
        f"{draft.cell(table, last)} {in_period(last)}, {according(draft, table, start)}."
    )


def _say_first(
    draft: Draft, table: Table, own: list[Row], holding: list[Row], condition: str
) -> None:
    """Say the first year, the year before it, and the years in which it was not so again."""
    row = holding[0]
    _say_year(draft, table, row, f"first had {condition}")
    mark = marker(draft, table, row)
    if row is own[0]:
        draft.say(f"The series begins in {row.period}, so it may have been so before {mark}.")
        return
    position = own.index(row)
    before = own[position - 1]
    unit = "quarter" if before.quarter else "year"
    draft.say(f"The {unit} before ({before.period}) it was {draft.cell(table, before)} {mark}.")
    relapses = [item.period for item in own[position:] if item not in holding]
    if relapses:
        draft.say(f"It was not so in {join(relapses[:_LISTED])} {mark}.")


def _say_year(draft: Draft, table: Table, row: Row, what: str) -> None:
    draft.say(
        f"{subject(draft, row)} {what} in {row.period}, with {draft.cell(table, row)}, "
        f"{according(draft, table, row)}."
    )
