"""Entities: sentences from tables of things: models and what is known of each."""

from __future__ import annotations

from collections.abc import Callable

from bot.calculate.entity_evidence import EntityEvidence
from bot.compose.draft import Draft
from bot.compose.entity_clauses import cell, cite, conditions_phrase, described, value_phrase
from bot.compose.entity_rows import say_lookup, say_unknown
from bot.compose.numbers import format_number, format_percent
from bot.compose.wording import join
from corpus.entities import EntityColumn

__all__ = ["say_entities"]


def say_entities(draft: Draft, evidence: EntityEvidence) -> None:
    """Write what the rows say, what is missing, and what must be known of them."""
    reading = evidence.reading
    draft.name(evidence.dataset.short)
    if reading.unknown:
        say_unknown(draft, evidence)
    if reading.operation != "lookup" or reading.names:
        _SAY.get(reading.operation, _say_statistic)(draft, evidence)
    _add_caveats(draft, evidence)
    if not draft.citations and draft.status == "answered":
        draft.status = "no_answer"
    if draft.status == "no_answer" and "figures" not in draft.route:
        draft.route.append("figures")


def _say_superlative(draft: Draft, evidence: EntityEvidence) -> None:
    """Name the rows at one end, with how many rows could be compared."""
    reading, table = evidence.reading, evidence.table
    column = table.of(reading.columns[0])
    conditions = conditions_phrase(draft, table, reading.conditions)
    if not evidence.rows:
        _say_none(draft, evidence, column)
        return
    ranks = [int(evidence.value(row, "rank")) for row in range(len(evidence.rows))]
    if reading.rank > 1:
        first = [row for row, rank in enumerate(ranks) if rank == reading.rank]
        first = first or [len(ranks) - 1]
        rest: list[int] = []
    elif reading.limit > 1:
        _say_top(draft, evidence, column, conditions)
        return
    else:
        first = [row for row, rank in enumerate(ranks) if rank == 1]
        rest = [row for row, rank in enumerate(ranks) if rank > 1]
    lead = _compared(draft, evidence, column, conditions)
    position = (
        f"number {reading.rank}" if reading.rank > 1 else _end_word(column, reading.descending)
    )
    if reading.rank > 1:
        draft.name(position)
    told = join([_told(draft, evidence, row, column) for row in first])
    verb = "are" if len(first) > 1 else "is"
    draft.say(
        f"{lead}, the {position} {verb} {told}, according to {evidence.dataset.short} "
        f"{cite(draft, evidence)}."
    )
    for name in reading.columns[1:]:
        if name != column.name:
            _say_more(draft, evidence, first, table.of(name))
    if rest and reading.rank <= 1:
        after = join([_told(draft, evidence, row, column) for row in rest[:3]])
        draft.say(f"Next: {after} {cite(draft, evidence)}.")


def _compared(draft: Draft, evidence: EntityEvidence, column: EntityColumn, conditions: str) -> str:
    """Say among how many rows, and how many have no value."""
    listed = cell(draft, evidence, 0, "listed", text=_whole(evidence, "listed"))
    if evidence.value(0, "known") == evidence.value(0, "listed"):
        return f"Among {listed} {evidence.table.many}{conditions}"
    known = cell(draft, evidence, 0, "known", text=_whole(evidence, "known"))
    return (
        f"Of {listed} {evidence.table.many}{conditions}, {known} have a published {column.label}; "
        "among these"
    )


def _whole(evidence: EntityEvidence, column: str, row: int = 0) -> str:
    return format_number(int(evidence.value(row, column)))


def _end_word(column: EntityColumn, descending: bool) -> str:
    if column.kind == "date":
        return "latest" if descending else "earliest"
    return "highest" if descending else "lowest"


def _told(draft: Draft, evidence: EntityEvidence, row: int, column: EntityColumn) -> str:
    value = value_phrase(draft, evidence, row, column)
    joiner = ", on " if column.kind == "date" else ": "
    return f"{described(draft, evidence, row)}{joiner}{value}"


def _say_top(draft: Draft, evidence: EntityEvidence, column: EntityColumn, conditions: str) -> None:
    """List the top or bottom rows."""
    lead = _compared(draft, evidence, column, conditions)
    end = _end_word(column, evidence.reading.descending)
    draft.say(
        f"{lead}, these are the {end}, according to {evidence.dataset.short} "
        f"{cite(draft, evidence)}:"
    )
    for row in range(len(evidence.rows)):
        told = _told(draft, evidence, row, column)
        draft.say(f"{int(evidence.value(row, 'rank'))}. {told} {cite(draft, evidence)}", item=True)


def _say_more(
    draft: Draft, evidence: EntityEvidence, rows: list[int], column: EntityColumn
) -> None:
    """Add a further column of the rows named."""
    for row in rows:
        name = str(evidence.value(row, evidence.table.key))
        if evidence.value(row, column.name) is None:
            draft.say(f"For {name} no {column.label} is published there {cite(draft, evidence)}.")
            continue
        value = value_phrase(draft, evidence, row, column)
        draft.say(f"The {column.label} of {name}: {value} {cite(draft, evidence)}.")


def _say_none(draft: Draft, evidence: EntityEvidence, column: EntityColumn | None = None) -> None:
    """Say that no row meets what was asked."""
    reading, table = evidence.reading, evidence.table
    draft.status = "no_answer"
    conditions = conditions_phrase(draft, table, reading.conditions)
    known = f" with a published {column.label}" if column and column.kind == "number" else ""
    draft.say(f"{evidence.dataset.short} lists no {table.one}{conditions}{known}.")


def _say_list(draft: Draft, evidence: EntityEvidence) -> None:
    """List the rows, the newest first."""
    reading, table = evidence.reading, evidence.table
    if not evidence.rows:
        _say_none(draft, evidence)
        return
    conditions = conditions_phrase(draft, table, reading.conditions)
    listed = int(evidence.value(0, "listed"))
    number = cell(draft, evidence, 0, "listed", text=format_number(listed))
    what = table.one if listed == 1 else table.many
    shown = len(evidence.rows)
    tail = "; the newest of them" if shown < listed else ""
    draft.say(
        f"{evidence.dataset.short} lists {number} {what}{conditions} {cite(draft, evidence)}{tail}:"
    )
    for row in range(shown):
        values = [
            value_phrase(draft, evidence, row, table.of(name))
            for name in reading.columns
            if evidence.value(row, name) is not None and name not in table.shown
        ]
        more = f": {'; '.join(values)}" if values else ""
        told = f"{described(draft, evidence, row)}{more} {cite(draft, evidence)}"
        draft.say(told, item=True, keep_case=True)


def _say_count(draft: Draft, evidence: EntityEvidence) -> None:
    """Say how many rows meet the conditions, and of how many that could be said."""
    reading, table = evidence.reading, evidence.table
    conditions = conditions_phrase(draft, table, reading.conditions)
    number = cell(draft, evidence, 0, "number", text=_whole(evidence, "number"))
    what = table.one if evidence.value(0, "number") == 1 else table.many
    draft.say(
        f"{evidence.dataset.short} lists {number} {what}{conditions} {cite(draft, evidence)}."
    )
    for name in evidence.columns:
        if not name.endswith("_known") or evidence.value(0, name) == evidence.value(0, "listed"):
            continue
        column = table.of(name.removesuffix("_known"))
        listed = cell(draft, evidence, 0, "listed", text=_whole(evidence, "listed"))
        known = cell(draft, evidence, 0, name, text=_whole(evidence, name))
        draft.say(
            f"Of the {listed} {table.many} looked at, {known} have a published value for "
            f"{column.label} {cite(draft, evidence)}."
        )


def _say_share(draft: Draft, evidence: EntityEvidence) -> None:
    """Say which share of the rows meets the part's conditions."""
    reading, table = evidence.reading, evidence.table
    whole = conditions_phrase(draft, table, reading.conditions)
    part = conditions_phrase(draft, table, reading.part)
    if not evidence.value(0, "whole"):
        _say_none(draft, evidence)
        return
    share = float(evidence.value(0, "share_percent"))
    percent = cell(draft, evidence, 0, "share_percent", unit="percent", text=format_percent(share))
    counts = {
        name: cell(draft, evidence, 0, name, text=_whole(evidence, name))
        for name in ("part", "whole", "listed")
    }
    draft.say(
        f"Among the {table.many}{whole}, the share{part} is {percent}: {counts['part']} of the "
        f"{counts['whole']} for which {evidence.dataset.short} knows it, out of "
        f"{counts['listed']} listed {cite(draft, evidence)}."
    )


def _say_statistic(draft: Draft, evidence: EntityEvidence) -> None:
    """Say a median, a mean or a sum, and over how many rows."""
    reading, table = evidence.reading, evidence.table
    column = table.of(reading.columns[0])
    conditions = conditions_phrase(draft, table, reading.conditions)
    word = {"median": "median", "mean": "mean", "sum": "total"}[reading.operation]
    unit = "" if column.plain else f" {column.unit}"
    if reading.group:
        draft.say(
            f"The {word} {column.label} of {table.many}{conditions}, according to "
            f"{evidence.dataset.short} {cite(draft, evidence)}:"
        )
        for row in range(len(evidence.rows)):
            part = str(evidence.value(row, evidence.columns[0]))
            draft.name(part)
            value = cell(draft, evidence, row, column.name, unit=column.unit)
            known = cell(draft, evidence, row, "known", text=_whole(evidence, "known", row))
            draft.say(
                f"{part}: {value}{unit} ({known} {table.many}) {cite(draft, evidence)}",
                item=True,
                keep_case=True,
            )
        return
    if not evidence.value(0, "known"):
        _say_none(draft, evidence, column)
        return
    value = cell(draft, evidence, 0, column.name, unit=column.unit)
    known = cell(draft, evidence, 0, "known", text=_whole(evidence, "known"))
    listed = cell(draft, evidence, 0, "listed", text=_whole(evidence, "listed"))
    draft.say(
        f"The {word} {column.label} of {table.many}{conditions} is {value}{unit}, over the "
        f"{known} of {listed} that have a published value, according to "
        f"{evidence.dataset.short} {cite(draft, evidence)}."
    )


def _say_groups(draft: Draft, evidence: EntityEvidence) -> None:
    """Say which part of a column has most rows."""
    reading, table = evidence.reading, evidence.table
    if not evidence.rows:
        _say_none(draft, evidence)
        return
    conditions = conditions_phrase(draft, table, reading.conditions)
    named, number = evidence.columns[0], "number"
    label, many = _group_words(evidence)

    def told(row: int) -> str:
        part = str(evidence.value(row, named))
        draft.name(part)
        return f"{part} {cell(draft, evidence, row, number, text=_whole(evidence, number, row))}"

    if reading.group == "year":
        years = join([told(row).replace(" ", ": ", 1) for row in range(len(evidence.rows))])
        draft.say(
            f"{evidence.dataset.short} lists {table.many}{conditions} by year: {years} "
            f"{cite(draft, evidence)}."
        )
        return
    ranks = [int(evidence.value(row, "rank")) for row in range(len(evidence.rows))]
    groups = cell(draft, evidence, 0, "groups", text=_whole(evidence, "groups"))
    if reading.rank > 1:
        rows = [row for row, rank in enumerate(ranks) if rank == reading.rank]
        draft.name(f"number {reading.rank}")
        lead = f"Number {reading.rank}"
    else:
        rows = [row for row, rank in enumerate(ranks) if rank == 1]
        lead = "Most" if reading.descending else "Fewest"
    who = join([told(row) for row in rows])
    draft.say(
        f"{lead} {table.many}{conditions} by {label}: {who}, among {groups} {many}, according to "
        f"{evidence.dataset.short} {cite(draft, evidence)}."
    )
    rest = [row for row, rank in enumerate(ranks) if rank > 1] if reading.rank <= 1 else []
    if rest:
        draft.say(f"Next: {join([told(row) for row in rest])} {cite(draft, evidence)}.")


def _group_words(evidence: EntityEvidence) -> tuple[str, str]:
    reading = evidence.reading
    if reading.group == "year":
        return "year", "years"
    column = evidence.table.of(reading.group)
    for group in column.group:
        if group.pattern == reading.pattern:
            return group.label, group.many
    return column.label, column.many or f"{column.label}s"


def _add_caveats(draft: Draft, evidence: EntityEvidence) -> None:
    reading, table, dataset = evidence.reading, evidence.table, evidence.dataset
    places = [item for item in (*reading.conditions, *reading.part) if item.column == table.place]
    if places or reading.group == table.place:
        draft.caveat(
            f"A {table.one.split()[-1]} whose organisations sit in several countries belongs to "
            "each of them."
        )
    if reading.operation != "lookup" and reading.others:
        names = join([f"“{name}”" for name in reading.others[:5]])
        draft.caveat(
            f"{dataset.short} lists {names} under names of their own; they are not counted here."
        )
    if reading.counted:
        names = join(list(reading.counted))
        draft.caveat(f"Taken together, as {dataset.short} lists them: {names}.")
    if reading.group and reading.group != "year" and table.of(reading.group).kind == "list":
        draft.caveat(
            f"A {table.one} by several counts for each; names are as {dataset.short} lists them, "
            "so a company and its laboratory may stand apart."
        )
    draft.caveat(f"What is listed: {dataset.definition} Release: {dataset.release}.")
    for text in dataset.caveats:
        draft.caveat(text)


_SAY: dict[str, Callable[[Draft, EntityEvidence], None]] = {
    "lookup": say_lookup,
    "superlative": _say_superlative,
    "list": _say_list,
    "count": _say_count,
    "share": _say_share,
    "groups": _say_groups,
}
