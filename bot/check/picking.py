"""Picking: the cells of a series that an assertion speaks of, and whether they meet it.  Pure."""

from __future__ import annotations

from bot.check.allowances import Range, known
from bot.check.assertions import Assertion
from bot.check.series import Cell, Series
from bot.understand.quantities import Quantity

__all__ = ["meets", "one_each", "pick", "speaks_to", "weigh"]


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


def pick(series: Series, assertion: Assertion, place: str) -> list[Cell]:
    """Give the cells of a place at the assertion's one time, or its latest."""
    if assertion.points:
        return series.at(place, assertion.points[-1])
    latest = series.latest(place)
    return [latest] if latest else []


def weigh(stated: Range, cells: list[Cell], scale: float, quantity: Quantity) -> tuple[str, Cell]:
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


def one_each(assertion: Assertion, series: Series, places: tuple[str, ...]) -> list[Cell] | None:
    """Give one cell a place, all of one time; None where one is missing."""
    points = assertion.points
    if not points:
        shared = [
            {
                cell.point
                for cell in series.of(place)
                if cell.status not in ("incomplete", "projected")
            }
            for place in (*assertion.places, *assertion.others)
        ]
        common = set.intersection(*shared) if shared else set()
        if not common:
            return _one_span(assertion, series, places)
        points = (max(common),)
    cells = []
    for place in places:
        own = series.at(place, points[-1])
        if not own:
            return None
        cells.append(own[0])
    return cells


def _one_span(assertion: Assertion, series: Series, places: tuple[str, ...]) -> list[Cell] | None:
    """Give one cell a place where all have one figure for the same years, and only one.

    Of single figures out of texts: a table of such spans has several measures side by side.
    """
    if series.measure.view != "as_reported":
        return None
    spans = [series.spans_of(place) for place in (*assertion.places, *assertion.others)]
    times = {(cell.start_year, cell.year) for own in spans for cell in own}
    if len(times) != 1 or any(len(own) != 1 for own in spans):
        return None
    return [series.spans_of(place)[0] for place in places]


def meets(quantity: Quantity, value: float) -> bool:
    """Tell whether a value meets a condition such as "more than 5,000"."""
    bound = quantity.value or 0.0
    if quantity.hedge == "over":
        return value > bound
    if quantity.hedge == "under":
        return value < bound
    return value <= bound if quantity.hedge == "at most" else value >= bound
