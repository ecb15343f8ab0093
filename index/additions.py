"""Additions: documents that this installation or one reader adds, in a small layer."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from corpus.documents import Document
from corpus.errors import ConfigError, IndexMissing
from corpus.settings import Settings
from corpus.sources import Source
from index.added import forget_added
from index.build import open_encoder, write_errors
from index.encode import Encoder, encoder_fingerprint
from index.erase import erase_traces, mend_swap
from index.layers import SmallLayer, layer_folder, open_vectors, small_layer_folders
from index.manifest import FORMAT
from index.passages import PassageFile
from index.progress import Progress, silent
from index.split import split_document
from index.write import write_documents

__all__ = ["add_document", "added_sources", "check_layer", "refresh_layers", "remove_document"]

_WAIT_SECONDS = 30.0  # for another addition to the same layer


def add_document(
    settings: Settings,
    document: Document,
    *,
    layer: SmallLayer,
    reader: str | None = None,
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> int:
    """Add or replace one document in a small layer and return its number of passages.

    Costs what that document costs: the base store is not touched.  Where it fails, a full disk
    included, the layer stays as it was.  Raises IndexMissing before the first build,
    ConfigError when the folder cannot be written or a reader's id is bad.
    """
    folder = layer_folder(settings, layer, reader=reader)
    encoder = encoder or open_encoder(settings)
    document = replace(document, source=replace(document.source, layer=layer))
    source = document.source.id
    with write_errors(settings), _only_change(folder):
        mend_swap(folder)
        revision = 0
        if (folder / "layer.json").is_file():
            revision = check_layer(folder, settings)
        else:
            _clear_unfinished(folder)
        passages = PassageFile(folder / "passages.sqlite", write=True)
        before = set(passages.ids(source=source))
        changed = passages.document_text(source) not in (None, document.text)
        vectors = open_vectors(folder, url=settings.chroma_url, write=True)
        try:
            counts = write_documents(
                [document], passages=passages, vectors=vectors, encoder=encoder, progress=progress
            )
            gone = before - set(passages.ids(source=source))
            vectors.delete(sorted(gone))
        except BaseException:
            # Vectors go in before passages: those without one are taken out again.
            with suppress(Exception):
                fresh = {passage.id for passage in split_document(document)}
                vectors.delete(sorted(fresh - set(passages.ids(source=source))))
            raise
        finally:
            passages.close()
            vectors.close()
        if changed:
            erase_traces(folder, url=settings.chroma_url)
        _write_about(folder, settings, revision + 1)
    return counts["passages"]


def remove_document(
    settings: Settings, source: str, *, layer: SmallLayer, reader: str | None = None
) -> bool:
    """Remove one document from a small layer, with every trace of it in the layer's files.

    Returns False when it was not there.
    """
    folder = layer_folder(settings, layer, reader=reader)
    if not (folder / "passages.sqlite").is_file():
        return False
    with write_errors(settings), _only_change(folder):
        mend_swap(folder)
        revision = check_layer(folder, settings)
        passages = PassageFile(folder / "passages.sqlite", write=True)
        here = passages.document_text(source) is not None
        if here:
            vectors = open_vectors(folder, url=settings.chroma_url, write=True)
            try:
                ids = passages.ids(source=source)
                passages.remove(source)
                vectors.delete(ids)
            finally:
                vectors.close()
        passages.close()
        forget_added(folder, source)
        if here:
            erase_traces(folder, url=settings.chroma_url)
            _write_about(folder, settings, revision + 1)
    return here


def _clear_unfinished(folder: Path) -> None:
    """Remove the files of a first addition that was cut short; documents that are whole stay."""
    path = folder / "passages.sqlite"
    try:
        held = PassageFile(path)
        kept = bool(held.sources())
        held.close()
    except IndexMissing:
        kept = False
    if not kept:
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        shutil.rmtree(folder / "chroma", ignore_errors=True)


def added_sources(
    settings: Settings, *, layer: SmallLayer, reader: str | None = None
) -> dict[str, Source]:
    """Return the sources in a small layer by id: none where nothing was added."""
    path = layer_folder(settings, layer, reader=reader) / "passages.sqlite"
    if not path.is_file():
        return {}
    passages = PassageFile(path)
    try:
        return passages.sources()
    finally:
        passages.close()


def check_layer(folder: Path, settings: Settings) -> int:
    """Return the revision of a small layer, which every change of it raises.

    Raises ConfigError when it does not fit the settings, IndexMissing when it cannot be read.
    """
    try:
        about = json.loads((folder / "layer.json").read_text(encoding="utf-8"))
        revision = int(about.pop("revision"))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise IndexMissing(
            f"the layer {str(folder)!r} cannot be read: {error}; run: onrecord build"
        ) from error
    if about != _about(settings):
        raise ConfigError(
            f"the documents in {str(folder)!r} were indexed as {about!r} but settings ask for "
            f"{_about(settings)!r}; run: onrecord build"
        )
    return revision


def refresh_layers(settings: Settings, *, progress: Progress = silent) -> int:
    """Encode anew the small layers that another encoder made; return how many."""
    stale = []
    for folder in small_layer_folders(settings):
        try:
            check_layer(folder, settings)
        except (ConfigError, IndexMissing):
            stale.append(folder)
    if not stale:
        return 0
    encoder = open_encoder(settings)
    for done, folder in enumerate(stale, start=1):
        with write_errors(settings), _only_change(folder):
            _encode_anew(folder, settings, encoder)
        progress("added documents", done, len(stale))
    return len(stale)


def _encode_anew(folder: Path, settings: Settings, encoder: Encoder) -> None:
    # layer.json goes first and comes back last: without it the layer is not opened.
    (folder / "layer.json").unlink(missing_ok=True)
    shutil.rmtree(folder / "chroma", ignore_errors=True)
    passages = PassageFile(folder / "passages.sqlite", write=True)
    vectors = open_vectors(folder, url=settings.chroma_url, write=True)
    try:
        for id_, source in passages.sources().items():
            found = passages.source_passages(id_)
            matrix = encoder.encode_passages([passage.context() for passage in found])
            metadatas = [{"source": id_, "kind": source.kind}] * len(found)
            vectors.upsert([passage.id for passage in found], matrix, metadatas)
    finally:
        passages.close()
        vectors.close()
    _write_about(folder, settings, time.time_ns() // 1_000_000)


def _write_about(folder: Path, settings: Settings, revision: int) -> None:
    fresh = folder / "layer.json.new"
    fresh.write_text(json.dumps(_about(settings) | {"revision": revision}), encoding="utf-8")
    fresh.replace(folder / "layer.json")


def _about(settings: Settings) -> dict[str, object]:
    return {
        "format": FORMAT,
        "encoder": settings.encoder,
        "encoder_hash": encoder_fingerprint(settings.encoder),
    }


@contextmanager
def _only_change(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "layer.lock", timeout=_WAIT_SECONDS):
            yield
    except Timeout as error:
        raise ConfigError(
            f"another process has been writing to {str(folder)!r} for {_WAIT_SECONDS:g} seconds; "
            "wait for it, or end it, and try again"
        ) from error
