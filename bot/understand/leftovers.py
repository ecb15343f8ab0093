"""Leftovers: the words of a question that nothing in its reading explains."""

from __future__ import annotations

from collections.abc import Sequence

from bot.readings import Reading
from bot.understand.fits import words_of_choice
from bot.understand.knowledge import Knowledge
from bot.understand.measures import content_stems
from bot.understand.places import Mention
from bot.understand.slots import Slots
from bot.understand.subjects import Subject
from bot.understand.words import GENERIC, is_cue, is_stop

__all__ = ["find_leftovers"]

_MAKERS = frozenset(
    "author researcher scientist scholar academic writer team lab laboratory inventor".split()
)


def find_leftovers(
    slots: Slots,
    subject: Subject,
    strangers: Sequence[Mention],
    reading: Reading,
    knowledge: Knowledge,
) -> tuple[str, ...]:
    """Give the content words that neither measure, place, period nor cue explains."""
    explained = subject.explained
    if reading.concept:
        explained |= knowledge.measures.bag(reading.concept, reading.measures)
    names = [word for mention in strangers for word in content_stems(mention.text)]
    unexplained = [word for word in names if not word[:1].isdigit()]
    # Of a measure that is not counted topic by topic, a topic's name says something else.
    topic = content_stems(subject.topic.replace("-", " "))
    if reading.concept:  # whoever wrote them: "papers by Polish authors" are Polish papers
        explained |= _MAKERS | words_of_choice(reading)
    open_words = [
        word
        for word in slots.stems
        if len(word) > 1
        and word != "ai"
        and word not in GENERIC
        and word not in topic
        and not is_cue(word)
    ]
    return tuple(
        word
        for word in (*dict.fromkeys(open_words), *unexplained)
        if word not in explained and not is_stop(word)
    )
