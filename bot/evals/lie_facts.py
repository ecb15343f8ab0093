"""Lie facts: places, years and values drawn from one measure, and all that follows from them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.answers import Citation
from bot.check.prose.cite import cite_rows
from bot.evals.lie_sentences import Kind

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["MEASURES", "PLACES", "Case", "MeasureRows", "crossing_year", "draw_facts", "say_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Hold one sentence over its evidence, and whether it is true."""

    id: str
    text: str
    citations: tuple[Citation, ...]
    is_honest: bool
    kind: str  # of statement
    lie: str = ""  # what was exchanged


MEASURES = (
    "nsf_ai_articles", "nsf_cs_articles", "nsf_ai_international", "nsf_ai_intl_share",
    "nsf_cs_top1_whole", "oecd_ip5_families",
)  # fmt: skip
PLACES = "CHN USA IND GBR DEU JPN KOR FRA ITA CAN ESP AUS NLD BRA POL SWE TUR IRN SGP CHE".split()


class MeasureRows:
    """Hold the values of one measure, and cut citations from them."""

    def __init__(self, onrecord: Onrecord, measure: str) -> None:
        self.onrecord = onrecord
        self.measure = onrecord.knowledge.catalogue.measure(measure)
        self.is_percent = self.measure.unit == "percent"
        rows = onrecord.store.figures.run(
            f"SELECT place, name, kind, year, value, status FROM {self.measure.view} "
            "WHERE value IS NOT NULL ORDER BY place, year",
            limit_rows=100_000,
        ).rows
        cells: list[tuple[Any, ...]] = list(rows)
        self.values: dict[tuple[str, int], float] = {(c[0], c[3]): float(c[4]) for c in cells}
        self.kinds: dict[str, str] = {cell[0]: cell[2] for cell in cells}
        self.places = [p for p in PLACES if sum(k[0] == p for k in self.values) > 3]
        self.years = sorted({year for _, year in self.values})
        self.world = any(place == "WLD" for place, _ in self.values)

    def name(self, place: str) -> str:
        """Give a place's name inside a sentence."""
        return self.onrecord.knowledge.book.place(place).sentence

    def cite(self, n: int, where: str, *, ranked: bool = False) -> Citation:
        """Cite rows of the measure, with a rank where they are to be ranked."""
        view = self.measure.view
        if ranked:
            sql = (
                f"WITH cells AS (SELECT place, name, year, value, status FROM {view} WHERE "
                f"{where} AND kind IN ('country', 'territory') AND value IS NOT NULL) SELECT *, "
                "RANK() OVER (ORDER BY value DESC) AS rank, COUNT(*) OVER () AS ranked FROM cells "
                "ORDER BY rank"
            )
        else:
            sql = (
                f"SELECT place, name, year, value, status FROM {view} WHERE {where} "
                "ORDER BY name, year"
            )
        found = self.onrecord.store.figures.run(sql, limit_rows=1000)
        return cite_rows(
            n, found.sql, found.columns, found.rows, catalogue=self.onrecord.knowledge.catalogue
        )

    def print(self, value: float) -> str:
        """Print a value as its measure is printed."""
        if self.is_percent:
            return f"{value:.1f}%"
        return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"

    def rank(self, place: str, year: int) -> int:
        """Give the rank of a place among countries in a year."""
        mine = self.values[place, year]
        return 1 + sum(
            value > mine
            for (other, when), value in self.values.items()
            if when == year and self.kinds[other] in ("country", "territory")
        )


def draw_facts(evidence: MeasureRows, kind: Kind, rng: random.Random) -> dict[str, Any] | None:
    """Draw places and years, and say everything that templates may want of them."""
    for _ in range(60):
        a, b, c = rng.sample(evidence.places, 3)
        y0, y1 = sorted(rng.sample(evidence.years, 2))
        y = rng.choice(evidence.years[-8:])
        if all((p, when) in evidence.values for p in (a, b, c) for when in (y, y0, y1)):
            made = say_facts(evidence, kind, (a, b, c), (y, y0, y1), rng)
            if made is not None:
                return made
    return None


def say_facts(
    evidence: MeasureRows,
    kind: Kind,
    places: tuple[str, str, str],
    years: tuple[int, int, int],
    rng: random.Random,
) -> dict[str, Any] | None:
    """Say what templates may want of three places and three years; None where it is no case."""
    a, b, c = places
    y, y0, y1 = years
    values = evidence.values
    va, vb, vc = (values[p, y] for p in places)
    v0, v1 = values[a, y0], values[a, y1]
    if min(va, vb, v0) <= 5 or v0 == v1 or va == vb or y1 - y0 < 2:
        return None
    if kind in ("ratio", "difference") and va < 1.2 * vb:
        return None
    if kind == "highest" and evidence.rank(a, y) != 1:
        a = next((p for p in evidence.places if evidence.rank(p, y) == 1), "")
        if not a or a in (b, c):
            return None
        va = values[a, y]
    if kind == "percent" and abs(v1 / v0 - 1) < 0.02:
        return None
    if kind == "words" and not (20 < va < 100_000 and va.is_integer()):
        return None
    if kind == "share" and ("WLD", y) not in values:
        return None
    if kind == "growth a year" and v1 <= v0:
        return None
    span = [values[a, year] for year in range(y0, y1 + 1) if (a, year) in values]
    if kind == "mean" and len(span) != y1 - y0 + 1:
        return None
    own = [(value, year) for (place, year), value in values.items() if place == a]
    if kind == "peak":
        va, y = max(own)
        if sum(value == va for value, _ in own) > 1:
            return None
    if kind == "overtake":
        y = crossing_year(evidence, a, b)
        if not y:
            return None
    rank = evidence.rank(a, y)
    if kind == "rank" and rank > 20:
        return None
    bound = _round_down(sorted(v for (p, w), v in values.items() if w == y and p in PLACES)[-5])
    return {
        "places": (a, b, c),
        "years": (y, y0, y1),
        "numbers": {
            "va": va, "vb": vb, "vc": vc, "v0": v0, "v1": v1, "pct": 100 * abs(v1 / v0 - 1),
            "times": va / vb, "gap": abs(va - vb), "total": va + vb,
            "mean": sum(span) / len(span) if span else 0.0,
            "cagr": 100 * ((v1 / v0) ** (1 / (y1 - y0)) - 1) if v1 > v0 else 0.0,
            "share": 100 * va / values.get(("WLD", y), va), "points": abs(v1 - v0),
            "n": rank, "bound": bound,
            "count": sum(
                v > bound
                for (p, w), v in values.items()
                if w == y and evidence.kinds[p] in ("country", "territory")
            ),
        },
        "up": v1 > v0, "ahead_": va > vb, "style": rng.randrange(1000),
    }  # fmt: skip


def crossing_year(evidence: MeasureRows, a: str, b: str) -> int:
    """Give the one year in which a place passed another for good; 0 for none."""
    shared = [y for y in evidence.years if (a, y) in evidence.values and (b, y) in evidence.values]
    signs = [evidence.values[a, y] > evidence.values[b, y] for y in shared]
    turns = [n for n in range(1, len(signs)) if signs[n] != signs[n - 1]]
    return shared[turns[0]] if len(turns) == 1 and signs[turns[0]] else 0


def _round_down(value: float) -> float:
    power = 10 ** max(len(str(int(value))) - 2, 0)
    return float(int(value / power) * power)
