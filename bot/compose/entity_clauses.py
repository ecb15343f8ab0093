"""Entity clauses: rows, values and conditions of a table of things, as parts of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.answers import Citation, Derivation, DerivationInput, Figure
from bot.calculate.entity_evidence import EntityEvidence
from bot.compose.draft import Draft
from bot.compose.numbers import format_amount, format_number
from bot.compose.wording import join, title
from bot.understand.entity_readings import Condition
from corpus.entities import EntityColumn, EntityTable

__all__ = [
    "cell",
    "cite",
    "conditions_phrase",
    "described",
    "in_full",
    "is_estimate",
    "printed",
    "ratio",
    "value_phrase",
]

_ESTIMATES = ("Likely", "Speculative", "estimate", "estimated")
_PARTS_NAMED = 3


def cite(draft: Draft, evidence: EntityEvidence) -> str:
    """Cite the rows: "[1]"."""
    if "figures" not in draft.route:
        draft.route.append("figures")
    for citation in draft.citations:
        if citation.sql == evidence.sql:
            return f"[{citation.n}]"
    dataset = evidence.dataset
    draft.citations.append(
        Citation(
            n=len(draft.citations) + 1,
            kind="figures",
            source=dataset.id,
            title=dataset.title,
            publisher=dataset.publisher,
            date=dataset.date,
            url=dataset.url,
            licence=dataset.licence,
            locator=evidence.table.many,
            sql=evidence.sql,
            columns=evidence.columns,
            rows=evidence.rows,
            release=dataset.release,
            definition=dataset.definition,
        )
    )
    return f"[{len(draft.citations)}]"


def _trace(draft: Draft, evidence: EntityEvidence, row: int, column: str) -> tuple[int, int]:
    """Mark a cell as cited: (number of the citation, position of the column)."""
    number = int(cite(draft, evidence)[1:-1])
    at = evidence.columns.index(column)
    draft.cite_cell(number, (row, at))
    return number, at


def cell(
    draft: Draft, evidence: EntityEvidence, row: int, column: str, *, unit: str = "", text: str = ""
) -> str:
    """Print a number of a row and bind it to its cell."""
    number, at = _trace(draft, evidence, row, column)
    value = float(evidence.rows[row][at])
    key = evidence.table.key
    return draft.bind(
        Figure(
            text=text or format_amount(value),
            value=value,
            unit=unit,
            place=str(evidence.value(row, key) or ""),
            period=str(evidence.value(row, "year") or ""),
            measure=f"{evidence.table.id}.{column}",
            status="matched",
            citation=number,
            cell=(row, at),
        )
    )


def ratio(draft: Draft, evidence: EntityEvidence, column: str, high: int, low: int) -> str:
    """Print how many times one row's value is another's."""
    inputs = []
    for row in (high, low):
        number, at = _trace(draft, evidence, row, column)
        inputs.append(
            DerivationInput(
                citation=number, row=row, column=at, value=float(evidence.rows[row][at])
            )
        )
    value = inputs[0].value / inputs[1].value
    text = format_number(value, 1 if value < 100 else 0) if value < 1e6 else format_amount(value)
    return draft.bind(
        Figure(
            text=text,
            value=value,
            measure=f"{evidence.table.id}.{column}",
            status="computed",
            citation=inputs[0].citation,
        ),
        Derivation(
            figure=0,
            formula="higher ÷ lower",
            inputs=tuple(inputs),
            rounding="to 1 decimal place" if "." in text else "to a whole number",
        ),
    )


def printed(column: EntityColumn, text: str) -> str:
    """Put the unit after a printed number."""
    return f"{text} {column.unit}".rstrip()


def value_phrase(draft: Draft, evidence: EntityEvidence, row: int, column: EntityColumn) -> str:
    """Say a row's value of a column; numbers are bound and carry "an estimated"."""
    value = evidence.value(row, column.name)
    if column.kind == "number":
        text = printed(column, cell(draft, evidence, row, column.name, unit=column.unit))
        return f"an estimated {text}" if is_estimate(evidence, row) else text
    if column.kind == "date":
        return in_full(value)
    if column.kind == "places":
        book = draft.book
        codes = str(value).split()
        return join([book.place(code).sentence if code in book else code for code in codes])
    if column.kind == "yesno" or column.value:
        parts = str(value).split(", ")
        return join([column.label_of(part) for part in parts])
    draft.name(str(value))
    return _parts(str(value), every=True)


def is_estimate(evidence: EntityEvidence, row: int) -> bool:
    """Tell whether the source calls the numbers of a row likely or speculative."""
    status = evidence.table.status
    return bool(status) and evidence.value(row, status) in _ESTIMATES


def _parts(value: str, *, every: bool = False) -> str:
    parts = value.split(", ")
    if len(parts) > _PARTS_NAMED and not every:
        return f"{', '.join(parts[: _PARTS_NAMED - 1])} and others"
    return join(parts)


def in_full(value: Any) -> str:
    """Print a date: "24 December 2024"."""
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return str(value)
    return f"{day.day} {day:%B %Y}"


def described(draft: Draft, evidence: EntityEvidence, row: int) -> str:
    """Name a row with what stands in brackets: "DeepSeek-V3 (DeepSeek, China, December 2024)"."""
    table = evidence.table
    name = str(evidence.value(row, table.key))
    draft.name(name)
    details = []
    for shown in table.shown:
        value = evidence.value(row, shown)
        if value is None:
            continue
        if table.of(shown).kind == "date":
            day = in_full(value)
            details.append(day.split(" ", 1)[-1])
        else:
            text = _parts(str(value))
            draft.name(text)
            details.append(text)
    codes = str(evidence.value(row, table.place) or "").split() if table.place else []
    places = [title(draft.book, code) for code in codes[:_PARTS_NAMED]]
    if places:
        details.insert(min(1, len(details)), join(places))
    return f"{name} ({', '.join(details)})" if details else name


def conditions_phrase(
    draft: Draft, table: EntityTable, conditions: Sequence[Condition], *, after: str = ""
) -> str:
    """Say what rows must meet: " from China with open weights published in 2023"."""
    said = [_condition(draft, table, item) for item in _time_last(conditions)]
    phrase = " ".join(filter(None, said))
    return f" {phrase}{after}" if phrase else after


def _time_last(conditions: Sequence[Condition]) -> list[Condition]:
    return sorted(conditions, key=lambda item: item.column == "year")


def _condition(draft: Draft, table: EntityTable, condition: Condition) -> str:
    if condition.column == "year":
        return _years(condition)
    column = table.of(condition.column)
    draft.name(condition.said)
    if condition.test == "known":
        return f"with a published {column.label}"
    if column.kind == "number":
        value = condition.values[0]
        if isinstance(value, str):
            draft.name(value)
            text = f"that of {value}"
        else:
            number = format_amount(value).removeprefix("1 × ")
            if not number.startswith("10^"):  # a bare power of ten is read as a name anyway
                draft.name(number)
            text = printed(column, number)
        word = {">": "over", ">=": "at least", "<": "under", "<=": "at most"}[condition.test]
        what = "" if column.plain and not isinstance(value, str) else f"a {column.label} of "
        return f"with {what}{word} {text}"
    if column.kind == "places":
        return f"{'not ' if condition.test == 'has not' else ''}from {condition.said}"
    label = column.label_of(str(condition.values[0])) if condition.values else ""
    if column.kind in ("yesno", "text") and label != condition.values[0]:
        return label
    if column.kind == "yesno":
        return column.label_of(str(condition.values[0]))
    if column.kind == "date":
        return condition.said
    if column.kind == "name":
        return f"whose names begin with “{condition.said}”"
    if column.value:
        return f"listed under “{condition.said}”"
    return f"by {condition.said}"


def _years(condition: Condition) -> str:
    years = [str(int(value)) for value in condition.values]
    words = {"=": "in", "in": "in", ">=": "since", "<=": "up to"}
    return f"published {words.get(condition.test, 'in')} {join(years)}"
