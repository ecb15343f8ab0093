"""Judge things: a number of a model against the table that lists such models.

"Training Grok 4 cost more than half a billion dollars": the question reader finds the row and the
column that a claim speaks of; here its one number is held against that cell.
"""

from __future__ import annotations

import re

from bot.check.allowances import Range, allowed, known
from bot.check.judgements import Judgement, ThingCell
from bot.compose.numbers import format_amount
from bot.tools import Toolbox
from bot.understand.quantities import Quantity, find_quantities
from bot.understand.read_entities import read_entities

__all__ = ["judge_thing"]

_VARIANT = re.compile(r"\s*\([^)]*\)$")  # "GPT-4 (Jun 2023)" is a GPT-4
_NO_NUMBERS = ("name", "year", "date", "ordinal")
# What compares two things, ranks them or denies is not the value of one cell.
_NO_VALUE = re.compile(
    r"\b(?:than\s+(?!(?:an?\s+)?(?:half\b|\d|\$|one\b|two\b|three\b|hundred|thousand|million|billion"
    r"|trillion))|most|least|highest|largest|biggest|smallest|first|not|never|no|times|twice"
    r"|double)\b|n[’']t\b",
    re.IGNORECASE,
)


def judge_thing(claim: str, toolbox: Toolbox, source: str = "") -> Judgement | None:
    """Judge a claim that gives one thing one number; None where it is no such claim.

    What ``source``, the one the claim names, may say otherwise is not contradicted by a table of
    somebody else's.
    """
    if _NO_VALUE.search(claim):
        return None
    reading = read_entities(claim, toolbox.knowledge)
    asked = reading.entity if reading is not None else None
    if reading is None or asked is None or asked.operation != "lookup" or not asked.names:
        return None
    number = _the_number(claim, asked.names)
    evidence = toolbox.answer_reading(reading).entities
    if number is None or evidence is None or len(asked.columns) != 1:
        return None
    column = evidence.table.of(asked.columns[0])
    if column.kind != "number" or number.kind != "count":
        return None
    room = allowed(number, before=claim[: number.start])
    cells = [
        ThingCell(evidence=evidence, row=row, column=column)
        for row in range(len(evidence.rows))
        if evidence.value(row, evidence.table.key) in asked.names
        and evidence.value(row, column.name) is not None
    ]
    if not cells or len({_bare(name) for name in asked.names}) > 1:
        return None
    for cell in cells:
        if room.meets(_values(cell)):
            return Judgement(verdict="supported", thing=cell)
    if source and not _owns(source, evidence.dataset.id, column.name, toolbox):
        return None
    return Judgement(
        verdict="contradicted",
        reason="wrong value",
        why="the table has another number",
        corrected=_corrected(cells),
        thing=cells[0],
    )


def _the_number(claim: str, names: tuple[str, ...]) -> Quantity | None:
    """Give the one number of a claim that is no part of a name, a year or a date."""
    masked = claim
    for name in sorted({*names, *map(_bare, names)}, key=len, reverse=True):
        masked = re.sub(re.escape(name), lambda found: "¤" * len(found[0]), masked, flags=re.I)
    found = [q for q in find_quantities(masked) if q.kind not in _NO_NUMBERS]
    return found[0] if len(found) == 1 and found[0].value is not None else None


def _owns(source: str, dataset: str, column: str, toolbox: Toolbox) -> bool:
    group = toolbox.knowledge.sources.groups.get(source)
    return group is not None and bool(group.owned_measures([(column, dataset)]))


def _values(cell: ThingCell) -> Range:
    """Give the true values that a cell leaves room for: an estimate is one."""
    value = float(cell.value)
    return known(value, status="estimate" if cell.is_estimate else "")


def _bare(name: str) -> str:
    return _VARIANT.sub("", name)


def _corrected(cells: list[ThingCell]) -> str:
    unit = cells[0].column.unit
    told = dict.fromkeys(format_amount(float(cell.value)) for cell in cells)
    return " or ".join(f"{text} {unit}".strip() for text in told)
