"""Rankings in sentences: lists, leaders, ranks and counts; every number is bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.check.gate import check_draft
from bot.readings import Threshold
from bot.understand.periods import Period, Point

IN_2022 = Period(kind="at", points=(Point(2022),))
LATE = Period(kind="range", points=(Point(2017), Point(2022)))
RANKING = {"operation": "ranking", "places": (), "period": IN_2022}

# NSF, Science and Engineering Indicators 2024, table APBS-1
SENTENCES: dict[str, tuple[dict[str, Any], str]] = {
    "a list": (
        RANKING | {"limit": 5},
        "By AI articles in 2022, among 201 countries and territories with data, according to the "
        "NSF [1]:\n\n1. China: 42,524\n2. India: 22,557\n3. United States: 12,642\n"
        "4. United Kingdom: 4,675\n5. Japan: 3,858",
    ),
    "a leader": (
        RANKING | {"question": "Who had the most?", "ask": "who"},
        "China had the most AI articles in 2022, with 42,524, among 201 countries and "
        "territories with data, according to the NSF [1]. Next came India 22,557",
    ),
    "the third": (
        RANKING | {"rank": 3},
        "The United States is 3rd by AI articles in 2022, with 12,642, of 201 countries and "
        "territories with data, according to the NSF [1].",
    ),
    "members of a bloc": (
        RANKING | {"limit": 2, "universe": "G7"},
        "1. United States: 12,642\n2. United Kingdom: 4,675",
    ),
    "places named": (
        RANKING | {"limit": 3, "places": ("FRA", "DEU")},
        "among 2 places named with data",
    ),
    "growth": (
        RANKING | {"limit": 3, "form": "percent", "period": LATE},
        "By growth in AI articles from 2017 to 2022, among 136 countries and territories",
    ),
    "a factor": (
        RANKING | {"limit": 1, "form": "factor", "universe": "G7", "period": LATE},
        " times",
    ),
    "a rank": (
        {"operation": "rank_of", "places": ("FRA",), "period": IN_2022},
        "France ranked 11th of 201 countries and territories with data by AI articles in 2022, "
        "with 2,474, according to the NSF [1]. Just ahead was South Korea with 2,569 [1].",
    ),
    "a count": (
        {
            "operation": "count",
            "places": (),
            "period": IN_2022,
            "threshold": Threshold(comparison=">", value=5000.0),
        },
        "3 of the 201 countries and territories with data had more than 5,000 AI articles in "
        "2022, according to the NSF [1]. They are China 42,524, India 22,557 and the United "
        "States 12,642 [1].",
    ),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_the_sentence_states(case: str, write: Callable[..., Any]) -> None:
    parts, text = SENTENCES[case]
    assert text in write(**parts).text


@pytest.mark.parametrize("case", SENTENCES)
def test_every_number_is_bound(case: str, write: Callable[..., Any]) -> None:
    checked = check_draft(write(**SENTENCES[case][0]))
    assert ((), set()) == (
        checked.unchecked,
        {figure.status for figure in checked.figures} - {"matched", "computed"},
    )


def test_no_bloc_stands_among_countries(write: Callable[..., Any]) -> None:
    text = write(**RANKING | {"limit": 20}).text
    assert [] == [bloc for bloc in ("European Union", "World", "G7", "OECD") if bloc in text]


def test_a_ranking_from_the_bottom_says_so(write: Callable[..., Any]) -> None:
    draft = write(**RANKING | {"limit": 3, "universe": "G7", "descending": False})
    assert "1. France: 2,474" in draft.text
    assert any("Ranked from the bottom" in caveat for caveat in draft.caveats)
