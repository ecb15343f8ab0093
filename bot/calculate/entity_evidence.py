"""Entity evidence: the rows that one SELECT gave from a table of things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.understand.entity_readings import EntityReading
from corpus.catalogues import Dataset
from corpus.entities import EntityTable

__all__ = ["EntityEvidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityEvidence:
    """Hold rows of a table of things, with what was asked."""

    reading: EntityReading
    table: EntityTable
    dataset: Dataset
    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def value(self, row: int, column: str) -> Any:
        """Give one value by row and column name; None where it is missing."""
        return self.rows[row][self.columns.index(column)] if column in self.columns else None
