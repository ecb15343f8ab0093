"""About Onrecord: how many documents and data sets it holds, counted from its own catalogue."""

from __future__ import annotations

import re

from bot.compose.draft import Draft
from bot.compose.library import Library
from bot.compose.wording import join
from corpus.sources import Source

__all__ = ["say_about_onrecord"]

_THING = r"(?:sources?|documents?|texts?|data\s*sets?|datasets?|tables?)"
_HERE = (
    r"(?:do\s+you|have\s+you|you\s+(?:have|hold|use|know|draw|rest|rely)|are\s+(?:there|here)|"
    r"(?:in|of)\s+your|your\s+(?:sources|collection|corpus|library|catalogue)|onrecord|"
    r"in\s+(?:here|this\s+(?:tool|collection|corpus|library))|(?:does|can)\s+this\s+(?:tool|bot))"
)
_ASKS = re.compile(
    rf"^\W*(?:and\s+|so\s+)?(?:how\s+many|what|which|list|show\s+me)\b(?=.*\b{_THING}\b)"
    rf"(?=.*\b{_HERE}\b)",
    re.IGNORECASE,
)
# "Which sources do you have on chips?" asks for what they say.
_OF_A_SUBJECT = re.compile(
    r"\b(?:on|about|for|regarding|that|who|say|says|give|gives|mention\w*|disagree\w*|differ\w*"
    r"|dispute\w*|conflict\w*|count\w*)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow\s+many\b", re.IGNORECASE)
_SECOND_HAND = re.compile(r"\bsecond[- ]?hand\b", re.IGNORECASE)
_OF_A_KIND = re.compile(
    r"\b(?P<kind>news|blogs?|official|think[- ]tanks?|preprints?|papers|press\s+releases?"
    r"|patents?)\b",
    re.IGNORECASE,
)
_SHOWN = 6


def say_about_onrecord(draft: Draft, question: str, library: Library) -> bool:
    """Say what Onrecord holds where that is asked; False where something else is."""
    if not _ASKS.search(question) or _OF_A_SUBJECT.search(question):
        return False
    sources = list(library.sources.values())
    if _SECOND_HAND.search(question):
        _say_those(draft, [source for source in sources if source.second_hand], "are second-hand")
    elif found := _OF_A_KIND.search(question):
        word = found["kind"].lower().rstrip("s") if found["kind"].lower() != "news" else "news"
        those = [source for source in sources if word in source.kind.lower()]
        _say_those(draft, those, f"are noted as “{word}”")
    else:
        second_hand = sum(source.second_hand for source in sources)
        _say(
            draft,
            f"Onrecord holds {len(sources)} documents, {second_hand} of them second-hand, and "
            f"{len(library.catalogue.datasets)} data sets of figures.",
        )
        if not _HOW_MANY.search(question):
            owners = dict.fromkeys(dataset.short for dataset in library.catalogue.datasets)
            _say(draft, f"Among the data sets are those of {join(list(owners)[:_SHOWN])}.")
    _say(draft, "All are listed, with dates, licences and how far to trust them, under Sources.")
    return True


def _say_those(draft: Draft, sources: list[Source], what: str) -> None:
    """Say how many documents are of a sort, and name some."""
    _say(draft, f"{len(sources)} of the documents that Onrecord holds {what}.")
    if sources:
        names = [source.short or source.title for source in sources[:_SHOWN]]
        _say(draft, f"Among them: {join(names)}.")


def _say(draft: Draft, text: str) -> None:
    """Say a sentence whose numbers are counts of the catalogue itself, which no cell holds."""
    for number in re.findall(r"\d[\d,]*", text):
        draft.name(number)
    draft.say(text)
