"""Manifest: what a build was made of, so that a mismatch is noticed before it misleads."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from corpus.documents import Document
from corpus.errors import IndexMissing
from corpus.settings import Settings
from index.encode import encoder_fingerprint
from index.split import SPLIT

__all__ = ["FORMAT", "Manifest", "describe_inputs", "read_manifest", "write_manifest"]

FORMAT = 2  # of the store's files; another number cannot be read
_LIBRARIES = ("chromadb", "duckdb", "markdown-it-py", "pysbd")  # whose files or output we keep
# Code that decides what a store holds: a change of it makes the store out of date.
_RECIPE = {
    "corpus": ("blocks.py", "cleaning.py", "documents.py"),
    "index": ("split.py", "passages.py", "postings.py", "terms.py", "vectors.py", "tables.py"),
}
_CORPUS_SUFFIXES = {".md", ".csv", ".toml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Describe one build of the base store."""

    build: str
    created: str  # ISO date and time, UTC
    format: int
    encoder: str
    encoder_hash: str
    dimensions: int
    split: str
    corpus: dict[str, str]  # file to SHA-256
    versions: dict[str, str]  # library to version
    counts: dict[str, int] = field(default_factory=dict)  # documents, passages, observations ...

    def inputs(self) -> dict[str, object]:
        """Return what the build was made from: two builds with the same are the same."""
        return {
            "format": self.format,
            "encoder": self.encoder,
            "encoder_hash": self.encoder_hash,
            "split": self.split,
            "corpus": self.corpus,
            "versions": self.versions,
        }


def describe_inputs(
    settings: Settings, documents: Callable[[], Iterable[Document]] | None = None
) -> dict[str, object]:
    """Return what a build would be made from now, to compare with ``Manifest.inputs()``."""
    corpus = {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in _files(data=documents is None)
    }
    if documents is not None:
        together = hashlib.sha256()
        for document in documents():
            together.update(document.hash().encode())
        corpus["documents"] = together.hexdigest()
    return {
        "format": FORMAT,
        "encoder": settings.encoder,
        "encoder_hash": encoder_fingerprint(settings.encoder),
        "split": SPLIT,
        "corpus": corpus,
        "versions": {name: importlib.metadata.version(name) for name in _LIBRARIES},
    }


def _files(*, data: bool) -> Iterator[tuple[str, Path]]:
    corpus = Path(str(importlib.resources.files("corpus")))
    for path in sorted(corpus.rglob("*")) if data else ():
        if path.suffix in _CORPUS_SUFFIXES and path.is_file():
            yield path.relative_to(corpus.parent).as_posix(), path
    for package, names in _RECIPE.items():
        folder = Path(str(importlib.resources.files(package)))
        for name in names:
            if (folder / name).is_file():
                yield f"{package}/{name}", folder / name


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write ``manifest.json``: the last file of a build, which says that it is whole."""
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read ``manifest.json``; raises IndexMissing when it is missing, damaged or too new."""
    path = folder / "manifest.json"
    try:
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise IndexMissing(f"no manifest in {str(folder)!r}; run: onrecord build") from error
    except (OSError, ValueError, TypeError) as error:
        raise IndexMissing(
            f"the manifest {str(path)!r} cannot be read: {error}; run: onrecord build"
        ) from error
    if manifest.format != FORMAT:
        raise IndexMissing(
            f"the store {str(folder)!r} has format {manifest.format!r} and this version of "
            f"Onrecord reads {FORMAT!r}; run: onrecord build"
        )
    return manifest
