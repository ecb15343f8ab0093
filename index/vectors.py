"""Vectors: the vectors of one layer's passages in Chroma, found by cosine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexMissing
from index.chroma_core import CoreCollection
from index.encode import Vector
from index.spare_rows import blank_spare_rows

__all__ = ["VectorFolder"]

# Chroma keeps what came after the last sync in a log, which the first search of every process
# reads and indexes anew: 0.3 s for 579 vectors at its own threshold of 1,000.
_SPACE = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 200,
        "ef_search": 200,
        "batch_size": 100,
        "sync_threshold": 100,
    }
}

_SPELLINGS = 100


class VectorFolder:
    """Read and write the vectors of one layer; any thread may call."""

    def __init__(
        self,
        folder: Path,
        *,
        write: bool = False,
        url: str = "",
        name: str = "passages",
        revision: int = 0,
    ) -> None:
        """Open the collection in a folder, or on a Chroma server if ``url`` is set.

        With ``write``, make it if it is not there, and raise OSError where that fails;
        otherwise raise IndexMissing when it is missing or damaged.  Reading a folder takes
        Chroma's core alone where that can be; else its client is imported here, which takes
        half a second.

        In one process Chroma keeps one client for each spelling of a path, and what another
        process (or client) writes is not found by it.  ``revision`` gives the path another
        spelling, so that a collection that has changed is read anew.
        """
        self.folder = folder
        self._writes_files = write and not url
        if not url and not write and not (folder / "chroma.sqlite3").is_file():
            raise IndexMissing(f"there are no vectors in {str(folder)!r}; run: onrecord build")
        self._client: Any = None
        self._collection: Any = None
        try:
            if not (url or write):
                with suppress(ImportError):
                    self._client = self._collection = CoreCollection(folder, name)
                    return
            self._client = _remote(url) if url else _local(folder, revision)
            # Without embedding_function=None Chroma attaches one that downloads a model.
            if write:
                self._collection = self._client.get_or_create_collection(
                    name,
                    embedding_function=None,
                    configuration=_SPACE,
                )
            else:
                self._collection = self._client.get_collection(name, embedding_function=None)
        # Chroma's local mode raises its own kinds, sqlite's, and bare ones from its Rust core.
        except Exception as error:
            raise (_unwritten(error) if write else self._missing(error)) from error

    def _missing(self, error: Exception) -> IndexMissing:
        return IndexMissing(
            f"the vectors in {str(self.folder)!r} cannot be used: {error}; run: onrecord build"
        )

    def upsert(
        self, ids: Sequence[str], vectors: Vector, metadatas: Sequence[Mapping[str, str]]
    ) -> None:
        """Add or replace vectors, in batches as large as Chroma takes."""
        size = self._client.get_max_batch_size()
        for start in range(0, len(ids), size):
            part = slice(start, start + size)
            try:
                self._collection.upsert(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    metadatas=[dict(metadata) for metadata in metadatas[part]],
                )
            except Exception as error:  # as in __init__
                raise _unwritten(error) from error

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; ids that are not here are passed over."""
        size = self._client.get_max_batch_size()
        for start in range(0, len(ids), size):
            try:
                self._collection.delete(ids=list(ids[start : start + size]))
            except Exception as error:  # as in __init__
                raise _unwritten(error) from error

    def count(self) -> int:
        """Return the number of vectors."""
        return int(self._read(self._collection.count))

    def nearest(
        self,
        question: Vector,
        *,
        limit: int,
        sources: Collection[str] | None = None,
        kinds: Collection[str] | None = None,
    ) -> dict[str, float]:
        """Return passage id to cosine (-1..1) of the nearest vectors, nearest first."""
        found = self._read(
            self._collection.query,
            query_embeddings=[question],
            n_results=limit,
            where=_where(sources, kinds),
            include=["distances"],
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return {passage: 1.0 - float(distance) for passage, distance in pairs}

    def vectors(self, ids: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of these ids that are here."""
        if not ids:
            return {}
        found = self._read(self._collection.get, ids=list(ids), include=["embeddings"])
        matrix = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(found["ids"], matrix, strict=True))

    def digests(self, ids: Sequence[str]) -> dict[str, tuple[str, Vector]]:
        """Return digest of what was embedded, and vector, of these ids that are here."""
        if not ids:
            return {}
        found = self._read(self._collection.get, ids=list(ids), include=["embeddings", "metadatas"])
        matrix = np.asarray(found["embeddings"], dtype=np.float32)
        return {
            passage: (str(metadata.get("digest", "")), vector)
            for passage, metadata, vector in zip(
                found["ids"], found["metadatas"], matrix, strict=True
            )
        }

    def close(self) -> None:
        """Let go of the folder's files; what was written is then on disk, and nothing besides."""
        self._client.close()
        if self._writes_files:
            blank_spare_rows(self.folder)

    def _read(self, call: Any, **arguments: Any) -> Any:
        try:
            return call(**arguments)
        except Exception as error:  # as in __init__
            raise self._missing(error) from error


def _unwritten(error: Exception) -> OSError:
    return OSError(f"vectors cannot be written: {error}")


def _where(sources: Collection[str] | None, kinds: Collection[str] | None) -> dict[str, Any] | None:
    parts: list[dict[str, Any]] = [
        {field: {"$in": sorted(allowed)}}
        for field, allowed in (("source", sources), ("kind", kinds))
        if allowed is not None
    ]
    if len(parts) > 1:
        return {"$and": parts}
    return parts[0] if parts else None  # Chroma refuses an empty filter


def _local(folder: Path, revision: int) -> Any:
    import chromadb

    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder) + "/." * (revision % _SPELLINGS)
    return chromadb.PersistentClient(path=path, settings=_quiet())


def _remote(url: str) -> Any:
    from urllib.parse import urlsplit

    import chromadb

    parts = urlsplit(url)
    return chromadb.HttpClient(
        host=parts.hostname or url,
        port=parts.port or (443 if parts.scheme == "https" else 8000),
        ssl=parts.scheme == "https",
        settings=_quiet(),
    )


def _quiet() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
