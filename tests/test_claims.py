"""The claim check: reading claims, judging them by worked examples, and a whole file of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answer
from bot.check.allowances import allowed, known
from bot.check.assertions import Assertion
from bot.check.judge_claim import verdict_of
from bot.check.judge_figures import judge_figures
from bot.check.judgements import Judgement, worst
from bot.check.read_claim import read_claim
from bot.check.series import Cell, Series
from bot.check.split_claims import split_claims
from bot.onrecord import Onrecord
from bot.understand.knowledge import Knowledge
from bot.understand.periods import Point
from bot.understand.quantities import Quantity, find_quantities
from corpus.catalogues import read_catalogue
from corpus.places import read_places
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # whole claims, searched for

CLAIMS = Path(__file__).parent / "evals" / "claims.jsonl"
FLOOR = 0.95  # of the claims of the file that must get an allowed verdict
MOST_WRONG = 0.02  # that may be borne out though false, or contradicted though true

# NSF, Science and Engineering Indicators 2024, table APBS-1
ARTICLES = {
    ("CHN", 2021): 38013, ("CHN", 2022): 42524, ("IND", 2022): 22557, ("USA", 2022): 12642,
    ("VNM", 2022): 1018, ("EGY", 2022): 923, ("BGR", 2018): 83, ("BGR", 2022): 433,
    ("POL", 2005): 138, ("POL", 2010): 421, ("GRC", 2021): 793, ("SWE", 2021): 752,
}  # fmt: skip


@pytest.fixture(scope="module")
def onrecord(settings: Settings) -> Onrecord:
    """Give one Onrecord over the built store."""
    return Onrecord.open(settings)


@pytest.fixture(scope="module")
def knowledge(onrecord: Onrecord) -> Knowledge:
    """Give what claims are read with."""
    return onrecord.knowledge


@pytest.fixture(scope="module")
def articles() -> Series:
    """Give a few cells of the NSF's AI articles."""
    catalogue = read_catalogue()
    return Series(
        measure=catalogue.measure("nsf_ai_articles"),
        dataset=catalogue.dataset("ncses_ai_articles"),
        cells=tuple(
            Cell(place=place, kind="country", year=year, start_year=year, value=float(value))
            for (place, year), value in ARTICLES.items()
        ),
    )


def number(text: str) -> Quantity:
    """Read the one number of a text."""
    return find_quantities(text)[0]


def judged(assertion: Assertion, series: Series) -> str:
    """Give the verdict of one series on one assertion."""
    found = judge_figures(assertion, series, read_places())
    return found.verdict if found else "none"


# -------------------------------------------------------------------------------- allowances


@pytest.mark.parametrize(
    ("words", "value", "holds"),
    [
        ("42,524", 42524, True),
        ("42,500", 42524, True),
        ("42,600", 42524, False),
        ("about 42,600", 42524, True),
        ("about 47,000", 42524, False),
        ("about 40,000", 42524, True),
        ("nearly 43,000", 42524, True),
        ("nearly 42,000", 42524, False),
        ("more than 42,000", 42524, True),
        ("more than 43,000", 42524, False),
        ("fewer than 43,000", 42524, True),
        ("at least 42,524", 42524, True),
        ("just over 42,500", 42524, True),
        ("just over 30,000", 42524, False),
        ("tripled", 3.05, True),
        ("tripled", 3.5, False),
        ("roughly tripled", 3.4, True),
        ("tenfold", 5.2, False),
        ("a third of it", 34.5, True),
        ("a third of it", 38.0, False),
        ("34.5%", 34.46, True),
        ("34.5%", 34.6, False),
    ],
)
def test_a_hedge_allows_as_much_as_it_says(words: str, value: float, holds: bool) -> None:
    before = words.split(number(words).text)[0]
    assert holds is allowed(number(words), before=before).holds(value)


def test_a_source_that_says_over_leaves_room_above() -> None:
    assert not known(57000, status="over", printed="57,000").holds(56000)


# ----------------------------------------------------------------------------------- reading


def test_each_place_of_a_list_gets_its_own_number(knowledge: Knowledge) -> None:
    read = read_claim("China and India published 42,524 and 22,557 AI articles in 2022.", knowledge)
    bound = {item.places[0]: item.number.value for item in read.assertions if item.number}
    assert {"CHN": 42524.0, "IND": 22557.0} == bound


def test_each_year_gets_its_own_number(knowledge: Knowledge) -> None:
    read = read_claim("Vietnam's AI articles rose from 223 in 2016 to 1,018 in 2022.", knowledge)
    bound = {str(a.points[0]): a.number.value for a in read.assertions if a.number}
    assert {"2016": 223.0, "2022": 1018.0} == bound


def test_a_claim_in_spanish_is_read_as_a_comparison(knowledge: Knowledge) -> None:
    read = read_claim("En 2021, Grecia publicó más artículos de IA que Suecia.", knowledge)
    wanted = [("compare", ("GRC",), ("SWE",), "more")]
    assert wanted == [(a.kind, a.places, a.others, a.comparison) for a in read.assertions]


def test_a_word_that_narrows_the_subject_is_noticed(knowledge: Knowledge) -> None:
    read = read_claim("China published 42,524 articles on nuclear fusion in 2022.", knowledge)
    assert "fusion" in read.unexplained


def test_a_prediction_is_not_judged(knowledge: Knowledge) -> None:
    assert read_claim("China will publish 100,000 AI papers in 2030.", knowledge).only_not_judged


def test_claims_keep_their_offsets() -> None:
    text = "Was it close?\n\nChina published 42,524 papers; India published 22,557 papers."
    assert ["China published 42,524 papers", "India published 22,557 papers."] == [
        text[claim.start : claim.end] for claim in split_claims(text)
    ]


# ----------------------------------------------------------------------------------- judging

AT_2022 = (Point(2022),)


@pytest.mark.parametrize(
    ("words", "place", "verdict"),
    [
        ("42,524", "CHN", "supported"),
        ("923", "EGY", "supported"),
        ("1,018", "EGY", "contradicted"),
        ("46,776", "CHN", "contradicted"),
        ("42,524", "SWE", "none"),
    ],
)
def test_a_value_is_held_against_its_own_cell(
    words: str, place: str, verdict: str, articles: Series
) -> None:
    assertion = Assertion(kind="value", places=(place,), number=number(words), points=AT_2022)
    assert verdict == judged(assertion, articles)


def test_the_right_number_of_another_year_is_contradicted(articles: Series) -> None:
    assertion = Assertion(
        kind="value", places=("CHN",), number=number("42,524"), points=(Point(2021),)
    )
    assert "contradicted" == judged(assertion, articles)


@pytest.mark.parametrize(
    ("words", "place", "years", "verdict"),
    [
        ("tenfold", "BGR", (2018, 2022), "contradicted"),
        ("fivefold", "BGR", (2018, 2022), "supported"),
        ("roughly tripled", "POL", (2005, 2010), "supported"),
    ],
)
def test_growth_is_held_against_both_ends(
    words: str, place: str, years: tuple[int, int], verdict: str, articles: Series
) -> None:
    assertion = Assertion(
        kind="change",
        places=(place,),
        number=number(words),
        points=(Point(years[0]), Point(years[1])),
        comparison="more",
    )
    assert verdict == judged(assertion, articles)


@pytest.mark.parametrize(("way", "verdict"), [("more", "supported"), ("fewer", "contradicted")])
def test_who_is_ahead_is_read_off_the_cells(way: Any, verdict: str, articles: Series) -> None:
    assertion = Assertion(
        kind="compare", places=("GRC",), others=("SWE",), points=(Point(2021),), comparison=way
    )
    assert verdict == judged(assertion, articles)


def test_a_claim_half_right_is_partly_right() -> None:
    halves = [Judgement(verdict="supported"), Judgement(verdict="contradicted")]
    assert "partly" == verdict_of(halves)


def test_the_gravest_verdict_stands_for_the_text() -> None:
    assert "contradicted" == worst(("supported", "not_found", "contradicted"))


# ------------------------------------------------------------------------------ whole answers


def test_a_swapped_country_is_named(onrecord: Onrecord) -> None:
    answer = onrecord.check("Egypt's AI article total for 2022 came to 1,018.")
    assert answer.claims is not None
    assert "Vietnam" in answer.claims[0].why
    assert "923" in answer.claims[0].corrected


def test_every_number_of_a_verdict_is_bound_to_evidence(onrecord: Onrecord) -> None:
    answer = onrecord.check("China published 42,524 AI articles in 2022, 3.36 times the US total.")
    assert () == answer.unchecked
    assert {"matched", "computed"} >= {figure.status for figure in answer.figures}


def test_a_text_without_a_claim_is_said_to_have_none(onrecord: Onrecord) -> None:
    answer = onrecord.check("Really?")
    assert ("no_answer", "not_found", ()) == (answer.status, answer.verdict, answer.claims)


def test_each_claim_of_a_text_has_its_own_verdict(onrecord: Onrecord) -> None:
    text = "China published 42,524 AI articles in 2022. India published 42,524 AI articles in 2022."
    answer = onrecord.check(text)
    assert answer.claims is not None
    assert ["supported", "contradicted"] == [claim.verdict for claim in answer.claims]
    assert "contradicted" == answer.verdict


@pytest.fixture(scope="module")
def checked(onrecord: Onrecord) -> list[tuple[dict[str, Any], Answer]]:
    """Check every claim of the file once."""
    items = [json.loads(line) for line in CLAIMS.read_text("utf-8").splitlines()]
    return [(item, onrecord.check(item["claim"])) for item in items]


def is_right(item: dict[str, Any], answer: Answer) -> bool:
    """Tell whether a verdict is one of those that the item allows."""
    return answer.verdict in item["expect"]["verdict"]


@pytest.mark.slow
def test_nearly_all_claims_of_the_file_get_their_verdict(
    checked: list[tuple[dict[str, Any], Answer]],
) -> None:
    wrong = [
        f"{item['id']}: {answer.verdict}" for item, answer in checked if not is_right(item, answer)
    ]
    assert len(wrong) <= (1 - FLOOR) * len(checked), wrong


@pytest.mark.slow
def test_hardly_any_verdict_of_the_file_is_wrong_and_confident(
    checked: list[tuple[dict[str, Any], Answer]],
) -> None:
    wrong = [
        item["id"]
        for item, answer in checked
        if not is_right(item, answer) and answer.verdict != "not_found"
    ]
    assert len(wrong) <= MOST_WRONG * len(checked), wrong


@pytest.mark.slow
def test_no_sentence_of_a_verdict_is_struck(
    checked: list[tuple[dict[str, Any], Answer]],
) -> None:
    assert [] == [item["id"] for item, answer in checked if answer.unchecked]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The United States overtook China in the top 10% most-cited papers in 2019.", False),
        ("China overtook the United States in top-10% most-cited AI papers in 2019.", True),
        ("42% of top-tier AI researchers work outside their own country, MacroPolo found.", True),
        ("Of DeepSeek-R1's 671 billion parameters, 57 billion are active.", False),
    ],
)
def test_a_claim_is_held_against_what_a_source_says(
    claim: str, verdict: bool, onrecord: Onrecord
) -> None:
    assert ("supported" if verdict else "contradicted") == onrecord.check(claim).verdict
