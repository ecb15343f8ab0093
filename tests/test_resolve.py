"""Resolve: a reading becomes requests, or the near miss that says what there is."""

from __future__ import annotations

from typing import Any

import pytest

from bot.calculate.availability import Missing, select_points
from bot.calculate.requests import Request
from bot.readings import Reading, Threshold
from bot.understand.periods import Period, Point
from corpus.catalogues import read_catalogue

ARTICLES = read_catalogue().measure("nsf_ai_articles")
DEVELOPERS = read_catalogue().measure("github_developers")
YEARS = tuple(map(Point, range(2003, 2023)))
QUARTERS = tuple(Point(year, quarter) for year in (2022, 2023) for quarter in (1, 2, 3, 4))


def at(*years: int, quarter: int = 0) -> Period:
    return Period(kind="at", points=tuple(Point(year, quarter) for year in years))


def between(first: int, last: int) -> Period:
    return Period(kind="range", points=(Point(first), Point(last)))


def asked(**parts: Any) -> Reading:
    return Reading(
        **{
            "question": "q",
            "concept": "ai_publications",
            "measures": ("nsf_ai_articles",),
            "places": ("CHN",),
        }
        | parts
    )


def resolved(toolbox: Any, **parts: Any) -> Request:
    resolution = toolbox.resolver.resolve(asked(**parts))
    assert resolution.missing is None
    request: Request = resolution.requests[0]
    return request


def missed(toolbox: Any, **parts: Any) -> Missing:
    resolution = toolbox.resolver.resolve(asked(**parts))
    assert () == resolution.requests
    missing: Missing = resolution.missing
    return missing


# -- places and times ------------------------------------------------------------------------


def test_no_period_means_the_latest_year(toolbox: Any) -> None:
    assert (Point(2022),) == resolved(toolbox).points


def test_no_place_means_the_world(toolbox: Any) -> None:
    assert ("WLD",) == resolved(toolbox, places=()).places


def test_a_year_past_the_series_offers_the_last(toolbox: Any) -> None:
    missing = missed(toolbox, period=at(2035))
    assert ("year", Point(2003), Point(2022), (Point(2022),)) == (
        missing.part, missing.first, missing.last, missing.nearest,
    )  # fmt: skip


def test_a_quarter_of_a_yearly_series_is_a_matter_of_grain(toolbox: Any) -> None:
    missing = missed(toolbox, period=at(2021, quarter=3))
    assert ("grain", (Point(2021),)) == (missing.part, missing.nearest)


def test_a_place_without_a_value_is_named(toolbox: Any) -> None:
    missing = missed(
        toolbox, concept="ai_researchers", measures=("ds_researchers",), places=("GBR",)
    )
    assert ("place", ("GBR",)) == (missing.part, missing.places)
    assert {"CHN", "USA", "EU27"} <= set(missing.available)


def test_taiwan_has_nothing_per_head(toolbox: Any) -> None:
    missing = missed(toolbox, places=("TWN",), normaliser="population", per=1e6)
    assert ("normaliser", ("TWN",)) == (missing.part, missing.places)


def test_a_share_cannot_be_divided_any_further(toolbox: Any) -> None:
    missing = missed(toolbox, measures=("nsf_ai_intl_share",), normaliser="population")
    assert "normaliser" == missing.part


def test_a_measure_by_topic_needs_one(toolbox: Any) -> None:
    missing = missed(toolbox, concept="github_ai_topics", measures=("github_ai_pushers",))
    assert "measure" == missing.part


def test_places_are_compared_in_the_latest_year_that_all_have(toolbox: Any) -> None:
    points = resolved(toolbox, places=("CHN", "VAT"), operation="compare").points
    coverage = toolbox.coverage.of("nsf_ai_articles")
    assert (max(set(coverage.points["CHN"]) & set(coverage.points["VAT"])),) == points


def test_a_bloc_without_a_row_of_its_own_is_its_members(toolbox: Any) -> None:
    places = resolved(toolbox, places=("G7",), operation="sum").places
    assert {"USA", "GBR", "JPN", "DEU", "FRA", "ITA", "CAN"} == set(places)


def test_a_share_of_such_a_bloc_says_that_members_are_added_up(toolbox: Any) -> None:
    resolution = toolbox.resolver.resolve(asked(places=("USA",), share_of="G7"))
    assert resolution.requests[0].share_members
    assert "counts joint articles more than once" in resolution.notes[0]


def test_a_difference_over_a_stretch_is_taken_in_its_last_year(toolbox: Any) -> None:
    resolution = toolbox.resolver.resolve(
        asked(places=("CHN", "USA"), operation="difference", period=between(2018, 2022))
    )
    assert (Point(2022),) == resolution.requests[0].points
    assert ("Compared in 2022, the last year of the period.",) == resolution.notes


def test_a_stretch_that_is_one_number_is_a_span(toolbox: Any) -> None:
    request = resolved(toolbox, measures=("nsf_cum_whole",), period=between(2003, 2022))
    assert ((2003, 2022), ()) == (request.span, request.points)


def test_one_year_of_a_span_is_refused_with_the_span(toolbox: Any) -> None:
    missing = missed(toolbox, measures=("nsf_cum_whole",), period=at(2010))
    assert ((2003, 2022),) == missing.spans


# -- rankings --------------------------------------------------------------------------------


def test_a_ranking_takes_every_place_where_no_number_is_named(toolbox: Any) -> None:
    request = resolved(toolbox, operation="ranking", places=())
    assert (0, (Point(2022),)) == (request.limit, request.points)


def test_counting_places_takes_all_of_them(toolbox: Any) -> None:
    over = Threshold(comparison=">", value=5000.0)
    request = resolved(toolbox, operation="count", places=(), threshold=over)
    assert (0, (">", 5000.0)) == (request.limit, request.above)


def test_several_places_named_are_ranked_among_themselves(toolbox: Any) -> None:
    request = resolved(toolbox, operation="ranking", places=("FRA", "DEU"))
    assert ("FRA", "DEU") == request.places


def test_growth_is_ranked_from_the_first_year_to_the_last(toolbox: Any) -> None:
    request = resolved(
        toolbox, operation="ranking", form="percent", places=(), period=between(2017, 2022)
    )
    assert ("percent", (Point(2017), Point(2022))) == (request.growth, request.points)


def test_a_ranking_of_a_year_past_the_series_is_refused(toolbox: Any) -> None:
    missing = missed(toolbox, operation="ranking", places=(), period=at(2035))
    assert ("year", Point(2022)) == (missing.part, missing.last)


def test_the_nearest_measures_are_of_the_same_places(toolbox: Any) -> None:
    found = toolbox.resolver.nearest(asked(places=("GBR",)), ["ds_researchers", "nsf_ai_articles"])
    assert [("nsf_ai_articles", ("GBR",))] == [(item.measure.id, item.places) for item in found]


# -- times out of those there are ------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "operation", "expected"),
    [
        (at(2010), "lookup", (2010,)),
        (at(2010, 2035), "compare", ()),
        (at(2020), "change", (2019, 2020)),
        (at(2003), "change", ()),
        (between(2020, 2022), "trend", (2020, 2021, 2022)),
        (between(2020, 2030), "change", ()),
        (between(2020, 2030), "trend", (2020, 2021, 2022)),
        (Period(kind="since", points=(Point(2021),)), "trend", (2021, 2022)),
        (Period(kind="since", points=(Point(1990),)), "trend", tuple(range(2003, 2023))),
        (Period(kind="until", points=(Point(2004),)), "trend", (2003, 2004)),
        (Period(kind="last", last_years=2), "change", (2020, 2021, 2022)),
        (Period(kind="all"), "lookup", tuple(range(2003, 2023))),
        (Period(), "lookup", ()),
    ],
    ids=str,
)
def test_a_period_selects_points(period: Period, operation: str, expected: tuple[int, ...]) -> None:
    points = select_points(period, YEARS, ARTICLES, series=False, operation=operation)
    assert expected == tuple(point.year for point in points)


def test_the_last_quarter_stands_for_its_year() -> None:
    points = select_points(at(2022), QUARTERS, DEVELOPERS, series=False, operation="lookup")
    assert (Point(2022, 4),) == points


def test_a_peak_claimed_for_one_year_is_sought_in_the_whole_series() -> None:
    assert YEARS == select_points(at(2012), YEARS, ARTICLES, series=True, operation="peak")
