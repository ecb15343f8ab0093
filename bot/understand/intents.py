"""Intents: whether figures or passages answer a question, or nothing here should."""

from __future__ import annotations

import re

from bot.readings import Intent, Operation
from bot.understand.knowledge import Knowledge
from bot.understand.slots import Slots

__all__ = ["find_intent"]

_OPINION = re.compile(
    r"\b(?:do\s+you\s+(?:think|believe|feel|like|prefer|agree)"
    r"|what\s+do\s+you\s+(?:think|make)|your\s+(?:opinion|view|take|advice|favou?rite)|"
    r"in\s+your\s+(?:opinion|view)|should\s+(?:the\s+|we\s+|i\s+|they\s+|\w+\s+)"
    r"|is\s+it\s+(?:good|bad|right|wrong|fair|ethical|moral)|"
    r"who\s+(?:deserves|should)|would\s+you(?!\s+(?:say|please|mind|tell|give|know|put|trust|rely))|morally|better\s+system|recommend"
    r"|are\s+you\s+(?:for|against|sentient|conscious|happy))\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:phone\s+number|telephone|mobile\s+number|home\s+address|e-?mail\s+address"
    r"|email\s+of|date\s+of\s+birth|"
    r"passport|salary|social\s+security|where\s+does\s+.{2,40}\s+live|married|wife|husband"
    r"|children|religion)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,3}(?:instructions?"
    r"|rules|sources|prompt|guidelines|above)\b"
    r"|"
    r"\b(?:system\s+prompt|developer\s+mode|jailbreak|api\s+keys?"
    r"|hidden\s+(?:configuration|instructions?|prompt)|"
    r"your\s+(?:instructions|configuration|prompt|rules|system\s+message)"
    r"|pretend\s+(?:to\s+be|you)|act\s+as\s+(?:an?|if)|you\s+are\s+now|"
    r"environment\s+variables?|passwords?|credentials"
    r"|repeat\s+(?:everything|all|(?:the\s+)?(?:words|text))\s+(?:\w+\s+)?above)\b|^\s*(?:system|assistant"
    r"|developer)\s*:",
    re.IGNORECASE,
)

# Asked of us, not what a source foresees or plans.
_FUTURE = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:by\s+)?(?:when|who|what|which|where|how|will)\b[^.;]*\bwill\b"
    r"|^\W*will\b"
    r"|^\W*(?:please\s+|can\s+you\s+|could\s+you\s+)?(?:forecast|predict|project|extrapolate"
    r"|estimate\s+the\s+future)\b"
    r"|\b(?:forecast|prediction|projection|outlook|extrapolation)\s+(?:of|for)\b"
    r"|\b(?:is|are|am)\s+(?:\S+\s+){0,4}?(?:going|likely|set|expected|bound|predicted|forecast"
    r"|projected)\s+to\b"
    r"|\bwould\b.{0,80}\bif\b|\bif\b.{0,80}\bwould\b"
    r"|\bif\s+(?:the|this|that|current|these)\s+(?:\S+\s+)?(?:trends?|growth|pace)\b",
    re.IGNORECASE,
)
_FORESEEN_BY_OTHERS = re.compile(
    r"\b(?:says?|said|thinks?|believes?|reckons?|according\s+to|expects?|predicts?|predicted\s+by|forecasts?\s+by|foresees?"
    r"|plans?|planned|targets?|goals?|aims?|law|act|policy|report|release|study)\b",
    re.IGNORECASE,
)


def _asks_for_future(text: str, slots: Slots) -> bool:
    """Tell "how many will there be in 2030?" from what a plan or a source foresees."""
    return bool(_FUTURE.search(text)) and not _FORESEEN_BY_OTHERS.search(text) and not slots.sources


def find_intent(
    text: str,
    slots: Slots,
    *,
    concept: str,
    measures: tuple[str, ...],
    operation: Operation,
    knowledge: Knowledge,
) -> Intent:
    """Say what kind of answer a question asks for."""
    if _INSTRUCTION.search(text):
        return "out_of_scope"
    if _PRIVATE.search(text):
        return "private"
    if _OPINION.search(text):
        return "opinion"
    if _asks_for_future(text, slots):
        return "future"
    if not concept:
        return "passages"
    ask = slots.cues.ask
    if ask == "define" and not slots.mentions:
        return "passages"
    names_no_row = not slots.mentions and not slots.topic
    if names_no_row and operation == "lookup" and ask not in ("number", ""):
        return "passages"  # "what makes a model notable": no figure without a place
    if ask == "when" and operation == "compare" and "WLD" in {m.code for m in slots.mentions}:
        return "passages"  # "since when does China lead the world": no year of a lead is known
    ranks = any(knowledge.catalogue.measure(name).kind == "rank" for name in measures)
    if ask in ("when", "where", "who") and operation in ("lookup", "trend") and not ranks:
        return "passages"  # a date, a place or a name is asked for, not a value
    return "figures"
