"""Peaks: records are affirmed or denied, and the biggest step of a series is named."""

from __future__ import annotations

from typing import Any

import pytest


def text(onrecord: Any, question: str) -> str:
    """Give the text of an answer."""
    answer: str = onrecord.ask(question).text
    return answer


def test_a_year_that_was_no_record_is_denied_with_the_record_and_its_own_value(
    onrecord: Any,
) -> None:
    said = text(onrecord, "Was 2021 a record year for British AI articles?")
    assert said.startswith("No: ")
    assert "peaked in 2022 at 4,675" in said
    assert "4,555 AI articles in 2021" in said


def test_a_record_year_is_affirmed(onrecord: Any) -> None:
    said = text(onrecord, "Did Japan's AI articles peak in 2019?")
    assert said.startswith("Yes: ")


def test_a_year_is_held_against_the_stretch_that_is_named(onrecord: Any) -> None:
    said = text(onrecord, "Was 2020 the worst year for Spanish AI articles in the past decade?")
    assert said.startswith("No: ")
    assert "lowest in 2016 at 1,201" in said
    assert "from 2012 to 2022" in said


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Biggest year-on-year jump in AI articles for Indonesia?", "rose most in 2019, by 1,081"),
        ("In which year did Japan's AI articles fall most?", "fell most in 2020, by 624"),
        ("Biggest percentage drop in Russia's AI articles", "fell most in 2021, by 32.8%"),
    ],
)
def test_the_biggest_step_of_a_series_is_named(onrecord: Any, question: str, expected: str) -> None:
    assert expected in text(onrecord, question)


def test_growth_in_one_year_is_growth_over_the_year_before(onrecord: Any) -> None:
    said = text(onrecord, "Which G7 country had the biggest growth in AI articles in 2022?")
    assert "from 2021 to 2022" in said
    assert "Canada had the highest growth" in said


@pytest.mark.parametrize(
    "question",
    [
        "Is the gap between China and the US in AI articles growing?",
        "Is China pulling away from the US in AI articles?",
        "Are the US catching up with China on AI articles?",
    ],
)
def test_a_gap_that_moves_is_given_then_and_now(onrecord: Any, question: str) -> None:
    said = text(onrecord, question)
    assert "783 articles" in said
    assert "29,882 articles" in said
    assert "widened" in said
