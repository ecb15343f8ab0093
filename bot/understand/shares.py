"""Shares: what a share is a share of, and whether a measure is one already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understand.knowledge import Knowledge
from bot.understand.places import Mention
from bot.understand.slots import Slots

__all__ = ["count_or_ratio", "counted_concept", "is_share", "whole_of"]

_OF = re.compile(
    r"\b(?:of|in|within|to|for|d[eu]|des|del|dans|von|der|am|an)\s+"
    r"(?:(?:all|the|total|overall|la|le|les|der|den|dem)\s+|l['’]\s*)*$",
    re.IGNORECASE,
)
_MOST_OF = re.compile(
    r"\b(?:do|does|did|have|has|are|were|is|was)\s+(?:so\s+)?(?:most|few|nearly\s+all|almost\s+all"
    r"|the\s+majority|hardly\s+any|half)\b(?!\s+(?:people|countries|of\s+the\s+countries))",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:how\s+many|number\s+of|count\s+of)\b", re.IGNORECASE)


def is_share(concept: str, measures: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Tell whether all that may be meant are shares or rates already."""
    kinds = [
        measure.kind
        for measure in knowledge.catalogue.measures
        if measure.id in measures or (concept and not measures and measure.concept == concept)
    ]
    return bool(kinds) and all(kind in ("share", "rate") for kind in kinds)


def counted_concept(concept: str, measures: tuple[str, ...], knowledge: Knowledge) -> str:
    """Give the concept whose counts a share is a share of, where no measure was named."""
    if measures or not concept.endswith("_share"):
        return ""
    counted = f"{concept.removesuffix('_share')}s"
    return counted if any(item.id == counted for item in knowledge.catalogue.concepts) else ""


def whole_of(slots: Slots, aggregates: Sequence[Mention], *, has_places: bool) -> str:
    """Find the whole of a share: "of the EU's articles", "of world output", else the world."""
    for mention in aggregates:
        if _OF.search(slots.masked[: mention.start]):
            # "the share of the EU": the only place named is the part
            only_part = not has_places and len(aggregates) == 1
            return "WLD" if only_part else mention.code
    return "WLD"


def count_or_ratio(
    concept: str, measures: tuple[str, ...], share_of: str, slots: Slots, knowledge: Knowledge
) -> tuple[str, tuple[str, ...], str]:
    """Choose between a count and its ratio: "what share had foreign co-authors" or "how many".

    Gives concept, measures and the whole of the share.
    """
    catalogue = knowledge.catalogue
    names = measures or (catalogue.concept(concept).order[:1] if concept else ())
    if not names:
        return concept, measures, share_of
    first = catalogue.measure(names[0])
    if _MOST_OF.search(slots.masked):  # "why do most of its papers have ...": a share is meant
        share_of = "WLD"
    names_world = any(mention.code == "WLD" for mention in slots.mentions)
    if share_of == "WLD" and not names_world:
        for ratio in catalogue.measures:
            if ratio.numerator == first.id:
                return ratio.concept, (ratio.id,), ""
    percent = any(quantity.kind == "percent" for quantity in slots.quantities)
    if percent and first.kind == "count" and not share_of:  # "have more than 50% with ...?"
        for ratio in catalogue.measures:
            if ratio.numerator == first.id:
                return ratio.concept, (ratio.id,), ""
    wants_count = (
        _HOW_MANY.search(slots.masked) and "share" not in slots.cues.operations and not percent
    )
    if first.numerator and wants_count:
        count = catalogue.measure(first.numerator)
        return count.concept, (count.id,), ""
    return concept, measures, share_of
