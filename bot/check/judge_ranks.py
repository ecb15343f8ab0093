"""Judge ranks: a place among others, and how many places meet a condition.  Pure."""

from __future__ import annotations

from bot.check.allowances import allowed
from bot.check.assertions import Assertion
from bot.check.judgements import Judgement
from bot.check.picking import meets, speaks_to
from bot.check.series import Series
from bot.check.wording import how_much, place_name
from corpus.places import PlaceBook

__all__ = ["judge_count", "judge_rank"]


def judge_rank(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    place = assertion.places[0]
    points = assertion.points
    if not points:
        latest = series.latest(place)
        if latest is None:
            return None
        points = (latest.point,)
    among = (
        frozenset(book.members(assertion.universe, points[-1].year)) if assertion.universe else None
    )
    lowest = assertion.lowest != (series.measure.direction == "lower")
    own = series.at(place, points[-1])
    if not own:
        return None
    ordered = series.ranked(
        own[0].point if points[-1].quarter or not own[0].quarter else points[-1],
        among=among,
        lowest=lowest,
    )
    if place not in {cell.place for cell in ordered}:
        return None
    value = own[0].value
    ahead = [c for c in ordered if (c.value < value if lowest else c.value > value)]
    rank = len(ahead) + 1
    if len(ordered) < 2 or (series.is_selection and assertion.lowest):
        return None
    right = rank <= assertion.within if assertion.within else rank == assertion.rank
    if series.is_selection and rank < (assertion.within or assertion.rank) + bool(assertion.within):
        return None  # places that the source does not give may stand ahead
    if right and series.is_selection and len(ordered) < max(3, rank + 1):
        return None
    right = right != assertion.denied
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=(own[0],),
        rank=rank,
        lowest=lowest,
        universe=assertion.universe,
        reason="" if right else "wrong rank",
        why="" if right else f"{place_name(book, place)} stands at number {rank}",
        corrected=""
        if right
        else f"number {rank} of {len(ordered)}; {how_much(series, ordered[0], book)} leads",
    )


def judge_count(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if (
        assertion.number is None
        or assertion.bound is None
        or series.is_selection
        or not assertion.points
    ):
        return None
    if not speaks_to(assertion.bound, series):
        return None
    among = (
        frozenset(book.members(assertion.universe, assertion.points[-1].year))
        if assertion.universe
        else None
    )
    ordered = series.ranked(assertion.points[-1], among=among, lowest=False)
    if not ordered:
        return None
    holding = [c for c in ordered if meets(assertion.bound, c.value * series.scale)]
    right = allowed(assertion.number, before=assertion.before).holds(len(holding))
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=tuple(holding),
        formula="number of rows that meet the condition",
        value=len(holding),
        universe=assertion.universe,
        reason="" if right else "wrong value",
        why="" if right else "the count is another one",
        corrected="" if right else f"{len(holding)} of {len(ordered)}",
    )
