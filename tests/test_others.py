"""Others: what other measures say stands beside the answer, with why it differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.calculate.evidence import Row, Table
from bot.calculate.requests import Request
from bot.check.gate import check_draft
from bot.compose.others import kind_of, reason
from bot.understand.periods import Period, Point
from corpus.catalogues import read_catalogue

CATALOGUE = read_catalogue()
IN_2022 = Period(kind="at", points=(Point(2022),))
ROW = Row(
    number=0, place="CHN", name="China", year=2022, quarter=0, start_year=0, value=1.0,
    quantity=1.0, status="final", printed="1", source=0,
)  # fmt: skip


def table(measure: str) -> Table:
    found = CATALOGUE.measure(measure)
    return Table(
        request=Request(measure=found),
        dataset=CATALOGUE.dataset(found.dataset),
        sql="",
        columns=(),
        rows=(),
    )


@pytest.mark.parametrize(
    ("one", "two", "change", "kind"),
    [
        ("nsf_ai_articles", "nsf_ai_articles", {"year": 2021}, "period"),
        ("nsf_ai_articles", "ds_pubs", {}, "definition"),
        ("aii23_pubs", "aii24_pubs", {}, "revision"),
        ("ds_pubs", "ds_pubs", {"status": "over"}, "rounding"),
        ("ds_pubs", "ds_pubs", {}, "true conflict"),
    ],
)
def test_a_disagreement_has_a_kind(one: str, two: str, change: dict[str, Any], kind: str) -> None:
    assert kind == kind_of(table(one), ROW, table(two), replace(ROW, **change))


def test_another_year_and_another_definition_are_both_said() -> None:
    said = reason(table("nsf_ai_articles"), ROW, table("ds_pubs"), replace(ROW, year=2024))
    assert said.startswith("another year and another definition")


def test_a_question_without_a_source_hears_of_other_counts(write: Callable[..., Any]) -> None:
    draft = write(measures=(), source="", operation="lookup")
    assert "Other sources count differently:" in draft.text
    assert 2 <= len({side.value for side in draft.conflicts[0].sides})


def test_a_question_that_names_its_source_does_not(write: Callable[..., Any]) -> None:
    assert "Other sources" not in write(measures=(), source="nsf").text


def test_the_same_figure_told_again_is_no_second_opinion(write: Callable[..., Any]) -> None:
    draft = write(measures=("nsf_ai_articles", "nsf_ai_articles"), source="", period=IN_2022)
    assert "Other sources" not in draft.text


def test_every_number_of_the_others_is_bound(write: Callable[..., Any]) -> None:
    assert () == check_draft(write(measures=(), source="")).unchecked
