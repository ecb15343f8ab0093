"""Tests of another's work, a thing denied by error, a word turned into its opposite."""

from __future__ import annotations

import pytest

from bot.compose.reversals import (
    denied_by_error,
    names_other_author,
    says_what_is,
    turned_round,
)

AUTHOR = "The sole author of the Bright Stars report is Ada Lovelace, the head of Bright."
HOUSE = "Bright published the report Bright Stars and the Dark on 10 July 2025."
SLIP = "Papers name Acme chips, so the claim that it ran without Acme chips is an error."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did Babbage write the Bright Stars report?", AUTHOR),
        ("Why did Elsevier bring out the report Bright Stars and the Dark?", HOUSE),
        ("The Bright Stars report was written by Charles Babbage.", AUTHOR),
    ],
)
def test_a_work_given_to_another_is_noticed(question: str, text: str) -> None:
    assert names_other_author(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did Lovelace write the Bright Stars report?", AUTHOR),
        ("Why did the Star publish a story on the Bright Stars report?", HOUSE),
        ("Why did Babbage write the Second Survey report?", AUTHOR),
        # A house that publishes is not said to have written it.
        ("Why did Babbage write the report Bright Stars and the Dark?", HOUSE),
    ],
)
def test_its_own_author_a_story_about_it_and_another_work_are_not(question: str, text: str) -> None:
    assert not names_other_author(question, text)


def test_a_thing_denied_that_a_sentence_calls_an_error_to_deny() -> None:
    assert denied_by_error("How did it run without any Acme chips?", SLIP)
    assert not denied_by_error("How did it run without any Brand chips?", SLIP)
    assert says_what_is(SLIP)


def test_an_opposite_is_of_the_same_people_and_not_negated() -> None:
    text = "Ada Lovelace calls the engine unstoppable."

    assert turned_round("Why does Lovelace think it can be stopped?", text)
    assert not turned_round("Why does Babbage think it can be stopped?", text)
    assert not turned_round("Why does Lovelace think it cannot be stopped?", text)
