"""Fits: operations that what is counted calls for, beside the words that ask for them.

A series that adds up over the years says of each year how many there were by then: what was
added in one year is its change.  A figure for ten years as one number has no course to follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.readings import Reading
from bot.understand.choose import Choice
from bot.understand.knowledge import Knowledge
from bot.understand.slots import Slots
from bot.understand.subjects import Subject
from corpus.catalogues import Measure

__all__ = ["asks_for_added", "fit_to_measure", "words_of_choice"]

_ADDED = re.compile(
    r"\b(?:add(?:ed|s|ing)?(?!\s+(?:up|together))|new|newly|extra|additional|gain(?:ed|s)?"
    r"|join(?:ed|ing)?|put\s+on|pick(?:ed)?\s+up)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhow\s+many\b(?!\s+(?:\S+\s+){0,5}?(?:each|every|per|a|in\s+(?:each|every))\s+year)",
    re.IGNORECASE,
)
_ADDED_WORDS = frozenset("new newly extra additional join joined put pick picked".split())
_EXACT_WORDS = frozenset(("single", "mere"))
_SERIES = ("cumulative", "stock")


def asks_for_added(text: str, measures: Sequence[Measure]) -> bool:
    """Tell whether words ask for what a series gained that adds up over the years."""
    return bool(measures) and measures[0].kind in _SERIES and bool(_ADDED.search(text))


def fit_to_measure(choice: Choice, slots: Slots, subject: Subject, knowledge: Knowledge) -> Choice:
    """Give the operation chosen by words, or the one that the measure makes of it."""
    if not subject.concept:
        return choice
    own = knowledge.catalogue.measures_of(subject.concept)
    measures = [item for item in own if item.id in subject.measures or not subject.measures]
    if choice.operation not in ("lookup", "trend", "sum"):
        return choice
    period = slots.found.period
    spanned = bool(measures) and all(item.grain == "span" for item in measures)
    if choice.operation == "trend" and spanned and "trend" not in slots.cues.operations:
        return replace(choice, operation="lookup")
    trends = "trend" in slots.cues.operations or slots.found.period.kind != "range"
    kinds = {item.kind for item in measures if item.view != "as_reported"}
    flows = kinds == {"count"} and all(item.grain != "quarter" for item in measures)
    if choice.operation == "trend" and not trends and flows and _HOW_MANY.search(slots.masked):
        return replace(choice, operation="sum")  # "how many from 2018 to 2022?": in all
    if period.points and slots.mentions and asks_for_added(slots.masked, measures):
        return Choice(operation="change", form="absolute")
    return choice


def words_of_choice(reading: Reading) -> frozenset[str]:
    """Give the words that say the operation itself: "new" of a change, "single" of just one."""
    words = _ADDED_WORDS if reading.operation == "change" else frozenset[str]()
    if reading.operation == "peak" and reading.form:  # "the biggest single-year rise"
        words |= _EXACT_WORDS
    exact = reading.threshold is not None and reading.threshold.comparison == "="
    return words | _EXACT_WORDS if exact else words
