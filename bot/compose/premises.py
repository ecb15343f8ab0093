"""Premises: what a question takes for granted, held against the figures before it is answered."""

from __future__ import annotations

import re

from bot.calculate.evidence import Row, Table
from bot.readings import Reading
from bot.understand.newsroom import plain_words

__all__ = ["contradicted_premise"]

_AHEAD = re.compile(
    r"\b(?:lead\s+over|ahead\s+of|advantage\s+over|edge\s+over|margin\s+over|overt\w+|surpass\w*|outpac\w*|outnumber\w*|"
    r"outrank\w*|beat\w*|eclips\w*|outstrip\w*|dwarf\w*|more\b.{0,40}\bthan|higher\b.{0,40}\bthan|vor\b)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:behind|trail\w*|lag\w*|fewer\b.{0,40}\bthan|less\b.{0,40}\bthan|lower\b.{0,40}\bthan|hinter)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:falls?|fell|falling|fallen|declin\w*|drop\w*|decreas\w*|los(?:e|t|ing)|shr[aiu]nk\w*|collaps\w*|halv\w*|"
    r"plung\w*|slump\w*|reduc\w*|down|crash\w*|dwindl\w*)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:ris(?:e|en|ing)|rose|grow\w*|grew|increas\w*|doubl\w*|tripl\w*|quadrupl\w*|jump\w*|surg\w*|soar\w*|climb\w*|"
    r"boom\w*|expand\w*|up)\b",
    re.IGNORECASE,
)
_MULTIPLES = (
    (re.compile(r"\bdoubl(?:e|ed|ing)\b", re.I), 2.0),
    (re.compile(r"\b(?:tripl|trebl)(?:e|ed|ing)\b", re.I), 3.0),
    (re.compile(r"\bquadrupl(?:e|ed|ing)\b", re.I), 4.0),
)
_SHORT_OF = 0.9  # a factor below this part of the one claimed is not it
_ASKS_WHY = re.compile(
    r"(?:\b(?:lies|lay|is|was|stands)|['’]s)\s+behind\b|\bwhat\s+explains?\b", re.IGNORECASE
)
_SELDOM = re.compile(
    r"\b(?:hardly|rarely|seldom|barely|scarcely|almost\s+never|so\s+little|so\s+few)\b", re.I
)
_MOST = re.compile(
    r"\b(?:do|does|did|have|has|are|were)\s+(?:most|the\s+majority|nearly\s+all|almost\s+all)\b",
    re.I,
)
_HALF_PERCENT = 50.0  # a share below this is not "most"
_LITTLE_PERCENT = 20.0  # a share above this is not "hardly ever"


def contradicted_premise(table: Table, reading: Reading) -> str:
    """Give a sentence that corrects the premise of a why-question; empty where it stands.

    Only premises that the table itself decides are judged: who is ahead, which way a series
    went and how many times over, and whether a share is small.
    """
    if reading.ask not in ("why", "how", "which", ""):
        return ""
    rows = table.read()
    text = _ASKS_WHY.sub(" ", plain_words(reading.question))
    by_place: dict[str, list[Row]] = {}
    for row in rows:
        by_place.setdefault(row.place, []).append(row)
    if len(reading.places) == 2 and all(code in by_place for code in reading.places):
        first, second = (by_place[code][-1] for code in reading.places)
        if reading.ask in ("why", "how"):
            ahead, behind = bool(_AHEAD.search(text)), bool(_BEHIND.search(text))
            wrong_lead = ahead and not behind and first.quantity <= second.quantity
            wrong_lag = behind and not ahead and first.quantity >= second.quantity
            if wrong_lead or wrong_lag:
                return "That is not what the figures show."
        return ""
    if len(by_place) != 1 or reading.ask not in ("why", "how"):
        return ""
    (own,) = by_place.values()
    if len(own) > 1:
        rose = own[-1].quantity > own[0].quantity
        if (rose and _FELL.search(text) and not _ROSE.search(text)) or (
            not rose and _ROSE.search(text) and not _FELL.search(text)
        ):
            return "That is not what the figures show."
        claimed = next((factor for pattern, factor in _MULTIPLES if pattern.search(text)), 0.0)
        if claimed and own[-1].quantity < _SHORT_OF * claimed * own[0].quantity:
            return "That is not what the figures show."
    elif (
        _MOST.search(text)
        and table.request.measure.unit == "percent"
        and own[0].quantity < _HALF_PERCENT
    ) or (
        _SELDOM.search(text)
        and table.request.measure.unit == "percent"
        and own[0].quantity > _LITTLE_PERCENT
    ):
        return "That is not what the figures show."
    return ""
