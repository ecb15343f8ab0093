"""Duplicates: the same told twice is one; another number, name or "not" makes it two."""

from __future__ import annotations

import pytest

from index.duplicates import group_duplicates, holds_quote, same_passage

TEXT = (
    "China published 42,524 AI articles in 2022, more than the United States and the European "
    "Union together, and its lead is growing with every year, as the report by its author says "
    "on the first of its pages, where the counts of all countries stand beside each other."
)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(TEXT, id="the same words"),
        pytest.param("LONDON, 10 July 2025 – " + TEXT, id="a dateline before"),
        pytest.param(TEXT.replace("growing with", "growing, with"), id="other punctuation"),
        pytest.param(TEXT.replace("every year", "each year"), id="another plain word"),
        pytest.param(TEXT.replace("AI articles", "ai articles"), id="another capital"),
    ],
)
def test_small_differences_leave_one_passage(other: str) -> None:
    assert same_passage(TEXT, other)
    assert same_passage(other, TEXT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("42,524", "42,254", id="another number"),
        pytest.param("2022", "2023", id="another year"),
        pytest.param("China", "India", id="another place"),
        pytest.param("is growing", "is not growing", id="a negation"),
        pytest.param("more than", "less than", id="another direction"),
        pytest.param("first", "second", id="another number in words"),
        pytest.param("United States", "United Kingdom", id="half of another name"),
        pytest.param(" in 2022", "", id="a number left out"),
    ],
)
def test_a_difference_that_counts_makes_two_passages(before: str, after: str) -> None:
    assert not same_passage(TEXT, TEXT.replace(before, after))
    assert not same_passage(TEXT.replace(before, after), TEXT)


def test_other_texts_are_other_passages() -> None:
    assert not same_passage(TEXT, "Patents protect an invention in many countries.")


def test_groups_keep_the_order_of_their_first() -> None:
    other = "Patents protect an invention in many countries."
    wrong = TEXT.replace("42,524", "42,254")
    assert [[0, 2, 5], [1], [3], [4]] == group_duplicates([TEXT, other, TEXT, wrong, "", TEXT])


def test_a_quote_is_held_by_a_text_with_its_numbers() -> None:
    quote = "China published 42,524 AI articles in 2022."
    assert holds_quote(quote, f"A word before. {quote} A word after.")
    assert not holds_quote(quote, "A word before. China published 42,254 AI articles in 2022.")
