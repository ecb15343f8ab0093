"""Judgements: what evidence says of one assertion, with the cells or words that say it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers import Verdict
from bot.check.series import Cell, Series
from bot.compose.extract import Candidate

__all__ = ["Judgement", "Reason", "worst"]

Reason = str  # "wrong place", "wrong year", "wrong unit", "wrong direction", "off by a factor" ...

_ORDER: tuple[Verdict, ...] = ("contradicted", "partly", "not_found", "supported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Hold a verdict on one assertion and what it rests on."""

    verdict: Verdict
    why: str = ""
    reason: Reason = ""
    corrected: str = ""
    series: Series | None = None
    cells: tuple[Cell, ...] = ()  # in the order of the formula
    formula: str = ""  # of ``recompute``, over the cells
    value: float = 0.0  # what the formula gives
    rank: int = 0
    lowest: bool = False
    universe: str = ""
    other_series: Series | None = None  # where the claimed number does stand
    other_cell: Cell | None = None
    quote: Candidate | None = None


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Give the gravest verdict: contradicted, partly, not found, supported."""
    return min(verdicts, key=_ORDER.index, default="not_found")
