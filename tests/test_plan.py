"""Plan: which tools a reading still needs, given what was found."""

from __future__ import annotations

from typing import Any

import pytest

from bot.calculate.availability import Missing
from bot.calculate.evidence import Evidence, FigureEvidence, PassageEvidence, Table
from bot.calculate.requests import Request
from bot.plan import plan
from bot.readings import Reading
from corpus.catalogues import read_catalogue

CATALOGUE = read_catalogue()
FIGURES = Reading(question="q", places=("CHN",))
PASSAGES = Reading(question="q", intent="passages")


def names(reading: Reading, evidence: Evidence | None = None) -> list[str]:
    return [call.name for call in plan(reading, evidence)]


def found(measure: str) -> FigureEvidence:
    request = Request(measure=CATALOGUE.measure(measure))
    dataset = CATALOGUE.dataset(request.measure.dataset)
    table = Table(request=request, dataset=dataset, sql="", columns=(), rows=())
    return FigureEvidence(reading=FIGURES, tables=(table,))


def test_a_figures_question_goes_to_the_tables() -> None:
    assert ["answer_reading"] == names(FIGURES)


def test_a_text_question_goes_to_the_passages() -> None:
    assert ["search_passages"] == names(PASSAGES)


@pytest.mark.parametrize("parts", [{"words": ("acceptance",)}, {"ask": "why"}, {"ask": "define"}])
def test_a_question_that_tables_explain_only_in_part_goes_to_both(parts: dict[str, Any]) -> None:
    reading = Reading(question="q", places=("CHN",), **parts)
    assert ["answer_reading", "search_passages"] == names(reading)


@pytest.mark.parametrize("intent", ["empty", "opinion", "private", "out_of_scope"])
def test_a_question_of_another_kind_needs_no_tool(intent: Any) -> None:
    assert [] == names(Reading(question="q", intent=intent))


def test_with_tables_in_hand_it_is_time_to_write() -> None:
    assert [] == names(FIGURES, Evidence(figures=found("nsf_ai_articles")))


def test_a_figure_out_of_a_text_is_read_in_its_words_too() -> None:
    assert ["search_passages"] == names(FIGURES, Evidence(figures=found("ds_pubs")))


def test_a_figure_that_is_missing_is_looked_for_in_the_text() -> None:
    evidence = FigureEvidence(reading=FIGURES, missing=Missing(part="year"))
    assert ["search_passages"] == names(FIGURES, Evidence(figures=evidence))


def test_no_tool_is_asked_twice() -> None:
    evidence = Evidence(
        figures=FigureEvidence(reading=FIGURES, missing=Missing(part="year")),
        passages=PassageEvidence(query="q"),
    )
    assert [] == names(FIGURES, evidence)


def test_a_search_prefers_the_source_named() -> None:
    (call,) = plan(Reading(question="q", intent="passages", source="nsf", standalone="s"))
    assert {"query": "s", "source": "nsf"} == call.arguments
