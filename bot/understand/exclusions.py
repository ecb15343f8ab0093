"""Exclusions: the places that a question wants left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understand.knowledge import Knowledge
from bot.understand.places import Mention

__all__ = ["find_excluded"]

_EXCLUDE_BEFORE = re.compile(
    r"(?:without|excluding|except(?:\s+for)?|excl\.?|apart\s+from|other\s+than|besides"
    r"|aside\s+from|"
    r"not\s+counting|not\s+including|leaving\s+out|leaving\s+aside|ignoring"
    r"|outside(?:\s+of)?|beyond|but\s+not)"
    r"\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_EXCLUDE_AFTER = re.compile(
    r"^(?:'s)?\s*(?:aside|apart|excluded|excepted|left\s+out|not\s+(?:counted|included)"
    r"|omitted|ignored)\b",
    re.IGNORECASE,
)
_MINUS = re.compile(r"\bminus\s+(?:the\s+)?$", re.IGNORECASE)
_JOINS = re.compile(r"^(?:\s|,|and|or|&|the|plus)+$", re.IGNORECASE)


def find_excluded(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[str, ...]:
    """Give the codes of the places left out: "without X and Y", "X and Y aside", "EU minus X".

    ``text`` may be masked: only what stands between the mentions is read.
    """
    excluded: list[str] = []
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
            excluded.extend(mention.codes)
        elif _EXCLUDE_AFTER.match(text[mention.end :]):
            for earlier in _list_before(text, mentions[: position + 1]):
                excluded.extend(earlier.codes)
    return tuple(dict.fromkeys(excluded))


def _list_before(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the last mention and those that are joined to it, the last first."""
    joined = [mentions[-1]]
    for earlier in reversed(mentions[:-1]):
        if not _JOINS.match(text[earlier.end : joined[-1].start]):
            break
        joined.append(earlier)
    return joined
