"""Scope: which places an answer is about: rows, members, a universe to rank, a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.readings import ChangeForm
from bot.understand.choose import Choice
from bot.understand.knowledge import Knowledge
from bot.understand.places import Mention
from bot.understand.shares import is_share, whole_of
from bot.understand.slots import MEMBER_WORDS, Slots
from bot.understand.subjects import Subject

__all__ = ["Scope", "find_scope"]

_HOW_MANY = re.compile(
    r"\bhow\s+many\b(?!\s+(?:per\s?cent|in\s+every|out\s+of))|\bnumber\s+of\b", re.IGNORECASE
)
# Operations that run over shares as well as over counts.
_OF_SHARES = {
    "lookup",
    "compare",
    "ranking",
    "change",
    "trend",
    "peak",
    "trough",
    "mean",
    "sum",
    "first_year",
    "rank_of",
    "difference",
    "ratio",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Hold the places of a reading."""

    places: tuple[str, ...]
    universe: str  # bloc or region whose members are ranked, counted or averaged
    members: bool  # a named bloc stands for its members
    share_of: str  # the whole
    form: ChangeForm


def find_scope(
    slots: Slots,
    subject: Subject,
    choice: Choice,
    *,
    places: Sequence[Mention],
    aggregates: Sequence[Mention],
    knowledge: Knowledge,
) -> Scope:
    """Tell rows from wholes and from blocs whose members are meant."""
    codes = [code for mention in places for code in mention.codes]
    blocs = [mention.code for mention in aggregates]
    operation, form = choice.operation, choice.form
    universe, share_of = "", ""
    if _bare_share(slots, subject, places, aggregates):
        share_of, blocs = aggregates[0].code, []
    elif _wants_share(slots, subject, knowledge) and operation in _OF_SHARES:
        parts = bool(places) or operation == "ranking"  # of a bloc's members each is a part
        share_of = whole_of(slots, aggregates, has_places=parts)
        # "the EU's share of the EU's exports": named twice, it is part and whole
        own = operation == "ranking" and share_of != "WLD"  # its members are ranked
        blocs = [code for code in blocs if code != share_of or blocs.count(code) > 1 or own]
        if form == "percent" and "change" not in slots.cues.operations:
            form = ""
    members = bool(blocs) and (
        (operation == "sum" and not codes and "sum" in slots.cues.operations)
        or _says_members(slots.masked, aggregates)
    )
    over_places = operation in ("ranking", "count", "rank_of") or (
        operation in ("mean", "median")
        and choice.over == "places"
        and (operation == "median" or not codes)
    )
    if over_places:
        members = False
        narrow = [code for code in blocs if code != "WLD"]
        if narrow:
            universe, blocs = narrow[0], narrow[1:]
        elif operation != "median":
            blocs = []
    return Scope(
        places=tuple(dict.fromkeys((*codes, *blocs))),
        universe=universe,
        members=members,
        share_of=share_of,
        form=form,
    )


def _bare_share(
    slots: Slots, subject: Subject, places: Sequence[Mention], aggregates: Sequence[Mention]
) -> bool:
    """Tell "as a share of the EU?", asked after another question."""
    return (
        not subject.concept
        and "share" in slots.cues.operations
        and not places
        and len(aggregates) == 1
    )


def _wants_share(slots: Slots, subject: Subject, knowledge: Knowledge) -> bool:
    """Tell whether counts are to be turned into shares."""
    if subject.from_counts:
        return True
    if not subject.concept or "share" not in slots.cues.operations:
        return False
    cues, period = slots.cues, slots.found.period
    if _HOW_MANY.search(slots.masked) and not slots.says_share and cues.form != "percent":
        return False  # "how many papers came from China?"
    two_times = period.kind in ("range", "since", "last") or len(period.points) > 1
    relative = (  # "up in per cent": a change, not a share
        cues.form in ("percent", "cagr", "factor")
        and not slots.says_share
        and ("change" in cues.operations or two_times)
    )
    return not relative and not is_share(subject.concept, subject.measures, knowledge)


def _says_members(masked: str, aggregates: Sequence[Mention]) -> bool:
    """Tell "EU countries" and "the EU's members" from the EU."""
    return any(
        MEMBER_WORDS.match(masked[mention.end :].lstrip("'s ").lstrip())
        or MEMBER_WORDS.search(mention.text)
        for mention in aggregates
    )
