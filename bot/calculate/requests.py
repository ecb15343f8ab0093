"""Requests: exactly which cells one SELECT is to fetch."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understand.periods import Point
from corpus.catalogues import Measure

__all__ = [
    "PlaceFilter",
    "PlaceGroup",
    "Request",
    "quantity_before_growth",
    "quantity_column",
]

_GROWTH_COLUMNS = {
    "percent": "change_percent",
    "factor": "factor",
    "absolute": "change",
    "cagr": "growth_percent_a_year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """Say which rows are added up, and which taken out, to one value under one name."""

    code: str
    name: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFilter:
    """Say which places may be ranked: those whose value of a measure meets a condition."""

    measure: Measure
    point: Point
    comparison: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Say exactly which cells are wanted: everything vague has been decided."""

    measure: Measure
    places: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    span: tuple[int, int] | None = None
    topic: str = ""
    denominator: Measure | None = None  # per head, per GDP, per another measure
    per: float = 1.0
    share_of: str = ""
    share_members: bool = False  # the whole is the sum of its members, for want of its own row
    groups: tuple[PlaceGroup, ...] = ()  # what the rows are added up to, in place of ``places``
    base: Point | None = None  # the time that an index sets to 100
    joint: bool = False  # rows of pairs: ``places`` are both partners, or the one whose partners
    # ranking only
    universe: str = ""
    excluded: tuple[str, ...] = ()
    growth: str = ""  # "percent", "factor", "absolute", "cagr": ranks by change over points
    descending: bool = True
    limit: int = 0
    above: tuple[str, float] | None = None  # comparison, value
    above_place: str = ""  # the place whose value ``above`` is a multiple of
    filters: tuple[PlaceFilter, ...] = ()
    kinds: tuple[str, ...] = ("country", "territory")

    @property
    def reported(self) -> bool:
        """Tell whether the figures are single ones out of texts, not a dataset's series."""
        return self.measure.view == "as_reported"

    @property
    def quarterly(self) -> bool:
        """Tell whether the rows carry a quarter beside the year."""
        return self.measure.grain == "quarter" and not self.reported

    @property
    def by_topic(self) -> bool:
        """Tell whether the rows carry a topic."""
        return "topic" in self.measure.dimensions


def quantity_column(request: Request) -> str:
    """Name the column that the operation works on."""
    if request.base is not None:
        return "index"
    if request.growth:
        return _GROWTH_COLUMNS[request.growth]
    return quantity_before_growth(request)


def quantity_before_growth(request: Request) -> str:
    """Name the column whose growth is ranked, or which is the quantity itself."""
    if request.share_of:
        return "share_percent"
    return "ratio" if request.denominator is not None else "value"
