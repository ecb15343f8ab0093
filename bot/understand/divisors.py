"""Divisors: "per AI article", "for every notable model", "the ratio of patents to papers".

People, GDP and researchers are found in ``normalisers``; anything else that is counted here
may be divided by as well, and is found by the catalogue's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understand.measures import MeasureIndex, content_stems
from bot.understand.normalisers import SCALE, Normaliser, read_scale
from bot.understand.words import is_stop

__all__ = ["find_divisor"]

_END = (
    r"(?=\s*(?:[,.;:?!()]|$|¤|§|\d|\b(?:in|of|for|from|since|between|by|at|on|over|during|and|or|vs"
    r"|versus|than|with|among|amongst|was|is|are|were|did|does|do|has|have|had|there|which|who|what"
    r"|how|come|came|compared|against|until|before|after|worldwide|globally|the)\b))"
)
_NOUN = rf"(?P<noun>(?:[a-z][\w&%'’-]*\s+){{0,4}}?[a-z][\w&%'’-]*){_END}"
_NOT_COUNTED = r"(?!(?:year|annum|quarter|month|week|day|decade|country|nation|cent|se)\b)"
_PER = re.compile(
    rf"\b(?:per|for\s+(?:each|every)|to\s+(?:each|every)|divided\s+by(?:\s+the)?"
    rf"(?:\s+number\s+of)?|relative\s+to\s+(?:its|their|the)\s+(?:total\s+)?(?:number|count)\s+of)"
    rf"\s+(?:(?P<scale>{SCALE})\s+)?(?:of\s+(?:its|their|the)\s+)?{_NOT_COUNTED}{_NOUN}",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"\bratio\s+(?:of|between)\s+.{{3,60}}?\s+(?:to|and)\s+{_NOUN}"
    r"|\b[a-z]+s?-(?:to|per)-(?P<short>[a-z]+)(?=\s+ratio\b|s?\b)",
    re.IGNORECASE,
)


def find_divisor(text: str, measures: MeasureIndex) -> Normaliser | None:
    """Find a measure that a question wants values divided by.

    ``text`` has its places, sources and periods masked.  The name of the result is a concept,
    or a measure where the words say so much.
    """
    for name, scale, span in _candidates(text):
        stems = [stem for stem in content_stems(name) if not is_stop(stem) or stem == "ai"]
        matches = measures.match(measures.mend(stems)) if stems else []
        if not matches or not set(stems) - {"ai"} <= matches[0].explained:
            continue
        best = matches[0]
        rest = measures.match(content_stems(text[: span[0]] + " " + text[span[1] :]))
        if not rest or rest[0].concept == best.concept:
            continue  # nothing else is counted, or the same thing: no ratio of two measures
        name = best.measures[0] if len(best.measures) == 1 else best.concept
        return Normaliser(name=name, per=read_scale(scale), span=span)
    return None


def _candidates(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for match in _PER.finditer(text):
        yield match["noun"], match["scale"] or "", match.span()
    for match in _RATIO.finditer(text):
        if match["noun"]:
            # what stands before it stays in the question: it is what is divided
            yield match["noun"], "", match.span("noun")
        else:
            yield match["short"], "", match.span("short")
