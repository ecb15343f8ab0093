"""Restrictions: words no figure takes into account that narrow what is counted.

"AI papers by women" asks for fewer papers than "AI papers", so the count of all is no answer.  A
word that nothing explains elsewhere in a question ("for a caption: …") changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.places import Mention
from bot.understand.slots import Slots
from bot.understand.tokens import Token, tokenise
from bot.understand.words import GENERIC

__all__ = ["OFTEN", "find_narrowing", "find_restrictions"]

_PREPOSITIONS = frozenset(
    "by about on for among with without in from at against under over using involving regarding "
    "mentioning within through concerning".split()
)
_IS = frozenset("was were is are been being be got get gets".split())
_ORDERS = frozenset("please just can could you me us to need want and so but now also".split())
_BREAK = re.compile(r"[,;:.?!()–—]|\s-\s")
OFTEN = re.compile(
    r"\b(?:per|a|each|every)\s+(?:month|week|day|hour)\b|\b(?:monthly|weekly|daily|hourly)\b",
    re.IGNORECASE,
)
_ENDINGS = ("ed", "en", "wn")
_ADJECTIVES = (*_ENDINGS, "able", "al", "ic", "ive", "ous", "less", "ful", "ent", "ary", "an")
_REACH = 3  # words between an adjective and what it describes


def find_narrowing(
    slots: Slots,
    reading: Reading,
    words: Sequence[str],
    *,
    named: Sequence[Mention],
    knowledge: Knowledge,
) -> tuple[str, ...]:
    """Give what narrows what is counted: words, languages, parts of a country, "AI" itself."""
    if not reading.concept:
        return ()
    bag = knowledge.measures.bag(reading.concept, reading.measures)
    found = find_restrictions(slots.masked, words, {"ai", *GENERIC} | bag) if words else ()
    if often := OFTEN.search(slots.masked):  # all here is counted by the year or the quarter
        found = (*found, often.group())
    parts = [mention.text for mention in (*named, *slots.left_out) if mention.kind == "part of"]
    if "ai" in slots.stems and "ai" not in bag:  # "AI research spending": of all research
        general = find_restrictions(slots.masked, {"ai"}, GENERIC | bag)
        found = (*found, *("AI" for _ in general))
    return (*found, *slots.languages, *dict.fromkeys(parts))


def find_restrictions(
    masked: str, unexplained: Collection[str], subject: Collection[str]
) -> tuple[str, ...]:
    """Give the unexplained stems that stand where they narrow what is counted, in order.

    ``masked`` has its places masked; ``subject`` holds the stems that name what is counted.  In a
    question that names no subject ("only those by women?") the one before it is narrowed.
    """
    tokens = tokenise(masked)
    found = []
    for position, token in enumerate(tokens):
        if token.stem not in unexplained:
            continue
        if (
            _describes(masked, tokens, position, subject)
            or _follows(masked, tokens, position, subject)
            or _is_done_to(masked, tokens, position, subject)
        ):
            found.append(token.stem)
    return tuple(dict.fromkeys(found))


def _describes(
    masked: str, tokens: Sequence[Token], position: int, subject: Collection[str]
) -> bool:
    """Tell an adjective of the subject: "retracted AI articles"; an opening verb is none."""
    opens = all(token.norm in _ORDERS for token in tokens[:position])
    word = tokens[position].norm
    if opens and word != "ai" and not word.endswith(_ADJECTIVES):
        return False
    for other in tokens[position + 1 : position + 1 + _REACH]:
        between = masked[tokens[position].end : other.start]
        if _BREAK.search(between) or "¤" in between or other.norm in _PREPOSITIONS:
            return False
        if other.stem in subject:
            return True
    return False


def _follows(masked: str, tokens: Sequence[Token], position: int, subject: Collection[str]) -> bool:
    """Tell what stands behind a preposition of the subject: "AI articles by women"."""
    start = position - 1
    while start > 0 and position - start <= _REACH and tokens[start].norm not in _PREPOSITIONS:
        if _BREAK.search(masked[tokens[start].end : tokens[start + 1].start]):
            return False
        start -= 1
    if start < 0 or tokens[start].norm not in _PREPOSITIONS:
        return False
    head = [token for token in tokens[:start] if token.stem in subject]
    if not head:
        return not any(token.stem in subject for token in tokens)
    return not _BREAK.search(masked[head[-1].end : tokens[position].start])


def _is_done_to(
    masked: str, tokens: Sequence[Token], position: int, subject: Collection[str]
) -> bool:
    """Tell what was done to the subject: "were retracted", "articles funded by industry"."""
    token = tokens[position]
    if not token.norm.endswith(_ENDINGS) or not position:
        return False
    before = tokens[position - 1]
    if _BREAK.search(masked[before.end : token.start]):
        return False
    return before.norm in _IS or before.stem in subject
