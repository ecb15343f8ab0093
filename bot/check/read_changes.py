"""Read changes: rose, fell, doubled, by 12 per cent, in every year since."""

from __future__ import annotations

import re
from typing import cast

from bot.check import patterns
from bot.check.assertions import Assertion, Comparison
from bot.check.claim_scope import Scope
from bot.check.template import Mark
from bot.understand.periods import Point

__all__ = ["read_changes"]

_A_YEAR = re.compile(r"\b(?:a|per|each|every) year\b|annual(?:ly)?\b|\bp\.?a\.?\b|cagr")
_HEDGE = (
    r"(?:about |around |roughly |some |nearly |almost |over |more than |just over |just under |"
    r"at least |less than |fewer than |a |an |only |approximately )*"
)
_BY = (
    r"\b(?:by|up|down|grew|rose|fell|gained|added|lost|increased|declined|dropped|climbed|jumped|"
    r"surged|shed|of) "
)
_NOUN = (
    r"[ -](?:\w+ )?(?:increase|rise|growth|gain|jump|drop|fall|decline|decrease|surge|cut|more|"
    r"fewer|less|higher|lower|expansion|leap|up|down)"
)


def read_changes(scope: Scope) -> None:
    """Read which way a figure went, and by how much."""
    others = ("compare", "overtake", "first_year", "count", "peak", "ratio", "difference", "rank")
    if scope.has(*others) or scope.reading.concept.endswith("_loss"):
        return
    text = scope.text
    up, down = patterns.UP.search(text), patterns.DOWN.search(text)
    if not up and not down and not scope.free("F"):
        return
    way: Comparison = "fewer" if down and (not up or down.start() < up.start()) else "more"
    negated = bool(patterns.NEGATED.search(text))
    ends = _ends(scope)
    if patterns.EVERY_YEAR.search(text):
        if "never f" in text:
            way = "more"
        scope.add(
            Assertion(
                kind="monotone",
                places=scope.subjects()[:1],
                points=ends,
                comparison=way,
                has_year=scope.has_year,
            )
        )
        return
    marks = _magnitudes(scope)
    if negated and not marks:
        way = "fewer" if way == "more" else "more"
    for place in scope.subjects():
        for mark in cast(list[Mark | None], marks) or [None]:
            scope.add(
                Assertion(
                    kind="change",
                    places=(place,),
                    number=mark.quantity if mark else None,
                    points=ends,
                    comparison=way,
                    has_year=len(ends) == 2,
                    share_of=scope.share_of(),
                    a_year=bool(_A_YEAR.search(text)),
                    before=scope.before(mark),
                ),
                mark,
            )


def _magnitudes(scope: Scope) -> list[Mark]:
    """Find the numbers that say by how much; those that say from and to are values."""
    marks = list(scope.free("F"))
    for mark in scope.free("N"):
        token = re.escape(f"⟨N{mark.number}⟩")
        by = re.search(rf"{_BY}{_HEDGE}{token}", scope.text)
        to = re.search(rf"\b(?:to|from|at|hit|reached|reaching) {_HEDGE}{token}", scope.text)
        noun = re.search(rf"{token}{_NOUN}", scope.text)
        kind = mark.quantity.kind if mark.quantity else ""
        if to or not (by or noun or kind == "points"):
            continue
        if by and not noun and by.group().startswith("of ") and kind not in ("percent", "points"):
            continue  # "a total of 433" is no change
        marks.append(mark)
    return marks


def _ends(scope: Scope) -> tuple[Point, ...]:
    """Give the two times of a change; one where it runs to the latest; none where none is told."""
    years = sorted(set(scope.years))
    if len(years) >= 2:
        return years[0], years[-1]
    if not years:
        return ()
    since = re.search(r"\b(?:since|from|after) (?:the year )?⟨Y0⟩", scope.text)
    if scope.reading.period.kind == "since" or since:
        return (years[0],)
    if years[0].quarter:
        return ()
    return Point(years[0].year - 1), years[0]
