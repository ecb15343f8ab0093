"""Verdicts: yes or no, said first, where a question states what the figures settle."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence

from bot.calculate.evidence import Row
from bot.readings import Reading
from bot.understand.quantities import find_quantities

__all__ = ["is_plain", "verdict_on_bound", "verdict_on_change", "verdict_on_order"]

YES, NO = "Yes", "No"
_COMPARES: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
# What is denied, offered as a choice, hedged or joined has no plain yes or no.
_NO_PLAIN_CLAIM = re.compile(
    r"\b(?:not|never|no|nor|or|and(?!.*\b(?:combined|together)\b)|both|either|neither|still"
    r"|already|yet|almost|nearly|about|because|why|compared|relative|versus|vs)\b|n[’']t\b",
    re.IGNORECASE,
)
# How much, how fast and how steadily: more than which way alone says.
_HOW = re.compile(
    r"\b(?:every|each|always|ever|only|just|far|much|most|barely|hardly|slightly|sharply|strongly"
    r"|faster|slower|fastest|slowest|half|twice|thirds?|quarters?|doubl\w+|tripl\w+|trebl\w+|halv\w+|\w+fold"
    r"|(?!(?:early|july|italy|supply)\b)\w+ly)\b",
    re.IGNORECASE,
)
_TIMES = ("year", "date", "name")
_ABOVE = re.compile(
    r"\b(?:more|higher|larger|bigger|greater|ahead|in\s+front|beat(?:s|ing)?|lead(?:s|ing)?|led"
    r"|surpass\w*|exceed\w*|outpublish\w*|outpac\w*|outnumber\w*|outproduc\w*|outrank\w*)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:fewer|less|lower|smaller|behind|below|trail(?:s|ing)?|lag(?:s|ging)?"
    r"|(?:beaten|surpassed|exceeded|outpaced|outnumbered|led)\s+by)\b",
    re.IGNORECASE,
)
_RISES = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|gr(?:ow|ows|own|owing|ew)|increas\w+|go(?:ne|es)?\s+up|went\s+up"
    r"|climb\w*)\b",
    re.IGNORECASE,
)
_FALLS = re.compile(
    r"\b(?:fall(?:s|en|ing)?|fell|drop\w*|declin\w+|decreas\w+|shr(?:ink\w*|ank|unk)|go(?:ne|es)?"
    r"\s+down|went\s+down|dip(?:s|ped)?)\b",
    re.IGNORECASE,
)


def is_plain(question: str) -> bool:
    """Tell whether a question makes one claim, neither denied nor hedged nor a choice."""
    return not _NO_PLAIN_CLAIM.search(question)


def verdict_on_bound(reading: Reading, value: float) -> str:
    """Give "Yes" or "No" to "did it publish over 40,000?"; empty where that is not asked."""
    bound = reading.threshold
    plain = is_plain(reading.question) and not _HOW.search(reading.question)
    if reading.ask != "yesno" or bound is None or bound.place or bound.is_percent or not plain:
        return ""
    compare = _COMPARES.get(bound.comparison)
    return "" if compare is None else _say(compare(value, bound.value))


def verdict_on_order(reading: Reading, rows: Sequence[Row]) -> str:
    """Give "Yes" or "No" to "is the first of two places ahead of the second?"."""
    if len(rows) != 2 or len(reading.places) != 2 or reading.threshold is not None:
        return ""
    claimed = _claimed(reading, _ABOVE, _BELOW)
    of_place = {row.place: row.quantity for row in rows}
    if not claimed or set(of_place) != set(reading.places):
        return ""
    first, second = (of_place[code] for code in reading.places)
    return _say(_COMPARES[claimed](first, second))


def verdict_on_change(reading: Reading, first: float, last: float) -> str:
    """Give "Yes" or "No" to "has it fallen since 2010?"."""
    if len(reading.places) != 1 or reading.threshold is not None or reading.form:
        return ""
    claimed = _claimed(reading, _RISES, _FALLS)
    return _say(_COMPARES[claimed](last, first)) if claimed else ""


def _claimed(reading: Reading, up: re.Pattern[str], down: re.Pattern[str]) -> str:
    """Give ">" or "<" as a yes-or-no question claims it; empty where it claims neither or both."""
    text = reading.question
    if reading.ask != "yesno" or not is_plain(text) or _HOW.search(text):
        return ""
    if any(quantity.kind not in _TIMES for quantity in find_quantities(text)):
        return ""  # "grown by half", "ahead by 20,000": which way is not all that is claimed
    lower = bool(down.search(text))
    upper = bool(up.search(down.sub(" ", text)))
    return "" if lower == upper else (">" if upper else "<")


def _say(holds: bool) -> str:
    return YES if holds else NO
