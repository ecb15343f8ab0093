"""Charts: a Vega-Lite specification from the rows of an answer, and from nothing else.

Lines for series, small panels for many of them, horizontal bars for rankings, dots for
comparisons, ranked dots for many places.  One unit a chart.  Every mark carries its own label,
so no legend has to be matched by colour; what is not final is drawn hollow or dashed.
``config`` holds defaults for a chart that stands alone; a page with a theme of its own leaves
it out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.compose.chart_lines import View, draw_lines, draw_multiples, tooltip
from bot.compose.chart_points import (
    Point,
    axis_format,
    describe_points,
    label_positions,
    label_value,
    nice_number,
    read_points,
)
from corpus.errors import CorpusError

__all__ = ["BAR_STEP", "PALETTE", "SCHEMA", "ChartKind", "draw_chart", "redraw_chart", "views_of"]

ChartKind = Literal["line", "multiples", "bar", "dot", "ranked"]

# Tells apart for the three common kinds of colour blindness, and stands 3:1 from white and
# from near-black, so that an exported chart serves both: after Okabe and Ito (2008), darkened.
PALETTE = ("#0f7c94", "#d1600f", "#8a63b8", "#2f8f55", "#b5487e", "#8f7a1d", "#4d77c9", "#7d7d7d")

TITLE_CHARACTERS, SUBTITLE_CHARACTERS = 46, 58  # a line; a title is not cut on a phone
BAR_STEP = 30  # pixels a row
RANKED_STEP, RANKED_LABELS = 4, 8  # pixels a place; places that are named
LABEL_GAP = 16  # pixels
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


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
    view: View = "value",
) -> dict[str, Any]:
    """Draw rows as a Vega-Lite v5 specification.

    ``columns`` names the cells of a row, in any order: ``place`` (or ``name``), ``year`` (or
    ``period``), ``value``, ``status``; others are ignored, and so are rows without a value.
    ``subtitle`` defaults to the unit and the source line; ``said`` is what stands in its place,
    a line each.  ``view`` sets series on a logarithmic scale, or their first common period to
    100.  Raises CorpusError where no column
    is a place or a value, or where no row has a value.
    """
    points = read_points(rows, columns)
    if not points:
        raise CorpusError(f"no row of {len(rows)} has a value to draw in chart {title!r}")
    said = list(said) or ([subtitle] if subtitle else [p for p in (unit, source_line) if p])
    drawn, told = points, list(said)
    if view == "index":
        drawn, base = _indexed(points)
        told = [f"Index, {base} = 100", *said]
    elif view == "log":
        told = [*said, "Logarithmic scale"]
    return {
        "$schema": SCHEMA,
        "description": describe_points(
            points, title=title, subtitle=". ".join(said), series=kind in ("line", "multiples")
        ),
        "title": {
            "text": _wrap([title], TITLE_CHARACTERS),
            "subtitle": _wrap(told, SUBTITLE_CHARACTERS),
            "anchor": "start",
            "frame": "bounds",
            "offset": 14,
        },
        **_drawn(kind, drawn, unit="index" if view == "index" else unit, log=view == "log"),
        "usermeta": {
            "onrecord": {"kind": kind, "title": title, "said": said, "unit": unit},
        },
        "config": {
            "background": None,
            "range": {"category": list(PALETTE)},
            "view": {"stroke": None},
            "axis": {"domain": False, "ticks": False, "gridColor": "#8886", "labelPadding": 6},
        },
    }


def views_of(spec: Mapping[str, Any]) -> tuple[View, ...]:
    """Name the views that a chart has: series of positive values may be seen in three ways."""
    about = (spec.get("usermeta") or {}).get("onrecord") or {}
    values = (spec.get("data") or {}).get("values") or []
    if about.get("kind") not in ("line", "multiples"):
        return ("value",)
    if any(item["value"] <= 0 for item in values):
        return ("value",)
    return ("value", "log", "index") if _base_period(values) is not None else ("value", "log")


def redraw_chart(spec: Mapping[str, Any], view: View) -> dict[str, Any]:
    """Draw a chart again in another of its views, from its own data."""
    about = spec["usermeta"]["onrecord"]
    return draw_chart(
        title=about["title"],
        subtitle="",
        rows=[
            (item["place"], item["period"], item["value"], item["status"])
            for item in spec["data"]["values"]
        ],
        kind=about["kind"],
        unit=about["unit"],
        said=about["said"],
        view=view,
    )


def _drawn(kind: ChartKind, points: Sequence[Point], *, unit: str, log: bool) -> dict[str, Any]:
    if kind == "multiples":  # panels have a width of their own
        return draw_multiples(points, unit=unit, log=log)
    fit = {"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}
    if kind == "line":
        return fit | draw_lines(points, unit=unit, log=log)
    return fit | {"bar": _bars, "dot": _dots, "ranked": _ranked}[kind](points, unit)


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


def _bars(points: Sequence[Point], unit: str) -> dict[str, Any]:
    points = sorted(points, key=lambda point: -point.value)
    data = [point.as_datum() | {"label": label_value(point)} for point in points]
    y = _place_axis(point.place for point in points)
    x = _value_axis(points)
    label = {"type": "text", "align": "left", "dx": 6, "fontSize": 13}
    return {
        "data": {"values": data},
        "height": {"step": BAR_STEP},
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.68}, "cornerRadiusEnd": 2},
                "encoding": {
                    "y": y,
                    "x": x,
                    "fillOpacity": _hollow(0.15),
                    "tooltip": tooltip(unit),
                },
            },
            {"mark": label, "encoding": {"y": y, "x": x, "text": {"field": "label"}}},
        ],
    }


def _dots(points: Sequence[Point], unit: str) -> dict[str, Any]:
    points = sorted(points, key=lambda point: -point.value)
    data = [point.as_datum() | {"label": label_value(point)} for point in points]
    y = _place_axis(point.place for point in points)
    x = _value_axis(points)
    stem = {"type": "rule", "strokeWidth": 1, "opacity": 0.35}
    label = {"type": "text", "align": "left", "dx": 12, "fontSize": 13}
    return {
        "data": {"values": data},
        "height": {"step": BAR_STEP},
        "layer": [
            {"mark": stem, "encoding": {"y": y, "x": x, "x2": {"datum": 0}}},
            {
                "mark": {"type": "point", "size": 130, "filled": True, "opacity": 1},
                "encoding": {
                    "y": y,
                    "x": x,
                    "fillOpacity": _hollow(0.0),
                    "tooltip": tooltip(unit),
                },
            },
            {"mark": label, "encoding": {"y": y, "x": x, "text": {"field": "label"}}},
        ],
    }


def _ranked(points: Sequence[Point], unit: str) -> dict[str, Any]:
    """Draw many places as dots in their order; the first ones and the last carry their names."""
    points = sorted(points, key=lambda point: -point.value)
    height = max(RANKED_STEP * len(points), 200)
    named = [*range(min(RANKED_LABELS, len(points) - 1)), len(points) - 1]
    at = label_positions(
        [float(-index) for index in named],
        gap=LABEL_GAP * len(points) / height,
        low=-float(len(points)),
        high=1.0,
    )
    data = [point.as_datum() | {"rank": -index} for index, point in enumerate(points)]
    labels = [
        data[index]
        | {
            "label_at": position,
            "label": f"{index + 1} {points[index].place} {label_value(points[index])}",
        }
        for index, position in zip(named, at, strict=True)
    ]
    top = max(nice_number(max(point.value for point in points)), 0.0)
    low = min(point.value for point in points)
    x = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "axis": {"orient": "top", "tickCount": 4, "format": axis_format(top)},
        # room on the right for the names of the leaders
        "scale": {"domain": [min(low, 0.0), top * 1.35 or 1.0], "nice": False},
    }
    y = {
        "field": "rank",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-float(len(points)), 1.0], "zero": False, "nice": False},
    }
    text = {"type": "text", "align": "left", "dx": 8, "fontSize": 12}
    return {
        "data": {"values": data},
        "height": height,
        "layer": [
            {
                "mark": {"type": "point", "size": 28, "filled": True, "opacity": 0.9},
                "encoding": {
                    "x": x,
                    "y": y,
                    "fillOpacity": _hollow(0.0),
                    "tooltip": tooltip(unit),
                },
            },
            {
                "data": {"values": labels},
                "mark": text,
                "encoding": {"x": x, "y": y | {"field": "label_at"}, "text": {"field": "label"}},
            },
        ],
    }


def _place_axis(places: Any) -> dict[str, Any]:
    return {
        "field": "place",
        "type": "nominal",
        "sort": list(dict.fromkeys(places)),
        "title": None,
        "axis": {
            "labelFontSize": 13,
            "labelLimit": 190,
            "labelFlush": False,
            "domain": False,
            "ticks": False,
        },
    }


def _value_axis(points: Sequence[Point]) -> dict[str, Any]:
    # the value stands beside its bar: an axis would say it twice.  Bars start at zero, always;
    # a quarter more than the longest leaves room for that label.
    top, bottom = max(p.value for p in points), min(p.value for p in points)
    domain = [min(bottom * 1.25, 0.0), max(top * 1.25, 0.0)]
    return {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "axis": None,
        "scale": {"domain": domain if domain != [0.0, 0.0] else [0.0, 1.0]},
    }


def _hollow(opacity: float) -> dict[str, Any]:
    return {"condition": {"test": "!datum.final", "value": opacity}, "value": 1}
