"""Kept statements: each document is read once, and what was read is kept without its words.

One SQLite file in the home folder.  A row holds offsets, codes and years under a hash of the
passage and of the code that read it; rows of passages that are gone are removed at the next use.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from bot.conflicts.statements import Statement, read_statements
from bot.understand.knowledge import Knowledge
from index.progress import Progress
from index.split import Passage

__all__ = ["keep_statements"]

_WAIT_SECONDS = 5.0
_AT_ONCE = 50  # passages between two writes: work that is interrupted is not lost


def keep_statements(
    passages: Sequence[Passage],
    knowledge: Knowledge,
    *,
    path: Path,
    recipe: str,
    progress: Progress,
) -> dict[str, tuple[Statement, ...]]:
    """Give the statements of each passage by its id, reading only passages not read before.

    ``recipe`` is a hash of all that decides how a sentence is read.  Where the file at ``path``
    cannot be read or written, everything is read anew.
    """
    keys = {passage.id: _key(passage, recipe) for passage in passages}
    known = _read(path, recipe)
    found: dict[str, tuple[Statement, ...]] = {}
    fresh: list[tuple[str, str]] = []
    for done, passage in enumerate(passages, start=1):
        key = keys[passage.id]
        if key not in known:
            statements = tuple(read_statements(passage, knowledge))
            known[key] = statements
            fresh.append((key, json.dumps([asdict(item) for item in statements])))
            if len(fresh) >= _AT_ONCE:
                _write(path, recipe, fresh)
                fresh = []
            progress("passages read", done, len(passages))
        found[passage.id] = known[key]
    stale = set(known) - set(keys.values())
    if fresh or stale:
        _write(path, recipe, fresh, stale=stale)
    return found


def _key(passage: Passage, recipe: str) -> str:
    parts = (recipe, passage.id, str(passage.start), passage.text)
    content = "\0".join(parts)
    return hashlib.sha256(content.encode()).hexdigest()


def _read(path: Path, recipe: str) -> dict[str, tuple[Statement, ...]]:
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
            rows = connection.execute(
                "SELECT key, statements FROM kept WHERE recipe = ?", (recipe,)
            ).fetchall()
        return {key: tuple(_statements(text)) for key, text in rows}
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        return {}  # a cache: what cannot be read is made again


def _statements(text: str) -> Iterator[Statement]:
    for item in json.loads(text):
        yield Statement(**{**item, "measures": tuple(item["measures"])})


def _write(
    path: Path, recipe: str, fresh: Iterable[tuple[str, str]], *, stale: Iterable[str] = ()
) -> None:
    with contextlib.suppress(sqlite3.Error, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection, connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, recipe TEXT NOT NULL,"
                " statements TEXT NOT NULL)"
            )
            connection.execute("DELETE FROM kept WHERE recipe <> ?", (recipe,))
            connection.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in stale])
            connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                [(key, recipe, text) for key, text in fresh],
            )
