"""Peaks: sentences for the highest and lowest year, records, and the biggest step of a series."""

from __future__ import annotations

from itertools import pairwise

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import (
    according,
    describe_rounding,
    exact,
    gap_text,
    marker,
    rows_by_place,
    share_phrase,
    state,
    subject,
)
from bot.compose.draft import Draft
from bot.compose.numbers import format_percent
from bot.compose.wording import in_period, join, label, possessive
from bot.readings import Reading

__all__ = ["say_peak"]

_TIES = 4  # further years of the same value that are named


def say_peak(draft: Draft, table: Table, reading: Reading) -> None:
    """Say when each place was at its highest, at its lowest, or changed most in one step.

    Where the question asks whether a certain year was the one, yes or no comes first.
    """
    if reading.form:
        _say_steps(draft, table, reading)
        return
    lowest = reading.operation == "trough"
    for own in rows_by_place(table).values():
        last = own[-1]
        top = (min if lowest else max)(own, key=lambda row: row.quantity)
        ties = [row for row in own if row.quantity == top.quantity and row is not top]
        claimed = _claimed(own, reading)
        verdict = ""
        if claimed is not None:
            verdict = "Yes: " if claimed.quantity == top.quantity else "No: "
        when = join([top.period, *[row.period for row in ties[:_TIES]]])
        what = f"{share_phrase(draft, table)}{label(table.request)}"
        draft.say(
            f"{verdict}{possessive(subject(draft, top))} {what} "
            f"{'were lowest' if lowest else 'peaked'} in {when} at {draft.cell(table, top)}, in a "
            f"series from {own[0].period} to {last.period}, {according(draft, table, top)}."
        )
        for other in dict.fromkeys(filter(None, (claimed, last))):
            if other is not top and other.period not in when:
                draft.say(f"{state(draft, table, other)} {marker(draft, table, other)}.")


def _claimed(own: list[Row], reading: Reading) -> Row | None:
    """Give the row of "was 2021 a record?", None where no one year is held up."""
    points = reading.period.points
    if reading.ask != "yesno" or reading.period.kind not in ("at", "last") or len(points) != 1:
        return None
    return next((row for row in own if row.year == points[0].year), None)


def _say_steps(draft: Draft, table: Table, reading: Reading) -> None:
    """Say in which year each place rose or fell most against the year before."""
    for own in rows_by_place(table).values():
        steps = [
            (before, after)
            for before, after in pairwise(own)
            if after.year - before.year <= 1
            and (after.year, after.quarter) != (before.year, before.quarter)
            and (reading.form != "percent" or before.quantity > 0)
        ]
        if not steps:
            if own:
                draft.say(f"{state(draft, table, own[-1])}, {according(draft, table, own[-1])}.")
            continue
        before, after = (max if reading.descending else min)(
            steps, key=lambda step: _size(*step, form=reading.form)
        )
        rose = after.quantity > before.quantity
        sizes = [_gap(draft, table, before, after)]
        if before.quantity > 0:
            sizes.append(_percent(draft, table, before, after))
        if reading.form == "percent":
            sizes.reverse()
        what = f"{share_phrase(draft, table)}{label(table.request)}"
        draft.say(
            f"{possessive(subject(draft, after))} {what} {'rose' if rose else 'fell'} most "
            f"{in_period(after)}, by {' or '.join(sizes)}: from {draft.cell(table, before)} "
            f"{in_period(before)} to {draft.cell(table, after)}, in a series from "
            f"{own[0].period} to {own[-1].period}, {according(draft, table, after)}."
        )


def _size(before: Row, after: Row, *, form: str) -> float:
    change = after.quantity - before.quantity
    return change / before.quantity if form == "percent" else change


def _gap(draft: Draft, table: Table, before: Row, after: Row) -> str:
    change = abs(exact(after) - exact(before))
    text = gap_text(table, change)
    return draft.computed(
        change,
        text,
        formula="|last − first|",
        inputs=[(table, after), (table, before)],
        rounding=describe_rounding(text),
    )


def _percent(draft: Draft, table: Table, before: Row, after: Row) -> str:
    percent = abs(100 * (exact(after) / exact(before) - 1))
    return draft.computed(
        percent,
        format_percent(percent, 1),
        formula="100 × |last − first| ÷ first",
        inputs=[(table, after), (table, before)],
        rounding="to 1 decimal place",
    )
