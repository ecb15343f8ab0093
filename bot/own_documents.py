"""Own documents: what the desk and a reader add, list, read again and remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.redaction import redact_source
from corpus.errors import CorpusError
from corpus.fetch import is_url
from corpus.sources import Source
from index.added import Added, read_added
from index.additions import added_sources, remove_document
from index.layers import SmallLayer, layer_folder
from index.progress import Progress, silent
from index.take_in import TakenIn, Where, read_again, take_in, take_in_bytes

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = [
    "OwnDocument",
    "add_bytes",
    "add_item",
    "add_page",
    "own_documents",
    "remove_own_document",
    "reread_document",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDocument:
    """Hold one document that was added, with what is known of it."""

    source: Source
    layer: SmallLayer
    added: Added | None = None  # None for one of an older version of Onrecord


def add_item(
    onrecord: Onrecord,
    item: str,
    *,
    layer: SmallLayer = "desk",
    title: str = "",
    progress: Progress = silent,
) -> TakenIn:
    """Add a file, or a page by its address; see ``index.take_in.take_in``."""
    return take_in(
        onrecord.settings,
        item,
        where=_where(onrecord, layer),
        title=title,
        encoder=onrecord.store.encoder,
        progress=progress,
    )


def add_page(
    onrecord: Onrecord, url: str, *, layer: SmallLayer = "reader", title: str = ""
) -> TakenIn:
    """Add a page by its address.

    What is typed into a page's field is never taken for the name of a file on this machine.
    """
    if not is_url(url):
        raise CorpusError(f"{url!r} is no address: it begins with https:// or http://")
    return add_item(onrecord, url, layer=layer, title=title)


def add_bytes(
    onrecord: Onrecord,
    body: bytes,
    *,
    name: str,
    layer: SmallLayer = "reader",
    title: str = "",
    progress: Progress = silent,
) -> TakenIn:
    """Add a document that was handed over; ``name`` is the file's, with its suffix."""
    return take_in_bytes(
        onrecord.settings,
        body,
        name=name,
        where=_where(onrecord, layer),
        title=title,
        encoder=onrecord.store.encoder,
        progress=progress,
    )


def own_documents(onrecord: Onrecord) -> list[OwnDocument]:
    """List what the desk and this reader have added, the desk's first, by title."""
    found = []
    for layer in _layers(onrecord):
        where = _where(onrecord, layer)
        known = read_added(layer_folder(onrecord.settings, layer, reader=where.reader))
        sources = added_sources(onrecord.settings, layer=layer, reader=where.reader)
        for source in sorted(sources.values(), key=lambda source: (source.title, source.id)):
            found.append(OwnDocument(source=source, layer=layer, added=known.get(source.id)))
    return found


def reread_document(onrecord: Onrecord, source: str, *, progress: Progress = silent) -> TakenIn:
    """Read a document again from where it came from; raises CorpusError where that cannot be."""
    document = next((one for one in own_documents(onrecord) if one.source.id == source), None)
    if document is None:
        raise CorpusError(f"no document {source!r} was added; `onrecord added` lists them")
    if document.added is None:
        raise CorpusError(
            f"{document.source.id!r} was added by an older version of Onrecord, which did not "
            "note where it came from: add it again"
        )
    return read_again(
        onrecord.settings,
        document.added,
        where=_where(onrecord, document.layer),
        encoder=onrecord.store.encoder,
        progress=progress,
    )


def remove_own_document(
    onrecord: Onrecord, source: str, *, layer: SmallLayer | None = None
) -> bool:
    """Remove a document from its layer and its words from all kept answers.

    Without ``layer``, from wherever it is.  Returns False when it was not there.
    """
    gone = False
    for name in _layers(onrecord) if layer is None else (layer,):
        where = _where(onrecord, name)
        gone |= remove_document(onrecord.settings, source, layer=name, reader=where.reader)
    if gone:
        onrecord.history.change_answers(redact_source(source))
    return gone


def _layers(onrecord: Onrecord) -> tuple[SmallLayer, ...]:
    return ("desk",) if onrecord.store.reader is None else ("desk", "reader")


def _where(onrecord: Onrecord, layer: SmallLayer) -> Where:
    return Where(layer=layer, reader=onrecord.store.reader if layer == "reader" else None)
