"""Postings: what is added is counted, what is removed is gone, one document costs its own."""

from __future__ import annotations

import random
import sqlite3

import numpy as np
import pytest

from index.postings import (
    BLOCK,
    DAMAGED,
    SCHEMA,
    add_postings,
    count_terms,
    join_blocks,
    remove_postings,
)


@pytest.fixture
def connection() -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:")
    opened.executescript(SCHEMA)
    return opened


def _held(connection: sqlite3.Connection, term: str) -> list[tuple[int, int, int]]:
    sql = "SELECT list FROM postings WHERE term = ? ORDER BY first"
    items = join_blocks(connection.execute(sql, (term,)).fetchall())
    return [(int(item["row"]), int(item["length"]), int(item["count"])) for item in items]


def test_a_posting_holds_row_length_and_count(connection: sqlite3.Connection) -> None:
    add_postings(connection, [(1, "the river and the sea"), (2, "a river")])
    assert [(1, 5, 1), (2, 2, 1)] == _held(connection, "river")
    assert [(1, 5, 2)] == _held(connection, "the")
    assert (2, 7) == connection.execute("SELECT * FROM totals").fetchone()


def test_a_removed_passage_leaves_no_posting(connection: sqlite3.Connection) -> None:
    add_postings(connection, [(1, "river"), (2, "river sea")])
    remove_postings(connection, [(2, "river sea")])
    assert [(1, 1, 1)] == _held(connection, "river")
    assert [] == _held(connection, "sea")
    assert (1, 1) == connection.execute("SELECT * FROM totals").fetchone()


def test_blocks_fill_up_before_another_begins(connection: sqlite3.Connection) -> None:
    for start in range(0, 3 * BLOCK, BLOCK // 2 + 7):
        add_postings(connection, [(row, "river") for row in range(start, start + BLOCK // 2 + 7)])
    counts = [count for (count,) in connection.execute("SELECT count FROM postings ORDER BY first")]
    assert {BLOCK} == set(counts[:-1])
    rows = [row for row, _, _ in _held(connection, "river")]
    assert sorted(set(rows)) == rows


def test_adding_and_removing_at_random_leaves_what_a_fresh_index_holds(
    connection: sqlite3.Connection,
) -> None:
    draw = random.Random(1)
    words = [f"word{number}" for number in range(30)]
    texts: dict[int, str] = {}
    row = 0
    for _ in range(60):
        batch = []
        for _ in range(draw.randint(1, 90)):
            row += 1
            batch.append((row, " ".join(draw.choices(words, k=draw.randint(1, 9)))))
        add_postings(connection, batch)
        texts |= dict(batch)
        gone = draw.sample(sorted(texts), k=min(len(texts), draw.randint(0, 60)))
        remove_postings(connection, [(number, texts.pop(number)) for number in gone])
    for word in words:
        expected = [
            (number, word) for number, text in sorted(texts.items()) if word in text.split()
        ]
        assert [number for number, _ in expected] == [n for n, _, _ in _held(connection, word)]
    (damaged,) = connection.execute(f"SELECT count(*) FROM postings WHERE {DAMAGED}").fetchone()
    assert 0 == damaged
    assert len(texts) == connection.execute("SELECT passages FROM totals").fetchone()[0]


def test_terms_are_counted_in_one_form() -> None:
    assert {"paper": 2, "42524": 1} == dict(count_terms("Papers: 42,524 papers"))


def test_no_blocks_are_no_postings() -> None:
    assert 0 == len(join_blocks([]))
    assert np.uint32 == join_blocks([])["row"].dtype
