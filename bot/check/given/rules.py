"""Rules: the kinds of claim, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable

from bot.check.given.comparisons import compare_rows
from bot.check.given.counts import aggregate, count_rows
from bot.check.given.lookups import look_up
from bot.check.given.quantifiers import all_or_most, only_one
from bot.check.given.scene import Finding, Scene
from bot.check.given.superlatives import superlative

__all__ = ["RULES"]

RULES: tuple[Callable[[Scene], Finding | None], ...] = (
    compare_rows,
    aggregate,
    only_one,
    all_or_most,
    count_rows,
    superlative,
    look_up,
)
