"""Sourcing: "source?", "says who?", "are you sure?": where the figures just given stand."""

from __future__ import annotations

import re

from bot.calculate.evidence import Table
from bot.compose.draft import Draft

__all__ = ["asks_sourcing", "say_sourcing"]

_THAT = r"(?:that|it|this|these|those|them|(?:the|that|this|your)\s+(?:number|figure|count|data)s?)"
_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+|wait|what(?:’|'|\s+i)s|what\s+are|the|your|which|any)\W+)*"
    r"(?:sources?(?:\s+(?:for|of|says?)\s+" + _THAT + r")?|references?|citations?|link"
    rf"|says?\s+who|who\s+(?:says?|said|counted)\s+{_THAT}|according\s+to\s+whom?"
    rf"|where\s+(?:does|did|do)\s+{_THAT}\s+come\s+from|where(?:’|'|\s+i)s\s+{_THAT}\s+from"
    r"|(?:are\s+you\s+|you\s+)?(?:sure|certain|positive)(?:\s+about\s+" + _THAT + r")?|really"
    rf"|(?:is|are)\s+{_THAT}\s+(?:right|true|correct|accurate|reliable)"
    rf"|how\s+do\s+you\s+know(?:\s+{_THAT})?|can\s+i\s+(?:trust|rely\s+on|quote|use)\s+{_THAT})"
    r"(?:\s+please)?\W*$",
    re.IGNORECASE,
)


def asks_sourcing(question: str) -> bool:
    """Tell whether a follow-up asks nothing but where the answer before it comes from.

    >>> asks_sourcing("source?"), asks_sourcing("which source counts patents?")
    (True, False)
    """
    return _ASKS.search(question) is not None


def say_sourcing(draft: Draft, table: Table) -> None:
    """Say in which table of which release the figures stand, and that each was held against it."""
    numbers = [cited.n for cited in draft.citations if cited.kind == "figures"]
    if not numbers:
        return
    dataset = table.dataset
    if not table.request.reported:  # what was only reported names its source with each figure
        for name in (dataset.title, dataset.publisher, dataset.release):
            draft.name(name)
        draft.say(
            f"That is from “{dataset.title}” ({dataset.publisher}; {dataset.release}) "
            f"[{numbers[0]}]."
        )
    draft.say(f"Every number here was held against the cell it is cited from [{numbers[0]}].")
