"""Follow measures: what a follow-up says of what is counted, in words that name no measure.

"Alibaba's?" after Tencent's patents, "and the AI ones?" after computer science articles, "how many
articles is that?" after a share.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.measures import content_stems
from bot.understand.tokens import fold

__all__ = ["count_behind", "lean_on_measure"]

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


def count_behind(
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
