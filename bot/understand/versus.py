"""Versus: conditions that another place sets, "more than Canada", "twice as many as France"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.readings import Comparison, Threshold
from bot.understand.number_words import WORD_VALUES
from bot.understand.places import Mention

__all__ = ["Versus", "asks_who_overtook", "find_versus"]

_FACTORS = {
    "half": 0.5, "double": 2.0, "twice": 2.0, "thrice": 3.0, "triple": 3.0, "treble": 3.0,
    "quadruple": 4.0,
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d)?|" + "|".join(WORD_VALUES) + r")"
_AS = (
    r"\s+(?:as\s+(?:many|much|large|big|high|strong|productive)\b[^¤?.;]{0,50}?\bas"
    r"|(?:the\s+)?(?:number|count|output|total|amount|level|figure)\b[^¤?.;]{0,40}?\bof"
    r"|(?:that|those)\s+of|what|more\b[^¤?.;]{0,40}?\bthan)"
)
_THE = r"(?:(?:the|la|le|les|el|los|las|der|die|den|dem)\s+|l['’])?"
_OF_PLACE = rf"\s+(?:(?:that|those|in|by|from|of)\s+)*{_THE}$"
# "at least twice as many AI articles as France"; "three times the output of Spain"
_TIMES = re.compile(
    rf"(?P<hedge>\b(?:at\s+least|more\s+than|over|less\s+than|fewer\s+than|under|at\s+most)\s+)?"
    rf"\b(?:(?P<word>{'|'.join(_FACTORS)})|{_NUMBER}\s*(?:times|x))(?:{_AS})?{_OF_PLACE}",
    re.IGNORECASE,
)
# "more papers than Canada"; "ahead of Canada"; "outpublish Canada"
_MORE = re.compile(
    r"\b(?:(?P<faster>faster|quicker|more\s+(?:quickly|rapidly|strongly))\s+than"
    r"|(?P<slower>slower|more\s+slowly)\s+than"
    r"|(?P<more>more|higher|larger|bigger|greater)\b[^¤?.;]{0,50}?\bthan"
    r"|(?P<less>fewer|less|lower|smaller)\b[^¤?.;]{0,50}?\bthan"
    r"|(?P<above>above|ahead\s+of|outpublish\w*|outrank\w*|exceed\w*|surpass\w*|beat(?:s|en)?)"
    rf"|(?P<below>below|behind|trail(?:s|ed)?|lag(?:s|ged)?\s+behind)){_OF_PLACE}",
    re.IGNORECASE,
)
_GROWS = re.compile(r"\b(?:grew|grow\w*|rose|ris(?:e|en|ing)|increas\w*|expand\w*)\b", re.I)
_NEXT_TO = re.compile(r"\b(?:just|right|directly|immediately|next)\s+$", re.IGNORECASE)
# The question asks which places there are, not how two of them compare.
_ASKS_OF_PLACES = re.compile(
    r"\b(?:which|what|list|name|give\s+me|show\s+me|all)\b[^¤?.;]{0,40}?"
    r"\b(?:countries|country|nations?|economies|economy|places|states|members?)\b"
    r"|\b(?:which|what|who)\s+(?:else\s+)?(?:of\s+)?(?:the\s+)?(?:other\s+)?(?:¤+\s*)?"
    r"(?:countries|country|nations?|members?|states)\b"
    r"|\bwho(?:se)?\b(?!\s+(?:is|was|has|had|are|were)\s+(?:the\s+)?(?:bigger|larger|ahead)\s*[:,])"
    r"|\bhow\s+many\s+(?:\S+\s+){0,3}?(?:countries|nations|economies|places|states|members)\b"
    r"|\b(?:is|are)\s+there\s+(?:any|a|another)\s+(?:\S+\s+)?(?:country|countries|nations?)\b"
    r"|\b(?:did|does|do|has|have|had|is|was|were)\s+any(?:one|body)?(?:\s+(?:other|else))?\b"
    r"|\b(?:any|countries|nations|economies)\s+(?:with|that|which|who|ahead|above|below|behind)\b",
    re.IGNORECASE,
)


_OVERTOOK = re.compile(
    r"\b(?:overtook|overtaken|overtake|overtakes|leapfrogged|moved\s+ahead\s+of)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versus:
    """Hold a condition relative to a place, and the mention of that place."""

    threshold: Threshold
    mention: Mention
    grows: bool = False  # it is growth that is held against the place's


def find_versus(masked: str, mentions: Sequence[Mention]) -> Versus | None:
    """Read "which countries published more than Canada?" as a condition on the other places.

    ``masked`` has its places masked.  None where no list of places is asked for, or where
    nothing is held against a place.
    """
    asks = _ASKS_OF_PLACES.search(masked)
    if asks is None:
        return None
    for mention in mentions:
        before = masked[: mention.start]
        if times := _TIMES.search(before):
            factor = _FACTORS.get((times["word"] or "").lower()) or _worth(times["number"])
            return _versus(mention, _hedged(times["hedge"]), factor)
        if (more := _MORE.search(before)) and not _NEXT_TO.search(before[: more.start()]):
            above = more["more"] or more["above"] or more["faster"]
            grows = bool(_GROWS.search(before[: more.end()]))
            return _versus(mention, ">" if above else "<", 1.0, grows=grows)
    return None


def asks_who_overtook(masked: str, places: Sequence[Mention]) -> str:
    """Give the word of "which countries overtook France?", which no ranking here answers."""
    found = _OVERTOOK.search(masked)
    if found is None or len(places) != 1 or places[0].start < found.start():
        return ""
    return found.group().lower() if _ASKS_OF_PLACES.search(masked) else ""


def _versus(
    mention: Mention, comparison: Comparison, factor: float, *, grows: bool = False
) -> Versus:
    threshold = Threshold(comparison=comparison, value=factor, place=mention.code)
    return Versus(threshold=threshold, mention=mention, grows=grows)


def _worth(number: str) -> float:
    return float(WORD_VALUES.get(number.lower(), 0) or number)


def _hedged(words: str | None) -> Comparison:
    hedge = " ".join((words or "at least").lower().split())
    if hedge in ("more than", "over"):
        return ">"
    if hedge in ("less than", "fewer than", "under"):
        return "<"
    return "<=" if hedge == "at most" else ">="
