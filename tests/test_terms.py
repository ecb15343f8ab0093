"""Terms: one form for each word and each number."""

from __future__ import annotations

import pytest

from index.terms import cut_words, stem_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("publications", "Publication"),
        ("citing", "cited"),
        ("naïve", "naive"),
        ("42,524", "42524"),
        ("1,496.5", "1496.5"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert stem_words([one]) == stem_words([other])


@pytest.mark.parametrize(("one", "other"), [("5.6", "56"), ("2024", "2025"), ("China", "Chile")])
def test_other_words_and_numbers_are_other_terms(one: str, other: str) -> None:
    assert stem_words([one]) != stem_words([other])


def test_every_word_has_one_term_in_order() -> None:
    words = ["articles", "中国", "R1", "articles", "٣", "ß", "²"]
    terms = stem_words(words)
    assert len(words) == len(terms)
    assert terms[0] == terms[3]
    assert all(terms)


def test_a_hyphen_parts_words_and_a_decimal_point_does_not() -> None:
    assert ["co", "authored", "5.6", "10", "23"] == cut_words("co-authored: 5.6, 10^23.")
