"""Stage: a table file in a scratch database, one row a value, streamed through DuckDB.

Memory is bounded by MEMORY_MB whatever the file's size; the scratch database takes about half
of the file's size on disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.tables.guesses import series_name
from corpus.tables.layouts import Layout
from corpus.tables.mappings import HEADER, Mapping
from corpus.tables.number_shapes import SPACES, shape_sql
from corpus.tables.open_table import TableFile, parquet_text, quoted
from corpus.tables.text_files import line_numbers
from corpus.tables.times import year_in_header

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["MEMORY_MB", "scratch_database", "stage_values", "unused_columns"]

MEMORY_MB = 400
_RAGGED = 20  # rows with too many cells that a message may name


@contextmanager
def scratch_database(folder: Path) -> Iterator[DuckDBPyConnection]:
    """Give a database in a folder that is thrown away, with memory bounded and no extensions."""
    import duckdb

    connection = duckdb.connect(
        str(folder / "scratch.duckdb"),
        config={
            "memory_limit": f"{MEMORY_MB}MB",
            "threads": 2,
            "temp_directory": str(folder / "spilled"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    try:
        yield connection
    finally:
        connection.close()


def stage_values(
    connection: DuckDBPyConnection,
    table: TableFile,
    layout: Layout,
    mapping: Mapping,
) -> None:
    """Make ``written`` (n, place, code, time, series, text, shape, flag) and ``place_rows``.

    ``written`` is a view, one row a value, all as the file has it; cells without anything in
    them are left out.  Raises CorpusError for columns that are not there and rows that have
    more cells than names.
    """
    columns = {name: f"c{number}" for number, name in enumerate(layout.names)}
    _check_columns(mapping, columns)
    _read_cells(connection, table, len(layout.names), layout.last)
    _refuse_unnamed(connection, table, layout)
    _keep(connection, mapping, columns)
    _unpivot(connection, mapping, columns)


def unused_columns(layout: Layout, mapping: Mapping) -> list[str]:
    """Name the columns that a mapping leaves aside."""
    used = set(_named_columns(mapping))
    return [name for name in layout.names if name not in used]


def _named_columns(mapping: Mapping) -> list[str]:
    return [
        *(mapping.place, mapping.code, mapping.year, mapping.indicator, mapping.status),
        *(mapping.split, mapping.quarter, *mapping.keep, *mapping.values),
    ]


def _check_columns(mapping: Mapping, columns: dict[str, str]) -> None:
    for name in _named_columns(mapping):
        if name and name != HEADER and name not in columns:
            raise CorpusError(
                f"there is no column {name!r}; the columns are {list(columns)[:30]!r}"
            )
    if not mapping.values:
        raise CorpusError(
            f"no column holds numbers, of {list(columns)[:30]!r}; name one with --value"
        )
    if not mapping.place and not mapping.fixed_place:
        raise CorpusError(
            f"no column of {list(columns)[:30]!r} holds places that are known here; name it with "
            "--place, or the place that the whole table is about with --about-place"
        )
    if not mapping.year and not mapping.fixed_year:
        raise CorpusError(
            f"no column of {list(columns)[:30]!r} holds years; name it with --year, or the year "
            "that the whole table is about with --about-year"
        )


def _read_cells(
    connection: DuckDBPyConnection, table: TableFile, n_columns: int, header_rows: int
) -> None:
    """Read every cell as text, with the number of its row; blank lines do not count."""
    import duckdb

    if table.kind == "parquet":
        source = f"read_parquet({quoted(str(table.path))})"
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        picked = ", ".join(
            f"{parquet_text(str(name), str(kind))} AS c{number}"
            for number, (name, kind, *_) in enumerate(described)
        )
        # Row 1 is the row of names, as in every other file.
        connection.execute(
            f"CREATE TABLE cells AS SELECT row_number() OVER () + 1 AS n, {picked} FROM {source}"
        )
        return
    types = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(n_columns))
    options = (
        f"delim = {quoted(table.delimiter)}, quote = '\"', escape = '\"', header = false, "
        f"auto_detect = false, columns = {{{types}}}, null_padding = true, store_rejects = true, "
        f"rejects_limit = {_RAGGED}, max_line_size = 4000000"
    )
    for parallel in ("true", "false"):  # rows over several lines need the slower reader
        _forget_rejects(connection)
        try:
            connection.execute(
                "CREATE OR REPLACE TABLE cells AS SELECT row_number() OVER () AS n, * FROM "
                f"read_csv({quoted(str(table.path))}, {options}, parallel = {parallel})"
            )
            break
        except duckdb.Error as error:
            if parallel == "false":
                reason = str(error).splitlines()[0]
                raise CorpusError(f"{table.name!r} cannot be read as a table: {reason}") from error
    ragged = connection.execute(
        "SELECT line, any_value(csv_line), any_value(error_type) FROM reject_errors "
        "GROUP BY line ORDER BY line"
    ).fetchall()
    if ragged:
        first = "; ".join(f"line {line}: {str(text)[:80]!r}" for line, text, _ in ragged[:5])
        more = "at least " if len(ragged) >= _RAGGED else ""
        raise CorpusError(
            f"{more}{len(ragged)} rows of {table.name!r} have more cells than there are columns "
            f"({n_columns}), or a quotation mark that is never closed: {first}; a number with a "
            "comma in it must stand in quotation marks"
        )
    connection.execute(f"DELETE FROM cells WHERE n <= {header_rows}")


def _refuse_unnamed(connection: DuckDBPyConnection, table: TableFile, layout: Layout) -> None:
    """Refuse rows that go on behind the last named column: "1,234" without quotation marks."""
    behind = [f"c{number}" for number in range(layout.n_named, len(layout.names))]
    if not behind:
        return
    # A sheet may have remarks in its margin; a number there is one that lost its column.
    wrong = "<> ''" if table.kind == "text" else "SIMILAR TO ' *[0-9][0-9.,]* *'"
    found = connection.execute(
        "SELECT n FROM cells WHERE "
        + " OR ".join(f"{column} {wrong}" for column in behind)
        + f" ORDER BY n LIMIT {_RAGGED}"
    ).fetchall()
    if found:
        rows = [int(n) for (n,) in found]
        if table.kind == "text":
            rows = sorted(line_numbers(table.path, table.delimiter, rows).values())
        more = "at least " if len(rows) >= _RAGGED else ""
        lines = f"line{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:8]))}"
        raise CorpusError(
            f"{table.name!r} has rows with more cells than there are named columns "
            f"({layout.n_named}): {more}{len(rows)}, {lines}; a number with a comma in it must "
            "stand in quotation marks"
        )


def _forget_rejects(connection: DuckDBPyConnection) -> None:
    for name in ("reject_errors", "reject_scans"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")


def _keep(connection: DuckDBPyConnection, mapping: Mapping, columns: dict[str, str]) -> None:
    for name, value in mapping.keep.items():
        connection.execute(
            f"DELETE FROM cells WHERE {_trimmed(columns[name])} IS DISTINCT FROM ?", [value]
        )
    if mapping.keep:
        row = connection.execute("SELECT count(*) FROM cells").fetchone()
        if not row or not row[0]:
            raise CorpusError(
                f"no row is left where {dict(mapping.keep)!r} must hold; check --keep"
            )


def _unpivot(connection: DuckDBPyConnection, mapping: Mapping, columns: dict[str, str]) -> None:
    """Make one row a value, whether years, places or measures were columns."""
    connection.execute(
        "CREATE TABLE value_columns (col VARCHAR, series VARCHAR, time VARCHAR, place VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO value_columns VALUES (?, ?, ?, ?)",
        [_value_column(mapping, name, columns[name]) for name in mapping.values],
    )

    def cell(name: str) -> str:
        return f"k.{columns[name]}" if name and name != HEADER else "NULL"

    place = "v.place" if mapping.place == HEADER else cell(mapping.place)
    if mapping.fixed_place:
        place = quoted(mapping.fixed_place)
    time = "v.time" if mapping.year == HEADER else cell(mapping.year)
    if mapping.quarter:
        time = f"concat({time}, 'Q', regexp_extract({cell(mapping.quarter)}, '[1-4]'))"
    if mapping.fixed_year:
        time = quoted(str(mapping.fixed_year))
    series = f"trim({cell(mapping.indicator)})" if mapping.indicator else "v.series"
    if mapping.split:
        series = f"concat_ws(': ', nullif({series}, ''), trim({cell(mapping.split)}))"
    if len(mapping.values) == 1:
        only = columns[mapping.values[0]]
        source = f"(SELECT *, {only} AS text FROM cells) k CROSS JOIN value_columns v"
    else:
        listed = ", ".join(columns[name] for name in mapping.values)
        # The columns unpivoted are gone afterwards; the others stay.
        source = (
            f"(SELECT * FROM cells UNPIVOT (text FOR col IN ({listed}))) k "
            "JOIN value_columns v USING (col)"
        )
    code = f"coalesce({cell(mapping.code)}, '')"
    place = f"coalesce({place}, '')"
    connection.execute(
        f"CREATE VIEW written AS SELECT n, {place} AS place, {code} AS code, "
        f"{time} AS time, coalesce({series}, '') AS series, text, {shape_sql('text')} AS shape, "
        f"{cell(mapping.status)} AS flag FROM {source} WHERE text <> ''"
    )
    # Rows are counted here, where a row is one row.
    rows, filled = "written", "true"
    if mapping.place != HEADER:
        rows = "cells k"
        filled = f"coalesce({', '.join(columns[name] for name in mapping.values)}) IS NOT NULL"
    else:
        place, code = "place", "code"
    connection.execute(
        f"CREATE TABLE place_rows AS SELECT {place} AS place, {code} AS code, "
        f"count(*) AS n_rows, min(n) AS first_row FROM {rows} WHERE {filled} GROUP BY ALL"
    )


def _value_column(mapping: Mapping, name: str, column: str) -> Sequence[str]:
    found = year_in_header(name) if mapping.year == HEADER else None
    time = ""
    if found is not None:
        time = f"{found[1].year}Q{found[1].quarter}" if found[1].quarter else str(found[1].year)
    return [column, series_name(mapping, name), time, name if mapping.place == HEADER else ""]


def _trimmed(expression: str) -> str:
    return f"trim({expression}, {quoted(SPACES)})"
