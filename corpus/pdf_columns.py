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

__all__ = ["Line", "Run", "find_regions", "find_rows", "find_runs", "order_lines"]

_STRIP = 6.0  # points: words are looked for at about their height
_ON_A_LINE = 0.55  # of the height: words that share it stand on one line
RUN_GAP = 0.75  # of the letters' size: a wider gap ends a run
_GUTTER_POINTS = 7.0  # the least width of a gutter
_CROSSED = 0.3  # share of the runs that may cross a gutter
_RUNS = 4  # on each side of a gutter, at least
_LETTERS = 14  # in half of the runs on each side: cells of a table have fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold words that stand close together on one height; points from the top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float  # of its longest word's letters
    bold: bool = False  # all of it


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
    at_height: dict[int, list[list[Word]]] = {}  # strips of the page to the runs that reach them
    for word in sorted(words, key=lambda word: word.x0):
        strips = range(int(word.top / _STRIP), int(word.bottom / _STRIP) + 1)
        best: list[Word] | None = None
        most = _ON_A_LINE
        for strip in strips:
            for run in at_height.get(strip, ()):
                last = run[-1]
                gap = word.x0 - last.x1
                if (
                    gap <= RUN_GAP * max(word.size, last.size)
                    and gap > -word.size
                    and (shared := _overlap(last, word)) > most
                ):
                    best, most = run, shared
        if best is None:
            best = []
            open_runs.append(best)
        best.append(word)
        for strip in strips:
            reaching = at_height.setdefault(strip, [])
            if not any(run is best for run in reaching):
                reaching.append(best)
    runs = [_make_run(words) for words in open_runs]
    return sorted(runs, key=lambda run: (run.top + run.bottom, run.x0))


def _make_run(words: Sequence[Word]) -> Run:
    return Run(
        text=" ".join(word.text for word in words),
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        size=max(words, key=lambda word: len(word.text)).size,
        bold=all(word.bold for word in words),
    )


def _join_runs(runs: Sequence[Run]) -> Run:
    """Make one run of the runs of a row, from the left."""
    if len(runs) == 1:
        return runs[0]
    return Run(
        text=" ".join(run.text for run in runs),
        x0=min(run.x0 for run in runs),
        x1=max(run.x1 for run in runs),
        top=min(run.top for run in runs),
        bottom=max(run.bottom for run in runs),
        size=max(runs, key=lambda run: len(run.text)).size,
        bold=all(run.bold for run in runs),
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
            lines.append(Line(run=_join_runs(row), left=left, right=right, column=column))
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
