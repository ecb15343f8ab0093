"""Charts: a Vega-Lite specification from the rows of an answer, and from nothing else.

Lines for series, horizontal bars for rankings, dots for comparisons.  One unit a chart.  Every
mark carries its own label, so no legend has to be matched by colour; what is not final is drawn
hollow or dashed.  ``config`` holds defaults for a chart that stands alone; a page with a theme
of its own leaves it out.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from bot.compose.chart_points import (
    Point,
    describe_points,
    label_positions,
    label_value,
    read_points,
)
from corpus.errors import CorpusError

__all__ = ["BAR_STEP", "LABEL_GAP", "LINE_HEIGHT", "PALETTE", "SCHEMA", "ChartKind", "draw_chart"]

ChartKind = Literal["line", "bar", "dot"]

# Tells apart for the three common kinds of colour blindness, and stands 3:1 from white and
# from near-black, so that an exported chart serves both: after Okabe and Ito (2008), darkened.
PALETTE = ("#0f7c94", "#d1600f", "#8a63b8", "#2f8f55", "#b5487e", "#8f7a1d", "#4d77c9", "#7d7d7d")

LINE_HEIGHT = 320  # pixels
LABEL_GAP = 15  # pixels between the middles of two labels at line ends
TITLE_CHARACTERS, SUBTITLE_CHARACTERS = 46, 58  # a line; a title is not cut on a phone
BAR_STEP = 30  # pixels a row
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
) -> dict[str, Any]:
    """Draw rows as a Vega-Lite v5 specification.

    ``columns`` names the cells of a row, in any order: ``place`` (or ``name``), ``year`` (or
    ``period``), ``value``, ``status``; others are ignored, and so are rows without a value.
    ``subtitle`` defaults to the unit and the source line.  Raises CorpusError where no column
    is a place or a value, or where no row has a value.
    """
    points = read_points(rows, columns)
    if not points:
        raise CorpusError(f"no row of {len(rows)} has a value to draw in chart {title!r}")
    said = [subtitle] if subtitle else [part for part in (unit, source_line) if part]
    draw = {"line": _lines, "bar": _bars, "dot": _dots}[kind]
    return {
        "$schema": SCHEMA,
        "description": describe_points(
            points, title=title, subtitle=". ".join(said), series=kind == "line"
        ),
        "title": {
            "text": _wrap([title], TITLE_CHARACTERS),
            "subtitle": _wrap(said, SUBTITLE_CHARACTERS),
            "anchor": "start",
            "frame": "bounds",
            "offset": 14,
        },
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        **draw(points, unit),
        "config": {
            "background": None,
            "range": {"category": list(PALETTE)},
            "view": {"stroke": None},
            "axis": {"domain": False, "ticks": False, "gridColor": "#8886", "labelPadding": 6},
        },
    }


def _wrap(parts: Sequence[str], characters: int) -> str | list[str]:
    """Break into lines, each part on its own; one line stays a string."""
    lines = [line for part in parts for line in textwrap.wrap(part, characters)]
    return lines[0] if len(lines) == 1 else lines


def _lines(points: Sequence[Point], unit: str) -> dict[str, Any]:
    places = list(dict.fromkeys(point.place for point in points))
    yearly = all(isinstance(point.period, int) for point in points)
    ordered = sorted(points, key=lambda point: (places.index(point.place), point.rank))
    highest, lowest = max(p.value for p in points), min(p.value for p in points)
    top, bottom = max(_nice(highest), 0.0), -_nice(-lowest) if lowest < 0 else 0.0
    ends = [[p for p in ordered if p.place == place][-1] for place in places]
    at = label_positions(
        [end.value for end in ends],
        gap=LABEL_GAP * ((top - bottom) or 1.0) / LINE_HEIGHT,
        low=bottom,
        high=top,
    )
    x: dict[str, Any] = {
        "field": "period",
        "type": "quantitative" if yearly else "ordinal",
        "title": None,
        "axis": {"grid": False, "labelAngle": 0, "labelOverlap": True},
    }
    if yearly:  # quantitative keeps the true distance over a missing year; "d" drops the comma
        years = [int(p.period) for p in points if isinstance(p.period, int)]
        x["axis"] |= {"format": "d", "tickMinStep": 1, "tickCount": 8}
        x["scale"] = {"domain": [min(years), max(years)], "nice": False}
    else:
        x["sort"] = list(dict.fromkeys(point.period for point in points))
    y = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [bottom, top]},
        "axis": {"format": _axis_format(top), "tickCount": 5},
    }
    colour = {"field": "place", "type": "nominal", "sort": places, "legend": None}
    data = [_datum(point) for point in ordered]
    hollow = [_datum(point) for point in ordered if not point.final]
    labels = [_datum(end) | {"label_at": position} for end, position in zip(ends, at, strict=True)]
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": _segments(ordered)},
            "mark": {"type": "line", "strokeWidth": 2.5, "interpolate": "linear"},
            "encoding": {
                "x": x,
                "y": y,
                "color": colour,
                "detail": {"field": "run"},
                "strokeDash": {
                    "field": "final",
                    "type": "nominal",
                    "legend": None,
                    "scale": {"domain": [True, False], "range": [[1, 0], [4, 4]]},
                },
            },
        },
        {
            "mark": {"type": "point", "size": 60, "opacity": 0, "filled": True},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": _tooltip(unit)},
        },
        {
            "data": {"values": labels},
            "mark": {
                "type": "text",
                "align": "left",
                "dx": 8,
                "fontSize": 13,
                "fontWeight": 600,
                "clip": False,
            },
            "encoding": {
                "x": x,
                "y": y | {"field": "label_at"},
                "color": colour,
                "text": {"field": "place"},
            },
        },
    ]
    if hollow:
        layers.insert(
            1,
            {
                "data": {"values": hollow},
                "mark": {"type": "point", "size": 55, "filled": False, "strokeWidth": 2},
                "encoding": {"x": x, "y": y, "color": colour},
            },
        )
    return {
        "data": {"values": data},
        "height": LINE_HEIGHT,
        "layer": layers,
    }


def _segments(ordered: Sequence[Point]) -> list[dict[str, Any]]:
    """Cut each place's line into runs of one kind: solid between final points, else dashed."""
    data: list[dict[str, Any]] = []
    for run, (one, two) in enumerate(pairwise(ordered)):
        if one.place == two.place:
            final = one.final and two.final
            data.extend(_datum(point) | {"run": run, "final": final} for point in (one, two))
    return data


def _bars(points: Sequence[Point], unit: str) -> dict[str, Any]:
    points = sorted(points, key=lambda point: -point.value)
    data = [_datum(point) | {"label": label_value(point)} for point in points]
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
                    "tooltip": _tooltip(unit),
                },
            },
            {"mark": label, "encoding": {"y": y, "x": x, "text": {"field": "label"}}},
        ],
    }


def _dots(points: Sequence[Point], unit: str) -> dict[str, Any]:
    points = sorted(points, key=lambda point: -point.value)
    data = [_datum(point) | {"label": label_value(point)} for point in points]
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
                    "tooltip": _tooltip(unit),
                },
            },
            {"mark": label, "encoding": {"y": y, "x": x, "text": {"field": "label"}}},
        ],
    }


def _place_axis(places: Any) -> dict[str, Any]:
    return {
        "field": "place",
        "type": "nominal",
        "sort": list(dict.fromkeys(places)),
        "title": None,
        "axis": {"labelFontSize": 13, "labelLimit": 190, "domain": False, "ticks": False},
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


def _datum(point: Point) -> dict[str, Any]:
    return {
        "place": point.place,
        "period": point.period,
        "value": point.value,
        "status": point.status or "final",
        "final": point.final,
    }


def _tooltip(unit: str) -> list[dict[str, Any]]:
    return [
        {"field": "place", "title": "Place"},
        {"field": "period", "title": "Period"},
        {"field": "value", "title": unit or "Value", "format": ",.10~g"},
        {"field": "status", "title": "Status"},
    ]


def _nice(value: float) -> float:
    """Round up to a number an axis can end on: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times 10^n."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        round(step * power, 12)
        for step in (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
        if step * power >= value * (1 - 1e-12)
    )


def _axis_format(top: float) -> str:
    return ",.0f" if top >= 10 else ",.2~f" if top >= 0.1 else ".2~g"
