"""Choose facts: what the rules that choose an operation look at, gathered from a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.readings import ChangeForm, Threshold
from bot.understand.periods import Period
from bot.understand.places import Mention
from bot.understand.slots import Slots

__all__ = ["Facts", "gather_facts"]

_RANK_THEM = re.compile(r"\s*rank\s+(?!of\b)", re.IGNORECASE)  # "Rank China and India by ..."
_WHICH_MEMBER = re.compile(
    r"\b(?:which|what)\s+(?:one\s+)?(?:of\s+)?(?:the\s+)?¤+\s*(?:'s\s+)?"
    r"(?:country|countries|members?|states?|nations?|economy|economies)\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:more|fewer|less|higher|lower|larger|bigger|smaller|ahead|behind)\b.{0,40}?\bthan\s+(?:the\s+)?¤"
    r"|\b(?:ahead\s+of|behind|above|below)\s+(?:the\s+)?¤",
    re.IGNORECASE,
)
_LISTS_PLACES = re.compile(
    r"\b(?:which|what|list|name|give|all)\b.{0,24}?\b(?:countries|country|nations?|economies|places"
    r"|compan(?:y|ies)|firms?|organi[sz]ations?|institutions?|universit(?:y|ies)|applicants?)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\btotals?\b", re.IGNORECASE)
_THAN_THEN = re.compile(
    r"\b(?:more|fewer|less|higher|lower|larger|smaller)\b.{0,60}\bthan\s+(?:they\s+did\s+)?(?:in\s+)?"
    r"(?:19|20)\d\d\b(?!\s+(?:ai|articles|papers))",
    re.IGNORECASE,
)
_WORST = re.compile(r"\b(?:best|worst)\b", re.I)
_MOVES = re.compile(
    r"\b(?:widen|narrow|clos(?:e|ing)|open|shift|shr[aiu]nk)\w*\b|\bcatch\w*\s+up\b|\bcaught\s+up\b"
    r"|\bpull\w*\s+away\b|\bf(?:a|e)ll\w*\s+(?:further\s+)?behind\b|\bstill\s+growing\b",
    re.IGNORECASE,
)
# One year's step in a series: "the biggest year-on-year jump", "in which year did it fall most?"
# "who is just ahead of Italy?": its neighbour in the order
_NEXT_TO = re.compile(
    r"\b(?:just|right|directly|immediately|next)\s+(?:ahead\s+of|above|in\s+front\s+of|before|behind"
    r"|below|after)\s+(?:the\s+)?¤",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:biggest|largest|greatest|sharpest|steepest|strongest|highest|fastest)\s+"
    r"(?:(?:single|one|1)[- ]year\s+|year[- ]on[- ]year\s+|annual\s+|yearly\s+|percentage\s+"
    r"|relative\s+|absolute\s+|¤+\s+)*(?:jump|rise|increase|growth|gain|leap|surge|drop|fall"
    r"|decline|decrease|slump|plunge|change)\b",
    re.IGNORECASE,
)
_STEP_WHEN = re.compile(
    r"\b(?:when|which\s+year|what\s+year)\b.{0,60}\b(?:grow|grew|rise|rose|increase[d]?|jump(?:ed)?"
    r"|climb(?:ed)?|fall|fell|drop(?:ped)?|decline[d]?|shrank|shrink)\b.{0,40}"
    r"\b(?:most|fastest|sharpest|steepest|strongest)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Hold what the rules look at."""

    cues: frozenset[str]
    form: ChangeForm  # with "percent" only where it cannot mean a share
    ask: str
    threshold: bool
    one_place: bool
    has_places: bool  # other than blocs, regions and the world
    aggregates: bool
    named: bool  # any of both
    several: bool  # two or more, the world of a share not counted
    pair: bool  # several, of which at least two are no aggregates
    two_or_more: bool  # of any kind
    one_year: bool
    many_years: bool
    open_years: bool  # since, until, the last n, all
    range: bool
    limited: bool  # "top five"
    nth: bool  # "third"
    fastest: bool
    gains: bool  # ranks by what was gained or lost
    superlative: bool  # "the highest number of"
    worst: bool  # "the best", "the worst"
    than: bool  # "more … than"
    total: bool
    than_then: bool  # "fewer in 2022 than in 2012"
    lists_places: bool  # "which countries", "name all nations"
    filtered: bool  # a condition says which places count
    which_member: bool  # "which Visegrad country", whatever is said of it
    world_only: bool  # no bloc is named but the world
    rank_them: bool
    moves: bool  # a change over the years is asked for
    step: bool  # the largest change from one year to the next: "the biggest jump"
    step_when: bool  # "in which year did it grow most?"
    next_to: bool  # the neighbour of a place in an order
    indexed: bool  # a year is set to 100
    bare: bool  # neither measure nor place: "in percent?" after another question

    def asks(self, *operations: str) -> bool:
        """Tell whether a cue of any of these operations occurs."""
        return not self.cues.isdisjoint(operations)


def gather_facts(
    slots: Slots,
    places: Sequence[Mention],
    aggregates: Sequence[Mention],
    threshold: Threshold | None,
    period: Period,
) -> Facts:
    """Gather the facts; ``places`` are the mentions that are no blocs, regions or the world."""
    cues = slots.cues
    asked = frozenset(cues.operations)
    beside = [mention for mention in aggregates if mention.code != "WLD" or "share" not in asked]
    several = len(places) + len(beside) >= 2
    open_years = period.kind in ("since", "until", "last", "all")
    many_years = open_years or period.kind == "range" or len(period.points) == 2
    relative = "change" in asked or (many_years and not slots.says_share)
    bare = not slots.matches and not slots.mentions
    return Facts(
        cues=asked,
        form=cues.form if cues.form != "percent" or relative or bare else "",
        ask=cues.ask,
        threshold=threshold is not None,
        one_place=len(places) == 1,
        has_places=bool(places),
        aggregates=bool(aggregates),
        named=bool(places or aggregates),
        several=several,
        pair=several and len(places) >= 2,
        two_or_more=len(places) + len(aggregates) >= 2,
        one_year=period.kind == "at" and len(period.points) == 1,
        many_years=many_years,
        open_years=open_years,
        range=period.kind == "range",
        limited=bool(cues.limit),
        nth=bool(cues.rank),
        fastest=cues.fastest and not cues.gains,
        gains=cues.gains,
        superlative=cues.superlative,
        worst=bool(_WORST.search(slots.masked)),
        than=bool(_THAN.search(slots.masked)),
        total=bool(_TOTAL.search(slots.masked)),
        than_then=bool(_THAN_THEN.search(slots.masked)),
        lists_places=bool(_LISTS_PLACES.search(slots.masked)),
        filtered=bool(slots.filters),
        which_member=bool(_WHICH_MEMBER.search(slots.masked)),
        world_only=all(mention.code == "WLD" for mention in aggregates),
        rank_them=bool(_RANK_THEM.match(slots.text)),
        moves=not asked.isdisjoint(("change", "trend")) or bool(_MOVES.search(slots.masked)),
        step=bool(_STEP.search(slots.masked)),
        step_when=bool(_STEP_WHEN.search(slots.masked)),
        next_to=bool(_NEXT_TO.search(slots.masked)),
        indexed=slots.base is not None,
        bare=bare,
    )
