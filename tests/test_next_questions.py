"""Next questions: each can be answered, and typing it asks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.pages.next_questions import next_questions

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

pytestmark = pytest.mark.slow  # every question offered is asked

FIGURE = "How many AI articles did China publish in 2022, according to the NSF?"
ASKED = (
    FIGURE,
    "Rank the top five countries by AI articles in 2022",
    "How did AI articles change in China since 2010?",
    "Compare Germany, France and the UK in AI articles",
    "AI patents of South Korea in 2021",
)


@pytest.mark.parametrize("question", ASKED)
def test_every_question_offered_is_answered_with_figures(question: str, onrecord: Onrecord) -> None:
    offered = next_questions(onrecord.ask(question), onrecord.knowledge)
    assert 2 <= len(offered) <= 3
    for words, reading in offered:
        answer = onrecord.ask(words, reading=reading)
        assert "answered" == answer.status, words
        assert answer.figures, words
        assert words == answer.standalone


def test_typing_what_is_offered_gives_the_same_answer(onrecord: Onrecord) -> None:
    for words, reading in next_questions(onrecord.ask(FIGURE), onrecord.knowledge):
        assert onrecord.ask(words).text == onrecord.ask(words, reading=reading).text


@pytest.mark.parametrize(
    "question",
    ["What is the capital of France?", "Who wrote the report, and who owns the data?"],
)
def test_nothing_is_offered_where_no_table_answered(question: str, onrecord: Onrecord) -> None:
    assert [] == next_questions(onrecord.ask(question), onrecord.knowledge)


def test_an_edited_reading_is_worded_anew(onrecord: Onrecord) -> None:
    from bot.pages.edit_reading import unworded, with_places

    reading = with_places(onrecord.ask(FIGURE).reading, ["CHN", "IND"])
    answer = onrecord.ask(FIGURE, reading=unworded(reading))
    assert FIGURE == answer.question
    assert "How do China and India compare in AI articles in 2022, according to the NSF?" == (
        answer.standalone
    )
