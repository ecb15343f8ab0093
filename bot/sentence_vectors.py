"""Sentence vectors: how close the sentences of found passages are to a question."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from bot.understand.tokens import tokenise
from index.search import Hit
from index.stores import Store

__all__ = ["SentenceVectors"]

_KEPT = 20_000  # vectors kept in memory, 1.5 kB each
_PASSAGES = 8  # best passages whose sentences are compared
_SENTENCES = 8  # of each


class SentenceVectors:
    """Embed sentences once and keep their vectors.  Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[str, int], Any] = OrderedDict()
        self._lock = threading.Lock()

    def compare(self, question: str, hits: Sequence[Hit]) -> dict[tuple[str, int], float]:
        """Give the cosine of question and sentence by (passage id, start), for the best hits."""
        vectors = self._vectors(hits)
        if not vectors:
            return {}
        asked = self._store.encoder.encode_question(question)
        return {key: float(vector @ asked) for key, vector in vectors.items()}

    def compare_without(
        self, question: str, hits: Sequence[Hit], words: Mapping[str, str]
    ) -> dict[str, dict[tuple[str, int], float]]:
        """Give, by word, the cosines of the sentences with the question without that word.

        ``words`` gives each word's folded form as it stands in the question.
        """
        vectors = self._vectors(hits)
        if not vectors or not words:
            return {}
        tokens = tokenise(question)
        shorter = {}
        for key, norm in words.items():
            spans = [(token.start, token.end) for token in tokens if token.norm == norm]
            text = question
            for start, end in reversed(spans):
                text = text[:start] + text[end:]
            shorter[key] = " ".join(text.split())
        encoded = self._store.encoder.encode_passages(list(shorter.values()))
        return {
            key: {place: float(vector @ asked) for place, vector in vectors.items()}
            for key, asked in zip(shorter, encoded, strict=True)
        }

    def _vectors(self, hits: Sequence[Hit]) -> dict[tuple[str, int], Any]:
        """Give the vectors of the best hits' sentences, embedding those that are new."""
        wanted = {
            (hit.passage.id, sentence.start): sentence.text
            for hit in hits[:_PASSAGES]
            for sentence in hit.passage.sentences[:_SENTENCES]
        }
        with self._lock:
            missing = [key for key in wanted if key not in self._kept]
        if missing:
            vectors = self._store.encoder.encode_passages([wanted[key] for key in missing])
            with self._lock:
                self._kept.update(zip(missing, vectors, strict=True))
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        with self._lock:
            return {key: self._kept[key] for key in wanted if key in self._kept}
