"""Erase: files of a small layer written anew, so that no byte of what was removed is left.

Chroma's deletion marks a vector and keeps it, in its index and in its log, and its vacuum does
not change that (chroma-core/chroma#3793, #7659, #7693).  A vector gives away much of its text.
So the vectors that stay are copied to a new folder, which takes the old one's place.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np

from index.passages import PassageFile
from index.vectors import VectorFolder

__all__ = ["erase_traces", "mend_swap", "vacuum"]

_BATCH = 512  # vectors copied at a time
_LOG_SECONDS = 10.0  # to wait for readers of a log before it is emptied


def erase_traces(folder: Path, *, url: str = "") -> None:
    """Write the vectors and passages of a layer anew, without what was removed.

    On a Chroma server (``url``) the vectors are the server's to erase.
    """
    vacuum(folder / "passages.sqlite")
    if url:
        return
    old, fresh, aside = (folder / name for name in ("chroma", "chroma.new", "chroma.old"))
    shutil.rmtree(fresh, ignore_errors=True)
    _copy(folder, old, fresh)
    # A reader that has the old files open reads on in them; they are gone when it lets go.
    old.rename(aside)
    fresh.rename(old)
    shutil.rmtree(aside, ignore_errors=True)


def mend_swap(folder: Path) -> None:
    """Finish what a process that was killed while erasing has left."""
    old, fresh, aside = (folder / name for name in ("chroma", "chroma.new", "chroma.old"))
    if aside.is_dir() and not old.is_dir():
        aside.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)


def vacuum(path: Path) -> None:
    """Write an SQLite file anew, without its free pages."""
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            _empty_log(connection)


def _empty_log(connection: sqlite3.Connection) -> None:
    """Empty the write-ahead log; while somebody reads from it SQLite only says that it is busy."""
    until = time.monotonic() + _LOG_SECONDS
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            return  # whoever reads on lets it be emptied by the next change
        time.sleep(0.05)


def _copy(folder: Path, old: Path, fresh: Path) -> None:
    passages = PassageFile(folder / "passages.sqlite")
    source = VectorFolder(old.resolve())
    target = VectorFolder(fresh.resolve(), write=True)
    try:
        sources = passages.sources()
        ids = iter(passages.ids())
        for batch in iter(lambda: list(islice(ids, _BATCH)), []):
            owners = {id_: passage.source for id_, passage in passages.passages(batch).items()}
            found = source.digests(batch)
            kept = [id_ for id_ in batch if id_ in found]
            if kept:
                target.upsert(
                    kept,
                    np.stack([found[id_][1] for id_ in kept]),
                    [
                        {
                            "source": owners[id_],
                            "kind": sources[owners[id_]].kind,
                            "digest": found[id_][0],
                        }
                        for id_ in kept
                    ],
                )
    finally:
        _close((passages, source, target))


def _close(opened: Iterable[PassageFile | VectorFolder]) -> None:
    for one in opened:
        one.close()
