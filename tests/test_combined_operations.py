"""Operations put together: each answer's numbers are those of an independent calculation.

The truth is worked out by other SQL over the shipped tables, never by the code that answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import Answer
from corpus.catalogues import shipped_figures
from corpus.places import shipped_places

pytestmark = pytest.mark.slow  # hundreds of made-up questions

NAMES = {
    "FRA": "France", "DEU": "Germany", "ITA": "Italy", "ESP": "Spain", "POL": "Poland",
    "JPN": "Japan", "IND": "India", "BRA": "Brazil", "AUS": "Australia", "CAN": "Canada",
    "SWE": "Sweden", "EGY": "Egypt", "MYS": "Malaysia", "NLD": "the Netherlands",
}  # fmt: skip
CODES = sorted(NAMES)
YEARS = range(2010, 2023)


@pytest.fixture(scope="module")
def truth() -> Callable[[str], float]:
    """Give a function that runs SQL over the shipped files and gives its one number."""
    connection = duckdb.connect()
    for name in ("ncses_ai_articles", "ncses_cs_articles", "ncses_ai_coauthorship"):
        connection.execute(f"CREATE VIEW {name} AS FROM '{_file(shipped_figures(), name)}'")
    for name in ("wdi_indicators", "epoch_notable_models_by_country_year"):
        connection.execute(f"CREATE VIEW {name} AS FROM '{_file(shipped_figures(), name)}'")
    connection.execute("CREATE VIEW articles AS FROM ncses_ai_articles")
    connection.execute("CREATE VIEW computing AS FROM ncses_cs_articles")
    connection.execute("CREATE VIEW models AS FROM epoch_notable_models_by_country_year")
    connection.execute("CREATE VIEW people AS FROM wdi_indicators WHERE measure = 'wdi_population'")
    for name in ("members", "places"):
        connection.execute(f"CREATE VIEW {name} AS FROM '{_file(shipped_places(), name)}'")

    def one(sql: str) -> float:
        row = connection.execute(sql).fetchone()
        number = row[0] if row else None
        assert number is not None, sql
        return float(number)

    return one


def _file(folder: Path, name: str) -> str:
    return (folder / f"{name}.csv").as_posix()


@pytest.fixture(scope="module")
def ask(onrecord: Any) -> Callable[[str], Answer]:
    """Give a function that asks one question, of whose answer nothing was struck."""

    def asked(question: str) -> Answer:
        answer: Answer = onrecord.ask(question)
        assert [] == list(answer.unchecked), answer.unchecked
        return answer

    return asked


def holds(answer: Answer, value: float, *, within: float = 1e-6) -> bool:
    """Tell whether a figure of the answer has this value, before rounding."""
    slack = max(within * abs(value), 1e-9)
    return any(abs(figure.value - value) <= slack for figure in answer.figures)


def articles(place: str, year: int) -> str:
    return f"(SELECT value FROM articles WHERE place = '{place}' AND start = {year})"


def total(bloc: str, year: int) -> str:
    return (
        f"(SELECT sum(value) FROM articles WHERE start = {year} AND place IN (SELECT place FROM "
        f"members WHERE bloc = '{bloc}' AND coalesce(\"from\", 0) <= {year} "
        f'AND coalesce("to", 9999) > {year}))'
    )


# -- one question a shape, with what its answer must hold ------------------------------------

SHAPES: dict[str, tuple[str, ...]] = {
    # an index
    "Put Mexican AI articles on an index where 2011 = 100: what do they reach in 2019?": (
        f"SELECT 100.0 * {articles('MEX', 2019)} / {articles('MEX', 2011)}",
    ),
    "Vietnamese AI papers relative to their level in 2014": (
        f"SELECT 100.0 * {articles('VNM', 2022)} / {articles('VNM', 2014)}",
    ),
    # one measure by another
    "For every notable model, how many AI articles did Canada publish in 2021?": (
        f"SELECT {articles('CAN', 2021)} / (SELECT value FROM models WHERE place = 'CAN' "
        "AND start = 2021)",
    ),
    "Per thousand computer science papers, how many AI papers had Turkey and Greece in 2017?": (
        f"SELECT 1000.0 * {articles('TUR', 2017)} / (SELECT value FROM computing WHERE "
        "place = 'TUR' AND start = 2017)",
        f"SELECT 1000.0 * {articles('GRC', 2017)} / (SELECT value FROM computing WHERE "
        "place = 'GRC' AND start = 2017)",
    ),
    # sides
    "Norway, Denmark and Sweden put together versus Switzerland: AI articles, 2018": (
        f"SELECT {articles('NOR', 2018)} + {articles('DNK', 2018)} + {articles('SWE', 2018)}",
        f"SELECT {articles('CHE', 2018)}",
    ),
    "Visegrad against Benelux in AI articles, 2020": (
        f"SELECT {total('VISEGRAD', 2020)}",
        f"SELECT {total('BENELUX', 2020)}",
    ),
    # the rest
    "How many AI articles did all other countries publish in 2016, India not counted?": (
        f"SELECT {articles('WLD', 2016)} - {articles('IND', 2016)}",
    ),
    "Compare Italy with the rest of the EU by AI articles in 2021": (
        f"SELECT {articles('EU27', 2021)} - {articles('ITA', 2021)}",
    ),
    # a gap that moves
    "Has the gap between Japan and Germany in AI articles narrowed between 2012 and 2020?": (
        f"SELECT abs(abs({articles('JPN', 2020)} - {articles('DEU', 2020)}) - "
        f"abs({articles('JPN', 2012)} - {articles('DEU', 2012)}))",
    ),
    # the last years of the data
    "Average yearly AI articles of Hungary over the past three years": (
        "SELECT avg(value) FROM articles WHERE place = 'HUN' AND start BETWEEN 2020 AND 2022",
    ),
}


@pytest.mark.parametrize("question", SHAPES)
def test_the_answer_holds_what_other_sql_gives(
    question: str, ask: Callable[[str], Answer], truth: Callable[[str], float]
) -> None:
    answer = ask(question)
    for sql in SHAPES[question]:
        assert holds(answer, truth(sql)), (sql, answer.text)


def test_a_ranking_is_over_the_places_that_meet_a_condition(
    ask: Callable[[str], Answer], truth: Callable[[str], float]
) -> None:
    answer = ask(
        "Who comes first by AI articles per head in 2019 among nations with over 80 million people?"
    )
    best = truth(
        "SELECT max(a.value / p.value * 1e6) FROM articles a JOIN people p USING (place, start) "
        "JOIN places ON code = place WHERE start = 2019 AND p.value > 80e6 AND kind = 'country'"
    )
    ranked = truth(
        "SELECT count(*) FROM articles a JOIN people p USING (place, start) JOIN places "
        "ON code = place WHERE start = 2019 AND p.value > 80e6 AND kind = 'country'"
    )
    assert holds(answer, best), answer.text
    assert holds(answer, ranked), answer.text


def test_a_condition_on_another_measure_is_said_with_its_year(
    ask: Callable[[str], Answer],
) -> None:
    answer = ask(
        "Highest share of AI papers with foreign co-authors in 2020 among countries that wrote "
        "at least 2,000 AI articles?"
    )
    assert "with at least 2,000 AI articles in 2020" in answer.text


def test_who_lost_most_is_ranked_in_percentage_points(
    ask: Callable[[str], Answer], truth: Callable[[str], float]
) -> None:
    answer = ask("Which nation lost the most of its share of world AI articles from 2012 to 2020?")
    worst = truth(
        "WITH s AS (SELECT place, start, 100.0 * a.value / w.value AS share FROM articles a JOIN "
        "(SELECT start, value FROM articles WHERE place = 'WLD') w USING (start) JOIN places "
        "ON code = place WHERE kind IN ('country', 'territory')) SELECT min(l.share - f.share) "
        "FROM s l JOIN s f USING (place) WHERE l.start = 2020 AND f.start = 2012"
    )
    assert holds(answer, worst)
    assert "percentage points" in answer.text


def test_a_sum_says_who_is_missing_and_what_counts_twice(ask: Callable[[str], Answer]) -> None:
    notes = " ".join(ask("EFTA versus Austria: AI articles in 2021").caveats)
    assert "the sum of Iceland, Liechtenstein, Norway and Switzerland" in notes
    assert "counts a joint article once for each of them" in notes


def test_sides_that_share_a_place_say_so(ask: Callable[[str], Answer]) -> None:
    answer = ask("How do the G7 compare with the US in AI articles in 2019?")
    assert any("counted on both sides" in note for note in answer.caveats)


def test_what_two_places_wrote_together_is_no_sum(ask: Callable[[str], Answer]) -> None:
    answer = ask("How many AI papers did Americans and Chinese co-author in 2021?")
    assert "conflict" == answer.status
    assert holds(answer, 10470)
    assert holds(answer, 9660)


def test_a_pair_without_a_figure_is_refused_with_the_pairs_there_are(
    ask: Callable[[str], Answer],
) -> None:
    answer = ask("How many AI papers did Italy and Spain write together in 2021?")
    assert "no_answer" == answer.status
    assert "the United States and China" in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Does Italy lead the world in AI articles?", "China"),
        ("Why is Britain number one by AI articles in 2022?", "China"),
        ("Brazil has the most AI articles in Latin America in 2022, so who is next?", ""),
    ],
)
def test_a_place_said_to_be_first_is_held_against_the_ranking(
    question: str, first: str, ask: Callable[[str], Answer]
) -> None:
    text = ask(question).text
    assert bool(first) == text.startswith("That is not what the figures show")
    assert first in text


@pytest.mark.parametrize(
    "question",
    [
        "How many AI papers will Spain have by 2027?",
        "Will India overtake China in AI articles?",
        "Forecast French AI patents for next year",
        "Is Korea going to pass Japan in AI articles?",
    ],
)
def test_the_future_is_not_foretold(question: str, ask: Callable[[str], Answer]) -> None:
    answer = ask(question)
    assert "no_answer" == answer.status
    assert "no forecasts" in answer.text
    assert not answer.figures


def test_a_lower_rank_is_ahead(ask: Callable[[str], Answer]) -> None:
    answer = ask("France or Japan: who is ahead by PageRank in the AI collaboration network?")
    ahead = re.search(r"(France|Japan) is ahead", answer.text)
    rows = (shipped_figures() / "ncses_ai_collab_network.csv").read_text().splitlines()
    column = rows[0].split(",").index("pagerank_rank")
    ranks = {row.split(",")[0]: int(row.split(",")[column]) for row in rows[1:]}
    assert ahead is not None
    assert ahead[1] == ("France" if ranks["FRA"] < ranks["JPN"] else "Japan")


def test_both_ways_of_counting_are_given_side_by_side(ask: Callable[[str], Answer]) -> None:
    answer = ask(
        "Danish computer science in the top 1%, 2019, counted whole and fractionally count"
    )
    measures = {figure.measure for figure in answer.figures}
    assert {"nsf_cs_top1_whole", "nsf_cs_top1_fractional"} <= measures


# -- any places, any years, any wording --------------------------------------------------------

_PLACES = st.lists(st.sampled_from(CODES), min_size=3, max_size=4, unique=True)
_SPAN = st.tuples(st.sampled_from(YEARS), st.sampled_from(YEARS)).filter(lambda y: y[0] < y[1])


def _listed(codes: list[str]) -> str:
    names = [NAMES[code] for code in codes]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(codes=_PLACES, span=_SPAN, shape=st.integers(0, 7))
def test_any_combination_agrees_with_an_independent_calculation(
    codes: list[str],
    span: tuple[int, int],
    shape: int,
    ask: Callable[[str], Answer],
    truth: Callable[[str], float],
) -> None:
    one, others = codes[0], codes[1:]
    first, last = span
    place, rest = NAMES[one], _listed(others)
    together = " + ".join(articles(code, last) for code in others)
    by_cs = f"(SELECT value FROM computing WHERE place = '{one}' AND start = {last})"
    question, sql = (
        (f"{place} against {rest} combined: AI articles in {last}", f"SELECT {together}"),
        (
            f"Did {rest} together have more AI articles than {place} in {last}?",
            f"SELECT {together}",
        ),
        (
            f"How do the AI articles of {place} compare with the rest of the world in {last}?",
            f"SELECT {articles('WLD', last)} - {articles(one, last)}",
        ),
        (
            f"AI articles of everyone else in {last}, leaving out {place}",
            f"SELECT {articles('WLD', last)} - {articles(one, last)}",
        ),
        (
            f"AI articles of {place} in {last} if {first} = 100",
            f"SELECT 100.0 * {articles(one, last)} / nullif({articles(one, first)}, 0)",
        ),
        (
            f"AI articles per 1,000 computer science articles in {place}, {last}",
            f"SELECT 1000.0 * {articles(one, last)} / {by_cs}",
        ),
        (
            f"How many AI articles of {place} per computer science article in {last}?",
            f"SELECT 1.0 * {articles(one, last)} / {by_cs}",
        ),
        (
            f"How did the gap in AI articles between {place} and {NAMES[others[0]]} change "
            f"from {first} to {last}?",
            f"SELECT abs(abs({articles(one, last)} - {articles(others[0], last)}) - "
            f"abs({articles(one, first)} - {articles(others[0], first)}))",
        ),
    )[shape]
    answer = ask(question)
    assert holds(answer, truth(sql)), (question, answer.text)


def test_a_rest_that_cannot_be_worked_out_is_refused(ask: Callable[[str], Answer]) -> None:
    answer = ask("Private AI investment outside the US in 2023")
    assert "no_answer" == answer.status
    assert "the world without the United States" in answer.text


# -- an operation, places, a period, a normaliser and a wording, put together at random ----------

_HEADCOUNT = "(SELECT value FROM people WHERE place = '{}' AND start = {})"


def _of(code: str, year: int, per: int) -> str:
    """Write one value, divided by population where ``per`` people are stated."""
    value = articles(code, year)
    return f"(1.0 * {per} * {value} / {_HEADCOUNT.format(code, year)})" if per else value


@st.composite
def _composed(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Compose a question and the SQL of every number that its answer must hold."""
    one, two = draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=2, unique=True))
    first, last = draw(_SPAN)
    per = draw(st.sampled_from((0, 0, 1_000_000, 100_000)))
    what = draw(st.sampled_from(("AI articles", "AI papers", "artificial intelligence articles")))
    if per:
        what += draw(
            st.sampled_from((f" per {per:,} people", f" per {per:,} inhabitants"))
            if per == 100_000
            else st.sampled_from((" per million people", " per million inhabitants"))
        )
    a, b = NAMES[one], NAMES[two]
    value, other = _of(one, last, per), _of(two, last, per)
    start = _of(one, first, per)
    years = range(first, last + 1)
    series = ", ".join(_of(one, year, per) for year in years)
    plain = f"{what} of {a} and {b}"
    shapes: dict[str, tuple[tuple[str, ...], list[str]]] = {
        "lookup": (
            (f"{what}, {a}, {last}", f"I need the {what} of {a} for {last}, please"),
            [f"SELECT {value}"],
        ),
        "pair": (
            (f"{plain}, {last}", f"How do {a} and {b} compare by {what} in {last}?"),
            [f"SELECT {value}", f"SELECT {other}"],
        ),
        "difference": (
            (
                f"How far apart were {a} and {b} in {what} in {last}?",
                f"What was the gap between {a} and {b} in {what} in {last}?",
            ),
            [f"SELECT abs({value} - {other})"],
        ),
        "ratio": (
            (
                f"How many times the {what} of {b} are those of {a} in {last}?",
                f"What was the ratio of {what} between {a} and {b} in {last}?",
            ),
            [f"SELECT {value} / nullif({other}, 0)"],
        ),
        "change": (
            (
                f"By how many percent did {a}'s {what} change from {first} to {last}?",
                f"Percentage change in {what}, {a}, between {first} and {last}",
            ),
            [f"SELECT abs(100.0 * ({value} - {start}) / nullif({start}, 0))"],
        ),
        "peak": (
            (
                f"In which year between {first} and {last} did {a} have the most {what}?",
                f"When did {a}'s {what} peak between {first} and {last}?",
            ),
            [f"SELECT list_max([{series}])"],
        ),
        "mean": (
            (
                f"What was the average of {a}'s {what} from {first} to {last}?",
                f"Mean of {what} in {a}, {first}-{last}",
            ),
            [f"SELECT list_avg([{series}])"],
        ),
    }
    if not per:
        shapes["sum"] = (
            (f"{plain} together in {last}", f"Add up the {what} of {a} and {b} for {last}"),
            [f"SELECT {value} + {other}"],
        )
        shapes["share"] = (
            (
                f"What share of the world's {what} did {a} have in {last}?",
                f"{a}'s share of world {what} in {last}",
            ),
            [f"SELECT 100.0 * {value} / {articles('WLD', last)}"],
        )
    wordings, sql = shapes[draw(st.sampled_from(sorted(shapes)))]
    question = draw(st.sampled_from(wordings))
    opening = draw(st.sampled_from(("", "For a graphic: ", "Quick one. ")))
    return opening + question, sql


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(composed=_composed())
def test_any_composition_agrees_with_an_independent_calculation(
    composed: tuple[str, list[str]], ask: Callable[[str], Answer], truth: Callable[[str], float]
) -> None:
    question, expected = composed
    answer = ask(question)
    assert answer.status in ("answered", "conflict"), (question, answer.text)
    for sql in expected:
        assert holds(answer, truth(sql)), (question, answer.text)
