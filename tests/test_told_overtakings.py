"""Told overtakings: the years in which texts say that one place passed another."""

from __future__ import annotations

from typing import Any

import pytest

from bot.calculate.evidence import PassageEvidence
from bot.compose.told_overtakings import find_told_overtakings
from corpus.places import read_places
from index.search import Hit
from index.split import Passage, find_sentences


def _told(text: str, *places: str) -> list[tuple[str, str]]:
    passage = Passage(
        id="p", source="s", start=0, end=len(text), text=text, sentences=find_sentences(text)
    )
    hit = Hit(passage=passage, score=1.0)
    found = find_told_overtakings(
        PassageEvidence(query="", hits=(hit,)), places or ("CHN", "USA"), read_places()
    )
    return [(account.year, account.what) for account in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China overtook the United States in AI papers in 2006.", [("2006", "AI papers")]),
        ("China passes the US in AI papers for good in 2017.", [("2017", "AI papers")]),
        ("The United States passed China in AI papers in 2006.", []),
        ("China passed the United States and the EU in AI papers in 2021.", []),
        ("China will have overtaken the US in AI papers in 2030.", []),
        ("China never passed the US in AI papers in 2006.", []),
        ("China passed the United States in AI papers.", []),
        ("China passed a law in May 2006.", []),
    ],
)
def test_year_and_subject_of_an_overtaking_are_read(text: str, expected: list[Any]) -> None:
    assert expected == _told(text)


def test_a_place_is_known_by_any_of_its_names() -> None:
    text = "India overtook Britain in AI articles in 2012."
    assert [("2012", "AI articles")] == _told(text, "IND", "GBR")


def test_who_counts_decides_when_china_passed_the_united_states(onrecord: Any) -> None:
    answer = onrecord.ask("When did China overtake the US in AI papers?")

    (conflict,) = answer.conflicts
    by_source = {answer.citations[side.citation - 1].source: side.year for side in conflict.sides}
    assert "conflict" == answer.status
    assert {"2006", "2007", "2017", "2019"} == set(by_source.values())
    assert "2007" == by_source["ncses_ai_articles"]
    assert "2006" == by_source["allen-institute-2019"]
    assert [] == [figure for figure in answer.figures if figure.status == "unmatched"]


def test_a_text_on_papers_dates_no_overtaking_in_patents(onrecord: Any) -> None:
    answer = onrecord.ask("When did China pass the US in AI patents?")
    assert "papers" not in answer.text
    assert () == answer.conflicts


def test_a_question_that_names_its_source_gets_that_source_alone(onrecord: Any) -> None:
    answer = onrecord.ask("When did China overtake the US in AI articles, according to the NSF?")
    assert {"ncses_ai_articles"} == {citation.source for citation in answer.citations}
