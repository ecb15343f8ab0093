"""History: conversations, their finished turns, links to them, and what readers said was wrong.

One row per finished turn, committed before the answer is shown as done, so a restart in the
middle of an answer loses nothing that was finished.  Every read names the reader: an id that
belongs to somebody else is as unknown as one that does not exist.  The one way round that is a
link, which its reader makes on purpose and can withdraw.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import Answer, answer_from_json
from bot.history_file import HistoryFile
from bot.history_records import (
    Conversation,
    Feedback,
    KeptAnswer,
    Linked,
    answer_text,
    conversation_of,
    kept_answer_of,
)
from bot.permalinks import new_id, new_token, same_token, token_hash
from corpus.errors import OnrecordError

__all__ = ["Conversation", "Feedback", "History", "KeptAnswer", "Linked"]

TITLE_CHARACTERS = 80
FOUND_MOST = 100
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # written without blanks


class History:
    """Keep conversations in one SQLite file.  Safe to share between threads and processes."""

    def __init__(self, file: HistoryFile) -> None:
        self._file = file

    @classmethod
    def open(cls, path: Path) -> History:
        """Open or make the file at ``path``, and its folder.

        Raises ConfigError where the folder cannot be written, the file is no database, or a
        newer version of Onrecord wrote it.
        """
        return cls(HistoryFile.open(path))

    def close(self) -> None:
        """Close the file.  What was added is already on disk."""
        self._file.close()

    # -- conversations ---------------------------------------------------------------------

    def new_conversation(self, reader: str, *, listed: bool = True) -> str:
        """Make an empty conversation and give its id, which cannot be guessed."""
        conversation = new_id()
        with self._file.change() as run:
            run.execute(
                "INSERT INTO conversations (id, reader, updated, listed) VALUES (?, ?, ?, ?)",
                (conversation, reader, _now(), int(listed)),
            )
        return conversation

    def conversations(self, reader: str) -> list[Conversation]:
        """List a reader's conversations that hold a turn, the latest first."""
        with self._file.read() as run:
            rows = run.execute(
                "SELECT id, title, updated, count(*) AS turns FROM conversations"
                " JOIN turns ON turns.conversation = conversations.id"
                " WHERE reader = ? AND listed"
                " GROUP BY id ORDER BY updated DESC, conversations.rowid DESC",
                (reader,),
            ).fetchall()
        return [conversation_of(row) for row in rows]

    def search(self, words: str, *, reader: str) -> list[Conversation]:
        """Find a reader's conversations whose title, questions or answers hold all the words.

        The last word may be a beginning ("publ").  The latest first, with an excerpt.
        """
        terms = re.findall(r"\w+", words)
        if not terms:
            return []
        title = f"%{_escaped(' '.join(words.split()))}%"
        if _CJK.search(words):
            found, match = "turns.answer LIKE ? ESCAPE '\\'", title
            excerpt = "''"
        else:
            found = "turn_words MATCH ?"
            match = " ".join([f'"{term}"' for term in terms[:-1]] + [f'"{terms[-1]}"*'])
            excerpt = "snippet(turn_words, 0, '', '', '…', 16)"
        with self._file.read() as run:
            rows = run.execute(
                "SELECT c.id, c.title, c.updated,"
                " (SELECT count(*) FROM turns t WHERE t.conversation = c.id), hit.excerpt"
                " FROM (SELECT conversation AS id, excerpt FROM (SELECT turns.conversation,"
                f" {excerpt} AS excerpt FROM turn_words JOIN turns"
                f" ON turns.rowid = turn_words.rowid WHERE {found})"
                " UNION ALL SELECT id, '' FROM conversations WHERE reader = ?"
                " AND title LIKE ? ESCAPE '\\') AS hit JOIN conversations c USING (id)"
                " WHERE c.reader = ? AND c.listed ORDER BY c.updated DESC, c.rowid DESC",
                (match, reader, title, reader),
            ).fetchall()
        kept: dict[str, Conversation] = {}
        for row in rows:
            if row[3]:
                kept.setdefault(row[0], conversation_of(row))
        return list(kept.values())[:FOUND_MOST]

    def owns(self, conversation: str, reader: str) -> bool:
        """Say whether this conversation exists and is this reader's."""
        with self._file.read() as run:
            return _owns(run, conversation, reader)

    def rename(self, conversation: str, title: str, *, reader: str) -> bool:
        """Name a conversation.  False where the reader has no such conversation."""
        title = " ".join(title.split())[:TITLE_CHARACTERS]
        with self._file.change() as run:
            return bool(
                run.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND reader = ?",
                    (title, conversation, reader),
                ).rowcount
            )

    def delete(self, conversation: str, *, reader: str) -> bool:
        """Delete a conversation with every trace: turns, words, links, what was said of it.

        False where the reader has no such conversation.
        """
        with self._file.change() as run:
            gone = run.execute(
                "DELETE FROM conversations WHERE id = ? AND reader = ?", (conversation, reader)
            ).rowcount
            if gone:
                run.execute("DELETE FROM stores WHERE fingerprint NOT IN (SELECT store FROM turns)")
        if gone:
            self._file.forget_traces()
        return bool(gone)

    # -- turns -----------------------------------------------------------------------------

    def add_turn(self, conversation: str, answer: Answer, *, store: str = "") -> int:
        """Keep a finished turn and give its number, from 1.  On disk when this returns.

        Raises OnrecordError where the conversation is unknown or the disk takes no more.
        """
        at = _now()
        with self._file.change() as run:
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
                "INSERT INTO turns (conversation, number, answer_id, at, answer, store)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (conversation, number, answer.id, at, answer_text(answer), store),
            )
        return number

    def keep(self, answer: Answer, *, reader: str, store: str = "") -> None:
        """Keep an answer that was asked on its own; no list of conversations shows it."""
        conversation = self.new_conversation(reader, listed=False)
        self.add_turn(conversation, answer, store=store)

    def turns(self, conversation: str, reader: str) -> list[Answer]:
        """Give a conversation's answers in order; none where it is not this reader's."""
        return [kept.answer for kept in self.kept_turns(conversation, reader)]

    def kept_turns(self, conversation: str, reader: str) -> list[KeptAnswer]:
        """Give a conversation's turns in order; none where it is not this reader's."""
        return self._kept("conversation = ? AND reader = ? ORDER BY number", conversation, reader)

    def answer(self, answer_id: str, reader: str) -> Answer | None:
        """Give one kept answer by its id; None where this reader has no such answer."""
        kept = self.kept_answer(answer_id, reader)
        return None if kept is None else kept.answer

    def kept_answer(self, answer_id: str, reader: str) -> KeptAnswer | None:
        """Give one kept answer by its id, with where it was kept."""
        found = self._kept(
            "answer_id = ? AND reader = ? ORDER BY at DESC LIMIT 1", answer_id, reader
        )
        return found[0] if found else None

    def kept_answers(self, reader: str) -> list[KeptAnswer]:
        """Give every answer a reader has kept, those of deleted conversations excepted."""
        return self._kept("reader = ? ORDER BY at, number", reader)

    def _kept(self, where: str, *values: str) -> list[KeptAnswer]:
        with self._file.read() as run:
            rows = run.execute(
                "SELECT conversation, number, at, answer, store FROM turns"
                f" JOIN conversations ON id = conversation WHERE {where}",
                values,
            ).fetchall()
        return [kept_answer_of(row) for row in rows]

    def change_answers(self, change: Callable[[Answer], Answer]) -> int:
        """Rewrite kept answers of all readers and return how many changed, leaving no trace.

        ``change`` gives an answer back as it is to stand from now on, or the same object where
        nothing is to change.  It is how the quotes of a removed document are redacted.
        """
        changed = 0
        with self._file.change() as run:
            for row, text in run.execute("SELECT rowid, answer FROM turns").fetchall():
                before = answer_from_json(json.loads(text))
                after = change(before)
                if after is not before and after != before:
                    run.execute(
                        "UPDATE turns SET answer = ? WHERE rowid = ?", (answer_text(after), row)
                    )
                    changed += 1
        if changed:
            self._file.forget_traces()
        return changed

    # -- what the store held ---------------------------------------------------------------

    def keep_store(self, fingerprint: str, state: str) -> None:
        """Keep a description of the store, once, for the answers that were given over it."""
        with self._file.change() as run:
            run.execute("INSERT OR IGNORE INTO stores VALUES (?, ?)", (fingerprint, state))

    def kept_store(self, fingerprint: str) -> str:
        """Give the description of the store kept under this fingerprint; "" where none is."""
        with self._file.read() as run:
            row = run.execute(
                "SELECT state FROM stores WHERE fingerprint = ?", (fingerprint,)
            ).fetchone()
        return "" if row is None else str(row[0])

    # -- links -----------------------------------------------------------------------------

    def link_conversation(self, conversation: str, *, reader: str) -> str | None:
        """Make a link to a conversation and give its token, which is shown this once.

        None where the reader has no such conversation.  Whoever has the token may read it.
        """
        with self._file.change() as run:
            if not _owns(run, conversation, reader):
                return None
            return _add_link(run, "conversation", conversation, "")

    def link_answer(self, answer_id: str, *, reader: str) -> str | None:
        """Make a link to one answer and give its token, which is shown this once."""
        with self._file.change() as run:
            row = run.execute(
                "SELECT conversation FROM turns JOIN conversations ON id = conversation"
                " WHERE answer_id = ? AND reader = ? ORDER BY at DESC LIMIT 1",
                (answer_id, reader),
            ).fetchone()
            return None if row is None else _add_link(run, "answer", row[0], answer_id)

    def linked(self, token: str) -> Linked | None:
        """Give what a link's token opens; None where there is no such link, or no longer."""
        with self._file.read() as run:
            row = run.execute(
                "SELECT l.token_hash, l.kind, l.conversation, l.answer_id, c.reader, c.title"
                " FROM links l JOIN conversations c ON c.id = l.conversation"
                " WHERE l.token_hash = ?",
                (token_hash(token),),
            ).fetchone()
        if row is None or not same_token(row[0], token):
            return None
        _, kind, conversation, answer_id, reader, title = row
        turns = self.kept_turns(conversation, reader)
        if kind == "answer":
            turns = [kept for kept in turns if kept.answer.id == answer_id]
            title = turns[0].answer.question if turns else ""
        return Linked(kind=kind, title=title, turns=tuple(turns)) if turns else None

    def unlink(self, conversation: str, *, reader: str) -> int:
        """Withdraw every link to a conversation and its answers; return how many there were."""
        with self._file.change() as run:
            if not _owns(run, conversation, reader):
                return 0
            return run.execute("DELETE FROM links WHERE conversation = ?", (conversation,)).rowcount

    # -- recourse --------------------------------------------------------------------------

    def add_feedback(self, answer_id: str, reason: str, *, reader: str) -> None:
        """Keep a reader's "this is wrong", with the reason given."""
        with self._file.change() as run:
            run.execute(
                "INSERT INTO feedback (answer_id, reader, reason, at) VALUES (?, ?, ?, ?)",
                (answer_id, reader, reason.strip(), _now()),
            )

    def feedback(self) -> list[Feedback]:
        """List all feedback, the latest first: for whoever runs the desk, not for readers."""
        with self._file.read() as run:
            rows = run.execute(
                "SELECT answer_id, reader, reason, at FROM feedback ORDER BY rowid DESC"
            ).fetchall()
        return [
            Feedback(answer_id=id_, reader=reader, reason=reason, at=datetime.fromisoformat(at))
            for id_, reader, reason, at in rows
        ]


def _owns(run: sqlite3.Connection, conversation: str, reader: str) -> bool:
    found = run.execute(
        "SELECT 1 FROM conversations WHERE id = ? AND reader = ?", (conversation, reader)
    ).fetchone()
    return found is not None


def _add_link(run: sqlite3.Connection, kind: str, conversation: str, answer_id: str) -> str:
    token = new_token()
    run.execute(
        "INSERT INTO links (token_hash, kind, conversation, answer_id, at) VALUES (?, ?, ?, ?, ?)",
        (token_hash(token), kind, conversation, answer_id, _now()),
    )
    return token


def _escaped(words: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", words)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
