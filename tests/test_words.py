"""Words: what says nothing about a subject, and what asks for something."""

from __future__ import annotations

import pytest

from bot.understand.words import CUE_WORDS, GENERIC, STOP_WORDS, is_cue, is_stop


@pytest.mark.parametrize("word", ["the", "publish", "combien", "viele", "cuantos", "tally"])
def test_grammar_and_newsroom_talk_say_nothing_about_a_subject(word: str) -> None:
    assert is_stop(word)


@pytest.mark.parametrize("word", ["patent", "chip", "cancer", "football", "investment"])
def test_a_subject_is_no_stop_word(word: str) -> None:
    assert not is_stop(word)


def test_the_stem_of_a_stop_word_is_one_too() -> None:
    assert {"figure", "headline"} == set(filter(is_stop, ("figure", "headline", "cheese")))


@pytest.mark.parametrize("word", ["share", "peak", "grew", "gdp"])
def test_words_that_ask_for_an_operation_are_cues(word: str) -> None:
    assert is_cue(word)


def test_the_lists_hold_folded_words_only() -> None:
    words = STOP_WORDS | CUE_WORDS | GENERIC

    assert [] == sorted(word for word in words if word != word.lower() or " " in word)
