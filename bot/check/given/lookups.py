"""Look-ups: one row has everything that a claim names.  Pure."""

from __future__ import annotations

from bot.check.given.rows import rows_of
from bot.check.given.scene import Condition, Finding, Scene, say_rows

__all__ = ["look_up"]


def look_up(scene: Scene) -> Finding | None:
    """Judge that one row has everything that the claim names."""
    conditions = scene.conditions()
    if len(conditions) < 2:
        return None
    if any(
        not c.rows and c.item.kind == "number" and not _has_column(scene, c) for c in conditions
    ):
        return None  # a number for which no column can be meant
    if scene.counts_runs:
        return None
    rows = rows_of(scene, conditions)
    if rows:
        return Finding(
            holds=not scene.is_denied, rule="look-up", why=f"{say_rows(scene.grid, rows)} has it"
        )
    each = _each(scene, conditions)
    if each is None:
        return None
    why = "each has it" if each else "no row has all of it"
    return Finding(
        holds=each != scene.is_denied,
        rule="look-up, none" if not each else "look-up, each",
        why=why,
    )


def _has_column(scene: Scene, condition: Condition) -> bool:
    return bool(scene.columns_near(condition.item.start, condition.item.end, reach=5))


def _each(scene: Scene, conditions: list[Condition]) -> bool | None:
    """Judge names of one column that each must have the rest; None where pairing is unclear."""
    rivals = [
        (a, b)
        for at, a in enumerate(conditions)
        for b in conditions[at + 1 :]
        if set(a.columns) == set(b.columns) and not a.rows & b.rows and a.rows and b.rows
    ]
    if not rivals:
        return False
    columns = {a.columns for a, _ in rivals}
    if len(columns) > 1:
        return None
    (shared,) = columns
    listed = [c for c in conditions if c.columns == shared]
    rest = [c for c in conditions if c.columns != shared]
    if not rest or not scene.has("and", "both"):
        return None
    common = rows_of(scene, rest)
    return all(condition.rows & common for condition in listed)
