"""Bench: the budgets of time, memory and size, beside what is measured here and now.

python -m bot.evals.bench           about three minutes
python -m bot.evals.bench --full    and the embedding rate, some minutes more
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from bot.commands.printing import json_text, note, out
from corpus.settings import read_settings

__all__ = ["Budget", "Measured", "main", "table"]


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


def main(
    full: Annotated[
        bool, typer.Option("--full", help="Also the embedding rate on 5,000 passages.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure everything that has a budget and print a table."""
    from bot.evals import bench_answers, bench_build, bench_page

    settings = read_settings()
    steps: list[Callable[[], list[Measured]]] = [
        bench_answers.measure_import,
        lambda: bench_answers.measure_cold(settings),
        lambda: bench_answers.measure_warm(settings),
        lambda: bench_page.measure_page(settings),
        bench_build.measure_build,
        bench_build.measure_install,
    ]
    if full:
        steps.append(bench_build.measure_embedding)
    measured: list[Measured] = []
    for number, step in enumerate(steps, start=1):
        note(f"step {number} of {len(steps)}")
        measured += step()
    out(json_text(measured) if json_ else table(measured))


def table(measured: list[Measured]) -> str:
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


if __name__ == "__main__":
    typer.run(main)
