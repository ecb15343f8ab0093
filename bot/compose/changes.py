"""Changes: sentences for growth, trends, peaks and troughs."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import (
    according,
    describe_rounding,
    exact,
    gap_text,
    marker,
    rows_by_place,
    share_phrase,
    subject,
)
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, format_percent
from bot.compose.values import say_lookup
from bot.compose.verdicts import verdict_on_change
from bot.compose.wording import in_period, join, label, possessive
from bot.readings import Reading

__all__ = ["say_change", "say_trend", "turning_points"]

_EACH = re.compile(
    r"\b(?:each|every|by|per)\s+year\b|\byear[- ]by[- ]year\b|\byearly\b|\bannual(?:ly)?\b",
    re.IGNORECASE,
)
_LISTED = 20  # years of which each is named, where each is asked for
_TURNS = 4  # further turning points that a sentence can carry
_SWING = 0.1  # share of a series' range by which it must move back for a turn to count
_MANY_SERIES = 3  # more of them, and turning points would drown the reader
_TIMES = Decimal("1.5")  # growth from which "2.3 times the starting value" reads well


def say_change(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how each place changed from the first to the last time asked."""
    for own in rows_by_place(table).values():
        if len(own) < 2:
            say_lookup(draft, table, reading)
            return
        _say_one_change(draft, table, own[0], own[-1], reading)
        if _EACH.search(reading.question):
            _say_between(draft, table, own)


def say_trend(draft: Draft, table: Table, reading: Reading) -> None:
    """Say where a series starts, where it ends, and where it turns."""
    series = rows_by_place(table)
    for own in series.values():
        if len(own) < 2:
            say_lookup(draft, table, reading)
            continue
        first, last = own[0], own[-1]
        _say_one_change(draft, table, first, last, reading)
        if len(own) < 3 or len(series) > _MANY_SERIES:
            continue
        if _EACH.search(reading.question) and len(own) <= _LISTED:
            _say_between(draft, table, own)
            continue
        high = max(own, key=lambda row: row.quantity)
        low = min(own, key=lambda row: row.quantity)
        turns = []
        if high not in (first, last):
            turns.append(f"peaked at {draft.cell(table, high)} {in_period(high)}")
        if low not in (first, last):
            turns.append(f"was lowest at {draft.cell(table, low)} {in_period(low)}")
        if turns:
            draft.say(
                f"In between, the figure for {subject(draft, first)} {join(turns)} "
                f"{marker(draft, table, first)}."
            )
        _say_turning_points(draft, table, own, told=(first, last, high, low))


def _say_between(draft: Draft, table: Table, own: list[Row]) -> None:
    """List the values between the first and the last, where each year is asked for."""
    if 2 < len(own) <= _LISTED:
        listed = [f"{draft.cell(table, row)} {in_period(row)}" for row in own[1:-1]]
        draft.say(f"In between: {join(listed)} {marker(draft, table, own[0])}.")


def _say_turning_points(
    draft: Draft, table: Table, own: list[Row], *, told: tuple[Row, ...]
) -> None:
    """Name the years in which a series turned, beside its highest and lowest."""
    turns = [(row, up) for row, up in turning_points(own) if row not in told][:_TURNS]
    if turns:
        parts = [
            f"{row.period} ({'a high of' if up else 'a low of'} {draft.cell(table, row)})"
            for row, up in turns
        ]
        draft.say(f"It also turned in {join(parts)} {marker(draft, table, own[0])}.")


def turning_points(own: list[Row]) -> list[tuple[Row, bool]]:
    """Give the rows at which a series turned for more than a wobble, True for a high.

    A turn counts when the series then moves back by a tenth of its whole range.
    """
    values = [row.quantity for row in own]
    swing = _SWING * (max(values) - min(values))
    if not swing:
        return []
    turns: list[tuple[Row, bool]] = []
    high = low = 0
    rising: bool | None = None
    for position, value in enumerate(values):
        high = position if value > values[high] else high
        low = position if value < values[low] else low
        if rising is not False and values[high] - value >= swing:
            if rising or high:
                turns.append((own[high], True))
            rising, low = False, position
            high = position
        elif rising is not True and value - values[low] >= swing:
            if rising is False or low:
                turns.append((own[low], False))
            rising, high = True, position
            low = position
    return turns


def _say_one_change(draft: Draft, table: Table, first: Row, last: Row, reading: Reading) -> None:
    what = f"{share_phrase(draft, table)}{label(table.request)}"
    whose = f"{possessive(subject(draft, first))} {what}"
    difference = exact(last) - exact(first)
    start = f"{draft.cell(table, first)} {in_period(first)}"
    end = f"{draft.cell(table, last)} {in_period(last)}"
    if difference:
        way = "up" if difference > 0 else "down"
        sizes = _sizes(draft, table, first, last, reading.form)
        rest = f", that is {join(sizes[1:])}" if len(sizes) > 1 else ""
        comma = "," if rest else ":"
        said = (
            f"{whose} {'rose' if difference > 0 else 'fell'} from {start} to {end}"
            f"{comma} {way} {sizes[0]}{rest}"
        )
    else:
        said = f"{whose} did not change: {start} and {end}"
    verdict = verdict_on_change(reading, first.quantity, last.quantity)
    opens = f"{verdict}: " if verdict else ""
    draft.say(f"{opens}{said}, {according(draft, table, first)}.")
    if reading.form == "cagr":
        _say_yearly_growth(draft, table, first, last)
    if table.request.measure.kind == "cumulative":
        draft.caveat("The series is cumulative: each year includes the years before it.")


def _sizes(draft: Draft, table: Table, first: Row, last: Row, form: str) -> list[str]:
    """Give the size of a change in its unit, in per cent and as a factor, where these are fit."""
    inputs = [(table, last), (table, first)]
    gap = abs(exact(last) - exact(first))
    text = gap_text(table, gap)
    sizes = [
        draft.computed(
            gap,
            text,
            formula="|last − first|",
            inputs=inputs,
            rounding=describe_rounding(text),
        )
    ]
    if first.quantity <= 0:
        return sizes
    ratio = exact(last) / exact(first)
    percent = abs(100 * (ratio - 1))
    sizes.append(
        draft.computed(
            percent,
            format_percent(percent, 1),
            formula="100 × |last − first| ÷ first",
            inputs=inputs,
            rounding="to 1 decimal place",
        )
    )
    is_share = bool(table.request.share_of) or table.request.measure.unit == "percent"
    if form == "factor" or (ratio >= _TIMES and not is_share):
        text = format_number(ratio, 2 if ratio < _TIMES else 1)
        times = draft.computed(
            ratio,
            text,
            formula="last ÷ first",
            inputs=inputs,
            rounding=describe_rounding(text),
        )
        sizes.append(f"{times} times the starting value")
    return sizes


def _say_yearly_growth(draft: Draft, table: Table, first: Row, last: Row) -> None:
    """Say the compound growth a year, where both ends are above nought."""
    quarters = (last.year - first.year) * 4 + (last.quarter or 4) - (first.quarter or 4)
    years = Decimal(quarters) / 4
    if first.quantity <= 0 or last.quantity <= 0 or years <= 0:
        return
    rate = (Decimal(repr((last.quantity / first.quantity) ** (1 / float(years)))) - 1) * 100
    printed = draft.computed(
        rate,
        format_percent(rate, 1),
        formula=f"((last ÷ first)^(1 ÷ {years.normalize():f} years) − 1) × 100",
        inputs=[(table, last), (table, first)],
        rounding="to 1 decimal place",
    )
    draft.say(
        f"That is a compound annual growth rate of {printed} a year between {first.period} "
        f"and {last.period} {marker(draft, table, first)}."
    )
