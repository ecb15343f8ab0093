"""Assertions: what a claim says, as data: a value, a comparison, a change, a rank ..."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.readings import Reading
from bot.understand.periods import Point
from bot.understand.quantities import Quantity

__all__ = ["Assertion", "ClaimReading", "Comparison", "Kind"]

Kind = Literal[
    "value",  # the value of a place at a time
    "sum",  # of several places, or of several years
    "compare",  # one place against another, or against several together
    "ratio",  # one place as a multiple of another
    "difference",
    "change",  # between two times: up or down, by so much
    "monotone",  # up, or down, in every year
    "rank",
    "first_year",
    "overtake",
    "peak",  # the year in which a place was at its highest or lowest
    "count",  # how many places meet a condition
    "text",  # nothing that tables speak to
]
Comparison = Literal["more", "fewer", "equal", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """State one thing that a claim says and that evidence can bear out or not."""

    kind: Kind
    places: tuple[str, ...] = ()  # the subject
    others: tuple[str, ...] = ()  # what it is compared with
    number: Quantity | None = None
    bound: Quantity | None = None  # the threshold of a count or a first year
    points: tuple[Point, ...] = ()  # one, or the two ends of a change
    is_span: bool = False  # the points are the ends of a span that the number covers
    comparison: Comparison = ""  # which way; of a change "more" is up
    rank: int = 0
    within: int = 0  # "among the top ten": any rank up to this
    denied: bool = False  # the claim says that it is not so
    lowest: bool = False  # ranked from the bottom; the trough, not the peak
    universe: str = ""  # bloc or region within which places are ranked or counted
    share_of: str = ""
    a_year: bool = False  # a rate of growth a year
    before: str = ""  # the words before the number, for its hedge
    has_year: bool = True  # False: the claim names no time


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading:
    """Hold what a claim is about and everything it asserts."""

    reading: Reading
    assertions: tuple[Assertion, ...]
    unexplained: tuple[str, ...]  # content words that neither measure nor place nor verb explains
    not_judged: str = ""  # why a part of it cannot be judged: opinion, cause, the future
    only_not_judged: bool = False  # there is nothing else in it
    concepts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # other readings of its measure
