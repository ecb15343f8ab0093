"""What stands together, divides, filters, is indexed or leads is found in a question's words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.readings import Reading, reading_from_json, reading_to_json
from bot.understand.find_period import find_period
from bot.understand.follow import merge_reading
from bot.understand.index_base import find_index_base
from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.quantities import find_quantities
from bot.understand.question import read_question

READINGS: dict[str, dict[str, Any]] = {
    # sides
    "Portugal and Spain combined against France in AI articles": {
        "operation": "compare", "places": ("PRT+ESP", "FRA"),
    },
    "Is Germany's AI output larger than that of Austria and Switzerland put together?": {
        "places": ("DEU", "AUT+CHE"),
    },
    "AI articles of Portugal and Spain together in 2019": {
        "operation": "sum", "places": ("PRT", "ESP"),
    },
    "How far apart are Chile and Peru and Bolivia combined in AI articles?": {
        "operation": "difference", "places": ("CHL", "PER+BOL"),
    },
    # the rest
    "AI articles of non-Chinese origin in 2020": {"places": ("WLD-CHN",)},
    "South Korea versus the rest of Asia in AI articles": {"places": ("KOR", "ASIA-KOR")},
    "Which country outside the EU has the most AI articles?": {
        "operation": "ranking", "universe": "", "places": (),
    },
    # divided by
    "AI articles per notable model in France": {"normaliser": "notable_models", "per": 1.0},
    "AI articles per 500 computer science papers in Chile": {
        "normaliser": "cs_articles", "per": 500.0,
    },
    "AI articles per thousand researchers in Italy": {"normaliser": "researchers", "per": 1000.0},
    "AI articles per thousand inhabitants in Italy": {"normaliser": "population", "per": 1000.0},
    "AI articles per million in Italy": {"normaliser": "population", "per": 1e6},
    "AI articles per year in Italy": {"normaliser": ""},
    # a condition is no filter where nothing else is counted
    "How many countries with over 700 AI articles were there in 2018?": {
        "operation": "count", "filters": (),
    },
    # ranks by growth and by gain
    "Which G7 member gained most AI articles from 2011 to 2019?": {
        "operation": "ranking", "form": "absolute", "universe": "G7",
    },
    "Which G7 member grew fastest in AI articles from 2011 to 2019?": {
        "operation": "ranking", "form": "percent", "universe": "G7",
    },
    # partners
    "How many AI papers did Kenya and Uganda write together?": {"joint": True},
    "How many AI papers did Kenya and Uganda publish together?": {
        "joint": False, "operation": "sum",
    },
    "What share of AI articles in Kenya has foreign co-authors?": {"joint": False},
    # leaders
    "What makes Japan the number one in AI patents?": {"leads": "JPN", "operation": "rank_of"},
    "Which country leads in AI patents?": {"leads": "", "operation": "ranking"},
    "When did Japan lead in AI patents?": {"leads": ""},
    # the future, and what others foresee
    "How many AI articles will Chile publish in 2031?": {"intent": "future"},
    "What will China's AI industry be worth by 2030 under the plan?": {"intent": "passages"},
}  # fmt: skip


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Give the shipped catalogues."""
    return read_knowledge()


@pytest.mark.parametrize("question", READINGS)
def test_a_combination_is_read_as_what_it_asks(question: str, knowledge: Knowledge) -> None:
    reading = read_question(question, knowledge)
    parts = READINGS[question]
    assert parts == {name: getattr(reading, name) for name in parts}


@pytest.mark.parametrize(
    ("question", "concept", "comparison", "value"),
    [
        ("top three by AI patents among states with more than 5 million people",
         "population", ">", 5e6),
        ("Which economies whose GDP tops 1 trillion dollars have the fewest AI articles?",
         "gdp", ">", 1e12),
        ("rank nations by share of foreign co-authors (at least 300 AI articles)",
         "ai_publications", ">=", 300.0),
        ("fewest AI articles of countries having under 2 million inhabitants",
         "population", "<", 2e6),
    ],
)  # fmt: skip
def test_a_condition_says_which_places_are_ranked(
    question: str, concept: str, comparison: str, value: float, knowledge: Knowledge
) -> None:
    (found,) = read_question(question, knowledge).filters
    assert concept == found.concept
    assert (comparison, value) == (found.threshold.comparison, found.threshold.value)


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("Chile's articles with 2009 = 100", 2009),
        ("setting 2009 to 100, how is Chile doing?", 2009),
        ("Chile's articles indexed to 2009", 2009),
        ("Chile relative to its 2009 level", 2009),
        ("rebase the Chilean series to 2009", 2009),
        ("Chile, base year 2009", 2009),
        ("Chilean articles as an index", 0),
    ],
)
def test_the_base_year_of_an_index_is_found(question: str, year: int) -> None:
    found = find_index_base(question)
    assert found is not None
    assert year == found.year


@pytest.mark.parametrize(
    "question",
    ["Chile's articles in 2009", "over 100 articles in 2009", "the AI Index of 2023", "top 100"],
)
def test_a_year_alone_is_no_base(question: str) -> None:
    assert find_index_base(question) is None


def test_a_reading_with_filters_and_base_comes_back_from_json(knowledge: Knowledge) -> None:
    question = "top five by AI articles per head among countries with over 30 million people"
    reading: Reading = read_question(question, knowledge)
    assert reading.filters
    assert reading == reading_from_json(reading_to_json(reading))


# A follow-up keeps what the question before set, and changes what it states.
TALKS: dict[tuple[str, str], dict[str, Any]] = {
    ("Index Peru's AI articles to 2012", "and Chile?"): {
        "operation": "index", "base": 2012, "places": ("CHL",),
    },
    ("top three by AI articles per head among countries with over 20 million people, 2018",
     "and in 2012?"): {"operation": "ranking", "normaliser": "population", "limit": 3},
    ("Portugal and Spain combined against France: AI articles in 2020", "and in 2011?"): {
        "places": ("PRT+ESP", "FRA"), "operation": "compare",
    },
    ("AI articles per 1,000 computer science articles in Chile, 2018", "and Peru?"): {
        "normaliser": "cs_articles", "per": 1000.0, "places": ("PER",),
    },
}  # fmt: skip


@pytest.mark.parametrize("talk", TALKS)
def test_a_follow_up_keeps_the_combination(talk: tuple[str, str], knowledge: Knowledge) -> None:
    before, question = (read_question(turn, knowledge) for turn in talk)
    merged = merge_reading(question, before)
    parts = TALKS[talk]
    assert parts == {name: getattr(merged, name) for name in parts}
    assert before.filters == merged.filters


def test_a_short_year_is_found_where_it_stands() -> None:
    text = "from '15 to '20, Greece"
    found = find_period(text)
    assert "2015 to 2020" == str(found.period)
    assert ["'15 to '20"] == [text[start:end] for start, end in found.spans]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("how many polish ai papers in 2019", ["POL"]),
        ("please polish this list of AI papers", []),
        ("Polish AI papers", ["POL"]),
    ],
)
def test_polish_is_a_place_only_before_what_is_counted(
    question: str, codes: list[str], knowledge: Knowledge
) -> None:
    assert codes == [mention.code for mention in knowledge.places.find(question)]


def test_no_one_is_no_rank() -> None:
    assert not find_quantities("has no one published more?")
    assert [1.0] == [quantity.value for quantity in find_quantities("is it no. 1?")]
