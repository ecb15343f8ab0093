"""Counts, sums and averages: "there were 5 X in Y", "3 of the X", "a total of 12".  Pure."""

from __future__ import annotations

import re

from bot.check.given.link import Item
from bot.check.given.rows import rows_of
from bot.check.given.scene import Finding, Scene, meets, say_rows
from bot.check.given.words import root

__all__ = ["aggregate", "count_rows"]

_TIMES = re.compile(
    r"^(?:different |separate |unique |individual |distinct |total )*(?:time|times)\b"
)
_COUNT_BEFORE = re.compile(
    r"(?:\bthere (?:be|is|are|was|were)(?: (?:only|exactly|just|a total of|at least|at most|"
    r"more than|less than|fewer than|no more than|over|under))?|\ba total of|\bonly|\ball|"
    r"\bexactly|\bthe)$"
)
_THERE = re.compile(r"\bthere (?:be|is|are|was|were)\b(?: \w+){0,3}$")
_KINDS = re.compile(r"(?:different|separate|unique|distinct|individual)\b")
_OF_THE = re.compile(r"(?:out )?of the\b|of (?:these|those|them|his|her|its|their)\b")
_THINGS = frozenset(
    map(root, "game match race player team driver person people man woman event contest".split())
)
_LARGEST = 3  # times as many as there are rows: no count of rows


def count_rows(scene: Scene) -> Finding | None:
    """Judge "there were 5 X in Y", "A won 3 of the games", "X appears 3 times"."""
    for item in [*scene.linked.of("number"), *scene.linked.of("cell")]:
        number = scene.number_of(item)
        if number is None or number != int(number):
            continue
        if number > _LARGEST * len(scene.grid.rows) + 5:
            continue
        way = _counts(scene, item)
        if not way:
            continue
        conditions = scene.conditions(without=[item])
        rows = rows_of(scene, conditions)
        column = _counted_column(scene, item)
        if (not rows and number > 0) or scene.counts_runs:
            return None  # nothing meets it: more likely misread than none
        if not conditions and column is None:
            continue
        held = {len(rows)}
        if column is not None and scene.grid.columns[column].type == "text":
            kinds = {
                scene.grid.rows[row][column].text
                for row in rows
                if not scene.grid.rows[row][column].is_blank
            }
            held = {len(kinds)} if way == "different" else held | {len(kinds)}
        elif way == "different":
            return None
        sign = scene.comparison(item)
        holds = any(meets(count, sign, number) for count in held)
        return Finding(
            holds=holds != scene.is_denied,
            rule=f"count, {way}",
            why=f"{say_rows(scene.grid, rows)} meet it: {len(rows)}",
        )
    return None


def _counts(scene: Scene, item: Item) -> str:
    """Tell whether a number counts rows, and by which words."""
    after = scene.after(item, 4)
    before = scene.before(item, 6)
    column = next(
        (i for i in scene.linked.of("column") if i.start in (item.end, item.end + 1)), None
    )
    if (
        column is not None
        and column.start == item.end + 1
        and not re.match(rf"{_KINDS.pattern}|total\b|other\b|of\b", after)
    ):
        column = None
    if _KINDS.match(after):
        return "different"
    if _TIMES.match(after):
        return "times"
    if _OF_THE.match(after):
        return "of the"
    if column is not None and len(scene.valued(column.columns)) == len(column.columns):
        return ""  # "5 points": a value, not a count
    if column is not None and (item.kind == "number" or _COUNT_BEFORE.search(before)):
        return "column"
    things = scene.linked.roots(item.end, item.end + 1)
    if column is None and item.kind == "number" and things and things[0] in _THINGS:
        return "things"
    return "there are" if _THERE.search(before) else ""


def _counted_column(scene: Scene, item: Item) -> int | None:
    for column in scene.linked.of("column"):
        if item.end <= column.start <= item.end + 2 and column.coverage >= 0.5:
            return column.columns[0]
    return None


def aggregate(scene: Scene) -> Finding | None:
    """Judge a total or an average of a column."""
    is_average = scene.has("average", "mean")
    is_total = scene.has("total", "sum", "combined", "altogether", "together", "totalled")
    if not (is_average or is_total):
        return None
    own = {root(word) for word in ("average", "total", "avg")}
    if any(own & set(column.roots) for column in scene.grid.columns):
        return None  # the table has it as a column: that is looked up
    for item in [*scene.linked.of("number"), *scene.linked.of("cell")]:
        number = scene.number_of(item)
        if number is None or (scene.comparison(item) and not is_average):
            continue
        columns = _summed_columns(scene, item)
        if not columns:
            return None
        conditions = [c for c in scene.conditions(without=[item]) if columns[0] not in c.columns]
        found = (scene.grid.value(row, columns[0]) for row in rows_of(scene, conditions))
        values = [value for value in found if isinstance(value, float)]
        if not values or (len(values) < 2 and not is_total):
            return None
        result = sum(values) / (len(values) if is_average else 1)
        places = len(item.text.split(".")[1]) if "." in item.text else 0
        if sign := scene.comparison(item):
            holds = meets(result, sign, number)
        else:
            holds = abs(result - number) <= 0.5 * 10**-places + 1e-9
        return Finding(
            holds=holds != scene.is_denied,
            rule="average" if is_average else "sum",
            why=f"{result:g}",
        )
    return None


def _summed_columns(scene: Scene, item: Item) -> list[int]:
    """Give the number columns that a total may be of, those near its number first."""
    near = scene.columns_near(item.start, item.end, reach=8)
    for items in (near, scene.linked.of("column")):
        columns = [c for one in items for c in one.columns]
        numbers = [c for c in columns if scene.grid.columns[c].type == "number"]
        if numbers:
            return numbers
    return []
