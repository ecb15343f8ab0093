"""Classify: of which kind a disagreement is, and why, from the catalogue's metadata.

- rounding: the words of both leave room for one value ("about 60,000", "over 57,000")
- revision: one body, in two editions, releases or vintages
- definition: two measures of one concept: other counting, database, unit or scope
- period: the measures have no time in common
- true conflict: one measure, one place, one time, and two values that cannot both be right
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.check.allowances import Range, known
from bot.conflicts.observations import Observation, edition_of, quantity_of
from bot.conflicts.records import Kind
from corpus.catalogues import Catalogue, Measure
from corpus.source_names import SourceGroup
from corpus.sources import Source

__all__ = ["GRAVEST", "Witnesses", "agree", "classify", "room_of", "worst_factor", "year_of"]

GRAVEST: tuple[Kind, ...] = ("true conflict", "revision", "rounding", "definition", "period")

_CLOSE = 0.01  # of the larger: two counts this near do not disagree
_COUNTING = {
    "whole": "counts a joint paper once for every country",
    "fractional": "splits a joint paper among its countries",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Say who stands behind a figure."""

    documents: Mapping[int, Source]  # by their number in the research notes
    groups: Mapping[str, SourceGroup]
    catalogue: Catalogue

    def document(self, seen: Observation) -> Source | None:
        """Give the document that a single figure stands in; None for a series."""
        return self.documents.get(seen.source) if seen.source else None

    def name(self, seen: Observation) -> str:
        """Name the source as a sentence does."""
        source = self.document(seen)
        if source is not None:
            return source.short or source.title
        return self.catalogue.dataset(seen.measure.dataset).short

    def group(self, document: str) -> str:
        """Give the body that a document belongs to; "" where it is nobody's we know."""
        return next((g.id for g in self.groups.values() if g.owns_document(document)), "")

    def owner(self, measure: Measure) -> str:
        """Give the body whose measure it is."""
        pair = [(measure.id, measure.dataset)]
        return next((g.id for g in self.groups.values() if g.owned_measures(pair)), "")


def room_of(seen: Observation) -> Range:
    """Give the true values that a figure leaves room for, in single units."""
    if seen.source == 0:
        return Range(seen.worth, seen.worth)
    scale = seen.worth / seen.value if seen.value else 1.0
    return known(seen.worth, status=seen.status, printed=seen.printed, scale=scale)


def agree(one: Observation, other: Observation) -> bool:
    """Tell whether two figures are one value as far as anybody can say."""
    large = max(abs(one.worth), abs(other.worth))
    near = _CLOSE * large if one.measure.id != other.measure.id else 1e-9 * large
    return abs(one.worth - other.worth) <= near


def classify(one: Observation, other: Observation, witnesses: Witnesses) -> tuple[Kind, str]:
    """Give the kind of a disagreement at one place and time, and a sentence that says why."""
    if one.measure.id == other.measure.id:
        return _within_one_measure(one, other, witnesses)
    body, edition = edition_of(one.measure)
    other_body, other_edition = edition_of(other.measure)
    if body == other_body and edition != other_edition:
        return "revision", (
            f"{_capital(witnesses.name(one))} and {witnesses.name(other)} are editions of one "
            "publication, and the count was revised between them."
        )
    if room_of(one).meets(room_of(other)) and (one.status or other.status):
        return "rounding", "The figures are given so loosely that they may be one value."
    return "definition", _other_definition(one, other, witnesses)


def _within_one_measure(
    one: Observation, other: Observation, witnesses: Witnesses
) -> tuple[Kind, str]:
    first, second = witnesses.document(one), witnesses.document(other)
    if room_of(one).meets(room_of(other)):
        return "rounding", "One is a rounded form of the other, as its wording says."
    if _looser(one, other):
        return "rounding", "One is given with fewer digits and rounds to the other."
    if first is not None and second is not None and first.id != second.id:
        same = witnesses.group(first.id) == witnesses.group(second.id) != ""
        years = year_of(first.date), year_of(second.date)
        if same and all(years) and years[0] != years[1]:
            return "revision", (
                f"The same body gave it otherwise in {years[0]} and in {years[1]}: it was revised."
            )
        if first.second_hand or second.second_hand:
            teller = first if first.second_hand else second
            return "true conflict", (
                "Both are said to be the same figure, and both cannot be right; "
                f"{teller.short or teller.title} has it at second hand."
            )
    return "true conflict", "Both are said to be the same figure, and both cannot be right."


def _looser(one: Observation, other: Observation) -> bool:
    """Tell whether one figure is the other with fewer digits: 593 and 593.7, 17 and 17.2."""
    few, many = sorted((one, other), key=lambda seen: len(_digits(seen.printed)))
    if len(_digits(few.printed)) == len(_digits(many.printed)) or not few.printed:
        return False
    decimals = len(few.printed.partition(".")[2])
    step = 10.0**-decimals
    whole = _digits(few.printed)
    if not decimals:
        step *= 10.0 ** (len(whole) - len(whole.rstrip("0")))
    return abs(few.value - many.value) <= step / 2


def _digits(printed: str) -> str:
    return "".join(character for character in printed if character.isdigit())


def _other_definition(one: Observation, other: Observation, witnesses: Witnesses) -> str:
    first, second = one.measure, other.measure
    names = witnesses.name(one), witnesses.name(other)
    if first.counting and second.counting and first.counting != second.counting:
        return (
            f"{_capital(names[0])} {_COUNTING[first.counting]}; "
            f"{names[1]} {_COUNTING[second.counting]}."
        )
    if one.unit != other.unit and quantity_of(first, one.unit) != "papers":
        return f"{_capital(names[0])} counts {one.unit}, {names[1]} counts {other.unit}."
    texts = [measure.definition.strip().rstrip(".") for measure in (first, second)]
    if all(texts) and texts[0] != texts[1]:
        return f"{_capital(names[0])}: {texts[0]}. {_capital(names[1])}: {texts[1]}."
    return "They are counted from other collections by other rules."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def worst_factor(values: Sequence[float]) -> float:
    """Give the largest value by the smallest; 0 where one is zero or of the other sign."""
    low, high = min(values), max(values)
    return high / low if low > 0 else 0.0


def year_of(date: str) -> str:
    """Give the year of a date as printed ("July 2025"); "" where it has none."""
    found = re.search(r"\b(?:19|20)\d\d\b", date)
    return found.group() if found else ""
