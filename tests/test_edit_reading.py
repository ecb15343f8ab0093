"""Edit a reading: one part changes, and what the change makes untrue goes with it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.pages.edit_reading import (
    can_edit,
    changed_parts,
    with_concept,
    with_measure,
    with_normaliser,
    with_operation,
    with_period,
    with_places,
    with_source,
)
from corpus.catalogues import read_catalogue
from corpus.source_names import read_source_names

READING: dict[str, Any] = {
    "intent": "figures",
    "concept": "ai_publications",
    "measures": ["nsf_ai_articles"],
    "places": ["CHN"],
    "period": {"kind": "at", "points": [[2022, 0]]},
    "operation": "lookup",
    "per": 1.0,
    "source": "nsf",
}


def test_a_second_place_makes_it_a_comparison() -> None:
    edited = with_places(READING, ["CHN", "IND"])
    assert ("compare", ["CHN", "IND"]) == (edited["operation"], edited["places"])


def test_back_to_one_place_it_is_a_value_again() -> None:
    both = with_places(READING, ["CHN", "IND"])
    assert "lookup" == with_places(both, ["IND"])["operation"]


def test_without_any_place_all_are_ranked() -> None:
    assert "ranking" == with_places(READING, [])["operation"]


def test_since_a_year_is_a_trend_and_one_year_is_none() -> None:
    since = with_period(READING, "since", [2010])
    assert ("trend", [[2010, 0]]) == (since["operation"], since["period"]["points"])
    assert "lookup" == with_period(since, "at", [2020])["operation"]


def test_a_range_keeps_its_years_in_order() -> None:
    period = with_period(READING, "range", [2020, 2010])["period"]
    assert [[2010, 0], [2020, 0]] == period["points"]


def test_a_period_without_its_years_changes_nothing() -> None:
    assert READING == with_period(READING, "range", [2010])


def test_a_trend_of_one_year_takes_all_years() -> None:
    assert "all" == with_operation(READING, "trend")["period"]["kind"]


def test_another_concept_lets_go_of_measure_and_source() -> None:
    edited = with_concept(READING, "ai_patents")
    assert "ai_patents" == edited["concept"]
    assert not {"measures", "source"} & set(edited)


def test_a_measure_brings_its_concept() -> None:
    catalogue = read_catalogue()
    measure = next(item for item in catalogue.measures if item.concept != "ai_publications")
    edited = with_measure(READING, measure.id, catalogue)
    assert ([measure.id], measure.concept) == (edited["measures"], edited["concept"])


def test_a_source_brings_its_measures_of_the_concept_and_no_others() -> None:
    catalogue, groups = read_catalogue(), read_source_names()
    owned = {measure.id for measure in catalogue.measures_of("ai_publications")}
    other = next(
        group
        for group in groups
        if group.id != "nsf" and group.owned_measures((id, "") for id in owned)
    )
    edited = with_source(READING, other.id, catalogue=catalogue, groups=groups)
    assert edited["measures"]
    assert {"ai_publications"} == {catalogue.measure(m).concept for m in edited["measures"]}
    assert "nsf_ai_articles" not in edited["measures"]


def test_any_source_asks_all_measures() -> None:
    edited = with_source(READING, "", catalogue=read_catalogue(), groups=())
    assert not {"measures", "source"} & set(edited)


def test_per_head_is_per_million_people() -> None:
    edited = with_normaliser(READING, "population")
    assert ("population", 1e6) == (edited["normaliser"], edited["per"])
    assert "normaliser" not in with_normaliser(edited, "")


@pytest.mark.parametrize(
    "more", [{"intent": "passages"}, {"parts": [{}]}, {"entity": {"table": "t"}}, {"concept": ""}]
)
def test_what_is_no_single_question_of_figures_is_not_edited(more: dict[str, Any]) -> None:
    assert can_edit(READING)
    assert not can_edit(READING | more)


def test_the_chips_that_differ_are_named() -> None:
    edited = with_normaliser(with_places(READING, ["IND"]), "population")
    assert {"Places", "Per"} == changed_parts(READING, edited)


def test_a_reading_that_came_back_from_the_store_is_not_changed() -> None:
    kept = READING | {"period": READING["period"] | {"text": "2022", "note": ""}, "per": 1}
    assert set() == changed_parts(READING, kept)
