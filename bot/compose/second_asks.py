"""Second asks: "which country came fifth, and over how many indicators?" asks for two things.

The sentence that answers the first seldom holds the second; the same document often does, a
line further on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.compose.answer_kinds import fits_kind
from bot.compose.asked_for import lacks_value
from bot.compose.content_words import content_words
from bot.compose.extract import Candidate
from bot.understand.text_questions import find_kinds

__all__ = ["add_second_asks", "split_asks"]

_LEAD_IN = r"(?:(?:roughly|about|around|over|from|by|to|in|at|for|on|with|of|since|until)\s+)*"
_BORDER = re.compile(
    rf"\s*(?:[,;]\s*(?:and|&|but)?|\s(?:and|&))\s+(?={_LEAD_IN}(?:how|who|whose|when|which|what|where)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:how|who|whose|whom|when|which|what|where|why)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:difference|compare[ds]?|between|whether|depends?|says?|said|says)\b[^,;]*$", re.I
)
_KINDS = ("who", "when", "where", "number", "list")


def split_asks(question: str) -> tuple[str, ...]:
    """Cut a question before each further thing that it asks for.

    >>> split_asks("Which country came fifth, and over how many indicators was it done?")
    ('Which country came fifth', 'over how many indicators was it done?')
    >>> split_asks("How many papers did China publish?")
    ('How many papers did China publish?',)
    """
    pieces: list[str] = []
    start = 0
    for border in _BORDER.finditer(question):
        before = question[start : border.start()]
        if _HELD.search(before) or len(before.split()) < 2:
            continue
        pieces.append(before.strip())
        start = border.end()
    pieces.append(question[start:].strip())
    # "Of the two, which leads?" asks once: what goes before a comma need not ask.
    while len(pieces) > 1 and not _ASKS.search(pieces[0]):
        pieces[:2] = [f"{pieces[0]}, {pieces[1]}"]
    return tuple(pieces)


def add_second_asks(
    question: str, chosen: Sequence[Candidate], ranked: Sequence[Candidate]
) -> tuple[list[Candidate], tuple[Candidate, ...], str]:
    """Add what the same document says to each thing asked for; give what it leaves open.

    Gives all sentences, those of them for anything but the first ask, and the ask without any.
    """
    found = list(chosen)
    asks = split_asks(question)
    if len(asks) < 2 or not found:
        return found, (), ""
    source = found[0].passage.source
    own = [item for item in ranked if item.passage.source == source]
    further: list[Candidate] = []
    open_ask = ""
    for ask in asks:
        wanted = _ASKS.split(ask)[-1]
        words = set(content_words(wanted))
        serving = [item for item in own if _serves(item.sentence.text, ask, question)]
        # What a document says of itself comes last.
        serving.sort(key=lambda item: not set(item.passage.facts) - {"-"})
        if not serving:
            open_ask = open_ask or (ask if ask is not asks[0] else "")
            continue
        best = max(serving, key=lambda item: len(words & _words(item)))
        most = len(words & _words(best))
        if told := [
            item for item in found if item in serving and len(words & _words(item)) >= most
        ]:
            best = told[0]
        else:
            found.append(best)
        if ask is not asks[0] and best not in further:
            further.append(best)
    return found, tuple(further), open_ask


def _serves(text: str, ask: str, question: str) -> bool:
    """Tell whether a sentence has the kind of thing that an ask wants."""
    kinds = find_kinds(ask)
    if lacks_value(ask, text, kinds):
        return False
    kind = next((item for item in _KINDS if item in kinds), "")
    return fits_kind(text, kind, known=set(content_words(question))) is not False


def _words(item: Candidate) -> set[str]:
    return set(content_words(item.sentence.text))
