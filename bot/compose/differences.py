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
from bot.compose.values import amount, say_lookup
from bot.compose.wording import in_period, label, possessive
from bot.readings import Reading

__all__ = ["say_difference", "say_ratio"]

_TIMES = 1.5  # growth of a gap from which "2.3 times what it was" reads well


def say_difference(draft: Draft, table: Table, reading: Reading) -> None:
    """Say by how much two places differ, at each time that both have."""
    by_time: dict[str, list[Row]] = {}
    for row in _in_order_of_question(table, reading):
        of_time = by_time.setdefault(row.period, [])
        if all(row.place != other.place for other in of_time):
            of_time.append(row)
    pairs = [by_time[period] for period in sorted(by_time) if len(by_time[period]) >= 2]
    if not pairs:
        say_lookup(draft, table, reading)
    for rows in pairs:
        high, low = sorted(rows[:2], key=lambda row: -row.quantity)
        first = f"{subject(draft, high)} had {amount(table, draft.cell(table, high))}"
        second = f"{subject(draft, low)} {amount(table, draft.cell(table, low))}"
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
            f"The difference in {label(table.request)} {in_period(high)} is {amount(table, gap)}: "
            f"{first}, {second}, {according(draft, table, high)}."
        )

    if len(pairs) == 2 and reading.form:
        _say_gap_moved(draft, table, pairs[0][:2], pairs[1][:2])


def _say_gap_moved(draft: Draft, table: Table, first: list[Row], last: list[Row]) -> None:
    """Say whether a gap widened or narrowed between two times, and by how much."""
    ends = [sorted(rows, key=lambda row: -row.quantity) for rows in (last, first)]
    sizes = [exact(high) - exact(low) for high, low in ends]
    change = sizes[0] - sizes[1]
    inputs = [(table, row) for rows in ends for row in rows]
    text = gap_text(table, abs(change))
    printed = draft.computed(
        abs(change),
        text,
        formula="|(higher − lower, last) − (higher − lower, first)|",
        inputs=inputs,
        rounding=describe_rounding(text),
        unit=table.request.measure.unit,
    )
    way = "widened" if change > 0 else "narrowed"
    when = f"between {first[0].period} and {last[0].period}"
    mark = marker(draft, table, last[0])
    if not change:
        draft.say(f"The gap was the same {when} {mark}.")
        return
    times = ""
    if sizes[1] and sizes[0] / sizes[1] >= _TIMES:
        ratio = sizes[0] / sizes[1]
        shown = format_number(ratio, 1)
        times = draft.computed(
            ratio,
            shown,
            formula="(higher − lower, last) ÷ (higher − lower, first)",
            inputs=inputs,
            rounding=describe_rounding(shown),
        )
        times = f", to {times} times what it was"
    turned = ends[0][0].place != ends[1][0].place
    swapped = f"; {subject(draft, ends[0][0])} took the lead in between" if turned else ""
    draft.say(f"The gap {way} by {printed} {when}{times}{swapped} {mark}.")


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
