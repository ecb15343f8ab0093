"""Tokens: words with exact offsets, folded for matching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.tokens import fold, stem, tokenise


@given(st.text(max_size=80))
def test_every_token_stands_where_it_says(text: str) -> None:
    for token in tokenise(text):
        assert token.text == text[token.start : token.end]


@given(st.text(max_size=80))
def test_tokens_stand_in_order_and_never_overlap(text: str) -> None:
    ends = [0, *(token.end for token in tokenise(text))]

    assert all(end <= token.start for end, token in zip(ends, tokenise(text), strict=False))


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("China's AI-papers", ["china", "ai", "papers"]),
        ("the U.S. and the UK", ["the", "u.s.", "and", "the", "uk"]),
        ("L'Algérie", ["algerie"]),
        ("12,345 papers", ["12,345", "papers"]),
        ("中国", ["中", "国"]),
        ("50%", ["50", "%"]),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, norms: list[str]) -> None:
    assert norms == [token.norm for token in tokenise(text)]


def test_folding_takes_case_accents_and_curly_marks_away() -> None:
    assert "cote d'ivoire" == fold("Côte d’Ivoire")


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("articles", "article"),
        ("countries", "country"),
        ("families", "family"),
        ("indices", "index"),
        ("chess", "chess"),
        ("series", "series"),
        ("gas", "gas"),
    ],
)
def test_a_stem_is_the_word_without_its_plural(word: str, stemmed: str) -> None:
    assert stemmed == stem(word)
