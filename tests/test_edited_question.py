"""Edited questions: what a reading asks once a reader has changed a part of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.readings import reading_from_json
from bot.understand.edited_question import edited_question
from bot.understand.knowledge import Knowledge, read_knowledge

AT_2022 = {"kind": "at", "points": [[2022, 0]]}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


def written(knowledge: Knowledge, **parts: Any) -> str:
    start = {
        "question": "typed",
        "intent": "figures",
        "concept": "ai_publications",
        "measures": ["nsf_ai_articles"],
        "places": ["CHN"],
        "period": AT_2022,
    }
    return edited_question(reading_from_json(start | parts), knowledge)


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        ({}, "How many AI articles did China publish in 2022?"),
        (
            {"source": "nsf", "places": ["USA"]},
            "How many AI articles did the United States publish in 2022, according to the NSF?",
        ),
        (
            {"normaliser": "population", "per": 1e6},
            "How many AI articles per million people did China publish in 2022?",
        ),
        (
            {"operation": "compare", "places": ["CHN", "IND", "GBR"]},
            "How do China, India and the United Kingdom compare in AI articles in 2022?",
        ),
        (
            {"operation": "trend", "period": {"kind": "since", "points": [[2010, 0]]}},
            "How did China's AI articles develop since 2010?",
        ),
        (
            {
                "operation": "trend",
                "places": ["USA"],
                "period": {"kind": "range", "points": [[2010, 0], [2020, 0]]},
            },
            "How did the United States' AI articles develop from 2010 to 2020?",
        ),
        (
            {"operation": "ranking", "places": [], "limit": 5},
            "Which five countries lead in AI articles in 2022?",
        ),
        (
            {"operation": "ranking", "places": [], "limit": 3, "descending": False},
            "Which three countries come last in AI articles in 2022?",
        ),
        (
            {"operation": "share", "share_of": "WLD"},
            "What share of the world's AI articles did China publish in 2022?",
        ),
        ({"operation": "rank_of"}, "Where does China rank in AI articles in 2022?"),
        ({"measures": []}, "How many AI publications did China have in 2022?"),
        (
            {"concept": "private_ai_investment", "measures": []},
            "How much private AI investment did China attract in 2022?",
        ),
        (
            {"concept": "ai_publication_share", "measures": [], "period": {"kind": "latest"}},
            "What is China's share of the world's AI publications?",
        ),
    ],
)
def test_a_reading_is_asked_as_a_journalist_would(
    parts: dict[str, Any], asked: str, knowledge: Knowledge
) -> None:
    assert asked == written(knowledge, **parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"intent": "passages"},
        {"concept": ""},
        {"places": []},
        {"threshold": {"comparison": ">", "value": 1000.0}},
        {"normaliser": "ai_publications"},
    ],
)
def test_what_needs_words_of_its_own_is_left_to_others(
    parts: dict[str, Any], knowledge: Knowledge
) -> None:
    assert "" == written(knowledge, **parts)
