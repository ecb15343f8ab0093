"""Bench, model: what Onrecord adds to the time of a language model that is always right."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from bot.evals.budgets import Budget, Measured
from bot.events import Done, Text

if TYPE_CHECKING:
    from corpus.settings import Settings

__all__ = ["measure_model"]

FIRST = Budget(what="added to the model's time, first sentence, median", limit=50, unit="ms")
WHOLE = Budget(what="added to the model's time, whole answer, median", limit=100, unit="ms")
_PLACES = ("China", "India", "Germany", "France", "Japan")
_YEARS = range(2017, 2023)


def measure_model(settings: Settings) -> list[Measured]:
    """Measure thirty answers over a scripted endpoint that takes no time of its own.

    The endpoint runs in the same process, so that what it costs counts as ours; the remark gives
    processor time, which other programs on the machine do not change.
    """
    from bot.evals.perfect_model import perfect_model
    from bot.onrecord import Onrecord

    onrecord = Onrecord.open(settings.model_copy(update={"engine": "grounded"}))
    onrecord.warm()
    questions = [
        f"How many AI articles did {place} publish in {year}, according to the NSF?"
        for place in _PLACES
        for year in _YEARS
    ]
    first: list[float] = []
    whole: list[float] = []
    used: list[float] = []
    with perfect_model(onrecord, questions) as perfect:
        for question in questions:
            started, waited = time.perf_counter(), perfect.endpoint.waited
            busy = time.process_time()
            shown = 0.0
            for event in perfect.onrecord.stream(question):
                if isinstance(event, Text) and not shown:
                    shown = time.perf_counter() - started
                if isinstance(event, Done) and event.answer.engine != "model":
                    raise AssertionError(f"the model's answer to {question!r} did not stand")
            own = perfect.endpoint.waited - waited
            first.append(1000 * (shown - own))
            whole.append(1000 * (time.perf_counter() - started - own))
            used.append(1000 * (time.process_time() - busy))
    remark = f"processor time {statistics.median(used):.0f} ms"
    return [
        Measured(budget=FIRST, value=statistics.median(first)),
        Measured(budget=WHOLE, value=statistics.median(whole), remark=remark),
    ]
