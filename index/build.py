"""Build: the base store, written beside the one that serves."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.documents import Document, shipped_documents
from corpus.errors import BuildBusy, ConfigError, IndexMissing
from corpus.settings import DEFAULT_ENCODER, Settings
from index.encode import Encoder, OnnxEncoder, SentenceTransformersEncoder
from index.endpoint_encoder import EndpointEncoder, is_endpoint_encoder
from index.export import export_encoder, exported_folder
from index.keywords import find_terms, score_keywords
from index.layers import base_folder, current_build, models_folder, open_vectors, point_to
from index.manifest import Manifest, describe_inputs, read_manifest, write_manifest
from index.passages import PassageFile
from index.progress import Progress, silent
from index.vectors import VectorFolder
from index.write import write_documents

__all__ = ["build_base", "is_current", "open_encoder", "write_errors"]

CHECKED_BYTES = 100_000_000  # larger files are checked by opening them only
FREE_BYTES = 300_000_000  # what a build of the shipped corpus needs at most


def is_current(settings: Settings) -> bool:
    """Say whether the store that serves is whole and made from what is here now."""
    try:
        return _current_manifest(settings, describe_inputs(settings)) is not None
    except IndexMissing:
        return False


def build_base(
    settings: Settings,
    *,
    progress: Progress = silent,
    force: bool = False,
    documents: Callable[[], Iterable[Document]] | None = None,
) -> Manifest:
    """Build the base store if it is missing or out of date, and return its manifest.

    ``force`` builds it in any case, from nothing: no vector is taken from an older build.

    It holds the shipped documents and figures, or other documents alone: ``documents`` gives
    them anew at each call and may read them as they are asked for.

    The build that serves is left alone until the new one is whole and checked; killed at any
    moment, the old one serves on, and what was encoded is used by the next build.  Raises
    BuildBusy when another build runs, CorpusError for a bad document or table, ConfigError when
    the home folder cannot be written.
    """
    with write_errors(settings), _only_build(settings):
        inputs = describe_inputs(settings, documents)
        with suppress(IndexMissing):
            manifest = _current_manifest(settings, inputs)
            if manifest is not None and not force:
                return manifest
        if shutil.disk_usage(settings.home).free < FREE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return _build(settings, inputs, progress, documents, reuse=not force)


def open_encoder(settings: Settings, *, threads: int = 1) -> Encoder:
    """Return the encoder for questions and small additions: quick to start where it can be.

    Raises IndexMissing when the default encoder's copy was not made yet.
    """
    if is_endpoint_encoder(settings.encoder):
        return EndpointEncoder(settings)
    if settings.encoder != DEFAULT_ENCODER:
        return SentenceTransformersEncoder(settings.encoder, offline=settings.offline)
    folder = exported_folder(models_folder(settings))
    if folder is None:
        raise IndexMissing(
            f"no copy of the encoder {DEFAULT_ENCODER!r} in {str(settings.home)!r}; "
            "run: onrecord build"
        )
    return OnnxEncoder(folder, threads=threads)


@contextmanager
def write_errors(settings: Settings) -> Iterator[None]:
    """Turn what a full disk or a folder closed to us raises into a ConfigError."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        home = str(settings.home)
        full = getattr(error, "errno", None) == errno.ENOSPC or "is full" in str(error)
        if full:
            message = f"the disk of {home!r} is full: free {FREE_BYTES // 1_000_000} MB"
        else:
            message = f"the folder {home!r} cannot be written: {error}; make it writable"
        raise ConfigError(f"{message}, or set ONRECORD_HOME to another folder") from error


@contextmanager
def _only_build(settings: Settings) -> Iterator[None]:
    from filelock import FileLock, Timeout

    root = base_folder(settings)
    root.mkdir(parents=True, exist_ok=True)
    # The system lets go of the lock when a build is killed.
    lock = FileLock(root / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BuildBusy(
            f"another build is writing to {str(root)!r}; wait for it, or end it, and try again"
        ) from error
    try:
        yield
    finally:
        lock.release()


def _current_manifest(settings: Settings, inputs: dict[str, object]) -> Manifest | None:
    folder = current_build(settings)
    manifest = read_manifest(folder)
    files = [folder / "passages.sqlite"]
    if not settings.chroma_url:
        files.append(folder / "chroma" / "chroma.sqlite3")
    whole = all(_is_whole(path) for path in files)
    if "observations" in manifest.counts:
        figures = folder / "figures.duckdb"
        whole = whole and figures.is_file()
        whole = whole and manifest.counts.get("bytes of figures") == figures.stat().st_size
    if settings.encoder == DEFAULT_ENCODER:
        whole = whole and exported_folder(models_folder(settings)) is not None
    return manifest if whole and manifest.inputs() == inputs else None


def _is_whole(path: Path) -> bool:
    """Say whether an SQLite file is one and, unless it is large, undamaged."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if path.stat().st_size > CHECKED_BYTES:
                return True
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _build(
    settings: Settings,
    inputs: dict[str, Any],
    progress: Progress,
    documents: Callable[[], Iterable[Document]] | None,
    *,
    reuse: bool,
) -> Manifest:
    root = base_folder(settings)
    now = datetime.now(UTC)
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
    folder = root / f"{now:%Y%m%dT%H%M%S%f}-{digest[:8]}"
    older = sorted((p for p in root.iterdir() if p.is_dir()), reverse=True)
    try:
        serving = current_build(settings)
    except IndexMissing:
        serving = None
    shipped = shipped_documents() if documents is None else ()
    folder.mkdir()
    progress("encoder", 0, 1)
    encoder = _build_encoder(settings)
    progress("encoder", 1, 1)
    passages = PassageFile(folder / "passages.sqlite", write=True)
    vectors = open_vectors(folder, url=settings.chroma_url, write=True)
    # The newest first: a build that was killed may hold what no whole one does.
    known = [
        opened for path in older if reuse and (opened := _open_known(path, settings)) is not None
    ]
    try:
        counts = write_documents(
            shipped if documents is None else documents(),
            passages=passages,
            vectors=vectors,
            encoder=encoder,
            known=known,
            progress=progress,
            total=len(shipped),
        )
        if documents is None:
            counts |= _build_figures(folder, progress)
        progress("check", 0, 1)
        _check(passages, vectors, counts)
    finally:
        passages.close()
        for folder_of_vectors in (vectors, *known):
            folder_of_vectors.close()
    manifest = Manifest(
        build=folder.name,
        created=now.isoformat(timespec="seconds"),
        dimensions=encoder.dimensions,
        counts=counts,
        **inputs,
    )
    write_manifest(manifest, folder)
    point_to(settings, folder.name)
    progress("check", 1, 1)
    for path in older:
        # A page that is open still reads the build that served until now.
        if path != serving:
            shutil.rmtree(path, ignore_errors=True)
    return manifest


def _build_encoder(settings: Settings) -> Encoder:
    """Return the encoder of the build; with the default one, see that its copy is there."""
    models = models_folder(settings)
    if settings.encoder != DEFAULT_ENCODER or exported_folder(models) is not None:
        return open_encoder(settings, threads=os.cpu_count() or 1)
    original = SentenceTransformersEncoder(settings.encoder)
    export_encoder(models, original=original)
    return original


def _open_known(path: Path, settings: Settings) -> VectorFolder | None:
    try:
        return open_vectors(path, url=settings.chroma_url)
    except IndexMissing:
        return None


def _build_figures(folder: Path, progress: Progress) -> dict[str, int]:
    from index.tables import build_tables

    path = folder / "figures.duckdb"
    build_tables(path, progress=progress)
    import duckdb

    with duckdb.connect(str(path), read_only=True) as connection:
        row = connection.execute("SELECT count(*) FROM observations").fetchone()
    return {
        "observations": int(row[0]) if row else 0,
        "bytes of figures": path.stat().st_size,  # a file cut off is told by its size
    }


def _check(passages: PassageFile, vectors: VectorFolder, counts: dict[str, int]) -> None:
    """Raise IndexMissing unless the new store holds and finds what was written."""
    passages.check()
    found = {"passages": passages.count(), "vectors": vectors.count()}
    if set(found.values()) != {counts["passages"]}:
        raise IndexMissing(
            f"the new store holds {found!r}, but {counts['passages']!r} passages were written; "
            "run again: onrecord build"
        )
    ids = passages.ids()
    if not ids:
        return
    middle = ids[len(ids) // 2]
    passage = passages.passages([middle])[middle]
    nearest = vectors.nearest(vectors.vectors([middle])[middle], limit=1)
    (keywords,) = score_keywords([passages], passage.text)
    unseen = find_terms(passage.text) and not keywords.of([middle])[middle]
    if not nearest or max(nearest.values()) < 0.99 or unseen:
        raise IndexMissing(
            f"the new store does not find its own passage {middle!r}; run again: onrecord build"
        )
