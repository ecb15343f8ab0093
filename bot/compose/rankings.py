"""Rankings: sentences for top and bottom places, ranks, and counts over a threshold."""

from __future__ import annotations

from bot.calculate.evidence import Row, Table
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, ordinal
from bot.compose.values import _fill, _marker
from bot.compose.wording import hedged, in_period, join, label, name, title
from bot.readings import Reading

__all__ = ["say_count", "say_rank_of", "say_ranking"]

_LONG_LIST = 12  # places that a sentence can carry; more go to the table


def _scope(draft: Draft, table: Table, reading: Reading) -> str:
    universe = table.request.universe
    if universe:
        return (
            f"members of {name(draft.book, universe)}"
            if draft.book.place(universe).kind == "bloc"
            else f"places in {name(draft.book, universe)}"
        )
    return "countries and territories" if not table.request.places else "places named"


def _what(draft: Draft, table: Table) -> str:
    request = table.request
    share = _fill(draft, table, "share of {whole} ") if request.share_of else ""
    growth = {
        "percent": "growth in ", "factor": "growth in ", "absolute": "change in ", "cagr": "annual growth in ",
    }.get(request.growth, "")  # fmt: skip
    return f"{growth}{share}{label(request)}"


def _when(table: Table, row: Row) -> str:
    points = table.request.points
    if table.request.growth:
        return f"from {points[0]} to {points[-1]}"
    if points:
        return f"in {points[-1]}"
    return in_period(row)


def _ranked_rows(draft: Draft, table: Table) -> list[tuple[Row, int]]:
    return [(row, int(table.cell(row.number, "rank") or 0)) for row in table.read()]


def _value(draft: Draft, table: Table, row: Row) -> str:
    text = draft.cell(table, row)
    growth = table.request.growth
    if growth in ("percent", "cagr"):
        return text
    return f"{text} times" if growth == "factor" else hedged(text, row)


def _denominator(draft: Draft, table: Table, reading: Reading, rows: list[tuple[Row, int]]) -> str:
    """Say among how many places with data the ranking was made."""
    if not rows:
        return ""
    return draft.cell(table, rows[0][0], column="ranked")


def say_ranking(draft: Draft, table: Table, reading: Reading) -> None:
    """List the top or bottom places; for "who is third?" name that one."""
    rows = _ranked_rows(draft, table)
    if not rows:
        return
    first = rows[0][0]
    mark = _marker(draft, table, first)
    what, when = _what(draft, table), _when(table, first)
    source = draft.name_source(table, first)
    scope = _scope(draft, table, reading)
    counted = _denominator(draft, table, reading, rows)
    end = "highest" if table.request.descending else "lowest"
    if reading.rank and not reading.limit:
        chosen = [row for row, rank in rows if rank == reading.rank]
        for row in chosen:
            subject = name(draft.book, row.place, fallback=row.name)
            place = draft.cell(table, row, column="rank", text=ordinal(reading.rank))
            draft.say(
                f"{subject} is {place} {'' if table.request.descending else 'from the bottom '}by {what} {when}, with "
                f"{_value(draft, table, row)}, of {counted} {scope} with data, according to {source} {mark}."
            )
        if chosen:
            return
    listed = rows[: max(table.request.limit, 1)] if table.request.limit else rows[:_LONG_LIST]
    one = (
        not reading.limit
        and reading.ask in ("who", "which", "")
        and not reading.threshold
        and _single(reading)
    )
    if one:
        top = [row for row, rank in rows if rank == 1]
        who = join([name(draft.book, row.place, fallback=row.name) for row in top])
        draft.say(
            f"{who} had the {end} {what} {when}, with {_value(draft, table, top[0])}, among {counted} {scope} with data, "
            f"according to {source} {mark}."
        )
        rest = [(row, rank) for row, rank in rows if rank > 1][:4]
        if rest:
            parts = [
                f"{name(draft.book, row.place, fallback=row.name)} {_value(draft, table, row)}"
                for row, _ in rest
            ]
            draft.say(f"Next came {join(parts)} {mark}.")
    else:
        draft.say(
            f"By {what} {when}, among {counted} {scope} with data, according to {source} {mark}:"
        )
        for row, rank in listed:
            subject = title(draft.book, row.place, fallback=row.name)
            draft.say(f"{rank}. {subject}: {_value(draft, table, row)}", item=True)
        if not table.request.descending:
            draft.caveat(
                "Ranked from the bottom: rank 1 is the lowest value among the places with data."
            )


def _single(reading: Reading) -> bool:
    """Tell whether the question asks for one leader rather than a list."""
    words = reading.question.lower()
    plural = any(
        word in words
        for word in (
            "countries",
            "nations",
            "economies",
            "rank ",
            "list",
            "league table",
            "places",
            "top ",
        )
    )
    return not plural


def say_rank_of(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the rank of each place asked about, and who is just ahead."""
    rows = _ranked_rows(draft, table)
    by_place = {row.place: (row, rank) for row, rank in rows}
    for code in reading.places:
        if code not in by_place:
            continue
        row, rank = by_place[code]
        subject = name(draft.book, code, fallback=row.name)
        mark = _marker(draft, table, row)
        counted = draft.cell(table, row, column="ranked")
        place = draft.cell(table, row, column="rank", text=ordinal(rank))
        draft.say(
            f"{subject} ranked {place} of {counted} {_scope(draft, table, reading)} with data by {_what(draft, table)} "
            f"{_when(table, row)}, with {_value(draft, table, row)}, according to {draft.name_source(table, row)} {mark}."
        )
        ahead = [item for item, place_ in rows if place_ == rank - 1]
        if ahead and rank > 1:
            other = ahead[0]
            draft.say(
                f"Just ahead was {name(draft.book, other.place, fallback=other.name)} with {_value(draft, table, other)} {mark}."
            )


_WORDS = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most"}


def say_count(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how many places meet a condition, out of how many with data."""
    rows = _ranked_rows(draft, table)
    threshold = reading.threshold
    if threshold is not None:
        draft.name(format_number(threshold.value))
    if not rows:
        if threshold is not None:
            draft.say(
                f"No place with data had {_WORDS[threshold.comparison]} {format_number(threshold.value)} {_what(draft, table)}."
            )
        return
    first = rows[0][0]
    mark = _marker(draft, table, first)
    count = draft.computed(
        len(rows), format_number(len(rows)), formula="number of rows that meet the condition",
        inputs=[(table, row) for row, _ in rows], rounding="exact",
    )  # fmt: skip
    of = draft.cell(table, first, column="ranked")
    condition = ""
    if threshold is not None:
        unit = "%" if threshold.is_percent else ""
        condition = f" had {_WORDS[threshold.comparison]} {format_number(threshold.value)}{unit} {_what(draft, table)} {_when(table, first)}"
    else:
        condition = f" have a figure for {_what(draft, table)} {_when(table, first)}"
    draft.say(
        f"{count} of the {of} {_scope(draft, table, reading)} with data{condition}, according to "
        f"{draft.name_source(table, first)} {mark}."
    )
    if threshold is not None and len(rows) <= _LONG_LIST:
        parts = [
            f"{name(draft.book, row.place, fallback=row.name)} {_value(draft, table, row)}"
            for row, _ in rows
        ]
        draft.say(f"{'They are' if len(rows) > 1 else 'It is'} {join(parts)} {mark}.")
