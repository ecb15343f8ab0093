"""Sentence vectors: how close the sentences of found passages are to a question."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from index.search import Hit
from index.stores import Store

__all__ = ["SentenceVectors"]

_KEPT = 20_000  # vectors kept in memory, 1.5 kB each
_PASSAGES = 6  # best passages whose sentences are compared
_SENTENCES = 8  # of each


class SentenceVectors:
    """Embed sentences once and keep their vectors.  Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[str, int], Any] = OrderedDict()
        self._lock = threading.Lock()

    def compare(self, question: str, hits: Sequence[Hit]) -> dict[tuple[str, int], float]:
        """Give the cosine of question and sentence by (passage id, start), for the best hits."""
        wanted = {
            (hit.passage.id, sentence.start): sentence.text
            for hit in hits[:_PASSAGES]
            for sentence in hit.passage.sentences[:_SENTENCES]
        }
        if not wanted:
            return {}
        asked = self._store.encoder.encode_question(question)
        with self._lock:
            missing = [key for key in wanted if key not in self._kept]
        if missing:
            vectors = self._store.encoder.encode_passages([wanted[key] for key in missing])
            with self._lock:
                self._kept.update(zip(missing, vectors, strict=True))
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        with self._lock:
            return {key: float(self._kept[key] @ asked) for key in wanted if key in self._kept}
