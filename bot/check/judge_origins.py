"""Judge origins: what else a wrong number is the number of, and whether a right one was revised.

Pure.  "Other definition" is another source's count of the same thing; "wrong measure" a count of
something else, for the same place and time; "outdated release" a figure that its publisher has
since replaced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.check.allowances import allowed, significant_digits
from bot.check.assertions import Assertion
from bot.check.find_evidence import ClaimEvidence
from bot.check.judgements import Judgement
from bot.check.series import Cell, Series
from bot.check.wording import when_text
from corpus.sources import Source

__all__ = ["outdated", "stands_elsewhere"]

_TELLING = 3  # digits that a number must show before its appearance elsewhere means anything


def stands_elsewhere(judged: Judgement, item: Assertion, others: Iterable[Series]) -> Judgement:
    """Look for a wrong value among other measures of the same place and time."""
    quantity, series = item.number, judged.series
    if quantity is None or quantity.hedge or series is None or not judged.cells:
        return judged
    if significant_digits(quantity.text) < _TELLING or item.kind != "value":
        return judged
    stated = allowed(quantity, before=item.before)
    cell = judged.cells[0]
    found: list[tuple[bool, Series, Cell]] = []
    for other in others:
        if other.is_percent != (quantity.kind == "percent"):
            continue
        for own in other.at(cell.place, cell.point):
            if not own.partner and stated.holds(own.value * other.scale):
                same = other.measure.concept == series.measure.concept
                found.append((not same, other, own))
    if not found:
        return judged
    is_other_thing, other, own = min(found, key=lambda entry: entry[0])
    if is_other_thing:
        reason, why = "wrong measure", f"the number is that of {other.measure.label}"
    else:
        reason = "other definition"
        why = f"the number is the count of {other.dataset.short}, which counts otherwise"
    return replace(judged, reason=reason, why=why, other_series=other, other_cell=own)


def outdated(judged: Judgement, item: Assertion, evidence: ClaimEvidence) -> Judgement:
    """Notice that the publisher of a figure has a newer release with another value."""
    series = judged.series
    if series is None or item.number is None or item.kind != "value" or len(judged.cells) != 1:
        return judged
    cell = judged.cells[0]
    by_number = {source.number: source for source in evidence.sources.values() if source.number}
    mine = by_number.get(cell.source)
    if mine is None:
        return judged
    stated = allowed(item.number, before=item.before)
    for other in series.at(cell.place, cell.point):
        newer = by_number.get(other.source)
        if newer is None or not _replaces(newer, mine) or other.partner != cell.partner:
            continue
        if not stated.holds(other.value * series.scale):
            return replace(
                judged,
                verdict="partly",
                reason="outdated release",
                why=f"{newer.short or newer.title} has a newer figure",
                corrected=when_text(series, other),
                other_series=series,
                other_cell=other,
            )
    return judged


def _replaces(newer: Source, older: Source) -> bool:
    """Tell whether a source is a later release of the same publisher."""
    same = newer.publisher.split()[:2] == older.publisher.split()[:2]
    return same and newer.date[:7] > older.date[:7]
