"""Changes in sentences: growth, trends, peaks, conditions, overtaking; every number is bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.check.gate import check_draft
from bot.readings import Threshold
from bot.understand.periods import Period, Point

LATE = Period(kind="range", points=(Point(2018), Point(2022)))
ALL = Period(kind="all")
FROM_2019 = Period(kind="range", points=(Point(2019), Point(2022)))
OVER_10_000 = Threshold(comparison=">", value=10_000.0)
UNDER_10_000 = Threshold(comparison="<", value=10_000.0)

# NSF, Science and Engineering Indicators 2024, table APBS-1
SENTENCES: dict[str, tuple[dict[str, Any], str]] = {
    "growth": (
        {"operation": "change", "period": LATE},
        "China's AI articles rose from 18,690 in 2018 to 42,524 in 2022, up 23,834 articles, "
        "that is 127.5% and 2.3 times the starting value, according to the NSF [1].",
    ),
    "growth a year": (
        {"operation": "change", "form": "cagr", "period": LATE},
        "That is a compound annual growth rate of 22.8% a year between 2018 and 2022 [1].",
    ),
    "a fall": (
        {"operation": "change", "places": ("JPN",), "period": FROM_2019},
        "Japan's AI articles fell from 4,603 in 2019 to 3,858 in 2022, down 745 articles, "
        "that is 16.2%, according to the NSF [1].",
    ),
    "a share in points": (
        {"operation": "change", "share_of": "WLD", "period": LATE},
        "percentage points",
    ),
    "a trend": (
        {"operation": "trend", "places": ("JPN",), "period": ALL},
        "In between, the figure for Japan peaked at 4,603 in 2019 and was lowest at 830 in 2004 "
        "[1].",
    ),
    "a peak": (
        {"operation": "peak", "places": ("JPN",), "period": ALL},
        "Japan's AI articles peaked in 2019 at 4,603, in a series from 2003 to 2022, according to "
        "the NSF [1]. Japan published 3,858 AI articles in 2022 [1].",
    ),
    "a trough": (
        {"operation": "trough", "places": ("JPN",), "period": ALL},
        "Japan's AI articles were lowest in 2004 at 830, in a series from 2003 to 2022",
    ),
    "a first year": (
        {"operation": "first_year", "places": ("IND",), "threshold": OVER_10_000},
        "India first had more than 10,000 AI articles in 2018, with 10,697, according to the NSF "
        "[1]. The year before (2017) it was 5,963 [1]. It was not so in 2019 [1].",
    ),
    "a last year": (
        {"operation": "last_year", "places": ("CHN",), "threshold": UNDER_10_000},
        "China last had fewer than 10,000 AI articles in ",
    ),
    "never": (
        {"operation": "first_year", "places": ("JPN",), "threshold": OVER_10_000},
        "Japan had more than 10,000 AI articles in no year from 2003 to 2022; the highest was "
        "4,603 in 2019, according to the NSF [1].",
    ),
    "how often": (
        {"operation": "count_years", "places": ("USA",), "threshold": OVER_10_000},
        " of the years from 2003 to 2022: ",
    ),
    "without a break": (
        {"operation": "unbroken", "places": ("IND",), "threshold": OVER_10_000},
        "India has had more than 10,000 AI articles in every year since 2020, to 2022: ",
    ),
    "overtaking": (
        {"operation": "overtake", "places": ("CHN", "USA")},
        "By the NSF's count China passed the United States in AI articles in 2007: 5,048 against "
        "4,199 [1].",
    ),
    "not overtaking": (
        {"operation": "overtake", "places": ("JPN", "CHN")},
        "By the NSF's count Japan did not pass China in AI articles in any year",
    ),
    "the other way round": (
        {"operation": "overtake", "places": ("USA", "CHN")},
        "By the NSF's count it was the other way round: the United States led China in AI "
        "articles until 2006",
    ),
}  # fmt: skip


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


def test_a_first_year_at_the_start_of_a_series_may_have_been_earlier(
    write: Callable[..., Any],
) -> None:
    over = Threshold(comparison=">", value=100.0)
    draft = write(operation="first_year", threshold=over)
    assert "The series begins in 2003, so it may have been so before [1]." in draft.text


def test_a_break_in_the_series_is_said_with_a_change_across_it(write: Callable[..., Any]) -> None:
    caveats = write(operation="trend", period=ALL).caveats
    assert any(caveat.startswith("2009: ") for caveat in caveats)


def test_a_condition_without_a_bound_is_told_as_a_trend(write: Callable[..., Any]) -> None:
    draft = write(operation="first_year", places=("JPN",))
    assert draft.text.startswith("Japan's AI articles rose from 977 in 2003 to 3,858 in 2022")
