"""Tables: load catalogues, places and figures into one DuckDB file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.catalogues import Catalogue, read_catalogue, shipped_figures
from corpus.entities import read_entity_tables
from corpus.errors import CorpusError
from corpus.places import shipped_places
from index.entities import create_entity_views, load_entities
from index.views import create_views, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from index.progress import Progress

__all__ = ["build_tables"]

_OBSERVATIONS = {
    "measure": "VARCHAR",
    "dataset": "VARCHAR",
    "place": "VARCHAR",
    "partner": "VARCHAR",
    "topic": "VARCHAR",
    "start_year": "INTEGER",
    "end_year": "INTEGER",
    "quarter": "INTEGER",
    "grain": "VARCHAR",
    "value": "DOUBLE",
    "printed": "VARCHAR",
    "unit": "VARCHAR",
    "status": "VARCHAR",
    "source": "INTEGER",
    "note": "VARCHAR",
}
_DATASET_COLUMNS = (
    *("id", "title", "publisher", "release", "date"),
    *("url", "licence", "definition", "credit"),
)
_MEASURE_COLUMNS = (
    *("id", "concept", "dataset", "view", "label", "unit"),
    *("kind", "counting", "grain", "additive", "definition"),
)


def build_tables(path: Path, *, progress: Progress | None = None) -> dict[str, int]:
    """Write the DuckDB file at ``path``, replacing it; return the rows of each table.

    Raises CorpusError naming the file when a table cannot be read or a row names a place or
    measure that is not in the catalogues.
    """
    import duckdb

    catalogue = read_catalogue()
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        try:
            counts = _load(connection, catalogue, progress)
            _check(connection)
            create_views(connection, catalogue)
            for table in read_entity_tables():
                create_entity_views(connection, table)
            connection.execute("CHECKPOINT")
        except duckdb.Error as error:
            raise CorpusError(f"the figures cannot be loaded: {error}") from error
    return counts


def _load(
    connection: DuckDBPyConnection, catalogue: Catalogue, progress: Progress | None
) -> dict[str, int]:
    _catalogue_tables(connection, catalogue)
    _place_tables(connection)
    columns = ", ".join(f"{name} {kind}" for name, kind in _OBSERVATIONS.items())
    connection.execute(f"CREATE TABLE loaded ({columns})")
    files = [shipped_figures() / f"{dataset.id}.csv" for dataset in catalogue.datasets]
    for done, file in enumerate(files, start=1):
        if not file.exists():
            raise CorpusError(f"dataset {file.stem!r} has no table: add corpus/figures/{file.name}")
        _load_file(connection, file)
        if progress is not None:
            progress("figures", done, len(files))
    # Sorted, so that the rows of a view lie together and come in a steady order.
    connection.execute(
        "CREATE TABLE observations AS SELECT loaded.* REPLACE ("
        "coalesce(loaded.unit, measures.unit) AS unit) FROM loaded "
        "LEFT JOIN measures USING (measure) "
        "ORDER BY measure, place, start_year, quarter, topic, source"
    )
    connection.execute("DROP TABLE loaded")
    connection.execute(
        "CREATE TABLE coverage AS SELECT measure, min(start_year) AS first_year, "
        "max(end_year) AS last_year, count(DISTINCT place) AS places, count(*) AS rows "
        "FROM observations GROUP BY measure ORDER BY measure"
    )
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() ORDER BY table_name"
    ).fetchall()
    counts = {}
    for (table,) in tables:
        row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        counts[table] = int(row[0]) if row else 0
    return counts


def _read(path: Path) -> str:
    """Read every cell as text: Namibia's code NA stays a code, '' is missing."""
    return f"read_csv({literal(str(path))}, header = true, all_varchar = true, nullstr = '')"


def _load_file(connection: DuckDBPyConnection, file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as opened:
        columns = set(next(csv.reader(opened)))
    for table in read_entity_tables():
        if file.stem == table.dataset:
            load_entities(connection, table, _read(file), columns)
            return
    if file.stem == "ncses_ai_collab_network":
        _load_network(connection, file, columns)
        return
    text = {name: name if name in columns else "NULL" for name in ("printed", "unit", "note")}
    start, end = '"start"', '"end"' if "end" in columns else "NULL"
    grain = "grain" if "grain" in columns else "'year'"
    optional = {
        name: name if name in columns else "NULL" for name in ("partner", "topic", "source")
    }
    status = "coalesce(status, 'final')" if "status" in columns else "'final'"
    first = f"CAST(left({start}, 4) AS INTEGER)"
    connection.execute(
        f"INSERT INTO loaded SELECT measure, {literal(file.stem)}, place, {optional['partner']}, "
        f"{optional['topic']}, {first}, coalesce(CAST(left({end}, 4) AS INTEGER), {first}), "
        f"CASE WHEN {grain} = 'quarter' THEN quarter(CAST({start} AS DATE)) END, {grain}, "
        f"CAST(value AS DOUBLE), {text['printed']}, {text['unit']}, {status}, "
        f"CAST({optional['source']} AS INTEGER), {text['note']} FROM {_read(file)}"
    )


_NETWORK = {
    "links": "nsf_network_links",
    "strength": "nsf_network_strength",
    "betweenness_rank": "nsf_network_betweenness_rank",
    "closeness_rank": "nsf_network_closeness_rank",
    "pagerank_rank": "nsf_network_pagerank_rank",
    "eigenvector_rank": "nsf_network_eigenvector_rank",
}
NETWORK_YEARS = (2003, 2022)


def _load_network(connection: DuckDBPyConnection, file: Path, columns: Iterable[str]) -> None:
    numbers = ", ".join(
        f"CAST({name} AS INTEGER) AS {name}" for name in sorted(columns) if name != "place"
    )
    connection.execute(
        f"CREATE TABLE network AS SELECT place, {numbers} FROM {_read(file)} ORDER BY place"
    )
    for column, measure in _NETWORK.items():
        connection.execute(
            f"INSERT INTO loaded (measure, dataset, place, start_year, end_year, grain, value, "
            f"status) SELECT {literal(measure)}, {literal(file.stem)}, place, {NETWORK_YEARS[0]}, "
            f"{NETWORK_YEARS[1]}, 'span', {column}, 'final' FROM network"
        )


def _catalogue_tables(connection: DuckDBPyConnection, catalogue: Catalogue) -> None:
    connection.execute(
        "CREATE TABLE datasets (dataset VARCHAR, title VARCHAR, publisher VARCHAR, "
        "release VARCHAR, date VARCHAR, url VARCHAR, licence VARCHAR, definition VARCHAR, "
        "credit VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO datasets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [getattr(dataset, column) for column in _DATASET_COLUMNS]
            for dataset in catalogue.datasets
        ],
    )
    connection.execute(
        "CREATE TABLE measures (measure VARCHAR, concept VARCHAR, dataset VARCHAR, "
        "view VARCHAR, label VARCHAR, unit VARCHAR, kind VARCHAR, counting VARCHAR, "
        "grain VARCHAR, additive BOOLEAN, definition VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO measures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [getattr(measure, column) for column in _MEASURE_COLUMNS]
            for measure in catalogue.measures
        ],
    )
    connection.execute(
        "CREATE TABLE sources (source INTEGER, source_id VARCHAR, source_name VARCHAR)"
    )
    connection.executemany("INSERT INTO sources VALUES (?, ?, ?)", _sources())


def _sources() -> list[list[object]]:
    from corpus.documents import shipped_documents

    return [
        [source.number, source.id, source.short or source.publisher]
        for source in (document.source for document in shipped_documents())
        if source.number
    ]


def _place_tables(connection: DuckDBPyConnection) -> None:
    folder = shipped_places()
    connection.execute(
        "CREATE TABLE places AS SELECT code AS place, name, sentence, kind, iso2, region, "
        f"subregion FROM {_read(folder / 'places.csv')}"
    )
    connection.execute(
        'CREATE TABLE members AS SELECT bloc, place, CAST("from" AS INTEGER) AS "from", '
        f'CAST("to" AS INTEGER) AS "to" FROM {_read(folder / "members.csv")}'
    )
    connection.execute(
        f"CREATE TABLE aliases AS SELECT alias, code, kind, lang, note FROM "
        f"{_read(folder / 'aliases.csv')}"
    )


def _check(connection: DuckDBPyConnection) -> None:
    """Raise CorpusError when a row names a place, measure or source that is not there."""
    for column, table in (("measure", "measures"), ("place", "places"), ("source", "sources")):
        row = connection.execute(
            f"SELECT {column}, dataset FROM observations WHERE {column} IS NOT NULL AND {column} "
            f"NOT IN (SELECT {column} FROM {table}) LIMIT 1"
        ).fetchone()
        if row:
            raise CorpusError(
                f"dataset {row[1]!r} names the {column} {row[0]!r}, which is not in the {table}"
            )
    row = connection.execute(
        "SELECT dataset, measure, place FROM observations WHERE value IS NULL OR place IS NULL "
        "OR start_year IS NULL LIMIT 1"
    ).fetchone()
    if row:
        raise CorpusError(f"dataset {row[0]!r} has a row without value, place or year: {row!r}")
