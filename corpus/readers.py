"""Readers: a reader's own files as documents, each kind by a reader made for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.cleaning import clean_line
from corpus.contents import Advance, Content, Dropped, FoundTable, ignore_advance
from corpus.documents import Document, make_document
from corpus.errors import CorpusError
from corpus.sources import Source

__all__ = ["ADDED", "SUFFIXES", "ReadFile", "kind_of", "make_read", "read_closely", "read_file"]

LIMIT_BYTES = 100_000_000
LIMIT_LETTERS = 30_000_000  # of text: some 5,000 pages
ADDED = "added document"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """Hold what was read of one file: the document, and what a reader should know of it."""

    document: Document
    digest: str  # SHA-256 of the file, as hex
    tables: tuple[FoundTable, ...] = ()
    dropped: tuple[Dropped, ...] = ()  # words left out of the document
    notes: tuple[str, ...] = ()  # parts that were not read


def read_closely(path: Path, *, title: str = "", advance: Advance = ignore_advance) -> ReadFile:
    """Read one file of a reader; ``title`` wins over the file's own.

    The id of its source is made of the file's name and content, so that the same file is the
    same source.  Raises CorpusError naming the file and what to do.
    """
    name = _shown(path.name)
    try:
        if not path.is_file():
            reason = "it is a folder" if path.is_dir() else "there is no such file"
            raise CorpusError(f"{name!r} cannot be read: {reason}")
        size = path.stat().st_size
        if size > LIMIT_BYTES:
            raise CorpusError(f"{name!r} has {size!r} bytes: the limit is {LIMIT_BYTES}")
        if size == 0:
            raise CorpusError(f"{name!r} is empty: nothing to add")
        with path.open("rb") as file:
            start = file.read(1_000)
            digest = hashlib.sha256(start)
            for part in iter(lambda: file.read(1_000_000), b""):
                digest.update(part)
        content = _reader(kind_of(path, start))(path, advance)
    except OSError as error:
        raise CorpusError(f"{name!r} cannot be read: {error.strerror or error}") from error
    except (RecursionError, MemoryError) as error:
        raise CorpusError(f"{name!r} is built to exhaust whoever reads it") from error
    return make_read(content, path=path, digest=digest.hexdigest(), title=title)


def read_file(path: Path, *, title: str = "") -> Document:
    """Read one file of a reader as a document: what ``read_closely`` gives, without its notes."""
    return read_closely(path, title=title).document


def make_read(content: Content, *, path: Path, digest: str, title: str = "") -> ReadFile:
    """Make a document of what was read: tidied, with its source."""
    from corpus.tidy import tidy_blocks

    name = _shown(path.name)
    if not _has_text(content):
        raise CorpusError(f"{name!r} holds no text that can be read")
    blocks, dropped = tidy_blocks(content.blocks)
    content = replace(content, blocks=tuple(blocks), dropped=content.dropped + tuple(dropped))
    if not _has_text(content):
        raise CorpusError(
            f"{name!r} holds nothing but sign-up text and stray characters: {dropped[0].text!r} ..."
        )
    if sum(len(block.text) for block in blocks) > LIMIT_LETTERS:
        raise CorpusError(f"{name!r} holds more than {LIMIT_LETTERS} letters: split it")
    shown = clean_line(title or content.title)[:300] or clean_line(_shown(path.stem)) or "untitled"
    pages = f", {content.pages} page{'s' if content.pages != 1 else ''}" if content.pages else ""
    source = Source(
        id=f"{_slug(path.stem)}-{digest[:8]}",
        title=shown,
        publisher=clean_line(content.publisher)[:200],
        author=clean_line(content.author)[:200],
        date=clean_line(content.date)[:60],
        url=content.url,
        kind=ADDED,
        reliability="added by a reader; not checked by us",
        seen=f"{'part' if content.notes else 'all'} of it{pages}",
        short=f"“{shown}”",
    )
    return ReadFile(
        document=make_document(source, content.blocks),
        digest=digest,
        tables=content.tables,
        dropped=content.dropped,
        notes=content.notes,
    )


def _has_text(content: Content) -> bool:
    return any(
        not block.level and any(map(str.isalnum, clean_line(block.text)))
        for block in content.blocks
    )


def _shown(name: str) -> str:
    """Return a file's name as it can be printed: bytes that are no letters as "?"."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-") or "document"


def kind_of(path: Path, start: bytes) -> str:
    """Return the suffix of the reader that a file needs, by its first bytes and its name.

    Raises CorpusError for a kind that cannot be read, and where the bytes say another kind than
    the name.
    """
    suffix = path.suffix.lower()
    name = _shown(path.name)
    if suffix not in _READERS:
        raise CorpusError(f"{name!r} is of no kind that can be read: {', '.join(SUFFIXES)}")
    for mark, kind, owners in _MARKS:
        if start.startswith(mark) and suffix not in owners:
            raise CorpusError(
                f"{name!r} is named as {suffix[1:].upper()} and holds {kind}: give it its own name"
            )
    if suffix == ".pdf" and b"%PDF-" not in start:
        raise CorpusError(f"{name!r} cannot be read as PDF: it does not begin as one")
    return suffix


def _reader(suffix: str) -> Callable[[Path, Advance], Content]:
    return _READERS[suffix]


# Each reader's libraries are imported when a file of its kind is read.
def _read_markdown(path: Path, _: Advance) -> Content:
    from corpus.read_text import read_markdown

    return read_markdown(path)


def _read_text(path: Path, _: Advance) -> Content:
    from corpus.read_text import read_text

    return read_text(path)


def _read_html(path: Path, _: Advance) -> Content:
    from corpus.read_html import read_html

    return read_html(path)


def _read_pdf(path: Path, advance: Advance) -> Content:
    from corpus.read_pdf import read_pdf

    return read_pdf(path, advance=advance)


def _read_docx(path: Path, _: Advance) -> Content:
    from corpus.read_docx import read_docx

    return read_docx(path)


def _read_epub(path: Path, advance: Advance) -> Content:
    from corpus.read_epub import read_epub

    return read_epub(path, advance=advance)


def _read_email(path: Path, _: Advance) -> Content:
    from corpus.read_email import read_email

    return read_email(path)


_READERS: dict[str, Callable[[Path, Advance], Content]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".epub": _read_epub,
    ".eml": _read_email,
}
SUFFIXES = tuple(_READERS)
_ZIP, _OLD_OFFICE = (".docx", ".epub"), (".docx",)
# What files of other kinds begin with, what they are, and which suffixes may begin so.
_MARKS: tuple[tuple[bytes, str, Iterable[str]], ...] = (
    (b"%PDF-", "a PDF", (".pdf",)),
    (b"PK\x03\x04", "a ZIP archive", _ZIP),
    (b"\xd0\xcf\x11\xe0", "an Office file", _OLD_OFFICE),
    (b"MZ\x90", "a program", ()),
    (b"\x7fELF", "a program", ()),
    (b"\x89PNG", "a picture", ()),
    (b"\xff\xd8\xff", "a picture", ()),
    (b"GIF8", "a picture", ()),
    (b"\x1f\x8b", "a gzip archive", ()),
    (b"SQLite format 3", "a database", ()),
)
