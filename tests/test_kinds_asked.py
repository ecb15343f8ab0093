"""Kinds asked for: a university, a city, an author; a country is no answer to those."""

from __future__ import annotations

import pytest

from bot.onrecord import Onrecord
from bot.understand.kinds_asked import find_kind_asked, names_kind


@pytest.mark.parametrize(
    ("question", "kind", "singular"),
    [
        ("which university publishes most?", "university", "university"),
        ("the ten most prolific institutes", "organisation", "institute"),
        ("top 5 labs by papers", "organisation", "lab"),
        ("What three companies filed most patents?", "company", "company"),
        ("rank the colleges by output", "university", "college"),
        ("which city leads?", "other", "city"),
        ("which authors wrote most?", "other", "author"),
    ],
)
def test_the_kind_is_found_in_the_noun_asked_for(question: str, kind: str, singular: str) -> None:
    asked = find_kind_asked(question)
    assert asked is not None
    assert (kind, singular) == (asked.kind, asked.singular)


@pytest.mark.parametrize(
    "question",
    [
        "which country has most AI companies?",
        "what share of companies use AI?",
        "which country's universities publish most?",
        "whose scientists wrote more?",
        "who has the highest share of journal articles?",
        "how many journal articles did it publish?",
    ],
)
def test_a_noun_that_only_stands_by_is_not_asked_for(question: str) -> None:
    assert find_kind_asked(question) is None


def test_journal_articles_are_no_journals() -> None:
    asked = find_kind_asked("which journal has most?")
    assert asked is not None
    assert names_kind("The journals Nature and Science lead.", asked)
    assert not names_kind("39.8% of AI journal articles came from China.", asked)


@pytest.mark.parametrize(
    "question",
    [
        "Which city publishes the most AI papers?",
        "which author has published most AI articles",
        "What professor wrote the most AI papers?",
    ],
)
def test_a_ranking_of_countries_does_not_answer_for_what_no_figure_tells_apart(
    onrecord: Onrecord, question: str
) -> None:
    assert "no_answer" == onrecord.ask(question).status


@pytest.mark.parametrize(
    "question",
    ["which university publishes most AI papers", "Name the top three universities in AI papers"],
)
def test_universities_are_ranked_among_universities(onrecord: Onrecord, question: str) -> None:
    answer = onrecord.ask(question)
    assert "Anna University" in answer.text
    assert "CNRS" not in answer.text


def test_laboratories_are_ranked_among_all_institutions(onrecord: Onrecord) -> None:
    assert onrecord.ask("What lab publishes most AI research?").text.startswith("CNRS had the most")


def test_members_listed_by_a_measure_are_ranked(onrecord: Onrecord) -> None:
    reading = onrecord.read("list the EU countries by AI articles")
    assert ("ranking", "EU27") == (reading.operation, reading.universe)
