"""Judge text figures: a claim's figures against those that one sentence asserts.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from bot.check.allowances import allowed, known
from bot.check.assertions import Assertion, ClaimReading
from bot.compose.content_words import content_words
from bot.understand.quantities import Quantity

__all__ = ["Found", "judge_text_figures"]

Found = Literal["supported", "contradicted"] | None

_STATUS = {
    "over": "over",
    "under": "under",
    "about": "about",
    "nearly": "nearly",
    "at least": "at least",
}
_MIXED = {"percent", "points", "rank", "factor"}  # kinds that are never one another


def judge_text_figures(
    claim: str,
    wanted: Sequence[Assertion],
    text: str,
    sentence: ClaimReading,
    *,
    years: Collection[int],
) -> Found:
    """Hold each assertion of a claim against those of a sentence; all must be there."""
    verdicts = [_one(claim, item, text, sentence.assertions, years) for item in wanted]
    if all(verdict == "supported" for verdict in verdicts):
        return "supported"
    if "contradicted" in verdicts and None not in verdicts:
        return "contradicted"
    return None


def _one(
    claim: str, wanted: Assertion, text: str, found: Sequence[Assertion], years: Collection[int]
) -> Found:
    if wanted.kind in ("value", "sum"):
        return _value(claim, wanted, text, found, years)
    same = [
        item
        for item in found
        if item.kind == wanted.kind
        and item.places == wanted.places
        and set(item.others) == set(wanted.others)
        and item.universe == wanted.universe
        and _same_time(wanted, item, years)
    ]
    for item in same:
        if wanted.kind == "rank":
            return (
                "supported"
                if (item.rank, item.lowest) == (wanted.rank, wanted.lowest)
                else "contradicted"
            )
        if item.comparison != wanted.comparison or item.lowest != wanted.lowest:
            return "contradicted" if wanted.kind == "compare" else None
        if wanted.number is None:
            return "supported"
        if item.number is not None and _holds(wanted, item.number):
            return "supported"
    return None


def _value(
    claim: str, wanted: Assertion, text: str, found: Sequence[Assertion], years: Collection[int]
) -> Found:
    quantity = wanted.number
    if quantity is None:
        return None
    same = [
        item
        for item in found
        if item.kind == wanted.kind
        and item.number is not None
        and item.places == wanted.places
        and not (item.number.kind != quantity.kind and {item.number.kind, quantity.kind} & _MIXED)
        and _same_time(wanted, item, years)
    ]
    if any(item.number is not None and _holds(wanted, item.number) for item in same):
        return "supported"
    first = next(
        (
            item.number
            for item in found
            if item.number is not None and item.number.kind == quantity.kind
        ),
        None,
    )
    if len(same) == 1 and first is not None and _counts_the_same(claim, quantity, text, first):
        other = same[0].number
        if other is None or other.value is None:
            return None
        room = known(other.value, status=_STATUS.get(other.hedge, ""), printed=other.text)
        if not allowed(quantity, before=wanted.before).meets(room):
            return "contradicted"
    return None


def _same_time(wanted: Assertion, item: Assertion, years: Collection[int]) -> bool:
    """Tell whether two assertions speak of the same time; a sentence may have it in its heading."""
    if not wanted.points:
        return True
    if item.points:
        return item.points == wanted.points and item.is_span == wanted.is_span
    return all(point.year in years and not point.quarter for point in wanted.points)


def _holds(wanted: Assertion, other: Quantity) -> bool:
    quantity = wanted.number
    if quantity is None or other.value is None:
        return False
    return other.value == quantity.value or allowed(quantity, before=wanted.before).holds(
        other.value
    )


def _counts_the_same(claim: str, ours: Quantity, text: str, theirs: Quantity) -> bool:
    """Tell whether the words after the two numbers name the same thing."""
    mine = [w for w in content_words(_after(claim, ours)) if w != "ai"][:1]
    other = [w for w in content_words(_after(text, theirs)) if w != "ai"][:1]
    if ours.kind in ("percent", "money") or not mine:
        return True
    return mine == other


def _after(text: str, quantity: Quantity) -> str:
    at = text.find(quantity.text)
    return text[at + len(quantity.text) : at + len(quantity.text) + 50] if at >= 0 else ""
