"""Place filters: conditions on which places are ranked, "among those with over 1,000 articles"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.readings import Comparison, Filter, Threshold
from bot.understand.measures import MeasureIndex, content_stems
from bot.understand.number_patterns import Hedge
from bot.understand.quantities import Quantity, find_quantities
from bot.understand.thresholds import is_bound
from bot.understand.words import is_stop

__all__ = ["FoundFilter", "find_filters"]

_WHO = (
    r"(?:those|countries|nations|economies|places|states|members|ones|producers|publishers|any"
    r"|country|nation|economy|place|state|member|¤+)"
)
# "countries in Asia with …", "those that published …", "economies whose population exceeds …",
# "only those above …"
_CLAUSE = re.compile(
    rf"{_WHO}\s*(?:(?:in|of|from)\s+(?:the\s+)?¤+\s*)?,?\s*"
    r"(?P<link>\b(?:with|having|whose|that|which|who|where|publishing|producing|boasting|counting"
    r"|above|over|exceeding|beyond|below|under)\b"
    r"(?P<words>[^,;?()]{0,60}))$",
    re.IGNORECASE,
)
# "(at least 500 AI articles)", ", with a minimum of 1,000 papers"
_ASIDE = re.compile(
    r"(?P<link>[,(;]\s*(?:with\s+|and\s+|but\s+)?(?:only\s+)?(?:a\s+)?"
    r"(?P<words>(?:minimum|min\.?|at\s+least|over|more\s+than|above|fewer\s+than|under|below)"
    r"\s*(?:of\s+)?))$",
    re.IGNORECASE,
)
_NOUN_END = re.compile(
    r"[,.;:?!()]|¤|§|\b(?:which|who|what|how|ha[sd]|have|did|do(?:es)?|is|are|was|were|by|rank\w*"
    r"|publish\w*|com(?:e|es|ing)|came|lead\w*|led|gr[eo]w\w*|saw|show\w*|in|on|during|at|of\s+the"
    r"|per\s+year|a\s+year|produc(?:e[sd]?|ing)|mak(?:e|es|ing)|made|tops?|gets?|got|and|or|since"
    r"|from|over|between|wr(?:ote|ites?|iting)|fil(?:es|ed|ing)|r[io]se\w*|fell|fall\w*|lost|lose\w*"
    r"|gain\w*|as|than|to|the)\b|$",
    re.IGNORECASE,
)
_HEDGES: dict[Hedge, Comparison] = {
    "over": ">", "at least": ">=", "under": "<", "at most": "<=", "nearly": ">=", "about": ">=",
}  # fmt: skip
_EXCEEDS = re.compile(r"\b(?:exceed\w*|above|over|tops?|topped|beyond|past|more)\W*$", re.I)
_BOUND = re.compile(
    r"\b(more\s+than|over|above|at\s+least|fewer\s+than|less\s+than|below|under)\s+$", re.IGNORECASE
)
_BOUNDS: dict[str, Comparison] = {
    "more": ">", "over": ">", "above": ">", "at": ">=", "fewer": "<", "less": "<", "below": "<",
    "under": "<",
}  # fmt: skip
_MINIMUM = re.compile(r"\b(?:minimum|min\.?)\s*(?:of\s+)?$", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:have|has|had|published|produced|wrote|filed|than|a|an|of|least)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFilter:
    """Hold a condition on places, and the span of the question that says it."""

    filter: Filter
    span: tuple[int, int]


def find_filters(text: str, measures: MeasureIndex) -> list[FoundFilter]:
    """Find conditions on which places count.

    ``text`` has its places, sources and periods masked, so that a year is no condition.
    """
    found = []
    for quantity in find_quantities(text):
        before = text[: quantity.start]
        is_year = quantity.kind == "year" and not is_bound(before)  # "more than 2000" is none
        if quantity.value is None or quantity.kind in ("date", "name", "rank", "factor"):
            continue
        if is_year:
            continue
        clause = _CLAUSE.search(before) or _ASIDE.search(before)
        if clause is None:
            continue
        after = text[quantity.end :]
        end = _NOUN_END.search(after)
        noun = after[: end.start()] if end else after
        words = _HEAD.sub(" ", f"{clause['words']} {noun}")
        stems = [stem for stem in content_stems(words) if not is_stop(stem) and stem.isalpha()]
        matches = measures.match(measures.mend(stems)) if stems else []
        comparison = _comparison(quantity, before)
        if not matches or comparison is None:
            continue
        best = matches[0]
        found.append(
            FoundFilter(
                filter=Filter(
                    concept=best.concept,
                    measures=best.measures,
                    threshold=Threshold(
                        comparison=comparison,
                        value=quantity.value,
                        is_percent=quantity.kind == "percent",
                    ),
                ),
                span=(clause.start("link"), quantity.end + (end.start() if end else len(after))),
            )
        )
    return found


def _comparison(quantity: Quantity, before: str) -> Comparison | None:
    if quantity.hedge in _HEDGES:
        return _HEDGES[quantity.hedge]
    if bound := _BOUND.search(before):
        return _BOUNDS[bound[1].lower().split()[0]]
    if _MINIMUM.search(before):
        return ">="
    return ">" if _EXCEEDS.search(before) else None
