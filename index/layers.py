"""Layers: where stores lie under the home folder, and which build is current.

stores/base/<build>/    passages.sqlite, chroma/, figures.duckdb, manifest.json
stores/base/current     name of the build that serves
stores/desk/            passages.sqlite, chroma/, layer.json (its encoder and revision), figures/
stores/readers/<id>/    the same
models/<hash>/          the ONNX copy of the default encoder
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from typing import Literal

from corpus.errors import ConfigError, IndexMissing
from corpus.settings import Settings
from index.passages import PassageFile
from index.vectors import VectorFolder

__all__ = [
    "Layer",
    "SmallLayer",
    "base_folder",
    "current_build",
    "figures_stamp",
    "layer_folder",
    "models_folder",
    "open_vectors",
    "point_to",
    "small_layer_folders",
]

SmallLayer = Literal["desk", "reader"]
_READER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def base_folder(settings: Settings) -> Path:
    """Return the folder of the base store's builds."""
    return settings.home / "stores" / "base"


def models_folder(settings: Settings) -> Path:
    """Return the folder of encoder copies, shared by all builds."""
    return settings.home / "models"


def layer_folder(settings: Settings, layer: SmallLayer, *, reader: str | None = None) -> Path:
    """Return the folder of the desk's layer or of one reader's.

    Raises ConfigError for a reader's id that could name another folder.
    """
    if layer == "desk":
        return settings.home / "stores" / "desk"
    if reader is None or not _READER.fullmatch(reader):
        raise ConfigError(
            f"reader id {reader!r} is not allowed: up to 64 letters, digits, '-' and '_'"
        )
    return settings.home / "stores" / "readers" / reader


def small_layer_folders(settings: Settings) -> list[Path]:
    """Return the folders of the desk's and all readers' layers that exist."""
    stores = settings.home / "stores"
    folders = [stores / "desk", *sorted((stores / "readers").glob("*"))]
    return [folder for folder in folders if (folder / "passages.sqlite").is_file()]


def current_build(settings: Settings) -> Path:
    """Return the folder of the build that serves; raises IndexMissing when there is none."""
    pointer = base_folder(settings) / "current"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise IndexMissing(f"no store in {str(settings.home)!r}; run: onrecord build") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexMissing(
            f"the store in {str(settings.home)!r} cannot be read: {error}; run: onrecord build"
        ) from error
    folder = base_folder(settings) / name
    if not name or Path(name).name != name or not folder.is_dir():
        raise IndexMissing(f"the build {name!r} that should serve is gone; run: onrecord build")
    return folder


def point_to(settings: Settings, build: str) -> None:
    """Make a build the one that serves, in one step that cannot be seen half done."""
    pointer = base_folder(settings) / "current"
    fresh = pointer.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(build)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer)


class Layer:
    """Hold one layer open for reading; any thread may call."""

    def __init__(self, name: str, folder: Path, *, chroma_url: str = "", revision: int = 0) -> None:
        """Open the passages; the vectors wait for the first search that needs them."""
        self.name = name
        self.revision = revision
        self.folder = folder
        self.passages = PassageFile(folder / "passages.sqlite")
        self._chroma_url = chroma_url
        self._vectors: VectorFolder | None = None
        self._lock = threading.Lock()

    def vectors(self) -> VectorFolder:
        """Return the layer's vectors, opened once."""
        with self._lock:
            if self._vectors is None:
                self._vectors = open_vectors(
                    self.folder, url=self._chroma_url, revision=self.revision
                )
            return self._vectors

    def is_warm(self) -> bool:
        """Say whether the vectors are open."""
        return self._vectors is not None

    def close(self) -> None:
        """Let go of the layer's files."""
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
                self._vectors = None
            self.passages.close()


def figures_stamp(folder: Path) -> tuple[int, ...]:
    """Give numbers that change whenever the figures of a layer's folder do."""
    try:
        about = (folder / "figures" / "catalogue.json").stat()
    except OSError:
        return ()
    return about.st_mtime_ns, about.st_size, about.st_ino


def open_vectors(
    folder: Path, *, url: str = "", write: bool = False, revision: int = 0
) -> VectorFolder:
    """Open the vectors of a layer's folder, on a Chroma server under the folder's own name."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", "-".join(folder.resolve().parts[-2:])).strip("-")
    return VectorFolder(
        (folder / "chroma").resolve(),
        write=write,
        url=url,
        name=name if url else "passages",
        revision=revision,
    )
