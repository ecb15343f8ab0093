"""Bench, search: latency and memory by the number of passages, recall of the approximate search.

Texts and vectors are made up (made_up.py); the question is encoded by the real encoder.  Recall
is that of Chroma's index on vectors of real text: each sentence of the shipped documents, and
each two, three, four ... in a row, until there are 10,000.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.evals.bench_answers import resident_megabytes
from bot.evals.budgets import Budget, Measured

if TYPE_CHECKING:
    from corpus.documents import Document
    from corpus.settings import Settings
    from index.split import Passage
    from index.stores import Store

__all__ = ["measure_recall", "measure_search"]

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 200
LATENCY = 100  # ms, 95th percentile, on two cores
RECALL = Budget(what="recall@10 of the approximate search", limit=0.95, unit="", least=True)
WINDOWS = 10_000
RECALL_QUESTIONS = 300
_BATCH = 1_000
_TIE = 1e-5  # cosines closer than this are one


def measure_search(settings: Settings, *, sizes: Iterable[int] = SIZES) -> list[Measured]:
    """Measure fused searches in stores of made-up passages; the remark gives median and memory."""
    from bot.evals.made_up import made_up_questions
    from index.search import search_fused

    measured = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            begin = time.perf_counter()
            store = _build(settings, Path(home), size)
            seconds = time.perf_counter() - begin
            before = resident_megabytes(os.getpid())
            try:
                for question in made_up_questions(20, passages=size, seed=7):
                    search_fused(store, question)  # opens files and fills caches
                times = []
                for question in made_up_questions(QUESTIONS, passages=size):
                    begin = time.perf_counter()
                    search_fused(store, question)
                    times.append(1000 * (time.perf_counter() - begin))
            finally:
                store.close()
            times.sort()
            memory = resident_megabytes(os.getpid())
            disk = sum(p.stat().st_size for p in Path(home).rglob("*") if not p.is_symlink())
            budget = Budget(what=f"search, {size:,} passages, 95th", limit=LATENCY, unit="ms")
            remark = (
                f"median {statistics.median(times):.0f} ms; {memory - before:.0f} MB more to "
                f"search, {memory:.0f} MB in all; {disk / 1e6:.0f} MB on disk; "
                f"built in {seconds:.0f} s"
            )
            value = times[int(0.95 * (len(times) - 1))]
            measured.append(Measured(budget=budget, value=value, remark=remark))
    return measured


def measure_recall(settings: Settings) -> list[Measured]:
    """Measure how many of the ten nearest vectors Chroma's index finds."""
    import numpy as np

    from index.build import open_encoder
    from index.vectors import VectorFolder

    encoder = open_encoder(settings, threads=os.cpu_count() or 1)
    texts = list(_windows(WINDOWS + RECALL_QUESTIONS))
    matrix = encoder.encode_passages(texts)
    # Questions are texts like the others, which the index does not hold.
    order = np.random.default_rng(0).permutation(len(texts))
    asked, held = matrix[order[:RECALL_QUESTIONS]], matrix[order[RECALL_QUESTIONS:]]
    with tempfile.TemporaryDirectory() as folder:
        written = VectorFolder(Path(folder), write=True)
        ids = [str(number) for number in range(len(held))]
        for start in range(0, len(held), _BATCH):
            part = slice(start, start + _BATCH)
            written.upsert(ids[part], held[part], [{"source": ""}] * len(ids[part]))
        written.close()
        vectors = VectorFolder(Path(folder))
        shares, times = [], []
        for vector in asked:
            cosines = held @ vector
            tenth = np.sort(cosines)[-10]
            begin = time.perf_counter()
            found = vectors.nearest(vector, limit=10)
            times.append(1000 * (time.perf_counter() - begin))
            # Windows that begin alike and are cut at the encoder's limit have one vector: any
            # of them will do.
            near = [id_ for id_ in found if cosines[int(id_)] >= tenth - _TIE]
            shares.append(len(near) / 10)
        vectors.close()
    remark = f"{len(held):,} windows of the shipped text; median {statistics.median(times):.1f} ms"
    return [Measured(budget=RECALL, value=statistics.fmean(shares), remark=remark)]


def _windows(count: int) -> Iterator[str]:
    """Yield texts of one sentence, then of two in a row, three ... ``count`` in all."""
    from corpus.documents import shipped_documents
    from index.split import split_document

    documents = [
        [sentence.text for passage in split_document(document) for sentence in passage.sentences]
        for document in shipped_documents()
    ]
    size, left = 1, count
    while left:
        for sentences in documents:
            for at in range(len(sentences) - size + 1):
                yield " ".join(sentences[at : at + size])
                left -= 1
                if not left:
                    return
        size += 1


def _build(settings: Settings, home: Path, size: int) -> Store:
    """Build a store of made-up passages under ``home``, batch by batch, and open it."""
    from bot.evals.made_up import made_up_passages, made_up_vectors
    from bot.evals.retrieval import open_store
    from index.build import open_encoder
    from index.layers import base_folder, models_folder, open_vectors
    from index.passages import PassageFile

    dimensions = open_encoder(settings).dimensions
    models = models_folder(settings)
    settings = settings.model_copy(update={"home": home, "chroma_url": ""})
    models_folder(settings).symlink_to(models)
    folder = base_folder(settings) / "made-up"
    folder.mkdir(parents=True)
    passages = PassageFile(folder / "passages.sqlite", write=True)
    vectors = open_vectors(folder, write=True)
    try:
        documents = made_up_passages(size)
        for part in made_up_vectors(size, dimensions):
            batch: list[tuple[Document, list[Passage]]] = []
            while sum(len(found) for _, found in batch) < len(part):
                batch.append(next(documents))
            ids = [passage.id for _, found in batch for passage in found]
            metadatas = [
                {"source": p.source, "kind": "news", "digest": ""}
                for _, found in batch
                for p in found
            ]
            vectors.upsert(ids, part, metadatas)
            passages.add(batch)
    finally:
        passages.close()
        vectors.close()
    return open_store(settings, folder, dimensions=dimensions, counts={"passages": size})
