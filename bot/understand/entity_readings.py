"""Entity readings: what a question asks of a table of things, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

__all__ = [
    "Condition",
    "EntityOperation",
    "EntityReading",
    "entity_from_json",
    "entity_to_json",
]

EntityOperation = Literal[
    "lookup",  # columns of rows found by name; several beside each other
    "superlative",  # the rows at the upper or lower end of a column
    "list",  # the rows that meet the conditions
    "count",
    "share",  # of the rows that meet the conditions, those that meet the part's as well
    "median",
    "mean",
    "sum",
    "groups",  # rows counted by the parts of a column
]
Test = Literal["=", "in", "has", "has not", "known", ">", ">=", "<", "<="]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """State what a row must meet: country France, over 10^25 FLOP, year 2022 or later."""

    column: str
    test: Test
    values: tuple[str | float, ...]  # of a number: the name of a row stands for its value
    said: str = ""  # the question's own words, where a sentence repeats them


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityReading:
    """Say what is wanted of which table."""

    table: str
    operation: EntityOperation = "lookup"
    names: tuple[str, ...] = ()  # rows, as the table spells them
    others: tuple[str, ...] = ()  # rows of nearly the same name, to be mentioned
    unknown: tuple[str, ...] = ()  # names asked for that the table does not have
    near: tuple[str, ...] = ()  # rows whose names come near to those
    counted: tuple[str, ...] = ()  # values taken together under one name: Google, Google Brain
    columns: tuple[str, ...] = ()  # the columns asked for, the one to rank by first
    conditions: tuple[Condition, ...] = ()
    part: tuple[Condition, ...] = ()
    group: str = ""
    pattern: str = ""  # parts of the group's column that are meant; empty: all
    descending: bool = True
    limit: int = 0
    rank: int = 0


def entity_to_json(reading: EntityReading) -> dict[str, Any]:
    """Give an entity reading as plain data, empty parts left out."""
    return {
        key: [_plain(item) for item in value] if isinstance(value, tuple) else value
        for key, value in asdict(reading).items()
        if value not in ("", (), 0) or key == "descending"
    }


def _plain(item: Any) -> Any:
    """Give a condition's parts with its values as a list; anything else as it is."""
    return {**item, "values": list(item["values"])} if isinstance(item, dict) else item


def entity_from_json(data: Mapping[str, Any]) -> EntityReading:
    """Rebuild an entity reading; ValueError names parts it does not know.

    >>> reading = EntityReading(table="models", names=("GPT-4",), descending=False)
    >>> entity_from_json(entity_to_json(reading)) == reading
    True
    """
    unknown = sorted(set(data) - {item.name for item in fields(EntityReading)})
    if unknown:
        raise ValueError(f"unknown parts of a reading of a table of things: {unknown}")
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key in ("conditions", "part"):
            value = [Condition(**{**item, "values": tuple(item["values"])}) for item in value]
        values[key] = tuple(value) if isinstance(value, list) else value
    return EntityReading(**values)
