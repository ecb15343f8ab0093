"""Questions that ask for two things get both from the document that answers the first."""

from __future__ import annotations

from typing import Any

import pytest

from bot.compose.extract import Candidate
from bot.compose.second_asks import add_second_asks, split_asks
from index.split import Passage, find_sentences

TEXT = (
    "The Acme survey puts Norway first and Chile second. The Acme survey covers 31 countries. "
    "The Acme survey dates from 2019."
)


def candidates() -> list[Candidate]:
    sentences = find_sentences(TEXT)
    passage = Passage(
        id="a", source="acme", start=0, end=len(TEXT), text=TEXT, sentences=sentences, facts=("F1",)
    )
    return [
        Candidate(passage=passage, sentence=item, score=0.8, share=0.8, covered=frozenset())
        for item in sentences
    ]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who leads the survey, and how many countries does it cover?", 2),
        ("which branch grew most, & by what percentage?", 2),
        ("In which year did funding peak and at what in America?", 2),
        ("How many papers did China and India publish?", 1),
        ("What is the difference between what CSET counts and what the NSF counts?", 1),
        ("Of the two, which leads?", 1),
    ],
)
def test_a_question_is_cut_before_each_further_thing_it_asks(question: str, asks: int) -> None:
    assert asks == len(split_asks(question))


def test_the_second_thing_is_told_from_the_same_document() -> None:
    ranked = candidates()
    question = "Who leads the Acme survey, and how many countries does it cover?"

    found, further, left_open = add_second_asks(question, ranked[:1], ranked)

    assert ["31" in item.sentence.text for item in found] == [False, True]
    assert [found[1]] == list(further)
    assert left_open == ""


def test_what_the_document_does_not_give_is_named() -> None:
    ranked = candidates()[:1]
    question = "Who leads the Acme survey, and how many people did it ask?"

    assert "how many people did it ask?" == add_second_asks(question, ranked, ranked)[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who leads the Tortoise index, and when was it published?", ("United States", "2024")),
        (
            "How many people does Zeki's talent report cover, and when did it come out?",
            ("800,000", "April 2025"),
        ),
    ],
)
def test_both_answers_stand_in_the_whole_answer(
    question: str, told: tuple[str, ...], onrecord: Any
) -> None:
    text = onrecord.ask(question).text

    assert all(word in text for word in told), text
