"""Compile: each shape of request is one SELECT that passes the guard and gives known rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.calculate.compile import compile_cells, compile_ranking
from bot.calculate.requests import Request, quantity_column
from bot.understand.periods import Point
from corpus.catalogues import read_catalogue
from index.guard import check_sql

CATALOGUE = read_catalogue()
ARTICLES = CATALOGUE.measure("nsf_ai_articles")
PEOPLE = next(measure for measure in CATALOGUE.measures if measure.concept == "population")
IN_2022 = Request(measure=ARTICLES, places=("CHN",), points=(Point(2022),))
WORLD_IN_2022 = Request(measure=ARTICLES, points=(Point(2022),), limit=5)

Rows = list[dict[str, Any]]


@pytest.fixture
def run(store: Any) -> Callable[[str], Rows]:
    """Give a function that runs a SELECT and names the columns of its rows."""

    def rows(sql: str) -> Rows:
        result = store.figures.run(sql)
        return [dict(zip(result.columns, row, strict=True)) for row in result.rows]

    return rows


def test_a_cell_is_fetched_by_place_and_year(run: Callable[[str], Rows]) -> None:
    (row,) = run(compile_cells(IN_2022))
    assert ("China", 2022, 42524) == (row["name"], row["year"], row["value"])


def test_articles_per_million_people_are_divided_in_the_select(run: Callable[[str], Rows]) -> None:
    request = replace(IN_2022, places=("CHN", "USA", "GBR"), denominator=PEOPLE, per=1e6)
    ratios = {row["place"]: round(row["ratio"], 1) for row in run(compile_cells(request))}
    assert {"CHN": 30.1, "USA": 37.8, "GBR": 69.2} == ratios


def test_a_share_is_of_the_worlds_own_row(run: Callable[[str], Rows]) -> None:
    (row,) = run(compile_cells(replace(IN_2022, share_of="WLD")))
    assert (123402, 34.5) == (row["whole"], round(row["share_percent"], 1))


def test_a_share_of_a_bloc_without_a_row_is_of_its_members_sum(run: Callable[[str], Rows]) -> None:
    request = replace(IN_2022, places=("USA",), share_of="G7", share_members=True)
    (row,) = run(compile_cells(request))
    assert (33008, 38.3) == (row["whole"], round(row["share_percent"], 1))


def test_a_stretch_of_years_comes_in_order(run: Callable[[str], Rows]) -> None:
    request = replace(IN_2022, points=tuple(map(Point, range(2018, 2023))))
    assert list(range(2018, 2023)) == [row["year"] for row in run(compile_cells(request))]


def test_quarters_come_in_order(run: Callable[[str], Rows]) -> None:
    request = Request(
        measure=CATALOGUE.measure("github_developers"),
        places=("CHN",),
        points=(Point(2023, 4), Point(2023, 1)),
    )
    assert [1, 4] == [row["quarter"] for row in run(compile_cells(request))]


def test_a_span_is_fetched_as_one_number(run: Callable[[str], Rows]) -> None:
    request = Request(
        measure=CATALOGUE.measure("nsf_cum_whole"), places=("CHN",), span=(2003, 2022)
    )
    assert {(2003, 2022)} == {
        (row["start_year"], row["year"]) for row in run(compile_cells(request))
    }


def test_a_ranking_numbers_countries_and_counts_all_with_data(run: Callable[[str], Rows]) -> None:
    rows = run(compile_ranking(WORLD_IN_2022))
    names = ["China", "India", "United States", "United Kingdom", "Japan"]
    assert (names, {201}) == ([row["name"] for row in rows], {row["ranked"] for row in rows})


def test_a_ranking_of_a_bloc_holds_its_members_alone(run: Callable[[str], Rows]) -> None:
    rows = run(compile_ranking(replace(WORLD_IN_2022, universe="G7", limit=0)))
    assert {"USA", "GBR", "JPN", "DEU", "FRA", "ITA", "CAN"} == {row["place"] for row in rows}


def test_a_ranking_leaves_out_whom_it_is_told_to(run: Callable[[str], Rows]) -> None:
    rows = run(compile_ranking(replace(WORLD_IN_2022, excluded=("CHN",))))
    assert "IND" == rows[0]["place"]


def test_a_threshold_keeps_the_number_of_all_places(run: Callable[[str], Rows]) -> None:
    rows = run(compile_ranking(replace(WORLD_IN_2022, limit=0, above=(">", 5000.0))))
    assert [("CHN", 201), ("IND", 201), ("USA", 201)] == [(r["place"], r["ranked"]) for r in rows]


@pytest.mark.parametrize(
    ("growth", "china"), [("percent", 127.5), ("factor", 2.3), ("absolute", 23834), ("cagr", 22.8)]
)
def test_growth_is_ranked_by_first_and_last_value(
    growth: str, china: float, run: Callable[[str], Rows]
) -> None:
    request = replace(
        WORLD_IN_2022, growth=growth, points=(Point(2018), Point(2022)), universe="G20", limit=0
    )
    rows = run(compile_ranking(request))
    sizes = [row[quantity_column(request)] for row in rows]
    own = next(row for row in rows if row["place"] == "CHN")
    assert sorted(sizes, reverse=True) == sizes
    assert china == round(own[quantity_column(request)], 1)


SHAPES = {
    "cells": compile_cells(IN_2022),
    "per head": compile_cells(replace(IN_2022, denominator=PEOPLE, per=1e6)),
    "share": compile_cells(replace(IN_2022, share_of="WLD")),
    "members' share": compile_cells(replace(IN_2022, share_of="G7", share_members=True)),
    "ranking": compile_ranking(WORLD_IN_2022),
    "bloc": compile_ranking(replace(WORLD_IN_2022, universe="G7", excluded=("USA",))),
    "growth": compile_ranking(
        replace(WORLD_IN_2022, growth="cagr", points=(Point(2018), Point(2022)))
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_passes_the_guard(shape: str, store: Any) -> None:
    assert check_sql(SHAPES[shape], views=store.figures.views())


def test_a_place_with_a_quote_in_it_stays_text(run: Callable[[str], Rows]) -> None:
    assert [] == run(compile_cells(replace(IN_2022, places=("x' OR '1' = '1",))))
