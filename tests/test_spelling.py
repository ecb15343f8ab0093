"""Spelling: slips are mended, other words and names are left alone."""

from __future__ import annotations

import pytest

from bot.understand.knowledge import read_knowledge
from bot.understand.spelling import Spelling, is_slip


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    """Give the spelling of the shipped catalogues."""
    return read_knowledge().spelling


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("the bigest share", "the biggest share"),
        ("how many artciles", "how many articles"),
        ("in which contry", "in which country"),
    ],
)
def test_a_slip_is_mended(spelling: Spelling, written: str, meant: str) -> None:
    assert meant == spelling.mend(written)


@pytest.mark.parametrize(
    "text", ["Phillipines", "how many articles", "the competing firms", "xyzzy", "2022"]
)
def test_names_known_words_and_strange_words_stay(spelling: Spelling, text: str) -> None:
    assert text == spelling.mend(text)


def test_every_inflection_of_a_known_word_is_known() -> None:
    assert "averaged" == Spelling(["average"]).mend("averaged")


@pytest.mark.parametrize(
    ("word", "known", "slip"),
    [
        ("articels", "articles", True),  # swapped
        ("bigest", "biggest", True),  # dropped
        ("publlish", "publish", True),  # doubled
        ("competing", "computing", False),  # another word
        ("rapers", "papers", False),  # another first letter
    ],
)
def test_swapped_dropped_and_doubled_letters_are_slips(word: str, known: str, slip: bool) -> None:
    assert slip == is_slip(word, known)
