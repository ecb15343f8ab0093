"""Budgets: what may be used of time, memory and disk, and what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Budget", "Measured", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Name one thing that is measured and how much of it is allowed."""

    what: str
    limit: float
    unit: str
    least: bool = False  # True: at least this much, instead of at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Hold what was measured against a budget; None where it could not be."""

    budget: Budget
    value: float | None
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """Give measured over budget (budget over measured for a least): over 1 is a miss."""
        if not self.value:
            return None
        limit = self.budget.limit
        return limit / self.value if self.budget.least else self.value / limit


def table(measured: Sequence[Measured]) -> str:
    """Lay the measurements out: what, budget, measured, ratio; a miss is marked."""
    lines = [f"{'what':<52} {'budget':>12} {'measured':>12} {'ratio':>7}"]
    for item in measured:
        sign = "≥" if item.budget.least else "≤"
        budget = f"{sign} {item.budget.limit:g} {item.budget.unit}"
        value = "–" if item.value is None else f"{item.value:.3g} {item.budget.unit}"
        if item.value is not None and item.value >= 1000:
            value = f"{item.value:.0f} {item.budget.unit}"
        ratio = item.ratio
        shown = "–" if ratio is None else f"{ratio:.2f}"
        mark = "  over budget" if ratio is not None and ratio > 1 else ""
        remark = f"  ({item.remark})" if item.remark else ""
        lines.append(f"{item.budget.what:<52} {budget:>12} {value:>12} {shown:>7}{mark}{remark}")
    return "\n".join(lines)
