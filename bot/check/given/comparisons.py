"""Comparisons: "A has more X than B", "A was earlier than B", "the same X".  Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.check.given.link import Item
from bot.check.given.rows import Value
from bot.check.given.scene import Condition, Finding, Scene
from bot.check.given.words import COMPARATIVES

__all__ = ["compare_rows"]


def compare_rows(scene: Scene) -> Finding | None:
    """Judge "A has more X than B", "A was earlier than B", "A has 5 more X than B"."""
    than = scene.at("than")
    word, at, way, hints = _comparative(scene, than)
    if not word:
        return _same(scene)
    border = than if than >= 0 and word not in ("before", "after", "prior") else at
    cells = [c for c in scene.conditions() if c.item.kind == "cell" and not c.is_threshold]
    left = [c for c in cells if c.item.end <= at]
    right = [c for c in cells if c.item.start > border]
    if not left or not right:
        return None
    if scene.number_of(right[0].item) is not None and len(right) == 1:
        return None  # a threshold
    pairs = [
        (a, b, column)
        for a in left
        for b in right
        for column in set(a.columns) & set(b.columns)
        if scene.number_of(a.item) is None and scene.number_of(b.item) is None
    ]
    pairs = [p for p in pairs if scene.grid.columns[p[2]].type in ("text", "date", "rank")] or pairs
    if not pairs:
        return None
    one, other, shared = pairs[0]
    columns = _compared(scene, at, hints, skip=shared)
    rest = [c for c in cells if c not in (one, other)]
    number = _difference(scene, at)
    if number is not None:
        rest = [c for c in rest if c.item != number]
    outcomes: list[bool] = []
    for column in columns:
        rows_a = scene.restricted(one, [shared]).rows
        rows_b = scene.restricted(other, [shared]).rows
        for condition in rest:
            if rows_a & condition.rows and rows_b & condition.rows:
                rows_a, rows_b = rows_a & condition.rows, rows_b & condition.rows
        first, second = _total(scene, rows_a, column), _total(scene, rows_b, column)
        if first is None or second is None or isinstance(first, tuple) != isinstance(second, tuple):
            continue
        direction = way
        if scene.grid.columns[column].type == "rank" and word in (
            "higher",
            "better",
            "lower",
            "worse",
        ):
            direction = -way
        if number is not None and isinstance(first, float) and isinstance(second, float):
            wanted = scene.number_of(number) or 0.0
            outcomes.append(
                abs((first - second) * direction - wanted) < 1e-6 * max(1.0, abs(wanted)) + 1e-9
            )
        elif isinstance(first, float) and isinstance(second, float):
            outcomes.append((first - second) * direction > 0)
        elif isinstance(first, tuple) and isinstance(second, tuple):
            outcomes.append(first > second if direction > 0 else first < second)
    if not outcomes:
        return None
    holds = outcomes[0] != scene.is_denied
    return Finding(holds=holds, rule="comparison", why=f"{one.item.text} against {other.item.text}")


def _comparative(scene: Scene, than: int) -> tuple[str, int, int, tuple[str, ...]]:
    words = scene.linked.words
    if than >= 0:
        for at in range(than - 1, max(-1, than - 8), -1):
            if words[at].text in COMPARATIVES:
                way, hints = COMPARATIVES[words[at].text]
                if at and words[at - 1].text in ("no", "not"):
                    return "", -1, 0, ()
                return words[at].text, at, way, hints
            if words[at].text in ("better", "worse"):
                return words[at].text, at, 1 if words[at].text == "better" else -1, ()
        return "", -1, 0, ()
    for name in ("before", "after", "prior"):
        at = scene.at(name)
        if at >= 0:
            way, hints = COMPARATIVES[name]
            return name, at, way, hints
    return "", -1, 0, ()


def _compared(scene: Scene, at: int, hints: Sequence[str], *, skip: int) -> list[int]:
    """Give the columns that a comparison may speak of, the likeliest first."""
    if hints:
        if named := [c for c in scene.named(hints) if c != skip]:
            return named[:1]
        if "date" in hints:
            return [c for c in scene.typed("date") if c != skip][:1]
    near = [i for i in scene.columns_near(at, at + 1, reach=4)]
    near.sort(key=lambda item: (item.start < at, -item.coverage, item.start))
    for item in [*near, *scene.linked.of("column")]:
        columns = [c for c in scene.valued(item.columns) if c != skip]
        if len(columns) == 1 or (columns and item.coverage >= 0.99):
            return columns[:1]
    return []


def _difference(scene: Scene, at: int) -> Item | None:
    """Find the number in "5 more", "by 5"."""
    for item in scene.linked.of("number", "cell"):
        if scene.number_of(item) is None:
            continue
        if item.end == at or (item.end == at - 1 and scene.plain(item.end, at)):
            return item
        if scene.before(item, 1) == "by":
            return item
    return None


def _total(scene: Scene, rows: frozenset[int], column: int) -> Value | None:
    """Give the one value of rows, or their sum where they are several."""
    values = [v for v in (scene.grid.value(row, column) for row in sorted(rows)) if v is not None]
    if len(set(values)) == 1:
        return values[0]
    if (
        len(values) > 1
        and all(isinstance(v, float) for v in values)
        and scene.has("total", "combined", "altogether")
    ):
        return float(sum(v for v in values if isinstance(v, float)))
    return None


def _same(scene: Scene) -> Finding | None:
    """Judge "A and B have the same X"."""
    at = scene.at("same")
    if at < 0:
        return None
    near = scene.columns_near(at, at + 1, reach=4)
    columns = [c for item in near[:1] for c in item.columns]
    if not columns:
        return None
    cells = [
        c for c in scene.conditions() if c.item.kind == "cell" and not set(c.columns) & set(columns)
    ]
    by_column: dict[int, list[Condition]] = {}
    for condition in cells:
        for column in condition.columns:
            by_column.setdefault(column, []).append(condition)
    shared = next((found for found in by_column.values() if len(found) >= 2), None)
    if shared is None:
        return None
    seen = [
        frozenset(scene.grid.rows[row][columns[0]].text for row in condition.rows)
        for condition in shared
    ]
    if any(len(values) != 1 for values in seen):
        return None
    holds = (len(set(seen)) == 1) != scene.is_denied
    return Finding(holds=holds, rule="same", why=f"{columns[0]} compared")
