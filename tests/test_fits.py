"""Fits: what is counted may call for another operation than the words alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.readings import Reading, Threshold
from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.question import read_question


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues with a topic and an organisation that is counted."""
    return read_knowledge(
        topics=frozenset({"pytorch", "ai"}),
        organisations={"wipo_genai_org": frozenset({"TENCENT", "BAIDU"})},
    )


READINGS: dict[str, dict[str, Any]] = {
    # -- what adds up over the years
    "How many large-scale AI systems did France add in 2023?": {
        "operation": "change", "form": "absolute", "words": (),
    },
    "India's new GitHub accounts in 2024": {"operation": "change", "words": ()},
    "How many new AI articles did Norway publish in 2020?": {"operation": "lookup"},
    "How many generative AI patent families did Japan have in 2014-2023?": {"operation": "lookup"},
    # -- what is counted anew each year is asked for in all
    "How many AI articles did Japan publish from 2018 to 2022?": {"operation": "sum"},
    "How many AI articles did the EU publish from 2010 to 2015?": {
        "operation": "sum", "members": False,
    },
    "How many AI articles did India publish each year from 2015 to 2020?": {"operation": "trend"},
    "How many GitHub accounts did India have from 2020 to 2024?": {"operation": "trend"},
    # -- exact numbers
    "How many countries have exactly one link in the AI collaboration network?": {
        "operation": "count", "threshold": Threshold(comparison="=", value=1.0),
    },
    "Which countries published only 20 AI articles in 2022?": {
        "threshold": Threshold(comparison="=", value=20.0),
    },
    "How many nations had a single AI article in 2020?": {
        "threshold": Threshold(comparison="=", value=1.0), "narrows": (),
    },
    "How many single-author AI papers did France publish in 2020?": {"narrows": ("single",)},
    "How many countries published just over 100 AI articles in 2020?": {
        "threshold": Threshold(comparison=">", value=100.0),
    },
    # -- steps and firsts
    "What was the steepest one-year fall in Japan's AI articles?": {
        "operation": "peak", "form": "absolute", "descending": False, "words": (),
    },
    "Brazil's best ever year for AI articles": {"operation": "peak"},
    "In which quarter did Brazil's GitHub accounts exceed 5 million?": {"operation": "first_year"},
    "the year in which Italy first had 1,000 AI articles": {"operation": "first_year"},
    "When did India overtake 10,000 AI articles?": {
        "operation": "first_year", "threshold": Threshold(comparison=">", value=10_000.0),
    },
    # -- what values are divided by
    "AI articles for every 100,000 Finns in 2022": {"normaliser": "population", "per": 1e5},
    "Measured against its population, how many AI articles had Chile in 2021?": {
        "normaliser": "population", "concept": "ai_publications",
    },
    # -- who is ranked
    "Which three companies hold the most generative AI patent families?": {
        "operation": "ranking", "measures": ("wipo_genai_org",), "words": (),
    },
    "Which companies hold over 500 generative AI patent families?": {"operation": "ranking"},
    # -- a topic called one
    "German developers pushing to repositories tagged 'ai' in Q3 2025": {
        "topic": "ai", "words": (),
    },
    "German developers pushing to AI repositories in Q3 2025": {"topic": ""},
    # -- years said exactly
    "Korea's AI articles fell in the mid-2010s: what of 2011 to 2019?": {
        "period": "2011 to 2019",
    },
    # -- what no figure takes into account
    "How many AI papers a month did China publish in 2022?": {"narrows": ("a month",)},
    "Which country dropped the most places in AI articles from 2012 to 2022?": {
        "narrows": ("most places",),
    },
    "How many years did it take India to go from 5,000 to 20,000 AI articles?": {
        "narrows": ("How … take",),
    },
    # -- a number that says what the average is
    "When did China first beat the world average (1.00) in its share of computer science articles "
    "in the top 1%?": {"operation": "first_year", "narrows": ()},
    "In how many critical technologies does China lead?": {"operation": "lookup", "leads": ""},
    "What's behind the fall in Japan's AI articles?": {"ask": "why"},
}  # fmt: skip


@pytest.mark.parametrize("question", READINGS)
def test_a_question_is_read_as(question: str, knowledge: Knowledge) -> None:
    reading: Reading = read_question(question, knowledge)

    wanted = READINGS[question]
    got = {
        name: str(reading.period) if name == "period" else getattr(reading, name) for name in wanted
    }
    assert wanted == got
