"""Follow-ups: merge a question with the one before it, slot by slot.

What the new question states wins; what it leaves open is taken from before.  A question that
is complete by itself starts afresh.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from bot.readings import ChangeForm, Operation, Reading
from bot.understand.follow_period import ONE_OF_MANY, follow_period
from bot.understand.lead_changes import asks_of_lead, names_leader
from bot.understand.leaning import follows, refers_back
from bot.understand.subjects import NAMES_NO_MEASURE

__all__ = ["merge_reading", "remember"]

_ADDS = re.compile(
    r"\b(?:add|include|also|as\s+well|plus|together\s+with|along\s+with|too|alongside)\b",
    re.IGNORECASE,
)
_REMOVES = re.compile(
    r"\b(?:without|drop|remove|leave\s+out|excluding|except|not)\b|\b(?:take|leave|strip|cut)\b.{1,40}\bout\b",
    re.IGNORECASE,
)
# "drop Greece": an order, not a fall
_DROP_IT = re.compile(
    r"^\W*(?:(?:and|now|then|ok(?:ay)?|please)\W+)*(?:drop|remove|leave\s+out|take\s+out|exclude"
    r"|ignore|lose)\b|^\W*(?:\w+\W+){0,3}?(?:take|leave|strip|cut)\b.{1,40}\bout\b",
    re.IGNORECASE,
)
# "rank in the EU?": the rank of what was asked about, not a list of ranks.
_ITS_RANK = re.compile(
    r"^\W*(?:(?:and|what|where|which|is|was|about|its|the|their|'s)\W+)*(?:world\s+|global\s+)?"
    r"(?:rank|ranking|position)\b(?!\s+(?:the|all|them)\b)",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(
    r"\b(?:more|less|fewer|higher|lower|bigger|larger|smaller|better|worse|ahead|behind|above|below)"
    r"\s+(?:than|of)\b",
    re.IGNORECASE,
)
_OF_THE_WHOLE = re.compile(
    r"^\W*(?:(?:and|or|but|what|how\s+about|about|as)\W+)*(?:a\s+share\s+)?of\s+(?:all\s+)?(?:the\s+)?\w",
    re.IGNORECASE,
)
_OF_THAT = re.compile(
    r"\bof\s+(?:that|those|these|them|it|this|which|the\s+(?:total|whole|lot))\b", re.IGNORECASE
)
_YEARS = re.compile(r"\byears\b", re.IGNORECASE)
_THE_TWO = re.compile(r"\b(?:the\s+two|both)\b", re.IGNORECASE)
_LATTER = re.compile(r"\b(?:the\s+)?latter\b", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:the\s+)?former\b", re.IGNORECASE)
_PAIRS = ("difference", "ratio", "compare", "overtake")
_IT = re.compile(r"\b(?:it|its|they|their|that\s+country|this\s+country)\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|they|them|those|the\s+two)\b|它们", re.IGNORECASE)
_PER_YEAR = re.compile(r"\b(?:per|a|each|every)\s+year\b|\bannually\b|\byearly\b", re.IGNORECASE)
_PLAIN = re.compile(
    r"\b(?:just|only|plain|absolute|raw|without\s+dividing|not\s+per)\b", re.IGNORECASE
)


# "who's ahead?" after two places: one of them, not the first of the world.
_WHO_AHEAD = re.compile(
    r"\b(?:who|which)(?:'s|\s+one)?\b.{0,20}?\b(?:ahead|in\s+front|more|higher|bigger|larger)\b"
    r"(?!\s+(?:of|than))",
    re.IGNORECASE,
)
_WHICH_OF_TWO = re.compile(
    r"\b(?:which|who|whose)\b.{0,12}\bof\s+(?:(?:the|those|these)\s+two|them|those|these)\b"
    r"|\b(?:which|who)\s+(?:one\s+)?of\s+(?:the\s+)?(?:pair|two)\b",
    re.IGNORECASE,
)
_NEXT_TO_IT = re.compile(
    r"\b(?:ahead\s+of|in\s+front\s+of|above|behind|below|after|before)\s+(?:it|them|that|her|him)\b",
    re.IGNORECASE,
)
_AMONG_ALL = ("ranking", "rank_of", "count")


def merge_reading(reading: Reading, before: Reading) -> Reading:
    """Merge a follow-up with the reading before it; a fresh question comes back as it is."""
    if not follows(reading, before):
        return replace(reading, trail=reading.places)
    stated = set(reading.stated)
    text = reading.question
    leans = refers_back(text)
    if before.intent == "passages" and len(reading.words) > 2 and not leans:
        return replace(reading, trail=reading.places)
    if before.intent == "passages" or (
        reading.words and "measure" not in stated and len(reading.words) > 1
    ):
        return _follow_text(reading, before)
    trail = tuple(dict.fromkeys((*before.trail, *before.places)))
    operation, form = _operation(reading, before)
    share_of, part = _share(reading, before)
    places, excluded = (
        (part, before.excluded) if part else _places(reading, before, trail, operation)
    )
    period = follow_period(reading, before, operation)
    same_measure = "measure" not in stated or (
        reading.concept == before.concept and not reading.measures
    )
    notes = reading.notes
    if "measure" not in stated:  # the conversation has one: nothing was assumed
        notes = tuple(note for note in notes if not note.startswith(NAMES_NO_MEASURE))
    merged = replace(
        reading,
        notes=notes,
        intent="figures" if before.intent == "figures" or reading.concept else reading.intent,
        concept=reading.concept if not same_measure else before.concept,
        measures=reading.measures if not same_measure else before.measures,
        topic=reading.topic or (before.topic if same_measure else ""),
        places=places,
        excluded=excluded,
        universe=_universe(reading, before, operation),
        members=before.members
        if "places" not in stated or places == before.places
        else reading.members,
        period=period,
        operation=operation,
        form=form,
        normaliser=reading.normaliser
        or (before.normaliser if same_measure and not _PLAIN.search(text) else ""),
        per=reading.per if reading.normaliser else before.per if same_measure else 1.0,
        share_of=share_of
        or reading.share_of
        or (
            before.share_of
            if same_measure and operation == before.operation and not reading.normaliser
            else ""
        ),
        filters=reading.filters or (before.filters if operation == before.operation else ()),
        base=reading.base or (before.base if operation == before.operation else 0),
        joint=reading.joint or (before.joint and same_measure),
        threshold=reading.threshold
        or (before.threshold if operation == before.operation else None),
        limit=reading.limit
        or (before.limit if operation == before.operation and not reading.rank else 0),
        descending=before.descending
        if operation == before.operation and "operation" not in stated
        else reading.descending,
        source=reading.source or (before.source if same_measure else ""),
        words=()
        if len(reading.words) <= 1 and same_measure and not reading.narrows
        else reading.words,
        trail=tuple(dict.fromkeys((*trail, *places))) if places else trail,
        years=before.years,
    )
    if reading.ask == "why" and "measure" not in stated and not reading.places:
        merged = replace(merged, ask="why", operation=before.operation)
    return merged


def _share(reading: Reading, before: Reading) -> tuple[str, tuple[str, ...]]:
    """Give the whole and the part of "what share of that was Polish?", "and of the world's?"."""
    if reading.concept or len(reading.places) != 1:
        return "", ()
    asks_share = "operation" in reading.stated and reading.operation == "lookup"
    if asks_share and not reading.share_of and _OF_THAT.search(reading.question):
        whole = before.share_of or (before.places[0] if len(before.places) == 1 else "")
        return (whole, reading.places) if whole not in reading.places else ("", ())
    if before.share_of and before.places and _OF_THE_WHOLE.search(reading.question):
        return reading.places[0], before.places
    return "", ()


def _follow_text(reading: Reading, before: Reading) -> Reading:
    """Ask the documents again with the words of the question before."""
    return replace(
        reading,
        intent="passages",
        source=reading.source or before.source,
        standalone=f"{before.standalone or before.question} {reading.question}",
        trail=tuple(dict.fromkeys((*before.trail, *before.places, *reading.places))),
    )


def _operation(reading: Reading, before: Reading) -> tuple[Operation, ChangeForm]:
    text = reading.question
    if _DROP_IT.search(text) and reading.places and not reading.concept:
        return before.operation, before.form
    lists = bool(reading.rank or reading.limit)
    if before.operation == "rank_of" and not reading.places and _NEXT_TO_IT.search(text):
        return "rank_of", ""
    if before.operation in ONE_OF_MANY and reading.period.kind == "shift" and not reading.places:
        return "lookup", ""  # "how many was it the year after?"
    if reading.operation == "lookup" and not reading.places and _WHICH_OF_TWO.search(text):
        return "compare", ""
    known = len({*before.trail, *before.places}) > 1 and before.operation not in _AMONG_ALL
    bare = not (reading.places or reading.universe or reading.concept or lists)
    if reading.operation == "ranking" and bare and known and _WHO_AHEAD.search(text):
        return "compare", ""
    if reading.operation == "ranking" and before.places and not lists and _asks_rank(reading):
        return "rank_of", ""
    if _compares(reading, before):
        return "compare", ""
    if asks_of_lead(before) and len(reading.places) == 1:
        return before.operation, ""
    if reading.rank:
        return "ranking", before.form if before.operation == "ranking" else ""
    alone = not reading.places and len({*before.trail, *before.places}) == 1
    if alone and reading.operation in ("difference", "ratio") and _two_years(reading, before):
        return "change", "absolute" if reading.operation == "difference" else "factor"
    if reading.operation == "trend" and _two_years(reading, before):
        return "change", reading.form  # "so growth of how much?" after 2022, and 2012
    if "operation" in reading.stated and reading.operation != "lookup":
        return reading.operation, reading.form
    if before.operation == "change" and _PER_YEAR.search(reading.question) and not reading.places:
        return "change", "cagr"
    if reading.form == "percent" and _one_value(before):  # "as a percentage?": of the whole
        return "lookup", "percent"
    if reading.form:  # "in percent?"
        return "change", reading.form
    if "operation" in reading.stated:
        return reading.operation, ""
    if (
        before.operation in _PAIRS
        and len(reading.places) == 1
        and not _ADDS.search(reading.question)
    ):
        return "lookup", ""
    if before.operation in ("rank_of", "ranking") and reading.ask == "number":
        return "lookup", ""
    if (
        before.operation == "change"
        and reading.period.kind in ("at", "shift", "latest")
        and "period" in reading.stated
    ):
        return "lookup", ""
    if len(reading.places) > 1 and before.operation == "lookup":
        return "compare", ""
    if before.operation == "ranking" and reading.places and not reading.universe:
        return "rank_of" if reading.ask != "number" else "lookup", ""
    return before.operation, before.form


def _two_years(reading: Reading, before: Reading) -> bool:
    """Tell whether one year was asked about after another, and none now."""
    base = before.period
    single = base.kind == "at" and len(base.points) == 1 and "period" not in reading.stated
    return single and any(year != base.points[0].year for year in before.years)


def _one_value(before: Reading) -> bool:
    """Tell whether the question before asked for values of one year, and no other year."""
    once = before.period.kind in ("at", "latest") and len(before.period.points) < 2
    return before.operation in ("lookup", "compare") and once and len(set(before.years)) < 2


def _asks_rank(reading: Reading) -> bool:
    return bool(_ITS_RANK.search(reading.question))


def _compares(reading: Reading, before: Reading) -> bool:
    """Tell "is that more than Mexico?", asked after Brazil."""
    pair = len(reading.places) == 1 and len(before.places) == 1 and not reading.concept
    return pair and bool(_MORE_THAN.search(reading.question))


def _places(
    reading: Reading, before: Reading, trail: tuple[str, ...], operation: Operation
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = reading.question
    if reading.excluded or (_REMOVES.search(text) and reading.places and not reading.concept):
        gone = reading.excluded or reading.places
        kept = tuple(code for code in before.places if code not in gone)
        return kept, tuple(dict.fromkeys((*before.excluded, *gone)))
    latter, former = _LATTER.search(text), _FORMER.search(text)
    if latter and former and len(trail) > 1 and not reading.places:
        both = trail[-2:]
        return both if former.start() < latter.start() else both[::-1], before.excluded
    if latter and trail and not reading.places:
        return trail[-1:], before.excluded
    if former and len(trail) > 1 and not reading.places:
        return trail[-2:-1], before.excluded
    if _compares(reading, before):
        return (*before.places, *reading.places), before.excluded
    if asks_of_lead(before) and operation == before.operation and len(reading.places) == 1:
        if names_leader(text):
            return (*reading.places, before.places[1]), before.excluded
        return (before.places[0], *reading.places), before.excluded
    if operation == "rank_of" and reading.operation == "ranking" and not reading.places:
        return before.places, before.excluded
    if reading.places:
        if _ADDS.search(text) and operation != "share":
            return tuple(dict.fromkeys((*before.places, *reading.places))), before.excluded
        if (
            operation in ("difference", "ratio")
            and len(reading.places) == 1
            and len(before.places) == 1
        ):
            return (*before.places, *reading.places), before.excluded
        return reading.places, before.excluded if before.operation in ("ranking", "count") else ()
    if operation in ("sum", "mean") and not reading.places and _YEARS.search(text):
        return before.places, before.excluded
    if operation == "sum" and len(before.places) < 2 and not _THE_TWO.search(text) and trail:
        return trail, before.excluded
    if (
        operation in ("difference", "ratio", "overtake", "sum", "compare")
        and len(before.places) < 2
        and len(trail) >= 2
    ):
        return trail[-2:], before.excluded
    if _BOTH.search(text) and len(before.places) < 2 and len(trail) >= 2 and operation != "lookup":
        return trail[-2:], before.excluded
    if operation == "ranking" and reading.operation == "ranking":
        return (), before.excluded
    if not before.places and trail and _IT.search(text):
        return trail[-1:], ()
    return before.places, before.excluded


def _universe(reading: Reading, before: Reading, operation: Operation) -> str:
    if reading.universe:
        return reading.universe
    return before.universe if operation in ("ranking", "rank_of", "count", "mean", "median") else ""


def remember(
    reading: Reading, years: tuple[int, ...], place: str = "", found: Collection[str] = ()
) -> Reading:
    """Note which years an answer was about, and the place it named first, for what follows.

    Of the meanings of an ambiguous name, those in ``found`` are kept: the answer was about them.
    """
    if answered := set(reading.meanings) & set(found):
        meant = tuple(c for c in reading.places if c not in reading.meanings or c in answered)
        trail = tuple(c for c in reading.trail if c not in reading.meanings or c in answered)
        reading = replace(reading, places=meant, trail=trail, meanings=(), ambiguous=())
    if place and not reading.places:
        reading = replace(
            reading, trail=(*(code for code in reading.trail if code != place), place)
        )
    if reading.operation in ONE_OF_MANY and years:
        years = (*years[1:], years[0])  # what the answer opens with is the year that is meant
    kept = [year for year in reading.years if year not in years]
    return replace(reading, years=(*kept, *years)[-4:])
