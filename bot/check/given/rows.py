"""Rows: which rows meet all that a claim says, and the one value they have.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from bot.check.given.scene import Condition, Scene

__all__ = ["Value", "grouped_rows", "rows_of"]

Value = float | tuple[int, int, int]  # a number, or a date as (year, month, day)


def rows_of(scene: Scene, conditions: Iterable[Condition]) -> frozenset[int]:
    """Give the rows that meet all conditions; names of one column in a list count as either."""
    return reduce(
        lambda rows, found: rows & found, grouped_rows(scene, list(conditions)), scene.grid.all_rows
    )


def grouped_rows(scene: Scene, conditions: list[Condition]) -> list[frozenset[int]]:
    """Give the rows of each condition; names listed from one column are one condition."""
    groups: list[frozenset[int]] = []
    used: set[int] = set()
    for at, one in enumerate(conditions):
        if at in used:
            continue
        rows = one.rows
        for other_at in range(at + 1, len(conditions)):
            other = conditions[other_at]
            if (
                other_at in used
                or not set(one.columns) & set(other.columns)
                or other.is_threshold
                or one.is_threshold
            ):
                continue
            between = scene.linked.texts(one.item.end, other.item.start)
            if (
                re.fullmatch(
                    r"(?:and|or|,|and in|or in|and the|and on|to|and from)?", between.strip()
                )
                and not rows & other.rows
            ):
                rows |= other.rows
                used.add(other_at)
        groups.append(rows)
    return groups
