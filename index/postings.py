"""Postings: for each term of a layer, the passages that hold it, in blocks inside SQLite.

A block is an array of (row, length, count): the passage's row, how many words it has, and how
many of them are the term.  New passages are appended to a term's last block until that is full,
so that one more document costs what its own words cost, and a million passages are read by the
few blocks of the question's terms.  SQLite's own keyword index (FTS5) computes BM25 with fixed
constants and visits every match row by row; arrays take any constants, at a hundredth of the
time.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.terms import cut_words, stem_words

__all__ = [
    "DAMAGED",
    "POSTING",
    "SCHEMA",
    "Postings",
    "add_postings",
    "count_terms",
    "join_blocks",
    "remove_postings",
]

POSTING = np.dtype([("row", "<u4"), ("length", "<u2"), ("count", "<u2")])
BLOCK = 2_048  # postings in one block: 16 kB

SCHEMA = """
CREATE TABLE postings (
    term TEXT NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    list BLOB NOT NULL,
    PRIMARY KEY (term, first)
) STRICT;
CREATE TABLE totals (passages INTEGER NOT NULL, words INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES (0, 0);
"""
DAMAGED = f"length(list) != {POSTING.itemsize} * count"  # of a row
_MOST = 65_535  # what two bytes can say

Postings = NDArray[np.void]  # of POSTING


def count_terms(text: str) -> Counter[str]:
    """Return how often each term stands in a text."""
    return Counter(stem_words(cut_words(text)))


def add_postings(connection: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Add passages by row, with the text that they are found by; rows rise from call to call."""
    fresh: dict[str, list[tuple[int, int, int]]] = {}
    passages = words = 0
    for row, text in texts:
        counts = count_terms(text)
        length = sum(counts.values())
        for term, count in counts.items():
            fresh.setdefault(term, []).append((row, min(length, _MOST), min(count, _MOST)))
        passages, words = passages + 1, words + length
    for term, items in fresh.items():
        _append(connection, term, np.array(items, dtype=POSTING))
    connection.execute(
        "UPDATE totals SET passages = passages + ?, words = words + ?", (passages, words)
    )


def _append(connection: sqlite3.Connection, term: str, items: Postings) -> None:
    last = connection.execute(
        "SELECT first, count FROM postings WHERE term = ? ORDER BY first DESC LIMIT 1", (term,)
    ).fetchone()
    if last is not None and (room := BLOCK - last[1]) > 0:
        part, items = items[:room], items[room:]
        # The joint of two blobs is text to SQLite, byte for byte the same.
        connection.execute(
            "UPDATE postings SET count = count + ?, list = CAST(list || ? AS BLOB)"
            " WHERE term = ? AND first = ?",
            (len(part), part.tobytes(), term, last[0]),
        )
    for start in range(0, len(items), BLOCK):
        part = items[start : start + BLOCK]
        connection.execute(
            "INSERT INTO postings VALUES (?, ?, ?, ?)",
            (term, int(part["row"][0]), len(part), part.tobytes()),
        )


def remove_postings(connection: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Remove passages by row, with the text that they were added by."""
    rows_by_term: dict[str, list[int]] = {}
    passages = words = 0
    for row, text in texts:
        counts = count_terms(text)
        for term in counts:
            rows_by_term.setdefault(term, []).append(row)
        passages, words = passages + 1, words + sum(counts.values())
    for term, rows in rows_by_term.items():
        _take(connection, term, rows)
    connection.execute(
        "UPDATE totals SET passages = passages - ?, words = words - ?", (passages, words)
    )


def _take(connection: sqlite3.Connection, term: str, rows: list[int]) -> None:
    blocks = connection.execute(
        "SELECT first, list FROM postings WHERE term = ? AND first <= ?", (term, max(rows))
    ).fetchall()
    for first, block in blocks:
        held = np.frombuffer(block, dtype=POSTING)
        kept = held[~np.isin(held["row"], rows)]
        if len(kept) == len(held):
            continue
        if len(kept):
            connection.execute(
                "UPDATE postings SET count = ?, list = ? WHERE term = ? AND first = ?",
                (len(kept), kept.tobytes(), term, first),
            )
        else:
            connection.execute("DELETE FROM postings WHERE term = ? AND first = ?", (term, first))


def join_blocks(blocks: Sequence[tuple[bytes]]) -> Postings:
    """Return the postings of a term's blocks as one array, by row."""
    return np.frombuffer(b"".join(block for (block,) in blocks), dtype=POSTING)
