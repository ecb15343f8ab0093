"""Chart lines: series over time in one panel.

A line breaks where a year is missing; a step to or from a value that is not final is dashed,
and the value itself hollow.  Each line carries its name and last value at its end.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from bot.compose.chart_points import Point, axis_format, label_positions, nice_number, write_number

__all__ = [
    "LABEL_GAP",
    "LINE_HEIGHT",
    "cut_segments",
    "draw_lines",
    "find_alone",
    "tooltip",
    "value_bounds",
]

LINE_HEIGHT = 320  # pixels
LABEL_GAP = 15  # pixels between the middles of two labels at line ends
_FONT = 13


def draw_lines(points: Sequence[Point], *, unit: str, log: bool = False) -> dict[str, Any]:
    """Draw each place's series as a line with its name at the end."""
    places = list(dict.fromkeys(point.place for point in points))
    ordered = sorted(points, key=lambda point: (places.index(point.place), point.rank))
    bottom, top = value_bounds(points, log=log)
    ends = [[p for p in ordered if p.place == place][-1] for place in places]
    forth, back = _scale(log)
    low, high = forth(bottom), forth(top)
    at = label_positions(
        [forth(end.value) for end in ends],
        gap=LABEL_GAP * ((high - low) or 1.0) / LINE_HEIGHT,
        low=low,
        high=high,
    )
    x = _time_axis(points)
    y = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [bottom, top]} | ({"type": "log"} if log else {}),
        "axis": {"format": axis_format(top), "tickCount": 5, "labelFlush": False},
    }
    colour = {"field": "place", "type": "nominal", "sort": places, "legend": None}
    alone = [_datum(point) for point in find_alone(ordered)]
    hollow = [_datum(point) for point in ordered if not point.final]
    labels = [
        _datum(end) | {"label_at": back(position), "label": _end_label(end, len(places))}
        for end, position in zip(ends, at, strict=True)
    ]
    text = {"type": "text", "align": "left", "dx": 8, "fontSize": _FONT, "fontWeight": 600}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": cut_segments(ordered)},
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
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip(unit)},
        },
        {
            "data": {"values": labels},
            "mark": text | {"clip": False},
            "encoding": {
                "x": x,
                "y": y | {"field": "label_at"},
                "color": colour,
                "text": {"field": "label"},
            },
        },
    ]
    for data, filled in ((hollow, False), (alone, True)):
        if data:
            mark = {"type": "point", "size": 55, "filled": filled, "strokeWidth": 2, "opacity": 1}
            layers.insert(
                1,
                {
                    "data": {"values": data},
                    "mark": mark,
                    "encoding": {"x": x, "y": y, "color": colour},
                },
            )
    return {
        "data": {"values": [_datum(point) for point in ordered]},
        "height": LINE_HEIGHT,
        "layer": layers,
    }


def tooltip(unit: str) -> list[dict[str, Any]]:
    """Say of a mark what it is."""
    return [
        {"field": "place", "title": "Place"},
        {"field": "period", "title": "Period"},
        {"field": "value", "title": unit or "Value", "format": ",.10~g"},
        {"field": "status", "title": "Status"},
    ]


def value_bounds(points: Sequence[Point], *, log: bool) -> tuple[float, float]:
    """Give where an axis of the values begins and ends; on a log scale, at a power of ten."""
    highest, lowest = max(p.value for p in points), min(p.value for p in points)
    if log:
        return 10.0 ** math.floor(math.log10(lowest)), max(nice_number(highest), lowest * 2)
    return -nice_number(-lowest) if lowest < 0 else 0.0, max(nice_number(highest), 0.0)


def _scale(log: bool) -> tuple[Callable[[float], float], Callable[[float], float]]:
    if log:
        return math.log10, lambda value: 10.0**value
    return (lambda value: value), (lambda value: value)


def _end_label(end: Point, n_places: int) -> str:
    return f"{end.place} {write_number(end.value)}" if n_places > 1 else end.place


def _time_axis(points: Sequence[Point]) -> dict[str, Any]:
    years = [point.period for point in points if isinstance(point.period, int)]
    yearly = len(years) == len(points)
    x: dict[str, Any] = {
        "field": "period",
        "type": "quantitative" if yearly else "ordinal",
        "title": None,
        "axis": {"grid": False, "labelAngle": 0, "labelOverlap": True},
    }
    if yearly:  # quantitative keeps the true distance over a missing year; "d" drops the comma
        x["axis"] |= {"format": "d", "tickMinStep": 1, "tickCount": 8}
        x["scale"] = {"domain": [min(years), max(years)], "nice": False}
    else:
        x["sort"] = list(dict.fromkeys(point.period for point in points))
    return x


def _breaks(ordered: Sequence[Point]) -> set[int]:
    """Give the positions at which a line begins anew: another place, or years left out."""
    steps = Counter(
        two.period - one.period
        for one, two in pairwise(ordered)
        if one.place == two.place
        and isinstance(one.period, int)
        and isinstance(two.period, int)
        and two.period > one.period
    )
    usual = min(steps, default=0)  # the finest step there is: a series of every second year has 2
    found = set()
    for index, (one, two) in enumerate(pairwise(ordered), start=1):
        apart = (
            isinstance(one.period, int)
            and isinstance(two.period, int)
            and two.period - one.period > usual
        )
        if one.place != two.place or apart:
            found.add(index)
    return found


def find_alone(ordered: Sequence[Point]) -> list[Point]:
    """Give the final values that no line reaches: a gap on either side."""
    breaks = _breaks(ordered) | {0, len(ordered)}
    return [
        point
        for index, point in enumerate(ordered)
        if point.final and index in breaks and index + 1 in breaks
    ]


def cut_segments(ordered: Sequence[Point]) -> list[dict[str, Any]]:
    """Cut each place's line into steps: solid between final points, else dashed; none at gaps."""
    breaks = _breaks(ordered)
    data: list[dict[str, Any]] = []
    for run, (one, two) in enumerate(pairwise(ordered)):
        if run + 1 not in breaks:
            final = one.final and two.final
            data.extend(_datum(point) | {"run": run, "final": final} for point in (one, two))
    return data


def _datum(point: Point) -> dict[str, Any]:
    return point.as_datum()
