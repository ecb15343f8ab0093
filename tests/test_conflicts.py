"""Conflicts: what sources say against each other is found from their data and their words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.conflicts.certain import Subject, is_certain
from bot.conflicts.classify import year_of
from bot.conflicts.find import find_conflicts
from bot.conflicts.observations import comparable
from bot.conflicts.records import Conflict
from bot.onrecord import Onrecord
from bot.understand.quantities import find_quantities
from corpus.readers import read_file
from corpus.settings import Settings
from index.additions import add_document, remove_document

pytestmark = pytest.mark.slow  # layers are written and compared

Added = Callable[..., list[Conflict]]


@pytest.fixture(scope="module")
def found(toolbox: Any) -> list[Conflict]:
    """Give the disagreements of the shipped store."""
    return find_conflicts(toolbox)


@pytest.fixture
def desk(home: Path, tmp_path: Path, settings_for: Callable[..., Settings], store: Any) -> Settings:
    """Give settings of a home with the built base and nothing added."""
    folder = tmp_path / "home"
    (folder / "stores").mkdir(parents=True)
    (folder / "stores" / "base").symlink_to(home / "stores" / "base")
    (folder / "models").symlink_to(home / "models")
    if (home / "cache").is_dir():  # the shipped passages need not be read again
        (folder / "cache").mkdir()
        for file in (home / "cache").iterdir():
            (folder / "cache" / file.name).write_bytes(file.read_bytes())
    return settings_for(folder)


@pytest.fixture
def added(desk: Settings, tmp_path: Path, store: Any, found: Any) -> Added:
    """Give a function that adds texts to the desk and lists the disagreements they bring."""

    def add(*texts: str) -> list[Conflict]:
        for number, text in enumerate(texts):
            path = tmp_path / f"memo-{number}.md"
            path.write_text(f"# Memo {number}\n\n{text}\n", encoding="utf-8")
            document = read_file(path, title=f"Memo {number}")
            add_document(desk, document, layer="desk", encoder=store.encoder)
        everything = find_conflicts(Onrecord.open(desk).toolbox)
        return [c for c in everything if any(side.layer == "desk" for side in c.sides)]

    return add


def _one(found: list[Conflict], point: str, kind: str = "") -> Conflict:
    fitting = [c for c in found if c.point == point and kind in ("", c.kind)]
    assert fitting, f"{point!r} is not among {sorted({c.point for c in found})}"
    return fitting[0]


# ------------------------------------------------------------------------- the shipped store


def test_two_accounts_of_one_figure_are_a_true_conflict(found: list[Conflict]) -> None:
    conflict = _one(found, "AI publications, World, 2000")
    assert "true conflict" == conflict.kind
    assert {"just under 10,000", "fewer than 8,500"} == {side.printed for side in conflict.sides}


def test_a_looser_retelling_is_rounding(found: list[Conflict]) -> None:
    conflict = _one(found, "AI publications, China, 2024")
    assert "rounding" == conflict.kind
    assert ["23,695", "over 23,000"] == [side.printed for side in conflict.sides]


def test_two_editions_of_one_index_are_a_revision(found: list[Conflict]) -> None:
    assert "revision" == _one(found, "granted AI patents, World, 2010").kind
    assert _one(found, "AI publications, World, 2010", "revision").factor > 2


def test_two_bodies_that_count_by_other_rules_differ_by_definition(found: list[Conflict]) -> None:
    conflict = _one(found, "share of the world's AI publications, China, 2024")
    assert "definition" == conflict.kind
    assert {"17.8", "32.5"} == {side.printed for side in conflict.sides}
    assert "OpenAlex" in conflict.why


def test_a_body_that_only_texts_speak_of_is_set_against_the_tables(
    found: list[Conflict],
) -> None:
    told = [c for c in found if c.between == "text and data" and "CSET" in c.why]
    assert any("334,194" in [side.printed for side in c.sides] for c in told) or any(
        "World" in c.point and "2022" in c.periods for c in told
    )
    assert {"definition"} == {c.kind for c in told}


def test_measures_that_never_speak_of_one_time_are_set_together(found: list[Conflict]) -> None:
    conflict = _one(found, "AI publications, China", "period")
    assert {"23,695", "42,524"} <= {side.printed for side in conflict.sides}


def test_years_of_one_disagreement_are_listed_together(found: list[Conflict]) -> None:
    models = [c for c in found if c.concept == "notable_models" and c.place == "CHN"]
    assert 1 == len(models)
    assert len(models[0].periods) > 2


def test_the_gravest_come_first_then_the_largest(found: list[Conflict]) -> None:
    kinds = [conflict.kind for conflict in found]
    order = ["true conflict", "revision", "rounding", "definition", "period"]
    assert sorted(kinds, key=order.index) == kinds
    sizes = [c.factor or float("inf") for c in found if c.kind == "definition"]
    assert sorted(sizes, reverse=True) == sizes


def test_each_side_of_a_cell_gives_the_query_that_shows_it(
    found: list[Conflict], onrecord: Onrecord
) -> None:
    sides = [side for conflict in found for side in conflict.sides if side.sql]
    assert len(sides) > 100
    for side in sides[::9]:
        result = onrecord.store.figures.run(side.sql)
        values = [row[result.columns.index("value")] for row in result.rows]
        assert any(abs(float(value) - side.value) < 1e-9 for value in values), side.sql


def test_each_sentence_stands_where_it_is_said_to(
    found: list[Conflict], onrecord: Onrecord
) -> None:
    quoted = [side for conflict in found for side in conflict.sides if side.quote]
    assert quoted
    for side in quoted:
        assert side.quote == onrecord.document_text(side.source)[side.start : side.end]


def test_our_own_digests_are_no_witnesses(found: list[Conflict], onrecord: Onrecord) -> None:
    ours = {id_ for id_, s in onrecord.store.sources().items() if s.publisher == "Onrecord"}
    assert ours
    assert not ours & {side.source for conflict in found for side in conflict.sides}


def test_a_concept_and_a_place_narrow_the_list(toolbox: Any, found: list[Conflict]) -> None:
    narrowed = find_conflicts(toolbox, concept="ai_publications", place="CHN")
    assert narrowed
    assert {("ai_publications", "CHN")} == {(c.concept, c.place) for c in narrowed}
    whole = [c for c in found if (c.concept, c.place) == ("ai_publications", "CHN")]
    assert sorted(c.point for c in whole) == sorted(c.point for c in narrowed)


def test_nothing_is_read_twice(toolbox: Any, found: list[Conflict]) -> None:
    started = time.perf_counter()
    phases: list[str] = []
    assert found == find_conflicts(toolbox, progress=lambda phase, *_: phases.append(phase))
    assert [] == phases
    assert time.perf_counter() - started < 10


def test_columns_of_one_table_are_no_disagreement(toolbox: Any) -> None:
    catalogue = toolbox.knowledge.catalogue
    whole, fractional = map(catalogue.measure, ("nsf_cs_top1_whole", "nsf_cs_top1_fractional"))
    assert not comparable(whole, fractional)
    assert comparable(catalogue.measure("aii_pubs"), catalogue.measure("aii23_pubs"))
    journal, conference = map(catalogue.measure, ("aii23_journal_share", "aii23_conf_share"))
    assert not comparable(journal, conference)


@pytest.mark.parametrize(
    ("date", "year"), [("2025-07-11", "2025"), ("July 2025", "2025"), ("undated", ""), ("", "")]
)
def test_a_date_as_printed_has_a_year(date: str, year: str) -> None:
    assert year == year_of(date)


# ------------------------------------------------------------------------- an added document


def test_an_added_document_that_contradicts_the_data_is_listed_with_both_sides(
    added: Added,
) -> None:
    (conflict,) = added("China published 30,000 AI articles in 2022 according to the NSF.")
    assert ("true conflict", "text and data") == (conflict.kind, conflict.between)
    assert ["42,524", "30,000"] == [side.printed for side in conflict.sides]
    assert ["the NSF", "“Memo 0”"] == [side.name for side in conflict.sides]
    assert "both cannot be right" in conflict.why


SAID_OTHERWISE = (
    ("The United States published 45,000 AI articles in 2021, NSF data show.", 13522, 45000),
    ("In 2022, 22,557 AI articles came from China, the NSF says.", 42524, 22557),
    ("In 2020 France published 1.5 thousand AI articles, the NSF says.", 2192, 1500),
    ("Epoch AI lists 90 notable AI models from the United States in 2024.", 57, 90),
    (
        "China accounted for 55% of the world's AI publications in 2023, "
        "according to Stanford's AI Index.",
        23.2,
        55,
    ),
    (
        "Private AI investment in the United States reached $50 billion in 2024, "
        "says the AI Index.",
        109.1,
        50,
    ),
)
CONTRADICTS_NOTHING = (
    "China published 42,524 AI articles in 2022.",
    "China published about 42,500 AI articles in 2022.",
    "China published over 40,000 AI articles in 2022.",
    "China published 12,000 AI articles with its neighbours in 2022.",
    "China published 30,000 AI reviews in 2022.",
    "China and India together published 65,081 AI articles in 2022.",
    "China may publish 90,000 AI articles in 2030.",
    "In 2022 China would have needed 60,000 AI articles.",
    "8% of AI papers from China in 2024 came from industry.",
    "China opened 30,000 schools in 2022.",
)


def _sections(sentences: Iterable[str]) -> str:
    """Put each sentence under a heading, so that none is read as going on from another."""
    return "\n\n".join(f"## Part {n}\n\n{text}" for n, text in enumerate(sentences))


def test_it_is_found_however_it_is_said(added: Added) -> None:
    found = added(_sections(sentence for sentence, _, _ in SAID_OTHERWISE))
    told = {tuple(side.value for side in conflict.sides) for conflict in found}
    assert {(true, said) for _, true, said in SAID_OTHERWISE} == told
    assert {"true conflict"} == {conflict.kind for conflict in found}


def test_what_contradicts_nothing_is_not_listed(added: Added) -> None:
    found = added(_sections(CONTRADICTS_NOTHING))
    assert [] == [side.quote for conflict in found for side in conflict.sides if side.quote]


def test_a_figure_of_nobody_is_said_to_be_of_nobody(added: Added) -> None:
    (conflict,) = added("Japan published 1,111 AI articles in 2019.")
    assert "names no source" in conflict.why


def test_two_added_documents_are_set_against_each_other(added: Added) -> None:
    found = added(
        "CSET counts 250,000 Chinese AI publications in 2023.",
        "CSET has 103,493 Chinese AI publications for 2023.",
    )
    texts = [conflict for conflict in found if conflict.between == "texts"]
    assert [["103,493", "250,000"]] == [sorted(s.printed for s in c.sides) for c in texts]
    assert "true conflict" == texts[0].kind


def test_a_removed_document_contradicts_nothing_and_leaves_no_words(
    added: Added, desk: Settings
) -> None:
    added("China published 30,000 AI articles in 2022 according to the NSF.")
    kept = (desk.home / "cache" / "statements.sqlite").read_bytes()
    assert b"30,000" not in kept
    remove_document(desk, next(iter(_sources(desk))), layer="desk")
    found = find_conflicts(Onrecord.open(desk).toolbox)
    assert [] == [c for c in found if any(side.layer == "desk" for side in c.sides)]


def _sources(settings: Settings) -> list[str]:
    from index.additions import added_sources

    return list(added_sources(settings, layer="desk"))


def test_a_damaged_cache_is_made_again(added: Added, desk: Settings) -> None:
    (desk.home / "cache").mkdir(exist_ok=True)
    (desk.home / "cache" / "statements.sqlite").write_text("not a database, not at all " * 40)
    assert 1 == len(added("Japan published 1,111 AI articles in 2019."))


# ------------------------------------------------------------------------- words around a number


CHINA = Subject(concept="ai_publications", place="CHN", year=2022)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("China published 30,000 AI articles in 2022", True),
        ("China leads in 37 of 44 papers", False),
        ("From 2,000 papers in 2010 to 9,900 in 2022", True),
        ("two AI articles", False),
        ("China had 30,000 patents in 2022", False),
        ("China had 30,000 AI papers worldwide in 2022", False),
        ("9,900 AI papers in 2010 and more in 2022", False),
    ],
)
def test_the_words_around_a_number_say_whether_it_is_bound(
    toolbox: Any, text: str, certain: bool
) -> None:
    number = [q for q in find_quantities(text) if q.kind == "count"][-1]
    assert certain is is_certain(text, number, CHINA, knowledge=toolbox.knowledge)


def test_another_year_is_another_binding(toolbox: Any) -> None:
    text = "From 2,000 papers in 2010 to 9,900 in 2022"
    number = find_quantities(text)[0]
    assert is_certain(text, number, replace(CHINA, year=2010), knowledge=toolbox.knowledge)
    assert not is_certain(text, number, CHINA, knowledge=toolbox.knowledge)
