"""Periods: the years a question states, and where it states them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.find_period import find_period
from bot.understand.periods import Period, Point


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("AI articles in 2022", "at", "2022"),
        ("2020 and 2022", "at", "2020, 2022"),
        ("in Q3 2025", "at", "Q3 2025"),
        ("the third quarter of 2025", "at", "Q3 2025"),
        ("S'pore papers '18", "at", "2018"),
        ("2013–22", "range", "2013 to 2022"),
        ("between 2013 and 2022", "range", "2013 to 2022"),
        ("from 2020 to 2015", "range", "2015 to 2020"),
        ("in the 2010s", "range", "2010 to 2019"),
        ("since 2015", "since", "since 2015"),
        ("from 2015 onwards", "since", "since 2015"),
        ("after 2015", "since", "since 2016"),
        ("until 2012", "until", "until 2012"),
        ("before 2010", "until", "until 2009"),
        ("over the last five years", "last", "the last 5 years with data"),
        ("over time", "all", "all years"),
        ("now", "latest", "latest"),
    ],
)
def test_a_period_is_read_as_what_it_says(text: str, kind: str, written: str) -> None:
    found = find_period(text)

    assert (kind, written, True) == (found.period.kind, str(found.period), found.stated)


@pytest.mark.parametrize("text", ["how many papers", "2,022 papers", "more than 2000 papers"])
def test_a_count_is_no_year(text: str) -> None:
    assert not find_period(text).stated


@pytest.mark.parametrize(("text", "years"), [("two years later", 2), ("the year before", -1)])
def test_years_later_count_from_the_question_before(text: str, years: int) -> None:
    assert Period(kind="shift", shift_years=years) == find_period(text).period


def test_the_pandemic_is_taken_as_years_and_that_is_said() -> None:
    period = find_period("before the pandemic").period

    assert ((Point(2019),), "before the pandemic: taken as 2019") == (period.points, period.note)


def test_a_month_is_answered_with_its_year_and_that_is_said() -> None:
    period = find_period("in March 2021").period

    assert (Point(2021),) == period.points
    assert "whole year" in period.note


@given(st.integers(1900, 2099), st.sampled_from(["in {}", "{}: papers?", "papers ({})"]))
def test_a_year_is_found_where_it_stands(year: int, frame: str) -> None:
    text = frame.format(year)
    found = find_period(text)

    assert [str(year)] == [text[start:end] for start, end in found.spans]
    assert (Point(year),) == found.period.points


def test_only_bounded_periods_have_a_start_and_an_end() -> None:
    since = Period(kind="since", points=(Point(2015),))

    assert (Point(2015), None) == (since.start, since.end)
