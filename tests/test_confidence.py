"""Confidence: what a sentence lacks says whether it answers."""

from __future__ import annotations

import pytest

from bot.calculate.evidence import PassageEvidence
from bot.compose.confidence import Signs, confidence, read_signs
from bot.compose.content_words import words_by_key
from bot.compose.extract import extract_sentences
from bot.understand.text_questions import find_kinds
from index.search import Hit
from index.split import Passage, find_sentences


def signs(question: str, text: str, *, known: str = "", without: dict[str, float] = {}) -> Signs:  # noqa: B006
    """Read the signs of the best sentence of one text for a question."""
    passage = Passage(
        id="a", source="s", start=0, end=len(text), text=text, sentences=find_sentences(text)
    )
    hit = Hit(passage=passage, score=0.5, dense=0.6)
    best = extract_sentences(question, [hit], weights={})[0]
    place = ("a", best.sentence.start)
    keys = words_by_key(f"{question} {known}")
    evidence = PassageEvidence(
        query=question,
        hits=(hit,),
        weights=dict.fromkeys(keys, 6.0),
        known=frozenset(words_by_key(f"{text} {known}")),
        without={word: {place: cosine} for word, cosine in without.items()},
    )
    return read_signs(best, evidence, {}, kinds=find_kinds(question))


def test_a_name_that_the_sentence_lacks_counts_against_it() -> None:
    text = "DeepSeek-R1 had been downloaded 10.9 million times."
    assert 1.0 == signs("How many downloads did Llama have?", text).names
    assert 0.0 == signs("How many downloads did DeepSeek-R1 have?", text).names


def test_the_owner_of_a_named_thing_need_not_be_named() -> None:
    assert 0.0 == signs("When did OpenAI's ChatGPT come out?", "ChatGPT came out in 2022.").names


def test_the_noun_asked_for_must_be_there() -> None:
    text = "The study with Elsevier counts 25,000 AI papers."
    assert 1.0 == signs("How many AI journals does Elsevier publish?", text).focus
    assert 0.0 == signs("How many AI papers does Elsevier count?", text).focus


def test_a_number_asked_for_must_be_there_and_a_year_is_none() -> None:
    text = "The count for 2024 put China ahead in papers."
    assert 1.0 == signs("How many papers did China have in 2024?", text).value


def test_a_deed_asked_about_must_be_said() -> None:
    text = "Tortoise Media published the Global AI Index on 28 June 2023."
    assert 1.0 == signs("In what year did Tortoise Media start?", text).relation
    assert 0.0 == signs("When did Tortoise Media publish its index?", text).relation


def test_a_word_that_no_passage_has_counts_against_a_sentence() -> None:
    text = "CSET picks papers with a classifier."
    assert signs("How accurate is CSET's classifier?", text).unknown > 0
    assert 0.0 == signs("What is CSET's classifier?", text).unknown


def test_a_year_that_the_passage_lacks_counts_against_it() -> None:
    assert 1.0 == signs("Who led in 2018?", "Singapore led in 2022.").years


def test_a_word_that_holds_question_and_sentence_apart_is_foreign() -> None:
    text = "The training of DeepSeek-R1 took 512 chips."
    question = "How much electricity did the training of DeepSeek-R1 take?"
    assert 1.0 == signs(question, text, without={"electricity": 0.75}).foreign
    assert 0.0 == signs(question, text, without={"electricity": 0.55}).foreign


def test_a_misspelt_word_is_not_missing() -> None:
    text = "WIPO names Tencent as the top applicant."
    assert 0.0 == signs("What does WIPO say of Tencnet?", text).names


def test_a_reason_asked_for_must_be_given() -> None:
    assert 1.0 == signs("Why did it fall?", "It fell in 2012.").no_reason
    assert 0.0 == signs("Why did it fall?", "It fell because coverage changed.").no_reason


@pytest.mark.parametrize(
    "name", ["foreign", "focus", "names", "years", "value", "relation", "unknown"]
)
def test_each_lack_makes_an_answer_less_sure(name: str) -> None:
    values = {"share": 0.9, "meaning": 0.7} | dict.fromkeys(
        ("foreign", "focus", "names", "years", "no_reason"), 0.0
    )
    assert confidence(Signs(**values)) > confidence(Signs(**values | {name: 1.0}))


def test_a_reason_left_aside_leaves_the_point() -> None:
    lacking = Signs(
        share=0.9, meaning=0.7, foreign=0.0, focus=0.0, names=0.0, years=0.0, no_reason=1.0
    )
    assert confidence(lacking, reason_apart=True) > confidence(lacking)
