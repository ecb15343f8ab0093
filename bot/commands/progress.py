"""Progress of long work on stderr: a bar on a terminal, plain lines when piped."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.commands.printing import note

if TYPE_CHECKING:
    from index.progress import Progress

__all__ = ["showing_progress"]

LINE_SECONDS = 5.0  # at most one line a phase in this time, when piped


@contextmanager
def showing_progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Give what long work reports to; quiet: show nothing."""
    # sentence-transformers shows bars of its own, which would break into ours.
    os.environ.setdefault("TQDM_DISABLE", "1")
    if quiet:
        yield _nothing
    elif sys.stderr.isatty():
        with _bars() as report:
            yield report
    else:
        yield _lines()


def _nothing(phase: str, done: int, total: int, /) -> None: ...


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks = {}

        def report(phase: str, done: int, total: int, /) -> None:
            if phase not in tasks:
                tasks[phase] = bars.add_task(phase, total=total or None)
            bars.update(tasks[phase], completed=done, total=total or None)

        yield report


def _lines() -> Progress:
    shown: dict[str, float] = {}

    def report(phase: str, done: int, total: int, /) -> None:
        now = time.monotonic()
        finished = total > 0 and done >= total
        if finished or now - shown.get(phase, -LINE_SECONDS) >= LINE_SECONDS:
            shown[phase] = now
            note(f"{phase}: {done} of {total}" if total else phase)

    return report
