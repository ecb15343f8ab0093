"""Narrowed: whether a sentence keeps to what the question narrows its subject by."""

from __future__ import annotations

import re

from bot.calculate.evidence import FigureEvidence
from bot.compose.content_words import content_words
from bot.readings import Reading
from bot.understand.kinds_asked import find_kind_asked, names_kind
from bot.understand.restrictions import OFTEN
from bot.understand.unused_cues import LEFT_OUT

__all__ = ["keeps_to_question"]

_COUNTS = re.compile(r"\b(?:how\s+many|number\s+of|count\s+of)\b", re.IGNORECASE)
_RANKS = ("ranking", "lookup")  # a ranking of parts of a place is read as a look-up of it
_PER = re.compile(r"\bper\b|\bfor\s+(?:each|every)\b|\bin\s+relation\s+to\b", re.IGNORECASE)


def keeps_to_question(text: str, reading: Reading, figures: FigureEvidence) -> bool:
    """Tell whether a sentence may stand where the figures have no answer.

    "How many AI papers by women?" is not answered by a sentence on all AI papers, nor one "per
    researcher" by a plain count.  That no place meets a condition is itself the answer.  Where
    nothing is to be counted, any sentence may do.
    """
    missing = figures.missing if not figures.tables else None
    if missing and reading.threshold is not None and reading.operation in ("count", "ranking"):
        return missing.part != "place" or bool(missing.places)
    if missing and reading.normaliser:
        return bool(_PER.search(text))
    left_out = any(note.startswith(LEFT_OUT) for note in reading.notes)
    if left_out and reading.operation != "lookup" and not reading.words:
        return False  # what is to be reckoned stands in no sentence
    kind = find_kind_asked(reading.question) if reading.operation in _RANKS else None
    if kind is not None and not kind.is_body and kind.singular in reading.narrows:
        said = set(content_words(kind.singular)) <= set(content_words(text))  # "wrote": its authors
        return said or names_kind(text, kind)
    dated = reading.period.kind == "at" and "period" in reading.stated and reading.places
    if dated and reading.intent == "figures" and reading.ask in ("number", "how"):
        years = {str(point.year) for point in reading.period.points}
        if not any(year in text for year in years):
            return False  # a figure of another year is no answer
    for often in reading.narrows:  # "a month": not the month in which something happened
        if OFTEN.fullmatch(often) and not OFTEN.search(text):
            return False
    bare = not reading.ask and {"places", "period"} <= set(reading.stated)
    if not reading.narrows or not (bare or _COUNTS.search(reading.question)):
        return True
    return set(content_words(" ".join(reading.narrows))) <= set(content_words(text))
