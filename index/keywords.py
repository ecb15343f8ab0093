"""Keywords: BM25 scores of passages for the words of a question, over all layers together.

    score = Σ idf · count · (k1 + 1) / (count + k1 · (1 - b + b · length / mean length))
    idf   = ln(1 + (N - n + 0.5) / (n + 0.5))

N is the number of passages, n that of those which hold the word, as Lucene has it.  k1 and b
are what Anserini found best on MS MARCO and keeps for the collections of BEIR, not fitted here;
passages are cut to one length, so that their length says little.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.passages import PassageFile
from index.postings import Postings, join_blocks
from index.terms import cut_words, stem_words

__all__ = [
    "STOP_WORDS",
    "KeywordScores",
    "count_words",
    "find_terms",
    "score_keywords",
    "weigh_words",
]

K1 = 0.9
B = 0.4
TERMS_MAX = 64  # of a long question, the first ones

STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further had has
    have having he her here hers him his how i if in into is it its itself just many me more most
    much my no nor not now of off on once only or other our out over own please pls s same she
    should so some such t tell than that the their them then there these they this those through
    to too under until up us very was we were what when where which while who whom whose why will
    with would you your
    """.split()
)


def find_terms(question: str) -> tuple[str, ...]:
    """Return the words of a question that are worth looking for, each once.

    >>> find_terms("How many AI papers did the US publish? 42,524?")
    ('ai', 'papers', 'us', 'publish', '42,524')
    """
    terms: dict[str, None] = {}
    for word in cut_words(question):
        # "US" in capitals is a country, "us" is not.
        if word.lower() not in STOP_WORDS or word == "US":
            terms[word.lower()] = None
            if len(terms) == TERMS_MAX:
                break
    return tuple(terms)


class KeywordScores:
    """Hold the scores of one file's passages for one question.

    A score is BM25 over the most it could be, so that 1 means every word, many times, and 0
    none.  Words that no passage holds count against it.
    """

    def __init__(self, file: PassageFile, scores: NDArray[np.float32]) -> None:
        """Hold one score per row of the file, 0 for a passage that was filtered out."""
        self._file = file
        self._scores = scores

    def best(self, limit: int) -> dict[str, float]:
        """Return the best passages by id with their scores, at most ``limit``, none of 0.

        Those with equal scores come in the order of the file.
        """
        rows = np.flatnonzero(self._scores)
        if len(rows) > limit:
            last = np.partition(self._scores[rows], -limit)[-limit]
            above, equal = (rows[self._scores[rows] > last], rows[self._scores[rows] == last])
            rows = np.concatenate([above, equal[: limit - len(above)]])
        rows = rows[np.lexsort((rows, -self._scores[rows]))]
        ids = self._file.ids_of_rows(rows.tolist())
        return {ids[row]: float(self._scores[row]) for row in rows.tolist()}

    def of(self, ids: Collection[str]) -> dict[str, float]:
        """Return the scores of these passages, as far as they are in the file."""
        rows = self._file.rows_of_ids(ids)
        size = len(self._scores)
        return {id_: float(self._scores[row]) if row < size else 0.0 for id_, row in rows.items()}


def score_keywords(
    files: Sequence[PassageFile],
    question: str,
    *,
    sources: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> list[KeywordScores]:
    """Score the passages of each file for the words of a question; filters name what is allowed."""
    terms = tuple(dict.fromkeys(stem_words(find_terms(question))))
    found = [{term: _postings(file, term) for term in terms} for file in files]
    totals = [file.totals() for file in files]
    passages, words = (sum(column) for column in zip(*totals, strict=True))
    counts = {term: sum(len(of_file[term]) for of_file in found) for term in terms}
    weights = _weights(passages, counts)
    bound = (K1 + 1) * sum(weights.values())
    if not bound:
        return [KeywordScores(file, np.zeros(1, dtype=np.float32)) for file in files]
    mean = words / passages if passages else 1.0
    scored = []
    for file, postings in zip(files, found, strict=True):
        last = max((int(items["row"][-1]) for items in postings.values() if len(items)), default=0)
        scores = np.zeros(last + 1, dtype=np.float32)
        for term, items in postings.items():
            count = items["count"].astype(np.float32)
            norm = K1 * (1 - B + B / mean * items["length"].astype(np.float32))
            scores[items["row"]] += weights[term] * (K1 + 1) / bound * count / (count + norm)
        allowed = file.rows_allowed(sources=sources, kinds=kinds)
        if allowed is not None:
            kept = np.zeros(len(scores), dtype=bool)
            kept[[row for row in allowed if row < len(scores)]] = True
            scores[~kept] = 0.0
        scored.append(KeywordScores(file, np.minimum(scores, 1.0)))
    return scored


def _postings(file: PassageFile, term: str) -> Postings:
    blocks = file.rows("SELECT list FROM postings WHERE term = ? ORDER BY first", (term,))
    return join_blocks(blocks)


def count_words(files: Sequence[PassageFile], words: Sequence[str]) -> dict[str, int]:
    """Return how many passages hold each word, over all files.

    A word of several parts ("co-authored") is held where all its parts are.
    """
    return {word: sum(_count(file, word) for file in files) for word in words}


def _count(file: PassageFile, word: str) -> int:
    terms = dict.fromkeys(stem_words(cut_words(word)))
    if len(terms) == 1:
        sql = "SELECT coalesce(sum(count), 0) FROM postings WHERE term = ?"
        return int(file.rows(sql, tuple(terms))[0][0])
    rows = [set(_postings(file, term)["row"].tolist()) for term in terms]
    return len(set.intersection(*rows)) if rows else 0


def weigh_words(files: Sequence[PassageFile], words: Sequence[str]) -> dict[str, float]:
    """Return how rare each word is over all files: its idf, highest for one nobody has."""
    counts = count_words(files, words)
    return _weights(sum(file.totals()[0] for file in files), counts)


def _weights(total: int, counts: Mapping[str, int]) -> dict[str, float]:
    return {
        term: math.log(1 + (total - count + 0.5) / (count + 0.5)) for term, count in counts.items()
    }
