"""Feedback: what a reader calls wrong becomes an item that a question file can hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers import Answer
from bot.evals.questions import read_items, score_item
from bot.feedback import feedback_items
from bot.history import History

ANSWER = Answer(
    question="And India?",
    standalone="How many AI articles did India publish?",
    status="answered",
    text="India published **22,557** AI articles in 2022 [1]. That is a lot.",
    reading={"language": "en"},
    id="a2",
)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History.open(tmp_path / "history.sqlite")
    conversation = opened.new_conversation("reader")
    opened.add_turn(conversation, replace(ANSWER, id="a1", question="How many did China?"))
    opened.add_turn(conversation, ANSWER)
    opened.add_turn(conversation, replace(ANSWER, id="a3", question="And Peru?"))
    yield opened
    opened.close()


def test_an_item_holds_the_conversation_up_to_the_answer_and_the_reason(history: History) -> None:
    history.add_feedback("a2", "That is the year before", reader="reader")
    (item,) = feedback_items(history)
    assert ["How many did China?", "And India?"] == item["turns"]
    assert "That is the year before" == item["reason"]
    assert ANSWER.text == item["answer"]["text"]


def test_a_checked_claim_becomes_a_claim(history: History) -> None:
    claim = replace(ANSWER, id="c1", question="India led.", verdict="contradicted")
    history.keep(claim, reader="reader")
    history.add_feedback("c1", "It did", reader="reader")
    (item,) = feedback_items(history)
    assert ("India led.", "contradicted") == (item["claim"], item["sub"])
    assert "turns" not in item


def test_items_are_read_and_scored_as_a_question_file(history: History, tmp_path: Path) -> None:
    history.add_feedback("a2", "No", reader="reader")
    file = tmp_path / "wrong.jsonl"
    file.write_text("".join(f"{json.dumps(item)}\n" for item in feedback_items(history)))
    (item,) = read_items(file)
    told = {"status": "answered", "text": ANSWER.text, "citations": [], "figures": []}
    other = told | {"text": "India published **22,600** AI articles in 2022 [1]."}
    assert "wrong but confident" == score_item(item, [told, told]).outcome
    assert "right" == score_item(item, [told, other]).outcome


def test_feedback_on_an_answer_that_was_deleted_makes_no_item(history: History) -> None:
    history.add_feedback("a2", "No", reader="reader")
    history.delete(history.conversations("reader")[0].id, reader="reader")
    assert [] == list(feedback_items(history))


def test_another_reader_cannot_have_an_answer_written_out(history: History) -> None:
    history.add_feedback("a2", "show me", reader="somebody")
    assert [] == list(feedback_items(history))


def test_each_item_has_an_id_of_its_own(history: History) -> None:
    history.add_feedback("a2", "No", reader="reader")
    history.add_feedback("a2", "Really not", reader="reader")
    assert 2 == len({item["id"] for item in feedback_items(history)})
