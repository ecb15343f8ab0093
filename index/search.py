"""Search: passages by meaning, by words, and by both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from corpus.cleaning import clean_line
from index.duplicates import group_duplicates
from index.keywords import score_keywords
from index.originals import prefer_originals, read_originals
from index.split import Passage
from index.stores import Store

__all__ = ["Hit", "search_dense", "search_fused", "search_keywords"]

CANDIDATES = 100  # of each layer and leg, before fusion
_DUPLICATES = 20
# Of the cosine in the fused score; the keyword score has the rest.  Neither is stretched to the
# question's best hit: where the passages do not hold its words, the best of bad keyword hits
# stays low, and meaning decides.  How 0.4 was chosen: DECISIONS.md.
DENSE_WEIGHT = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Hold one found passage; scores are 0 to 1, higher is better.

    Passages of other sources that say the same in nearly the same words stand in ``also``.
    """

    passage: Passage
    score: float  # the one that hits are sorted by
    dense: float = 0.0  # cosine of question and passage
    keyword: float = 0.0  # BM25 over the most it could be
    also: tuple[Passage, ...] = ()  # the next best first, one a source
    added: bool = False  # somebody added its document
    yields_to: frozenset[str] = frozenset()  # sources whose own words its digest stands for


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
        scores |= layer.vectors().nearest(
            vector, limit=_window(limit), sources=sources, kinds=kinds
        )
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
    files = [layer.passages for layer in store.layers()]
    keyword: dict[str, float] = {}
    for scores in score_keywords(files, question, sources=sources, kinds=kinds):
        keyword |= scores.best(_window(limit))
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
    files = [layer.passages for layer in layers]
    candidates = max(CANDIDATES, _window(limit))
    dense: dict[str, float] = {}
    keyword: dict[str, float] = {}
    scored = score_keywords(files, question, sources=sources, kinds=kinds)
    for layer, scores in zip(layers, scored, strict=True):
        best = scores.best(candidates)
        vectors = layer.vectors()
        found = vectors.nearest(vector, limit=candidates, sources=sources, kinds=kinds)
        rest = vectors.vectors([id_ for id_ in best if id_ not in found])
        dense |= {id_: _clip(cosine) for id_, cosine in found.items()}
        dense |= {id_: _clip(float(other @ vector)) for id_, other in rest.items()}
        keyword |= best | scores.of([id_ for id_ in found if id_ not in best])
    fused = {
        id_: DENSE_WEIGHT * cosine + (1 - DENSE_WEIGHT) * keyword.get(id_, 0.0)
        for id_, cosine in dense.items()
    }
    return _hits(store, fused, dense=dense, keyword=keyword, limit=limit)


def _hits(
    store: Store,
    scores: dict[str, float],
    *,
    dense: dict[str, float],
    keyword: dict[str, float],
    limit: int,
) -> list[Hit]:
    # The id breaks ties, so that the same question gives the same order.
    ranked = sorted(scores, key=lambda id_: (-scores[id_], id_))[: _window(limit)]
    # A vector whose passage was just removed has none: it is no hit.
    passages = store.passages(ranked)
    originals = read_originals(store.layers())
    owners = {id_: passages[id_].source for id_ in ranked if id_ in passages}
    scores = prefer_originals({id_: scores[id_] for id_ in owners}, owners, originals)
    ranked = sorted(owners, key=lambda id_: (-scores[id_], id_))
    hits = []
    for group in group_duplicates([passages[id_].text for id_ in ranked])[:limit]:
        first, *others = [ranked[place] for place in group]
        by_source = {passages[id_].source: passages[id_] for id_ in reversed(others)}
        by_source.pop(passages[first].source, None)
        hits.append(
            Hit(
                passage=passages[first],
                score=scores[first],
                dense=dense.get(first, 0.0),
                keyword=keyword.get(first, 0.0),
                also=tuple(reversed(by_source.values())),
                added=owners[first] in originals.added,
                yields_to=originals.of(owners[first]),
            )
        )
    return hits


def _window(limit: int) -> int:
    """Return how many of the best are looked through for duplicates: they score alike."""
    return limit + _DUPLICATES


def _nothing_allowed(*filters: Collection[str] | None) -> bool:
    return any(allowed is not None and not allowed for allowed in filters)


def _clip(cosine: float) -> float:
    return min(1.0, max(0.0, cosine))
