"""Lead changes: the same overtaking is read however a question turns it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.question import read_question


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


def _read(question: str, knowledge: Knowledge) -> tuple[str, tuple[str, ...]]:
    reading = read_question(question, knowledge)
    return reading.operation, reading.places


@pytest.mark.parametrize(
    "question",
    [
        "When did India overtake Japan in AI articles?",
        "When was Japan overtaken by India in AI articles?",
        "When did Japan fall behind India in AI articles?",
        "When did Japan start publishing fewer AI articles than India?",
        "When did Japan stop publishing more AI articles than India?",
        "When did Japan lose its lead over India in AI articles?",
        "When did Japan cede its lead in AI articles to India?",
        "In which year did the lead in AI articles go from Japan to India?",
        "Which year did Japan's AI articles drop below those of India?",
        "When did India leave Japan behind in AI articles?",
        "Compared with India, when did Japan fall behind in AI articles?",
        "What was the first year Japan had fewer AI articles than India?",
    ],
)
def test_every_wording_of_an_overtaking_puts_the_one_ahead_first(
    knowledge: Knowledge, question: str
) -> None:
    assert ("overtake", ("IND", "JPN")) == _read(question, knowledge)


@pytest.mark.parametrize(
    ("question", "operation", "places"),
    [
        (
            "What was the last year India had fewer AI articles than Japan?",
            "last_year",
            ("JPN", "IND"),
        ),
        ("What was the last year India trailed Japan in AI articles?", "last_year", ("JPN", "IND")),
        ("When did Japan last lead India in AI articles?", "last_year", ("JPN", "IND")),
        ("Since when has Japan trailed India in AI articles?", "unbroken", ("IND", "JPN")),
        ("How long has India led Japan in AI articles?", "unbroken", ("IND", "JPN")),
        ("When was Spain behind Italy in AI articles?", "count_years", ("ITA", "ESP")),
        ("Has India ever been ahead of Japan in AI articles?", "count_years", ("IND", "JPN")),
    ],
)
def test_the_last_year_the_years_and_since_when_are_told_apart(
    knowledge: Knowledge, question: str, operation: str, places: tuple[str, ...]
) -> None:
    assert (operation, places) == _read(question, knowledge)


@pytest.mark.parametrize(
    "question",
    [
        "How has the gap between Japan and India in AI articles changed?",
        "Was Japan behind India in AI articles in 2015?",
        "Is Japan falling further behind India in AI articles?",
    ],
)
def test_what_asks_for_no_moment_is_no_change_of_the_lead(
    knowledge: Knowledge, question: str
) -> None:
    operation, _ = _read(question, knowledge)
    assert operation not in ("overtake", "last_year", "unbroken", "count_years")


def test_started_publishing_names_no_start_ups(knowledge: Knowledge) -> None:
    reading = read_question("When did Japan start publishing fewer AI articles?", knowledge)
    assert "ai_publications" == reading.concept


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was the last year China had fewer AI articles than the US?", "in 2006: 3,139"),
        ("When was the US overtaken by China in AI articles?", "in 2007: 5,048"),
        ("Since when has the US trailed China in AI articles?", "every year since 2007"),
        ("When did the EU lose its lead over China in AI articles?", "for good in 2016: 13,206"),
    ],
)
def test_the_answer_gives_the_year(onrecord: Any, question: str, expected: str) -> None:
    assert expected in onrecord.ask(question).text


def test_a_follow_up_by_another_place_keeps_who_was_passed(onrecord: Any) -> None:
    conversation = onrecord.new_conversation()
    onrecord.ask("When was the US overtaken by China in AI articles?", conversation=conversation)

    answer = onrecord.ask("and by India?", conversation=conversation)

    assert "India passed the United States" in answer.text
