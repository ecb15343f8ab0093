"""Entity rows: sentences about rows that a question names, one or several beside each other."""

from __future__ import annotations

from bot.calculate.entity_evidence import EntityEvidence
from bot.compose.draft import Draft
from bot.compose.entity_clauses import cell, cite, described, ratio, value_phrase
from bot.compose.numbers import format_number
from bot.compose.wording import join
from corpus.entities import EntityColumn

__all__ = ["say_lookup", "say_unknown", "value_clause"]

_COMPARED = 3  # rows that are set against each other; more are a family
_CLEAR_LEAD = 1.05  # below it, "1.0 times as much" would say nothing


def say_unknown(draft: Draft, evidence: EntityEvidence) -> None:
    """Say that the table does not have a name, and which names come near."""
    reading, table = evidence.reading, evidence.table
    draft.status = "partial" if reading.names else "no_answer"
    for name in reading.unknown:
        draft.name(name)
        draft.say(
            f"There is no “{name}” among the {table.many} that {evidence.dataset.short} lists."
        )
    if reading.near:
        for name in reading.near:
            draft.name(name)
        draft.say(f"The nearest names there: {join(list(reading.near))}.")
        label = table.of(reading.columns[0]).label
        for name in reading.near[:3]:
            draft.suggest(f"{label[:1].upper()}{label[1:]} of {name}?")


def say_lookup(draft: Draft, evidence: EntityEvidence) -> None:
    """Say the columns asked for of each row named."""
    reading, table = evidence.reading, evidence.table
    rows = [
        row for row in range(len(evidence.rows)) if evidence.value(row, table.key) in reading.names
    ]
    missing = 0
    for name in reading.columns:
        column = table.of(name)
        known = [row for row in rows if evidence.value(row, name) is not None]
        unknown = [row for row in rows if row not in known]
        if known:
            _say_values(draft, evidence, column, known)
        if unknown:
            missing += 1
            _say_missing(draft, evidence, column, unknown)
    if missing:
        answered = missing < len(reading.columns) or any(
            evidence.value(row, name) is not None for row in rows for name in reading.columns
        )
        draft.status = "partial" if answered else "no_answer"
    _note_status(draft, evidence, rows)
    others = [name for name in reading.others if name not in reading.names]
    if others:
        named = join(others)
        draft.caveat(f"{evidence.dataset.short} also lists {named}.")
        for name in others[:2]:
            draft.suggest(f"{table.of(reading.columns[0]).label} of {name}?".capitalize())


def _say_values(
    draft: Draft, evidence: EntityEvidence, column: EntityColumn, rows: list[int]
) -> None:
    source, mark = evidence.dataset.short, cite(draft, evidence)
    if len(rows) == 1:
        name = described(draft, evidence, rows[0])
        value = value_phrase(draft, evidence, rows[0], column)
        told = f"{value_clause(column, name, value)}, according to {source} {mark}."
        draft.say(told, keep_case=True)
        return
    if column.kind == "number":
        rows = sorted(rows, key=lambda row: -float(evidence.value(row, column.name)))
    parts = [
        f"{described(draft, evidence, row)} {value_phrase(draft, evidence, row, column)}"
        for row in rows
    ]
    label = f"{column.label[:1].upper()}{column.label[1:]}"
    draft.say(f"{label}: {join(parts)}, according to {source} {mark}.")
    if column.kind == "number" and len(rows) <= _COMPARED:
        _say_ratio(draft, evidence, column, rows)


def _say_ratio(
    draft: Draft, evidence: EntityEvidence, column: EntityColumn, rows: list[int]
) -> None:
    """Say how far apart the highest and the lowest of several rows are."""
    high, low = rows[0], rows[-1]
    top, bottom = (float(evidence.value(row, column.name)) for row in (high, low))
    if bottom <= 0 or top / bottom < _CLEAR_LEAD:
        return
    names = [str(evidence.value(row, evidence.table.key)) for row in (high, low)]
    times = ratio(draft, evidence, column.name, high, low)
    draft.say(
        f"The {column.label} of {names[0]} is {times} times that of {names[1]} "
        f"{cite(draft, evidence)}."
    )


def value_clause(column: EntityColumn, name: str, value: str) -> str:
    """State one value of one row."""
    if column.kind == "number" and column.plain:
        return f"{name} has {value}"
    if column.kind == "date":
        return f"{name} was published on {value}"
    if column.kind == "yesno":
        return f"{name} is listed as a model {value}"
    if column.kind in ("list", "places") and not column.value:
        return f"{name}: {column.label} {value}"
    return f"The {column.label} of {name}: {value}"


def _say_missing(
    draft: Draft, evidence: EntityEvidence, column: EntityColumn, rows: list[int]
) -> None:
    """Say that a value is not published, and for how many rows one is."""
    names = join(
        [
            described(draft, evidence, row)
            if len(rows) <= _COMPARED
            else _named(draft, evidence, row)
            for row in rows
        ]
    )
    source, mark = evidence.dataset.short, cite(draft, evidence)
    if f"{column.name}_known" not in evidence.columns:
        draft.say(f"{source} gives no {column.label} for {names} {mark}.")
        return
    known_column = f"{column.name}_known"
    known = cell(
        draft, evidence, 0, known_column, text=format_number(int(evidence.value(0, known_column)))
    )
    listed = cell(
        draft, evidence, 0, "listed", text=format_number(int(evidence.value(0, "listed")))
    )
    draft.say(
        f"No {column.label} is published for {names}: of the {listed} {evidence.table.many} that "
        f"{source} lists, {known} have one {mark}."
    )


def _named(draft: Draft, evidence: EntityEvidence, row: int) -> str:
    name = str(evidence.value(row, evidence.table.key))
    draft.name(name)
    return name


def _note_status(draft: Draft, evidence: EntityEvidence, rows: list[int]) -> None:
    """Say how sure the source is of the rows whose numbers were told."""
    table = evidence.table
    if not table.status:
        return
    status = table.of(table.status)
    numbers = [name for name in evidence.reading.columns if table.of(name).kind == "number"]
    for row in rows:
        value = evidence.value(row, table.status)
        told = any(evidence.value(row, name) is not None for name in numbers)
        label = status.label_of(str(value)) if value else ""
        if told and "{name}" in label:
            draft.caveat(f"{label.format(name=evidence.value(row, table.key))}.")
