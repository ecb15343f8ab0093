"""Judge changes: which way, by how much, in every year, when first, when highest.  Pure."""

from __future__ import annotations

from itertools import pairwise

from bot.check.allowances import allowed
from bot.check.assertions import Assertion
from bot.check.judgements import Judgement
from bot.check.picking import meets, speaks_to
from bot.check.series import Cell, Series
from bot.check.wording import when_text
from corpus.places import PlaceBook

__all__ = ["judge_change", "judge_first_year", "judge_monotone", "judge_peak"]


def _ends(assertion: Assertion, series: Series) -> tuple[Cell, Cell] | None:
    place = assertion.places[0]
    if not assertion.points:
        return None
    first = series.at(place, assertion.points[0])
    if len(assertion.points) == 1:
        last = series.latest(place)
        lasts = [last] if last else []
    else:
        lasts = series.at(place, assertion.points[1])
    if not first or not lasts or first[0].point >= lasts[0].point:
        return None
    start = first[0]
    same = [cell for cell in first if cell.quarter == lasts[0].quarter]
    return (same[0] if same else start), lasts[0]


def judge_change(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    ends = _ends(assertion, series)
    if ends is None or (series.measure.kind == "cumulative" and assertion.comparison == "fewer"):
        return None
    first, last = ends
    quantity = assertion.number
    rising = last.value > first.value
    wanted = assertion.comparison != "fewer"
    good = Judgement(verdict="supported", series=series, cells=(last, first))
    now = f"from {when_text(series, first)} to {when_text(series, last)}"
    if quantity is not None and quantity.kind == "factor" and (quantity.value or 0) < 1:
        wanted = False
    if rising != wanted or last.value == first.value:
        return Judgement(
            verdict="contradicted",
            series=series,
            cells=(last, first),
            reason="wrong direction",
            why=f"it went {'up' if rising else 'down'}"
            if last.value != first.value
            else "it did not change",
            corrected=now,
        )
    if quantity is None:
        return good
    stated = allowed(quantity, before=assertion.before)
    gap = abs(last.value - first.value)
    if quantity.kind == "factor":
        if not first.value or not last.value:
            return None
        value = last.value / first.value
        shrinking = not rising and (quantity.value or 0) > 1
        formula = "first ÷ second" if shrinking else "last ÷ first"
        held = stated.holds(1 / value if shrinking else value)
        corrected = f"{value:.3g} times ({now})"
        cells = (first, last) if shrinking else (last, first)
        value = 1 / value if shrinking else value
    elif quantity.kind == "percent":
        if not first.value:
            return None
        value, formula, cells = (
            100 * gap / abs(first.value),
            "100 × |last − first| ÷ first",
            (last, first),
        )
        if assertion.a_year:
            years = last.year - first.year
            value = abs(100 * ((last.value / first.value) ** (1 / years) - 1)) if years else value
            formula = ""
        held = stated.holds(value)
        corrected = f"{value:.1f} per cent{' a year' if assertion.a_year else ''} ({now})"
        if not held and series.is_percent and stated.holds(gap):
            return Judgement(
                verdict="contradicted",
                series=series,
                cells=(last, first),
                reason="wrong unit",
                why="the change is in percentage points, not per cent",
                corrected=f"{gap:.1f} percentage points ({now})",
            )
    else:
        if quantity.kind == "points" and not series.is_percent:
            return None
        value, formula, cells = gap * series.scale, "|last − first|", (last, first)
        held = stated.holds(value)
        value = gap
        corrected = f"{gap:,.6g} ({now})"
    return Judgement(
        verdict="supported" if held else "contradicted",
        series=series,
        cells=cells,
        formula=formula,
        value=value,
        reason="" if held else "wrong size",
        why="" if held else "the change is of another size",
        corrected="" if held else corrected,
    )


def judge_monotone(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    place = assertion.places[0]
    own = series.of(place)
    if assertion.points:
        own = [c for c in own if c.point >= assertion.points[0]]
        if len(assertion.points) == 2:
            own = [c for c in own if c.point <= assertion.points[1]]
    own = [c for c in own if c.status not in ("incomplete", "projected")]
    if len(own) < 3:
        return None
    up = assertion.comparison != "fewer"
    for earlier, later in pairwise(own):
        if (later.value <= earlier.value) if up else (later.value >= earlier.value):
            return Judgement(
                verdict="contradicted",
                series=series,
                cells=(later, earlier),
                reason="wrong direction",
                why=f"not in {later.when}",
                corrected=f"from {when_text(series, earlier)} to {when_text(series, later)}",
            )
    return Judgement(verdict="supported", series=series, cells=(own[-1], own[0]))


def judge_first_year(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if assertion.bound is None or not assertion.places or not assertion.points:
        return None
    if not speaks_to(assertion.bound, series):
        return None
    own = series.of(assertion.places[0])
    claimed = [c for c in own if c.year == assertion.points[-1].year]
    holding = [c for c in own if meets(assertion.bound, c.value * series.scale)]
    if not claimed:
        return None
    if not holding:
        top = max(own, key=lambda c: c.value)
        return Judgement(
            verdict="contradicted",
            series=series,
            cells=(top,),
            reason="wrong year",
            why="it never did",
            corrected=f"at most {when_text(series, top)}",
        )
    first = holding[0]
    if first.year == assertion.points[-1].year:
        if first is own[0]:
            return None  # it may have been so before the series begins
        before = own[own.index(first) - 1]
        return Judgement(verdict="supported", series=series, cells=(first, before))
    return Judgement(
        verdict="contradicted",
        series=series,
        cells=(first, claimed[-1]),
        reason="wrong year",
        why=f"that was so in {first.when} already"
        if first.year < assertion.points[-1].year
        else f"not before {first.when}",
        corrected=f"first in {first.when}, with {when_text(series, first)}",
    )


def judge_peak(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if not assertion.places or not assertion.points:
        return None
    own = [
        c
        for c in series.of(assertion.places[0])
        if not (assertion.lowest and c.status == "incomplete")
    ]
    if len(own) < 3 or series.measure.kind == "cumulative":
        return None
    if assertion.points[-1].year not in {c.year for c in own}:
        return None
    top = (min if assertion.lowest else max)(own, key=lambda c: c.value)
    ties = {c.year for c in own if c.value == top.value}
    right = assertion.points[-1].year in ties
    claimed = [c for c in own if c.year == assertion.points[-1].year][-1]
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=(claimed,) if right else (top, claimed),
        reason="" if right else "wrong year",
        why="" if right else f"it was {'lowest' if assertion.lowest else 'highest'} in {top.when}",
        corrected="" if right else when_text(series, top),
    )
