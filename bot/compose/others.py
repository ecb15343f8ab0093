"""Others: what the other measures of the same concept say, and why they differ."""

from __future__ import annotations

from typing import Literal

from bot.answers import Conflict, ConflictSide
from bot.calculate.evidence import FigureEvidence, Row, Table
from bot.compose.draft import Draft
from bot.compose.overtaking import say_overtake
from bot.compose.values import agreeing
from bot.compose.wording import dollars, hedged, in_period, label, name, title
from bot.readings import Reading

__all__ = ["Kind", "kind_of", "reason", "say_others"]

_MOST = 5  # other measures that an answer names
Kind = Literal["period", "definition", "revision", "rounding", "true conflict"]


def say_others(draft: Draft, figures: FigureEvidence, reading: Reading) -> None:
    """Set what other measures say beside the primary answer, one line each.

    Only where the question names no source and asks for values: who counts decides the number.
    """
    others = figures.tables[1:]
    if not others or reading.source:
        return
    if reading.operation == "overtake":
        draft.status = "conflict"
        for table in others[:_MOST]:
            say_overtake(draft, table, reading)
        return
    if reading.operation not in ("lookup", "compare", "difference", "ratio", "share"):
        return
    primary = figures.tables[0]
    known = {(row.place, row.period, row.quantity) for row in primary.read()}
    lines: list[tuple[Table, Row]] = []
    for table in others:
        if _counts_something_else(primary, table):
            continue
        if bool(table.request.span) != bool(primary.request.span):
            continue  # a total over years is no second opinion on one year
        for row in _latest_rows(table):
            key = (row.place, row.period, row.quantity)
            if key not in known:  # a figure repeated from the same count is one witness
                known.add(key)
                lines.append((table, row))
    if not lines:
        return
    rows = primary.read()
    own = [row for row in rows if row.place == rows[0].place]
    first = agreeing(own) or rows[0]  # the row that was told, not a looser retelling of it
    draft.say("Other sources count differently:")
    several = len({row.place for _, row in lines} | {row.place for row in primary.read()}) > 1
    told = _latest_rows(primary) if several else [first]
    sides = [_side(draft, primary, row, several=several) for row in told]
    differs = False
    for table, row in lines[: _MOST + 3]:
        draft.say(
            f"{_line(draft, table, row, several=several)} [{draft.cite(table, row)}]: "
            f"{reason(primary, first, table, row)}.",
            item=True,
        )
        sides.append(_side(draft, table, row, several=several))
        differs = differs or abs(row.quantity - first.quantity) > 0.01 * max(
            abs(first.quantity), 1e-9
        )
    if differs:
        place = name(draft.book, first.place, fallback=first.name)
        draft.conflicts.append(
            Conflict(
                point=primary.request.measure.label + ("" if several else f", {place}"),
                kind=kind_of(primary, first, *lines[0]),
                sides=tuple(sides),
            )
        )
        if reading.operation == "lookup" and (
            "period" not in reading.stated or lines[0][1].period == first.period
        ):
            draft.status = "conflict"


def _side(draft: Draft, table: Table, row: Row, *, several: bool) -> ConflictSide:
    """Give one side of a disagreement, with its place where there are several."""
    place = f"{title(draft.book, row.place, fallback=row.name)}: " if several else ""
    return ConflictSide(
        citation=draft.cite(table, row),
        value=f"{place}{_printed(row)}",
        year=row.period,
        definition=table.request.measure.long,
    )


def _counts_something_else(primary: Table, table: Table) -> bool:
    """Tell whether two measures are columns of one table: those differ on purpose."""
    series = primary.request.measure.view != "as_reported"
    return series and primary.dataset.id == table.dataset.id


def _line(draft: Draft, table: Table, row: Row, *, several: bool) -> str:
    """Give one other source's figure: "the AI Index 2025: China 23.2% in 2023"."""
    value = hedged(draft.cell(table, row), row)
    measure = table.request.measure
    if measure.kind == "money":
        value = dollars(measure, value)
    plain = (
        measure.unit == "percent"
        or table.request.share_of
        or measure.kind in ("money", "score", "rank")
    )
    unit = "" if plain else f" {label(table.request)}"
    place = f"{title(draft.book, row.place, fallback=row.name)}, " if several else ""
    return f"{draft.name_source(table, row)}: {place}{value}{unit} {in_period(row)}".rstrip()


def _printed(row: Row) -> str:
    return row.printed or f"{row.quantity:,.10g}"


def _latest_rows(table: Table) -> list[Row]:
    """Keep one row a place and source: the latest."""
    kept: dict[tuple[str, int, str], Row] = {}
    for row in table.read():
        kept[row.place, row.source, row.printed if row.source else ""] = row
    return list(kept.values())[:3]


def kind_of(first_table: Table, first: Row, table: Table, row: Row) -> Kind:
    """Classify a disagreement: another period, definition, revision, rounding, or a true one."""
    one, two = first_table.request.measure, table.request.measure
    if first.period != row.period:
        return "period" if one.id == two.id else "definition"
    if one.id != two.id:
        same_series = one.concept == two.concept and one.id.split("_")[0].rstrip(
            "0123456789"
        ) == two.id.split("_")[0].rstrip("0123456789")
        return "revision" if same_series else "definition"
    loose = {"rounded", "about", "over", "under", "just under", "more than", "nearly"}
    if first.status in loose or row.status in loose:
        return "rounding"
    return "true conflict"


_REASONS = {
    "period": "another year",
    "definition": "another definition",
    "revision": "another edition of the same index",
    "rounding": "rounded",
    "true conflict": "the sources disagree",
}


def reason(first_table: Table, first: Row, table: Table, row: Row) -> str:
    """Say in a few words why two values differ."""
    kind = kind_of(first_table, first, table, row)
    text = _REASONS[kind]
    if kind == "definition" and first.period != row.period:
        text = "another year and another definition"
    measure = table.request.measure
    return (
        f"{text} ({measure.long})"
        if measure.long != measure.label and kind == "definition"
        else text
    )
