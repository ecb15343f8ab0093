"""Passages: an answer made of exact sentences, each with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.compose.content_words import content_words
from bot.compose.draft import Draft
from bot.compose.extract import Candidate
from bot.compose.named_sources import source_words
from bot.understand.quantities import find_quantities
from corpus.sources import Source
from index.split import Passage, Sentence

__all__ = [
    "DISPUTES",
    "GAPS",
    "GLOSSARY",
    "HOUSE",
    "say_nearest",
    "say_open",
    "say_passages",
    "say_sentence",
]

DISPUTES = "conflicts"  # id of the document that sets sources against each other
GAPS = "gaps"  # and of the one that says what the sources do not give
GLOSSARY = "glossary"  # and of the one that explains the terms
HOUSE = "Onrecord"  # publisher of the digests and the glossary: they need no attribution
_SAME_FACT = 0.75  # share of words that two sentences on one fact have in common
_STOP = re.compile(r"(?P<stop>[.!?])(?P<closing>[\"”’»)\]]*)$")
_POINTS_BACK = re.compile(
    r"\b(?:for that reason|for this reason|that is why|this is why|these"
    r"|this (?:figure|number|share)|the same (?:study|source|count))\b"
    r"|(?:finding|figures?|counts?|claim|wording|release)s?\b[^.]{0,30}?\b(?:disagrees?"
    r"|do(?:es)? not agree) (?:in \w+ )?with\b"
    r"|^(?:It|They|This|That|These|Those|He|She|But|So|Yet|And)\b",
)


def say_passages(draft: Draft, chosen: Sequence[Candidate]) -> None:
    """Say the chosen sentences, the best first, those of one passage in their order.

    A sentence that only says again what another source said adds its citation there.
    """
    order: list[Candidate] = []
    for candidate in chosen:
        if candidate in order:
            continue
        same = [item for item in chosen if item.passage.id == candidate.passage.id]
        order.extend(sorted(same, key=lambda item: item.sentence.start))
    agreeing: dict[int, list[Candidate]] = {}
    kept: list[Candidate] = []
    for candidate in order:
        first = next((item for item in kept if _agree(item, candidate)), None)
        if first is None:
            kept.append(candidate)
        else:
            agreeing.setdefault(id(first), []).append(candidate)
    for candidate in kept:
        before = _leans_on(candidate)
        if before is not None and not any(item.sentence == before for item in kept):
            say_sentence(draft, candidate.passage, before)
        say_sentence(
            draft, candidate.passage, candidate.sentence, also=agreeing.get(id(candidate), ())
        )
        if candidate.passage.source == DISPUTES and draft.status == "answered":
            draft.status = "conflict"


def say_sentence(
    draft: Draft,
    passage: Passage,
    sentence: Sentence,
    *,
    also: Sequence[Candidate] = (),
    item: bool = False,
) -> None:
    """Say one sentence in its own words, with its source and others that say the same.

    ``item`` makes it one of a list.
    """
    quotes = [(passage, sentence), *((other.passage, other.sentence) for other in also)]
    marks = [
        draft.cite_passage(place, start=own.start, end=own.end, quote=own.text)
        for place, own in quotes
    ]
    words = sentence.text.rstrip()
    stop = _STOP.search(words)
    # A stop inside closing quotation marks ends the sentence, and needs none after it.
    inside = stop is not None and bool(stop["closing"])
    body = words if stop is None or inside else words[: stop.start()]
    ending = "" if inside else (stop["stop"] if stop else ".")
    markers = "".join(f"[{number}]" for number in dict.fromkeys(marks))
    draft.say(f"{_attribution(draft, passage, sentence)}{body} {markers}{ending}", item=item)
    _note_second_hand(draft, draft.sources[passage.source])


def say_nearest(draft: Draft, candidate: Candidate) -> None:
    """Offer a sentence that does not answer, labelled as something else."""
    sentence = candidate.sentence
    number = draft.cite_passage(
        candidate.passage, start=sentence.start, end=sentence.end, quote=sentence.text
    )
    body = _STOP.sub(r"\g<closing>", sentence.text.rstrip())
    draft.say(f"The nearest the sources come, which is something else: “{body}” [{number}].")


def say_open(draft: Draft, ask: str) -> None:
    """Say that a further thing was asked for which no source here gives."""
    asked = ask.strip(" ?!.,;")
    draft.status = "partial"
    draft.name(asked)
    draft.say(f"The sources here do not say “{asked}”.")


def _attribution(draft: Draft, passage: Passage, sentence: Sentence) -> str:
    """Name the source before a sentence that names none; its words are left as they are."""
    source = draft.sources[passage.source]
    if source.number or source.publisher == HOUSE:
        return ""  # in our digests each sentence names its own source
    called = source.short or source.title
    if not called or source_words(source) & set(content_words(sentence.text)):
        return ""
    draft.name(called)
    return f"According to {called}: "


def _note_second_hand(draft: Draft, source: Source) -> None:
    """Say once of a source that repeats others how far it can be trusted."""
    if source.second_hand and source.publisher != HOUSE and source.reliability:
        called = source.short or source.title
        draft.caveat(f"How far to trust {called}: {source.reliability.rstrip('.')}.")


def _agree(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences of two sources say the same with the same figures."""
    if one.passage.source == other.passage.source:
        return False
    facts = (set(one.passage.facts) & set(other.passage.facts)) - {"-"}
    own = bool(one.passage.facts)
    if own and not facts:
        return False
    if DISPUTES in (one.passage.source, other.passage.source):
        return False
    if _figures(one) != _figures(other):
        return False
    first, second = _words(one), _words(other)
    shared = len(first & second)
    return shared >= _SAME_FACT * min(len(first), len(second))


def _figures(candidate: Candidate) -> frozenset[str]:
    return frozenset(
        quantity.text
        for quantity in find_quantities(candidate.sentence.text)
        if quantity.kind != "name"
    )


def _words(candidate: Candidate) -> set[str]:
    return set(content_words(candidate.sentence.text))


def _leans_on(candidate: Candidate) -> Sentence | None:
    """Give the sentence before one that points back to it ("for that reason")."""
    sentences = candidate.passage.sentences
    position = sentences.index(candidate.sentence)
    if position and _POINTS_BACK.search(candidate.sentence.text):
        return sentences[position - 1]
    return None
