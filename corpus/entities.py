"""Entities: what the tables hold that have one row a thing, not one a place and year.

One TOML file, ``entities.toml``, beside the catalogues of datasets and measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from corpus.catalogues import load_entries, read_records, shipped_figures

__all__ = [
    "ColumnKind",
    "EntityColumn",
    "EntityGroup",
    "EntityTable",
    "EntityValue",
    "read_entity_tables",
]

ColumnKind = Literal["name", "text", "list", "places", "date", "number", "yesno", "link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityValue:
    """Name one value of a column in the words of readers."""

    value: str
    label: str = ""  # how a sentence says it: "with open weights"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityGroup:
    """Name those parts of a list column that have a kind of their own: universities."""

    words: tuple[str, ...]
    label: str
    many: str
    pattern: str  # regular expression that such a part matches


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityColumn:
    """Describe one column: what it holds, in which unit, in whose words."""

    name: str
    kind: ColumnKind
    label: str
    many: str = ""  # the label in the plural
    unit: str = ""
    plain: bool = False  # the unit says all: "671 billion parameters"
    whole: bool = False  # numbers without decimals
    comment: str = ""
    words: tuple[str, ...] = ()
    high: tuple[str, ...] = ()  # superlatives for the upper end
    low: tuple[str, ...] = ()
    who: tuple[str, ...] = ()  # questions that ask for it: "who made"
    generic: tuple[str, ...] = ()  # words that do not tell one part of a list from another
    value: tuple[EntityValue, ...] = ()
    group: tuple[EntityGroup, ...] = ()

    def label_of(self, value: str) -> str:
        """Give how a sentence says a value; the value itself where nothing else is stated."""
        return next((item.label for item in self.value if item.value == value), "") or value


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTable:
    """Describe one table of things."""

    id: str  # name of the view
    dataset: str
    one: str
    many: str
    comment: str
    noun: tuple[str, ...]  # single words for a row, in the languages of readers
    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()  # what is done with such things: explains words, no more
    date: str = ""  # the column that says when
    status: str = ""  # the column that says how sure a row is
    size: str = ""  # the column that "big" means
    shown: tuple[str, ...] = ()  # columns that stand in brackets after a name
    column: tuple[EntityColumn, ...] = ()

    def of(self, name: str) -> EntityColumn:
        """Give a column by name; KeyError where there is none."""
        for column in self.column:
            if column.name == name:
                return column
        raise KeyError(name)

    def first(self, kind: ColumnKind) -> str:
        """Give the name of the first column of a kind; empty where there is none."""
        return next((column.name for column in self.column if column.kind == kind), "")

    @property
    def key(self) -> str:
        """Give the column that names a row."""
        return self.first("name")

    @property
    def place(self) -> str:
        """Give the column that holds places."""
        return self.first("places")


def read_entity_tables(folder: Path | None = None) -> tuple[EntityTable, ...]:
    """Read entities.toml; the shipped one is read once.

    Raises CorpusError naming the file, the entry and the field.
    """
    return _shipped() if folder is None else _read(folder)


@cache
def _shipped() -> tuple[EntityTable, ...]:
    return _read(shipped_figures())


def _read(folder: Path) -> tuple[EntityTable, ...]:
    path = folder / "entities.toml"
    entries = load_entries(path, {"table"}).get("table", []) if path.exists() else []
    return read_records(EntityTable, entries, "entities.toml")
