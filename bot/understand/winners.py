"""Winners: the place that one question finds, and the next one asks about as "it"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.readings import Reading

__all__ = ["name_winner"]

_IT = re.compile(
    r"\b(?:it|its|they|their|(?:that|this)\s+(?:country|nation|place|one|state)(?:'s)?"
    r"|the\s+(?:winner|leader|top\s+(?:one|country)|first)(?:'s)?)\b",
    re.IGNORECASE,
)


def name_winner(part: Reading, before: Reading, place: str) -> Reading:
    """Put the place found by the question before in place of "it".

    "Which country published most, and how many patents did it file?"
    """
    asks = part.intent == "figures" and part.entity is None and not part.places
    if not place or not asks or before.operation != "ranking" or before.limit > 1:
        return part
    if not _IT.search(part.question):
        return part
    return replace(part, places=(place,), universe="")
