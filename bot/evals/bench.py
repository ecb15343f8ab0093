"""Bench: the budgets of time, memory and size, beside what is measured here and now.

python -m bot.evals.bench           about three minutes
python -m bot.evals.bench --full    and the embedding rate, some minutes more
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from bot.commands.printing import json_text, note, out
from bot.evals.budgets import Measured, table
from corpus.settings import read_settings

__all__ = ["main"]


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


if __name__ == "__main__":
    typer.run(main)
