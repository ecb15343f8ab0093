"""Vectors: Chroma's core reads what its client wrote, and says the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import index.vectors
from corpus.errors import IndexMissing
from index.chroma_core import CoreCollection
from index.vectors import VectorFolder

SIZE = 250  # more than two syncs, and a rest in the log


def _matrix() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    drawn = np.random.default_rng(0).normal(size=(SIZE, 16)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vectors")
    written = VectorFolder(path, write=True)
    metadatas = [{"source": f"s{n % 3}", "kind": "news", "digest": str(n)} for n in range(SIZE)]
    written.upsert([f"id{n}" for n in range(SIZE)], _matrix(), metadatas)
    written.close()
    return path


@pytest.fixture(params=["core", "client"])
def vectors(
    folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> VectorFolder:
    def missing(*_: object) -> None:
        raise ImportError

    if request.param == "client":
        monkeypatch.setattr(index.vectors, "CoreCollection", missing)
    opened = VectorFolder(folder)
    assert (request.param == "core") == isinstance(opened._client, CoreCollection)
    return opened


def test_the_nearest_are_those_of_exact_search(vectors: VectorFolder) -> None:
    question = _matrix()[7]
    exact = _matrix() @ question
    found = vectors.nearest(question, limit=10)
    assert [f"id{n}" for n in np.argsort(-exact)[:10]] == list(found)
    assert pytest.approx(np.sort(exact)[::-1][:10], abs=1e-5) == list(found.values())


def test_filters_leave_what_they_name(vectors: VectorFolder) -> None:
    found = vectors.nearest(_matrix()[7], limit=20, sources=["s1"], kinds=["news"])
    assert {1} == {int(id_[2:]) % 3 for id_ in found}
    assert {} == vectors.nearest(_matrix()[7], limit=20, kinds=["report"])


def test_vectors_and_digests_come_back_as_written(vectors: VectorFolder) -> None:
    found = vectors.vectors(["id3", "id249", "not here"])
    assert {"id3", "id249"} == set(found)
    np.testing.assert_allclose(found["id249"], _matrix()[249], atol=1e-6)
    digest, vector = vectors.digests(["id3"])["id3"]
    assert "3" == digest
    np.testing.assert_allclose(vector, _matrix()[3], atol=1e-6)


def test_all_are_counted(vectors: VectorFolder) -> None:
    assert SIZE == vectors.count()


def test_a_folder_without_vectors_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="onrecord build"):
        VectorFolder(tmp_path)
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database")
    with pytest.raises(IndexMissing, match="onrecord build"):
        VectorFolder(tmp_path)
