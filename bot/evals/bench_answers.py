"""Bench, answers: importing, answering from a cold start, answering when warm, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bot.evals.budgets import Budget, Measured

if TYPE_CHECKING:
    from bot.onrecord import Onrecord
    from corpus.settings import Settings

__all__ = [
    "READERS",
    "child_environment",
    "measure_cold",
    "measure_import",
    "measure_warm",
    "resident_megabytes",
]

IMPORT = Budget(what="import bot", limit=0.3, unit="s")
COLD_FIGURES = Budget(what="onrecord ask, cold, figures", limit=2, unit="s")
COLD_PASSAGES = Budget(what="onrecord ask, cold, passages", limit=2.5, unit="s")
WARM = {
    "figures": (
        Budget(what="warm answer, figures, median", limit=60, unit="ms"),
        Budget(what="warm answer, figures, 95th percentile", limit=150, unit="ms"),
    ),
    "passages": (
        Budget(what="warm answer, passages, median", limit=120, unit="ms"),
        Budget(what="warm answer, passages, 95th percentile", limit=250, unit="ms"),
    ),
}
MEMORY = Budget(what="memory, warm, ten readers (no page)", limit=700, unit="MB")

RUNS = 5
READERS = 10
QUESTIONS = {
    "figures": (
        "How many AI articles did China publish in 2022, according to the NSF?",
        "Rank the top five countries by AI articles in 2022",
        "AI articles per million people in 2022: China, the US and the UK?",
        "What share of the world's AI articles did India publish in 2020?",
        "How did Germany's AI articles develop from 2010 to 2020?",
        "Compare AI articles of France and Italy in 2019",
    ),
    "passages": (
        "Who wrote the report, and who owns the data?",
        "What does whole counting mean?",
        "When was DeepSeek-R1 released?",
        "What is citation attention?",
        "Why do databases disagree about AI publications?",
        "Who is Daniel Hook?",
    ),
}

IMPORT_CODE = """
import time
start = time.perf_counter()
import bot
print(time.perf_counter() - start)
"""
# Prints whether torch was loaded as the last line, after the answer.
COLD_CODE = """
import sys
from bot.cli import run
code = run(["ask", "--json", sys.argv[1]])
print("torch" in sys.modules)
sys.exit(code)
"""


def measure_import() -> list[Measured]:
    """Measure importing the package in fresh processes."""
    seconds = [float(_python(IMPORT_CODE)[0]) for _ in range(RUNS)]
    return [Measured(budget=IMPORT, value=statistics.median(seconds))]


def measure_cold(settings: Settings) -> list[Measured]:
    """Measure whole runs of the command, from start to exit."""
    measured = []
    for budget, kind in ((COLD_FIGURES, "figures"), (COLD_PASSAGES, "passages")):
        seconds, torch = [], False
        _python(COLD_CODE, QUESTIONS[kind][0], home=str(settings.home))  # byte-compiles
        for question in QUESTIONS[kind][:RUNS]:
            start = time.perf_counter()
            lines = _python(COLD_CODE, question, home=str(settings.home))
            seconds.append(time.perf_counter() - start)
            torch |= lines[-1] == "True"
        remark = "torch was imported" if torch else ""
        measured.append(Measured(budget=budget, value=statistics.median(seconds), remark=remark))
    return measured


def measure_warm(settings: Settings) -> list[Measured]:
    """Measure answers of an open Onrecord, then its memory after ten readers have asked."""
    from bot.onrecord import Onrecord

    onrecord = Onrecord.open(settings)
    measured = []
    for kind, (median, high) in WARM.items():
        for question in QUESTIONS[kind]:  # the first time opens files and fills caches
            onrecord.ask(question)
        times = sorted(
            _milliseconds(onrecord, question) for question in QUESTIONS[kind] for _ in range(RUNS)
        )
        measured.append(Measured(budget=median, value=statistics.median(times)))
        measured.append(Measured(budget=high, value=times[int(0.95 * (len(times) - 1))]))
    for _ in range(READERS):
        conversation = onrecord.new_conversation()
        for question in QUESTIONS["figures"][:2]:
            onrecord.ask(question, conversation=conversation)
    measured.append(Measured(budget=MEMORY, value=resident_megabytes(os.getpid())))
    return measured


def _milliseconds(onrecord: Onrecord, question: str) -> float:
    start = time.perf_counter()
    onrecord.ask(question)
    return 1000 * (time.perf_counter() - start)


def resident_megabytes(process: int) -> float:
    """Read how much memory a process holds."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True
    )
    return int(told.stdout) / 1024


def child_environment(*, home: str = "") -> dict[str, str]:
    """Give the environment of a measured process: with byte code, as on a reader's machine.

    Where PYTHONDONTWRITEBYTECODE is set, as in many containers, each start compiles every
    library anew, and that is what would be measured.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return environment | ({"ONRECORD_HOME": home} if home else {})


def _python(code: str, *arguments: str, home: str = "") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=child_environment(home=home),
    )
    return done.stdout.strip().splitlines()
