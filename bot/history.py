"""History: conversations, their finished turns, and what readers said was wrong.

Our own SQLite table, one row per finished turn.  A turn is either kept whole or not at all,
so a restart in the middle of an answer loses nothing that was finished.  Every read names the
reader: an id that belongs to somebody else is as unknown as one that does not exist.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import Answer, answer_from_json, as_json
from corpus.errors import ConfigError, OnrecordError

__all__ = ["Conversation", "Feedback", "History"]

TITLE_CHARACTERS = 80
BUSY_SECONDS = 10.0  # another process may be writing: the command line beside the page

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, reader TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
    updated TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS conversations_by_reader ON conversations (reader, updated);
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, answer_id TEXT NOT NULL, at TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
);
CREATE INDEX IF NOT EXISTS turns_by_answer ON turns (answer_id);
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT NOT NULL, reader TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Describe a conversation for a list: its turns are read when it is opened."""

    id: str
    title: str  # the first question, unless its reader gave it a name
    updated: datetime  # UTC
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Hold what a reader said about one answer."""

    answer_id: str
    reader: str
    reason: str
    at: datetime  # UTC


class History:
    """Keep conversations in one SQLite file.  Safe to share between threads and processes."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> History:
        """Open or make the file at ``path``, and its folder.

        Raises ConfigError where the folder cannot be written or the file is no database.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
            connection.isolation_level = None  # transactions are ours, see _transaction
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.executescript(SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"cannot keep conversations in {str(path)!r}: {error}; move the file away, or "
                "set ONRECORD_HOME to a folder that can be written"
            ) from error
        return cls(connection, path)

    def close(self) -> None:
        """Close the file.  What was added is already on disk."""
        with self._lock:
            self._connection.close()

    def new_conversation(self, reader: str) -> str:
        """Make an empty conversation and give its id, which cannot be guessed."""
        conversation = secrets.token_urlsafe(16)
        with self._transaction() as run:
            run.execute(
                "INSERT INTO conversations (id, reader, updated) VALUES (?, ?, ?)",
                (conversation, reader, _now()),
            )
        return conversation

    def conversations(self, reader: str) -> list[Conversation]:
        """List a reader's conversations that hold a turn, the latest first."""
        with self._transaction() as run:
            rows = run.execute(
                "SELECT id, title, updated, count(*) AS turns FROM conversations"
                " JOIN turns ON turns.conversation = conversations.id WHERE reader = ?"
                " GROUP BY id ORDER BY updated DESC, conversations.rowid DESC",
                (reader,),
            ).fetchall()
        return [
            Conversation(id=id_, title=title, updated=datetime.fromisoformat(at), turns=turns)
            for id_, title, at, turns in rows
        ]

    def owns(self, conversation: str, reader: str) -> bool:
        """Say whether this conversation exists and is this reader's."""
        with self._transaction() as run:
            found = run.execute(
                "SELECT 1 FROM conversations WHERE id = ? AND reader = ?", (conversation, reader)
            ).fetchone()
        return found is not None

    def rename(self, conversation: str, title: str, *, reader: str) -> bool:
        """Name a conversation.  False where the reader has no such conversation."""
        title = " ".join(title.split())[:TITLE_CHARACTERS]
        with self._transaction() as run:
            return bool(
                run.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND reader = ?",
                    (title, conversation, reader),
                ).rowcount
            )

    def delete(self, conversation: str, *, reader: str) -> bool:
        """Delete a conversation with its turns.  False where the reader has no such one."""
        with self._transaction() as run:
            return bool(
                run.execute(
                    "DELETE FROM conversations WHERE id = ? AND reader = ?", (conversation, reader)
                ).rowcount
            )

    def add_turn(self, conversation: str, answer: Answer) -> int:
        """Keep a finished turn and give its number, from 1.

        Raises OnrecordError where the conversation is unknown or the disk takes no more.
        """
        at = _now()
        text = json.dumps(as_json(answer), ensure_ascii=False, default=str)
        with self._transaction() as run:
            row = run.execute(
                "SELECT coalesce(max(number), 0) + 1 FROM turns WHERE conversation = ?",
                (conversation,),
            ).fetchone()
            number = int(row[0])
            title = " ".join(answer.question.split())[:TITLE_CHARACTERS]
            known = run.execute(
                "UPDATE conversations SET updated = ?, title = iif(title = '', ?, title)"
                " WHERE id = ?",
                (at, title, conversation),
            ).rowcount
            if not known:
                raise OnrecordError(
                    f"conversation {conversation!r} does not exist; start one with new_conversation"
                )
            run.execute(
                "INSERT INTO turns (conversation, number, answer_id, at, answer)"
                " VALUES (?, ?, ?, ?, ?)",
                (conversation, number, answer.id, at, text),
            )
        return number

    def turns(self, conversation: str, reader: str) -> list[Answer]:
        """Give a conversation's answers in order; none where it is not this reader's."""
        with self._transaction() as run:
            rows = run.execute(
                "SELECT answer FROM turns JOIN conversations ON id = conversation"
                " WHERE conversation = ? AND reader = ? ORDER BY number",
                (conversation, reader),
            ).fetchall()
        return [answer_from_json(json.loads(text)) for (text,) in rows]

    def answer(self, answer_id: str, reader: str) -> Answer | None:
        """Give one kept answer by its id; None where this reader has no such answer."""
        with self._transaction() as run:
            row = run.execute(
                "SELECT answer FROM turns JOIN conversations ON id = conversation"
                " WHERE answer_id = ? AND reader = ? ORDER BY at DESC LIMIT 1",
                (answer_id, reader),
            ).fetchone()
        return None if row is None else answer_from_json(json.loads(row[0]))

    def add_feedback(self, answer_id: str, reason: str, *, reader: str) -> None:
        """Keep a reader's "this is wrong", with the reason given."""
        with self._transaction() as run:
            run.execute(
                "INSERT INTO feedback (answer_id, reader, reason, at) VALUES (?, ?, ?, ?)",
                (answer_id, reader, reason.strip(), _now()),
            )

    def feedback(self) -> list[Feedback]:
        """List all feedback, the latest first: for whoever runs the desk, not for readers."""
        with self._transaction() as run:
            rows = run.execute(
                "SELECT answer_id, reader, reason, at FROM feedback ORDER BY rowid DESC"
            ).fetchall()
        return [
            Feedback(answer_id=id_, reader=reader, reason=reason, at=datetime.fromisoformat(at))
            for id_, reader, reason, at in rows
        ]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                # IMMEDIATE: a turn's number is read and written by one process at a time
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                problem = OnrecordError(
                    f"the conversations in {str(self._path)!r} could not be read or written: "
                    f"{error}; check the disk's free space and the file's rights"
                )
                problem.for_reader = "This conversation could not be read or kept just now."
                problem.retryable = True
                raise problem from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
