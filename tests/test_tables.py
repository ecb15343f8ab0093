"""The DuckDB file holds every table, a view a measure, and what each column means."""

# ruff: noqa: E501 (one query a line reads best)

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from corpus.catalogues import read_catalogue
from corpus.errors import CorpusError
from index import tables
from index.tables import build_tables

pytestmark = pytest.mark.slow  # every figure is written into a database


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "figures.duckdb"
    build_tables(path)
    return path


@pytest.fixture(scope="module")
def database(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built), read_only=True) as connection:
        yield connection


def rows(database: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    return database.execute(sql).fetchall()


def test_building_again_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "figures.duckdb"
    first = build_tables(path)

    assert first == build_tables(path)


def test_building_takes_less_than_ten_seconds(tmp_path: Path) -> None:
    started = time.process_time()
    build_tables(tmp_path / "figures.duckdb")

    assert time.process_time() - started < 10


def test_building_says_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_tables(tmp_path / "figures.duckdb", progress=lambda *step: told.append(step))

    assert ("figures", len(told), len(told)) == told[-1]


@pytest.mark.parametrize(
    "measure", [m for m in read_catalogue().measures if m.view == m.id], ids=lambda m: m.id
)
def test_a_series_has_its_view_with_the_agreed_columns(
    database: duckdb.DuckDBPyConnection, measure: object
) -> None:
    view = measure.id  # type: ignore[attr-defined]
    columns = {name for (name,) in rows(
        database, f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{view}'"
    )}  # fmt: skip

    assert {"place", "name", "kind", "year", "value", "status"} <= columns
    assert rows(database, f"SELECT 1 FROM {view} LIMIT 1")


def test_every_reported_measure_has_a_row(database: duckdb.DuckDBPyConnection) -> None:
    held = {name for (name,) in rows(database, "SELECT DISTINCT measure FROM as_reported")}

    assert {m.id for m in read_catalogue().measures if m.view == "as_reported"} == held


def test_every_reported_figure_names_its_source(database: duckdb.DuckDBPyConnection) -> None:
    assert [] == rows(
        database,
        "SELECT measure, source FROM as_reported WHERE source_name IS NULL OR source_name = ''",
    )


def test_the_value_column_says_its_unit(database: duckdb.DuckDBPyConnection) -> None:
    for measure in read_catalogue().measures:
        if measure.view == measure.id:
            ((comment,),) = rows(
                database,
                "SELECT comment FROM duckdb_columns() "
                f"WHERE table_name = '{measure.id}' AND column_name = 'value'",
            )
            assert measure.unit in str(comment)


def test_a_share_carries_what_it_is_made_of(database: duckdb.DuckDBPyConnection) -> None:
    # NSF SPBS-99: Norway 2015, 80 of 141 articles with foreign co-authors.
    sql = "SELECT numerator, denominator, round(value, 1) FROM nsf_ai_intl_share"

    assert [(80, 141, 56.7)] == rows(database, sql + " WHERE place = 'NOR' AND year = 2015")


def test_a_share_of_nothing_is_not_a_row(database: duckdb.DuckDBPyConnection) -> None:
    assert [] == rows(database, "SELECT 1 FROM nsf_ai_intl_share WHERE denominator = 0")


def test_world_and_blocs_are_told_from_countries(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT DISTINCT place, kind FROM nsf_ai_articles WHERE place IN ('WLD', 'EU27', 'ASIA', 'CHN')"

    assert {("WLD", "world"), ("EU27", "bloc"), ("ASIA", "region"), ("CHN", "country")} == set(
        rows(database, sql)
    )


def test_quarters_keep_their_quarter(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT value FROM github_developers WHERE place = 'VNM' AND year = 2025 AND quarter = 1"

    assert [(2198359,)] == rows(database, sql)


def test_topics_keep_their_topic(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT value FROM github_ai_pushers WHERE place = 'IND' AND topic = 'pytorch' AND year = 2023 AND quarter = 2"

    assert [(283,)] == rows(database, sql)


def test_the_network_has_links_for_each_country(database: duckdb.DuckDBPyConnection) -> None:
    assert [(7, 2003)] == rows(
        database, "SELECT value, start_year FROM nsf_network_links WHERE place = 'SAU'"
    )


def test_coverage_says_first_and_last_year(database: duckdb.DuckDBPyConnection) -> None:
    assert [(2003, 2022)] == rows(
        database, "SELECT first_year, last_year FROM coverage WHERE measure = 'nsf_ai_articles'"
    )


def test_an_incomplete_year_says_so(database: duckdb.DuckDBPyConnection) -> None:
    assert [("incomplete",)] == rows(
        database, "SELECT DISTINCT status FROM oecd_ip5_families WHERE year = 2022"
    )


def test_a_missing_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "shipped_figures", lambda: tmp_path)

    with pytest.raises(CorpusError, match=r"ncses_ai_articles\.csv"):
        build_tables(tmp_path / "figures.duckdb")
