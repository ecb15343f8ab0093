"""Measures: what a question wants counted, by the words of the shipped catalogue."""

from __future__ import annotations

import pytest

from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.measures import MeasureIndex, content_stems


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


@pytest.fixture(scope="module")
def measures(knowledge: Knowledge) -> MeasureIndex:
    """Give the index of the shipped measures."""
    return knowledge.measures


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("AI articles", "ai_publications"),
        ("artificial intelligence papers", "ai_publications"),
        ("AI patents", "ai_patents"),
        ("notable AI models", "notable_models"),
        ("share of AI articles with foreign co-authors", "ai_collaboration_share"),
        ("top 1% most cited AI articles", "cs_top1"),
        ("KI-Artikel", "ai_publications"),
    ],
)
def test_words_point_at_their_concept(measures: MeasureIndex, words: str, concept: str) -> None:
    assert concept == measures.match(content_stems(words))[0].concept


@pytest.mark.parametrize("words", ["cheese", "share", "highest growth", "AI"])
def test_words_of_no_measure_point_at_nothing(measures: MeasureIndex, words: str) -> None:
    assert [] == measures.match(content_stems(words))


def test_the_name_of_a_place_is_no_reason_for_a_measure(measures: MeasureIndex) -> None:
    assert [] == measures.match(["in"], names=["china"])


def test_the_best_match_comes_first(measures: MeasureIndex) -> None:
    scores = [match.score for match in measures.match(content_stems("AI articles and patents"))]

    assert sorted(scores, reverse=True) == scores


def test_the_order_of_the_words_does_not_matter(measures: MeasureIndex) -> None:
    stems = content_stems("share of AI articles with foreign co-authors")

    assert measures.match(stems) == measures.match(stems[::-1])


def test_a_source_restricts_the_measures(measures: MeasureIndex) -> None:
    found = measures.match(["ai", "article"], allowed={"nsf_ai_articles"})

    assert {"nsf_ai_articles"} == {name for match in found for name in match.measures}


def test_a_match_names_the_words_it_explains(measures: MeasureIndex) -> None:
    match = measures.match(content_stems("AI patents in Poland"))[0]

    assert {"ai", "patent"} == match.explained


def test_a_misspelt_measure_is_mended_and_a_strange_word_is_not(measures: MeasureIndex) -> None:
    assert ["patent", "xyzzy"] == measures.mend(["pattent", "xyzzy"])


def test_the_top_one_per_cent_is_one_word() -> None:
    assert ["top1", "paper"] == content_stems("top 1 % papers")


def test_every_measure_is_found_by_its_own_long_name(knowledge: Knowledge) -> None:
    lost = [
        measure.id
        for measure in knowledge.catalogue.measures
        if measure.concept
        not in [match.concept for match in knowledge.measures.match(content_stems(measure.long))]
    ]

    assert [] == lost


@pytest.mark.parametrize(
    ("text", "group", "edition"),
    [
        ("according to the NSF", "nsf", ""),
        ("the 2025 AI Index", "ai-index", "2025"),
        ("Epoch's data", "epoch", ""),
    ],
)
def test_a_source_is_found_by_its_names(
    knowledge: Knowledge, text: str, group: str, edition: str
) -> None:
    assert [(group, edition)] == [
        (mention.group, mention.edition) for mention in knowledge.sources.find(text)
    ]
