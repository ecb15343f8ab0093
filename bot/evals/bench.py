"""Bench: the budgets of time, memory and size, beside what is measured here and now.

python -m bot.evals.bench            half an hour
python -m bot.evals.bench --quick    three minutes: without search in large stores and embedding
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
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out search in large stores and embedding.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure everything that has a budget and print a table."""
    from bot.evals import bench_answers, bench_build, bench_model, bench_page, bench_search

    settings = read_settings()
    steps: list[Callable[[], list[Measured]]] = [
        bench_answers.measure_import,
        lambda: bench_answers.measure_cold(settings),
        lambda: bench_answers.measure_warm(settings),
        lambda: bench_model.measure_model(settings),
        lambda: bench_page.measure_page(settings),
        bench_build.measure_build,
        bench_build.measure_install,
    ]
    if not quick:
        steps += [
            bench_build.measure_embedding,
            lambda: bench_search.measure_recall(settings),
            lambda: bench_search.measure_search(settings),
        ]
    measured: list[Measured] = []
    for number, step in enumerate(steps, start=1):
        note(f"step {number} of {len(steps)}")
        measured += step()
    out(json_text(measured) if json_ else table(measured))


if __name__ == "__main__":
    typer.run(main)
