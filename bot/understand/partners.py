"""Partners: whether a question asks what two places did with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understand.knowledge import Knowledge
from bot.understand.measures import MeasureMatch, content_stems
from bot.understand.places import Mention

__all__ = [
    "asks_for_pair",
    "asks_for_partners",
    "match_joint_work",
    "match_work_with",
    "names_a_pair",
    "names_partners",
    "work_with",
]

_WRITE = r"(?:wr(?:ite|ites|ote|itten|iting)|(?:co-?)?author\w*|co-?wr\w+|co-?publish\w*)"
_PAIR = re.compile(
    rf"\b{_WRITE}\b.{{0,40}}\btogether\b|\btogether\b.{{0,12}}\b{_WRITE}\b|\bwith\s+each\s+other\b"
    rf"|\bjointly\s+(?:{_WRITE}|publish\w*|produc\w*)|\bjoint(?:ly)?\b(?!\s+(?:share|total|output))"
    r"|\bco-?(?:author|writ|wrot)\w*\b|\bcollaborat\w*\b|\bbilateral\b|\bpartner(?:ed|ing|ship)\b",
    re.IGNORECASE,
)
_OF_THEIR_OWN = re.compile(  # not "share of papers with foreign co-authors", nor a network
    rf"\b{_WRITE}\b.{{0,40}}\btogether\b|\bwith\s+each\s+other\b|\bbilateral\b"
    rf"|\bjointly\s+{_WRITE}"
    r"|(?<!foreign\s)(?<!international\s)(?<!with\s)\bco-?(?:author(?:ed|s)?|wr\w+)\b"
    r"(?!\s+(?:internationally|abroad|across\s+borders|with\s+(?:foreign|partners|others|colleagues"
    r"|authors|researchers|scientists)))"
    r"|\bjoint\s+(?:\S+\s+){0,2}?(?:papers?|articles?|publications?|work)\b",
    re.IGNORECASE,
)
_PARTNERS = re.compile(
    r"\bpartners?\b|\b(?:collaborat\w+|work\w*|cooperat\w+|co-?operat\w+|co-?author\w*|co-?publish\w*"
    r"|co-?wr\w+|team\w*\s+up)\s+(?:\S+\s+){0,3}?(?:with\s+)?(?:the\s+)?(?:most|closest|least"
    r"|mainly|chiefly|with)\b|\bwith\s+wh(?:om|ich)\b|\bclosest\s+collaborator\w*"
    r"|\b(?:main|top|biggest|closest)\s+(?:co-?authors?|collaborators?)\b",
    re.IGNORECASE,
)
_NAMES_PARTNERS = re.compile(
    r"\b(?:top|main|biggest|closest|largest|leading|key|strongest|chief|(?:most\s+)?(?:important"
    r"|frequent|common)|favou?rite|principal|number\s+one)\s+(?:\S+\s+){0,3}?(?:partners?"
    r"|collaborators?|co-?authors?)\b|\bwith\s+wh(?:om|ich)\b|\bwho(?:m|se)?\b.{0,60}\b(?:with|partners?)\b"
    r"|\bcollaborat\w*\s+(?:\S+\s+){0,3}?(?:most|least)\b|\bpartner\s+countr\w+\b",
    re.IGNORECASE,
)
_HOW_MANY_PARTNERS = re.compile(
    r"\b(?:how\s+many|number\s+of|count\s+of)\s+(?:\S+\s+){0,3}?(?:partners?|collaborators?)\b",
    re.IGNORECASE,
)
_WITH_PLACE = re.compile(
    rf"\b(?:{_WRITE}|share[sd]?|papers?|articles?|publications?|work\w*|is|are|was|were|done"
    r"|partner\w*|jointly|together)\s+(?:(?!compar|contrast)\S+\s+){0,2}?with\s+(?:the\s+|partners?\s+in\s+"
    r"|colleagues\s+in\s+|authors?\s+(?:in|from)\s+)?$",
    re.IGNORECASE,
)


def asks_for_pair(masked: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether the joint work of exactly two places is asked for."""
    return len(mentions) == 2 and bool(_PAIR.search(masked) or work_with(masked, mentions))


def names_a_pair(masked: str, mentions: Sequence[Mention]) -> bool:
    """Tell joint work named as such from a word such as "collaboration" in a measure's name."""
    return len(mentions) == 2 and bool(_OF_THEIR_OWN.search(masked))


def asks_for_partners(masked: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether the partners of one place are asked for."""
    asked = _PARTNERS.search(masked) and not _HOW_MANY_PARTNERS.search(masked)
    return len(mentions) == 1 and bool(asked)


def names_partners(masked: str, mentions: Sequence[Mention]) -> bool:
    """Tell "who are its main partners?" from "how much with foreign partners?"."""
    names = _NAMES_PARTNERS.search(masked) and not _HOW_MANY_PARTNERS.search(masked)
    return len(mentions) == 1 and bool(names)


def work_with(masked: str, mentions: Sequence[Mention]) -> Mention | None:
    """Give the place that another's work was done with: "papers with China"."""
    for mention in mentions[1:]:
        if _WITH_PLACE.search(masked[: mention.start]):
            return mention
    return None


def match_joint_work(knowledge: Knowledge) -> MeasureMatch | None:
    """Give the concept of the catalogue that counts joint papers of two places."""
    return next(iter(knowledge.measures.match(content_stems("joint AI papers"))), None)


def match_work_with(partner: str, knowledge: Knowledge) -> MeasureMatch | None:
    """Give the concept that counts work with one given partner; None where there is none."""
    name = knowledge.book.place(partner).name
    stems = content_stems(f"ai papers with {name}")
    own = set(content_stems(name))
    for match in knowledge.measures.match(stems, names=content_stems(name)):
        concept = knowledge.catalogue.concept(match.concept)
        words = set(content_stems(f"{concept.label} {' '.join(concept.words)}"))
        if own <= words:
            return match
    return None
