"""Rankings: sentences for top and bottom places, ranks, and counts over a threshold."""

from __future__ import annotations

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import (
    according,
    describe_rounding,
    exact,
    gap_text,
    marker,
    share_phrase,
    subject,
)
from bot.compose.conditions import COMPARISONS
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, format_percent, format_value, ordinal
from bot.compose.wording import hedged, in_period, join, label, most, name, title
from bot.readings import Reading

__all__ = ["say_count", "say_rank_of", "say_ranking"]

_LONG_LIST = 12  # places that a sentence can carry; more go to the table
_RUNNERS_UP = 4
_GROWTH = {
    "percent": "growth in ",
    "factor": "growth in ",
    "absolute": "gain in ",
    "cagr": "annual growth in ",
}
_ASKS_FOR_A_LIST = (
    "countries", "nations", "economies", "rank ", "list", "league table", "places", "top ",
)  # fmt: skip


def say_ranking(draft: Draft, table: Table, reading: Reading) -> None:
    """List the top or bottom places; for "who is third?" name that one."""
    rows = _ranked_rows(table)
    if not rows:
        return
    if reading.threshold is not None and not (reading.limit or reading.rank):
        say_count(draft, table, reading)
        return
    first = rows[0][0]
    what = _measured(draft, table, first)
    counted = draft.cell(table, first, column="ranked")
    among = f"{counted} {_scope(draft, table)}{_with_data(table)}"
    if reading.rank and not reading.limit:
        chosen = [row for row, rank in rows if rank == reading.rank]
        for row in chosen:
            place = draft.cell(table, row, column="rank", text=ordinal(reading.rank))
            end = "" if table.request.descending else "from the bottom "
            draft.say(
                f"{subject(draft, row)} is {place} {end}by {what}, with "
                f"{_value(draft, table, row)}, of {among}, {according(draft, table, first)}."
            )
        if chosen:
            return
    if _asks_for_one(reading):
        _say_leader(draft, table, rows, what=what, among=among)
        return
    draft.say(f"By {what}, among {among}, {according(draft, table, first)}:")
    for row, rank in rows[: table.request.limit or _LONG_LIST]:
        place = title(draft.book, row.place, fallback=row.name)
        draft.say(f"{rank}. {place}: {_value(draft, table, row)}", item=True)
    if not table.request.descending and table.request.measure.direction != "lower":
        draft.caveat(
            "Ranked from the bottom: rank 1 is the lowest value among the places with data."
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
        draft.say(
            f"{who} had the biggest fall in {what.removeprefix(_GROWTH[request.growth])}, with "
            f"{_value(draft, table, top[0])}, among {among}, {according(draft, table, top[0])}."
        )
        _say_next(draft, table, rows, top[0])
        return
    end = most(
        request.measure,
        descending=request.descending,
        divided=growth or request.denominator is not None,
    )
    draft.say(
        f"{who} had the {end} {what}, with {_value(draft, table, top[0])}, among {among}, "
        f"{according(draft, table, top[0])}."
    )
    _say_next(draft, table, rows, top[0])


def _say_next(draft: Draft, table: Table, rows: list[tuple[Row, int]], top: Row) -> None:
    rest = [row for row, rank in rows if rank > 1][:_RUNNERS_UP]
    if rest:
        parts = [f"{subject(draft, row)} {_value(draft, table, row)}" for row in rest]
        draft.say(f"Next came {join(parts)} {marker(draft, table, top)}.")


def _asks_for_one(reading: Reading) -> bool:
    """Tell whether the question asks for one leader rather than a list."""
    if reading.limit or reading.threshold or reading.ask not in ("who", "which", ""):
        return False
    words = reading.question.lower()
    return not any(word in words for word in _ASKS_FOR_A_LIST)


def say_rank_of(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the rank of each place asked about, and who is just ahead."""
    rows = _ranked_rows(table)
    by_place = {row.place: (row, rank) for row, rank in rows}
    for code in reading.places:
        if code not in by_place:
            continue
        row, rank = by_place[code]
        if reading.leads == code and rank > 1:
            first = next(item for item, other in rows if other == 1)
            draft.say(
                f"That is not what the figures show: first by "
                f"{_measured(draft, table, first)} was {subject(draft, first)}, with "
                f"{_value(draft, table, first)} {marker(draft, table, first)}."
            )
        counted = draft.cell(table, row, column="ranked")
        place = draft.cell(table, row, column="rank", text=ordinal(rank))
        among = f"{counted} {_scope(draft, table)}{_with_data(table)}"
        draft.say(
            f"{subject(draft, row)} ranked {place} of {among} by "
            f"{_measured(draft, table, row)}, with {_value(draft, table, row)}, "
            f"{according(draft, table, row)}."
        )
        if rank == 1 and reading.leads == code:
            _say_lead(draft, table, row, rows)
        ahead = next((item for item, other in rows if other == rank - 1), None)
        if ahead is not None and not (reading.leads == code and rank == 2):
            draft.say(
                f"Just ahead was {subject(draft, ahead)} with {_value(draft, table, ahead)} "
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
        f"Next came {subject(draft, second)} with {_value(draft, table, second)}, "
        f"{lead} behind {marker(draft, table, second)}."
    )


def say_count(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how many places meet a condition, out of how many with data."""
    rows = [row for row, _ in _ranked_rows(table)]
    threshold = reading.threshold
    bound = ""
    if threshold is not None:
        bound = "no"
        if threshold.value:
            draft.name(format_number(threshold.value))
            bound = f"{COMPARISONS[threshold.comparison]} {format_number(threshold.value)}"
    if not rows:
        if bound:
            draft.say(f"No place with data had {bound} {_what(draft, table)}.")
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
    what = _measured(draft, table, first)
    condition = f"have a figure for {what}"
    if threshold is not None:
        condition = f"had {bound}{'%' if threshold.is_percent else ''} {what}"
    draft.say(
        f"{count} of the {of} {_scope(draft, table)}{_with_data(table)} {condition}, "
        f"{according(draft, table, first)}."
    )
    lists = reading.operation == "ranking" and not reading.descending
    if threshold is not None and (len(rows) <= _LONG_LIST or reading.operation == "ranking"):
        shown = (rows[::-1] if lists else rows)[:_LONG_LIST]
        parts = [f"{subject(draft, row)} {_value(draft, table, row)}" for row in shown]
        opens = "They are" if len(rows) > 1 else "It is"
        if len(rows) > len(shown):
            opens = f"The {'last' if lists else 'first'} of them are"
        draft.say(f"{opens} {join(parts)} {marker(draft, table, first)}.")


# -- pieces ----------------------------------------------------------------------------------


def _ranked_rows(table: Table) -> list[tuple[Row, int]]:
    return [(row, int(table.cell(row.number, "rank") or 0)) for row in table.read()]


def _scope(draft: Draft, table: Table) -> str:
    return f"{_universe(draft, table)}{_condition(draft, table)}"


def _with_data(table: Table) -> str:
    return " and with data" if table.request.filters else " with data"


def _universe(draft: Draft, table: Table) -> str:
    universe = table.request.universe
    if universe:
        draft.name(name(draft.book, universe))
        kind = "members of" if draft.book.place(universe).kind == "bloc" else "places in"
        return f"{kind} {name(draft.book, universe)}"
    if "organisation" in table.request.kinds:
        return "organisations"
    return "places named" if table.request.places else "countries and territories"


def _condition(draft: Draft, table: Table) -> str:
    """Say which places were ranked at all: " with more than 1,000 AI articles in 2022"."""
    parts = []
    for item in table.request.filters:
        value = format_number(item.value, 0 if float(item.value).is_integer() else 1)
        percent = "%" if item.measure.unit == "percent" else ""
        phrase = f"{COMPARISONS[item.comparison]} {value}{percent} {item.measure.label}"
        if item.measure.concept == "population":
            phrase = f"{COMPARISONS[item.comparison]} {value} people"
        elif item.measure.kind == "money":
            phrase = f"{item.measure.label} of {COMPARISONS[item.comparison]} {value} US dollars"
        draft.name(phrase)
        parts.append(f"{phrase} in {item.point}")
    return f" with {join(parts)}" if parts else ""


def _what(draft: Draft, table: Table) -> str:
    growth = _GROWTH.get(table.request.growth, "")
    what = label(table.request)
    if table.request.measure.kind == "rank":
        what = what.removeprefix("rank by ")
    return f"{growth}{share_phrase(draft, table)}{what}"


def _measured(draft: Draft, table: Table, row: Row) -> str:
    """Say by what places are ranked, and when: "AI articles in 2022"."""
    return f"{_what(draft, table)} {_when(table, row)}".rstrip()


def _when(table: Table, row: Row) -> str:
    points = table.request.points
    if table.request.growth:
        return f"from {points[0]} to {points[-1]}"
    if row.start_year and row.start_year != row.year:
        return in_period(row)
    if label(table.request).endswith(f"in {row.period}"):  # "AI papers in 2021"
        return ""
    return f"in {points[-1]}" if points else in_period(row)


def _value(draft: Draft, table: Table, row: Row) -> str:
    growth = table.request.growth
    if not growth:
        return hedged(draft.cell(table, row), row)
    if growth == "absolute":
        text = _change(draft, table, row)
    else:
        text = f"{draft.cell(table, row)}{' times' if growth == 'factor' else ''}"
    first, last = (_end(draft, table, row, column) for column in ("first_value", "last_value"))
    return f"{text} (from {first} to {last})"


def _change(draft: Draft, table: Table, row: Row) -> str:
    """Give a change in its unit: "19,567", or percentage points of a share."""
    column = table.columns[table.quantity]
    value = float(table.cell(row.number, column) or 0.0)
    if _in_percent(table):
        text = draft.cell(table, row, column=column, text=format_number(value, 1))
        return f"{text} percentage points"
    return draft.cell(table, row, column=column, text=format_value(value, "", _decimals(table)))


def _end(draft: Draft, table: Table, row: Row, column: str) -> str:
    """Give the value that a change led from, or to."""
    value = float(table.cell(row.number, column) or 0.0)
    text = format_value(value, "", _decimals(table))
    if _in_percent(table):
        text = format_percent(value, 1)
    return draft.cell(table, row, column=column, text=text)


def _in_percent(table: Table) -> bool:
    return bool(table.request.share_of) or table.request.measure.unit == "percent"


def _decimals(table: Table) -> int:
    divided = _in_percent(table) or table.request.denominator is not None
    return 0 if divided else table.request.measure.decimals
