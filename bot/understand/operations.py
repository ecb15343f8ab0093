"""Operations: the cue words of a question, and what they ask to be done with the figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.readings import ChangeForm
from bot.understand.normalisers import find_normaliser
from bot.understand.operation_words import FORMS, OPERATIONS
from bot.understand.ranks import find_rank_words, has_superlative

__all__ = ["Cues", "find_cues"]

_ASK = re.compile(
    r"\b(?P<why>why|how\s+come"
    r"|what\s+(?:explains?|lies\s+behind|caused?|causes|makes?|made|drove|drives"
    r"|is\s+behind|accounts\s+for)"
    r"|what['’]s\s+(?:behind|driving|the\s+(?:reason|cause|explanation))"
    r"|reasons?\s+(?:for|why|behind)|because\s+of\s+what|explain)\b"
    r"|\b(?P<define>what\s+(?:does\s+)?counts?\s+as"
    r"|what\s+(?:is|are)\s+(?:meant\s+by|the\s+(?:meaning|definition)\s+of|an?\b)"
    r"|what\s+does\b.{0,60}\bmean|define|definition|defined|meaning\s+of"
    r"|how\s+(?:is|are)\b.{0,50}\b(?:defined|counted|measured)|stands?\s+for)\b"
    r"|\b(?P<who>who|whose|whom)\b"
    r"|\b(?P<when>when|what\s+(?:date|day)|which\s+(?:date|day)|on\s+which\s+day)\b"
    r"|\b(?P<where>where)\b"
    r"|\b(?P<number>how\s+(?:many|much|often|large|big|high|long|far)|number\s+of"
    r"|what\s+(?:share|percentage|proportion|number)|count)\b"
    r"|^\s*(?P<yesno>(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b)"
    r"|\b(?P<which>which|what)\b|\b(?P<how>how)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Hold the cue words of one question and what they ask for."""

    operations: tuple[str, ...] = ()  # every operation with a cue, in the order of the table
    form: ChangeForm = ""
    normaliser: str = ""
    per: float = 0.0  # 0: the question states no scale
    descending: bool = True
    fastest: bool = False  # ranks by growth
    superlative: bool = False  # "the highest number of", without a word for who has it
    gains: bool = False  # ranks by what was gained or lost, in its own unit
    limit: int = 0
    rank: int = 0
    ask: str = ""
    normaliser_span: tuple[int, int] | None = None


def find_cues(text: str) -> Cues:
    """Find the cue words of a question.

    >>> find_cues("How many times did it grow?").operations[:2]
    ('ratio', 'change')
    """
    normaliser = find_normaliser(text)
    if normaliser:
        # "per cent of GDP" and "per million people" must not be read again as shares
        start, end = normaliser.span
        text = text[:start] + " " * (end - start) + text[end:]
    ranks = find_rank_words(text)
    asked = _ASK.search(text)
    return Cues(
        operations=tuple(name for name, pattern in OPERATIONS if pattern.search(text)),
        form=next((name for name, pattern in FORMS if pattern.search(text)), ""),
        normaliser=normaliser.name if normaliser else "",
        per=normaliser.per if normaliser else 0.0,
        descending=ranks.descending,
        fastest=ranks.fastest,
        gains=ranks.gains,
        superlative=has_superlative(text),
        limit=ranks.limit,
        rank=ranks.rank,
        ask=(asked.lastgroup or "") if asked else "",
        normaliser_span=normaliser.span if normaliser else None,
    )
