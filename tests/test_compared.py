"""Comparing: table, charts and sentences rest on the same rows of the same years."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.pages.compare import _table
from bot.pages.compared import Span, common_years, compare_places, compare_query, span_of
from corpus.catalogues import read_catalogue

PLACES = ("DEU", "FRA", "GBR")
ARTICLES, FAMILIES = "nsf_ai_articles", "oecd_ip5_families"


def compared(onrecord: Any, measure: str, *years: int) -> Any:
    return compare_places(onrecord, PLACES, measure, years=years, reader="test")


def test_the_years_in_common_are_those_that_all_places_have(onrecord: Any) -> None:
    assert tuple(range(2003, 2023)) == common_years(onrecord, PLACES, ARTICLES)


def test_a_place_that_a_measure_lacks_altogether_takes_no_year_away(onrecord: Any) -> None:
    assert common_years(onrecord, PLACES, FAMILIES) == common_years(
        onrecord, (*PLACES, "TUV"), FAMILIES
    )


def test_no_place_with_data_has_no_year(onrecord: Any) -> None:
    assert () == common_years(onrecord, ("TUV",), FAMILIES)


def test_at_first_the_complete_years_of_all_measures_are_picked() -> None:
    catalogue = read_catalogue()  # it calls 2022 incomplete for families of patents
    years = {ARTICLES: range(2003, 2023), FAMILIES: range(2010, 2023)}
    assert Span(first=2003, last=2022, common=(2010, 2021)) == span_of(years, catalogue)


@pytest.mark.parametrize(
    ("years", "span"),
    [
        ({ARTICLES: (2003, 2004), FAMILIES: (2010, 2011)}, (2003, 2011, (2003, 2011))),
        ({ARTICLES: (), FAMILIES: (2010,)}, (2010, 2010, (2010, 2010))),
        ({ARTICLES: ()}, None),
    ],
    ids=["apart", "one measure", "nothing"],
)
def test_years_to_pick_where_measures_share_few(years: Any, span: Any) -> None:
    found = span_of(years, read_catalogue())
    assert span == (found and (found.first, found.last, found.common))


def test_both_answers_keep_to_the_years_picked(onrecord: Any) -> None:
    found = compared(onrecord, ARTICLES, *range(2010, 2016))
    latest, series = found.answers
    assert "in 2015" in latest.text
    assert {2015} == {row["period"] for row in latest.chart["data"]["values"]}
    assert set(range(2010, 2016)) == {row["period"] for row in series.chart["data"]["values"]}
    said = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", latest.text + series.text)}
    assert said <= set(range(2010, 2016))


def test_the_sentences_are_checked_like_all_others(onrecord: Any) -> None:
    for answer in compared(onrecord, ARTICLES, *range(2010, 2016)).answers:
        assert answer.figures
        assert {"matched", "computed"} >= {figure.status for figure in answer.figures}
        assert () == tuple(answer.unchecked)


@pytest.mark.parametrize("measure", [ARTICLES, FAMILIES])
def test_the_table_has_the_charts_values_to_the_last_digit(onrecord: Any, measure: str) -> None:
    found = compared(onrecord, measure, *range(2010, 2019))
    labels = {item["place"]: item["label"] for item in found.answers[0].chart["data"]["values"]}
    names = {"DEU": "Germany", "FRA": "France", "GBR": "United Kingdom"}
    assert labels == {names[code]: found.values[(code, 2018)] for code in PLACES}
    for code in PLACES:
        assert found.values[(code, 2018)] in found.answers[0].text
        assert (code, 2010) in found.values


def test_one_year_is_compared_without_a_series(onrecord: Any) -> None:
    found = compared(onrecord, ARTICLES, 2015)
    assert (1, (2015,)) == (len(found.answers), found.years)


def test_no_year_gives_no_answer(onrecord: Any) -> None:
    assert () == compared(onrecord, ARTICLES).answers


def test_the_table_has_a_column_for_each_end_and_a_dash_for_a_gap(onrecord: Any) -> None:
    found = compared(onrecord, ARTICLES, *range(2010, 2016))
    html = _table((*PLACES, "TUV"), [found], {ARTICLES: "AI articles"})
    assert ["2010", "2015"] == re.findall(r'<th scope="col" class="number">(\d+)</th>', html)
    assert re.search(r'Tuvalu</th><td class="number">–</td><td class="number">–</td>', html)


@pytest.mark.parametrize(
    ("reading", "query"),
    [
        (
            {"operation": "compare", "period": {"kind": "at", "points": [[2018, 0]]}},
            {"to": "2018"},
        ),
        (
            {"operation": "trend", "period": {"kind": "range", "points": [[2010, 0], [2015, 0]]}},
            {"from": "2010", "to": "2015"},
        ),
        (
            {"operation": "change", "period": {"kind": "since", "points": [[2012, 0]]}},
            {"from": "2012"},
        ),
        ({"operation": "lookup", "period": {"kind": "latest", "points": []}}, {}),
    ],
    ids=["a year", "a range", "since", "the latest"],
)
def test_an_answer_about_several_places_leads_to_the_page_with_its_years(
    reading: dict[str, Any], query: dict[str, str]
) -> None:
    asked = {"places": ["DEU", "FRA"], "measures": [], "concept": "ai_publications"} | reading
    expected = {"places": "DEU,FRA", "measures": ARTICLES} | query
    assert expected == compare_query(asked, read_catalogue())


@pytest.mark.parametrize(
    "reading",
    [
        {"places": ["DEU"]},
        {"operation": "ranking"},
        {"joint": True},
        {"measures": ["ds_pubs"]},
        {"concept": "nothing of the sort"},
    ],
    ids=["one place", "a ranking", "what they did together", "figures of the press", "no concept"],
)
def test_what_the_page_cannot_show_has_no_link(reading: dict[str, Any]) -> None:
    asked = {"places": ["DEU", "FRA"], "operation": "compare", "concept": "ai_publications"}
    assert {} == compare_query(asked | reading, read_catalogue())
