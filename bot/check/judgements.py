"""Judgements: what evidence says of one assertion, with the cells or words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.answers import Verdict
from bot.calculate.entity_evidence import EntityEvidence
from bot.check.series import Cell, Series
from bot.compose.entity_clauses import is_estimate
from bot.compose.extract import Candidate
from corpus.entities import EntityColumn

__all__ = ["Judgement", "Reason", "ThingCell", "worst"]

Reason = str  # "wrong place", "wrong year", "wrong unit", "wrong direction", "off by a factor" ...

_ORDER: tuple[Verdict, ...] = ("contradicted", "partly", "not_found", "supported")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingCell:
    """Point at one value in a table of things, such as a model's training cost."""

    evidence: EntityEvidence
    row: int
    column: EntityColumn

    @property
    def value(self) -> Any:
        """Give the value itself."""
        return self.evidence.value(self.row, self.column.name)

    @property
    def is_estimate(self) -> bool:
        """Tell whether the source calls the value likely or speculative."""
        return is_estimate(self.evidence, self.row)


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
    thing: ThingCell | None = None


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Give the gravest verdict: contradicted, partly, not found, supported."""
    return min(verdicts, key=_ORDER.index, default="not_found")
