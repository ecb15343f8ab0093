"""Coverage: for which places and years a dataset has values, at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from bot.pages.chart_view import draw_chart
from corpus.catalogues import Catalogue, Measure
from corpus.errors import OnrecordError

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["coverage_chart", "draw_coverage", "measures_in", "places_by_year"]

REPORTED = "as_reported"
NAMED = 45  # places that carry their names; more of them are drawn as thin lines
ROW, THIN_ROW = 15, 2  # pixels a place
MOST_ROWS = 50_000  # far more than places times years


def measures_in(catalogue: Catalogue, dataset: str) -> list[Measure]:
    """Give the series by place and year that a dataset holds."""
    return [
        measure
        for measure in catalogue.measures
        if measure.dataset == dataset and measure.view != REPORTED and measure.grain == "year"
    ]


def places_by_year(desk: Onrecord) -> dict[str, dict[int, int]]:
    """Count the places that each dataset has in each year: dataset → year → places."""
    catalogue = desk.knowledge.catalogue
    build = desk.store.manifest.build
    found: dict[str, dict[int, int]] = {}
    for dataset in catalogue.datasets:
        counts: dict[int, int] = {}
        for measure in measures_in(catalogue, dataset.id)[:1]:
            stamp = f"{build} {desk.store.figures_stamp()} {desk.store.reader}"
            counts = dict(_counts(desk, measure.view or measure.id, stamp))
        found[dataset.id] = counts
    return found


def draw_coverage(desk: Onrecord, dataset: str) -> None:
    """Draw places by years for a dataset: one mark where there is a value."""
    measures = measures_in(desk.knowledge.catalogue, dataset)
    if not measures:
        return
    names = {measure.id: measure for measure in measures}
    chosen = measures[0].id
    if len(measures) > 1:
        chosen = st.selectbox(
            "Coverage of",
            list(names),
            format_func=lambda id: names[id].label[:1].upper() + names[id].label[1:],
            key=f"coverage-{dataset}",
        )
    rows = _rows(desk, names[chosen].view or chosen)
    if rows:
        draw_chart(
            coverage_chart(rows, title=names[chosen].label, incomplete=names[chosen].incomplete),
            key=f"coverage-chart-{chosen}",
        )


def coverage_chart(
    rows: Sequence[tuple[str, int]], *, title: str, incomplete: Sequence[int] = ()
) -> dict[str, Any]:
    """Draw (place, year) pairs as a grid, the places with most years first."""
    years: dict[str, set[int]] = {}
    for place, year in rows:
        years.setdefault(place, set()).add(year)
    order = sorted(years, key=lambda place: (-len(years[place]), place))
    first, last = min(year for _, year in rows), max(year for _, year in rows)
    named = len(order) <= NAMED
    whole = sum(len(years[place]) == last - first + 1 for place in order)
    axis = {"labelLimit": 190, "labelBound": False} if named else {"labels": False}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": (
            f"Coverage of {title}: {len(order)} places, {first} to {last}; {whole} of them have "
            "every year."
        ),
        "title": {
            "text": f"{title[:1].upper()}{title[1:]}: {len(order)} places, {first}–{last}",
            "subtitle": f"A mark for each year with a value; {whole} places have every year",
            "anchor": "start",
            "frame": "bounds",
        },
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "height": {"step": ROW if named else THIN_ROW},
        "data": {
            "values": [
                {"place": place, "period": year, "whole": year not in incomplete}
                for place in order
                for year in sorted(years[place])
            ]
        },
        "mark": {"type": "rect", "stroke": None},
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "title": None,
                "scale": {"domain": list(range(first, last + 1)), "padding": 0.12},
                "axis": {"labelAngle": 0, "labelOverlap": True, "orient": "top"},
            },
            "y": {
                "field": "place",
                "type": "nominal",
                "sort": order,
                "title": None,
                "scale": {"padding": 0.2 if named else 0},
                "axis": axis | {"domain": False, "ticks": False},
            },
            "opacity": {"condition": {"test": "datum.whole", "value": 0.9}, "value": 0.4},
            "tooltip": [
                {"field": "place", "title": "Place"},
                {"field": "period", "title": "Year"},
            ],
        },
    }


@st.cache_data(max_entries=400, show_spinner=False)
def _counts(_desk: Any, view: str, stamp: str) -> Mapping[int, int]:
    """Count places by year; ``stamp`` changes with the data and, with data of one's own, reader."""
    counts: dict[int, int] = {}
    for _, year in set(_rows(_desk, view)):
        counts[year] = counts.get(year, 0) + 1
    return counts


def _rows(desk: Any, view: str) -> list[tuple[str, int]]:
    try:
        result = desk.store.figures.run(
            f"SELECT DISTINCT name, year FROM {view} WHERE value IS NOT NULL AND year IS NOT NULL",
            limit_rows=MOST_ROWS,
        )
    except OnrecordError:  # a table of other things than places and years
        return []
    return [(str(name), int(year)) for name, year in result.rows]
