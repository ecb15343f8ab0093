"""Indexes: sentences for a series with one year set to 100."""

from __future__ import annotations

from bot.calculate.evidence import Row, Table
from bot.calculate.requests import quantity_before_growth
from bot.compose.clauses import according, marker, rows_by_place, share_phrase, subject
from bot.compose.draft import Draft
from bot.compose.wording import in_period, label, possessive
from bot.readings import Reading

__all__ = ["say_index"]

_MANY_SERIES = 3  # more of them, and high points would drown the reader


def say_index(draft: Draft, table: Table, reading: Reading) -> None:
    """Say where each place stands against its own base year, and how high it has been."""
    base = table.request.base
    if base is None:
        return
    head = f"{base} = 100"
    draft.name(head)
    quantity = quantity_before_growth(table.request)
    what = f"{share_phrase(draft, table)}{label(table.request)}"
    series = rows_by_place(table)
    ends = {place: _asked(own, reading) for place, own in series.items()}
    for place in sorted(series, key=lambda place: -ends[place].quantity):
        own, row = series[place], ends[place]
        start = next(item for item in own if item.period == str(base))
        draft.say(
            f"With {head}, {possessive(subject(draft, row))} {what} stood at "
            f"{draft.cell(table, row)} {in_period(row)}: "
            f"{draft.cell(table, row, column=quantity)} against "
            f"{draft.cell(table, start, column=quantity)} {in_period(start)}, "
            f"{according(draft, table, row)}."
        )
        high = max(own, key=lambda item: item.quantity)
        if len(series) <= _MANY_SERIES and high not in (row, start) and len(own) > 2:
            draft.say(
                f"It was highest {in_period(high)}, at {draft.cell(table, high)} "
                f"{marker(draft, table, high)}."
            )
    draft.caveat(
        f"An index compares each place with itself in {base}; it says nothing about how large "
        "the places are beside each other."
    )


def _asked(own: list[Row], reading: Reading) -> Row:
    """Give the row that the question asks for: its year, or the last of the series."""
    if reading.period.kind == "at":
        wanted = {str(point) for point in reading.period.points}
        named = [row for row in own if row.period in wanted]
        if named:
            return named[-1]
    return own[-1]
