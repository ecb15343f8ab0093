"""Follow measures: what a follow-up says of what is counted, in words that name no measure.

"Alibaba's?" after Tencent's patents, "and the AI ones?" after computer science articles, "how many
articles is that?" after a share.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.readings import Reading
from bot.understand.fits import asks_for_added
from bot.understand.knowledge import Knowledge
from bot.understand.measures import content_stems
from bot.understand.tokens import fold
from bot.understand.unused_cues import explain_unused

__all__ = ["lean_on_measure", "reckon_on"]

_LISTS = ("ranking", "count")
_OF_THOSE = re.compile(r"\b(?:of|among)\s+(?:those|these|them)\b", re.IGNORECASE)
_AI = re.compile(r"\b(?:ai|artificial\s+intelligence)\b|人工智能", re.IGNORECASE)
_THAT_MANY = re.compile(
    r"\b(?:is|was|are|were|does|do|would|'s)\s+(?:that|it|this|those|they)\b"
    r"|\bin\s+(?:absolute|actual|real|raw|plain)\s+(?:terms|numbers|figures)\b"
    r"|\bthat\s+(?:is|be|makes?|means?|comes?\s+to|amounts?\s+to|works?\s+out)\b",
    re.IGNORECASE,
)


def lean_on_measure(reading: Reading, before: Reading, knowledge: Knowledge) -> Reading:
    """Give a follow-up the organisations and the subject that only the one before explains."""
    if reading.concept or not before.concept or before.intent != "figures":
        return reading
    if not reading.places:
        reading = _of_organisations(reading, before, knowledge)
    return _of_ai(reading, before, knowledge)


def _of_organisations(reading: Reading, before: Reading, knowledge: Knowledge) -> Reading:
    """Take organisations as places where the measure before has figures of them."""
    own = [
        item
        for item in knowledge.catalogue.measures_of(before.concept)
        if item.id in before.measures or not before.measures
    ]
    counted = frozenset[str]().union(
        *(knowledge.organisations.get(item.id, frozenset()) for item in own)
    )
    found = [
        mention for mention in knowledge.places.find(reading.question) if mention.code in counted
    ]
    if not found:
        return reading
    names = {word for mention in found for word in content_stems(mention.text)}
    rest = tuple(word for word in reading.words if word not in names and fold(word) not in names)
    return replace(
        reading,
        places=tuple(dict.fromkeys(mention.code for mention in found)),
        words=rest,
        narrows=tuple(word for word in reading.narrows if word in rest),
        stated=tuple(dict.fromkeys((*reading.stated, "places"))),
    )


def _of_ai(reading: Reading, before: Reading, knowledge: Knowledge) -> Reading:
    """Read "and the AI ones?" as the AI part of what was counted, in the same unit."""
    catalogue = knowledge.catalogue
    known = knowledge.measures.bag(before.concept, before.measures)
    if reading.words or "ai" in known or not _AI.search(reading.question):
        return reading
    order = before.measures or catalogue.concept(before.concept).order
    first = catalogue.measure(order[0])
    alike = [
        item
        for item in catalogue.measures
        if (item.unit, item.counting, item.grain) == (first.unit, first.counting, first.grain)
        and "ai" in content_stems(item.label)
        and item.dataset.split("_")[0] == first.dataset.split("_")[0]  # of the same counter
    ]
    if not alike:
        return reading
    plainest = min(alike, key=lambda item: len(item.label))
    return replace(
        reading,
        concept=plainest.concept,
        measures=(plainest.id,),
        intent="figures",
        stated=tuple(dict.fromkeys((*reading.stated, "measure"))),
    )


def reckon_on(merged: Reading, reading: Reading, before: Reading, knowledge: Knowledge) -> Reading:
    """Give a merged follow-up as what it makes of the measure before it."""
    if not before.concept or before.intent != "figures" or merged.intent != "figures":
        return merged
    those = _OF_THOSE.search(reading.question)
    listed = merged.operation == "ranking" and before.operation in _LISTS
    if those and listed and not (reading.universe or _same_order(merged, before)):
        words = (those.group(),)  # the places of the answer before are no universe here
        return replace(merged, narrows=words, notes=(*merged.notes, explain_unused(words)))
    own = knowledge.catalogue.measures_of(merged.concept) if merged.concept else ()
    measures = [item for item in own if item.id in merged.measures or not merged.measures]
    once = merged.operation == "lookup" and merged.places and merged.period.kind == "at"
    if once and asks_for_added(reading.question, measures):
        return replace(merged, operation="change", form="absolute", words=())
    return _count_behind(merged, reading, before, knowledge)


def _same_order(merged: Reading, before: Reading) -> bool:
    """Tell whether the first of those listed before is the first of all."""
    alike = (merged.concept, merged.measures, merged.period, merged.normaliser, merged.universe)
    then = (before.concept, before.measures, before.period, before.normaliser, before.universe)
    upper = merged.descending and before.descending and not merged.form
    low = before.threshold is not None and before.threshold.comparison in ("<", "<=", "=")
    return alike == then and upper and not low


def _count_behind(
    merged: Reading, reading: Reading, before: Reading, knowledge: Knowledge
) -> Reading:
    """Read "how many articles is that?" after a share as the count that it is a share of all."""
    asks = reading.ask == "number" and bool(_THAT_MANY.search(reading.question))
    if not asks or reading.places or reading.normaliser or merged.operation != "lookup":
        return merged
    if before.share_of and (not reading.concept or reading.concept == before.concept):
        return replace(merged, share_of="")
    catalogue = knowledge.catalogue
    names = before.measures or catalogue.concept(before.concept).order[:1]
    numerator = catalogue.measure(names[0]).numerator if names else ""
    if not numerator:
        return merged
    count = catalogue.measure(numerator)
    units = {item.unit for item in catalogue.measures_of(reading.concept or count.concept)}
    if count.unit not in units:  # "how many researchers is that?"
        return merged
    return replace(merged, concept=count.concept, measures=(numerator,))
