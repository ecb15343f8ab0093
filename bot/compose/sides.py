"""Sides: what each of several sources that a question names says on its point."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.calculate.evidence import PassageEvidence
from bot.compose.content_words import PLACE_WORDS, content_words, frame_words
from bot.compose.extract import Candidate, extract_sentences
from bot.compose.passages import DISPUTES
from bot.understand.text_questions import without_kind
from index.search import Hit

__all__ = ["find_dispute", "find_sides"]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ON_POINT = 0.6  # share of the question's words that a side's sentence must hold
_SAYS_BOTH = 0.85  # share at which one sentence speaks for several sides
_MOST = 4
_AS_MUCH = 0.1  # less of the question's words than the best, and still on the point
_IN_DISPUTE = 0.7  # share of the question's words that the digest of disagreements must hold


def find_sides(
    evidence: PassageEvidence, *, ask: str, names: Mapping[str, frozenset[str]]
) -> list[Candidate]:
    """Give the best sentence of each side, after one that sets them against each other.

    Empty where fewer than two sides have a sentence on the point: then there is nothing to
    compare.
    """
    found: list[Candidate] = []
    for side in evidence.sides:
        best = _best(evidence, ask, names, side)
        if best is not None and best.share >= _ON_POINT and not _elsewhere(best):
            found.append(best)
    if len(found) < 2:
        return []
    both = _best(evidence, ask, names, frozenset((DISPUTES,)))
    if both is not None and both.share >= _SAYS_BOTH:
        found.insert(0, both)
    chosen: list[Candidate] = []
    for candidate in found:
        if all(candidate.sentence.text != item.sentence.text for item in chosen):
            chosen.append(candidate)
    return chosen[:_MOST]


def _elsewhere(candidate: Candidate) -> bool:
    """Tell whether a sentence lacks a place, year or figure of the question."""
    return any(word[:1].isdigit() or word in PLACE_WORDS - {"ai"} for word in candidate.missing)


def find_dispute(evidence: PassageEvidence) -> list[Candidate]:
    """Give what the digest of disagreements says on the point, sentence by sentence.

    Empty where it says nothing on it, or not of the years that the question names.
    """
    question = without_kind(evidence.query, "disagree")
    frames = frame_words(question)
    words = [word for word in content_words(question) if word not in frames]
    total = sum(evidence.weights.get(word, 1.0) for word in words) or 1.0
    years = set(_YEAR.findall(question))
    found: list[tuple[float, Hit]] = []
    for hit in evidence.hits:
        around = " ".join((*hit.passage.heading, hit.passage.text))
        if hit.passage.source != DISPUTES or any(year not in around for year in years):
            continue
        held = set(content_words(around))
        share = sum(evidence.weights.get(word, 1.0) for word in words if word in held) / total
        if share >= _IN_DISPUTE:
            found.append((share, hit))
    found.sort(key=lambda item: -(item[0] + item[1].score))
    # One thing may be in dispute in two ways: how many chips, and which.
    close = [item for item in found[:2] if item[0] >= found[0][0] - _AS_MUCH]
    return [
        Candidate(
            passage=hit.passage,
            sentence=sentence,
            score=hit.score,
            share=share,
            covered=frozenset(words),
            meaning=evidence.similar.get((hit.passage.id, sentence.start), hit.dense),
        )
        for share, hit in close
        for sentence in hit.passage.sentences[: _MOST if len(close) == 1 else 2]
    ]


def _best(
    evidence: PassageEvidence,
    ask: str,
    names: Mapping[str, frozenset[str]],
    documents: frozenset[str],
) -> Candidate | None:
    hits = [hit for hit in evidence.hits if hit.passage.source in documents]
    chosen: Sequence[Candidate] = extract_sentences(
        evidence.query,
        hits,
        weights=evidence.weights,
        ask=ask,
        similar=evidence.similar,
        names=names,
        limit=1,
    )
    return chosen[0] if chosen else None
