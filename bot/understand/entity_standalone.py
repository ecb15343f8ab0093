"""Entity standalone: a follow-up on a table of things, written out as a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understand.entity_readings import Condition, EntityReading
from corpus.entities import EntityTable

__all__ = ["standalone_entity"]


def standalone_entity(reading: EntityReading, table: EntityTable) -> str:
    """Write out what is asked of the table."""
    rows = f"{table.many}{_conditions(reading.conditions, table)}"
    labels = [
        "country" if name == table.place else table.of(name).label for name in reading.columns
    ]
    if reading.operation == "lookup":
        return f"What is the {_joined(labels)} of {_joined(list(reading.names))}?"
    if reading.operation == "superlative":
        end = "highest" if reading.descending else "lowest"
        which = f"number {reading.rank} from the {end}" if reading.rank > 1 else f"the {end}"
        top = f" (top {reading.limit})" if reading.limit > 1 else ""
        return f"Which of the {rows} has {which} {labels[0]}{top}?"
    if reading.operation == "list":
        return f"Which {rows} are there?"
    if reading.operation == "count":
        return f"How many {rows} are there?"
    if reading.operation == "share":
        return f"What share of the {rows} are{_conditions(reading.part, table)}?"
    if reading.operation == "groups":
        group = "year" if reading.group == "year" else table.of(reading.group).label
        return f"Which {group} has the most {rows}?"
    return f"What is the {reading.operation} {labels[0]} of the {rows}?"


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else "record"


def _conditions(conditions: Sequence[Condition], table: EntityTable) -> str:
    said = []
    for item in sorted(conditions, key=lambda condition: condition.column == "year"):
        if item.column == "year":
            years = _joined([str(int(year)) for year in item.values])
            said.append(f"{ {'>=': 'since', '<=': 'up to'}.get(item.test, 'in') } {years}")
            continue
        column = table.of(item.column)
        if item.test == "known":
            said.append(f"with a known {column.label}")
        elif column.kind == "number":
            word = {">": "over", ">=": "of at least", "<": "under", "<=": "of at most"}[item.test]
            said.append(f"with {column.label} {word} {item.said}")
        elif column.kind == "places":
            said.append(f"{'not ' if item.test == 'has not' else ''}from {item.said}")
        elif column.kind == "list" and not column.value:
            said.append(f"by {item.said}")
        elif item.said:
            said.append(item.said if column.kind != "list" else f"({item.said})")
    return f" {' '.join(said)}" if said else ""
