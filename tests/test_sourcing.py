"""Sourcing: a follow-up that asks where the figures stand hears it, with the figures."""

from __future__ import annotations

import pytest

from bot.compose.sourcing import asks_sourcing
from bot.onrecord import Onrecord


@pytest.mark.parametrize(
    "question",
    [
        "source?",
        "Says who?",
        "and the source?",
        "are you sure?",
        "Where does that number come from?",
    ],
)
def test_a_follow_up_names_table_and_release(onrecord: Onrecord, question: str) -> None:
    conversation = onrecord.new_conversation()
    onrecord.ask("How many AI articles did India publish in 2022?", conversation=conversation)
    answer = onrecord.ask(question, conversation=conversation)
    for words in ("22,557", "table APBS-1", "Indicators 2024", "held against the cell"):
        assert words in answer.text
    assert [] == list(answer.unchecked)
    assert "~~" not in answer.text


@pytest.mark.parametrize("question", ["which source counts patents?", "who says China leads?"])
def test_a_question_of_its_own_is_no_follow_up_on_the_source(question: str) -> None:
    assert not asks_sourcing(question)


@pytest.mark.parametrize(
    "question",
    ["How many AI papers did China publish in 2024?", "what share of ai papers come from china"],
)
def test_no_sentence_is_said_twice(onrecord: Onrecord, question: str) -> None:
    said = onrecord.ask(question).text.replace("\n", " ").split(". ")
    sentences = [sentence.rpartition(" [")[0] for sentence in said]
    assert len(sentences) == len(set(sentences))
