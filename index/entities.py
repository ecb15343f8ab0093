"""Entities: load tables of things from their descriptions, and give each its views.

The view of a table has its columns, and what follows from them: ``year`` of the date, ``place``
and ``country`` of the first code.  A column that lists several parts (organisations, countries)
gets a view of its own with one row a part, ``<table>_by_<column>``, so that things can be
counted by part.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from corpus.entities import EntityColumn, EntityTable
from corpus.errors import CorpusError
from index.views import comment_view

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["create_entity_views", "load_entities", "part_view", "part_views"]

_TYPES = {"number": "DOUBLE", "date": "DATE"}
_LISTED = ("list", "places")


def part_view(table: EntityTable, column: EntityColumn) -> str:
    """Name the view with one row a part of a column."""
    return f"{table.id}_by_{'country' if column.kind == 'places' else column.name}"


def part_views(table: EntityTable) -> list[str]:
    """Name all views of a table with one row a part."""
    return [part_view(table, column) for column in table.column if column.kind in _LISTED]


def load_entities(
    connection: DuckDBPyConnection, table: EntityTable, read: str, columns: Collection[str]
) -> None:
    """Load the rows that ``read`` gives; CorpusError names a described column not in them."""
    wanted = []
    for column in table.column:
        if column.name not in columns:
            raise CorpusError(
                f"entities.toml: table {table.id!r} describes the column {column.name!r}, which "
                f"is not in {table.dataset}.csv; it has {sorted(columns)!r}"
            )
        kind = "BIGINT" if column.whole else _TYPES.get(column.kind)
        name = f'"{column.name}"'
        wanted.append(f"CAST({name} AS {kind}) AS {name}" if kind else name)
    order = ", ".join(f'"{name}"' for name in filter(None, (table.date, table.key)))
    connection.execute(
        f'CREATE TABLE "{_rows(table)}" AS SELECT {", ".join(wanted)} FROM {read} ORDER BY {order}'
    )


def create_entity_views(connection: DuckDBPyConnection, table: EntityTable) -> None:
    """Create the view of a table and one for each of its list columns."""
    derived, join = [], ""
    if table.date:
        derived.append(f'year(m."{table.date}") AS year')
    if table.place:
        derived += [f"split_part(m.\"{table.place}\", ' ', 1) AS place", "p.name AS country"]
        join = f" LEFT JOIN places p ON p.place = split_part(m.\"{table.place}\", ' ', 1)"
    extra = "".join(f", {item}" for item in derived)
    connection.execute(
        f'CREATE VIEW "{table.id}" AS SELECT m.*{extra} FROM "{_rows(table)}" m{join}'
    )
    comments = {column.name: column.comment for column in table.column if column.comment}
    comments |= {
        "year": f"year of {table.date}",
        "place": "code of the first organisation's country",
        "country": "name of the first organisation's country",
    }
    comment_view(connection, table.id, table.comment, comments)
    for column in table.column:
        if column.kind in _LISTED:
            _part_view(connection, table, column, comments)


def _part_view(
    connection: DuckDBPyConnection,
    table: EntityTable,
    column: EntityColumn,
    comments: dict[str, str],
) -> None:
    """Create the view with one row a part of a list: one a model and organisation."""
    view, name = part_view(table, column), column.name
    divider = "' '" if column.kind == "places" else "', '"
    rows = (
        f'SELECT m.*, unnest(string_split(m."{name}", {divider})) AS part '
        f'FROM "{table.id}" m WHERE m."{name}" IS NOT NULL'
    )
    if column.kind == "places":
        select = (
            "s.* EXCLUDE (place, country, part), s.part AS place, p.name AS country "
            f"FROM ({rows}) s LEFT JOIN places p ON p.place = s.part"
        )
    else:
        select = f's.* EXCLUDE ("{name}", part), trim(s.part) AS "{name}" FROM ({rows}) s'
    connection.execute(f'CREATE VIEW "{view}" AS SELECT {select}')
    text = f"{table.comment} Here one row a {table.one} and {column.label}: do not add rows up."
    comment_view(connection, view, text, comments | {name: f"one {column.label}"})


def _rows(table: EntityTable) -> str:
    return f"rows_of_{table.id}"
