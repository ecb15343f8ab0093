"""Chart tiles: many places as equal squares, roughly where they lie, coloured by value.

One square a place: a small country is seen as well as a large one, and nothing is read from
area.  Colours go by classes of about as many places each, from one end of lightness to the
other, so that they stay in order for every kind of colour vision and in grey.  A country
without a value is a dashed outline.  Territories are drawn where they have a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Any

from bot.compose.chart_points import Point
from corpus.places import read_places
from corpus.tiles import Tile, read_tiles

__all__ = [
    "INKS",
    "MAP_PLACES",
    "RAMPS",
    "class_breaks",
    "draw_tiles",
    "mappable",
    "off_the_map",
    "without_value",
]

MAP_PLACES = 13  # fewer places are read faster from bars
RAMPS = {  # low to high; the end that stands out is away from the paper
    "light": ("#dff1e6", "#b0dccf", "#74bfc0", "#3f9db3", "#1a6d92", "#0b3c63"),
    "dark": ("#173650", "#1d5175", "#23708f", "#4fa9b5", "#8fd0c4", "#d9f2dc"),
}
INKS = ("#101112", "#ffffff")  # of a code on its tile
DARK_CLASSES = {"light": (4, 5), "dark": (0, 1, 2)}  # classes that carry the white ink
SHARES = (0.2, 0.4, 0.6, 0.8, 0.95)  # the leaders are few: the top class holds a twentieth
STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
WIDTH, LARGEST = 640, 34  # pixels: of the map where nothing else sets it, and of a tile
LEGIBLE = 15  # pixels of a tile below which a code cannot be read
FILLED = 0.92  # of a tile; the rest parts it from the next


def mappable(points: Sequence[Point]) -> bool:
    """Tell whether the points are many places with tiles, each with one value."""
    codes = [point.code for point in points]
    tiles = read_tiles().tiles
    found = sum(code in tiles for code in codes)
    return len(set(codes)) == len(codes) and found >= max(MAP_PLACES, 0.8 * len(codes))


def off_the_map(points: Sequence[Point]) -> list[Point]:
    """Give the points whose places have no tile."""
    tiles = read_tiles().tiles
    return [point for point in points if point.code not in tiles]


def without_value(points: Sequence[Point], scope: Collection[str]) -> list[str]:
    """Give the codes of the scope, or of all countries, that have a tile and no point."""
    tiles = read_tiles().tiles
    countries = (place.code for place in read_places().places() if place.kind == "country")
    held = {point.code for point in points}
    return [code for code in scope or countries if code in tiles and code not in held]


def draw_tiles(
    points: Sequence[Point],
    *,
    unit: str,
    scope: Collection[str] = (),
    absent: str = "no data",
    dark: bool = False,
) -> dict[str, Any]:
    """Draw each place of the scope as a square; an empty scope is every country.

    ``absent`` says what a place of the scope without a value is.  The height follows the width
    that the chart is given.
    """
    tiles = read_tiles().tiles
    theme = "dark" if dark else "light"
    held = {point.code: point for point in points if point.code in tiles}
    empty_codes = without_value(points, scope)
    drawn = [*held, *empty_codes]
    west, north, columns, rows = _frame([tiles[code] for code in drawn])
    breaks = class_breaks([point.value for point in held.values()])
    ramp = _spread(RAMPS[theme], len(breaks) + 1)
    data, empty = [], []
    for point in points:
        at = _place_tile(tiles[point.code], point.code) if point.code in tiles else {}
        if at:
            level = sum(point.value >= edge for edge in breaks)
            white = RAMPS[theme].index(ramp[level]) in DARK_CLASSES[theme]
            at |= {"level": level, "ink": INKS[white]}
        data.append(point.as_datum() | at)
    for code in empty_codes:
        name = read_places().place(code).name
        empty.append({"place": name, "status": absent} | _place_tile(tiles[code], code))
    x = _axis("at", [west, {"expr": f"{west} + width / tile"}])
    y = _axis("row", [{"expr": f"{north} + height / tile"}, north])
    size = {"expr": f"pow(tile * {FILLED}, 2)"}
    legend = {
        "orient": "bottom",
        "direction": "horizontal",
        "columns": 3,
        "title": unit or None,
        "symbolType": "square",
        "symbolSize": 150,
        "symbolStrokeColor": "#8887",
        "labelExpr": _class_names(breaks),
        "labelLimit": 0,
    }
    code_ink = {"field": "short", "type": "nominal"}
    layers: list[dict[str, Any]] = [
        {
            "mark": {
                "type": "point",
                "shape": "square",
                "filled": True,
                "size": size,
                "opacity": 1,
                "stroke": "#8887",
                "strokeWidth": 0.6,
                "description": {"expr": "datum.place + ': ' + format(datum.value, ',.10~g')"},
            },
            "encoding": {
                "x": x,
                "y": y,
                "fill": {
                    "field": "level",
                    "type": "ordinal",
                    "scale": {"domain": list(range(len(ramp))), "range": ramp},
                    "legend": legend,
                },
                "tooltip": [
                    {"field": "place", "title": "Place"},
                    {"field": "period", "title": "Period"},
                    {"field": "value", "title": unit or "Value", "format": ",.10~g"},
                    {"field": "status", "title": "Status"},
                ],
            },
        },
        {
            "mark": _code() | {"fontWeight": 600},
            "encoding": {
                "x": x,
                "y": y,
                "text": code_ink,
                "color": {"field": "ink", "type": "nominal", "scale": None},
            },
        },
    ]
    if empty:
        outline = {
            "type": "point",
            "shape": "square",
            "filled": False,
            "size": {"expr": f"pow(tile * {FILLED} - 2, 2)"},
            "stroke": "#8a8a8a",
            "strokeWidth": 1,
            "strokeDash": [2, 2],
            "fill": "transparent",
            "opacity": 1,
            "description": {"expr": "datum.place + ': ' + datum.status"},
        }
        told = [
            {"field": "place", "title": "Place"},
            {"field": "status", "title": "Value"},
        ]
        layers += [
            {
                "data": {"values": empty},
                "mark": outline,
                "encoding": {"x": x, "y": y, "tooltip": told},
            },
            {
                "data": {"values": empty},
                "mark": _code(),
                "encoding": {"x": x, "y": y, "text": code_ink},
            },
        ]
    tile = f"min(width / {columns}, {LARGEST})"
    return {
        # Vega takes a signal of this name for the height itself; Vega-Lite's own is a number
        "params": [{"name": "tile", "expr": tile}, {"name": "height", "expr": f"tile * {rows}"}],
        "data": {"values": data},
        "transform": [{"filter": "isValid(datum.at)"}],
        "height": round(min(WIDTH / columns, LARGEST) * rows),
        "layer": layers,
    }


def class_breaks(values: Sequence[float]) -> list[float]:
    """Give the values at which a new class of colour begins, rounded so that they can be read.

    >>> class_breaks([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000])
    [3.0, 5.0, 6.0, 8.0, 600.0]
    """
    ordered = sorted(values)
    if not ordered or ordered[0] == ordered[-1]:
        return [ordered[0]] if ordered else []
    coarse = _edges(ordered, _round)
    if len(coarse) >= len(SHARES) - 1:
        return coarse
    fine = _edges(ordered, lambda value: float(f"{value:.2g}"))  # values that lie close together
    return max(coarse, fine, key=len) or [ordered[-1]]


def _edges(ordered: Sequence[float], rounded: Callable[[float], float]) -> list[float]:
    """Give the rounded quantiles of ordered values, each once."""
    found: list[float] = []
    for share in SHARES:
        at = share * (len(ordered) - 1)
        low, high = ordered[math.floor(at)], ordered[math.ceil(at)]
        edge = rounded(low + (high - low) * (at - math.floor(at)))
        if ordered[0] < edge <= ordered[-1] and (not found or edge > found[-1]):
            found.append(edge)
    return found


def _round(value: float) -> float:
    """Give the nearest number that is easily read: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times 10^n."""
    if not value:
        return 0.0
    power = 10.0 ** math.floor(math.log10(abs(value)))
    nearest = min(STEPS, key=lambda step: abs(step * power - abs(value)))
    return math.copysign(round(nearest * power, 12), value)


def _class_names(breaks: Sequence[float]) -> str:
    """Give the classes' names as an expression: Vega writes numbers as its reader does."""
    edges = [f"format({edge!r}, ',.10~g')" for edge in breaks]
    if not edges:
        return "''"
    names = [f"'under ' + {edges[0]}"]
    names += [f"{low} + '–' + {high}" for low, high in pairwise(edges)]
    names.append(f"{edges[-1]} + ' and more'")
    return f"[{', '.join(names)}][datum.value]"


def _spread(ramp: Sequence[str], count: int) -> list[str]:
    """Take ``count`` colours out of a ramp, both ends among them."""
    if count == 1:
        return [ramp[-2]]
    return [ramp[round(index * (len(ramp) - 1) / (count - 1))] for index in range(count)]


def _frame(tiles: Sequence[Tile]) -> tuple[int, int, int, int]:
    """Give the western column, the northern row, and how many columns and rows there are."""
    columns, rows = [tile.column for tile in tiles], [tile.row for tile in tiles]
    west, north = min(columns), min(rows)
    return west, north, max(columns) - west + 1, max(rows) - north + 1


def _place_tile(tile: Tile, code: str) -> dict[str, Any]:
    short = read_places().place(code).iso2 or code[:2]
    return {"at": tile.column + 0.5, "row": tile.row + 0.5, "short": short}


def _axis(field: str, domain: list[Any]) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": domain, "zero": False, "nice": False},
    }


def _code() -> dict[str, Any]:
    return {
        "type": "text",
        "baseline": "middle",
        "align": "center",
        "fontSize": {"expr": "tile * 0.46"},
        "opacity": {"expr": f"tile >= {LEGIBLE} ? 1 : 0"},
        "tooltip": None,
        "aria": False,  # the square says it
    }
