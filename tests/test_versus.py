"""Versus: places are held against another one, by independent calculation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from bot.readings import Reading, Threshold, reading_from_json, reading_to_json
from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.question import read_question
from corpus.catalogues import shipped_figures


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


@pytest.fixture(scope="module")
def truth() -> Callable[[str], list[Any]]:
    """Give a function that runs SQL over the shipped articles and gives its first column."""
    connection = duckdb.connect()
    path = (shipped_figures() / "ncses_ai_articles.csv").as_posix()
    connection.execute(f"CREATE VIEW articles AS FROM '{path}'")
    return lambda sql: [row[0] for row in connection.execute(sql).fetchall()]


@pytest.mark.parametrize(
    ("words", "comparison", "factor"),
    [
        ("Which countries published more AI articles than Canada?", ">", 1.0),
        ("Which countries have fewer AI articles than Canada?", "<", 1.0),
        ("Who has at least twice as many AI articles as Canada?", ">=", 2.0),
        ("Which countries have more than three times Canada's AI articles?", ">", 3.0),
        ("Which countries had half as many AI articles as Canada?", ">=", 0.5),
        ("Which countries are ahead of Canada in AI articles?", ">", 1.0),
        ("Which countries are behind Canada in AI articles?", "<", 1.0),
    ],
)
def test_another_place_sets_the_condition(
    knowledge: Knowledge, words: str, comparison: str, factor: float
) -> None:
    reading = read_question(words, knowledge)
    expected = Threshold(comparison=comparison, value=factor, place="CAN")  # type: ignore[arg-type]
    assert ("ranking", (), expected) == (reading.operation, reading.places, reading.threshold)


@pytest.mark.parametrize(
    "words",
    [
        "Who has more AI articles, France or Germany?",
        "How many more AI articles than Canada did Japan publish in 2020?",
        "Did Japan publish more AI articles than Canada?",
        "Which countries published more than 1,000 AI articles?",
    ],
)
def test_two_places_compared_set_no_condition(knowledge: Knowledge, words: str) -> None:
    threshold = read_question(words, knowledge).threshold
    assert threshold is None or not threshold.place


def test_the_condition_of_a_place_survives_being_written_out() -> None:
    held = Threshold(comparison=">", value=2.0, place="FRA")
    reading = Reading(question="q", threshold=held)
    assert reading == reading_from_json(reading_to_json(reading))


@pytest.mark.parametrize(("name", "code", "factor"), [("France", "FRA", 2), ("Egypt", "EGY", 3)])
def test_as_many_places_are_counted_as_there_are(
    onrecord: Any, truth: Callable[[str], list[Any]], name: str, code: str, factor: int
) -> None:
    places = "SELECT place, value AS n FROM articles WHERE start = 2021"
    codes = truth(f"SELECT place FROM ({places}) WHERE place <> 'WLD'")
    known = onrecord.knowledge.book
    countries = [item for item in codes if item in known and known.place(item).kind in _KINDS]
    own = truth(f"SELECT n FROM ({places}) WHERE place = '{code}'")[0]
    listed = ", ".join(f"'{item}'" for item in countries)
    above = truth(
        f"SELECT place FROM ({places}) WHERE n > {factor} * {own} AND place IN ({listed})"
    )

    answer = onrecord.ask(
        f"How many countries published more than {factor} times as many AI articles as {name} "
        "in 2021?"
    )

    assert "answered" == answer.status
    assert f"{len(above)} of the " in answer.text
    assert f"{name} ({own:,})" in answer.text


_KINDS = ("country", "territory")


def test_the_value_of_a_bloc_that_is_not_ranked_is_named(onrecord: Any) -> None:
    answer = onrecord.ask("Which country published more AI articles than the EU in 2022?")
    assert "the European Union (18,471)" in answer.text
    assert "China 42,524 and India 22,557" in answer.text


def test_growth_is_held_against_growth(onrecord: Any) -> None:
    answer = onrecord.ask("Which G7 countries grew faster than France in AI articles since 2015?")
    assert "France (70.4%)" in answer.text
    assert "Canada 148.2%" in answer.text
    assert "Japan" in answer.text
    assert "Germany 98.4%" in answer.text


def test_none_above_a_bound_is_said_and_no_other_count_is_put_in_its_place(onrecord: Any) -> None:
    answer = onrecord.ask("Which EU countries have more than 50,000 AI articles?")
    assert "None of the places of the European Union had more than 50,000" in answer.text


def test_none_above_a_place_is_said(onrecord: Any) -> None:
    answer = onrecord.ask("Which EU countries had more AI articles in 2022 than China?")
    assert (
        "None of the places of the European Union had more AI articles in 2022 than China"
        in answer.text
    )


def test_the_neighbour_in_the_order_is_named(onrecord: Any) -> None:
    answer = onrecord.ask("Who is just behind Italy in AI articles in 2022?")
    assert "Just behind was Canada with 2,772" in answer.text
