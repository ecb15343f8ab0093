"""The conversations' file: opened, brought up to date, written in whole transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.history_schema import migrate
from corpus.errors import ConfigError, OnrecordError

__all__ = ["HistoryFile"]

BUSY_SECONDS = 10.0  # another process may be writing: the command line beside the page


class HistoryFile:
    """Hold one SQLite file open.  Safe to share between threads and processes."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> HistoryFile:
        """Open or make the file at ``path``, and its folder; an older file is brought up to date.

        Raises ConfigError where the folder cannot be written, the file is no database, or a
        newer version of Onrecord wrote it.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
            connection.isolation_level = None  # transactions are ours, see change
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # overwritten, not only unlinked
            migrate(connection)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"cannot keep conversations in {str(path)!r}: {error}; move the file away, or "
                "set ONRECORD_HOME to a folder that can be written"
            ) from error
        return cls(connection, path)

    def close(self) -> None:
        """Close the file.  What was added is already on disk."""
        with self._lock:
            self.connection.close()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for reading; a process that writes is not waited for."""
        with self._run("BEGIN") as connection:
            yield connection

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one change that is kept whole or not at all."""
        # IMMEDIATE: a turn's number is read and written by one process at a time
        with self._run("BEGIN IMMEDIATE") as connection:
            yield connection

    def forget_traces(self) -> None:
        """Overwrite what a deletion left: the words' older segments and the log of changes.

        The log is emptied as soon as no other process reads it; until then it is tried again by
        the next deletion and by whoever closes the file last.
        """
        with self.change() as run:
            run.execute("INSERT INTO turn_words (turn_words) VALUES ('optimize')")
        with self._lock:
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _run(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self.connection.execute(begin)
                try:
                    yield self.connection
                except BaseException:
                    self.connection.execute("ROLLBACK")
                    raise
                self.connection.execute("COMMIT")
            except sqlite3.Error as error:
                problem = OnrecordError(
                    f"the conversations in {str(self.path)!r} could not be read or written: "
                    f"{error}; check the disk's free space and the file's rights"
                )
                problem.for_reader = "This conversation could not be read or kept just now."
                problem.retryable = True
                raise problem from error
