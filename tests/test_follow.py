"""Follow-ups: what a question leaves open is taken from the one before."""

from __future__ import annotations

import pytest

from bot.readings import Reading
from bot.understand.follow import merge_reading, remember
from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.leaning import follows, refers_back
from bot.understand.periods import Period, Point
from bot.understand.question import read_question

FIRST = "How many AI articles did China publish in 2022?"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


def talk(knowledge: Knowledge, *questions: str) -> Reading:
    """Read questions one after the other, each merged with what came before."""
    merged = merge_reading(
        read_question(questions[0], knowledge), Reading(question="", intent="empty")
    )
    for question in questions[1:]:
        merged = merge_reading(read_question(question, knowledge), merged)
    return merged


def year(number: int) -> Period:
    """Give the period of one year."""
    return Period(kind="at", points=(Point(number),))


def test_another_place_keeps_measure_and_period(knowledge: Knowledge) -> None:
    merged = talk(knowledge, FIRST, "And India?")

    assert ("ai_publications", ("IND",), year(2022)) == (
        merged.concept,
        merged.places,
        merged.period,
    )


def test_another_period_keeps_measure_and_place(knowledge: Knowledge) -> None:
    merged = talk(knowledge, FIRST, "and in 2015?")

    assert ("ai_publications", ("CHN",), year(2015)) == (
        merged.concept,
        merged.places,
        merged.period,
    )


def test_another_measure_keeps_place_and_period(knowledge: Knowledge) -> None:
    merged = talk(knowledge, FIRST, "and AI patents?")

    assert ("ai_patents", ("CHN",), year(2022)) == (merged.concept, merged.places, merged.period)


def test_per_head_changes_the_normaliser_alone(knowledge: Knowledge) -> None:
    merged = talk(knowledge, FIRST, "and per head?")

    assert ("population", ("CHN",), year(2022)) == (
        merged.normaliser,
        merged.places,
        merged.period,
    )


def test_who_is_third_asks_for_a_rank(knowledge: Knowledge) -> None:
    merged = talk(
        knowledge, "Which country published the most AI articles in 2021?", "Who is third?"
    )

    assert ("ranking", 3, year(2021)) == (merged.operation, merged.rank, merged.period)


def test_a_difference_takes_the_two_places_of_the_talk(knowledge: Knowledge) -> None:
    merged = talk(knowledge, FIRST, "And India?", "What is the difference?")

    assert ("difference", ("CHN", "IND")) == (merged.operation, merged.places)


def test_years_later_are_counted_from_the_year_before(knowledge: Knowledge) -> None:
    merged = talk(knowledge, FIRST, "and two years earlier?")

    assert year(2020) == merged.period


def test_a_place_can_be_added_and_taken_away(knowledge: Knowledge) -> None:
    both = "How many AI articles did France and Germany publish together in 2022?"
    added = talk(knowledge, both, "and add Spain")
    less = talk(knowledge, both, "now without Germany")

    assert ("FRA", "DEU", "ESP") == added.places
    assert (("FRA",), ("DEU",)) == (less.places, less.excluded)


def test_the_latter_is_the_place_named_last(knowledge: Knowledge) -> None:
    merged = talk(
        knowledge, "Compare AI articles of India and Japan in 2021", "And the latter in 2015?"
    )

    assert (("JPN",), year(2015)) == (merged.places, merged.period)


def test_a_question_that_is_complete_starts_afresh(knowledge: Knowledge) -> None:
    fresh = "How many AI patents did Japan get in 2019?"

    assert read_question(fresh, knowledge).places == talk(knowledge, FIRST, fresh).places
    assert not follows(read_question(fresh, knowledge), read_question(FIRST, knowledge))


@pytest.mark.parametrize("question", ["Forget that. And India?", "What do you think of it?"])
def test_a_new_subject_or_an_opinion_follows_nothing(question: str, knowledge: Knowledge) -> None:
    assert not follows(read_question(question, knowledge), read_question(FIRST, knowledge))


def test_words_that_point_back_are_known() -> None:
    assert [True, True, False] == [
        refers_back(text) for text in ("And its share?", "它们呢？", "Which country leads?")
    ]


def test_the_years_of_the_last_answers_are_kept_the_latest_last() -> None:
    reading = remember(Reading(question="q", years=(2010, 2015)), (2022, 2010))

    assert (2015, 2022, 2010) == reading.years


def test_the_place_that_an_answer_named_first_is_kept() -> None:
    assert ("CHN",) == remember(Reading(question="q"), (2022,), "CHN").trail
