"""Extract: the sentences of found passages that answer a question, exactly as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.compose.content_words import content_words
from bot.understand.tokens import fold
from index.originals import NEARLY
from index.search import Hit
from index.split import Passage, Sentence

__all__ = ["Candidate", "extract_sentences"]

_FAR_BEHIND, _CLOSE, _CLOSE_BESIDE = 0.72, 0.86, 0.78  # of the best sentence's score
_NEAR_CHARACTERS = 400
_ABOUT_ITSELF = 0.06  # a sentence on what a source is, where what it says is asked
_NUMBER = re.compile(
    r"\d|\b(?:half|third|quarter|twice|double[ds]?|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_WHEN = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.I,
)
_WHO = re.compile(
    r"(?<=[a-z,] )[A-Z][\w.-]+(?: [A-Z][\w.-]+)+|\b(?:author|chief|professor|led by|written by)\b"
)
_WHY = re.compile(
    r"\b(?:because|since|due to|reason|so that|as a result|owing|explain\w*|comes from|means that"
    r"|in order)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold one sentence with how well it fits the question."""

    passage: Passage
    sentence: Sentence
    score: float  # 0..1
    share: float  # weight of the question's words that it or its heading holds, 0..1
    covered: frozenset[str]  # those words


def extract_sentences(
    question: str,
    hits: Sequence[Hit],
    *,
    weights: Mapping[str, float],
    ask: str = "",
    similar: Mapping[tuple[str, int], float] | None = None,
    limit: int = 4,
) -> list[Candidate]:
    """Choose the sentences that answer, best first; ``score`` of the best is the confidence.

    ``weights`` gives each word of the question its rarity; ``similar`` the cosine of question
    and sentence by (passage id, sentence start), where it was computed.
    """
    words = content_words(question)
    total = sum(weights.get(word, 1.0) for word in words) or 1.0
    candidates: list[Candidate] = []
    for hit in hits:
        context = set(content_words(" ".join(hit.passage.heading)))
        for sentence in hit.passage.sentences:
            own = set(content_words(sentence.text))
            covered = frozenset(word for word in words if word in own)
            around = frozenset(word for word in words if word in context and word not in own)
            share = (
                sum(weights.get(word, 1.0) for word in covered)
                + 0.5 * sum(weights.get(word, 1.0) for word in around)
            ) / total
            meaning = (similar or {}).get((hit.passage.id, sentence.start), hit.dense)
            score = 0.5 * share + 0.35 * max(meaning, 0.0) + 0.15 * hit.score
            score += _kind_bonus(sentence.text, ask)
            # A reader's own document carries no research notes, and is about what it says.
            noted = hit.added or set(hit.passage.facts) - {"-"}
            if not noted and ask not in ("who", "when"):
                score -= _ABOUT_ITSELF
            candidates.append(
                Candidate(
                    passage=hit.passage,
                    sentence=sentence,
                    score=score,
                    share=share,
                    covered=covered | around,
                )
            )
    candidates = _without_digests(candidates, hits)
    candidates.sort(key=lambda item: (-item.score, item.passage.id, item.sentence.start))
    return _chosen(candidates, weights, limit)


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


def _kind_bonus(sentence: str, ask: str) -> float:
    """Prefer a sentence that can answer the kind of question: a date, a name, a number."""
    fits = {
        "number": _NUMBER.search(sentence.lower()),
        "when": _WHEN.search(sentence),
        "who": _WHO.search(sentence),
        "why": _WHY.search(sentence),
    }
    if ask not in fits:
        return 0.0
    return 0.04 if fits[ask] else -0.06


def _chosen(
    candidates: list[Candidate], weights: Mapping[str, float], limit: int
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
