"""Explain: which cited cell, or which computation from cited cells, a number is.  Pure.

Only cells of the places and times that the sentence names are asked, and only what the words
of the sentence speak of: a ratio needs "times", a growth rate "a year", a mean "average".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from bot.check.allowances import allowed
from bot.check.prose.cited import CitedEvidence
from bot.check.series import Cell, Series
from bot.understand.periods import Point
from bot.understand.quantities import Quantity

__all__ = ["Explained", "explain"]

_MEAN = re.compile(r"\b(?:average[ds]?|averaging|mean|on average)\b", re.I)
_A_YEAR = re.compile(r"\b(?:a|per|each|every) year\b|\bannual(?:ly|ised)?\b|\bcagr\b", re.I)
_TOTAL = re.compile(
    r"\b(?:together|combined?|jointly|between them|in total|altogether|sum|total)\b", re.I
)
_SHARE = re.compile(
    r"\b(?:share|of the world|of all|account(?:s|ed)? for|of (?:the )?total)\b", re.I
)
_GAP = re.compile(
    r"\b(?:more|fewer|less|gap|difference|ahead|behind|lead|margin|added|gained|lost|rise|fall|"
    r"increase|decrease|by|up|down|higher|lower)\b",
    re.I,
)
_MOVES = re.compile(r"\b(?:rose|fell|grew|climbed|dropped|declined|increased|decreased)\b", re.I)
_PLACES_COUNTED = re.compile(r"\b(?:countr|nation|econom|place|member)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Say what a number is: a cell, or a computation from cells."""

    status: Literal["matched", "computed"]
    formula: str
    value: float


def explain(
    quantity: Quantity,
    *,
    sentence: str,
    before: str,
    places: Sequence[str],
    points: Sequence[Point],
    series: Iterable[Series],
    evidence: CitedEvidence,
    cited: Iterable[int],
) -> Explained | None:
    """Find what a number is among the cited cells; None where nothing gives it."""
    stated = allowed(quantity, before=before)
    for one in series:
        if quantity.kind == "rank":
            continue
        for value, formula in _offers(one, quantity, sentence, places, points):
            if stated.holds(value):
                return Explained(
                    status="matched" if formula == "cell" else "computed",
                    formula=formula,
                    value=value,
                )
    wanted = set(cited)
    years = {point.year for point in points}
    if quantity.kind == "rank":
        for n, place, year, rank in evidence.ranks:
            is_meant = n in wanted and place in places and (not years or year in years)
            if is_meant and quantity.value == rank:
                return Explained(status="matched", formula="rank", value=float(rank))
        return None
    for lone in evidence.lone:
        if lone.n not in wanted or not stated.holds(lone.value):
            continue
        if lone.column == "ranked" and not _PLACES_COUNTED.search(sentence):
            continue
        if (lone.place and places and lone.place not in places) or (
            lone.year and years and lone.year not in years
        ):
            continue
        if not lone.place and not all(place in lone.sql for place in places):
            continue
        if not lone.year and not all(str(year) in lone.sql for year in years):
            continue
        return Explained(status="matched", formula="cell", value=lone.value)
    return None


def _offers(
    series: Series,
    quantity: Quantity,
    sentence: str,
    places: Sequence[str],
    points: Sequence[Point],
) -> Iterator[tuple[float, str]]:
    """Give each value that a sentence of these words may state, with its formula."""
    scale = series.scale
    own = {place: series.of(place) for place in places}
    at = {
        (place, point): found[0]
        for place in places
        for point in points
        if (found := series.at(place, point))
    }
    kind = quantity.kind
    percent = kind == "percent"
    if percent == series.is_percent and kind not in ("factor", "points"):
        if points:
            for cell in at.values():
                yield cell.value * scale, "cell"
        else:
            for place in places:
                if (latest := series.latest(place)) is not None:
                    yield latest.value * scale, "cell"
    pairs = [(a, b) for a, b in permutations(at.values(), 2) if _differs_in_one(a, b)]
    for a, b in pairs:
        if kind == "factor" and b.value:
            yield a.value / b.value, "first ÷ second"
        if percent and not series.is_percent and b.value:
            yield abs(100 * (a.value - b.value) / b.value), "100 × |last − first| ÷ first"
            if _SHARE.search(sentence) or " of " in sentence:
                yield 100 * a.value / b.value, "100 × first ÷ second"
        is_gap = kind in ("count", "money", "points") and (kind == "points") == series.is_percent
        if is_gap and _GAP.search(sentence):
            yield abs(a.value - b.value) * scale, "|last − first|"
    if percent and _SHARE.search(sentence):
        for (place, point), cell in at.items():
            whole = series.at("WLD", point)
            if place != "WLD" and whole and whole[0].value:
                yield 100 * cell.value / whole[0].value, "100 × first ÷ second"
    if len(points) == 2:
        first, last = sorted(points)
        for place in places:
            span = [c for c in own[place] if first <= c.point <= last and not c.quarter]
            if [c.year for c in span] != list(range(first.year, last.year + 1)):
                if (place, first) not in at or (place, last) not in at:
                    continue
                span = []
            if span and _MEAN.search(sentence):
                yield scale * sum(c.value for c in span) / len(span), "mean of the rows"
            elif len(places) == 1 and kind in ("count", "money") and not _MOVES.search(sentence):
                yield scale * sum(c.value for c in span), "sum of the rows"
            if percent and _A_YEAR.search(sentence):
                yield from _growth(at.get((place, first)), at.get((place, last)))
    if len(places) > 1 and _TOTAL.search(sentence) and kind in ("count", "money"):
        for point in points:
            cells = [at[place, point] for place in places if (place, point) in at]
            if len(cells) == len(places):
                yield scale * sum(cell.value for cell in cells), "sum of the rows"


def _growth(first: Cell | None, last: Cell | None) -> Iterator[tuple[float, str]]:
    if first is None or last is None or first.value <= 0 or last.value <= 0:
        return
    years = last.year - first.year
    if years > 0:
        rate = 100 * ((last.value / first.value) ** (1 / years) - 1)
        yield rate, f"((last ÷ first)^(1 ÷ {years} years) − 1) × 100"


def _differs_in_one(a: Cell, b: Cell) -> bool:
    return (a.place == b.place) != (a.point == b.point)
