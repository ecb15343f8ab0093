"""Standalone questions: what a follow-up amounts to, written out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.readings import Reading
from bot.understand.follow import merge_reading, remember
from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.periods import Period, Point
from bot.understand.question import read_question
from bot.understand.standalone import standalone_question


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


def test_a_first_question_stands_in_its_own_words(knowledge: Knowledge) -> None:
    question = "How many AI articles did China publish in 2022?"

    assert question == standalone_question(read_question(question, knowledge), knowledge).standalone


def test_a_follow_up_is_written_out_with_place_and_year(knowledge: Knowledge) -> None:
    before = read_question("How many AI articles did China publish in 2022?", knowledge)
    after = merge_reading(read_question("And India?", knowledge), remember(before, (2022,)))

    assert "What are the AI publications of India in 2022?" == (
        standalone_question(after, knowledge).standalone
    )


LEANING = Reading(question="and?", concept="ai_publications", places=("CHN", "IND"), years=(2022,))


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        (
            {"operation": "difference"},
            "What is the difference in AI publications between China and India?",
        ),
        (
            {"operation": "overtake"},
            "When did China overtake India in AI publications?",
        ),
        (
            {"operation": "ranking", "places": (), "universe": "EU27"},
            "Which places rank highest by AI publications among the European Union?",
        ),
        (
            {"share_of": "WLD"},
            "What are the AI publications of China and India as a share of the world?",
        ),
        (
            {"normaliser": "population"},
            "What are the AI publications per head of China and India?",
        ),
        (
            {"operation": "trend", "period": Period(kind="since", points=(Point(2015),))},
            "How did AI publications of China and India develop since 2015?",
        ),
    ],
)
def test_each_operation_has_its_question(
    changes: dict[str, object], written: str, knowledge: Knowledge
) -> None:
    reading = replace(LEANING, **changes)  # type: ignore[arg-type]  # fields by name

    assert written == standalone_question(reading, knowledge).standalone


def test_a_standalone_question_is_written_once(knowledge: Knowledge) -> None:
    reading = replace(LEANING, standalone="Already said?")

    assert "Already said?" == standalone_question(reading, knowledge).standalone
