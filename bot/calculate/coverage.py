"""Coverage: which places and years each measure has, read once from the store."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field, replace

from bot.understand.periods import Point
from corpus.catalogues import Catalogue, Measure
from index.query import Figures

__all__ = ["Coverage", "CoverageReader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Say where a measure has values.  Spans ("2003–2022" as one number) are kept apart."""

    points: dict[str, tuple[Point, ...]] = field(default_factory=dict)  # place → years, in order
    spans: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # place → country, bloc, region ...
    status: dict[tuple[str, Point], str] = field(default_factory=dict)  # only what is not final
    pairs: dict[str, tuple[Point, ...]] = field(default_factory=dict)  # "USA&CHN" → years
    pair_spans: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @property
    def places(self) -> frozenset[str]:
        """Give every place that has a value at any time."""
        return frozenset(self.points) | frozenset(self.spans)

    @property
    def years(self) -> tuple[Point, ...]:
        """Give every period that any place has, in order."""
        return tuple(sorted({point for points in self.points.values() for point in points}))

    def has(self, place: str, point: Point) -> bool:
        """Tell whether a place has a value at a point."""
        return point in self.points.get(place, ())

    def within(self, other: Coverage) -> Coverage:
        """Give the part of this coverage for which the other has a value of the same year."""
        return replace(
            self,
            points={
                place: kept
                for place, points in self.points.items()
                if (kept := tuple(p for p in points if other.has(place, Point(p.year))))
            },
            spans={},
        )

    def countries_at(self, point: Point) -> int:
        """Count the countries and territories with a value at a point."""
        return sum(
            1
            for place, points in self.points.items()
            if point in points and self.kinds.get(place) in ("country", "territory")
        )


class CoverageReader:
    """Read coverage measure by measure, and keep it: a store never changes under a reader."""

    def __init__(self, figures: Figures, catalogue: Catalogue) -> None:
        self._figures = figures
        self._catalogue = catalogue
        self._read: dict[tuple[str, str], Coverage] = {}
        self._lock = threading.Lock()

    def of(self, measure: str, *, topic: str = "") -> Coverage:
        """Give the coverage of a measure, for one topic where it has topics."""
        key = (measure, topic)
        with self._lock:
            if key not in self._read:
                self._read[key] = self._from_store(self._catalogue.measure(measure), topic)
            return self._read[key]

    def _from_store(self, measure: Measure, topic: str) -> Coverage:
        if measure.view == "as_reported":
            sql = (
                "SELECT place, kind, start_year, end_year, 0 AS quarter, status, partner "
                f"FROM as_reported WHERE measure = '{measure.id}'"
            )
        else:
            at = "quarter" if measure.grain == "quarter" else "0 AS quarter"
            sql = (
                f"SELECT place, kind, year AS start_year, year AS end_year, {at}, status, "
                f"{'partner' if 'partner' in measure.dimensions else 'NULL'} AS partner "
                f"FROM {measure.view}"
            )
            if "topic" in measure.dimensions and topic:
                escaped = topic.replace("'", "''")
                sql += f" WHERE topic = '{escaped}'"
        points: dict[str, set[Point]] = defaultdict(set)
        spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
        kinds: dict[str, str] = {}
        status: dict[tuple[str, Point], str] = {}
        pairs: dict[str, set[Point]] = {}
        pair_spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for place, kind, start, end, quarter, note, partner in self._figures.run(
            sql, limit_rows=100_000
        ).rows:
            if partner:
                pair = pairs.setdefault(f"{place}&{partner}", set())
                if start is not None and start == end:
                    pair.add(Point(int(end), int(quarter or 0)))
                elif start is not None and end is not None:
                    pair_spans[f"{place}&{partner}"].add((int(start), int(end)))
                continue
            kinds[str(place)] = str(kind)
            if start is None or end is None:
                spans[str(place)].add((0, 0))
                continue
            if start != end:
                spans[str(place)].add((int(start), int(end)))
                continue
            point = Point(int(end), int(quarter or 0))
            points[str(place)].add(point)
            if note and note != "final":
                status[str(place), point] = str(note)
        return Coverage(
            points={place: tuple(sorted(found)) for place, found in points.items()},
            spans={place: tuple(sorted(found)) for place, found in spans.items()},
            kinds=kinds,
            status=status,
            pairs={pair: tuple(sorted(found)) for pair, found in pairs.items()},
            pair_spans={pair: tuple(sorted(found)) for pair, found in pair_spans.items()},
        )
