"""PDF columns: the lines of a page in the order in which they are read.

Words that stand close together on one height make a run.  A gutter is a strip down the page that
few runs cross, with text on both sides; the runs that do cross it (a title, a wide table) part
the page into bands, and in each band the left side is read before the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.pdf_words import Word

__all__ = ["Line", "Run", "find_regions", "find_rows", "find_runs", "make_run", "order_lines"]

_ON_A_LINE = 0.55  # of the height: words that share it stand on one line
RUN_GAP = 0.75  # of the letters' size: a wider gap ends a run
_GUTTER_POINTS = 7.0  # the least width of a gutter
_CROSSED = 0.3  # share of the runs that may cross a gutter
_RUNS = 4  # on each side of a gutter, at least
_LETTERS = 14  # in half of the runs on each side: cells of a table have fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold words that stand close together on one height."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line of a column, with the column's edges."""

    run: Run
    left: float
    right: float
    column: int  # counts the columns and bands of a page, in reading order


def find_runs(words: Sequence[Word]) -> list[Run]:
    """Join words that stand close together on one height to runs, from the top."""
    open_runs: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.x0):
        near = [
            run
            for run in open_runs
            if word.x0 - run[-1].x1 <= RUN_GAP * max(word.size, run[-1].size)
            and word.x0 - run[-1].x1 > -word.size
            and _overlap(run[-1], word) > _ON_A_LINE
        ]
        if near:
            max(near, key=lambda run: _overlap(run[-1], word)).append(word)
        else:
            open_runs.append([word])
    runs = [make_run(words) for words in open_runs]
    return sorted(runs, key=lambda run: (run.top + run.bottom, run.x0))


def make_run(words: Sequence[Word]) -> Run:
    """Make a run of words that are in order."""
    return Run(
        words=tuple(words),
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
    )


def find_rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Group the runs that stand beside each other, from the top and from the left."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.top + run.bottom, run.x0)):
        if rows and any(_overlap(other, run) > _ON_A_LINE for other in rows[-1][:1]):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.x0) for row in rows]


def _overlap(first: Word | Run, second: Word | Run) -> float:
    """Return how much of the lower of two boxes' height stands beside the other, up to 1."""
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared / max(min(first.bottom - first.top, second.bottom - second.top), 0.1)


def find_regions(runs: Sequence[Run]) -> list[list[list[Run]]]:
    """Return the regions of one column each in reading order, as rows of runs."""
    if not runs:
        return []
    gutter = _find_gutter(runs)
    if gutter is None:
        return [find_rows(runs)]
    regions: list[list[list[Run]]] = []
    band: list[Run] = []
    wide: list[Run] = []

    def close(*, crossing: bool) -> None:
        if crossing:
            regions.extend([find_rows(wide)] if wide else [])
            wide.clear()
        else:
            regions.extend(find_regions([run for run in band if run.x1 <= gutter]))
            regions.extend(find_regions([run for run in band if run.x1 > gutter]))
            band.clear()

    for run in sorted(runs, key=lambda run: (run.top + run.bottom, run.x0)):
        crosses = run.x0 < gutter < run.x1
        close(crossing=not crosses)
        (wide if crosses else band).append(run)
    close(crossing=True)
    close(crossing=False)
    return regions


def order_lines(regions: Sequence[Sequence[Sequence[Run]]]) -> list[Line]:
    """Return the lines of a page in reading order, column by column."""
    lines: list[Line] = []
    for column, region in enumerate(regions):
        left = min(run.x0 for row in region for run in row)
        right = max(run.x1 for row in region for run in row)
        for row in region:
            whole = make_run([word for run in row for word in run.words])
            lines.append(Line(run=whole, left=left, right=right, column=column))
    return lines


def _find_gutter(runs: Sequence[Run]) -> float | None:
    """Return where a strip stands that parts two columns of text, or None."""
    if len(runs) < 2 * _RUNS:
        return None
    start, end = min(run.x0 for run in runs), max(run.x1 for run in runs)
    width = int(end - start)
    if width < 100:
        return None
    crossing = [0] * (width + 2)
    for run in runs:
        crossing[max(0, int(run.x0 - start) + 1)] += 1
        crossing[min(width + 1, max(0, int(run.x1 - start)))] -= 1
    for position in range(1, width + 2):
        crossing[position] += crossing[position - 1]
    found: list[tuple[int, int, float]] = []
    for low, high, count in _level_strips(crossing, _CROSSED * len(runs)):
        centre = (low + high) / 2
        if high - low < _GUTTER_POINTS or not 0.12 * width < centre < 0.88 * width:
            continue
        if _parts_text(runs, start + centre):
            found.append((count, low - high, start + centre))
    return min(found)[2] if found else None  # crossed by the fewest, then the widest


def _level_strips(crossing: list[int], most: float) -> list[tuple[int, int, int]]:
    """Return strips (from, to, runs that cross) that are crossed by few and by the fewest there."""
    strips = []
    position = 0
    while position < len(crossing):
        count = crossing[position]
        end = position
        while end < len(crossing) and crossing[end] == count:
            end += 1
        before = crossing[position - 1] if position else 0
        after = crossing[end] if end < len(crossing) else 0
        if count <= most and before >= count and after >= count:
            strips.append((position, end, count))
        position = end
    return strips


def _parts_text(runs: Sequence[Run], gutter: float) -> bool:
    left = [run for run in runs if run.x1 <= gutter]
    right = [run for run in runs if run.x0 >= gutter]
    for side in (left, right):
        if len(side) < _RUNS or median(len(run.text) for run in side) < _LETTERS:
            return False
    top = max(min(run.top for run in left), min(run.top for run in right))
    bottom = min(max(run.bottom for run in left), max(run.bottom for run in right))
    shorter = min(
        max(run.bottom for run in side) - min(run.top for run in side) for side in (left, right)
    )
    return bottom - top >= 0.4 * shorter
