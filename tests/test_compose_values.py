"""Values in sentences: look-ups, comparisons, differences, sums; every number is bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.check.gate import check_draft
from bot.compose.clauses import describe_rounding
from bot.understand.periods import Period, Point

IN_2022 = Period(kind="at", points=(Point(2022),))
LATE = Period(kind="range", points=(Point(2018), Point(2022)))

# NSF, Science and Engineering Indicators 2024, table APBS-1; people: World Bank
SENTENCES: dict[str, tuple[dict[str, Any], str]] = {
    "a value": (
        {"period": IN_2022},
        "China published 42,524 AI articles in 2022, according to the NSF [1].",
    ),
    "values of a few years": (
        {"period": Period(kind="at", points=(Point(2021), Point(2022)))},
        "China's AI articles: 40,167 in 2021 and 42,524 in 2022, according to the NSF [1].",
    ),
    "a comparison of two": (
        {"operation": "compare", "places": ("IND", "CHN"), "period": IN_2022},
        "AI articles in 2022: China 42,524 and India 22,557, according to the NSF [1]. "
        "China is ahead by 19,967 articles, or 1.9 times as many [1].",
    ),
    "per head": (
        {
            "operation": "compare",
            "places": ("CHN", "USA", "GBR"),
            "normaliser": "population",
            "per": 1e6,
            "period": IN_2022,
        },
        "AI articles per million people in 2022: the United Kingdom 69.2, the United States 37.8 "
        "and China 30.1, according to the NSF [1].",
    ),
    "a share": (
        {"operation": "share", "share_of": "WLD", "period": IN_2022},
        "China's share of the world's AI articles was 34.5% in 2022, according to the NSF [1]. "
        "The figures behind it are China 42,524 (the world: 123,402) [1].",
    ),
    "a share of a bloc": (
        {"operation": "share", "places": ("USA",), "share_of": "G7", "period": IN_2022},
        "The United States' share of the G7's AI articles was 38.3% in 2022, according to the "
        "NSF [1]. The figures behind it are the United States 12,642 (the G7: 33,008) [1].",
    ),
    "a difference": (
        {"operation": "difference", "places": ("CHN", "IND"), "period": IN_2022},
        "The difference in AI articles in 2022 is 19,967 articles: China had 42,524, India "
        "22,557, according to the NSF [1].",
    ),
    "a ratio": (
        {"operation": "ratio", "places": ("CHN", "GBR"), "period": IN_2022},
        "China's AI articles in 2022 were 9.1 times those of the United Kingdom: 42,524 against "
        "4,675, according to the NSF [1].",
    ),
    "a ratio below one": (
        {"operation": "ratio", "places": ("GBR", "CHN"), "period": IN_2022},
        "The United Kingdom's AI articles in 2022 were 0.11 times those of China: 4,675 against "
        "42,524, according to the NSF [1]. Put the other way round, China had 9.1 times as many "
        "[1].",
    ),
    "a sum of places": (
        {"operation": "sum", "places": ("FRA", "DEU"), "period": IN_2022},
        "Together, France and Germany had 6,218 AI articles in 2022, according to the NSF [1]. "
        "The parts: Germany 3,744 and France 2,474 [1].",
    ),
    "a mean of years": (
        {"operation": "mean", "places": ("JPN",), "period": LATE},
        "Japan's average was 4,139 AI articles a year from 2018 to 2022, according to the NSF [1].",
    ),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_the_sentence_states(case: str, write: Callable[..., Any]) -> None:
    parts, text = SENTENCES[case]
    assert text == write(**parts).text


@pytest.mark.parametrize("case", SENTENCES)
def test_every_number_is_bound(case: str, write: Callable[..., Any]) -> None:
    checked = check_draft(write(**SENTENCES[case][0]))
    assert ((), set()) == (
        checked.unchecked,
        {figure.status for figure in checked.figures} - {"matched", "computed"},
    )


def test_what_adding_up_counts_twice_is_said(write: Callable[..., Any]) -> None:
    draft = write(**SENTENCES["a sum of places"][0])
    assert any("counts a joint article once for each" in caveat for caveat in draft.caveats)


def test_two_values_of_one_thing_stand_side_by_side(write: Callable[..., Any]) -> None:
    year = Period(kind="at", points=(Point(2000),))
    draft = write(measures=("ds_pubs",), places=("WLD",), period=year)
    assert ("conflict", {"just under 10,000", "fewer than 8,500"}) == (
        draft.status,
        {words for words in ("just under 10,000", "fewer than 8,500") if words in draft.text},
    )


def test_a_loose_and_an_exact_figure_that_agree_are_one(write: Callable[..., Any]) -> None:
    year = Period(kind="at", points=(Point(2024),))
    draft = write(measures=("ds_pubs",), period=year)
    assert ("answered", False) == (draft.status, "23,000" in draft.text)
    assert "23,695" in draft.text


def test_a_citation_carries_the_select_and_the_cells(write: Callable[..., Any]) -> None:
    (citation,) = write(period=IN_2022).citations
    ((row, column),) = citation.cells
    assert ("value", 42524) == (citation.columns[column], citation.rows[row][column])
    assert citation.sql.startswith("SELECT")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("42,524", "to a whole number"),
        ("34.5%", "to 1 decimal place"),
        ("0.42", "to 2 decimal places"),
    ],
)
def test_rounding_is_said_as_it_was_done(text: str, said: str) -> None:
    assert said == describe_rounding(text)
