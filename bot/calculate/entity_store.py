"""Entity store: what the store holds of tables of things: names to read with, rows to answer."""

from __future__ import annotations

from bot.calculate.compile_entities import compile_entities
from bot.calculate.entity_evidence import EntityEvidence
from bot.calculate.evidence import FigureEvidence
from bot.readings import Reading
from bot.understand.entity_index import EntityIndex, index_entities
from bot.understand.knowledge import Knowledge
from corpus.entities import EntityTable, read_entity_tables
from corpus.places import PlaceBook
from index.entities import part_view, part_views
from index.query import Figures

__all__ = ["answer_entities", "read_entity_index"]

_EVERY = 1_000_000  # rows: names are read to the last


def read_entity_index(figures: Figures, book: PlaceBook) -> EntityIndex:
    """Read the names in every described table that the store has."""
    held = set(figures.views())
    tables = [table for table in read_entity_tables() if {table.id, *part_views(table)} <= held]
    rows, parts, last_years = {}, {}, {}
    for table in tables:
        rows[table.id] = _texts(figures, table.id, table.key)
        parts[table.id] = {
            column.name: _texts(figures, part_view(table, column), column.name)
            for column in table.column
            if column.kind == "list" and not column.value and column.generic
        }
        if table.date:
            found = figures.run(f'SELECT max(year) FROM "{table.id}"')
            last_years[table.id] = int(found.rows[0][0] or 0)
    return index_entities(tables, rows, parts, book, last_years=last_years)


def _texts(figures: Figures, view: str, column: str) -> list[str]:
    sql = f'SELECT DISTINCT "{column}" FROM "{view}" WHERE "{column}" IS NOT NULL ORDER BY 1'
    return [str(row[0]) for row in figures.run(sql, limit_rows=_EVERY).rows if row[0]]


def answer_entities(reading: Reading, figures: Figures, knowledge: Knowledge) -> FigureEvidence:
    """Run what a reading asks of a table of things."""
    asked = reading.entity
    if asked is None:
        raise ValueError(f"the reading of {reading.question!r} asks nothing of a table of things")
    table = _table(asked.table)
    result = figures.run(compile_entities(asked, table))
    return FigureEvidence(
        reading=reading,
        notes=reading.notes,
        entities=EntityEvidence(
            reading=asked,
            table=table,
            dataset=knowledge.catalogue.dataset(table.dataset),
            sql=result.sql,
            columns=result.columns,
            rows=result.rows,
            truncated=result.truncated,
        ),
    )


def _table(name: str) -> EntityTable:
    for table in read_entity_tables():
        if table.id == name:
            return table
    raise ValueError(f"there is no table of things {name!r}")
