"""Keywords: BM25 scores of passages for the words of a question.

The scores come from SQLite's FTS5 (k1 = 1.2, b = 0.75).  Its weight of a word (idf) is that of
one file, and nought for a word that half of the file's passages hold, so that a layer of a few
passages would never be found.  Small layers are therefore scored word by word and weighed anew
over all layers together:  idf = ln(1 + (N - n + 0.5) / (n + 0.5)), as Lucene has it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence

from index.passages import PassageFile

__all__ = ["count_words", "find_terms", "score_keywords", "weigh_words"]

TERMS_MAX = 64  # of a long question, the first ones
HEADING_WEIGHT = 1.0  # a word in a heading counts this many times one in the text
LARGE_LAYER = 20_000  # passages; above it, one query with the layer's own weights
LARGE_LIMIT = 300  # candidates from a large layer
_PEAK = 2.2  # k1 + 1: what a word can score at most, times its idf
_IDF_FLOOR = 1e-6  # FTS5's, for a word in more than half of the rows

# A number with its separators is one term; letters and digits run together are one.
_TERM = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_STOP_WORDS = frozenset(
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
    for word in _TERM.findall(question):
        # "US" in capitals is a country, "us" is not.
        if word.lower() not in _STOP_WORDS or word == "US":
            terms[word.lower()] = None
            if len(terms) == TERMS_MAX:
                break
    return tuple(terms)


def score_keywords(
    files: Sequence[PassageFile],
    question: str,
    *,
    sources: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> list[dict[str, float]]:
    """Return for each file the keyword scores of the passages that hold a word of the question.

    A score is BM25 over the most it could be, so that 1 means every word, many times, and 0
    none.  Words that no passage holds count against it.
    """
    terms = find_terms(question)
    if not terms:
        return [{} for _ in files]
    sizes = [file.count() for file in files]
    hits: list[dict[str, list[tuple[str, float]]]] = []
    counts = dict.fromkeys(terms, 0)
    for file, size in zip(files, sizes, strict=True):
        found = {} if size > LARGE_LAYER else _hits_by_term(file, terms, size, sources, kinds)
        hits.append(found)
        for term in terms:
            counts[term] += _count(file, term)
    weights = _weights(sum(sizes), counts)
    bound = _PEAK * sum(weights.values())
    scored = []
    for file, size, found in zip(files, sizes, hits, strict=True):
        scores: dict[str, float] = {}
        if size > LARGE_LAYER:
            scores = _large(file, terms, sources, kinds)
        for term, rows in found.items():
            for passage, part in rows:
                scores[passage] = scores.get(passage, 0.0) + weights[term] * part
        scored.append({passage: min(1.0, score / bound) for passage, score in scores.items()})
    return scored


def count_words(files: Sequence[PassageFile], words: Sequence[str]) -> dict[str, int]:
    """Return how many passages hold each word, over all files."""
    return {word: sum(_count(file, word) for file in files) for word in words}


def weigh_words(files: Sequence[PassageFile], words: Sequence[str]) -> dict[str, float]:
    """Return how rare each word is over all files: its idf, highest for one nobody has."""
    counts = count_words(files, words)
    return _weights(sum(file.count() for file in files), counts)


def _weights(total: int, counts: Mapping[str, int]) -> dict[str, float]:
    return {
        term: math.log(1 + (total - count + 0.5) / (count + 0.5)) for term, count in counts.items()
    }


def _quoted(term: str) -> str:
    # Between quotes FTS5 reads words, never operators.
    return '"' + term.replace('"', '""') + '"'


def _count(file: PassageFile, term: str) -> int:
    (row,) = file.rows("SELECT count(*) FROM words WHERE words MATCH ?", (_quoted(term),))
    return int(row[0])


def _filter(
    sources: Collection[str] | None, kinds: Collection[str] | None
) -> tuple[str, list[str]]:
    sql, parameters = "", []
    for column, allowed in (("source", sources), ("kind", kinds)):
        if allowed is not None:
            sql += f" AND passages.{column} IN ({','.join('?' * len(allowed))})"
            parameters += list(allowed)
    return sql, parameters


_SELECT = (
    "SELECT id, -bm25(words, ?, 1.0) FROM words JOIN passages ON passages.row = words.rowid"
    " WHERE words MATCH ?"
)


def _hits_by_term(
    file: PassageFile,
    terms: tuple[str, ...],
    size: int,
    sources: Collection[str] | None,
    kinds: Collection[str] | None,
) -> dict[str, list[tuple[str, float]]]:
    """Return per term (passage id, BM25 without idf, 0 to 2.2)."""
    where, parameters = _filter(sources, kinds)
    hits = {}
    for term in terms:
        count = _count(file, term)
        idf = math.log((size - count + 0.5) / (count + 0.5))
        idf = idf if idf > 0 else _IDF_FLOOR
        rows = file.rows(_SELECT + where, [HEADING_WEIGHT, _quoted(term), *parameters])
        hits[term] = [(passage, score / idf) for passage, score in rows]
    return hits


def _large(
    file: PassageFile,
    terms: tuple[str, ...],
    sources: Collection[str] | None,
    kinds: Collection[str] | None,
) -> dict[str, float]:
    query = " OR ".join(_quoted(term) for term in terms)
    if sources is None and kinds is None:
        # Sorted first, joined after: not every match needs its passage looked up.
        sql = (
            "SELECT id, -score FROM (SELECT rowid AS found, bm25(words, ?, 1.0) AS score"
            f" FROM words WHERE words MATCH ? ORDER BY score LIMIT {LARGE_LIMIT})"
            " JOIN passages ON passages.row = found"
        )
        return dict(file.rows(sql, [HEADING_WEIGHT, query]))
    where, parameters = _filter(sources, kinds)
    sql = f"{_SELECT}{where} ORDER BY 2 DESC LIMIT {LARGE_LIMIT}"
    return dict(file.rows(sql, [HEADING_WEIGHT, query, *parameters]))
