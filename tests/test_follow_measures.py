"""Follow-ups that only the measure before explains, asked as conversations of the built store."""

from __future__ import annotations

import pytest

from bot.onrecord import Onrecord
from corpus.settings import Settings


@pytest.fixture(scope="module")
def onrecord(settings: Settings) -> Onrecord:
    """Give one Onrecord over the built store."""
    return Onrecord.open(settings)


# The questions of a conversation → what its last answer says.
TALKS: dict[tuple[str, ...], str] = {
    # of a share, the count
    ("share of French AI papers with foreign co-authors in 2019", "how many papers is that?"): (
        "France published 1,207 AI articles with foreign co-authors in 2019"
    ),
    ("What share of the world's AI articles came from India in 2022?", "how many is that?"): (
        "India published 22,557 AI articles in 2022"
    ),
    # the AI part of what was counted
    ("computer science articles from Chile in 2020?", "and the AI ones?"): (
        "Chile published 186 AI articles in 2020"
    ),
    # organisations
    (
        "WIPO's count of generative AI patent families for Tencent?",
        "Baidu's?",
        "so the former has how many times as many as the latter?",
    ): "Tencent's generative AI patent families over 2014–2023 were 1.7 times those of Baidu",
    # the two before
    (
        "R&D as a percentage of GDP, Korea, 2022",
        "Belgium, same year",
        "which of those two had more researchers per million?",
    ): "South Korea 9,435 and Belgium 5,819",
    # years
    ("AI articles by Spain in 2020", "and 2021", "and 2022", "add the three up"): "5,279",
    ("AI articles by Spain in 2020", "Italy?", "and 2021?", "sum of both years?"): "Italy had ",
    ("AI articles of Poland in 2020", "and in 2022", "what's the difference?"): "up 30 articles",
    ("When did Turkey first have more than 1,000 AI articles?", "and the year after?"): (
        "Turkey published 1,733 AI articles in 2019"
    ),
    # a place taken out
    ("AI articles by the Nordic countries together, 2020", "take Sweden out"): (
        "the 4 members of the Nordic countries with data had 1,339 AI articles"
    ),
    # what was added
    (
        "How many large-scale AI systems did China have by 2024?",
        "how many of those were new that year?",
    ): "up 60 systems",
    # a list is no universe
    ("Top five countries by AI articles in 2022", "which of those grew fastest since 2012?"): (
        "Left out here: what “of those” asks for"
    ),
    ("Top five countries by AI articles in 2022", "which of them had the most?"): (
        "1. China: 42,524"
    ),
}


@pytest.mark.parametrize("talk", TALKS)
def test_a_conversation_ends_in(talk: tuple[str, ...], onrecord: Onrecord) -> None:
    conversation = onrecord.new_conversation()

    answers = [onrecord.ask(question, conversation=conversation) for question in talk]

    assert TALKS[talk] in answers[-1].text
