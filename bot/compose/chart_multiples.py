"""Chart multiples: many series over time, each in a small panel of its own, on one scale.

The panels are laid out within one drawing by expressions, so that there are three in a row
where there is room and two on a phone.  What is not final is dashed, its value hollow; a line
breaks where a year is missing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from bot.compose.chart_lines import cut_segments, find_alone, tooltip, value_bounds
from bot.compose.chart_points import Point, axis_format, write_number

__all__ = ["draw_multiples"]

PLOT, HEAD, FOOT = 92, 26, 24  # pixels: of a panel's plot, its name above and its years below
LEFT, GAP = 42, 18  # pixels: for the values beside the first panel, and between panels
NARROW = 430  # pixels of width below which two panels stand in a row
WIDTH = 640  # pixels, where nothing else sets the width
SMALL, NAME = 11, 13  # pixels of a letter
SAID = "datum.place + ', ' + datum.period + ': ' + format(datum.value, ',.10~g')"
NEAR_END = 0.35  # of the time: what an end's label must stay above


def draw_multiples(points: Sequence[Point], *, unit: str, log: bool = False) -> dict[str, Any]:
    """Draw each place's series in a small panel, all on one scale."""
    places = list(dict.fromkeys(point.place for point in points))
    ordered = sorted(points, key=lambda point: (places.index(point.place), point.rank))
    bottom, top = value_bounds(points, log=log)
    across, up = _across(points), _up(bottom, top, log=log)

    def at(datum: dict[str, Any]) -> dict[str, Any]:
        place, period, value = datum["place"], datum["period"], datum["value"]
        return datum | {
            "panel": places.index(place),
            "across": across[period],
            "up": up(value),
        }

    data = [at(point.as_datum()) for point in ordered]
    hollow = [item for item in data if not item["final"]]
    alone = [at(point.as_datum()) for point in find_alone(ordered)]
    ends = _ends(data)
    panels = [{"panel": index, "place": place} for index, place in enumerate(places)]
    periods = sorted(across, key=lambda period: across[period])
    lines = [
        {"panel": panel["panel"], "tick": tick, "up": up(tick)}
        for panel in panels
        for tick in _ticks(bottom, top, log=log)
    ]
    years = [
        {"panel": panel["panel"], "across": edge, "up": 0.0, "text": str(period)}
        for panel in panels
        for edge, period in ((0.0, periods[0]), (1.0, periods[-1]))
    ]
    columns = min(3, len(places))
    rows = math.ceil(len(places) / columns)
    point = {"type": "point", "size": 32, "opacity": 1}
    layers: list[dict[str, Any]] = [
        _layer(
            {"type": "rule", "strokeWidth": 1, "stroke": "#8886"},
            lines,
            sx="left(datum)",
            encoding={"x2": {"field": "sx2"}},
            more={"sx2": "left(datum) + panel"},
        ),
        _layer(
            _text(align="right", dx=-6) | {"baseline": "middle"},
            lines,
            sx="left(datum)",
            only="datum.panel % columns == 0",
            encoding={
                "text": {"field": "tick", "format": axis_format(top), "type": "quantitative"}
            },
        ),
        _layer(
            _text(align={"expr": "datum.across ? 'right' : 'left'"}, dx=0)
            | {"baseline": "top", "dy": 6},
            years,
            encoding={"text": {"field": "text"}},
        ),
        _layer(
            _text(align="left", dx=0)
            | {"fontSize": NAME, "fontWeight": 600, "limit": {"expr": "panel"}, "dy": -12},
            [panel | {"across": 0.0, "up": 1.0} for panel in panels],
            encoding={"text": {"field": "place"}},
        ),
        _layer(
            {"type": "line", "strokeWidth": 2},
            [at(item) for item in cut_segments(ordered)],
            encoding={
                "detail": {"field": "run"},
                "strokeDash": {
                    "field": "final",
                    "type": "nominal",
                    "legend": None,
                    "scale": {"domain": [True, False], "range": [[1, 0], [3, 3]]},
                },
            },
        ),
        _layer(
            {"type": "point", "size": 60, "opacity": 0, "filled": True, "aria": True}
            | {"description": {"expr": SAID}},
            None,
            encoding={"tooltip": tooltip(unit)},
        ),
        _layer(
            _text(align="right", dx=2) | {"dy": -7},
            [item | {"up": item["label_up"]} for item in ends],
            encoding={"text": {"field": "label"}},
        ),
    ]
    solid = [item for item in [*alone, *ends] if item["final"]]
    for shown, filled in ((solid, True), (hollow, False)):
        if shown:
            layers.append(_layer(point | {"filled": filled}, shown))
    return {
        "params": [
            {"name": "columns", "expr": f"width < {NARROW} ? {min(2, columns)} : {columns}"},
            {"name": "panel", "expr": f"(width - {LEFT} - {GAP} * (columns - 1)) / columns"},
            # Vega takes a signal of this name for the height itself
            {"name": "height", "expr": f"ceil({len(places)} / columns) * {HEAD + PLOT + FOOT}"},
        ],
        "data": {"values": data},
        "height": rows * (HEAD + PLOT + FOOT),
        "layer": layers,
    }


def _layer(
    mark: dict[str, Any],
    data: list[dict[str, Any]] | None,
    *,
    sx: str = "left(datum) + datum.across * panel",
    only: str = "",
    encoding: dict[str, Any] | None = None,
    more: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Put marks where their panel stands; ``left(datum)`` is its left edge."""
    edge = f"({LEFT} + (datum.panel % columns) * (panel + {GAP}))"
    top = f"floor(datum.panel / columns) * {HEAD + PLOT + FOOT} + {HEAD}"
    transform: list[dict[str, str]] = [{"filter": only}] if only else []
    for name, words in {"sx": sx, "sy": f"{top} + (1 - datum.up) * {PLOT}", **(more or {})}.items():
        transform.append({"calculate": words.replace("left(datum)", edge), "as": name})
    place = {
        "x": _scaled("sx", [0, {"expr": "width"}]),
        "y": _scaled("sy", [{"expr": "height"}, 0]),
    }
    return {
        **({"data": {"values": data}} if data is not None else {}),
        "transform": transform,
        "mark": {"aria": False} | mark,  # only the values themselves are read out
        "encoding": place | (encoding or {}),
    }


def _scaled(field: str, domain: list[Any]) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": domain, "zero": False, "nice": False},
    }


def _text(*, align: Any, dx: int) -> dict[str, Any]:
    return {"type": "text", "align": align, "dx": dx, "fontSize": SMALL, "clip": False}


def _across(points: Sequence[Point]) -> dict[Any, float]:
    """Give each period's way across a panel, from 0 to 1; years keep their true distance."""
    periods = list(dict.fromkeys(point.period for point in sorted(points, key=lambda p: p.rank)))
    years = [period for period in periods if isinstance(period, int)]
    if len(years) == len(periods):
        span = max(years) - min(years) or 1
        return {year: (year - min(years)) / span for year in years}
    return {period: index / max(len(periods) - 1, 1) for index, period in enumerate(periods)}


def _up(bottom: float, top: float, *, log: bool) -> Any:
    """Give the function from a value to its way up a panel, from 0 to 1."""
    if log:
        low, high = math.log10(bottom), math.log10(top)
        return lambda value: (math.log10(value) - low) / ((high - low) or 1.0)
    return lambda value: (value - bottom) / ((top - bottom) or 1.0)


def _ticks(bottom: float, top: float, *, log: bool) -> list[float]:
    """Give the values at which a line is drawn: three, or the powers of ten."""
    if not log:
        return [bottom, (bottom + top) / 2, top]
    first, last = round(math.log10(bottom)), math.floor(math.log10(top) + 1e-9)
    step = max(1, math.ceil((last - first) / 3))
    return [10.0**power for power in range(first, last + 1, step)]


def _ends(data: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each panel's last value with its label, above what the line does before it."""
    ends = []
    for panel in dict.fromkeys(item["panel"] for item in data):
        own = [item for item in data if item["panel"] == panel]
        last = own[-1]
        near = [item["up"] for item in own if item["across"] >= last["across"] - NEAR_END]
        ends.append(last | {"label": write_number(last["value"]), "label_up": max(near)})
    return ends
