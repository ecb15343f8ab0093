"""Queries over the figures run locked, within limits, and give plain values."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import IndexMissing, QueryFailed, QueryRefused
from corpus.settings import Settings
from index.query import Cell, Figures
from index.tables import build_tables

SETTINGS = Settings(query_rows=50, query_seconds=1, query_memory_mb=128)
CROSS = "nsf_ai_articles a, nsf_ai_articles b, nsf_ai_articles c"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Figures]:
    path = tmp_path_factory.mktemp("figures") / "figures.duckdb"
    build_tables(path)
    opened = Figures.open(path, SETTINGS)
    yield opened
    opened.close()


def one(figures: Figures, sql: str) -> Cell:
    (row,) = figures.run(sql).rows
    return row[0]


def test_a_figure_is_read_from_its_view(figures: Figures) -> None:
    result = figures.run(
        "SELECT name, value FROM nsf_ai_articles WHERE place = 'IND' AND year = 2022"
    )

    assert (("India", 22557),) == result.rows
    assert ("name", "value") == result.columns
    assert ("nsf_ai_articles",) == result.views


def test_whole_numbers_come_as_integers(figures: Figures) -> None:
    assert isinstance(one(figures, "SELECT max(value) FROM nsf_ai_articles"), int)


def test_fractions_come_as_floats(figures: Figures) -> None:
    assert 1.5 == one(figures, "SELECT CAST(1.5 AS DECIMAL(4, 2))")


def test_dates_come_as_text(figures: Figures) -> None:
    sql = "SELECT published FROM notable_models WHERE model = 'DeepSeek-V3'"

    assert "2024-12-24" == one(figures, sql)


def test_division_by_zero_is_nothing(figures: Figures) -> None:
    assert one(figures, "SELECT 1.0 / 0") is None


def test_rows_stop_at_the_setting(figures: Figures) -> None:
    result = figures.run("SELECT place FROM places")

    assert 50 == len(result.rows)
    assert result.truncated


def test_rows_stop_at_the_limit_asked_for(figures: Figures) -> None:
    result = figures.run("SELECT place FROM places", limit_rows=3)

    assert 3 == len(result.rows)
    assert result.truncated


def test_a_result_that_just_fits_is_not_cut(figures: Figures) -> None:
    result = figures.run("SELECT place FROM places LIMIT 3", limit_rows=3)

    assert not result.truncated


def test_a_cut_result_does_not_block_the_next_query(figures: Figures) -> None:
    figures.run("SELECT place FROM places", limit_rows=1)

    assert 1 == one(figures, "SELECT 1")


def test_a_long_query_is_stopped_in_time(figures: Figures) -> None:
    started = time.monotonic()

    with pytest.raises(QueryFailed, match="longer than 1 seconds"):
        figures.run(f"SELECT count(*) FROM {CROSS} WHERE a.value + b.value = c.value")

    assert time.monotonic() - started < 5


def test_a_greedy_query_is_stopped_by_memory(figures: Figures) -> None:
    greedy = "SELECT string_agg(a.name || b.name, '') FROM nsf_ai_articles a, nsf_ai_articles b"

    with pytest.raises(QueryFailed, match="more than 128 MB"):
        figures.run(greedy)


def test_a_failed_query_says_what_the_database_said(figures: Figures) -> None:
    with pytest.raises(QueryFailed, match="valeu"):
        figures.run("SELECT valeu FROM nsf_ai_articles")


def test_base_tables_are_out_of_reach(figures: Figures) -> None:
    with pytest.raises(QueryRefused, match="observations"):
        figures.run("SELECT * FROM observations")


def test_the_connection_itself_reads_no_files(figures: Figures) -> None:
    import duckdb

    with pytest.raises(duckdb.PermissionException):
        figures._connection.cursor().execute("SELECT * FROM read_text('/etc/hostname')")


def test_the_connection_itself_keeps_its_limits(figures: Figures) -> None:
    import duckdb

    with pytest.raises(duckdb.InvalidInputException):
        figures._connection.cursor().execute("SET memory_limit = '10GB'")


def test_the_file_cannot_be_written(figures: Figures) -> None:
    import duckdb

    with pytest.raises(duckdb.Error):
        figures._connection.cursor().execute("DELETE FROM observations")


def test_a_missing_file_says_to_build(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="onrecord build"):
        Figures.open(tmp_path / "none.duckdb", SETTINGS)


def test_a_damaged_file_says_to_build(tmp_path: Path) -> None:
    path = tmp_path / "figures.duckdb"
    path.write_bytes(b"no database" * 1000)

    with pytest.raises(IndexMissing, match="onrecord build"):
        Figures.open(path, SETTINGS)


def test_eight_threads_ask_at_once(figures: Figures) -> None:
    answers: list[Cell] = []

    def ask() -> None:
        for _ in range(5):
            answers.append(
                one(
                    figures, "SELECT value FROM nsf_ai_articles WHERE place = 'CHN' AND year = 2022"
                )
            )

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [42524] * 40 == answers


def test_a_view_is_described_with_its_unit(figures: Figures) -> None:
    described = {c.name: c.comment for c in figures.describe("oecd_ip5_families").columns}

    assert "patent families" in described["value"]


def test_an_unknown_view_is_refused(figures: Figures) -> None:
    with pytest.raises(QueryRefused, match="no_such_view"):
        figures.describe("no_such_view")


def test_every_view_can_be_read(figures: Figures) -> None:
    for view in figures.views():
        assert figures.run(f"SELECT * FROM {view} LIMIT 1").rows, view


def test_views_do_not_hold_base_tables(figures: Figures) -> None:
    assert not {"observations", "models", "network", "loaded"} & set(figures.views())
