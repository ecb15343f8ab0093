"""Chroma's core: a collection of Chroma's local mode, read without its Python client.

Importing ``chromadb`` takes half a second of each start: telemetry, HTTP and the definitions of
thirty embedding functions, none of which a search uses.  The client calls the Rust library that
does the work, and so does this module, for reading alone.  ``chromadb/chromadb_rust_bindings.pyi``
and ``chromadb/api/rust.py`` are where its calls are described.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

__all__ = ["CoreCollection"]

_DESCRIBED = "1.5."  # releases of chromadb whose core is called as below
_TENANT, _DATABASE = "default_tenant", "default_database"
_FILES = 1_000  # index files held open at most; a layer has five


class CoreCollection:
    """Read one collection; answers have the shape of the client's.  Any thread may call."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open the collection.

        Raises ImportError where the library may be another than the one described, and its
        own errors where the files are missing or damaged.
        """
        if not version("chromadb").startswith(_DESCRIBED):
            raise ImportError("Chroma's core may be called otherwise by now")
        import chromadb_rust_bindings as core  # type: ignore[import-untyped]

        database = core.SqliteDBConfig(
            url=str(folder / "chroma.sqlite3"),
            hash_type=core.MigrationHash.MD5,
            migration_mode=core.MigrationMode.Apply,
        )
        self._core: Any = core.Bindings(
            allow_reset=False,
            sqlite_db_config=database,
            persist_path=str(folder),
            hnsw_cache_size=_FILES,
        )
        self._id = str(self._core.get_collection(name, _TENANT, _DATABASE).id)

    def count(self) -> int:
        """Return the number of vectors."""
        return int(self._core.count(self._id, _TENANT, _DATABASE))

    def query(
        self,
        *,
        query_embeddings: Sequence[Sequence[float]],
        n_results: int,
        where: Mapping[str, Any] | None,
        include: Collection[str],
    ) -> dict[str, Any]:
        """Return ids and distances of the nearest vectors, a list per question."""
        condition = None if where is None else json.dumps(where)
        found = self._core.query(
            self._id,
            None,  # not among given ids
            query_embeddings,
            n_results,
            condition,
            None,  # nor by text
            list(include),
            _TENANT,
            _DATABASE,
        )
        return {"ids": found.ids, "distances": found.distances}

    def get(self, *, ids: Sequence[str], include: Collection[str]) -> dict[str, Any]:
        """Return what is asked for of the vectors of these ids that are here."""
        found = self._core.get(
            self._id, list(ids), None, None, 0, None, list(include), _TENANT, _DATABASE
        )
        return {"ids": found.ids, "embeddings": found.embeddings, "metadatas": found.metadatas}

    def close(self) -> None:
        """Let go of the folder's files."""
        self._core = None
