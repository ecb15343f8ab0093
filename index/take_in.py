"""Take in: a file, a page or a letter into a small layer, and what came of it.

What was added before from the same place is read again and takes its own place, so that its
citations hold where its words do.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from corpus.contents import Dropped, FoundTable
from corpus.errors import CorpusError
from corpus.fetch import fetch, is_url
from corpus.readers import ReadFile, read_closely
from corpus.settings import Settings
from corpus.sources import Source
from index.added import Added, read_added, write_added
from index.additions import add_document
from index.encode import Encoder
from index.layers import Layer, SmallLayer, current_build, layer_folder
from index.originals import find_digests
from index.progress import Progress, silent

__all__ = ["Change", "TakenIn", "Where", "read_again", "take_in", "take_in_bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Say which layer a document belongs to."""

    layer: SmallLayer = "desk"
    reader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Say how a document differs from the one that was added before."""

    kind: Literal["new", "unchanged", "changed"]
    came: tuple[str, ...] = ()  # paragraphs
    went: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """Hold what came of one document."""

    source: Source
    passages: int
    change: Change
    originals: tuple[Source, ...] = ()  # our digests of which it is the original
    tables: tuple[FoundTable, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


def take_in(
    settings: Settings,
    item: str,
    *,
    where: Where,
    title: str = "",
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> TakenIn:
    """Read one file or page and add it; ``title`` wins over its own.

    Raises CorpusError when it cannot be read or fetched, ConfigError when it cannot be kept;
    both leave the layer as it was.
    """
    if is_url(item):
        fetched = fetch(item, settings)
        return take_in_bytes(
            settings, fetched.body, name=fetched.name, where=where, origin=fetched.url,
            title=title, encoder=encoder, progress=progress,
        )  # fmt: skip
    path = Path(item)
    read = _read(path, title, progress)
    origin = str(path.absolute())
    return _keep(
        settings, read, name=path.name, origin=origin, title=title, where=where,
        encoder=encoder, progress=progress,
    )  # fmt: skip


def take_in_bytes(
    settings: Settings,
    body: bytes,
    *,
    name: str,
    where: Where,
    origin: str = "",
    title: str = "",
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> TakenIn:
    """Add a document that was handed over, as the page's upload does; ``name`` says its kind.

    The bytes are on disk only while they are read.  Raises as ``take_in`` does.
    """
    # The name is the sender's: nothing of it but its last part, and that in a folder of our own.
    name = Path(name.replace("\\", "/").replace("\0", "")).name or "document"
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / f"{Path(name).stem.encode()[:100].decode(errors='ignore')}"
        path = path.with_name(path.name + Path(name).suffix)
        try:
            path.write_bytes(body)
        except OSError as error:
            raise CorpusError(f"{name!r} cannot be read: {error.strerror or error}") from error
        read = _read(path, title, progress)
    if origin and not read.document.source.url:
        document = read.document
        read = replace(
            read, document=replace(document, source=replace(document.source, url=origin))
        )
    return _keep(
        settings, read, name=name, origin=origin, title=title, where=where, encoder=encoder,
        progress=progress,
    )  # fmt: skip


def read_again(
    settings: Settings,
    added: Added,
    *,
    where: Where,
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> TakenIn:
    """Read a document again from where it came from, and say what changed.

    Raises CorpusError when it was handed over, so that there is no such place, and as
    ``take_in`` does.
    """
    if not added.origin:
        raise CorpusError(
            f"{added.source!r} was handed over, not read from a file or address: add it again"
        )
    return take_in(
        settings, added.origin, where=where, title=added.title, encoder=encoder, progress=progress
    )


def _read(path: Path, title: str, progress: Progress) -> ReadFile:
    def advance(done: int, total: int, /) -> None:
        progress("pages", done, total)

    return read_closely(path, title=title, advance=advance)


def _keep(
    settings: Settings,
    read: ReadFile,
    *,
    name: str,
    origin: str,
    title: str,
    where: Where,
    encoder: Encoder | None,
    progress: Progress,
) -> TakenIn:
    folder = layer_folder(settings, where.layer, reader=where.reader)
    document = read.document
    known = read_added(folder)
    before = _found_before(known, origin, read.digest)
    held = _held(folder, before.source) if before is not None else None
    if before is not None and held is not None:
        document = replace(document, source=replace(document.source, id=before.source))
    base = _base_sources(settings)
    digests = find_digests(document, base)
    document = replace(document, source=replace(document.source, original_of=digests))
    change = _compare(held[1] if held else None, document.text)
    same = held is not None and replace(document.source, layer=where.layer) == held[0]
    if before is not None and change.kind == "unchanged" and same:
        passages = before.passages
    else:
        passages = add_document(
            settings, document, layer=where.layer, reader=where.reader, encoder=encoder,
            progress=progress,
        )  # fmt: skip
    record = Added(
        source=document.source.id,
        origin=origin,
        name=name,
        digest=read.digest,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        passages=passages,
        tables=len(read.tables),
        title=title,
        notes=read.notes,
        dropped=read.dropped,
    )
    _write_record(settings, folder, record)
    return TakenIn(
        source=replace(document.source, layer=where.layer),
        passages=passages,
        change=change,
        originals=tuple(source for source in base if source.id in digests),
        tables=read.tables,
        dropped=read.dropped,
        notes=read.notes,
    )


def _write_record(settings: Settings, folder: Path, record: Added) -> None:
    from index.build import write_errors

    with write_errors(settings):
        write_added(folder, record)


def _found_before(known: dict[str, Added], origin: str, digest: str) -> Added | None:
    """Return the record of the same place, or of the same file under another name."""
    if origin:
        for added in known.values():
            if added.origin == origin:
                return added
    return next((added for added in known.values() if added.digest == digest), None)


def _held(folder: Path, source: str) -> tuple[Source, str] | None:
    """Return the source and the text of a document that a layer holds."""
    if not (folder / "layer.json").is_file():
        return None
    layer = Layer("small", folder)
    try:
        text = layer.passages.document_text(source)
        return None if text is None else (layer.passages.sources()[source], text)
    finally:
        layer.close()


def _base_sources(settings: Settings) -> Sequence[Source]:
    layer = Layer("base", current_build(settings))
    try:
        return tuple(layer.passages.sources().values())
    finally:
        layer.close()


def _compare(before: str | None, after: str) -> Change:
    if before is None:
        return Change(kind="new")
    if before == after:
        return Change(kind="unchanged")
    old, new = Counter(before.split("\n\n")), Counter(after.split("\n\n"))
    return Change(
        kind="changed", came=tuple((new - old).elements()), went=tuple((old - new).elements())
    )
