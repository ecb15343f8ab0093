"""Extract: the sentences of found passages that answer a question, exactly as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.compose.answer_kinds import fits_kind
from bot.compose.content_words import content_words, frame_words
from bot.understand.tokens import fold
from index.originals import NEARLY
from index.search import Hit
from index.split import Passage, Sentence

__all__ = ["Candidate", "choose_sentences", "extract_sentences", "rank_sentences"]

_FAR_BEHIND, _CLOSE, _CLOSE_BESIDE = 0.72, 0.86, 0.78  # of the best sentence's score
_NEAR_CHARACTERS = 400
_ABOUT_ITSELF = 0.06  # a sentence on what a source is, where what it says is asked
_NO_VALUES = 0.15  # and where a number is asked: those in it are the document's own
_SAYS_NOT = re.compile(r"\b(?:not|missing|cut off)\b", re.IGNORECASE)
_ON_ITSELF = ("who", "when", "where", "reliability", "seen", "paid", "licence", "list")
_FITS, _FITS_NOT = 0.04, -0.06  # a sentence with a number where one is asked, or without
# What a word of the question counts that stands not in the sentence but around it.
_IN_HEADING, _IN_SOURCE, _IN_PASSAGE = 0.5, 0.8, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold one sentence with how well it fits the question."""

    passage: Passage
    sentence: Sentence
    score: float  # 0..1
    share: float  # weight of the question's words that it or its heading holds, 0..1
    covered: frozenset[str]  # those words
    missing: frozenset[str] = frozenset()  # the others, frame words left out
    meaning: float = 0.0  # cosine of question and sentence


def extract_sentences(
    question: str,
    hits: Sequence[Hit],
    *,
    weights: Mapping[str, float],
    ask: str = "",
    similar: Mapping[tuple[str, int], float] | None = None,
    names: Mapping[str, frozenset[str]] | None = None,
    asked_now: str = "",
    limit: int = 4,
) -> list[Candidate]:
    """Choose the sentences that answer, best first: ``rank_sentences``, then the best of them."""
    ranked = rank_sentences(
        question,
        hits,
        weights=weights,
        ask=ask,
        similar=similar,
        names=names,
        asked_now=asked_now,
    )
    return choose_sentences(ranked, weights, limit=limit)


def rank_sentences(
    question: str,
    hits: Sequence[Hit],
    *,
    weights: Mapping[str, float],
    ask: str = "",
    similar: Mapping[tuple[str, int], float] | None = None,
    names: Mapping[str, frozenset[str]] | None = None,
    asked_now: str = "",
) -> list[Candidate]:
    """Give all sentences of the hits, those that answer best first.

    ``weights`` gives each word of the question its rarity; ``similar`` the cosine of question
    and sentence by (passage id, sentence start), where it was computed; ``names`` the words by
    which each source is called: what is asked of a source need not name it again; ``asked_now``
    the end of a question that carries those before it along.
    """
    frames = frame_words(question, asked_now=asked_now)
    words = content_words(question)
    superlative = bool(fits_kind(question, "most"))
    candidates = [
        _candidate(
            hit,
            sentence,
            words,
            frames,
            weights,
            ask=ask,
            superlative=superlative,
            similar=similar,
            names=names,
        )
        for hit in hits
        for sentence in hit.passage.sentences
    ]
    candidates = _without_digests(candidates, hits)
    candidates.sort(key=lambda item: (-item.score, item.passage.id, item.sentence.start))
    return candidates


def _candidate(
    hit: Hit,
    sentence: Sentence,
    words: Sequence[str],
    frames: frozenset[str],
    weights: Mapping[str, float],
    *,
    ask: str,
    superlative: bool,
    similar: Mapping[tuple[str, int], float] | None,
    names: Mapping[str, frozenset[str]] | None,
) -> Candidate:
    """Say how well one sentence fits the question's words, meaning and kind."""
    passage = hit.passage
    own = set(content_words(sentence.text))
    heading = set(content_words(" ".join(passage.heading)))
    source = (names or {}).get(passage.source, frozenset())
    around = set(content_words(passage.text))
    held = total = 0.0
    covered: set[str] = set()
    missing: set[str] = set()
    for word in words:
        weight = weights.get(word, 1.0)
        if word in own:
            part = 1.0
        elif word in source:
            part = _IN_SOURCE
        elif word in heading:
            part = _IN_HEADING
        elif word in around:
            part = _IN_PASSAGE
        else:
            part = 0.0
        if not part and word in frames:
            continue  # how the question puts itself
        total += weight
        held += part * weight
        (covered if part > _IN_PASSAGE else missing).add(word)
    share = held / total if total else 0.0
    meaning = (similar or {}).get((passage.id, sentence.start), hit.dense)
    score = 0.5 * share + 0.35 * max(meaning, 0.0) + 0.15 * hit.score
    fit = fits_kind(sentence.text, ask, known={*words, *source})
    if fit is not None:
        score += _FITS if fit else _FITS_NOT
    if superlative:
        score += _FITS if fits_kind(sentence.text, "most") else 0.0
    # A reader's own document carries no research notes, and is about what it says.
    noted = hit.added or set(passage.facts) - {"-"}
    if not noted and ask not in _ON_ITSELF:
        bare = ask == "number" and not _SAYS_NOT.search(sentence.text)
        score -= _NO_VALUES if bare else _ABOUT_ITSELF
    return Candidate(
        passage=passage,
        sentence=sentence,
        score=score,
        share=share,
        covered=frozenset(covered),
        missing=frozenset(missing),
        meaning=max(meaning, 0.0),
    )


def _without_digests(candidates: list[Candidate], hits: Sequence[Hit]) -> list[Candidate]:
    """Leave out sentences of our digests where the original's own words fit nearly as well."""
    yields = {hit.passage.source: hit.yields_to for hit in hits if hit.yields_to}
    if not yields:
        return candidates
    best: dict[str, float] = {}
    for item in candidates:
        best[item.passage.source] = max(best.get(item.passage.source, 0.0), item.score)
    return [
        item
        for item in candidates
        if max((best.get(name, 0.0) for name in yields.get(item.passage.source, ())), default=0.0)
        < NEARLY * item.score
    ]


def choose_sentences(
    candidates: Sequence[Candidate], weights: Mapping[str, float], *, limit: int = 4
) -> list[Candidate]:
    """Keep the best, and what adds words of the question or another source's word on it."""
    chosen: list[Candidate] = []
    texts: set[str] = set()
    seen: set[str] = set()
    for candidate in candidates:
        if chosen:
            best = chosen[0].score
            if len(chosen) >= limit or candidate.score < _FAR_BEHIND * best:
                break
            if fold(candidate.sentence.text) in texts:
                continue
            new = candidate.covered - seen
            close = candidate.score >= _CLOSE * best
            close = close or (
                candidate.score >= _CLOSE_BESIDE * best and _beside(candidate, chosen)
            )
            if not close and sum(weights.get(word, 1.0) for word in new) <= 1.0:
                continue
            if not new and len(chosen) >= 3 and _retells(candidate, chosen):
                continue
        chosen.append(candidate)
        texts.add(fold(candidate.sentence.text))
        seen |= candidate.covered
    return chosen


def _beside(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Tell whether a sentence stands near a chosen one in the same passage."""
    return any(
        item.passage.id == candidate.passage.id
        and abs(item.sentence.start - candidate.sentence.end) < _NEAR_CHARACTERS
        for item in chosen
    )


def _retells(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Tell whether another passage's chosen sentence already tells the same fact."""
    facts = set(candidate.passage.facts) - {"-"}
    return candidate.passage.id not in {item.passage.id for item in chosen} and any(
        facts & set(item.passage.facts) for item in chosen
    )
