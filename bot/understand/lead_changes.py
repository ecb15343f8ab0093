"""Lead changes: who is asked to be ahead of whom over time, however the question turns it.

"When did A overtake B?", "when was B overtaken by A?", "when did B fall behind A?" and "when did B
lose its lead over A?" ask one thing.  Each is read as a relation of the first place to the second
(ahead or behind), as what happened to it (it began, it ended, it held), and as the time asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.readings import Operation, Reading
from bot.understand.periods import Period
from bot.understand.places import Mention

__all__ = ["LeadChange", "asks_of_lead", "find_lead_change", "names_leader"]

_THE = r"(?:(?:the|that|those|of|in|by|from|did|what)\s+)*"
_LEAD = (
    r"(?:lead(?:ership)?|advantage|edge|top\s+(?:spot|place|position)|first\s+place|crown"
    r"|number[- ]one\s+(?:spot|place|position))"
)
# What happens at one moment and puts the first place ahead ...
_PASSES = re.compile(
    r"\b(?:overt(?:ake|ook|aken|aking|akes)|(?:sur)?pass(?:ed|es|ing)?|leapfrog\w*|eclips\w+"
    r"|c(?:atch|aught|atching)\s+up\s+(?:with|to)|outstrip\w*|overhaul\w*|(?:mov|pull|edg)(?:e|ed|ing)?\s+(?:ahead|past|in\s+front)"
    r"|(?:go|goes|went|gone|get|got|rose|climb\w*)\s+(?:ahead|past|above|in\s+front)"
    r"|(?:take|took|taken|gain|gained|seize[d]?|snatch\w*|grab\w*|win|won)\s+(?:over\s+)?"
    rf"(?:the\s+|its\s+)?{_LEAD}"
    r"|(?:leave|left)\s+(?:the\s+)?¤+\s+behind)\b",
    re.IGNORECASE,
)
# ... or behind.
_FALLS_BACK = re.compile(
    r"\b(?:f(?:a|e)ll(?:en|ing)?|drop(?:ped)?|slip(?:ped)?|slid|slide|sink|sank|go|went|get|got)"
    r"\s+(?:behind|below|under)\b"
    r"|\b(?:lose|lost|losing|cede[ds]?|surrender\w*|relinquish\w*|g[ai]ve\s+(?:up|away)|yield\w*)\s+"
    rf"(?:(?:the|its|their|her|that)\s+)?(?:\w+\s+)?{_LEAD}\b"
    r"|\b(?:lose|lost)\s+out\s+to\b",
    re.IGNORECASE,
)
# How things stand over years.
_IS_AHEAD = re.compile(
    r"\b(?:(?:more|higher|larger|bigger|greater)\b[^?.;]{0,60}?\bthan"
    r"|ahead\s+of|above|exceed\w*|out(?:publish|produc|number|pac|rank|perform)\w*|beat(?:s|en|ing)?"
    r"|(?<!\bthe\s)(?:lead(?:s|ing)?|led)(?!\s+(?:author|over|of|to|in)\b))",
    re.IGNORECASE,
)
_IS_BEHIND = re.compile(
    r"\b(?:(?:fewer|less|lower|smaller)\b[^?.;]{0,60}?\bthan|behind|below|trail(?:s|ed|ing)?"
    r"|lag(?:s|ged|ging)?)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:overtaken|(?:sur)?passed|leapfrogged|eclipsed|outstripped|overhauled|exceeded|beaten|led"
    r"|out(?:published|produced|numbered|paced|ranked|performed)|trailed)\s+(?:[^?.;]{0,40}?\s)?"
    r"by\s+(?:the\s+)?¤",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:start(?:ed|s|ing)?|began|begin|begun|beginning|become|became|first|earliest)\b", re.I
)
_ENDS = re.compile(
    r"\b(?:stop(?:ped|s)?|cease[ds]?|quit|no\s+longer|not\s+any\s*more|finish(?:ed)?)\b", re.I
)
_NOT = re.compile(r"\b(?:not|did\s*n['’]t|was\s*n['’]t|had\s*n['’]t|is\s*n['’]t)\b", re.IGNORECASE)
# The lead goes "from A to B": B has it then.
_HANDED = re.compile(
    rf"\b{_LEAD}\b.{{0,40}}?\b(?:pass|mov|shift|go|went|switch|chang)\w*\b.{{0,20}}?\bfrom\s+"
    r"(?:the\s+)?¤+\s+to\s+(?:the\s+)?¤",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"\b(?:than|behind|below|above|over|past|with|against|by|trail\w*|lag\w*|to|of)\s+{_THE}$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:lead\w*|led|(?:over|sur|pass|out|exceed|eclips|leapfrog|beat|left|leave)\w*)"
    rf"\s+{_THE}$",
    re.IGNORECASE,
)
_BY = re.compile(r"\W*(?:\w+\s+){0,2}?by\b", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:from)\s+{_THE}$", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:when|(?:what|which)\s+(?:(?:was|is)\s+the\s+)?(?:\w+\s+)?(?:year|time)s?"
    r"|(?:the|in|name|give)\s+(?:\w+\s+)?years?|ever|since\s+when|how\s+long|how\s+many\s+years)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since\s+(?:when|(?:what|which)\s+year)|how\s+long\s+(?:has|have|had)|for\s+how\s+long"
    r"|how\s+many\s+years\s+(?:has|have))\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:last|final|most\s+recent|latest)\s+(?:year|time)\b(?!\s*[?.!]*$)"
    r"|\bwhen\b.{0,60}?\blast\b|\b(?:until|till|up\s+to)\s+(?:when|(?:what|which)\s+year)\b"
    r"|\bhow\s+long\s+did\b|\b(?:what|which)\s+year\b.{0,50}?¤+\s+last\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\byears\b|\bhow\s+many\s+years\b", re.IGNORECASE)
# What is asked of the distance between them is no change of the lead.
_OF_THE_GAP = re.compile(
    r"\b(?:gap|margin|by\s+(?:how|the)|further|farther|furthest|closest|how\s+(?:far|much)"
    r"|biggest|largest|widest|smallest|narrowest|greatest|most|peak\w*|never|twice|double|half"
    r"|times\s+(?:as|more)|combined|together)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadChange:
    """Say what is asked of two places over time, the one taken to be ahead first."""

    operation: Operation
    ahead: str  # code
    behind: str


def find_lead_change(masked: str, mentions: Sequence[Mention], period: Period) -> LeadChange | None:
    """Read who is asked to be ahead of whom, and for which time; None where that is not asked.

    ``masked`` has its places masked; ``mentions`` are those places.  In a single year, and
    against the whole world, there is no change of the lead.
    """
    if len(mentions) != 2 or not _WHEN.search(masked) or _OF_THE_GAP.search(masked):
        return None
    if period.kind == "at" or any(mention.code == "WLD" for mention in mentions):
        return None
    first, second = sorted(mentions, key=lambda mention: mention.start)
    if _HANDED.search(masked):
        return LeadChange(operation="overtake", ahead=second.code, behind=first.code)
    # "compared with China, when did the US fall behind?"; but verbs come first in Spanish and
    # German: "überholte China die USA".
    if _set_against(masked, first) and not _marked(masked, second):
        first, second = second, first
    relation = _find_relation(masked)
    if relation is None:
        return None
    is_ahead, is_event = relation
    if _PASSIVE.search(masked):
        is_ahead = not is_ahead
    if _ENDS.search(masked):
        is_ahead, is_event = not is_ahead, True
    elif _NOT.search(masked):
        is_ahead = not is_ahead
    operation = _asked_time(masked, is_event=is_event)
    ahead, behind = (first, second) if is_ahead else (second, first)
    return LeadChange(operation=operation, ahead=ahead.code, behind=behind.code)


def asks_of_lead(reading: Reading) -> bool:
    """Tell whether it was asked when one place was ahead of another."""
    return (
        reading.operation in ("overtake", "last_year", "unbroken", "count_years")
        and reading.threshold is None
        and len(reading.places) == 2
    )


def names_leader(question: str) -> bool:
    """Tell a follow-up whose place is the one that did it: "and by India?".

    >>> names_leader("And by India?"), names_leader("And India?")
    (True, False)
    """
    return bool(_BY.match(question))


def _marked(masked: str, mention: Mention) -> bool:
    """Tell whether a place stands where the other one is set against it, or is a verb's object."""
    return _set_against(masked, mention) or bool(_OBJECT.search(masked[: mention.start]))


def _set_against(masked: str, mention: Mention) -> bool:
    before = masked[: mention.start]
    return bool(_AGAINST.search(before) or _FROM.search(before))


def _find_relation(masked: str) -> tuple[bool, bool] | None:
    """Give whether the first place is said to be ahead, and whether that is one moment."""
    if _PASSES.search(masked):
        return True, True
    if _FALLS_BACK.search(masked):
        return False, True
    if _IS_BEHIND.search(masked):
        return False, False
    return (True, False) if _IS_AHEAD.search(masked) else None


def _asked_time(masked: str, *, is_event: bool) -> Operation:
    """Choose between a moment, the last year, the years without a break, and all years."""
    if _SINCE.search(masked):
        return "overtake" if _PASSES.search(masked) else "unbroken"
    if is_event:
        return "overtake"
    if _LAST.search(masked):
        return "last_year"
    return "overtake" if _BEGINS.search(masked) and not _YEARS.search(masked) else "count_years"
