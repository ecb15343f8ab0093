"""Passages: documents and passages of one layer in one SQLite file, with their words."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.documents import Document
from corpus.errors import IndexMissing
from corpus.sources import Source
from index import postings
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
CREATE INDEX passages_kind ON passages (kind);
"""
# Stores of format 1 held their words in FTS5.
_FROM_FORMAT_1 = """
DROP TRIGGER words_added;
DROP TRIGGER words_removed;
DROP TABLE words;
CREATE INDEX passages_kind ON passages (kind);
"""
_FOUND_BY = "SELECT row, heading || char(10) || text FROM passages"
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
                self._connection.executescript(_SCHEMA + postings.SCHEMA)
            self._connection.execute("SELECT row, id FROM passages LIMIT 1").fetchall()
            if write:
                self._move_words()
            self._connection.execute("SELECT first FROM postings LIMIT 1").fetchall()
        except sqlite3.Error as error:
            if write and isinstance(error, sqlite3.OperationalError):
                raise  # the disk is full or the folder closed: no damage
            raise self._missing(error) from error

    def _missing(self, error: sqlite3.Error) -> IndexMissing:
        return IndexMissing(
            f"the passages file {str(self.path)!r} cannot be used: {error}; run: onrecord build"
        )

    def _move_words(self) -> None:
        found = "SELECT 1 FROM sqlite_master WHERE name = 'words'"
        if self._connection.execute(found).fetchone() is None:
            return
        self._connection.executescript(_FROM_FORMAT_1 + postings.SCHEMA)
        with self._transaction() as connection:
            texts = connection.execute(f"{_FOUND_BY} ORDER BY row").fetchall()
            postings.add_postings(connection, texts)

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
        last_of_each = {document.source.id: (document, found) for document, found in pairs}
        with self._transaction() as connection:
            fresh: list[tuple[int, str]] = []
            for document, passages in last_of_each.values():
                self._delete(connection, document.source.id)
                fresh += self._insert(connection, document, passages)
            postings.add_postings(connection, fresh)

    def _insert(
        self, connection: sqlite3.Connection, document: Document, passages: Sequence[Passage]
    ) -> list[tuple[int, str]]:
        source = document.source
        connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?)",
            (source.id, json.dumps(asdict(source)), document.text, document.hash()),
        )
        (last,) = connection.execute("SELECT coalesce(max(row), 0) FROM passages").fetchone()
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row,
                    passage.id,
                    source.id,
                    source.kind,
                    passage.start,
                    passage.end,
                    passage.text,
                    _HEADING_JOINT.join(passage.heading),
                    json.dumps(_extras(passage)),
                )
                for row, passage in enumerate(passages, start=last + 1)
            ),
        )
        return [
            (row, f"{_HEADING_JOINT.join(passage.heading)}\n{passage.text}")
            for row, passage in enumerate(passages, start=last + 1)
        ]

    def remove(self, source: str) -> None:
        """Remove one document with its passages and words; nothing happens if it is not here."""
        with self._transaction() as connection:
            self._delete(connection, source)

    def _delete(self, connection: sqlite3.Connection, source: str) -> None:
        texts = connection.execute(f"{_FOUND_BY} WHERE source = ?", (source,)).fetchall()
        if texts:
            postings.remove_postings(connection, texts)
        connection.execute("DELETE FROM passages WHERE source = ?", (source,))
        connection.execute("DELETE FROM documents WHERE source = ?", (source,))

    def check(self) -> None:
        """Raise IndexMissing when the file or its keyword index is damaged."""
        (verdict,) = self.rows("PRAGMA quick_check(1)")[0]
        if verdict != "ok":
            raise self._missing(sqlite3.DatabaseError(verdict))
        ((counted, _),) = self.rows("SELECT passages, words FROM totals")
        ((words,),) = self.rows(f"SELECT count(*) FROM postings WHERE {postings.DAMAGED}")
        if words or counted != self.count():
            raise self._missing(sqlite3.DatabaseError("its keyword index is damaged"))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def count(self) -> int:
        """Return the number of passages."""
        return int(self.rows("SELECT count(*) FROM passages")[0][0])

    def totals(self) -> tuple[int, int]:
        """Return the number of passages and of their words."""
        passages, words = self.rows("SELECT passages, words FROM totals")[0]
        return int(passages), int(words)

    def ids_of_rows(self, rows: Collection[int]) -> dict[int, str]:
        """Return the ids of the passages in these rows of the file."""
        sql = "SELECT row, id FROM passages WHERE row IN (SELECT value FROM json_each(?))"
        return dict(self.rows(sql, (json.dumps(list(rows)),)))

    def rows_of_ids(self, ids: Collection[str]) -> dict[str, int]:
        """Return the rows in the file of those passages that are here."""
        sql = "SELECT id, row FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self.rows(sql, (json.dumps(list(ids)),)))

    def rows_allowed(
        self, *, sources: Collection[str] | None, kinds: Collection[str] | None
    ) -> set[int] | None:
        """Return the rows of these sources and kinds; None where neither is limited."""
        parts, parameters = [], []
        for column, allowed in (("source", sources), ("kind", kinds)):
            if allowed is not None:
                parts.append(f"{column} IN (SELECT value FROM json_each(?))")
                parameters.append(json.dumps(list(allowed)))
        if not parts:
            return None
        sql = f"SELECT row FROM passages WHERE {' AND '.join(parts)}"
        return {row for (row,) in self.rows(sql, parameters)}

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
        sql = f"SELECT {_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        return {row[1]: _passage(row) for row in self.rows(sql, (json.dumps(list(ids)),))}

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
