"""Summaries: one source in a few of its own sentences, and how far they can be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.compose.about_source import own_words
from bot.compose.content_words import content_words, frame_words
from bot.compose.draft import Draft
from bot.compose.named_sources import source_words
from bot.compose.passages import say_sentence
from corpus.sources import Source
from index.split import Passage, Sentence

__all__ = ["say_summary"]

_MOST = 5  # sentences on what the source says
_LIMITS = re.compile(
    r"\b(?:read|seen|checked|at hand|mirror|not visible|no author|undated)\b", re.IGNORECASE
)
# What a digest says of how its source stands to others is no finding of the source.
_ON_OTHERS = re.compile(
    r"\b(?:do(?:es)? not agree|disagrees?|conflicts? with|our (?:arithmetic|reading)"
    r"|other coverage|among the coverage|does not fit)\b",
    re.IGNORECASE,
)


def say_summary(draft: Draft, source: Source, document: Sequence[Passage], question: str) -> None:
    """Say what a source is, its findings in its order, and how much of it was read.

    Where the question narrows the summary down, sentences with its words come first.
    """
    introduction = own_words(document)
    opening = [(place, own) for place in introduction for own in place.sentences]
    about, limits = opening[:1], [item for item in opening[1:] if _LIMITS.search(item[1].text)]
    body = [passage for passage in document if passage not in introduction]
    narrowing = set(content_words(question)) - frame_words(question) - source_words(source)
    for place, own in (*about, *_findings(body or list(document), narrowing), *limits[:1]):
        say_sentence(draft, place, own)
    if source.reliability:
        called = source.short or source.title
        draft.caveat(f"How far to trust {called}: {source.reliability.rstrip('.')}.")


def _findings(body: Sequence[Passage], narrowing: set[str]) -> list[tuple[Passage, Sentence]]:
    """Choose sentences, one a section before a second of any, and put them in order."""
    ranked = []
    sections: dict[tuple[str, ...], int] = {}
    for number, passage in enumerate(body):
        for position, sentence in enumerate(passage.sentences):
            if _ON_OTHERS.search(sentence.text):
                continue
            turn = sections.get(passage.heading, 0)
            sections[passage.heading] = turn + 1
            near = len(narrowing & set(content_words(sentence.text)))
            ranked.append((-near, turn, number, position, passage, sentence))
    ranked.sort(key=lambda item: item[:4])
    chosen = sorted(ranked[:_MOST], key=lambda item: item[2:4])
    return [(passage, sentence) for *_, passage, sentence in chosen]
