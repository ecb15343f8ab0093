"""Overtaking: sentences for when one place passed another, and whether for good."""

from __future__ import annotations

from bot.calculate.evidence import Table
from bot.compose.clauses import according, marker
from bot.compose.draft import Draft
from bot.compose.numbers import format_number
from bot.compose.values import say_lookup
from bot.compose.wording import join, label, name
from bot.readings import Reading

__all__ = ["say_overtake", "say_years_ahead"]

_LISTED = 12  # years that a sentence can carry


def say_overtake(draft: Draft, table: Table, reading: Reading) -> None:
    """Say when the first place named passed the second, and whether for good."""
    rows = {(row.place, row.period): row for row in table.read()}
    here = {place for place, _ in rows}
    codes = [code for code in reading.places if code in here]
    if len(codes) < 2:
        say_lookup(draft, table, reading)
        return
    first, second = codes[:2]
    periods = [
        period
        for period in dict.fromkeys(period for _, period in rows)
        if (first, period) in rows and (second, period) in rows
    ]
    ahead = [rows[first, period].quantity > rows[second, period].quantity for period in periods]
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
    crossings = [
        position for position in range(1, len(ahead)) if ahead[position] and not ahead[position - 1]
    ]
    if not crossings:  # it began ahead and never came back
        last_lead = max(position for position, leads in enumerate(ahead) if leads)
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


def say_years_ahead(draft: Draft, table: Table, reading: Reading) -> None:
    """Say in how many years the first place named was ahead of the second, and in which."""
    rows = {(row.place, row.period): row for row in table.read()}
    first, second = reading.places
    periods = [
        period
        for period in dict.fromkeys(period for _, period in rows)
        if (first, period) in rows and (second, period) in rows
    ]
    if not periods:
        say_lookup(draft, table, reading)
        return
    ahead = [
        period for period in periods if rows[first, period].quantity > rows[second, period].quantity
    ]
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
    listed = f": {join(ahead)}" if len(ahead) <= _LISTED else ""
    draft.say(
        f"{one} was ahead of {two} in {what} in {count} of the years {span}{listed}, "
        f"{according(draft, table, rows[first, ahead[0]])}."
    )
