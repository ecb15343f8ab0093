"""Stores: what questions run over, in the layers that the asker may see."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.added_catalogue import AddedDataset, extend_catalogue
from corpus.catalogues import Catalogue, read_catalogue
from corpus.errors import ConfigError, IndexMissing
from corpus.settings import Settings
from corpus.sources import Source
from index.additions import check_layer
from index.build import open_encoder
from index.encode import Encoder, encoder_fingerprint
from index.layers import Layer, current_build, figures_stamp, layer_folder
from index.manifest import Manifest, read_manifest
from index.split import SPLIT, Passage

if TYPE_CHECKING:
    from index.query import Figures

__all__ = ["Store"]


class Store:
    """Hold the layers one asker may see, open for reading; any thread may call.

    Vectors, encoder and figures are opened by the first call that needs them.
    """

    def __init__(
        self, settings: Settings, *, folder: Path, reader: str | None, shared: Store | None = None
    ) -> None:
        """Use ``Store.open`` instead, which finds and checks the current build."""
        self.settings = settings
        self.reader = reader
        self.folder = folder
        self._shared = shared  # whose base, desk and encoder this one uses
        self.manifest: Manifest = shared.manifest if shared else read_manifest(folder)
        if shared is None:
            _check_settings(self.manifest, settings)
        self._small = {"desk": layer_folder(settings, "desk")}
        if reader is not None:
            self._small["reader"] = layer_folder(settings, "reader", reader=reader)
        self._lock = threading.RLock()
        self._open: dict[str, Layer] = {}
        if shared is None:
            self._open["base"] = Layer("base", folder, chroma_url=settings.chroma_url)
        self._retired: dict[str, Layer] = {}
        self._encoder: Encoder | None = None
        self._sources: tuple[tuple[Layer, ...], dict[str, Source]] | None = None
        self._figures: Figures | None = None
        self._figures_stamp: tuple[tuple[int, ...], ...] = ()

    @classmethod
    def open(cls, settings: Settings, *, reader: str | None = None) -> Store:
        """Open the current build and, if they exist, the desk's layer and a reader's.

        Raises IndexMissing when there is no usable build, and ConfigError when it was built
        with other settings; both say what to run.
        """
        return cls(settings, folder=current_build(settings), reader=reader)

    def for_reader(self, reader: str) -> Store:
        """Return a store for another reader that uses this one's base, desk and encoder.

        What this store's own reader added is not in it.  Raises ConfigError for a reader's id
        that could name a folder elsewhere.
        """
        return Store(self.settings, folder=self.folder, reader=reader, shared=self)

    def adds_nothing(self) -> bool:
        """Say whether this reader sees just what the store sees that it was made from."""
        if self._shared is None:
            return False
        stores = (self, self._shared)
        folders = [store._small["reader"] for store in stores if "reader" in store._small]
        return not any((folder / "layer.json").is_file() for folder in folders) and not any(
            figures_stamp(folder) for folder in folders
        )

    def outdated(self) -> bool:
        """Say whether another build serves by now: then open the store anew."""
        try:
            return current_build(self.settings) != self.folder
        except IndexMissing:
            return True

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers, the base first, with what was added or removed meanwhile."""
        shared: tuple[Layer, ...] = ()
        if self._shared is not None:
            shared = tuple(layer for layer in self._shared.layers() if layer.name != "reader")
        with self._lock:
            for name, folder in self._small.items():
                if self._shared is not None and name != "reader":
                    continue
                if not (folder / "layer.json").is_file():
                    continue
                revision = check_layer(folder, self.settings)
                held = self._open.get(name)
                if held is not None and held.revision == revision:
                    continue
                self._open[name] = Layer(
                    name, folder, chroma_url=self.settings.chroma_url, revision=revision
                )
                if held is not None:
                    # Another thread may be searching it: it is closed when the next one goes.
                    if (before := self._retired.pop(name, None)) is not None:
                        before.close()
                    self._retired[name] = held
            return (*shared, *self._open.values())

    @property
    def encoder(self) -> Encoder:
        """Return the encoder that the store was built with."""
        with self._lock:
            if self._encoder is None:
                shared = self._shared
                self._encoder = shared.encoder if shared else open_encoder(self.settings)
            return self._encoder

    @property
    def figures(self) -> Figures:
        """Return the figures of all layers, with what was added or removed meanwhile."""
        if self._shared is not None and self.adds_nothing():
            return self._shared.figures
        with self._lock:
            stamp = self.figures_stamp()
            if self._figures is None or stamp != self._figures_stamp:
                from index.query import Figures

                files = [
                    (self._small[item.layer] / "figures" / item.file, item)
                    for item in self.added_figures()
                ]
                # Another thread may be asking the old ones: they close when the last lets go.
                self._figures = Figures.open(
                    self.folder / "figures.duckdb", self.settings, added=files
                )
                self._figures_stamp = stamp
            return self._figures

    def figures_stamp(self) -> tuple[tuple[int, ...], ...]:
        """Return numbers that change whenever figures are added or removed."""
        return tuple(figures_stamp(folder) for folder in self._small.values())

    def added_figures(self) -> tuple[AddedDataset, ...]:
        """Return the tables that were added, the desk's before the reader's."""
        found: tuple[AddedDataset, ...] = ()
        if any(self.figures_stamp()):
            from index.added_figures import added_figures

            found = added_figures(self.settings, "desk")
            if self.reader is not None:
                found += added_figures(self.settings, "reader", reader=self.reader)
        return found

    def catalogue(self) -> Catalogue:
        """Return the catalogue of all layers."""
        return extend_catalogue(read_catalogue(), self.added_figures())

    def warm(self) -> None:
        """Open everything that a first search would have to wait for, side by side."""
        layers = self.layers()
        with self._lock:
            if self._encoder is not None and all(layer.is_warm() for layer in layers):
                return
        with ThreadPoolExecutor(max_workers=1) as pool:
            opening = [pool.submit(layer.vectors) for layer in layers]
            _ = self.encoder
            for vectors in opening:
                vectors.result()

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages of these ids that are in any layer."""
        wanted = list(ids)
        found: dict[str, Passage] = {}
        for layer in self.layers():
            found = layer.passages.passages(wanted) | found
        return found

    def passage(self, id: str) -> Passage | None:
        """Return the passage of this id, or None."""
        return self.passages([id]).get(id)

    def sources(self) -> dict[str, Source]:
        """Return the sources of all documents in all layers, by id."""
        layers = self.layers()  # a layer that changed is another object
        kept = self._sources
        if kept is None or kept[0] != layers:
            found: dict[str, Source] = {}
            for layer in layers:
                found = layer.passages.sources() | found
            kept = self._sources = (layers, found)
        return dict(kept[1])

    def document_text(self, source: str) -> str | None:
        """Return the text of a source's document, which passages' offsets count in, or None."""
        for layer in self.layers():
            if (text := layer.passages.document_text(source)) is not None:
                return text
        return None

    def source_passages(self, source: str) -> tuple[Passage, ...]:
        """Return the passages of one source in reading order."""
        for layer in self.layers():
            if found := layer.passages.source_passages(source):
                return found
        return ()

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            for layer in (*self._open.values(), *self._retired.values()):
                layer.close()
            self._open.clear()
            self._retired.clear()
            self._sources = None


def _check_settings(manifest: Manifest, settings: Settings) -> None:
    if manifest.encoder != settings.encoder:
        raise ConfigError(
            f"the index was built with encoder {manifest.encoder!r} but settings ask for "
            f"{settings.encoder!r}; run: onrecord build"
        )
    if manifest.encoder_hash != (found := encoder_fingerprint(settings.encoder)):
        raise ConfigError(
            f"the index was built with other weights of encoder {manifest.encoder!r} "
            f"({manifest.encoder_hash!r}, now {found!r}); run: onrecord build"
        )
    if manifest.split != SPLIT:
        raise IndexMissing(
            f"the index was split as {manifest.split!r} and this version of Onrecord splits as "
            f"{SPLIT!r}; run: onrecord build"
        )
