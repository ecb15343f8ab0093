"""Entity index: all that questions about tables of things are read with."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.understand.entity_names import EntityNames
from bot.understand.entity_words import EntityWords
from bot.understand.tokens import fold
from corpus.entities import EntityTable
from corpus.places import PlaceBook

__all__ = ["EntityIndex", "EntityKnowledge", "index_entities"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityKnowledge:
    """Hold the names and words of one table."""

    table: EntityTable
    names: EntityNames
    words: EntityWords
    nouns: re.Pattern[str]  # a quick look whether a question can be about the table at all
    last_year: int = 0  # of the rows


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityIndex:
    """Hold every table of things that the store has."""

    tables: tuple[EntityKnowledge, ...] = ()

    def of(self, table: str) -> EntityKnowledge:
        """Give one table's knowledge; KeyError where the store has no such table."""
        for item in self.tables:
            if item.table.id == table:
                return item
        raise KeyError(table)


def index_entities(
    tables: Sequence[EntityTable],
    rows: Mapping[str, Sequence[str]],
    parts: Mapping[str, Mapping[str, Collection[str]]],
    book: PlaceBook,
    *,
    last_years: Mapping[str, int] | None = None,
) -> EntityIndex:
    """Index tables by their rows' names and their list columns' values, by table id."""
    places = {
        fold(alias.alias) for alias in book.aliases if book.place(alias.code).kind != "organisation"
    }
    return EntityIndex(
        tables=tuple(
            EntityKnowledge(
                table=table,
                names=EntityNames(
                    table=table,
                    rows=rows[table.id],
                    parts=parts.get(table.id, {}),
                    places=places,
                ),
                words=EntityWords(table=table),
                nouns=_nouns(table),
                last_year=(last_years or {}).get(table.id, 0),
            )
            for table in tables
            if table.id in rows
        )
    )


def _nouns(table: EntityTable) -> re.Pattern[str]:
    singles = [word for word in (*table.noun, *table.words, table.one, table.many) if word]
    singles += [
        phrase for column in table.column for value in column.value for phrase in value.words
        if phrase.split()[-1] in table.noun or phrase in ("llm", "llms")
    ]  # fmt: skip
    return re.compile("|".join(re.escape(word) for word in singles), re.IGNORECASE)
