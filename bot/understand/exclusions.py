"""Exclusions: the places that a question wants left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understand.knowledge import Knowledge
from bot.understand.places import Mention

__all__ = ["EXCLUDE_WORDS", "find_excluded", "find_left_out", "is_left_out"]

_EXCLUDE_BEFORE = re.compile(
    r"(?:without|excluding|except(?:\s+for)?|excl\.?|apart\s+from|other\s+than|besides"
    r"|aside\s+from|"
    r"not\s+counting|not\s+including|leaving\s+out|leaving\s+aside|ignoring"
    r"|outside(?:\s+of)?|beyond|but\s+not|bar(?:ring)?|save(?:\s+for)?|omitting|minus\s+that\s+of"
    r"|(?:is|are|was|were)\s+not|(?:do|did|does)\s+not\s+come\s+from|not\s+(?:from|by|in))"
    r"\s*(?:the\s+)?$"
    r"|\bnon[-\s]$",
    re.IGNORECASE,
)
_EXCLUDE_AFTER = re.compile(
    r"^(?:'s)?\s*(?:aside|apart|excluded|excepted|left\s+out|not\s+(?:counted|included)"
    r"|omitted|ignored)\b",
    re.IGNORECASE,
)
# The words themselves say nothing of what is counted: "outside" is not "abroad".
EXCLUDE_WORDS = re.compile(
    r"\b(?:without|excluding|except(?:\s+for)?|apart\s+from|other\s+than|besides|aside\s+from"
    r"|not\s+counting|not\s+including|leaving\s+out|leaving\s+aside|ignoring|outside(?:\s+of)?|beyond"
    r"|barring|omitting|non)(?=[-\s]+(?:the\s+)?¤)",
    re.IGNORECASE,
)
_MINUS = re.compile(r"\bminus\s+(?:the\s+)?$", re.IGNORECASE)
_JOINS = re.compile(r"^(?:\s|,|and|or|&|the|plus)+$", re.IGNORECASE)


def is_left_out(text: str, start: int) -> bool:
    """Tell whether what stands at ``start`` is left out by the words before it."""
    return bool(_EXCLUDE_BEFORE.search(text[:start]))


def find_excluded(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[str, ...]:
    """Give the codes of the places left out: "without X and Y", "X and Y aside", "EU minus X"."""
    left_out = find_left_out(text, mentions, knowledge)
    return tuple(dict.fromkeys(code for mention in left_out for code in mention.codes))


def find_left_out(
    text: str, mentions: Sequence[Mention], knowledge: Knowledge
) -> tuple[Mention, ...]:
    """Give the mentions of places that are left out; another mention of one may still count.

    ``text`` may be masked: only what stands between the mentions is read.
    """
    excluded: list[Mention] = []
    in_list = False  # "without X and Y": Y goes with X
    for position, mention in enumerate(mentions):
        before = text[: mention.start]
        if position and in_list:
            in_list = bool(_JOINS.match(text[mentions[position - 1].end : mention.start]))
        # a bloc minus a place leaves it out; a country minus another is a difference
        minus = (
            position
            and _MINUS.search(before)
            and knowledge.is_aggregate(mentions[position - 1].code)
        )
        if minus or _EXCLUDE_BEFORE.search(before):
            in_list = True
        if in_list:
            excluded.append(mention)
        elif _EXCLUDE_AFTER.match(text[mention.end :]):
            excluded.extend(_list_before(text, mentions[: position + 1]))
    return tuple(dict.fromkeys(excluded))


def _list_before(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the last mention and those that are joined to it, the last first."""
    joined = [mentions[-1]]
    for earlier in reversed(mentions[:-1]):
        if not _JOINS.match(text[earlier.end : joined[-1].start]):
            break
        joined.append(earlier)
    return joined
