"""Bench, build: the shipped corpus from nothing and again, the embedding rate, the install."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from bot.evals.bench_answers import child_environment
from bot.evals.budgets import Budget, Measured

if TYPE_CHECKING:
    from corpus.documents import Document

__all__ = ["measure_build", "measure_embedding", "measure_install"]

BUILD = Budget(what="build of the shipped corpus", limit=60, unit="s")
REBUILD = Budget(what="build again, nothing changed", limit=2, unit="s")
EMBEDDING = Budget(
    what="embedding phase against the bare encoder", limit=0.85, unit="×", least=True
)
INSTALL = Budget(what="install", limit=2.5, unit="GB")

PASSAGES = 5_000


def measure_build() -> list[Measured]:
    """Measure building into an empty home, then once more."""
    measured = []
    with tempfile.TemporaryDirectory() as home:
        for budget in (BUILD, REBUILD):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "bot.cli", "build", "--quiet"],
                check=True,
                env=child_environment(home=home),
            )
            measured.append(Measured(budget=budget, value=time.perf_counter() - start))
    return measured


def measure_install() -> list[Measured]:
    """Measure the environment's size, and name CUDA packages in it."""
    files = (path for path in Path(sys.prefix).rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files if not path.is_symlink())
    names = {distribution.name.lower() for distribution in distributions()}
    cuda = sorted(name for name in names if name.startswith(("nvidia-", "cuda-")))
    remark = f"CUDA packages: {', '.join(cuda)}" if cuda else "no CUDA packages"
    return [Measured(budget=INSTALL, value=size / 1e9, remark=remark)]


def measure_embedding() -> list[Measured]:
    """Measure writing made-up passages into a layer against the bare encoder on the same texts."""
    from corpus.settings import DEFAULT_ENCODER
    from index.encode import SentenceTransformersEncoder
    from index.layers import open_vectors
    from index.passages import PassageFile
    from index.split import split_document
    from index.write import write_documents

    encoder = SentenceTransformersEncoder(DEFAULT_ENCODER)
    documents = _made_up_documents()
    texts = [passage.context() for document in documents for passage in split_document(document)]
    encoder.encode_passages(texts[:64])  # the first batch pays for the model's start
    start = time.perf_counter()
    encoder.encode_passages(texts)
    bare = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        passages = PassageFile(Path(folder) / "passages.sqlite", write=True)
        vectors = open_vectors(Path(folder), write=True)
        start = time.perf_counter()
        write_documents(documents, passages=passages, vectors=vectors, encoder=encoder)
        ours = time.perf_counter() - start
        passages.close()
        vectors.close()
    remark = f"{len(texts)} passages, {len(texts) / bare:.0f} a second bare"
    return [Measured(budget=EMBEDDING, value=bare / ours, remark=remark)]


def _made_up_documents() -> list[Document]:
    """Make documents of PASSAGES paragraphs in all, none of which stands twice."""
    from corpus.blocks import Block
    from corpus.documents import make_document
    from corpus.sources import Source

    draw = random.Random(0)
    nouns = ("papers", "patents", "models", "citations", "researchers", "chips", "grants")
    places = ("China", "India", "Germany", "Brazil", "Japan", "Kenya", "Canada", "Norway")
    documents = []
    for number in range(PASSAGES // 50):
        paragraphs = [
            " ".join(
                f"In {draw.randint(2000, 2024)} {draw.choice(places)} counted "
                f"{draw.randint(100, 99_999):,} {draw.choice(nouns)} in all fields of research."
                for _ in range(5)
            )
            for _ in range(50)
        ]
        source = Source(id=f"made-up-{number}", title=f"Made up {number}", publisher="nobody")
        documents.append(make_document(source, [Block(text=text) for text in paragraphs]))
    return documents
