"""Judge figures: one assertion against one series.  Pure: no I/O, no model."""

from __future__ import annotations

from collections.abc import Callable

from bot.check.allowances import Range, allowed, known
from bot.check.assertions import Assertion
from bot.check.judgements import Judgement
from bot.check.series import Cell, Series
from bot.check.wording import how_much, number_text, when_text
from bot.understand.periods import Point
from bot.understand.quantities import Quantity
from corpus.places import PlaceBook

__all__ = ["judge_figures"]

_YEARS_AROUND = 3


def judge_figures(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    """Judge an assertion by one series; None where the series cannot speak to it."""
    judge = _JUDGES.get(assertion.kind)
    return judge(assertion, series, book) if judge else None


def speaks_to(quantity: Quantity | None, series: Series, *, is_share: bool = False) -> bool:
    """Tell whether a number is of the kind that a series counts: per cent, money, things."""
    if quantity is None:
        return True
    unit = series.measure.unit.lower()
    money = ("dollar" in unit or "us$" in unit or "yuan" in unit) and not series.share_of
    if quantity.kind == "percent":
        return series.is_percent
    if quantity.kind == "money":
        return money
    if quantity.kind == "count":
        if series.share_of or series.measure.kind == "rank":
            return False
        return not series.is_percent or not is_share
    return True


def _pick(series: Series, assertion: Assertion, place: str) -> list[Cell]:
    """Give the cells of a place at the assertion's one time, or its latest."""
    if assertion.points:
        return series.at(place, assertion.points[-1])
    latest = series.latest(place)
    return [latest] if latest else []


def _verdict(stated: Range, cells: list[Cell], scale: float, quantity: Quantity) -> tuple[str, Cell]:
    """Hold cells that all say the same thing against the range that the words allow."""
    undecided = False
    for cell in cells:
        value = cell.value * scale
        room = known(value, status=cell.status, printed=cell.printed, scale=scale)
        same = quantity.value is not None and abs(quantity.value - value) <= 1e-9 * abs(value)
        if stated.holds(value) or (same and room.high > room.low):
            return "supported", cell
        undecided = undecided or stated.meets(room)
    return ("unknown" if undecided else "contradicted"), cells[0]


def _judge_value(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    quantity = assertion.number
    if quantity is None or not assertion.places:
        return None
    if not speaks_to(quantity, series):
        return None
    place = assertion.places[0]
    if assertion.is_span:
        return _judge_span(assertion, series, book)
    cells = _pick(series, assertion, place)
    if not cells:
        if not assertion.points:
            cells = series.spans_of(place)
        if not cells:
            return None
    stated = allowed(quantity, before=assertion.before)
    verdict, cell = _verdict(stated, cells, series.scale, quantity)
    if verdict == "unknown":
        return None
    if verdict == "supported":
        return Judgement(verdict="supported", series=series, cells=(cell,))
    if not assertion.has_year:
        held = [c for c in series.of(place) if stated.holds(c.value * series.scale)]
        if held:
            return Judgement(
                verdict="partly", reason="wrong year", series=series, cells=(held[-1], cell),
                why=f"the number is that of {held[-1].when}; the claim names no year, and the latest is {cell.when}",
                corrected=how_much(series, cell, book),
            )  # fmt: skip
    return Judgement(
        verdict="contradicted",
        series=series,
        cells=(cell,),
        corrected=how_much(series, cell, book),
        why=f"{number_text(quantity)} is not what the source has",
        reason="wrong value",
    )


def _judge_span(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    """Judge a number that covers several years: the source's own span, or the sum of the years."""
    quantity, place = assertion.number, assertion.places[0]
    assert quantity is not None
    first, last = assertion.points[0], assertion.points[-1]
    stated = allowed(quantity, before=assertion.before)
    spans = [c for c in series.spans_of(place) if (c.start_year, c.year) == (first.year, last.year)]
    if spans:
        verdict, cell = _verdict(stated, spans, series.scale, quantity)
        if verdict == "unknown":
            return None
        right = verdict == "supported"
        return Judgement(
            verdict="supported" if right else "contradicted",
            series=series, cells=(cell,), corrected="" if right else how_much(series, cell, book),
            why="" if right else "the source has another number for these years", reason="" if right else "wrong value",
        )  # fmt: skip
    if series.measure.kind not in ("count", "money") or series.share_of or series.denominator:
        return None
    cells = [c for c in series.of(place) if first.year <= c.year <= last.year and not c.quarter]
    if [c.year for c in cells] != list(range(first.year, last.year + 1)):
        return None
    total = sum(c.value for c in cells) * series.scale
    right = stated.holds(total)
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series, cells=tuple(cells), formula="sum of the rows", value=total / series.scale,
        corrected="" if right else f"{total:,.0f} from {first} to {last}",
        why="" if right else "the years add up to something else", reason="" if right else "wrong value",
    )  # fmt: skip


def _judge_sum(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if assertion.number is None or not speaks_to(assertion.number, series):
        return None
    cells = _each(assertion, series, assertion.places)
    if cells is None:
        return None
    total = sum(cell.value for cell in cells) * series.scale
    right = allowed(assertion.number, before=assertion.before).holds(total)
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series, cells=tuple(cells), formula="sum of the rows", value=total / series.scale,
        corrected="" if right else f"{total:,.0f} together",
        why="" if right else "the places add up to something else", reason="" if right else "wrong value",
    )  # fmt: skip


def _each(assertion: Assertion, series: Series, places: tuple[str, ...]) -> list[Cell] | None:
    """Give one cell a place, all of one time; None where one is missing."""
    points = assertion.points
    if not points:
        shared = [
            {cell.point for cell in series.of(place) if cell.status not in ("incomplete", "projected")}
            for place in (*assertion.places, *assertion.others)
        ]
        common = set.intersection(*shared) if shared else set()
        if not common:
            return None
        points = (max(common),)
    cells = []
    for place in places:
        own = series.at(place, points[-1])
        if not own:
            return None
        cells.append(own[0])
    return cells


def _sides(assertion: Assertion, series: Series) -> tuple[list[Cell], list[Cell]] | None:
    ours = _each(assertion, series, assertion.places)
    theirs = _each(assertion, series, assertion.others)
    if not ours or not theirs:
        return None
    return ours, theirs


def _judge_compare(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
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
        series=series, cells=(*ours, *theirs), reason="" if right else "wrong direction",
        why="" if right else "it is the other way round" if assertion.comparison != "equal" else "they are not equal",
        corrected="" if right else "; ".join(how_much(series, cell, book) for cell in (*ours, *theirs)),
    )  # fmt: skip


def _higher_is_more(series: Series) -> bool:
    """Tell whether a greater number is the better one: not so for ranks."""
    return series.measure.kind != "rank"


def _judge_ratio(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
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
    why = "" if right else ("it is the other way round" if turned else f"it is {ratios[0]:.3g} times")
    formula = "first ÷ second" if len(theirs) == 1 and len(ours) == 1 else ""
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series, cells=(*ours, *theirs), formula=formula, value=left / rights[0],
        why=why, reason="" if right else "wrong direction" if turned else "wrong value",
        corrected="" if right else f"{left / rights[0]:.3g} times",
    )  # fmt: skip


def _judge_difference(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    sides = _sides(assertion, series)
    quantity = assertion.number
    if sides is None or quantity is None:
        return None
    ours, theirs = sides
    left, right_side = sum(c.value for c in ours), sum(c.value for c in theirs)
    gap = left - right_side if assertion.comparison != "fewer" else right_side - left
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
    points = quantity.kind == "percent" and series.is_percent and stated.holds(abs(left - right_side))
    reason = "" if right else "wrong direction" if turned else "wrong unit" if points else "wrong value"
    why = {"": "", "wrong direction": "it is the other way round",
           "wrong unit": "the gap is in percentage points, not per cent"}.get(reason, "the gap is another one")  # fmt: skip
    return Judgement(
        verdict="supported" if right else "contradicted", series=series,
        cells=(*ours, *theirs) if left >= right_side else (*theirs, *ours), formula=formula if len(ours) == len(theirs) == 1 else "",
        value=abs(left - right_side), why=why, reason=reason,
        corrected="" if right else "; ".join(how_much(series, cell, book) for cell in (*ours, *theirs)),
    )  # fmt: skip


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


def _judge_change(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    ends = _ends(assertion, series)
    if ends is None or series.measure.kind == "cumulative" and assertion.comparison == "fewer":
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
            verdict="contradicted", series=series, cells=(last, first), reason="wrong direction",
            why=f"it went {'up' if rising else 'down'}" if last.value != first.value else "it did not change",
            corrected=now,
        )  # fmt: skip
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
        value, formula, cells = 100 * gap / abs(first.value), "100 × |last − first| ÷ first", (last, first)
        if assertion.a_year:
            years = last.year - first.year
            value = abs(100 * ((last.value / first.value) ** (1 / years) - 1)) if years else value
            formula = ""
        held = stated.holds(value)
        corrected = f"{value:.1f} per cent{' a year' if assertion.a_year else ''} ({now})"
        if not held and series.is_percent and stated.holds(gap):
            return Judgement(
                verdict="contradicted", series=series, cells=(last, first), reason="wrong unit",
                why="the change is in percentage points, not per cent", corrected=f"{gap:.1f} percentage points ({now})",
            )  # fmt: skip
    else:
        if quantity.kind == "points" and not series.is_percent:
            return None
        value, formula, cells = gap * series.scale, "|last − first|", (last, first)
        held = stated.holds(value)
        value = gap
        corrected = f"{gap:,.6g} ({now})"
    return Judgement(
        verdict="supported" if held else "contradicted", series=series, cells=cells, formula=formula,
        value=value, reason="" if held else "wrong size", why="" if held else "the change is of another size",
        corrected="" if held else corrected,
    )  # fmt: skip


def _judge_monotone(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
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
    for earlier, later in zip(own, own[1:], strict=False):
        if (later.value <= earlier.value) if up else (later.value >= earlier.value):
            return Judgement(
                verdict="contradicted", series=series, cells=(later, earlier), reason="wrong direction",
                why=f"not in {later.when}", corrected=f"from {when_text(series, earlier)} to {when_text(series, later)}",
            )  # fmt: skip
    return Judgement(verdict="supported", series=series, cells=(own[-1], own[0]))


def _judge_rank(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    place = assertion.places[0]
    points = assertion.points
    if not points:
        latest = series.latest(place)
        if latest is None:
            return None
        points = (latest.point,)
    among = frozenset(book.members(assertion.universe, points[-1].year)) if assertion.universe else None
    lowest = assertion.lowest != (series.measure.direction == "lower")
    own = series.at(place, points[-1])
    if not own:
        return None
    ordered = series.ranked(own[0].point if points[-1].quarter or not own[0].quarter else points[-1], among=among, lowest=lowest)
    if place not in {cell.place for cell in ordered}:
        return None
    value = own[0].value
    ahead = [c for c in ordered if (c.value < value if lowest else c.value > value)]
    rank = len(ahead) + 1
    if len(ordered) < 2 or (series.is_selection and assertion.lowest):
        return None
    right = rank == assertion.rank
    if series.is_selection and not right and rank < assertion.rank:
        return None  # places that the source does not give may stand ahead
    if right and series.is_selection and len(ordered) < max(3, rank + 1):
        return None
    return Judgement(
        verdict="supported" if right else "contradicted", series=series, cells=(own[0],), rank=rank,
        lowest=lowest, universe=assertion.universe, reason="" if right else "wrong rank",
        why="" if right else f"{place_name(book, place)} stands at number {rank}",
        corrected="" if right else f"number {rank} of {len(ordered)}; {how_much(series, ordered[0], book)} leads",
    )  # fmt: skip


def place_name(book: PlaceBook, code: str) -> str:
    """Give a place's name for a sentence."""
    return book.place(code).sentence if code in book else code


_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "over": lambda value, bound: value > bound,
    "under": lambda value, bound: value < bound,
    "at most": lambda value, bound: value <= bound,
}


def _meets(quantity: Quantity, value: float) -> bool:
    return _HOLDS.get(quantity.hedge, lambda v, b: v >= b)(value, quantity.value or 0.0)


def _judge_first_year(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if assertion.bound is None or not assertion.places or not assertion.points:
        return None
    if not speaks_to(assertion.bound, series):
        return None
    own = series.of(assertion.places[0])
    claimed = [c for c in own if c.year == assertion.points[-1].year]
    holding = [c for c in own if _meets(assertion.bound, c.value * series.scale)]
    if not claimed:
        return None
    if not holding:
        top = max(own, key=lambda c: c.value)
        return Judgement(verdict="contradicted", series=series, cells=(top,), reason="wrong year", why="it never did",
                         corrected=f"at most {when_text(series, top)}")  # fmt: skip
    first = holding[0]
    if first.year == assertion.points[-1].year:
        if first is own[0]:
            return None  # it may have been so before the series begins
        before = own[own.index(first) - 1]
        return Judgement(verdict="supported", series=series, cells=(first, before))
    return Judgement(
        verdict="contradicted", series=series, cells=(first, claimed[-1]), reason="wrong year",
        why=f"that was so in {first.when} already" if first.year < assertion.points[-1].year else f"not before {first.when}",
        corrected=f"first in {first.when}, with {when_text(series, first)}",
    )  # fmt: skip


def _judge_overtake(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
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
        if wanted.year not in {p.year for p in points}:
            if not crossings or not ahead[-1] or wanted.year < points[0].year:
                return None
        fitting = [p for p in crossings if p == wanted or (not wanted.quarter and p.year == wanted.year)]
        right = bool(fitting)
        at = fitting[0] if fitting else (crossings[-1] if crossings else wanted)
        at = at if at in mine and at in theirs else points[-1]
    cells = (mine[at], theirs[at])
    if right:
        return Judgement(verdict="supported", series=series, cells=cells)
    if not crossings:
        why = "it was ahead in every year there are figures for" if all(ahead) else "it did not pass in any year there are figures for"
        if ahead[0] and all(ahead):
            return Judgement(verdict="not_found", why="the series begins when it was ahead already", series=series)
        return Judgement(verdict="contradicted", series=series, cells=cells, why=why, reason="wrong direction")
    return Judgement(
        verdict="contradicted", series=series, cells=cells, reason="wrong year",
        why=f"that was in {', '.join(str(p) for p in crossings)}", corrected=f"in {crossings[-1]}",
    )  # fmt: skip


def _judge_peak(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if not assertion.places or not assertion.points:
        return None
    own = [c for c in series.of(assertion.places[0]) if not (assertion.lowest and c.status == "incomplete")]
    if len(own) < 3 or series.measure.kind == "cumulative":
        return None
    if assertion.points[-1].year not in {c.year for c in own}:
        return None
    top = (min if assertion.lowest else max)(own, key=lambda c: c.value)
    ties = {c.year for c in own if c.value == top.value}
    right = assertion.points[-1].year in ties
    claimed = [c for c in own if c.year == assertion.points[-1].year][-1]
    return Judgement(
        verdict="supported" if right else "contradicted", series=series,
        cells=(claimed,) if right else (top, claimed), reason="" if right else "wrong year",
        why="" if right else f"it was {'lowest' if assertion.lowest else 'highest'} in {top.when}",
        corrected="" if right else when_text(series, top),
    )  # fmt: skip


def _judge_count(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if assertion.number is None or assertion.bound is None or series.is_selection or not assertion.points:
        return None
    if not speaks_to(assertion.bound, series):
        return None
    among = frozenset(book.members(assertion.universe, assertion.points[-1].year)) if assertion.universe else None
    ordered = series.ranked(assertion.points[-1], among=among, lowest=False)
    if not ordered:
        return None
    holding = [c for c in ordered if _meets(assertion.bound, c.value * series.scale)]
    right = allowed(assertion.number, before=assertion.before).holds(len(holding))
    return Judgement(
        verdict="supported" if right else "contradicted", series=series, cells=tuple(holding),
        formula="number of rows that meet the condition", value=len(holding), universe=assertion.universe,
        reason="" if right else "wrong value", why="" if right else "the count is another one",
        corrected="" if right else f"{len(holding)} of {len(ordered)}",
    )  # fmt: skip


_JUDGES: dict[str, Callable[[Assertion, Series, PlaceBook], Judgement | None]] = {
    "value": _judge_value,
    "sum": _judge_sum,
    "compare": _judge_compare,
    "ratio": _judge_ratio,
    "difference": _judge_difference,
    "change": _judge_change,
    "monotone": _judge_monotone,
    "rank": _judge_rank,
    "first_year": _judge_first_year,
    "overtake": _judge_overtake,
    "peak": _judge_peak,
    "count": _judge_count,
}
