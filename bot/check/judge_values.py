"""Judge values: a number of a place, over several years, or of several places.  Pure."""

from __future__ import annotations

from bot.check.allowances import allowed
from bot.check.assertions import Assertion
from bot.check.judgements import Judgement
from bot.check.picking import one_each, pick, speaks_to, weigh
from bot.check.series import Series
from bot.check.wording import how_much, number_text
from corpus.places import PlaceBook

__all__ = ["judge_sum", "judge_value"]


def judge_value(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    quantity = assertion.number
    if quantity is None or not assertion.places:
        return None
    if not speaks_to(quantity, series):
        return None
    place = assertion.places[0]
    if assertion.is_span:
        return _judge_span(assertion, series, book)
    cells = pick(series, assertion, place)
    if not cells:
        if not assertion.points:
            cells = series.spans_of(place)
        if not cells:
            return None
    stated = allowed(quantity, before=assertion.before)
    verdict, cell = weigh(stated, cells, series.scale, quantity)
    if verdict == "unknown":
        return None
    if verdict == "supported":
        return Judgement(verdict="supported", series=series, cells=(cell,))
    if not assertion.has_year:
        held = [c for c in series.of(place) if stated.holds(c.value * series.scale)]
        if held:
            return Judgement(
                verdict="partly",
                reason="wrong year",
                series=series,
                cells=(held[-1], cell),
                why=f"the claim names no year; the number is that of {held[-1].when}",
                corrected=how_much(series, cell, book),
            )
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
        verdict, cell = weigh(stated, spans, series.scale, quantity)
        if verdict == "unknown":
            return None
        right = verdict == "supported"
        return Judgement(
            verdict="supported" if right else "contradicted",
            series=series,
            cells=(cell,),
            corrected="" if right else how_much(series, cell, book),
            why="" if right else "the source has another number for these years",
            reason="" if right else "wrong value",
        )
    if series.measure.kind not in ("count", "money") or series.share_of or series.denominator:
        return None
    cells = [c for c in series.of(place) if first.year <= c.year <= last.year and not c.quarter]
    if [c.year for c in cells] != list(range(first.year, last.year + 1)):
        return None
    total = sum(c.value for c in cells) * series.scale
    right = stated.holds(total)
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=tuple(cells),
        formula="sum of the rows",
        value=total / series.scale,
        corrected="" if right else f"{total:,.0f} from {first} to {last}",
        why="" if right else "the years add up to something else",
        reason="" if right else "wrong value",
    )


def judge_sum(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    if assertion.number is None or not speaks_to(assertion.number, series):
        return None
    cells = one_each(assertion, series, assertion.places)
    if cells is None:
        return None
    total = sum(cell.value for cell in cells) * series.scale
    right = allowed(assertion.number, before=assertion.before).holds(total)
    return Judgement(
        verdict="supported" if right else "contradicted",
        series=series,
        cells=tuple(cells),
        formula="sum of the rows",
        value=total / series.scale,
        corrected="" if right else f"{total:,.0f} together",
        why="" if right else "the places add up to something else",
        reason="" if right else "wrong value",
    )
