"""Measures: how well ranked lists find what is relevant.

Definitions as in BEIR and trec_eval: gains are linear in the grade, discounts are
``log2(rank + 1)``, means are over the queries that have at least one relevant document.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

__all__ = ["average_precision", "ndcg", "recall", "reciprocal_rank"]

Grades = Mapping[str, int]  # document id to grade; 0 and absent: not relevant


def ndcg(ranked: Sequence[str], grades: Grades, *, at: int) -> float:
    """Compute the discounted gain of a list over that of the best possible list.

    >>> round(ndcg(["b", "a"], {"a": 1}, at=10), 4)
    0.6309
    """
    best = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    ideal = _discounted(best[:at])
    return _discounted([grades.get(id_, 0) for id_ in ranked[:at]]) / ideal if ideal else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(max(gain, 0) / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def recall(ranked: Sequence[str], grades: Grades, *, at: int) -> float:
    """Compute the share of the relevant documents that the list holds.

    >>> recall(["a", "x"], {"a": 1, "b": 1}, at=10)
    0.5
    """
    relevant = _relevant(grades)
    return len(relevant & set(ranked[:at])) / len(relevant) if relevant else 0.0


def average_precision(ranked: Sequence[str], grades: Grades, *, at: int) -> float:
    """Compute the mean of the precisions at the ranks of the relevant documents.

    >>> average_precision(["a", "x", "b"], {"a": 1, "b": 1}, at=10)
    0.8333333333333333
    """
    relevant = _relevant(grades)
    found, total = 0, 0.0
    for rank, id_ in enumerate(ranked[:at], start=1):
        if id_ in relevant:
            found += 1
            total += found / rank
    return total / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Grades, *, at: int) -> float:
    """Compute one over the rank of the first relevant document; 0.0 without one.

    >>> reciprocal_rank(["x", "a"], {"a": 1}, at=10)
    0.5
    """
    relevant = _relevant(grades)
    ranks = (rank for rank, id_ in enumerate(ranked[:at], start=1) if id_ in relevant)
    return 1 / next(ranks, math.inf)


def _relevant(grades: Grades) -> set[str]:
    return {id_ for id_, grade in grades.items() if grade > 0}
