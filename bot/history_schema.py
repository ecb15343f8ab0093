"""The schema of the conversations' file, and the steps that bring an older file up to it.

The file's ``user_version`` counts the steps it has taken.  A step is only ever added at the end;
each runs in a transaction of its own, so that a file is at one step or at the next.
"""

from __future__ import annotations

import sqlite3

from corpus.errors import ConfigError

__all__ = ["VERSION", "migrate"]

_FIRST = """
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

# listed: an answer that was asked on its own is a conversation of one turn that no list shows.
# store: what the store held when the answer was given, see bot/store_state.py.
_SEARCH_AND_LINKS = """
ALTER TABLE conversations ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
ALTER TABLE turns ADD COLUMN store TEXT NOT NULL DEFAULT '';
CREATE TABLE stores (fingerprint TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE links (
    token_hash TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('answer', 'conversation')),
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    answer_id TEXT NOT NULL DEFAULT '', at TEXT NOT NULL
);
CREATE INDEX links_by_conversation ON links (conversation);
CREATE VIRTUAL TABLE turn_words USING fts5 (
    words, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER turn_words_added AFTER INSERT ON turns BEGIN
    INSERT INTO turn_words (rowid, words) VALUES (new.rowid,
        json_extract(new.answer, '$.question') || char(10) || json_extract(new.answer, '$.text'));
END;
CREATE TRIGGER turn_words_removed AFTER DELETE ON turns BEGIN
    DELETE FROM turn_words WHERE rowid = old.rowid;
    DELETE FROM feedback WHERE answer_id = old.answer_id;
END;
CREATE TRIGGER turn_words_changed AFTER UPDATE OF answer ON turns BEGIN
    UPDATE turn_words SET words =
        json_extract(new.answer, '$.question') || char(10) || json_extract(new.answer, '$.text')
    WHERE rowid = new.rowid;
END;
INSERT INTO turn_words (rowid, words)
    SELECT rowid, json_extract(answer, '$.question') || char(10) || json_extract(answer, '$.text')
    FROM turns;
"""

_STEPS = (_FIRST, _SEARCH_AND_LINKS)
VERSION = len(_STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the newest step.

    Raises ConfigError where a newer version of Onrecord has written it, and sqlite3.Error where
    it is damaged.  Two processes may open it at once: the second finds the steps taken.
    """
    while (version := _version(connection)) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == version:  # nobody was faster
                for statement in _statements(_STEPS[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    if version > VERSION:
        raise ConfigError(
            f"the conversations' file has version {version} and this Onrecord knows {VERSION}; "
            "install the newer Onrecord, or set ONRECORD_HOME to another folder"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """Cut a script into statements; ``executescript`` would end the transaction."""
    statements, held = [], ""
    for line in script.splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            statements.append(held)
            held = ""
    return statements
