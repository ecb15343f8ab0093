"""Unused cues: what is asked for and left out is never answered as if it were not there."""

from __future__ import annotations

from typing import Any

import pytest

from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.question import read_question


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("What is the gap between first and second in AI articles?", "gap"),
        ("When was the gap between Japan and India in AI articles largest?", "largest"),
        ("By what percentage did Japan exceed India in AI articles in 2012?", "By what percentage"),
        ("What was Spain's average rank in AI articles from 2010 to 2020?", "average"),
        ("Which country gained the most places in AI articles from 2010 to 2020?", "most places"),
        ("Total AI articles of the top five countries in 2022", "Total"),
        ("In which years did Spain's AI articles fall?", "which years"),
        ("Which year did Spain's AI articles double?", "Which year"),
        ("What share of computer science articles is AI?", "share"),
        ("Has the gap between Onrecordia and Spain in AI articles narrowed since 2010?", "gap"),
        ("How much of Japan's output is with the US, Britain or the EU?", "is with"),
    ],
)
def test_a_cue_that_the_operation_makes_no_use_of_is_found(
    knowledge: Knowledge, question: str, left_out: str
) -> None:
    assert left_out in read_question(question, knowledge).narrows


@pytest.mark.parametrize(
    "question",
    [
        "Which countries had more AI articles than Spain in 2022?",
        "What was the average annual growth rate of Spain's AI articles from 2013 to 2020?",
        "How many countries grew faster than Spain in AI articles since 2015?",
        "In what year did Spain's AI articles first outnumber Italy's?",
        "Biggest year-on-year jump in AI articles for Spain?",
        "Five Eyes minus the US, AI articles 2022",
        "Was Spain among the top 20 for AI articles in 2010?",
        "Do Spain and Portugal together publish more AI articles than Italy?",
        "number of partner countries of Spain in the NSF's AI collaboration network",
        "How has the gap between Spain and Italy in AI articles grown since 2010?",
    ],
)
def test_a_cue_that_is_used_is_not_held_against_the_question(
    knowledge: Knowledge, question: str
) -> None:
    assert () == read_question(question, knowledge).narrows


def test_what_was_left_out_is_said_first_and_no_sentence_stands_in(onrecord: Any) -> None:
    answer = onrecord.ask("When was the gap between the US and China in AI articles largest?")
    assert "no_answer" == answer.status
    assert answer.text.startswith("Left out here: what “When” and “largest” ask for")


def test_a_ranking_by_growth_is_no_change_of_the_world(knowledge: Knowledge) -> None:
    reading = read_question("Rank all countries by growth in AI articles since 2010", knowledge)
    assert ("ranking", "percent", ()) == (reading.operation, reading.form, reading.places)


def test_by_how_much_one_is_ahead_is_no_question_of_when(knowledge: Knowledge) -> None:
    reading = read_question(
        "Now that Spain has overtaken Italy in AI articles, by how much is it ahead?", knowledge
    )
    assert "difference" == reading.operation


def test_of_one_kind_rather_than_another_only_the_first_is_asked_for(onrecord: Any) -> None:
    answer = onrecord.ask(
        "How many notable models came from universities rather than governments in 2023?"
    )
    assert "“Academia”" in answer.text
    assert "Government" not in answer.text


def test_the_average_of_a_club_is_no_name_of_its_statistics(knowledge: Knowledge) -> None:
    reading = read_question(
        "How does Spain compare with the OECD average in AI articles?", knowledge
    )
    assert "" == reading.source
