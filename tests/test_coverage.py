"""Coverage: what the store has of each measure, so that a refusal can name it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.calculate.coverage import CoverageReader
from bot.understand.periods import Point
from corpus.catalogues import read_catalogue


@pytest.fixture(scope="module")
def reader(store: Any) -> CoverageReader:
    """Give a reader over the built store."""
    return CoverageReader(store.figures, read_catalogue())


def test_a_yearly_series_has_its_first_and_last_year(reader: CoverageReader) -> None:
    years = reader.of("nsf_ai_articles").years
    assert (Point(2003), Point(2022), 20) == (years[0], years[-1], len(years))


def test_a_place_has_a_value_only_in_its_years(reader: CoverageReader) -> None:
    coverage = reader.of("nsf_ai_articles")
    assert (True, False) == tuple(coverage.has("CHN", Point(year)) for year in (2022, 2023))


def test_countries_are_counted_without_the_world(reader: CoverageReader) -> None:
    assert 201 == reader.of("nsf_ai_articles").countries_at(Point(2022))


def test_a_quarterly_series_has_quarters(reader: CoverageReader) -> None:
    assert all(point.quarter for point in reader.of("github_developers").years)


def test_a_number_over_years_is_a_span_not_a_year(reader: CoverageReader) -> None:
    coverage = reader.of("nsf_cum_whole")
    assert ((), ((2003, 2022),)) == (coverage.points.get("CHN", ()), coverage.spans["CHN"])


def test_a_topic_has_a_coverage_of_its_own(reader: CoverageReader, store: Any) -> None:
    topic = store.figures.run("SELECT min(topic) FROM github_ai_pushers").rows[0][0]
    whole, part = reader.of("github_ai_pushers"), reader.of("github_ai_pushers", topic=topic)
    assert part.places <= whole.places


def test_a_topic_with_a_quote_in_it_has_nothing(reader: CoverageReader) -> None:
    assert frozenset() == reader.of("github_ai_pushers", topic="x' OR '1'='1").places


def test_coverage_is_read_once(reader: CoverageReader) -> None:
    assert reader.of("nsf_ai_articles") is reader.of("nsf_ai_articles")
