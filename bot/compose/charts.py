"""Charts: a Vega-Lite specification from the rows of an answer, and from nothing else.

Lines for series, small panels for many of them, horizontal bars for rankings, dots for
comparisons; for many places the first ones as bars, with all of them as dots and as a map of
tiles to switch to.  One unit a chart.  Every mark carries its own label, so no legend has to be
matched by colour; what is not final is drawn hollow or dashed.  ``config`` holds defaults for a
chart that stands alone; a page with a theme of its own leaves it out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from bot.compose.chart_bars import draw_bars, draw_dots, draw_ranked
from bot.compose.chart_lines import draw_lines
from bot.compose.chart_multiples import draw_multiples
from bot.compose.chart_points import Point, describe_points, read_points
from bot.compose.chart_tiles import draw_tiles, mappable, off_the_map, without_value
from corpus.errors import CorpusError
from corpus.places import read_places

__all__ = [
    "LEADERS",
    "PALETTE",
    "SCHEMA",
    "ChartKind",
    "Scope",
    "View",
    "draw_chart",
    "redraw_chart",
    "views_of",
]

ChartKind = Literal["line", "multiples", "bar", "dot", "many"]
View = Literal["value", "log", "index", "all", "map"]

# Tells apart for the three common kinds of colour blindness, and stands 3:1 from white and
# from near-black, so that an exported chart serves both: after Okabe and Ito (2008), darkened.
PALETTE = ("#0f7c94", "#d1600f", "#8a63b8", "#2f8f55", "#b5487e", "#8f7a1d", "#4d77c9", "#7d7d7d")

TITLE_CHARACTERS, SUBTITLE_CHARACTERS = 46, 46  # a line; neither is cut on a phone
LEADERS = 12  # of many places, as bars
NAMED_BESIDE = 3  # places without a colour that a subtitle names; more are counted
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Say among which places many were put in order."""

    places: tuple[str, ...] = ()  # codes; empty: every country
    absent: str = "no data"  # what a place of the scope is that has no value
    ends: str = "first"  # "last" where the order begins at the bottom


def draw_chart(
    *,
    title: str,
    rows: Sequence[Sequence[Any]],
    kind: ChartKind,
    subtitle: str = "",
    columns: Sequence[str] = ("place", "year", "value", "status"),
    unit: str = "",
    source_line: str = "",
    said: Sequence[str] = (),
    scope: Scope | None = None,
    view: View = "value",
    dark: bool = False,
) -> dict[str, Any]:
    """Draw rows as a Vega-Lite v5 specification.

    ``columns`` names the cells of a row, in any order: ``place`` (or ``name``), ``year`` (or
    ``period``), ``value``, ``status``, ``code``; others are ignored, and so are rows without a
    value.  ``subtitle`` defaults to the unit and the source line; ``said`` is what stands in its
    place, a line each.  ``view`` sets series on a logarithmic scale, or their first common
    period to 100; many places it draws all, or on a map, whose colours suit the paper.  Raises
    CorpusError where no column is a place or a value, or where no row has a value.
    """
    points = read_points(rows, columns)
    if not points:
        raise CorpusError(f"no row of {len(rows)} has a value to draw in chart {title!r}")
    said = list(said) or ([subtitle] if subtitle else [p for p in (unit, source_line) if p])
    scope = scope or Scope()
    drawn, told = points, list(said)
    if view == "index":
        drawn, base = _indexed(points)
        told = [f"Index, {base} = 100", *said]
    elif view == "log":
        told = [*said, "Logarithmic scale"]
    elif view == "map":
        told = [*said, *_about_map(points, scope)]
    elif kind == "many" and view == "value":
        told = [f"The {scope.ends} {min(LEADERS, len(points))} of {len(points):,}", *said]
    about: dict[str, Any] = {"kind": kind, "title": title, "said": said, "unit": unit}
    if kind == "many":
        about["scope"] = asdict(scope)
    spec = _drawn(
        kind,
        drawn,
        unit="index" if view == "index" else unit,
        view=view,
        scope=scope,
        dark=dark,
    )
    return {
        "$schema": SCHEMA,
        "description": describe_points(
            points,
            title=title,
            subtitle=". ".join(told if view == "map" else said),
            order={"line": "time", "multiples": "time", "many": "given"}.get(kind, "value"),
        ),
        "title": {
            "text": _wrap([title], TITLE_CHARACTERS),
            "subtitle": _wrap(told, SUBTITLE_CHARACTERS),
            "anchor": "start",
            "frame": "bounds",
            "offset": 14,
        },
        **spec,
        "usermeta": {"onrecord": about},
        "config": {
            "background": None,
            "range": {"category": list(PALETTE)},
            "view": {"stroke": None},
            "axis": {"domain": False, "ticks": False, "gridColor": "#8886", "labelPadding": 6},
        },
    }


def views_of(spec: Mapping[str, Any]) -> tuple[View, ...]:
    """Name the views that a chart has, the one that it is drawn in first.

    Series of positive values may be seen in three ways, and so may many places.
    """
    about = (spec.get("usermeta") or {}).get("onrecord") or {}
    values = (spec.get("data") or {}).get("values") or []
    if about.get("kind") == "many":
        return ("value", "all", "map") if mappable(_points(spec)) else ("value", "all")
    if about.get("kind") not in ("line", "multiples"):
        return ("value",)
    if any(item["value"] <= 0 for item in values):
        return ("value",)
    return ("value", "log", "index") if _base_period(values) is not None else ("value", "log")


def redraw_chart(spec: Mapping[str, Any], view: View, *, dark: bool = False) -> dict[str, Any]:
    """Draw a chart again in another of its views, from its own data."""
    about = spec["usermeta"]["onrecord"]
    scope = about.get("scope")
    return draw_chart(
        title=about["title"],
        subtitle="",
        columns=("place", "period", "value", "status", "code"),
        rows=[
            (point.place, point.period, point.value, point.status, point.code)
            for point in _points(spec)
        ],
        kind=about["kind"],
        unit=about["unit"],
        said=about["said"],
        # kept answers hold their charts as JSON, which has lists in place of tuples
        scope=Scope(**scope | {"places": tuple(scope["places"])}) if scope else None,
        view=view,
        dark=dark,
    )


def _points(spec: Mapping[str, Any]) -> list[Point]:
    return [
        Point(
            place=item["place"],
            period=item["period"],
            value=item["value"],
            status=item["status"],
            code=item.get("code", ""),
        )
        for item in spec["data"]["values"]
    ]


def _drawn(
    kind: ChartKind,
    points: Sequence[Point],
    *,
    unit: str,
    view: View,
    scope: Scope,
    dark: bool,
) -> dict[str, Any]:
    fit = {"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}
    if kind == "line":
        return fit | draw_lines(points, unit=unit, log=view == "log")
    if kind == "multiples":
        return fit | draw_multiples(points, unit=unit, log=view == "log")
    if kind == "many" and view == "map":
        return fit | draw_tiles(
            points, unit=unit, scope=scope.places, absent=scope.absent, dark=dark
        )
    if kind == "many" and view == "all":
        return fit | draw_ranked(points, unit=unit)
    if kind == "many":
        return fit | draw_bars(points, unit=unit, first=LEADERS)
    if kind == "bar":
        return fit | draw_bars(sorted(points, key=lambda point: -point.value), unit=unit)
    return fit | draw_dots(points, unit=unit)


def _about_map(points: Sequence[Point], scope: Scope) -> list[str]:
    """Say what an outline stands for, and which places with a value have no tile."""
    told = []
    book = read_places()
    if empty := [book.place(code).name for code in without_value(points, scope.places)]:
        told.append(f"Dashed: {scope.absent} ({_listed(empty)})")
    if missing := [point.place for point in off_the_map(points)]:
        told.append(f"Not on the map: {_listed(missing)}")
    return told


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= NAMED_BESIDE else f"{len(names):,} places"


def _base_period(values: Sequence[Mapping[str, Any]]) -> Any:
    """Give the first period in which every place has a value; None where there is none."""
    places = {item["place"] for item in values}
    held: dict[Any, set[str]] = {}
    for item in values:
        held.setdefault(item["period"], set()).add(item["place"])
    return next((period for period, having in held.items() if having == places), None)


def _indexed(points: Sequence[Point]) -> tuple[list[Point], Any]:
    """Set each place's value in the first common period to 100."""
    ordered = sorted(points, key=lambda point: point.rank)
    base = _base_period([point.as_datum() for point in ordered])
    at_base = {point.place: point.value for point in points if point.period == base}
    return [
        replace(point, value=100 * point.value / at_base[point.place]) for point in points
    ], base


def _wrap(parts: Sequence[str], characters: int) -> str | list[str]:
    """Break into lines, each part on its own; one line stays a string."""
    lines = [line for part in parts for line in textwrap.wrap(part, characters)]
    return lines[0] if len(lines) == 1 else lines
