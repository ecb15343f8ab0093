"""Overtaking: sentences for when one place passed another, and whether for good."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from bot.calculate.evidence import Table
from bot.compose.clauses import according, marker
from bot.compose.draft import Draft
from bot.compose.numbers import format_number
from bot.compose.values import say_lookup
from bot.compose.wording import join, label, name
from bot.readings import Reading

__all__ = [
    "crossing_periods",
    "say_last_ahead",
    "say_overtake",
    "say_since_ahead",
    "say_years_ahead",
    "who_leads",
]

_LISTED = 12  # years that a sentence can carry


def who_leads(table: Table, first: str, second: str) -> dict[str, bool]:
    """Tell for each period in which both have a value whether the first was ahead.

    Of ranks the lower number is ahead.
    """
    sign = -1 if table.request.measure.direction == "lower" else 1
    rows = {(row.place, row.period): sign * row.quantity for row in table.read()}
    return {
        period: rows[first, period] > rows[second, period]
        for period in dict.fromkeys(period for _, period in rows)
        if (first, period) in rows and (second, period) in rows
    }


def crossing_periods(leads: Mapping[str, bool]) -> list[str]:
    """Give the periods in which the first passed the second, having been behind before.

    >>> crossing_periods({"2015": False, "2016": True, "2017": False, "2018": True})
    ['2016', '2018']
    """
    return [after for before, after in pairwise(leads) if leads[after] and not leads[before]]


def say_overtake(draft: Draft, table: Table, reading: Reading) -> None:
    """Say when the first place named passed the second, and whether for good."""
    rows = {(row.place, row.period): row for row in table.read()}
    here = {place for place, _ in rows}
    codes = [code for code in reading.places if code in here]
    if len(codes) < 2:
        say_lookup(draft, table, reading)
        return
    first, second = codes[:2]
    leads = who_leads(table, first, second)
    periods, ahead = list(leads), list(leads.values())
    one, two, what = name(draft.book, first), name(draft.book, second), label(table.request)
    any_row = rows[first, periods[0]]
    source, mark = draft.name_source(table, any_row), marker(draft, table, any_row)

    def both(position: int) -> str:
        period = periods[position]
        own, other = rows[first, period], rows[second, period]
        return f"{draft.cell(table, own)} against {draft.cell(table, other)}"

    if not any(ahead):
        draft.say(
            f"By {source}'s count {one} did not pass {two} in {what} in any year from "
            f"{periods[0]} to {periods[-1]}: {both(-1)} in {periods[-1]} {mark}."
        )
        return
    if all(ahead):
        draft.say(
            f"By {source}'s count {one} was ahead of {two} in {what} in every year from "
            f"{periods[0]} to {periods[-1]}: {both(0)} already in {periods[0]} {mark}."
        )
        return
    crossings = [periods.index(period) for period in crossing_periods(leads)]
    if not crossings:  # it began ahead and never came back
        last_lead = max(position for position, leading in enumerate(ahead) if leading)
        draft.say(
            f"By {source}'s count it was the other way round: {one} led {two} in {what} until "
            f"{periods[last_lead]} ({both(last_lead)}) and has been behind since {mark}."
        )
        return
    final = crossings[-1]
    for_good = ahead[-1]
    tail = " for good" if for_good and (len(crossings) > 1 or ahead[0]) else ""
    draft.say(
        f"By {source}'s count {one} passed {two} in {what}{tail} in {periods[final]}: "
        f"{both(final)} {mark}."
    )
    earlier = [periods[position] for position in crossings[:-1]]
    if ahead[0]:
        earlier.insert(0, periods[0])
    if earlier:
        draft.say(f"It had been ahead before, from {join(earlier)}, and fell behind again {mark}.")
    if not for_good:
        lost = next(position for position in range(final, len(ahead)) if not ahead[position])
        draft.say(f"It fell behind again in {periods[lost]} {mark}.")


def say_last_ahead(draft: Draft, table: Table, reading: Reading) -> None:
    """Say in which year the first place named was last ahead of the second."""
    rows = {(row.place, row.period): row for row in table.read()}
    first, second = reading.places
    leads = who_leads(table, first, second)
    ahead = [period for period, leading in leads.items() if leading]
    if not ahead:
        say_years_ahead(draft, table, reading)
        return
    one, two = rows[first, ahead[-1]], rows[second, ahead[-1]]
    if ahead[-1] == list(leads)[-1]:
        draft.say(
            f"{name(draft.book, first)} was still ahead of {name(draft.book, second)} in "
            f"{label(table.request)} in {ahead[-1]}, the last year with data: "
            f"{draft.cell(table, one)} against {draft.cell(table, two)}, "
            f"{according(draft, table, one)}."
        )
        return
    draft.say(
        f"{name(draft.book, first)} was last ahead of {name(draft.book, second)} in "
        f"{label(table.request)} in {ahead[-1]}: {draft.cell(table, one)} against "
        f"{draft.cell(table, two)}, {according(draft, table, one)}."
    )


def say_since_ahead(draft: Draft, table: Table, reading: Reading) -> None:
    """Say since when the first place of the reading has been ahead without a break."""
    rows = {(row.place, row.period): row for row in table.read()}
    first, second = reading.places
    leads = who_leads(table, first, second)
    if not leads:
        say_lookup(draft, table, reading)
        return
    periods = list(leads)
    one, two, what = name(draft.book, first), name(draft.book, second), label(table.request)

    def both(period: str) -> str:
        own, other = rows[first, period], rows[second, period]
        return f"{draft.cell(table, own)} against {draft.cell(table, other)}"

    last = periods[-1]
    source = according(draft, table, rows[first, last])
    if not leads[last]:
        draft.say(
            f"{one} was not ahead of {two} in {what} in {last}, the last year with data: "
            f"{both(last)}, {source}."
        )
        return
    start = last
    for period in reversed(periods):
        if not leads[period]:
            break
        start = period
    begins = start == periods[0]
    draft.say(
        f"{one} has been ahead of {two} in {what} in every year since {start}, to {last}: "
        f"{both(start)} in {start} and {both(last)} in {last}, {source}."
    )
    mark = marker(draft, table, rows[first, start])
    if begins:
        draft.say(f"The series begins in {start}, so it may have been so before {mark}.")
    elif earlier := [period for period in periods if period < start and leads[period]]:
        draft.say(f"It had been ahead before, in {join(earlier)}, and fell behind again {mark}.")


def say_years_ahead(draft: Draft, table: Table, reading: Reading) -> None:
    """Say in how many years the first place of the reading was ahead, and in which."""
    rows = {(row.place, row.period): row for row in table.read()}
    first, second = reading.places
    leads = who_leads(table, first, second)
    if not leads:
        say_lookup(draft, table, reading)
        return
    periods = list(leads)
    ahead = [period for period, leading in leads.items() if leading]
    one, two, what = name(draft.book, first), name(draft.book, second), label(table.request)
    span = f"from {periods[0]} to {periods[-1]}"
    if not ahead:
        draft.say(
            f"{one} was ahead of {two} in {what} in no year {span}, "
            f"{according(draft, table, rows[first, periods[0]])}."
        )
        return
    count = draft.computed(
        len(ahead),
        format_number(len(ahead)),
        formula="number of rows that meet the condition",
        inputs=[(table, rows[first, period]) for period in ahead],
        rounding="exact",
    )
    listed = f": {join(ahead)}" if len(ahead) <= _LISTED or reading.ask in ("which", "when") else ""
    draft.say(
        f"{one} was ahead of {two} in {what} in {count} of the years {span}{listed}, "
        f"{according(draft, table, rows[first, ahead[0]])}."
    )
