"""Rankings: sentences for top and bottom places, ranks, and counts over a threshold."""

from __future__ import annotations

import re

from bot.calculate.evidence import Row, Table
from bot.compose.against import say_against
from bot.compose.clauses import (
    according,
    describe_rounding,
    exact,
    gap_text,
    marker,
    subject,
)
from bot.compose.conditions import COMPARISONS
from bot.compose.draft import Draft
from bot.compose.numbers import format_bound, format_number, ordinal
from bot.compose.ranked_words import (
    GROWTH_WORDS,
    LONG_LIST,
    ranked_by,
    ranked_by_when,
    ranked_rows,
    ranked_scope,
    ranked_value,
    with_data,
)
from bot.compose.verdicts import is_plain
from bot.compose.wording import join, most, name, title
from bot.readings import Reading
from bot.understand.ranks import find_rank_words

__all__ = ["say_count", "say_rank_of", "say_ranking"]

_SHORT_LIST = 10  # places that are all named
_FIRST_FEW = 5  # places that are named where the question does not say how many
_RUNNERS_UP = 4
_TOP = re.compile(r"\btop\s+(?:\d{1,3}|[a-z]+)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:who|which|what)\b.{0,40}\b(?:behind|below|after)\b", re.I)
_ASKS_FOR_A_LIST = (
    "countries", "nations", "economies", "rank ", "list", "league table", "places", "top ",
)  # fmt: skip


def say_ranking(draft: Draft, table: Table, reading: Reading) -> None:
    """List the top or bottom places; for "who is third?" name that one."""
    rows = ranked_rows(table)
    if reading.threshold is not None and reading.threshold.place:
        say_against(draft, table, [row for row, _ in rows], reading.threshold)
        return
    if not rows:
        return
    if reading.threshold is not None and not (reading.limit or reading.rank):
        say_count(draft, table, reading)
        return
    first = rows[0][0]
    what = ranked_by_when(draft, table, first)
    counted = draft.cell(table, first, column="ranked")
    among = f"{counted} {ranked_scope(draft, table)}{with_data(table)}"
    if reading.rank and not reading.limit:
        chosen = [row for row, rank in rows if rank == reading.rank]
        for row in chosen:
            place = draft.cell(table, row, column="rank", text=ordinal(reading.rank))
            end = "" if table.request.descending else "from the bottom "
            draft.say(
                f"{subject(draft, row)} is {place} {end}by {what}, with "
                f"{ranked_value(draft, table, row)}, of {among}, {according(draft, table, first)}."
            )
        if chosen:
            _say_named(draft, table, rows, reading, told=[row.place for row in chosen])
            return
    if _asks_for_one(reading):
        _say_leader(draft, table, rows, what=what, among=among)
        _say_named(draft, table, rows, reading, told=[row.place for row, _ in rows[:1]])
        return
    draft.say(f"By {what}, among {among}, {according(draft, table, first)}:")
    short = len(rows) <= _SHORT_LIST  # the whole of the G7 is what "rank the G7" asks for
    last = table.request.limit or (len(rows) if short else _FIRST_FEW)
    shown = [item for item in rows if item[1] <= last][: table.request.limit or LONG_LIST]
    for row, rank in shown:
        place = title(draft.book, row.place, fallback=row.name)
        draft.say(f"{rank}. {place}: {ranked_value(draft, table, row)}", item=True)
    if len(rows) > len(shown) and not table.request.limit:
        every = draft.cell(table, first, column="ranked")
        draft.say(f"The table lists all {every} {marker(draft, table, first)}.")
    if not table.request.descending and table.request.measure.direction != "lower":
        draft.caveat(
            "Ranked from the bottom: rank 1 is the lowest value among the places with data."
        )


def _say_named(
    draft: Draft, table: Table, rows: list[tuple[Row, int]], reading: Reading, *, told: list[str]
) -> None:
    """Say where a place stands that the question names beside the one it asks for."""
    if table.request.places:
        return
    for row, rank in rows:
        if row.place in reading.places and row.place not in told:
            place = draft.cell(table, row, column="rank", text=ordinal(rank))
            draft.say(
                f"{subject(draft, row)} is {place}, with {ranked_value(draft, table, row)} "
                f"{marker(draft, table, row)}."
            )


def _say_leader(
    draft: Draft, table: Table, rows: list[tuple[Row, int]], *, what: str, among: str
) -> None:
    """Name the place at the head, or several where they are level, and who came next."""
    top = [row for row, rank in rows if rank == 1]
    who = join([subject(draft, row) for row in top])
    request = table.request
    if request.measure.kind == "rank" and not request.growth:
        end = "worst" if request.descending else "best"
        place = draft.cell(table, top[0], text=ordinal(int(top[0].quantity)))
        draft.say(
            f"{who} ranked {place} by {what}, the {end} place among {among}, "
            f"{according(draft, table, top[0])}."
        )
        _say_next(draft, table, rows, top[0])
        return
    growth = bool(request.growth or request.share_of)
    fell = bool(request.growth) and not request.descending and top[0].quantity < 0
    if fell:
        lost = what.removeprefix(GROWTH_WORDS[request.growth])
        draft.say(
            f"{who} had the biggest fall in {lost}, with {ranked_value(draft, table, top[0])}, "
            f"among {among}, {according(draft, table, top[0])}."
        )
        _say_next(draft, table, rows, top[0])
        return
    end = most(
        request.measure,
        descending=request.descending,
        divided=growth or request.denominator is not None,
    )
    draft.say(
        f"{who} had the {end} {what}, with {ranked_value(draft, table, top[0])}, among {among}, "
        f"{according(draft, table, top[0])}."
    )
    _say_next(draft, table, rows, top[0])


def _say_next(draft: Draft, table: Table, rows: list[tuple[Row, int]], top: Row) -> None:
    rest = [row for row, rank in rows if rank > 1][:_RUNNERS_UP]
    if rest:
        parts = [f"{subject(draft, row)} {ranked_value(draft, table, row)}" for row in rest]
        draft.say(f"Next came {join(parts)} {marker(draft, table, top)}.")


def _asks_for_one(reading: Reading) -> bool:
    """Tell whether the question asks for one leader rather than a list."""
    if reading.limit or reading.threshold or reading.ask not in ("who", "which", ""):
        return False
    words = reading.question.lower()
    return not any(word in words for word in _ASKS_FOR_A_LIST)


def say_rank_of(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the rank of each place asked about, and who is just ahead."""
    times: dict[str, list[tuple[Row, int]]] = {}
    for row, rank in ranked_rows(table):
        times.setdefault(row.period, []).append((row, rank))
    for period in sorted(times):
        _say_rank_at(draft, table, reading, times[period])
    ranked = {row.place for own in times.values() for row, _ in own}
    if times and not ranked.intersection(reading.places):  # never an answer without a word
        who = join([name(draft.book, code) for code in reading.places])
        draft.status = "no_answer"
        draft.say(f"There is no rank for {who}: the places ranked do not include it.")


def _say_rank_at(draft: Draft, table: Table, reading: Reading, rows: list[tuple[Row, int]]) -> None:
    """Say the ranks of one year or quarter."""
    by_place = {row.place: (row, rank) for row, rank in rows}
    for code in reading.places:
        if code not in by_place:
            continue
        row, rank = by_place[code]
        if reading.leads == code and rank > 1:
            first = next(item for item, other in rows if other == 1)
            draft.say(
                f"That is not what the figures show: first by "
                f"{ranked_by_when(draft, table, first)} was {subject(draft, first)}, with "
                f"{ranked_value(draft, table, first)} {marker(draft, table, first)}."
            )
        counted = draft.cell(table, row, column="ranked")
        place = draft.cell(table, row, column="rank", text=ordinal(rank))
        among = f"{counted} {ranked_scope(draft, table)}{with_data(table)}"
        verdict = ""
        if (bound := _TOP.search(reading.question)) and reading.ask == "yesno":
            within = rank <= (find_rank_words(bound.group()).limit or rank)
            verdict = "Yes: " if within else "No: "
        elif reading.leads == code and rank == 1 and reading.ask == "yesno":
            verdict = "Yes: " if is_plain(reading.question) else ""
        draft.say(
            f"{verdict}{subject(draft, row)} ranked {place} of {among} by "
            f"{ranked_by_when(draft, table, row)}, with {ranked_value(draft, table, row)}, "
            f"{according(draft, table, row)}."
        )
        if rank == 1 and reading.leads == code:
            _say_lead(draft, table, row, rows)
        if _BEHIND.search(reading.question):
            behind = next((item for item, other in rows if other > rank), None)
            if behind is not None:
                draft.say(
                    f"Just behind was {subject(draft, behind)} with "
                    f"{ranked_value(draft, table, behind)} {marker(draft, table, row)}."
                )
            continue
        ahead = next((item for item, other in rows if other == rank - 1), None)
        if ahead is not None and not (reading.leads == code and rank == 2):
            draft.say(
                f"Just ahead was {subject(draft, ahead)} with {ranked_value(draft, table, ahead)} "
                f"{marker(draft, table, row)}."
            )


def _say_lead(draft: Draft, table: Table, leader: Row, rows: list[tuple[Row, int]]) -> None:
    """Say who comes next after a leader, and how far behind."""
    second = next((row for row, rank in rows if rank > 1), None)
    if second is None or table.request.measure.kind == "rank":
        return
    gap = abs(exact(leader) - exact(second))
    text = gap_text(table, gap)
    high, low = sorted((leader, second), key=lambda row: -row.quantity)
    lead = draft.computed(
        gap,
        text,
        formula="higher − lower",
        inputs=[(table, high), (table, low)],
        rounding=describe_rounding(text),
        unit=table.request.measure.unit,
    )
    draft.say(
        f"Next came {subject(draft, second)} with {ranked_value(draft, table, second)}, "
        f"{lead} behind {marker(draft, table, second)}."
    )


def say_count(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how many places meet a condition, out of how many with data."""
    rows = [row for row, _ in ranked_rows(table)]
    threshold = reading.threshold
    if threshold is not None and threshold.place:
        say_against(draft, table, rows, threshold)
        return
    bound = ""
    if threshold is not None:
        bound = "no"
        if threshold.value:
            draft.name(format_bound(threshold.value))
            bound = f"{COMPARISONS[threshold.comparison]} {format_bound(threshold.value)}"
    if not rows:
        if bound:
            draft.say(f"No place with data had {bound} {ranked_by(draft, table)}.")
        return
    first = rows[0]
    count = draft.computed(
        len(rows),
        format_number(len(rows)),
        formula="number of rows that meet the condition",
        inputs=[(table, row) for row in rows],
        rounding="exact",
    )
    of = draft.cell(table, first, column="ranked")
    what = ranked_by_when(draft, table, first)
    condition = f"have a figure for {what}"
    if threshold is not None:
        measure = table.request.measure
        if threshold.value == 1 and measure.one:
            what = what.replace(measure.unit, measure.one, 1)
        condition = f"had {bound}{'%' if threshold.is_percent else ''} {what}"
    draft.say(
        f"{count} of the {of} {ranked_scope(draft, table)}{with_data(table)} {condition}, "
        f"{according(draft, table, first)}."
    )
    lists = reading.operation == "ranking" and not reading.descending
    if threshold is not None and (len(rows) <= LONG_LIST or reading.operation == "ranking"):
        shown = (rows[::-1] if lists else rows)[:LONG_LIST]
        parts = [f"{subject(draft, row)} {ranked_value(draft, table, row)}" for row in shown]
        opens = "They are" if len(rows) > 1 else "It is"
        if len(rows) > len(shown):
            opens = f"The {'last' if lists else 'first'} of them are"
        draft.say(f"{opens} {join(parts)} {marker(draft, table, first)}.")
