"""Unused cues: what a question asks for in so many words, and the operation chosen leaves out.

A cue word is explained wherever it stands, so that it is never taken for a subject; the price is
that it may be passed over.  Here every cue that was found is held against what the reading does:
each family of cues names the operations that make use of it.  A cue of which no use is made is
given back as the question words it, and the figures then do not answer as if it were not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bot.readings import Operation, Reading
from bot.understand.knowledge import Knowledge
from bot.understand.lead_changes import asks_of_lead
from bot.understand.measures import content_stems
from bot.understand.operation_words import FORMS, OPERATIONS
from bot.understand.shares import is_share
from bot.understand.slots import Slots
from bot.understand.words import is_cue, is_stop

__all__ = ["LEFT_OUT", "explain_unused", "find_unused_cues"]

LEFT_OUT = "Left out here: "  # begins what is said of an unused cue
_OF_YEARS: frozenset[Operation] = frozenset(
    ("first_year", "last_year", "unbroken", "count_years", "overtake", "peak", "trough", "trend")
)
_OF_PLACES: frozenset[Operation] = frozenset(("ranking", "rank_of", "count"))
_ENDS: frozenset[Operation] = _OF_PLACES | {"compare", "peak", "trough"}
# Family of cues → operations that make use of them.
_USED_BY: dict[str, frozenset[Operation]] = {
    "unbroken": frozenset(("unbroken", "trend", "change", "count_years")),
    "count_years": _OF_YEARS - {"trend"},
    "first_year": _OF_YEARS,
    "last_year": _OF_YEARS,
    "overtake": _OF_YEARS | {"rank_of", "compare", "difference"},
    "in_top": _OF_PLACES,
    "peak": frozenset(("peak", "ranking", "trend", "overtake", "count_years")),
    "trough": frozenset(("trough", "ranking", "trend", "count_years")),
    "count": frozenset(("count", "rank_of", "count_years")),
    "rank_of": _OF_PLACES | {"compare", "index"},
    "ranking": _ENDS | {"first_year", "overtake", "last_year"},
    "difference": frozenset(("difference", "compare", "change", "trend", "rank_of", "count")),
    "ratio": frozenset(("ratio", "change", "compare", "count", "ranking", "difference")),
    "median": frozenset(("median",)),
    "mean": frozenset(("mean", "compare", "change")),
}
_FORMS_USED_BY: dict[str, frozenset[Operation]] = {
    "cagr": frozenset(("change", "trend", "ranking", "index", "peak")),
    "factor": frozenset(("change", "trend", "ratio", "ranking", "compare", "difference", "count")),
}
_WHEN = re.compile(r"\bwhen\b|\b(?:what|which)\s+year\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"\b(?:most|fewest|least|highest|lowest|largest|biggest|smallest|greatest|widest|narrowest)\b",
    re.IGNORECASE,
)
_OF_THRESHOLDS: frozenset[Operation] = _OF_YEARS | _OF_PLACES | {"lookup", "compare"}
# "the top five together": a list of them is no sum.
_SUM_OF_A_LIST = re.compile(
    r"\b(?:total|sum|combined|together|add(?:ed|s)?\s+up|altogether|jointly)\b", re.IGNORECASE
)
_TOP = re.compile(r"\b(?:top|bottom)\s+\w+", re.IGNORECASE)
_GAINS_RANKS = re.compile(
    r"\b(?:most|fewest|biggest|largest|many)\s+(?:ranks|places|positions|spots)\b", re.IGNORECASE
)
# "How many years did it take India to get from 5,000 to 20,000?"
_TIME_TAKEN = re.compile(
    r"\bhow\s+(?:many\s+years|long)\b.{0,30}\b(?:take|took|taken|need(?:ed)?|passed)\b",
    re.IGNORECASE,
)
_PART_OF_PLACES = re.compile(
    r"\b(?:half|most|majority|(?:one|two|three)?[\s-]*(?:thirds?|quarters?)|per\s?cent|percent|%)\s+"
    r"of\s+(?:all\s+|the\s+)*(?:¤+\s*)?(?:countries|nations|members?|states|economies)\b",
    re.IGNORECASE,
)
_BY_PERCENT = re.compile(
    r"\bby\s+(?:what|which|how\s+(?:many|much\s+in))\s+(?:per\s?cent(?!age\s+points?)|percentage"
    r"(?!\s+points?))\w*",
    re.IGNORECASE,
)
_OF_CHANGES: frozenset[Operation] = frozenset(("change", "trend", "ranking", "peak", "index"))
_GAP = re.compile(r"\b(?:gap|margin|distance)\b", re.IGNORECASE)
_COURSES: frozenset[Operation] = frozenset(("change", "trend"))
_WITH = re.compile(r"\b(?:is|are|was|were|done)\s+with(?=\s+(?:the\s+)?¤)", re.I)
_OF_A_LEAD = re.compile(r"lead|advantage|f[ae]ll|catch|caught|clos|pull", re.IGNORECASE)
_NO_GAP = re.compile(r"minus|apart|differ(?:s|ed)?", re.IGNORECASE)
_GIVEN = re.compile(r"\s*(?:(?:of|at|is|=)\s*)?[(,:]?\s*(?:of\s+)?\d", re.IGNORECASE)
_LONG = 4  # words of a cue that are quoted whole


def find_unused_cues(slots: Slots, reading: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the cues of a question that its reading makes no use of, as they are worded.

    A bare follow-up has none: it is read with the question before it.
    """
    if not reading.concept or reading.intent != "figures" or reading.ask == "why":
        return ()
    return tuple(dict.fromkeys(_short(word) for word in _unused(slots, reading, knowledge)))


def explain_unused(cues: Sequence[str]) -> str:
    """Say that cues were found and left out.

    >>> explain_unused(("gap",))
    'Left out here: what “gap” asks for, which is not worked out together with the rest.'
    """
    words = " and ".join(f"“{cue}”" for cue in cues)
    verb = "asks" if len(cues) == 1 else "ask"
    return f"{LEFT_OUT}what {words} {verb} for, which is not worked out together with the rest."


def _unused(slots: Slots, reading: Reading, knowledge: Knowledge) -> Iterator[str]:
    cues, operation, masked = slots.cues, reading.operation, slots.masked
    for family, pattern in OPERATIONS:
        match = pattern.search(masked)
        if match is None or family not in cues.operations or family not in _USED_BY:
            continue
        if _is_name(slots, match):
            continue
        if family == "overtake" and operation == "ranking" and reading.rank:
            continue  # "whom did it overtake to come second?"
        if family == "count" and reading.threshold is not None and operation == "ranking":
            continue  # those that meet a condition are listed, and their number is told
        if operation in _USED_BY[family] or _told_by_the_measure(family, match, reading, knowledge):
            continue
        if (
            family == "mean"
            and reading.threshold is not None
            and _GIVEN.match(masked[match.end() :])
        ):
            continue  # "above the world average of 1.00": the bound is given
        if family == "difference" and asks_of_lead(reading) and _OF_A_LEAD.match(match.group()):
            continue  # "lost its lead over", "fell behind": that is the overtaking itself
        if family == "difference" and _NO_GAP.fullmatch(match.group()):
            continue  # "minus America": what is left out; "sources differ": what they say
        yield _as_worded(slots, match)
    form = next(
        ((name, pattern.search(masked)) for name, pattern in FORMS if name == cues.form), None
    )
    if (
        form
        and form[1]
        and not _is_name(slots, form[1])
        and operation not in _FORMS_USED_BY.get(form[0], {operation})
    ):
        yield _as_worded(slots, form[1])
    if cues.form == "percent" and operation == "difference" and not _in_percent(reading, knowledge):
        yield "per cent"
    when = _WHEN.search(masked)
    if (when and cues.ask in ("when", "which", "number")) and operation not in (
        _OF_YEARS - {"trend"}
    ) | _OF_PLACES | {"index"}:
        yield _as_worded(slots, when)
    if operation in ("difference", "ratio", "mean", "sum") and (end := _SUPERLATIVE.search(masked)):
        yield end.group()
    if cues.limit and operation not in _OF_PLACES and (top := _TOP.search(masked)):
        yield _as_worded(slots, top)
    if cues.fastest and operation not in ("ranking", "peak", "compare", "rank_of"):
        yield "fastest"
    unmet = operation == "lookup" and cues.ask in ("which", "when", "who")
    of_none = operation not in _OF_THRESHOLDS or unmet
    if reading.threshold is not None and of_none and slots.quantities:
        yield slots.quantities[0].text
    if reading.share_of and set(reading.places) <= {reading.share_of} and operation == "lookup":
        yield "share"  # of itself it is all
    for pattern, unused in _MORE_CUES:
        if (match := pattern.search(masked)) and unused(reading):
            yield _as_worded(slots, match)


# Further cues, and for which readings they are left out.
_MORE_CUES: tuple[tuple[re.Pattern[str], Callable[[Reading], bool]], ...] = (
    (_SUM_OF_A_LIST, lambda reading: reading.operation == "ranking" and reading.limit > 1),
    (_GAINS_RANKS, lambda reading: reading.operation == "ranking"),
    (_TIME_TAKEN, lambda reading: True),
    (_PART_OF_PLACES, lambda reading: reading.operation != "count"),
    (_BY_PERCENT, lambda reading: reading.operation not in _OF_CHANGES),
    (_GAP, lambda reading: reading.operation in _COURSES and len(reading.places) == 1),
    (_WITH, lambda reading: not reading.joint and reading.operation == "compare"),
)


def _told_by_the_measure(
    family: str, match: re.Match[str], reading: Reading, knowledge: Knowledge
) -> bool:
    """Tell whether the figures are themselves ranks or records: "the most compute"."""
    if (
        family not in ("ranking", "rank_of", "peak", "count", "mean")
        or reading.operation != "lookup"
    ):
        return False
    named = {word for word in content_stems(match.group()) if not (is_stop(word) or is_cue(word))}
    if named & set(knowledge.measures.bag(reading.concept, reading.measures)) - {"ai"}:
        return True  # "the number of partner countries" is what is counted
    order = reading.measures or knowledge.catalogue.concept(reading.concept).order
    measures = [knowledge.catalogue.measure(name) for name in order]
    return all(item.kind == "rank" or item.view == "as_reported" for item in measures)


def _in_percent(reading: Reading, knowledge: Knowledge) -> bool:
    threshold = reading.threshold
    return (
        reading.form == "percent"
        or bool(reading.share_of)
        or (threshold is not None and threshold.is_percent)
        or is_share(reading.concept, reading.measures, knowledge)
    )


def _is_name(slots: Slots, match: re.Match[str]) -> bool:
    """Tell "Times Higher", which is a name, from a cue."""
    return match.start() > 0 and slots.text[match.start()].isupper()


def _as_worded(slots: Slots, match: re.Match[str]) -> str:
    return slots.text[match.start() : match.end()]


def _short(words: str) -> str:
    """Quote a long cue by its ends: "which … most"."""
    parts = words.split()
    return f"{parts[0]} … {parts[-1]}" if len(parts) > _LONG else " ".join(parts)
