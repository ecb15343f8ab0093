"""Passages: documents and passages of one layer in one SQLite file, with their words."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.documents import Document
from corpus.errors import IndexMissing
from corpus.sources import Source
from index.split import Passage, Sentence

__all__ = ["PassageFile"]

_SCHEMA = """
CREATE TABLE documents (
    source TEXT PRIMARY KEY,
    record TEXT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL REFERENCES documents (source),
    kind TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    text TEXT NOT NULL,
    heading TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX passages_source ON passages (source);
CREATE VIRTUAL TABLE words USING fts5 (
    heading, text, content = 'passages', content_rowid = 'row',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER words_added AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, heading, text) VALUES (new.row, new.heading, new.text);
END;
CREATE TRIGGER words_removed AFTER DELETE ON passages BEGIN
    INSERT INTO words (words, rowid, heading, text)
    VALUES ('delete', old.row, old.heading, old.text);
END;
"""
_COLUMNS = "passages.row, id, source, first, last, passages.text, record"
_HEADING_JOINT = " > "


class PassageFile:
    """Read and write the documents and passages of one layer; any thread may call."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        """Open the file; with ``write``, make it if it is not there.

        Raises IndexMissing when it is missing, damaged or no file of ours, and with ``write``
        sqlite3.OperationalError when it cannot be written.
        """
        self.path = path
        self._lock = threading.RLock()
        new = write and not path.exists()
        uri = f"{path.resolve().as_uri()}?mode={'rwc' if write else 'ro'}"
        try:
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=30)
            if write:
                # What a reader removes is overwritten, not only unlinked.
                self._connection.execute("PRAGMA secure_delete = ON")
            if new:
                self._connection.executescript(_SCHEMA)
            self._connection.execute("SELECT row, id FROM passages LIMIT 1").fetchall()
            self._connection.execute("SELECT rowid FROM words LIMIT 1").fetchall()
        except sqlite3.Error as error:
            if write and isinstance(error, sqlite3.OperationalError):
                raise  # the disk is full or the folder closed: no damage
            raise self._missing(error) from error

    def _missing(self, error: sqlite3.Error) -> IndexMissing:
        return IndexMissing(
            f"the passages file {str(self.path)!r} cannot be used: {error}; run: onrecord build"
        )

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of one SELECT of ours; raises IndexMissing when the file is damaged."""
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.DatabaseError as error:
                raise self._missing(error) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection

    def add(self, pairs: Iterable[tuple[Document, Sequence[Passage]]]) -> None:
        """Add or replace documents with their passages, all or nothing."""
        with self._transaction() as connection:
            for document, passages in pairs:
                self._delete(connection, document.source.id)
                self._insert(connection, document, passages)

    def _insert(
        self, connection: sqlite3.Connection, document: Document, passages: Sequence[Passage]
    ) -> None:
        source = document.source
        connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?)",
            (source.id, json.dumps(asdict(source)), document.text, document.hash()),
        )
        connection.executemany(
            "INSERT INTO passages (id, source, kind, first, last, text, heading, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    passage.id,
                    source.id,
                    source.kind,
                    passage.start,
                    passage.end,
                    passage.text,
                    _HEADING_JOINT.join(passage.heading),
                    json.dumps(_extras(passage)),
                )
                for passage in passages
            ),
        )

    def remove(self, source: str) -> None:
        """Remove one document with its passages and words; nothing happens if it is not here."""
        with self._transaction() as connection:
            self._delete(connection, source)
            # Deleted words stay in the index's older segments until they are merged.
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")

    def _delete(self, connection: sqlite3.Connection, source: str) -> None:
        connection.execute("DELETE FROM passages WHERE source = ?", (source,))
        connection.execute("DELETE FROM documents WHERE source = ?", (source,))

    def finish(self) -> None:
        """Merge the index's segments after many additions: searches read one, not sixteen."""
        with self._transaction() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")

    def check(self) -> None:
        """Raise IndexMissing when the file or its keyword index is damaged."""
        (verdict,) = self.rows("PRAGMA quick_check(1)")[0]
        if verdict != "ok":
            raise self._missing(sqlite3.DatabaseError(verdict))
        try:
            with self._transaction() as connection:
                connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            raise self._missing(error) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def count(self) -> int:
        """Return the number of passages."""
        return int(self.rows("SELECT count(*) FROM passages")[0][0])

    def ids(self, *, source: str | None = None) -> list[str]:
        """Return the ids of all passages, or of one source's, in reading order."""
        where, parameters = ("", ()) if source is None else (" WHERE source = ?", (source,))
        return [
            row[0] for row in self.rows(f"SELECT id FROM passages{where} ORDER BY row", parameters)
        ]

    def sources(self) -> dict[str, Source]:
        """Return the sources of the documents by id."""
        rows = self.rows("SELECT source, record FROM documents ORDER BY source")
        return {source: Source(**json.loads(record)) for source, record in rows}

    def document_text(self, source: str) -> str | None:
        """Return the text of a source's document, or None if it is not here."""
        rows = self.rows("SELECT text FROM documents WHERE source = ?", (source,))
        return str(rows[0][0]) if rows else None

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages of these ids that are here."""
        marks = list(ids)
        sql = f"SELECT {_COLUMNS} FROM passages WHERE id IN ({','.join('?' * len(marks))})"
        return {row[1]: _passage(row) for row in self.rows(sql, marks)}

    def source_passages(self, source: str) -> tuple[Passage, ...]:
        """Return the passages of one source in reading order."""
        sql = f"SELECT {_COLUMNS} FROM passages WHERE source = ? ORDER BY first"
        return tuple(_passage(row) for row in self.rows(sql, (source,)))


def _extras(passage: Passage) -> dict[str, object]:
    return {
        "heading": passage.heading,
        "locator": passage.locator,
        "facts": passage.facts,
        "numbers": passage.numbers,
        "sentences": [(s.start, s.end) for s in passage.sentences],
    }


def _passage(row: tuple[Any, ...]) -> Passage:
    _, id_, source, start, end, text, record = row
    extras = json.loads(record)
    return Passage(
        id=id_,
        source=source,
        start=start,
        end=end,
        text=text,
        heading=tuple(extras["heading"]),
        locator=extras["locator"],
        facts=tuple(extras["facts"]),
        numbers=tuple(extras["numbers"]),
        sentences=tuple(
            Sentence(start=first, end=last, text=text[first - start : last - start])
            for first, last in extras["sentences"]
        ),
    )
