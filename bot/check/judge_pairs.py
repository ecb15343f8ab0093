"""Judge pairs: more than, so many times, the gap, and who passed whom.  Pure."""

from __future__ import annotations

from bot.check.allowances import allowed, known
from bot.check.assertions import Assertion
from bot.check.judgements import Judgement
from bot.check.picking import one_each
from bot.check.series import Cell, Series
from bot.check.wording import how_much
from bot.understand.periods import Point
from corpus.places import PlaceBook

__all__ = ["judge_compare", "judge_difference", "judge_overtake", "judge_ratio"]


def _sides(assertion: Assertion, series: Series) -> tuple[list[Cell], list[Cell]] | None:
    ours = one_each(assertion, series, assertion.places)
    theirs = one_each(assertion, series, assertion.others)
    if not ours or not theirs:
        return None
    return ours, theirs


def judge_compare(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    sides = _sides(assertion, series)
    if sides is None or not assertion.comparison:
        return None
    ours, theirs = sides
    high = _higher_is_more(series)
    left = sum(cell.value for cell in ours)
    against = [sum(c.value for c in theirs)] if assertion.is_span else [c.value for c in theirs]
    room = [known(c.value, status=c.status, printed=c.printed) for c in (*ours, *theirs)]
    if assertion.comparison == "equal":
        right = all(abs(left - value) <= 0.02 * max(abs(left), abs(value)) for value in against)
    elif assertion.comparison == "more":
        right = all((left > value) == high and left != value for value in against)
    else:
        right = all((left < value) == high and left != value for value in against)
    if len(room) == 2 and room[0].meets(room[1]) and assertion.comparison != "equal":
        return None  # both are rounded too far to say
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=(*ours, *theirs),
        reason="" if right else "wrong direction",
        why=""
        if right
        else "it is the other way round"
        if assertion.comparison != "equal"
        else "they are not equal",
        corrected=""
        if right
        else "; ".join(how_much(series, cell, book) for cell in (*ours, *theirs)),
    )


def _higher_is_more(series: Series) -> bool:
    """Tell whether a greater number is the better one: not so for ranks."""
    return series.measure.kind != "rank"


def judge_ratio(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    sides = _sides(assertion, series)
    if sides is None or assertion.number is None:
        return None
    ours, theirs = sides
    left = sum(cell.value for cell in ours)
    rights = [sum(c.value for c in theirs)] if assertion.is_span else [c.value for c in theirs]
    if not left or not all(rights):
        return None
    stated = allowed(assertion.number, before=assertion.before)
    ratios = [left / value for value in rights]
    if assertion.comparison == "fewer":
        ratios = [1 / ratio for ratio in ratios]
    right = all(stated.holds(ratio) for ratio in ratios)
    turned = all(stated.holds(1 / ratio) for ratio in ratios)
    why = (
        "" if right else ("it is the other way round" if turned else f"it is {ratios[0]:.3g} times")
    )
    formula = "first ÷ second" if len(theirs) == 1 and len(ours) == 1 else ""
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=(*ours, *theirs),
        formula=formula,
        value=left / rights[0],
        why=why,
        reason="" if right else "wrong direction" if turned else "wrong value",
        corrected="" if right else f"{left / rights[0]:.3g} times",
    )


def judge_difference(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    sides = _sides(assertion, series)
    quantity = assertion.number
    if sides is None or quantity is None:
        return None
    ours, theirs = sides
    left, right_side = sum(c.value for c in ours), sum(c.value for c in theirs)
    gap = left - right_side if assertion.comparison != "fewer" else right_side - left
    if not assertion.comparison:  # the gap between two, whichever is ahead
        gap = abs(gap)
    formula = "higher − lower"
    if quantity.kind == "percent" and not right_side:
        return None
    if quantity.kind == "percent":
        gap = 100 * gap / abs(right_side)
        formula = ""
    else:
        gap *= series.scale
    stated = allowed(quantity, before=assertion.before)
    right = stated.holds(gap)
    turned = stated.holds(-gap)
    points = (
        quantity.kind == "percent" and series.is_percent and stated.holds(abs(left - right_side))
    )
    reason = (
        "" if right else "wrong direction" if turned else "wrong unit" if points else "wrong value"
    )
    why = {
        "": "",
        "wrong direction": "it is the other way round",
        "wrong unit": "the gap is in percentage points, not per cent",
    }.get(reason, "the gap is another one")
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=(*ours, *theirs) if left >= right_side else (*theirs, *ours),
        formula=formula if len(ours) == len(theirs) == 1 else "",
        value=abs(left - right_side),
        why=why,
        reason=reason,
        corrected=""
        if right
        else "; ".join(how_much(series, cell, book) for cell in (*ours, *theirs)),
    )


def judge_overtake(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    mine = {c.point: c for c in series.of(assertion.places[0])}
    found = []
    for other in assertion.others:
        theirs = {c.point: c for c in series.of(other)}
        judged = _overtaken(assertion, series, mine, theirs)
        if judged is None:
            return None
        found.append(judged)
    return min(found, key=lambda j: j.verdict == "supported", default=None)


def _overtaken(
    assertion: Assertion, series: Series, mine: dict[Point, Cell], theirs: dict[Point, Cell]
) -> Judgement | None:
    points = sorted(set(mine) & set(theirs))
    if len(points) < 2:
        return None
    ahead = [mine[p].value > theirs[p].value for p in points]
    crossings = [points[i] for i in range(1, len(points)) if ahead[i] and not ahead[i - 1]]
    if not assertion.points:
        right = bool(crossings) and ahead[-1]
        at = crossings[-1] if crossings else points[-1]
    else:
        wanted = assertion.points[-1]
        beyond = not crossings or not ahead[-1] or wanted.year < points[0].year
        if beyond and wanted.year not in {p.year for p in points}:
            return None
        fitting = [
            p for p in crossings if p == wanted or (not wanted.quarter and p.year == wanted.year)
        ]
        right = bool(fitting)
        at = fitting[0] if fitting else (crossings[-1] if crossings else wanted)
        at = at if at in mine and at in theirs else points[-1]
    cells = (mine[at], theirs[at])
    if right:
        return Judgement(verdict="supported", series=series, cells=cells)
    if not crossings:
        why = (
            "it was ahead in every year there are figures for"
            if all(ahead)
            else "it did not pass in any year there are figures for"
        )
        if ahead[0] and all(ahead):
            return Judgement(
                verdict="not_found",
                why="the series begins when it was ahead already",
                series=series,
            )
        return Judgement(
            verdict="contradicted", series=series, cells=cells, why=why, reason="wrong direction"
        )
    return Judgement(
        verdict="contradicted",
        series=series,
        cells=cells,
        reason="wrong year",
        why=f"that was in {', '.join(str(p) for p in crossings)}",
        corrected=f"in {crossings[-1]}",
    )
