"""Judge by a table: hold one claim against one table, whatever the table is about.  Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.check.given.grid import Grid, read_grid
from bot.check.given.link import link
from bot.check.given.rules import RULES
from bot.check.given.scene import Finding, Scene
from bot.check.given.words import EXPLAINED, GENERIC, root

__all__ = ["judge_by_table", "judge_clause", "left_open"]

_CLAUSES = re.compile(r"\s*(?:;|,?\s+(?:while|whereas|but)\s+)\s*")
_ROOTS = frozenset(map(root, GENERIC))


def judge_by_table(claim: str, table: Mapping[str, Any]) -> Finding | None:
    """Judge a claim by a table; None where it was not wholly understood.

    A claim of several clauses holds when each of them does.
    """
    grid = read_grid(table)
    if not grid.rows:
        return None
    found: list[Finding] = []
    clauses = _CLAUSES.split(claim)
    for clause in clauses:
        judged = judge_clause(clause, grid)
        if judged is None:
            return None
        if len(clauses) > 1 and not judged.holds and judged.rule.startswith("look-up"):
            return None  # a clause may lean on the other for its subject
        found.append(judged)
    return next((one for one in found if not one.holds), found[0])


def judge_clause(claim: str, grid: Grid) -> Finding | None:
    """Judge one clause by a grid that was read already."""
    linked = link(claim, grid)
    scene = Scene(grid, linked, " ".join(word.text for word in linked.words))
    for rule in RULES:
        found = rule(scene)
        if found is not None:
            return None if left_open(scene, found) else found
    return None


def left_open(scene: Scene, found: Finding) -> tuple[str, ...]:
    """Give the words of a claim that the rule which judged it does not account for."""
    known = EXPLAINED[found.rule.split(",")[0]]
    if any(condition.is_threshold for condition in scene.conditions()):
        known = known | EXPLAINED["bound"]
    return tuple(
        word
        for word in scene.linked.unexplained
        if word not in known and word not in GENERIC and root(word) not in _ROOTS
    )
