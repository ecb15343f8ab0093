"""Export: the ONNX copy of the default encoder, checked equal to it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import ConfigError
from corpus.settings import DEFAULT_ENCODER
from index.encode import (
    TOKENS_MAX,
    OnnxEncoder,
    SentenceTransformersEncoder,
    encoder_fingerprint,
    weights_folder,
)

__all__ = ["TOLERANCE", "export_encoder", "exported_folder"]

TOLERANCE = 1e-4  # largest difference allowed in any dimension

_SAMPLES = [
    "China",
    "Who wrote the report, and who owns the data?",
    "China published 42,524 AI articles in 2022, whole count, NSF on Scopus.",
    "Models above 10^23 FLOP; DeepSeek-R1 cost US$5.6 million – or did it? Über-naïve 中国.",
    "Share of foreign co-authorship, 2000 to 2024. " * 60,  # longer than the model reads
]


def exported_folder(models: Path) -> Path | None:
    """Return the folder of the finished copy under ``models``, or None."""
    folder = models / encoder_fingerprint(DEFAULT_ENCODER)
    return folder if (folder / "encoder.json").is_file() else None


def export_encoder(models: Path, *, original: SentenceTransformersEncoder | None = None) -> Path:
    """Return the folder of the ONNX copy under ``models``; make it if it is not there.

    It appears whole or not at all.  Raises ConfigError when the copy differs from the original
    by more than TOLERANCE.
    """
    if (done := exported_folder(models)) is not None:
        return done
    final = models / encoder_fingerprint(DEFAULT_ENCODER)
    models.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".export-", dir=models))
    try:
        _write_model(partial / "model.onnx")
        shutil.copyfile(weights_folder() / "tokenizer.json", partial / "tokenizer.json")
        original = original or SentenceTransformersEncoder(DEFAULT_ENCODER)
        about = {
            "name": DEFAULT_ENCODER,
            "dimensions": original.dimensions,
            "tokens_max": TOKENS_MAX,
        }
        (partial / "encoder.json").write_text(json.dumps(about), encoding="utf-8")
        _check_equal(OnnxEncoder(partial), original)
        if final.exists():  # without encoder.json: not a finished copy
            shutil.rmtree(final)
        partial.chmod(0o755)  # mkdtemp lets its owner in alone; readers may be others
        partial.rename(final)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return final


def _check_equal(copy: OnnxEncoder, original: SentenceTransformersEncoder) -> None:
    difference = np.abs(copy.encode_passages(_SAMPLES) - original.encode_passages(_SAMPLES)).max()
    if not difference <= TOLERANCE:
        raise ConfigError(
            f"the ONNX copy of encoder {DEFAULT_ENCODER!r} differs from it by {difference!r}: "
            f"more than {TOLERANCE!r}; reinstall torch and onnx as constraints.txt pins them"
        )


def _write_model(path: Path) -> None:
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(
        str(weights_folder()), attn_implementation="eager", local_files_only=True
    ).eval()

    class Tokens(torch.nn.Module):
        """Give the token vectors alone: the tracer takes tensors, not records."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    ids = torch.tensor([[101, 2859, 102, 0], [101, 2859, 2859, 102]])
    mask = torch.tensor([[1, 1, 1, 0], [1, 1, 1, 1]])
    shape = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        # The tracer warns of Python branches on shapes, which the check for equality covers,
        # and that it is the older of two; the newer needs a further package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Tokens(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["tokens"],
            dynamic_axes={"input_ids": shape, "attention_mask": shape, "tokens": shape},
            opset_version=17,
            dynamo=False,
        )
