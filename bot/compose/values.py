"""Values: sentences for look-ups and for places set beside each other."""

from __future__ import annotations

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
from bot.compose.numbers import format_number
from bot.compose.verdicts import verdict_on_bound, verdict_on_order
from bot.compose.wording import dollars, hedged, in_period, join, label, name, possessive, verb
from bot.readings import Reading

__all__ = ["agreeing", "amount", "say_compare", "say_lookup"]

_LONG_SERIES = 6  # values that one sentence can carry
_MANY_INPUTS = 3  # places whose figures behind a rate are still named
_CLEAR_LEAD = 1.05  # below it, "1.0 times as many" would say nothing
_ABOVE = ("over", "more than", "at least", "just over")
_BELOW = ("just under", "nearly", "fewer than", "less than", "just shy of", "under")
_EXACT = ("final", "")
_NEAR = ("about", "around", "rounded", "estimate", "estimated")


def say_lookup(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the value of one place, or of several, at the times asked."""
    for own in rows_by_place(table).values():
        repeated = len({row.period for row in own}) < len(own)
        best = own[0] if len(own) == 1 else agreeing(own) if repeated else None
        if best is not None:
            verdict = verdict_on_bound(reading, best.quantity) if best.status in _EXACT else ""
            opens = f"{verdict}: " if verdict else ""
            draft.say(f"{opens}{state(draft, table, best)}, {according(draft, table, best)}.")
        elif repeated:
            _say_two_sources(draft, table, own)
        elif len(own) <= _LONG_SERIES:
            values = [f"{hedged(draft.cell(table, row), row)} {in_period(row)}" for row in own]
            what = f"{share_phrase(draft, table)}{label(table.request)}"
            draft.say(
                f"{possessive(subject(draft, own[0]))} {what}: {join(values)}, "
                f"{according(draft, table, own[0])}."
            )
        else:
            first, last = own[0], own[-1]
            draft.say(
                f"{possessive(subject(draft, first))} {share_phrase(draft, table)}"
                f"{label(table.request)} went from "
                f"{draft.cell(table, first)} {in_period(first)} to "
                f"{draft.cell(table, last)} {in_period(last)}, {according(draft, table, first)}."
            )
    if table.request.denominator is not None or table.request.share_of:
        _say_inputs(draft, table, table.read())


def agreeing(rows: list[Row]) -> Row | None:
    """Give the most exact of rows for one period that do not contradict each other, or None.

    "Over 23,000" and 23,695 are one figure told twice; "fewer than 8,500" and "just under
    10,000" are not.
    """
    if len({row.period for row in rows}) > 1:
        return None
    best = next((row for row in rows if row.status in _EXACT), None)
    if best is None or any(not _allows(row, best.quantity) for row in rows):
        return None
    return best


def _allows(row: Row, value: float) -> bool:
    """Tell whether a hedged figure leaves room for an exact one."""
    told = row.quantity
    if row.status in _ABOVE:
        return told <= value <= 1.1 * told
    if row.status in _BELOW:
        return 0.9 * told <= value <= told
    if row.status in _NEAR:
        return abs(value - told) <= 0.05 * abs(told)
    return value == told


def _say_two_sources(draft: Draft, table: Table, rows: list[Row]) -> None:
    """Set two values for the same thing beside each other; never average them."""
    draft.status = "conflict"
    word = {2: "Two", 3: "Three", 4: "Four"}.get(len(rows), "Several")
    sides = [
        f"{hedged(draft.cell(table, row), row)} {in_period(row)} {according(draft, table, row)}"
        for row in rows
    ]
    draft.say(
        f"{word} figures for {possessive(subject(draft, rows[0]))} {label(table.request)} "
        f"stand side by side: {join(sides)}."
    )


def _say_inputs(draft: Draft, table: Table, rows: list[Row]) -> None:
    """Name the figures behind a rate or share, so that a reader can redo it."""
    if len(rows) > _MANY_INPUTS:
        return
    request = table.request
    column, what = "whole", name(draft.book, request.share_of)
    if request.denominator is not None and not request.share_of:
        column, what = request.denominator.id, request.denominator.label
    parts = []
    for row in rows:
        count = draft.cell(table, row, column="value")
        if (other := _divisor_row(table, row)) is not None and table.divisor is not None:
            base = f"{draft.cell(table.divisor, other)} {marker(draft, table.divisor, other)}"
        else:
            base = draft.cell(table, row, column=column)
        parts.append(f"{subject(draft, row)} {count} ({what}: {base})")
    draft.say(f"The figures behind it are {'; '.join(parts)} {marker(draft, table, rows[0])}.")


def _divisor_row(table: Table, row: Row) -> Row | None:
    """Give the row that a rate's base stands in, in the table of its own source."""
    if table.divisor is None or table.request.share_of:
        return None
    return next(
        (item for item in table.divisor.read() if (item.place, item.year) == (row.place, row.year)),
        None,
    )


def say_compare(draft: Draft, table: Table, reading: Reading) -> None:
    """Set places beside each other, highest first, and say who is ahead and by how much."""
    told = [agreeing(own) if len(own) > 1 else own[0] for own in rows_by_place(table).values()]
    rows = [row for row in told if row is not None]
    if len(rows) < len(told) or len({row.period for row in rows}) > 1:
        say_lookup(draft, table, reading)
        return
    lower_leads = table.request.measure.direction == "lower"
    ordered = sorted(rows, key=lambda row: row.quantity if lower_leads else -row.quantity)
    top = ordered[0]
    parts = [
        f"{subject(draft, row)} {hedged(amount(table, draft.cell(table, row)), row)}"
        for row in ordered
    ]
    what = f"{share_phrase(draft, table)}{label(table.request)} {in_period(top)}"
    verdict = "" if lower_leads else verdict_on_order(reading, rows)
    opens = f"{verdict}, by {what}" if verdict else what
    draft.say(f"{opens}: {join(parts)}, {according(draft, table, top)}.")
    if len(ordered) != 2:
        return
    if exact(top) == exact(ordered[1]):
        draft.say(f"The two are level {marker(draft, table, top)}.")
        return
    lead = _lead(draft, table, top, ordered[1])
    first = f"{subject(draft, top)} {verb(draft.book, top.place)}"
    draft.say(f"{first} ahead by {lead} {marker(draft, table, top)}.")


def amount(table: Table, text: str) -> str:
    """Give a sum of money its unit; everything else names it before the numbers."""
    divided = table.request.denominator is not None or table.request.share_of
    return text if divided else dollars(table.request.measure, text)


def _lead(draft: Draft, table: Table, top: Row, low: Row) -> str:
    """Say by how much, and how many times, one row is above another."""
    request = table.request
    if request.measure.direction == "lower":
        top, low = low, top
    inputs = [(table, top), (table, low)]
    gap = exact(top) - exact(low)
    text = gap_text(table, gap)
    lead = draft.computed(
        gap,
        text,
        formula="higher − lower",
        inputs=inputs,
        rounding=describe_rounding(text),
        unit=request.measure.unit,
    )
    lead = amount(table, lead)
    small = low.quantity <= 0 or top.quantity / low.quantity < _CLEAR_LEAD
    if small or request.measure.kind in ("rank", "score"):
        return lead
    ratio = exact(top) / exact(low)
    text = format_number(ratio, 1 if ratio < 100 else 0)
    times = draft.computed(
        ratio,
        text,
        formula="higher ÷ lower",
        inputs=inputs,
        rounding=describe_rounding(text),
    )
    relative = request.denominator is not None or bool(request.share_of)
    mass = relative or request.measure.kind in ("share", "rate", "money")
    return f"{lead}, or {times} times as {'much' if mass else 'many'}"
