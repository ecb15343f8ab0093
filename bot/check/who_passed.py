"""Who passed: whom a claim has overtake whom, against a sentence that has it the other way."""

from __future__ import annotations

import re

from bot.understand.knowledge import Knowledge

__all__ = ["passed_the_other_way"]

_OVERTOOK = re.compile(r"\b(?:overt(?:ook|akes?|aken)|surpass(?:es|ed)?|pass(?:es|ed))\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|being)\s+(?:\w+\s+)?$")


def passed_the_other_way(claim: str, text: str, knowledge: Knowledge) -> bool:
    """Tell whether of two places a claim has the one pass the other that a sentence has passed.

    "was overtaken by" says it from the other side, and is left to other rules.
    """
    ours, theirs = _who_passed(claim, knowledge), _who_passed(text, knowledge)
    return bool(ours) and ours == theirs[::-1]


def _who_passed(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the places nearest before and after "overtook": who passed, and who was passed."""
    verb = _OVERTOOK.search(text)
    if verb is None or _PASSIVE.search(text[: verb.start()]):
        return ()
    places = sorted(knowledge.places.find(text), key=lambda place: place.start)
    before = [place.code for place in places if place.end <= verb.start()]
    after = [place.code for place in places if place.start >= verb.end()]
    return (before[-1], after[0]) if before and after else ()
