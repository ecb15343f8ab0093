"""Points: read a chart's points from rows, say them in words, and place their labels.

Pure: what the drawing in ``charts.py`` needs and what a test can hold against the rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.compose.numbers import format_number
from corpus.errors import CorpusError

__all__ = [
    "FINAL",
    "Point",
    "axis_format",
    "describe_points",
    "label_positions",
    "label_value",
    "nice_number",
    "read_points",
    "write_number",
]

FINAL = {"", "final", "actual", "reported"}
LISTED_SERIES, LISTED_PLACES = 8, 12  # more than that, and alternative text stops being read


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Hold one value to draw."""

    place: str
    period: int | str | None
    value: float
    status: str
    code: str = ""  # of the place, where it is known

    @property
    def final(self) -> bool:
        """Say whether the value may be drawn solid: no estimate, no unfinished year."""
        return self.status.lower() in FINAL

    @property
    def rank(self) -> int:
        """Order years; other periods keep the order of their rows."""
        return self.period if isinstance(self.period, int) else 0

    def as_datum(self) -> dict[str, Any]:
        """Give the point as a chart's data hold it."""
        return {
            "place": self.place,
            "period": self.period,
            "value": self.value,
            "status": self.status or "final",
            "final": self.final,
            **({"code": self.code} if self.code else {}),
        }


def read_points(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> list[Point]:
    """Read the rows that have a value.  CorpusError where a needed column is missing."""
    place = _column(columns, "name", "place", "entity")
    value = _column(columns, "value")
    period = _column(columns, "year", "period")
    status, code = _column(columns, "status"), _column(columns, "code")
    if place is None or value is None:
        raise CorpusError(
            f"a chart needs a place and a value column but has {list(columns)!r}; name them so"
        )
    points = []
    for row in rows:
        number = row[value]
        if number is None or not math.isfinite(float(number)):
            continue  # a gap stays a gap: a missing row is not zero
        points.append(
            Point(
                place=str(row[place]),
                period=None if period is None else row[period],
                value=float(number),
                status="" if status is None or row[status] is None else str(row[status]),
                code="" if code is None or row[code] is None else str(row[code]),
            )
        )
    return points


def _column(columns: Sequence[str], *names: str) -> int | None:
    lower = [column.lower() for column in columns]
    return next((lower.index(name) for name in names if name in lower), None)


def label_positions(values: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move labels apart by ``gap`` at least, keeping order, near their values, within bounds.

    >>> label_positions([10.0, 11.0, 50.0], gap=5.0, low=0.0, high=60.0)
    [8.0, 13.0, 50.0]
    """
    order = sorted(range(len(values)), key=lambda index: values[index])
    # Runs of labels that touch share one middle; a run that grows into its neighbour takes it in.
    runs: list[list[int]] = []
    for index in order:
        runs.append([index])
        while len(runs) > 1 and _top(runs[-2], values, gap) + gap > _bottom(runs[-1], values, gap):
            last = runs.pop()
            runs[-1] = runs[-1] + last
    placed = [0.0] * len(values)
    floor = low
    for run in runs:
        start = max(_bottom(run, values, gap), floor)
        for step, index in enumerate(run):
            placed[index] = start + step * gap
        floor = placed[run[-1]] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def _bottom(run: Sequence[int], values: Sequence[float], gap: float) -> float:
    return sum(values[index] for index in run) / len(run) - gap * (len(run) - 1) / 2


def _top(run: Sequence[int], values: Sequence[float], gap: float) -> float:
    return _bottom(run, values, gap) + gap * (len(run) - 1)


def label_value(point: Point) -> str:
    """Write the value as its mark is labelled, with its status where it is not final."""
    return write_number(point.value) + ("" if point.final else f" ({point.status})")


def write_number(value: float) -> str:
    """Write a value for a label: thousands with commas, small values to three figures.

    >>> write_number(42524.0), write_number(30.14), write_number(0.0512)
    ('42,524', '30.1', '0.0512')
    """
    if value == round(value) or abs(value) >= 1000:
        return format_number(value)
    # rounded as the sentences are: 223.25 is 223.3, not the even 223.2
    return format_number(value, 1) if abs(value) >= 10 else f"{value:.3g}"


def nice_number(value: float) -> float:
    """Round up to a number an axis can end on: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times 10^n."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        round(step * power, 12)
        for step in (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
        if step * power >= value * (1 - 1e-12)
    )


def axis_format(top: float) -> str:
    """Give the number format of an axis that ends at ``top``."""
    return ",.0f" if top >= 10 else ",.2~f" if top >= 0.1 else ".2~g"


def describe_points(points: Sequence[Point], *, title: str, subtitle: str, order: str) -> str:
    """Say in words what the chart shows, for readers who cannot see it.

    ``order`` is "time" for series, "value" for the highest first, "given" for as they come.
    """
    sentences = [f"{title.rstrip('.')}.", f"{subtitle.rstrip('.')}." if subtitle else ""]
    places = list(dict.fromkeys(point.place for point in points))
    if order == "time":
        for place in places[:LISTED_SERIES]:
            line = sorted(
                (point for point in points if point.place == place),
                key=lambda point: point.rank,
            )
            first, last = line[0], line[-1]
            peak = max(line, key=lambda point: point.value)
            sentence = f"{place}: {write_number(first.value)} in {first.period}"
            if last is not first:
                sentence += f" to {write_number(last.value)} in {last.period}"
            if peak not in (first, last):
                sentence += f", highest {write_number(peak.value)} in {peak.period}"
            sentences.append(sentence + ("" if last.final else f" ({last.status})") + ".")
        if len(places) > LISTED_SERIES:
            sentences.append(f"And {len(places) - LISTED_SERIES} more places.")
    else:
        listed = list(points) if order == "given" else sorted(points, key=lambda p: -p.value)
        listed = listed[:LISTED_PLACES]
        sentences.append("; ".join(f"{point.place} {label_value(point)}" for point in listed) + ".")
        if len(points) > LISTED_PLACES:
            sentences.append(f"And {len(points) - LISTED_PLACES} more.")
    return " ".join(sentence for sentence in sentences if sentence)
