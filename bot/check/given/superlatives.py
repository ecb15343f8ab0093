"""Superlatives: "the highest X is Y", "A has the most X", "the first X was in Y".  Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce

from bot.check.given.rows import Value, grouped_rows, rows_of
from bot.check.given.scene import Condition, Finding, Scene
from bot.check.given.words import SUPERLATIVES, root

__all__ = ["superlative"]


def superlative(scene: Scene) -> Finding | None:
    """Judge "the highest X is Y", "A has the most X", "the first X was in Y"."""
    found = _superlative_word(scene)
    if found is None:
        return None
    word, at, way, hints = found
    columns = _superlative_columns(scene, at, word, hints)
    if not columns:
        return _most_frequent(scene, word, at)
    column = columns[0]
    place = 1
    for item in scene.linked.of("ordinal"):
        if item.end == at or (item.end == at - 1 and scene.plain(item.end, at)):
            place = int(item.value)
            skip = item
            break
    else:
        skip = None
    if scene.grid.columns[column].type == "rank" and word in ("highest", "best", "lowest", "worst"):
        way = -way
    others = [c for c in scene.conditions(without=[skip] if skip else [])]
    inside = [c for c in others if column not in c.columns or c.is_threshold]
    outcomes = _superlative_holds(scene, column, way, place, others, inside, at)
    if outcomes is None:
        return None
    return Finding(
        holds=outcomes != scene.is_denied,
        rule="superlative" if hints == () else "superlative, adjective",
        why=f"{word} by {scene.grid.columns[column].header}",
    )


def _superlative_word(scene: Scene) -> tuple[str, int, int, tuple[str, ...]] | None:
    words = scene.linked.words
    named = [range(item.start, item.end) for item in scene.linked.of("cell", "column")]
    seen = [
        at
        for at, word in enumerate(words)
        if word.text in SUPERLATIVES and not any(at in span for span in named)
    ]
    if len(seen) != 1:
        return None  # none, or two that cannot be told apart
    for at in seen:
        word = words[at]
        if word.text in ("first", "last", "final") and not re.search(
            r"\b(?:the|his|her|its|their)$", scene.linked.texts(at - 1, at)
        ):
            continue
        if at + 1 < len(words) and words[at + 1].number is not None:
            continue
        nxt = words[at + 1].text if at + 1 < len(words) else ""
        before = words[at - 1].text if at else ""
        if word.text in ("most", "least") and (nxt in ("of",) or before == "at"):
            continue
        if word.text == "most" and nxt == "recent":
            continue
        way, hints = SUPERLATIVES[word.text]
        return word.text, at, way, hints
    return None


def _superlative_columns(scene: Scene, at: int, word: str, hints: Sequence[str]) -> list[int]:
    after = [i for i in scene.linked.of("column") if at < i.start <= at + 4]
    after = [i for i in after if not _blocked(scene, at + 1, i.start)]
    if not hints:
        before = [i for i in scene.linked.of("column") if at - 4 <= i.end <= at]
        for item in [*sorted(after, key=lambda i: (i.start, -i.coverage)), *before[::-1]]:
            columns = [
                c for c in scene.valued(item.columns) if scene.grid.columns[c].type != "date"
            ]
            if columns and (len(item.columns) == 1 or item.coverage >= 0.99):
                return columns
        return []
    if named := scene.named([root(h) for h in hints]):
        return named
    return scene.typed("date") if "date" in hints else []


def _blocked(scene: Scene, start: int, end: int) -> bool:
    return any(i.kind in ("cell", "number") and start <= i.start < end for i in scene.linked.items)


def _superlative_holds(
    scene: Scene,
    column: int,
    way: int,
    place: int,
    others: list[Condition],
    inside: list[Condition],
    at: int,
) -> bool | None:
    """Tell whether the extreme row is the one that the claim describes."""
    named_value = [c for c in others if column in c.columns and not c.is_threshold]
    if not others:
        return None
    tries: list[tuple[frozenset[int], list[Condition]]] = [(scene.grid.all_rows, others)]
    thresholds = [c for c in inside if c.is_threshold]
    verb = next(
        (
            p
            for p, w in enumerate(scene.linked.words)
            if w.text in ("be", "is", "was", "were", "are", "have", "has", "had")
        ),
        -1,
    )
    scoped = [
        c
        for c in inside
        if (c.item.start > at) == (verb > at) and (c.item.start > verb) != (verb > at)
    ]
    if verb >= 0 and scoped and len(scoped) < len(others):
        rows = rows_of(scene, scoped)
        if rows:
            tries.append((rows, [c for c in others if c not in scoped]))
    if thresholds:
        rows = rows_of(scene, thresholds)
        tries.append((rows, [c for c in others if c not in thresholds]))
    outcome: bool | None = None
    for rows, wanted in tries:
        extreme = _extreme(scene, rows, column, way, place)
        if extreme is None:
            continue
        met = all(bool(extreme & group) for group in grouped_rows(scene, wanted)) and bool(
            reduce(lambda a, b: a & b, grouped_rows(scene, wanted), extreme)
        )
        outcome = met if outcome is None else (outcome or met)
    if outcome is None and named_value:
        return None
    return outcome


def _extreme(
    scene: Scene, rows: Iterable[int], column: int, way: int, place: int
) -> frozenset[int] | None:
    values = {row: scene.grid.value(row, column) for row in rows}
    known = {row: value for row, value in values.items() if value is not None}
    if not known:
        return None
    if scene.grid.columns[column].type == "date":
        known = _in_order(scene, known, column)
    ordered = sorted(set(known.values()), reverse=way > 0)
    if place > len(ordered):
        return None
    wanted = ordered[place - 1]
    return frozenset(row for row, value in known.items() if value == wanted)


def _in_order(scene: Scene, known: dict[int, Value], column: int) -> dict[int, Value]:
    """Order dates without years by the rows where a season runs over New Year."""
    dates = [value for _, value in sorted(known.items()) if isinstance(value, tuple)]
    if any(date[0] for date in dates) or dates == sorted(dates) or dates == sorted(dates)[::-1]:
        return known
    return {row: (0, 0, row) for row in known}


def _most_frequent(scene: Scene, word: str, at: int) -> Finding | None:
    """Judge "X has the most rows": the name that stands most often in its column."""
    if word not in ("most", "least", "fewest") or scene.linked.of("number"):
        return None
    cells = [c for c in scene.conditions() if c.item.kind == "cell" and len(c.columns) == 1]
    if len(cells) != 1 or scene.grid.columns[cells[0].columns[0]].type != "text":
        return None
    column = cells[0].columns[0]
    counts = Counter(scene.grid.rows[row][column].text for row in scene.grid.all_rows)
    own = max((counts[scene.grid.rows[row][column].text] for row in cells[0].rows), default=0)
    holds = own == (max(counts.values()) if word == "most" else min(counts.values()))
    return Finding(holds=holds != scene.is_denied, rule="most frequent", why=f"counted {own} times")
