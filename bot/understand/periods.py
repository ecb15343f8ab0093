"""Periods: years and quarters as data; ``find_period`` finds them in a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Kind", "Period", "Point"]

Kind = Literal["latest", "at", "range", "since", "until", "last", "all", "shift"]


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """Name a year, or a quarter of it."""

    year: int
    quarter: int = 0  # 0: the whole year

    def __str__(self) -> str:
        return f"Q{self.quarter} {self.year}" if self.quarter else str(self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Say which years are asked for; ``start`` and ``end`` are both included."""

    kind: Kind = "latest"
    points: tuple[Point, ...] = ()  # "at": one or more; "range": two; "since"/"until": one
    last_years: int = 0  # "last": how many years of the data
    shift_years: int = 0  # "shift": years from the period of the question before
    note: str = ""  # how words such as "before the pandemic" were taken

    @property
    def start(self) -> Point | None:
        """Give the first point, where there is one."""
        return self.points[0] if self.points and self.kind in ("at", "range", "since") else None

    @property
    def end(self) -> Point | None:
        """Give the last point, where there is one."""
        return self.points[-1] if self.points and self.kind in ("at", "range", "until") else None

    def __str__(self) -> str:
        if self.kind == "at":
            return ", ".join(map(str, self.points))
        if self.kind == "range":
            return f"{self.points[0]} to {self.points[-1]}"
        if self.kind in ("since", "until"):
            return f"{self.kind} {self.points[0]}"
        if self.kind == "last":
            return f"the last {self.last_years} years with data"
        return "all years" if self.kind == "all" else "latest"
