"""Write: documents into a layer, their vectors first, in batches that bound memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from corpus.documents import Document
from index.encode import Encoder, Vector
from index.passages import PassageFile
from index.progress import Progress, silent
from index.split import Passage, split_document
from index.vectors import VectorFolder

__all__ = ["write_documents"]

BATCH = 512  # passages; also how much work a killed build loses


def write_documents(
    documents: Iterable[Document],
    *,
    passages: PassageFile,
    vectors: VectorFolder,
    encoder: Encoder,
    known: Sequence[VectorFolder] = (),
    progress: Progress = silent,
    total: int = 0,
) -> dict[str, int]:
    """Write documents with their passages and vectors; return counts.

    A passage whose vector is in ``known``, for the same text under the same headings, is not
    encoded again.  Vectors go in before passages: a vector without its passage is never found,
    a passage without its vector would be found by half of the searches.
    """
    counts = {"documents": 0, "passages": 0, "encoded": 0}

    def flush(batch: list[tuple[Document, list[Passage]]]) -> None:
        flat = {passage.id: passage for _, found in batch for passage in found}
        kinds = {document.source.id: document.source.kind for document, _ in batch}
        texts = {id_: passage.context() for id_, passage in flat.items()}
        digests = {id_: hashlib.sha256(text.encode()).hexdigest() for id_, text in texts.items()}
        matrix, encoded = _vectors(texts, digests, encoder=encoder, known=known)
        metadatas = [
            {"source": p.source, "kind": kinds[p.source], "digest": digests[p.id]}
            for p in flat.values()
        ]
        vectors.upsert(list(flat), matrix, metadatas)
        passages.add(batch)
        counts["documents"] += len(batch)
        counts["passages"] += len(flat)
        counts["encoded"] += encoded
        progress("passages", counts["documents"], max(total, counts["documents"]))

    batch: list[tuple[Document, list[Passage]]] = []
    size = 0
    for document in documents:
        found = list(split_document(document))
        batch.append((document, found))
        size += len(found)
        if size >= BATCH:
            flush(batch)
            batch, size = [], 0
    if batch:
        flush(batch)
    return counts


def _vectors(
    texts: dict[str, str],
    digests: dict[str, str],
    *,
    encoder: Encoder,
    known: Sequence[VectorFolder],
) -> tuple[Vector, int]:
    """Return the vectors of texts in order, and how many were encoded for it."""
    ready: dict[str, Vector] = {}
    for folder in known:
        missing = [id_ for id_ in texts if id_ not in ready]
        for id_, (digest, vector) in folder.digests(missing).items():
            if digest == digests[id_] and vector.shape == (encoder.dimensions,):
                ready[id_] = vector
    missing = [id_ for id_ in texts if id_ not in ready]
    if missing:
        fresh = encoder.encode_passages([texts[id_] for id_ in missing])
        ready |= dict(zip(missing, fresh, strict=True))
    if not texts:
        return np.empty((0, encoder.dimensions), dtype=np.float32), 0
    return np.stack([ready[id_] for id_ in texts]), len(missing)
