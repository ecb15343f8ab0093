"""Rankings: sentences for top and bottom places, ranks, and counts over a threshold."""

from __future__ import annotations

from bot.calculate.evidence import Row, Table
from bot.compose.clauses import according, marker, share_phrase, subject
from bot.compose.conditions import COMPARISONS
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, ordinal
from bot.compose.wording import hedged, in_period, join, label, name, title
from bot.readings import Reading

__all__ = ["say_count", "say_rank_of", "say_ranking"]

_LONG_LIST = 12  # places that a sentence can carry; more go to the table
_RUNNERS_UP = 4
_GROWTH = {
    "percent": "growth in ",
    "factor": "growth in ",
    "absolute": "change in ",
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
    first = rows[0][0]
    what = f"{_what(draft, table)} {_when(table, first)}"
    counted = draft.cell(table, first, column="ranked")
    among = f"{counted} {_scope(draft, table)} with data"
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
    if not table.request.descending:
        draft.caveat(
            "Ranked from the bottom: rank 1 is the lowest value among the places with data."
        )


def _say_leader(
    draft: Draft, table: Table, rows: list[tuple[Row, int]], *, what: str, among: str
) -> None:
    """Name the place at the head, or several where they are level, and who came next."""
    top = [row for row, rank in rows if rank == 1]
    who = join([subject(draft, row) for row in top])
    end = "highest" if table.request.descending else "lowest"
    draft.say(
        f"{who} had the {end} {what}, with {_value(draft, table, top[0])}, among {among}, "
        f"{according(draft, table, top[0])}."
    )
    rest = [row for row, rank in rows if rank > 1][:_RUNNERS_UP]
    if rest:
        parts = [f"{subject(draft, row)} {_value(draft, table, row)}" for row in rest]
        draft.say(f"Next came {join(parts)} {marker(draft, table, top[0])}.")


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
        counted = draft.cell(table, row, column="ranked")
        place = draft.cell(table, row, column="rank", text=ordinal(rank))
        draft.say(
            f"{subject(draft, row)} ranked {place} of {counted} {_scope(draft, table)} with data "
            f"by {_what(draft, table)} {_when(table, row)}, with {_value(draft, table, row)}, "
            f"{according(draft, table, row)}."
        )
        ahead = next((item for item, other in rows if other == rank - 1), None)
        if ahead is not None:
            draft.say(
                f"Just ahead was {subject(draft, ahead)} with {_value(draft, table, ahead)} "
                f"{marker(draft, table, row)}."
            )


def say_count(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how many places meet a condition, out of how many with data."""
    rows = [row for row, _ in _ranked_rows(table)]
    threshold = reading.threshold
    bound = ""
    if threshold is not None:
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
    what = f"{_what(draft, table)} {_when(table, first)}"
    condition = f"have a figure for {what}"
    if threshold is not None:
        condition = f"had {bound}{'%' if threshold.is_percent else ''} {what}"
    draft.say(
        f"{count} of the {of} {_scope(draft, table)} with data {condition}, "
        f"{according(draft, table, first)}."
    )
    if threshold is not None and len(rows) <= _LONG_LIST:
        parts = [f"{subject(draft, row)} {_value(draft, table, row)}" for row in rows]
        draft.say(
            f"{'They are' if len(rows) > 1 else 'It is'} {join(parts)} "
            f"{marker(draft, table, first)}."
        )


# -- pieces ----------------------------------------------------------------------------------


def _ranked_rows(table: Table) -> list[tuple[Row, int]]:
    return [(row, int(table.cell(row.number, "rank") or 0)) for row in table.read()]


def _scope(draft: Draft, table: Table) -> str:
    universe = table.request.universe
    if universe:
        kind = "members of" if draft.book.place(universe).kind == "bloc" else "places in"
        return f"{kind} {name(draft.book, universe)}"
    if "organisation" in table.request.kinds:
        return "organisations"
    return "places named" if table.request.places else "countries and territories"


def _what(draft: Draft, table: Table) -> str:
    growth = _GROWTH.get(table.request.growth, "")
    return f"{growth}{share_phrase(draft, table)}{label(table.request)}"


def _when(table: Table, row: Row) -> str:
    points = table.request.points
    if table.request.growth:
        return f"from {points[0]} to {points[-1]}"
    return f"in {points[-1]}" if points else in_period(row)


def _value(draft: Draft, table: Table, row: Row) -> str:
    text = draft.cell(table, row)
    growth = table.request.growth
    if growth in ("percent", "cagr"):
        return text
    return f"{text} times" if growth == "factor" else hedged(text, row)
