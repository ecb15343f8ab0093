"""Tests of what people say in other words than the sources."""

from __future__ import annotations

import pytest

from bot.compose.as_written import as_written


@pytest.mark.parametrize(
    "question",
    ["Who runs Elsevier?", "who is the boss of Elsevier?", "Who’s the head of Elsevier"],
)
def test_whoever_runs_a_company_is_its_chief_executive(question: str) -> None:
    assert "is chief executive of Elsevier" in as_written(question)


def test_a_list_or_index_has_no_chief_executive() -> None:
    question = "Who runs the tracker of technologies?"

    assert question == as_written(question)


def test_papers_split_among_countries_are_counted_fractionally() -> None:
    written = as_written("Why does Britain lose when papers are split by country?")

    assert "Why does Britain lose when papers are counted by fractional counting?" == written


def test_the_report_is_the_one_that_all_here_is_about() -> None:
    assert "Who wrote the Digital Science report?" == as_written("Who wrote the report?")


def test_the_report_of_somebody_who_is_named_is_theirs() -> None:
    assert "Digital Science" not in as_written("When did Stanford publish the report?")
