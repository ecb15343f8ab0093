"""Quantities: every number of a text, with its value, kind, hedge and exact place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.understand.number_words import read_number, read_small, read_spelled, scale_up
from bot.understand.quantities import find_quantities, tolerance


@pytest.mark.parametrize(
    ("text", "written", "value", "kind"),
    [
        ("China published 42,524 articles", "42,524", 42524, "count"),
        ("42 524 articles", "42 524", 42524, "count"),
        ("forty-two authors", "forty-two", 42, "count"),
        ("two thousand papers", "two thousand", 2000, "count"),
        ("3.7 million papers", "3.7 million", 3.7e6, "count"),
        ("2 and a half years", "2 and a half", 2.5, "count"),
        ("5万篇", "5万", 5e4, "count"),
        ("2e25 operations", "2e25", 2e25, "count"),
        ("a change of -3.5", "-3.5", -3.5, "count"),
        ("a share of 23.5%", "23.5%", 23.5, "percent"),
        ("12 per cent", "12 per cent", 12, "percent"),
        ("up 4.5 percentage points", "4.5 percentage points", 4.5, "points"),
        ("half of the papers", "half", 50, "percent"),
        ("two thirds of it", "two thirds", 200 / 3, "percent"),
        ("one in five papers", "one in five", 20, "percent"),
        ("$5.6 million", "$5.6 million", 5.6e6, "money"),
        ("3.5 times as many", "3.5 times", 3.5, "factor"),
        ("it doubled", "doubled", 2, "factor"),
        ("ranked 3rd", "3rd", 3, "rank"),
        ("the third largest", "third", 3, "rank"),
        ("#3 in the world", "#3", 3, "rank"),
        ("in 2022.", "2022", 2022, "year"),
    ],
)
def test_a_number_is_read_as_what_it_states(
    text: str, written: str, value: float, kind: str
) -> None:
    [found] = find_quantities(text)

    assert (written, kind) == (found.text, found.kind)
    assert pytest.approx(value) == found.value
    assert written == text[found.start : found.end]


@pytest.mark.parametrize("text", ["as shown [12]", "one may ask", "in Q3 they grew"])
def test_markers_pronouns_and_quarters_are_no_numbers(text: str) -> None:
    assert [] == find_quantities(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("on 20 January 2025", "date"), ("GPT-4 was", "name"), ("the top 1% of papers", "name")],
)
def test_dates_and_names_have_no_value(text: str, kind: str) -> None:
    assert [(kind, None)] == [(item.kind, item.value) for item in find_quantities(text)]


def test_a_range_is_two_numbers_that_share_their_unit() -> None:
    found = find_quantities("5 to 10 million papers")

    assert [("5", 5e6), ("10 million", 1e7)] == [(item.text, item.value) for item in found]


def test_a_span_of_years_is_two_years() -> None:
    found = find_quantities("in 2022–23")

    assert [(2022, "year"), (2023, "year")] == [(item.value, item.kind) for item in found]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("more than 1,000", "over"),
        ("at least 1,000", "at least"),
        ("nearly 1,000", "nearly"),
        ("fewer than 1,000", "under"),
        ("no more than 1,000", "at most"),
        ("roughly 1,000", "about"),
        ("1,000 or so", "about"),
        ("1,000 or more", "at least"),
        ("exactly 1,000", ""),
    ],
)
def test_a_hedge_goes_with_its_number(text: str, hedge: str) -> None:
    assert [hedge] == [item.hedge for item in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "distance"),
    [("42,524", 0.5), ("42,500", 50), ("40,000", 500), ("3.7%", 0.05), ("3.70 million", 5000)],
)
def test_rounding_is_half_a_unit_of_the_last_place_shown(text: str, distance: float) -> None:
    [found] = find_quantities(text)

    assert pytest.approx(distance) == tolerance(found)


SEPARATORS = st.sampled_from([",", "\u202f", "\u00a0", "’", " "])
AFTER = st.sampled_from(["", " papers", ", they said", ". Then", "; more"])


@given(st.integers(0, 10**12), SEPARATORS, AFTER)
def test_a_number_with_separators_comes_back_with_its_exact_place(
    number: int, separator: str, after: str
) -> None:
    written = f"{number:,}".replace(",", separator)
    assume(not 1800 <= number < 2100)  # four digits without separator are a year
    text = f"They wrote {written}{after}"

    assert [(float(number), written, 11)] == [
        (item.value, item.text, item.start) for item in find_quantities(text)
    ]


@given(
    st.decimals(Decimal("0.1"), Decimal("999.9"), places=1),
    st.sampled_from([("thousand", 3), ("million", 6), ("bn", 9), ("trillion", 12)]),
)
def test_a_number_with_a_scale_comes_back(number: Decimal, scale: tuple[str, int]) -> None:
    [found] = find_quantities(f"worth {number} {scale[0]} in all")

    assert f"{number} {scale[0]}" == found.text
    assert float(number.scaleb(scale[1])) == found.value


@given(
    st.decimals(Decimal("0.01"), Decimal("99.99"), places=2),
    st.sampled_from(["%", " %", " per cent", " percent"]),
)
def test_a_percentage_comes_back(number: Decimal, sign: str) -> None:
    [found] = find_quantities(f"a share of {number}{sign} of all")

    assert (f"{number}{sign}", float(number), "percent") == (found.text, found.value, found.kind)
    assert 0.005 == tolerance(found)


@given(st.text(max_size=60))
def test_whatever_the_text_each_quantity_stands_where_it_says(text: str) -> None:
    found = find_quantities(text)

    assert [item.text for item in found] == [text[item.start : item.end].rstrip() for item in found]
    assert sorted(item.start for item in found) == [item.start for item in found]


def test_digits_are_read_with_their_last_place() -> None:
    assert (Decimal("3.70"), Decimal("0.01")) == read_number("3.70")


def test_what_is_no_number_reads_as_none() -> None:
    assert (None, None, None) == (read_number("x"), read_spelled("cat"), read_small("cat"))


def test_a_dozen_is_twelve() -> None:
    assert (Decimal(36), Decimal(12)) == scale_up(Decimal(3), Decimal(1), "dozen")
