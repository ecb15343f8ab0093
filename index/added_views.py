"""Added views: the tables that a desk or a reader added, beside those of the base store.

Each asker gets a database of their own in memory, with the base file and the added ones
attached read-only: no name in it leads to another reader's table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.added_catalogue import AddedDataset
from corpus.catalogues import Measure
from index.views import MEASURE_COLUMNS, comment_view, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["SEARCH_PATH", "attach_added"]

SEARCH_PATH = "memory.main,base.main"
_AT_CONNECT_ONLY = ("enable_external_access", "lock_configuration")


def attach_added(
    base: Path, added: Sequence[tuple[Path, AddedDataset]], config: Mapping[str, Any]
) -> DuckDBPyConnection:
    """Open the base file with added ones beside it, locked as ``config`` says.

    A file that is gone is left out: whoever removed it has changed the list too.
    """
    import duckdb

    open_config = {key: value for key, value in config.items() if key not in _AT_CONNECT_ONLY}
    connection = duckdb.connect(":memory:", config=open_config)
    try:
        connection.execute(f"ATTACH {literal(str(base))} AS base (READ_ONLY)")
        for number, (path, item) in enumerate(added):
            if path.is_file():
                connection.execute(f"ATTACH {literal(str(path))} AS added_{number} (READ_ONLY)")
                for measure in item.measures:
                    _create_view(connection, f"added_{number}", measure, item)
        # Files can be attached only until the doors are shut.
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def _create_view(
    connection: DuckDBPyConnection, database: str, measure: Measure, item: AddedDataset
) -> None:
    quarter = "f.quarter, " if measure.grain == "quarter" else ""
    value = "CAST(f.value AS BIGINT)" if measure.id in item.whole else "f.value"
    connection.execute(
        f'CREATE VIEW memory.main."{measure.view}" AS SELECT f.place, p.name, p.kind, f.year, '
        f"{quarter}{value} AS value, f.status FROM {database}.main.figures f "
        f"JOIN base.main.places p ON p.place = f.place WHERE f.measure = {literal(measure.id)}"
    )
    comment_view(
        connection,
        measure.view,
        f"{measure.long[:1].upper()}{measure.long[1:]}. {measure.definition}",
        {**MEASURE_COLUMNS, "value": f"{measure.label}, in {measure.unit}"},
    )
