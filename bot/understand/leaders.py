"""Leaders: a place that a question takes to be first, "the US leads in AI articles"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understand.places import Mention

__all__ = ["find_leader"]

_FIRST = (
    r"(?:first|number\s+one|no\.?\s?1|#\s?1|top|on\s+top|(?:out\s+)?in\s+front|in\s+the\s+lead)"
)
_BIGGEST = (
    r"(?:the\s+)?(?:(?:world|global|undisputed|clear|overall)(?:'s)?\s+)?(?:leader|leading|biggest|largest|top"
    r"|most\s+(?:productive|prolific)|number\s+one|no\.?\s?1|champion)"
)
# After the place: "… leads the world", "… has the most", "… is the biggest producer".
_LEADS = re.compile(
    r"^(?:'s)?\s*(?:(?:still|clearly|now|currently|easily|always|already|really)\s+)?"
    r"(?:leads?|led|heads?|headed|heading|leading|tops?|topped|dominates?|dominated|dominant"
    rf"|(?:is|was|are|were|be|been|come|comes|came|rank|ranks|ranked|stand|stands|finished)\s+"
    rf"(?:\S+\s+)?(?:{_FIRST}|{_BIGGEST})\b"
    r"|(?:has|have|had|publish\w*|produc\w*|file[sd]?|wrote|writes?|make|makes|made|gets?|got)\s+"
    r"(?:by\s+far\s+)?the\s+(?:most|highest|largest|biggest|greatest)"
    r"|(?:publish\w*|produc\w*|wrote|writes?)\s+most)\b(?!\s+than\b)",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:is|was|are|were|makes?|made|keeps?|kept|puts?)\s+(?:the\s+)?$", re.IGNORECASE
)
_FIRST_OF_ALL = re.compile(
    rf"^(?:'s)?\s*(?:still\s+)?(?:the\s+)?(?:{_FIRST}|{_BIGGEST})\b", re.IGNORECASE
)
_ASKS_WHO = re.compile(r"\b(?:which|who|what)\s+(?:\S+\s+){0,3}$", re.IGNORECASE)
_ASKS_WHEN = re.compile(
    r"\b(?:when|since\s+when|how\s+long|what\s+year|which\s+year|which\s+quarter|ever|first\s+time"
    r"|years?\s+(?:did|was|were|has|have|in\s+which))\b",
    re.IGNORECASE,
)


def find_leader(masked: str, mentions: Sequence[Mention]) -> str:
    """Give the code of the one place said to be first; empty where none is.

    ``masked`` has its places masked.  A question after the leader ("who leads?"), or after the
    time of its lead, takes nothing for granted.
    """
    if _ASKS_WHEN.search(masked):
        return ""
    for mention in mentions:
        before = masked[: mention.start]
        after = masked[mention.end :]
        is_first = _IS.search(before) and _FIRST_OF_ALL.match(after)  # "why is it number one"
        if is_first or (_LEADS.match(after) and not _ASKS_WHO.search(before)):
            return mention.code
    return ""
