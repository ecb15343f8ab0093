"""Numbers as printed: separators, decimals, units, ranks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.gate import says
from bot.compose.numbers import format_number, format_percent, format_value, ordinal, rounded


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        (42524, "", 0, "42,524"),
        (30.12, "", 0, "30.1"),
        (0.4173, "", 0, "0.417"),
        (0.00042, "", 0, "0.000420"),
        (0, "", 0, "0"),
        (1234.56, "", 0, "1,235"),
        (1.5e24, "", 0, "1.5 × 10^24"),
        (9.3e10, "", 0, "93,000,000,000"),
        (7.5, "", 2, "7.50"),
        (34.46, "percent", 0, "34.5%"),
        (34.46, "percent", 2, "34.46%"),
        (0.042, "percent", 0, "0.042%"),
    ],
)
def test_a_value_is_printed_as_its_size_asks(
    value: float, unit: str, decimals: int, printed: str
) -> None:
    assert printed == format_value(value, unit, decimals)


@pytest.mark.parametrize(("value", "printed"), [(2.345, "2.35"), (0.125, "0.13"), (-0.5, "-0.50")])
def test_halves_are_rounded_away_from_nought(value: float, printed: str) -> None:
    assert printed == str(rounded(value, 2))


def test_numbers_have_separators_and_percentages_a_sign() -> None:
    assert ("1,234,567", "12.5%") == (format_number(1234567), format_percent(12.46))


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (101, "101st"), (111, "111th")],
)  # fmt: skip
def test_a_rank_has_its_ending(number: int, printed: str) -> None:
    assert printed == ordinal(number)


@given(st.integers(min_value=0, max_value=10**14))
def test_the_check_reads_back_what_is_printed(value: int) -> None:
    assert says(format_value(value), float(value))
