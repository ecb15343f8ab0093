"""Documents named in a question by kind or date: "the 2023 press releases", "blogs say".

A kind counts as named only where the question asks what such documents say ("according to the
press releases", "in news coverage of July 2025"), not where it asks about them ("how many
journal articles").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.sources import Source

__all__ = ["NamedDocuments", "find_documents", "named_sources"]

# What readers call a kind, and what it is in the kinds of sources.
_KINDS = (
    (r"(?:press|news|media) releases?", r"press release"),
    (r"newsletters?", r"newsletter"),
    (
        r"news(?:paper)?(?: (?:articles?|reports?|stor(?:y|ies)|coverage|outlets?|media))?"
        r"|newspapers|press coverage|media(?: coverage)?|journalists",
        r"\bnews\b",
    ),
    (r"blog(?: ?post)?s?|bloggers", r"\bblog\b"),
    (r"think[- ]tanks?(?: (?:reports?|analys[ei]s))?", r"think-tank"),
    (r"white papers?", r"white paper"),
    (
        r"journal (?:articles?|papers?)|peer[- ]reviewed (?:articles?|papers?|studies)"
        r"|(?:academic|research|scientific|working|discussion) papers?",
        r"journal article|(?:research|working|discussion) paper",
    ),
    (r"data briefs?", r"data brief"),
    (r"official (?:statistics|sources?|reports?|documents?)", r"^official"),
    (r"annual reports?", r"annual report"),
    (r"(?:sources?|documents?|texts?|coverage)", r""),  # any kind: for a date alone
)
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_WHEN = rf"(?:(?P<month_%s>{'|'.join(_MONTHS)})\s+)?(?P<year_%s>(?:19|20)\d\d)"
_BEFORE = (
    r"\b(?:according to|going by|as per|from|by|in|among|across|within|per|do|does|did)\s+"
    r"(?:only\s+|all\s+|any\s+|the\s+|our\s+|these\s+|those\s+|your\s+|recent\s+|some\s+)*"
)
_AFTER = (
    r"\s+(?:say|says|said|report|reports|reported|claim|claims|claimed|mention|mentions|write|"
    r"writes|wrote|tell|tells|told|state|states|stated|describe|describes|disagree|agree|argue|"
    r"argues|put|puts|give|gives|call|calls|explain|explains)\b"
)
_PATTERNS = tuple(
    (
        re.compile(
            rf"(?P<before>{_BEFORE})?(?:{_WHEN % ('a', 'a')}\s+)?\b(?:{name})\b"
            rf"(?:\s+(?:published\s+|dated\s+|written\s+)?(?:from|of|in|dated)\s+"
            rf"{_WHEN % ('b', 'b')})?(?P<after>{_AFTER})?",
            re.IGNORECASE,
        ),
        kind,
    )
    for name, kind in _KINDS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDocuments:
    """Say which documents a question limits itself to."""

    kind: str  # pattern of a source's kind; "" for any
    date: str = ""  # "2023" or "2025-07"; "" for any

    def holds(self, source: Source) -> bool:
        """Tell whether a source is one of them."""
        return bool(re.search(self.kind, source.kind.lower())) and self.date in source.date


def find_documents(question: str) -> NamedDocuments | None:
    """Find the kind and date of documents that a question limits itself to.

    >>> find_documents("What do the 2025 press releases say about China?")
    NamedDocuments(kind='press release', date='2025')
    >>> find_documents("How many journal articles did China publish in 2022?") is None
    True
    """
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(question):
            named = match.groupdict()
            date = _date(named, "a") or _date(named, "b")
            if not kind and not date:
                continue
            # "In journal articles" may be what is counted; "journal articles say" is not.
            if match["after"] or (match["before"] and not kind.startswith("journal")):
                return NamedDocuments(kind=kind, date=date)
            if (match["before"] or "").lower().startswith(("according", "going", "as per")):
                return NamedDocuments(kind=kind, date=date)
    return None


def _date(named: Mapping[str, str | None], end: str) -> str:
    year, month = named[f"year_{end}"], named[f"month_{end}"]
    if year is None:
        return ""
    return f"{year}-{_MONTHS.index(month.lower()) + 1:02}" if month else year


def named_sources(question: str, sources: Mapping[str, Source]) -> list[str] | None:
    """Return the ids of the sources that a question limits itself to; None for no such limit.

    Where it names a kind or a date that no source has, there is nothing to limit it to: None.
    """
    named = find_documents(question)
    if named is None:
        return None
    return [id_ for id_, source in sources.items() if named.holds(source)] or None
