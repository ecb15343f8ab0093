"""Places in a question: names of all kinds are found, ordinary words are not."""

from __future__ import annotations

import pytest

from bot.understand.exclusions import find_excluded
from bot.understand.knowledge import Knowledge, read_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues and place names."""
    return read_knowledge()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("China and the United States", ["CHN", "USA"]),
        ("the U.S. and the UK", ["USA", "GBR"]),
        ("CHN, USA", ["CHN", "USA"]),
        ("DE/FR/IT", ["DEU", "FRA", "ITA"]),
        ("Norwegian and French papers", ["NOR", "FRA"]),
        ("die norwegischen Artikel", ["NOR"]),
        ("the EU's share of the world", ["EU27", "WLD"]),
        ("Korea, Rep.", ["KOR"]),
        ("S. Korea", ["KOR"]),
        ("the Phillipines", ["PHL"]),
        ("Gremany", ["DEU"]),
        ("中国", ["CHN"]),
        ("the gap between us and china", ["USA", "CHN"]),
    ],
)
def test_a_place_is_found_by_any_of_its_names(
    knowledge: Knowledge, text: str, codes: list[str]
) -> None:
    assert codes == [mention.code for mention in knowledge.places.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "is it in no way an AI paper",
        "tell us more",
        "between us, how many papers are there?",
        "5 billion US dollars",
        "NA",
        "quad bikes",
    ],
)
def test_ordinary_words_and_codes_that_are_words_name_no_place(
    knowledge: Knowledge, text: str
) -> None:
    assert [] == knowledge.places.find(text)


def test_a_mention_stands_where_it_says(knowledge: Knowledge) -> None:
    text = "How many papers did South Korea publish?"
    [mention] = knowledge.places.find(text)

    assert "South Korea" == mention.text == text[mention.start : mention.end]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("France", "name"),
        ("Beijing", "metonym"),
        ("England", "part of"),
        ("Congo", "ambiguous"),
        ("Gremany", "slip"),
    ],
)
def test_a_mention_says_how_its_name_was_taken(knowledge: Knowledge, text: str, kind: str) -> None:
    assert [kind] == [mention.kind for mention in knowledge.places.find(text)]


def test_a_name_of_two_places_gives_both(knowledge: Knowledge) -> None:
    [mention] = knowledge.places.find("Congo")

    assert {"COD", "COG"} == set(mention.codes)


def test_a_known_word_is_no_misspelt_place(knowledge: Knowledge) -> None:
    assert [] == knowledge.places.find("franse", known_words={"franse"})


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("without China", ["CHN"]),
        ("except for China and India", ["CHN", "IND"]),
        ("the US and China aside", ["CHN", "USA"]),
        ("the EU minus Germany", ["DEU"]),
        ("France minus Germany", []),
        ("China, not India", []),
        ("France with Germany", []),
    ],
)
def test_places_that_are_left_out_are_told_from_those_asked_about(
    knowledge: Knowledge, text: str, excluded: list[str]
) -> None:
    mentions = knowledge.places.find(text)

    assert excluded == sorted(find_excluded(text, mentions, knowledge))


def test_blocs_regions_and_the_world_are_aggregates(knowledge: Knowledge) -> None:
    codes = ["EU27", "ASIA", "WLD", "CHN"]

    assert [True, True, True, False] == [knowledge.is_aggregate(code) for code in codes]
