"""Quantifiers: "the only X", "all X", "most of the X".  Pure."""

from __future__ import annotations

from bot.check.given.rows import rows_of
from bot.check.given.scene import Finding, Scene, say_rows

__all__ = ["all_or_most", "only_one"]


def only_one(scene: Scene) -> Finding | None:
    """Judge "A is the only X in Y": A meets it, and no other row does."""
    at = scene.at("only")
    if at < 0:
        return None
    nxt = scene.linked.words[at + 1] if at + 1 < len(scene.linked.words) else None
    if nxt is not None and (nxt.number is not None):
        return None
    cells = scene.conditions()
    if len(cells) < 2:
        return None
    left = [c for c in cells if c.item.end <= at]
    right = [c for c in cells if c.item.start > at]
    if not left or not right:
        return None
    wanted = rows_of(scene, right)
    named = rows_of(scene, left)
    if not wanted or not named or not named & wanted:
        return None
    before = scene.linked.words[at - 1].text if at else ""
    holds = (
        wanted <= named if before in ("the", "be", "is", "was", "were", "are") else named <= wanted
    )
    return Finding(
        holds=(holds and bool(named & wanted)) != scene.is_denied,
        rule="only",
        why=say_rows(scene.grid, wanted),
    )


def all_or_most(scene: Scene) -> Finding | None:
    """Judge "all X were in Y", "most of the X were Y", "every X"."""
    words = scene.linked.words
    for at, word in enumerate(words):
        nxt = words[at + 1].text if at + 1 < len(words) else ""
        if word.text in ("all", "every", "each", "always") and nxt != "time":
            share = "all"
        elif word.text in ("most", "majority") and (nxt == "of" or word.text == "majority"):
            share = "most"
        elif word.text == "half" and nxt == "of":
            share = "half"
        else:
            continue
        if scene.is_inside_name(at):
            continue
        cells = scene.conditions()
        verb = next(
            (
                p
                for p in range(at, len(words))
                if words[p].text
                in (
                    "be",
                    "is",
                    "was",
                    "were",
                    "are",
                    "have",
                    "has",
                    "had",
                    "win",
                    "won",
                    "lose",
                    "lost",
                )
                or words[p].root
                in ("play", "score", "win", "lose", "take", "occur", "end", "result")
            ),
            -1,
        )
        if verb < 0 or not cells:
            return None
        scope = [c for c in cells if c.item.end <= verb]
        wanted = [c for c in cells if c.item.start > verb or c.item.start == verb]
        if not wanted:
            return None
        rows = rows_of(scene, scope)
        if not rows:
            return None
        met = rows & rows_of(scene, wanted)
        ratio = len(met) / len(rows)
        holds = {"all": ratio == 1, "most": ratio > 0.5, "half": ratio == 0.5}[share]
        return Finding(
            holds=holds != scene.is_denied,
            rule=f"quantifier, {share}",
            why=f"{len(met)} of {len(rows)}",
        )
    return None
