"""Words that narrow what is counted, sizes of places, winners and what "best" leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from bot.readings import Reading
from bot.understand.restrictions import find_restrictions
from bot.understand.sides import turns_ratio
from bot.understand.sizes import find_size
from bot.understand.winners import name_winner

SUBJECT = {"ai", "article", "paper"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("AI papers by women in ¤¤¤¤¤", "women"),
        ("How many AI articles were retracted in ¤¤¤¤¤", "retracted"),
        ("unpublished AI articles of ¤¤¤¤¤", "unpublished"),
        ("¤¤¤¤ AI articles funded by industry", "industry"),
        ("how many of those by women?", "women"),
    ],
)
def test_a_word_beside_the_subject_narrows_it(text: str, word: str) -> None:
    assert (word,) == find_restrictions(text, {word}, SUBJECT)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("For a carousel: AI papers of ¤¤¤¤¤", "carousel"),
        ("recap AI papers of ¤¤¤¤¤", "recap"),
        ("AI papers of ¤¤¤¤¤, sorry", "sorry"),
    ],
)
def test_a_word_apart_from_the_subject_narrows_nothing(text: str, word: str) -> None:
    assert () == find_restrictions(text, {word}, SUBJECT)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("AI papers by women in Italy in 2020", "women"),
        ("How many AI articles did Bavaria publish in 2019?", "Bavaria"),
        ("AI articles written in English from Japan in 2020", "English"),
        ("AI research spending of Germany in 2020", "AI"),
    ],
)
def test_a_narrower_question_is_refused_with_the_word_that_no_figure_knows(
    onrecord: Any, question: str, said: str
) -> None:
    answer = onrecord.ask(question)
    assert "no_answer" == answer.status
    assert f"“{said}”" in answer.text
    assert not answer.figures
    assert answer.suggestions


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("the smallest ¤¤ country with more than 500 papers", ("smallest", "population")),
        ("richest nation with fewer than 100", ("richest", "gdp per head")),
        ("the biggest economy with fewer than 100", ("biggest", "gdp")),
        ("the smallest number of papers", ("", "")),
    ],
)
def test_a_size_of_a_place_goes_by_a_measure(text: str, size: tuple[str, str]) -> None:
    assert size == find_size(text)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("How many times as many papers as ¤¤¤¤ did ¤¤¤ publish?", True),
        ("How many times the papers of ¤¤¤¤ are those of ¤¤¤?", True),
        ("For each paper from ¤¤¤¤, how many came from ¤¤¤?", True),
        ("How many times bigger was ¤¤¤¤'s output than ¤¤¤'s?", False),
        ("the ratio of ¤¤¤¤ to ¤¤¤", False),
    ],
)
def test_what_is_compared_with_divides(text: str, turned: bool) -> None:
    assert turned == turns_ratio(text)


def test_the_winner_of_one_question_is_it_in_the_next() -> None:
    before = Reading(question="Which country published most?", operation="ranking")
    part = Reading(question="and how many patents did it file?", concept="ai_patents")
    assert ("CHN",) == name_winner(part, before, "CHN").places
    assert () == name_winner(part, before, "").places


def test_the_winner_is_carried_into_the_second_answer(onrecord: Any) -> None:
    answer = onrecord.ask(
        "Which Baltic state had most AI articles in 2022, and what was its population in 2022?"
    )
    assert "Latvia" in answer.text
    assert "population" in answer.text.split("\n\n")[-1]


def test_the_best_of_things_is_asked_back(onrecord: Any) -> None:
    answer = onrecord.ask("Which is the best Chinese model?")
    assert "clarify" == answer.status
    assert "training compute" in answer.text


def test_a_list_by_a_condition_is_not_cut_to_the_first_few(onrecord: Any) -> None:
    answer = onrecord.ask("Which EU countries published more than 500 AI articles in 2022?")
    assert answer.text.startswith("13 of the 27")
    assert "Portugal 602" in answer.text


def test_a_growth_ranking_says_from_what_to_what(onrecord: Any) -> None:
    answer = onrecord.ask("Which Gulf state grew fastest in AI articles from 2012 to 2022?")
    assert "2,500.0% (from 6 to 156)" in answer.text


def test_two_places_asked_one_after_the_other_are_added(onrecord: Any) -> None:
    talk = onrecord.new_conversation()
    for question in ("AI articles, Belgium, 2020", "the Netherlands?"):
        onrecord.ask(question, conversation=talk)
    assert "1,535" in onrecord.ask("together?", conversation=talk).text


def test_the_number_of_places_stands_beside_a_name_that_holds_it(onrecord: Any) -> None:
    answer = onrecord.ask("Median AI articles in the G7 in 2019")
    assert () == tuple(answer.unchecked)
    assert "over 7 places" in answer.text


def test_what_is_said_last_counts(onrecord: Any) -> None:
    answer = onrecord.ask("AI articles of Spain in 2019, no sorry, Portugal")
    assert "Portugal published 667" in answer.text
    assert "Spain" not in answer.text


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (("AI articles of Spain in 2020", "rank in the EU?"), "Spain ranked 4th of 27"),
        (("AI articles from Brazil 2021", "is that more than Mexico?"), "Brazil is ahead by 834"),
        (("AI patents China 2022", "what does the OECD say?"), "according to the OECD"),
        (("Which EU country had most AI articles in 2020?", "and in the G7?"), "United States had"),
        (("EU AI articles 2019", "what share of that was Polish?"), "6.0%"),
        (("Combined AI articles of Spain, Portugal and Greece, 2018", "drop Greece"), "2,072"),
    ],
)
def test_a_short_question_leans_on_the_one_before(
    turns: tuple[str, str], holds: str, onrecord: Any
) -> None:
    talk = onrecord.new_conversation()
    onrecord.ask(turns[0], conversation=talk)
    assert holds in onrecord.ask(turns[1], conversation=talk).text
