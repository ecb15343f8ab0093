"""Search: passages by meaning, by words, and by both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from corpus.cleaning import clean_line
from index.keywords import score_keywords
from index.layers import Layer
from index.split import Passage
from index.stores import Store

__all__ = ["Hit", "search_dense", "search_fused", "search_keywords"]

CANDIDATES = 100  # of each layer and leg, before fusion
# Of the cosine in the fused score; the keyword score over the question's best has the rest.  On
# 218 questions written without sight of the code the cited document comes first for 0.945 of
# them at 0.5, for 0.959 at 0.6 and 0.65, for 0.950 at 0.7 (tests/evals/text.jsonl).
DENSE_WEIGHT = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Hold one found passage; scores are 0 to 1, higher is better."""

    passage: Passage
    score: float  # the one that hits are sorted by
    dense: float = 0.0  # cosine of question and passage
    keyword: float = 0.0  # BM25 over the most it could be


def search_dense(
    store: Store,
    question: str,
    *,
    limit: int = 8,
    sources: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> list[Hit]:
    """Return the passages nearest in meaning to the question, the best first."""
    question = clean_line(question)
    if not question or _nothing_allowed(sources, kinds):
        return []
    scores: dict[str, float] = {}
    store.warm()
    vector = store.encoder.encode_question(question)
    for layer in store.layers():
        scores |= layer.vectors().nearest(vector, limit=limit, sources=sources, kinds=kinds)
    dense = {id_: _clip(cosine) for id_, cosine in scores.items()}
    return _hits(store, dense, dense=dense, keyword={}, limit=limit)


def search_keywords(
    store: Store,
    question: str,
    *,
    limit: int = 8,
    sources: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> list[Hit]:
    """Return the passages that hold the question's rarest words, the best first."""
    question = clean_line(question)
    if not question or _nothing_allowed(sources, kinds):
        return []
    keyword = _keyword_scores(store.layers(), question, sources=sources, kinds=kinds)
    return _hits(store, keyword, dense={}, keyword=keyword, limit=limit)


def search_fused(
    store: Store,
    question: str,
    *,
    limit: int = 8,
    sources: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> list[Hit]:
    """Return the passages best by both meaning and words, the best first."""
    question = clean_line(question)
    if not question or _nothing_allowed(sources, kinds):
        return []
    store.warm()
    layers = store.layers()
    vector = store.encoder.encode_question(question)
    keyword = _keyword_scores(layers, question, sources=sources, kinds=kinds)
    best = sorted(keyword, key=lambda id_: -keyword[id_])[: max(CANDIDATES, limit)]
    dense: dict[str, float] = {}
    for layer in layers:
        vectors = layer.vectors()
        found = vectors.nearest(vector, limit=max(CANDIDATES, limit), sources=sources, kinds=kinds)
        missing = [id_ for id_ in best if id_ not in found]
        rest = vectors.vectors(missing)
        dense |= {id_: _clip(cosine) for id_, cosine in found.items()}
        dense |= {id_: _clip(float(other @ vector)) for id_, other in rest.items()}
    top = max(keyword.values(), default=0.0) or 1.0
    fused = {
        id_: DENSE_WEIGHT * cosine + (1 - DENSE_WEIGHT) * keyword.get(id_, 0.0) / top
        for id_, cosine in dense.items()
    }
    return _hits(store, fused, dense=dense, keyword=keyword, limit=limit)


def _keyword_scores(
    layers: tuple[Layer, ...],
    question: str,
    *,
    sources: Collection[str] | None,
    kinds: Collection[str] | None,
) -> dict[str, float]:
    files = [layer.passages for layer in layers]
    merged: dict[str, float] = {}
    for scores in score_keywords(files, question, sources=sources, kinds=kinds):
        merged |= scores
    return merged


def _hits(
    store: Store,
    scores: dict[str, float],
    *,
    dense: dict[str, float],
    keyword: dict[str, float],
    limit: int,
) -> list[Hit]:
    # The id breaks ties, so that the same question gives the same order.
    ranked = sorted(scores, key=lambda id_: (-scores[id_], id_))[:limit]
    # A vector whose passage was just removed has none: it is no hit.
    passages = store.passages(ranked)
    return [
        Hit(
            passage=passages[id_],
            score=scores[id_],
            dense=dense.get(id_, 0.0),
            keyword=keyword.get(id_, 0.0),
        )
        for id_ in ranked
        if id_ in passages
    ]


def _nothing_allowed(*filters: Collection[str] | None) -> bool:
    return any(allowed is not None and not allowed for allowed in filters)


def _clip(cosine: float) -> float:
    return min(1.0, max(0.0, cosine))
