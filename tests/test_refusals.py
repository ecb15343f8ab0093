"""Refusals: what is missing is named, and what lies nearest is offered as something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.calculate.evidence import Evidence
from bot.compose.answer import compose
from bot.readings import Reading
from bot.understand.periods import Period, Point

NEAR_MISSES: dict[str, tuple[dict[str, Any], str]] = {
    "a year past the series": (
        {"period": Period(kind="at", points=(Point(2035),))},
        "There is no figure for AI articles in 2035 for China: the series from the NSF runs from "
        "2003 to 2022.",
    ),
    "a quarter of a yearly series": (
        {"period": Period(kind="at", points=(Point(2021, 3),))},
        "There are no quarterly figures for China's AI articles: the series from the NSF is "
        "yearly.",
    ),
    "one year of a span": (
        {"measures": ("nsf_cum_whole",), "period": Period(kind="at", points=(Point(2010),))},
        "the source gives only 2003–2022, as one number.",
    ),
    "a place that was not counted": (
        {"concept": "ai_researchers", "measures": ("ds_researchers",), "places": ("GBR",)},
        "There is no figure for the United Kingdom for active AI researchers. It has China, the "
        "European Union and the United States.",
    ),
    "Taiwan per head": (
        {"places": ("TWN",), "normaliser": "population", "per": 1e6},
        "The World Bank's tables do not include Taiwan, so nothing can be given per head or per "
        "GDP for it.",
    ),
    "a share per head": (
        {"measures": ("nsf_ai_intl_share",), "normaliser": "population"},
        "cannot be put in relation to anything here.",
    ),
    "no topic": (
        {"concept": "github_ai_topics", "measures": ("github_ai_pushers",)},
        "The question names no topic, and ",
    ),
}


@pytest.mark.parametrize("case", NEAR_MISSES)
def test_a_near_miss_says_what_is_missing(case: str, write: Callable[..., Any]) -> None:
    parts, text = NEAR_MISSES[case]
    draft = write(**parts)
    assert "no_answer" == draft.status
    assert text in draft.text


def test_a_missing_year_suggests_the_nearest(write: Callable[..., Any]) -> None:
    draft = write(**NEAR_MISSES["a year past the series"][0])
    assert ("AI articles of China, 2022?",) == draft.suggestions


def test_a_missing_place_suggests_those_that_were_counted(write: Callable[..., Any]) -> None:
    draft = write(**NEAR_MISSES["a place that was not counted"][0])
    assert "Active AI researchers of China?" in draft.suggestions


def test_what_lies_nearest_is_labelled_as_something_else(write: Callable[..., Any]) -> None:
    text = write(**NEAR_MISSES["a place that was not counted"][0]).text
    assert "Nearest to it, but something else:" in text
    assert "researchers per million people" in text


def test_a_refusal_prints_no_figure_of_what_was_asked(write: Callable[..., Any]) -> None:
    assert () == write(**NEAR_MISSES["a year past the series"][0]).figures


@pytest.mark.parametrize(
    ("intent", "status"),
    [
        ("empty", "clarify"),
        ("opinion", "no_answer"),
        ("private", "out_of_scope"),
        ("out_of_scope", "out_of_scope"),
    ],
)
def test_a_question_of_another_kind_is_refused_as_such(
    intent: Any, status: str, library: Any
) -> None:
    draft = compose(Reading(question="q", intent=intent), Evidence(), library)
    assert (status, ()) == (draft.status, draft.citations)


def test_a_question_that_nothing_was_found_for_is_about_something_else(library: Any) -> None:
    draft = compose(Reading(question="q", intent="passages"), Evidence(), library)
    assert "out_of_scope" == draft.status
