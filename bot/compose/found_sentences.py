"""Found sentences: those that answer a question best, and how sure it is that they do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.calculate.evidence import FigureEvidence, PassageEvidence
from bot.compose.confidence import Signs, confidence, read_signs
from bot.compose.contradictions import find_contradiction
from bot.compose.extract import Candidate, choose_sentences, rank_sentences
from bot.compose.library import Library
from bot.compose.named_sources import described_words, source_words
from bot.compose.passages import HOUSE
from bot.compose.sayings import find_sayings
from bot.compose.second_asks import add_second_asks
from bot.compose.sides import find_dispute, find_sides
from bot.understand.text_questions import TextKind

__all__ = ["FoundSentences", "find_disputed", "find_sentences"]

_CLEARLY_SURER = 0.2  # in chance, before the order by words gives way
_POORER = 0.15  # share of the question's words that a surer sentence may have less
_NEARLY_AS_WELL = 0.75  # of the best score: so well do the words of the named source fit
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_ANYBODY = ("who", "when", "where", "why", "define")  # others may know of it better
_HELD_AGAINST = 16  # best sentences that are held against what a question assumes
_KINDS_OF_SENTENCE: tuple[TextKind, ...] = ("why", "who", "when", "where", "number", "list")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSentences:
    """Hold the sentences found for a question, and how sure it is that they answer."""

    sentences: list[Candidate]
    confidence: float
    sure: bool
    on_point: bool = False  # as sure, but for a reason that is asked for and not given
    compares: bool = False  # the sentences are of several sources that the question names
    speaker: str = ""  # the person whose words are asked for ...
    said: tuple[Candidate, ...] = ()  # ... and what they say, on the point or not
    on_topic: bool = False  # it is on the point
    contradiction: Candidate | None = None  # gives the lie to what the question assumes
    further: tuple[Candidate, ...] = ()  # of the sentences, those for what is asked besides
    open_ask: str = ""  # a further thing that is asked for, and that no sentence here gives

    def corrected(self) -> tuple[Candidate, ...]:
        """Give the sentence that corrects the question, then the others if they are sure."""
        first = self.contradiction
        if first is None:
            return tuple(self.sentences)
        rest = [item for item in self.sentences if item != first]
        return (first, *(rest if self.sure else ()))


def find_sentences(
    passages: PassageEvidence | None,
    kinds: tuple[TextKind, ...],
    library: Library,
    *,
    asked_now: str = "",
) -> FoundSentences:
    """Give the sentences that answer best, and how sure it is that they answer at all."""
    if passages is None or not passages.hits:
        return FoundSentences(sentences=[], confidence=0.0, sure=False)
    ask = next((kind for kind in _KINDS_OF_SENTENCE if kind in kinds), "")
    if "define" in kinds:
        ask = "define"
    names = {
        hit.passage.source: source_words(library.sources[hit.passage.source])
        | (
            described_words(library.sources[hit.passage.source])
            if hit.passage.source in passages.named
            else frozenset()
        )
        for hit in passages.hits
        if hit.passage.source in library.sources
    }
    ranked = rank_sentences(
        passages.query,
        passages.hits,
        weights=passages.weights,
        ask=ask,
        similar=passages.similar,
        names=names,
        asked_now=asked_now,
    )
    chosen = choose_sentences(
        ranked if ask in _OF_ANYBODY and not asked_now else _named_first(ranked, passages),
        passages.weights,
    )
    if not chosen:
        return FoundSentences(sentences=[], confidence=0.0, sure=False)
    contradiction = None
    if not {"disagree", "compare"} & set(kinds):
        contradiction = find_contradiction(asked_now or passages.query, ranked[:_HELD_AGAINST])
    speaker, said, on_topic = find_sayings(asked_now or passages.query, ranked)
    if not {"list", "disagree", "compare"} & set(kinds):
        chosen = _of_the_named(chosen, passages, library)
    signs, chosen = _surest_first(chosen, passages, library, kinds=kinds, asked_now=asked_now)
    chance = confidence(signs)
    sure = chance >= library.threshold and not signs.no_reason
    compares, open_ask = False, ""
    further: tuple[Candidate, ...] = ()
    if "disagree" in kinds and (dispute := find_dispute(passages)):
        chosen, sure = dispute, True
    elif "compare" in kinds and sure and (sides := find_sides(passages, ask=ask, names=names)):
        chosen, compares = sides, True
    else:
        if sure and not asked_now:
            chosen, further, open_ask = add_second_asks(passages.query, chosen, ranked)
    return FoundSentences(
        sentences=chosen,
        confidence=chance,
        sure=sure,
        on_point=confidence(signs, reason_apart=True) >= library.threshold,
        compares=compares,
        speaker=speaker,
        said=tuple(said),
        on_topic=on_topic,
        contradiction=contradiction,
        further=further,
        open_ask=open_ask,
    )


def _named_first(ranked: list[Candidate], passages: PassageEvidence) -> list[Candidate]:
    """Put what the one source says that a question names before what others say of it."""
    named = set(passages.named)
    if len(passages.sides) != 1 or len(named) != 1:
        return ranked
    own = next((item for item in ranked if item.passage.source in named), None)
    if own is None or own is ranked[0] or own.score < _NEARLY_AS_WELL * ranked[0].score:
        return ranked
    if any(_YEAR.fullmatch(word) for word in own.missing):
        return ranked  # it speaks of another year
    return sorted(ranked, key=lambda item: (item.passage.source not in named, -item.score))


def _of_the_named(
    chosen: list[Candidate], passages: PassageEvidence, library: Library
) -> list[Candidate]:
    """Keep to the source that a question names, where its words answer best."""
    named = {*passages.named, *(id_ for side in passages.sides for id_ in side)}
    if len(passages.sides) != 1 or chosen[0].passage.source not in named:
        return chosen
    facts = set(chosen[0].passage.facts) - {"-"}
    return [
        item
        for item in chosen
        if item.passage.source in named
        or facts & set(item.passage.facts)
        or _is_ours(item, library)
    ]


def _is_ours(item: Candidate, library: Library) -> bool:
    source = library.sources.get(item.passage.source)
    return source is not None and source.publisher == HOUSE


def find_disputed(figures: FigureEvidence, found: FoundSentences) -> FoundSentences:
    """Take what the digest of disagreements says where nothing else was searched."""
    if figures.disputes is None or not (dispute := find_dispute(figures.disputes)):
        return found
    return FoundSentences(sentences=dispute, confidence=1.0, sure=True, on_point=True)


def _surest_first(
    chosen: list[Candidate],
    passages: PassageEvidence,
    library: Library,
    *,
    kinds: tuple[TextKind, ...],
    asked_now: str,
) -> tuple[Signs, list[Candidate]]:
    """Put a sentence that is clearly surer to answer before the one with more of the words."""
    signs = [
        read_signs(item, passages, library.sources, kinds=kinds, asked_now=asked_now)
        for item in chosen
    ]
    chances = [confidence(item) for item in signs]
    best = chances.index(max(chances))
    poorer = chosen[best].share < chosen[0].share - _POORER
    if "why" in kinds or poorer or chances[best] < chances[0] + _CLEARLY_SURER:
        best = 0
    first = chosen[best]
    return signs[best], [first, *(item for item in chosen if item is not first)]
