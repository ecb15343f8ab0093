"""Query: run checked SQL over the figures, locked down and within limits."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import IndexMissing, QueryFailed, QueryRefused
from corpus.settings import Settings
from index.guard import check_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from corpus.added_catalogue import AddedDataset

__all__ = ["Cell", "Figures", "Result", "ViewColumn", "ViewDescription"]

Cell = str | int | float | bool | None

# Tables that readers may query beside the views.
_READABLE_TABLES = ("places", "members")
_THREADS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Hold what a query returned."""

    sql: str  # as it ran: rendered from the checked tree
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    views: tuple[str, ...]  # the views it read
    truncated: bool  # True: there are more rows
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewColumn:
    """Describe one column of a view."""

    name: str
    type: str
    comment: str  # what it holds, with the unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDescription:
    """Describe one view."""

    name: str
    comment: str
    columns: tuple[ViewColumn, ...]


class Figures:
    """Answer SQL over the figures.  Safe to share between threads."""

    def __init__(
        self, connection: DuckDBPyConnection, settings: Settings, *, search_path: str = ""
    ) -> None:
        self._connection = connection
        self._settings = settings
        self._search_path = search_path  # where names are looked up, where files are attached
        self._local = threading.local()
        rows = connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
        ).fetchall()
        self._views = tuple(name for (name,) in rows) + _READABLE_TABLES

    @classmethod
    def open(
        cls, path: Path, settings: Settings, *, added: Sequence[tuple[Path, AddedDataset]] = ()
    ) -> Figures:
        """Open the file read-only, with every limit set and locked at connect.

        ``added``: files of tables that the asker may see beside it.  Raises IndexMissing when
        the file is not there or cannot be read.
        """
        import duckdb

        if not path.is_file():
            raise IndexMissing(f"there are no figures at {str(path)!r}; run: onrecord build")
        try:
            if added:
                from index.added_views import SEARCH_PATH, attach_added

                connection = attach_added(path, added, _locked(settings))
                return cls(connection, settings, search_path=SEARCH_PATH)
            connection = duckdb.connect(str(path), read_only=True, config=_locked(settings))
            return cls(connection, settings)
        except duckdb.Error as error:
            raise IndexMissing(
                f"the figures at {str(path)!r} cannot be opened: {error}; run: onrecord build"
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def views(self) -> tuple[str, ...]:
        """Return the names of everything a query may read."""
        return self._views

    def describe(self, view: str) -> ViewDescription:
        """Return the view's columns with units and definitions.

        Raises QueryRefused when there is no such view.
        """
        name = view.lower()
        if name not in self._views:
            raise QueryRefused(f"there is no view {view!r} to read")
        cursor = self._cursor()
        comment = cursor.execute(
            "SELECT comment FROM duckdb_views() WHERE view_name = $name UNION ALL "
            "SELECT comment FROM duckdb_tables() WHERE table_name = $name",
            {"name": name},
        ).fetchone()
        columns = cursor.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() "
            "WHERE table_name = $name ORDER BY column_index",
            {"name": name},
        ).fetchall()
        return ViewDescription(
            name=name,
            comment=(comment[0] if comment else "") or "",
            columns=tuple(
                ViewColumn(name=column, type=kind, comment=text or "")
                for column, kind, text in columns
            ),
        )

    def run(self, sql: str, *, limit_rows: int | None = None) -> Result:
        """Check the SQL, run it, and return at most ``limit_rows`` rows (default: settings).

        Raises QueryRefused when the guard says no, QueryFailed when the database does, or when
        the query hits the limit of time or memory.
        """
        import duckdb

        started = time.perf_counter()
        checked = check_query(sql, views=self._views)
        limit = self._settings.query_rows if limit_rows is None else limit_rows
        statements = duckdb.extract_statements(checked.sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise QueryRefused("send one SELECT statement")
        cursor = self._cursor()
        try:
            cursor.execute(statements[0])
            columns = tuple(str(column[0]) for column in cursor.description or ())
            rows = cursor.fetchmany(limit + 1)
        except duckdb.InterruptException as error:
            raise QueryFailed(
                f"the query took longer than {self._settings.query_seconds:g} seconds; "
                "ask for fewer places or years"
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise QueryFailed(
                f"the query needed more than {self._settings.query_memory_mb} MB; "
                "ask for fewer rows"
            ) from error
        except duckdb.IOException as error:
            raise IndexMissing(
                f"the figures cannot be read, the file is damaged: {error}; run: onrecord build"
            ) from error
        except duckdb.Error as error:
            raise QueryFailed(f"the query failed: {error}") from error
        finally:
            self._let_go(cursor)
        return Result(
            sql=checked.sql,
            columns=columns,
            rows=tuple(_plain(row) for row in rows[:limit]),
            views=checked.views,
            truncated=len(rows) > limit,
            milliseconds=(time.perf_counter() - started) * 1000,
        )

    def _cursor(self) -> DuckDBPyConnection:
        """Return this thread's own cursor: an unfinished result owns its connection."""
        cursor: DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._connection.cursor()
            if self._search_path:  # a cursor does not take it over
                cursor.execute(f"SET search_path = '{self._search_path}'")
            self._local.cursor = cursor
        return cursor

    @staticmethod
    def _let_go(cursor: DuckDBPyConnection) -> None:
        cursor.abort()


def _locked(settings: Settings) -> dict[str, str | bool | int | float | list[str]]:
    """Give the configuration that shuts out files, extensions, settings and long work."""
    return {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "lock_configuration": True,
        "memory_limit": f"{settings.query_memory_mb}MB",
        "threads": _THREADS,
        "max_temp_directory_size": "0GB",
        "max_execution_time": str(int(settings.query_seconds * 1000)),
    }


def _plain(row: Sequence[object]) -> tuple[Cell, ...]:
    """Give plain Python values: numbers, texts, truth values or None."""
    return tuple(_cell(value) for value in row)


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "as_tuple"):  # Decimal
        return float(str(value))
    return str(value)
