"""Totals: sentences for sums, means and medians of places or of years."""

from __future__ import annotations

from decimal import Decimal
from statistics import median as middle

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import according, describe_rounding, exact, marker, subject
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, format_value, rounded
from bot.compose.values import say_lookup
from bot.compose.wording import in_period, join, label, name, possessive
from bot.readings import Reading

__all__ = ["say_mean", "say_sum"]

_LISTED = 8  # parts of a sum that are still named


def say_sum(draft: Draft, table: Table, reading: Reading) -> None:
    """Add places or years up, and say what adding counts twice."""
    rows = table.read()
    whole = table.request.share_of
    # Shares of several years are of different wholes: their sum would say nothing.
    if len(rows) < 2 or (whole and len({row.period for row in rows}) > 1):
        say_lookup(draft, table, reading)
        return
    first, measure = rows[0], table.request.measure
    total = sum((exact(row) for row in rows), Decimal(0))
    text = format_value(float(total), "percent" if whole else "", measure.decimals)
    printed = draft.computed(
        total,
        text,
        formula="sum of the rows",
        inputs=[(table, row) for row in rows],
        rounding=describe_rounding(text),
        unit=measure.unit,
    )
    years = sorted({row.period for row in rows})
    when = in_period(first) if len(years) == 1 else f"from {years[0]} to {years[-1]}"
    of = f"of {possessive(name(draft.book, whole))} " if whole else ""
    what = f"{printed} {of}{label(table.request)} {when}"
    places = list(dict.fromkeys(row.place for row in rows))
    if len(places) == 1:
        who = name(draft.book, places[0])
        draft.say(f"{who} had {what} in total, {according(draft, table, first)}.")
        return
    who = _added(draft, table, first, places, reading)
    draft.say(f"Together, {who} had {what}, {according(draft, table, first)}.")
    if len(places) <= _LISTED and len(years) == 1:
        parts = [
            f"{subject(draft, row)} {draft.cell(table, row)}"
            for row in sorted(rows, key=lambda row: -row.quantity)
        ]
        draft.say(f"The parts: {join(parts)} {marker(draft, table, first)}.")
    if measure.counting == "whole":
        draft.caveat(
            "Adding places up counts a joint article once for each of them (whole counting), "
            "so the sum is higher than the number of distinct articles."
        )


def _added(draft: Draft, table: Table, first: Row, places: list[str], reading: Reading) -> str:
    """Name what was added up: "the 27 members of the European Union with data"."""
    for code in reading.places:
        if draft.book.place(code).kind in ("bloc", "region", "group"):
            count = draft.computed(
                len(places),
                format_number(len(places)),
                formula="number of rows that meet the condition",
                inputs=[(table, row) for row in _one_a_place(table)],
                rounding="exact",
            )
            return f"the {count} members of {name(draft.book, code)} with data"
    return join([name(draft.book, code) for code in places])


def say_mean(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the mean or median of years, or of places."""
    rows = table.read()
    if not rows:
        return
    first, last = rows[0], rows[-1]
    request, kind = table.request, reading.operation
    values = [exact(row) for row in rows]
    value = sum(values, Decimal(0)) / len(values) if kind == "mean" else Decimal(middle(values))
    unit = "percent" if request.share_of or request.measure.unit == "percent" else ""
    text = format_value(float(rounded(value, 6)), unit, 0 if value >= 1000 else 1)
    printed = draft.computed(
        value,
        text,
        formula=f"{kind} of the rows",
        inputs=[(table, row) for row in rows],
        rounding=describe_rounding(text),
        unit=request.measure.unit,
    )
    word = "median" if kind == "median" else "average"
    places = {row.place for row in rows}
    if len(places) == 1:
        draft.say(
            f"{possessive(subject(draft, first))} {word} was {printed} {label(request)} a year "
            f"from {first.period} to {last.period}, {according(draft, table, first)}."
        )
        return
    count = draft.computed(
        len(places),
        format_number(len(places)),
        formula="number of rows that meet the condition",
        inputs=[(table, row) for row in _one_a_place(table)],
        rounding="exact",
    )
    scope = name(draft.book, reading.universe) if reading.universe else "the places with data"
    draft.name(scope)  # "the G7": its digit is no figure
    draft.say(
        f"The {word} of {scope} is {printed} {label(request)} {in_period(first)}, "
        f"over {count} places, {according(draft, table, first)}."
    )
    if len(reading.places) == 1:
        _say_beside(draft, table, reading, value)


def _say_beside(draft: Draft, table: Table, reading: Reading, average: Decimal) -> None:
    """Say whether the one place that is named lies above or below the average of all."""
    own = next((row for row in table.read() if row.place in reading.places), None)
    if own is None:
        return
    way = "above" if exact(own) > average else "below"
    draft.say(
        f"{subject(draft, own)}, with {draft.cell(table, own)}, is {way} it "
        f"{marker(draft, table, own)}."
    )


def _one_a_place(table: Table) -> list[Row]:
    """Give one row of each place: how many there are is how many places count."""
    return list({row.place: row for row in table.read()}.values())
