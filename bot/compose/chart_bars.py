"""Chart bars: places in their order, as bars, as dots, or as very many dots.

Each mark carries its value, so that there is no axis to read it from; what is not final is
drawn hollow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.compose.chart_lines import tooltip
from bot.compose.chart_points import (
    Point,
    axis_format,
    label_positions,
    label_value,
    nice_number,
)

__all__ = ["BAR_STEP", "draw_bars", "draw_dots", "draw_ranked"]

BAR_STEP = 30  # pixels a row
RANKED_STEP, RANKED_LABELS = 4, 8  # pixels a place; places that are named
LABEL_GAP = 16  # pixels


def draw_bars(points: Sequence[Point], *, unit: str, first: int = 0) -> dict[str, Any]:
    """Draw a bar a place, in the order of the points, with its value at its end.

    ``first`` draws only so many of them; the data hold them all.
    """
    data = [point.as_datum() | {"label": label_value(point)} for point in points]
    shown = points[:first] if first else points
    y = _place_axis(point.place for point in shown)
    x = _value_axis(shown)
    label = {"type": "text", "align": "left", "dx": 6, "fontSize": 13}
    cut = [
        {"window": [{"op": "row_number", "as": "nth"}]},
        {"filter": f"datum.nth <= {first}"},
    ]
    return {
        "data": {"values": data},
        **({"transform": cut} if first and len(points) > first else {}),
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


def draw_dots(points: Sequence[Point], *, unit: str) -> dict[str, Any]:
    """Draw a dot a place on a stem from zero, the highest first."""
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


def draw_ranked(points: Sequence[Point], *, unit: str) -> dict[str, Any]:
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
