"""Series: the values that a claim can be held against, one series a measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.understand.periods import Point
from corpus.catalogues import Dataset, Measure

__all__ = ["Cell", "Series", "unit_scale"]

_COUNTED = ("country", "territory")  # what a world ranking ranks
_COMPLETE = 15  # places: a list with fewer is a selection, and cannot say who comes last


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Hold one value with its place, time and what its source says of it."""

    place: str
    kind: str  # country, bloc, world ...
    year: int
    value: float  # the quantity compared: a share where the series is one of shares
    quarter: int = 0
    start_year: int = 0  # differs from ``year`` for a span of years
    partner: str = ""
    status: str = ""
    printed: str = ""
    source: int = 0

    @property
    def point(self) -> Point:
        """Give the time as a point."""
        return Point(self.year, self.quarter)

    @property
    def spans(self) -> bool:
        """Tell whether it counts several years as one."""
        return bool(self.start_year) and self.start_year != self.year

    @property
    def when(self) -> str:
        """Give the time as printed."""
        return f"{self.start_year}–{self.year}" if self.spans else str(self.point)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Hold every value of one measure, as it is or made into shares or rates."""

    measure: Measure
    dataset: Dataset
    cells: tuple[Cell, ...]
    share_of: str = ""
    denominator: str = ""
    per: float = 1.0
    topic: str = ""
    _by_place: dict[str, list[Cell]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the cells by place."""
        for cell in self.cells:
            self._by_place.setdefault(cell.place, []).append(cell)

    @property
    def is_percent(self) -> bool:
        """Tell whether the values are percentages."""
        return bool(self.share_of) or self.measure.unit.startswith("percent")

    @property
    def scale(self) -> float:
        """Give what one unit of the values is worth: "US$ billion" is 1e9."""
        return 1.0 if self.share_of or self.denominator else unit_scale(self.measure.unit)

    @property
    def is_selection(self) -> bool:
        """Tell whether the source gives only some places, so that absence says nothing."""
        counted = {cell.place for cell in self.cells if cell.kind in _COUNTED}
        return self.measure.view == "as_reported" or len(counted) < _COMPLETE

    def of(self, place: str) -> list[Cell]:
        """Give a place's single-year cells in order of time."""
        found = [cell for cell in self._by_place.get(place, ()) if not cell.spans]
        return sorted(found, key=lambda cell: cell.point)

    def spans_of(self, place: str) -> list[Cell]:
        """Give a place's cells that count several years as one."""
        return [cell for cell in self._by_place.get(place, ()) if cell.spans]

    def at(self, place: str, point: Point) -> list[Cell]:
        """Give a place's cells at a point; of a year in quarters, the last quarter first."""
        own = self.of(place)
        exact = [cell for cell in own if cell.point == point]
        if exact or point.quarter:
            return exact
        return sorted((cell for cell in own if cell.year == point.year), key=lambda c: -c.quarter)

    def ranked(self, point: Point, *, among: frozenset[str] | None, lowest: bool) -> list[Cell]:
        """Give the countries' cells at a point, the leader first."""
        best: dict[str, Cell] = {}
        for cell in self._everywhere(point, among):
            best.setdefault(cell.place, cell)
        return sorted(best.values(), key=lambda cell: cell.value if lowest else -cell.value)

    def _everywhere(self, point: Point, among: frozenset[str] | None) -> Iterable[Cell]:
        for place in self._by_place:
            for cell in self.at(place, point)[:1]:
                if (place in among) if among is not None else cell.kind in _COUNTED:
                    yield cell

    @property
    def places(self) -> tuple[str, ...]:
        """Give the places that have a value at any time."""
        return tuple(self._by_place)

    def latest(self, place: str) -> Cell | None:
        """Give a place's latest finished year; None where it has none."""
        own = self.of(place)
        done = [c for c in own if c.status not in ("incomplete", "projected")]
        return done[-1] if done else own[-1] if own else None


def unit_scale(unit: str) -> float:
    """Give the factor that a unit's name holds.

    >>> unit_scale("US$ billion"), unit_scale("articles")
    (1000000000.0, 1.0)
    """
    words = unit.lower().split()
    for word, factor in (("billion", 1e9), ("million", 1e6), ("trillion", 1e12)):
        if word in words and "per" not in words:
            return factor
    return 1.0
