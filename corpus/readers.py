"""Readers: a reader's own files as documents (Markdown, text, HTML, PDF, DOCX)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.blocks import Block, markdown_blocks
from corpus.cleaning import clean_line, clean_text
from corpus.documents import Document, make_document
from corpus.errors import CorpusError
from corpus.sources import Source

__all__ = ["SUFFIXES", "read_file", "read_files"]

LIMIT_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""
    pages: int = 0


def read_file(path: Path, *, title: str = "") -> Document:
    """Read one file of a reader as a document; ``title`` wins over the file's own.

    The id of its source is made of the file's name and content, so that the same file is the
    same source.  Raises CorpusError naming the file and what to do.
    """
    name = path.name
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise CorpusError(f"{name!r} is of no kind that can be read: {', '.join(SUFFIXES)}")
    try:
        size = path.stat().st_size
        if size > LIMIT_BYTES:
            raise CorpusError(f"{name!r} has {size!r} bytes: the limit is {LIMIT_BYTES}")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise CorpusError(f"{name!r} cannot be read: {error.strerror or error}") from error
    if size == 0:
        raise CorpusError(f"{name!r} is empty: nothing to add")
    content = reader(path)
    if not any(not block.level and clean_line(block.text) for block in content.blocks):
        raise CorpusError(f"{name!r} holds no text that can be read")
    shown = clean_line(title or content.title) or path.stem
    source = Source(
        id=f"{_slug(path.stem)}-{digest[:8]}",
        title=shown,
        publisher=clean_line(content.publisher),
        author=clean_line(content.author),
        date=clean_line(content.date),
        url=content.url,
        kind="added document",
        reliability="added by a reader; not checked by us",
        seen=f"all of it, {content.pages} pages" if content.pages else "all of it",
        short=f"“{shown}”",
    )
    return make_document(source, content.blocks)


def read_files(paths: Iterable[Path]) -> tuple[tuple[Document, ...], tuple[CorpusError, ...]]:
    """Read many files; one that cannot be read gives an error, and the others go on."""
    documents, errors = [], []
    for path in paths:
        try:
            documents.append(read_file(path))
        except CorpusError as error:
            errors.append(error)
    return tuple(documents), tuple(errors)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-") or "document"


def _decode(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CorpusError(f"{path.name!r} is no text file: save it as UTF-8")


def _read_markdown(path: Path) -> _Content:
    text = re.sub(r"\A---\n.*?\n---\n", "", _decode(path), flags=re.DOTALL)
    # A facts comment is ours alone; in a reader's file it is only a comment.
    blocks = [replace(block, facts=(), numbers=()) for block in markdown_blocks(_no_notes(text))]
    heads = [block.text for block in blocks if block.level == 1]
    return _Content(blocks=tuple(blocks), title=heads[0] if heads else "")


def _no_notes(text: str) -> str:
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def _read_text(path: Path) -> _Content:
    return _Content(blocks=tuple(_prose(_decode(path))))


def _prose(text: str, *, locator: str = "") -> Iterable[Block]:
    """Yield paragraphs of plain text: blank lines part them, or line ends where none are."""
    text = clean_text(text)
    parts = re.split(r"\n\s*\n", text.strip())
    lines = text.strip().splitlines()
    if len(parts) == 1 and lines and sum(map(len, lines)) / len(lines) > 120:
        parts = lines  # one line a paragraph, as saved from a web page
    for part in parts:
        # A word broken over two lines is one word.
        yield Block(text=re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", part), locator=locator)


def _read_html(path: Path) -> _Content:
    import trafilatura

    html = _decode(path)
    try:
        text = trafilatura.extract(
            html, output_format="markdown", include_comments=False, include_tables=True
        )
        facts = trafilatura.extract_metadata(html)
    except Exception as error:  # trafilatura passes on whatever lxml raises
        raise CorpusError(f"{path.name!r} cannot be read as HTML: {error}") from error
    if not text:
        raise CorpusError(f"{path.name!r} has no main text: save the article as text instead")
    return _Content(
        blocks=tuple(markdown_blocks(_no_notes(text))),
        title=(facts and facts.title) or "",
        author=(facts and facts.author) or "",
        date=(facts and facts.date) or "",
        publisher=(facts and facts.sitename) or "",
        url=(facts and facts.url) or "",
    )


def _read_pdf(path: Path) -> _Content:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    blocks: list[Block] = []
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise CorpusError(f"{path.name!r} is encrypted: save it without a password")
        for number, page in enumerate(reader.pages, start=1):
            blocks.extend(_pdf_paragraphs(page.extract_text(), locator=f"page {number}"))
        about = reader.metadata
        pages = len(reader.pages)
    except CorpusError:
        raise
    # A damaged file fails anywhere inside pypdf, not only with its own errors.
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{path.name!r} cannot be read as PDF: {error}") from error
    if not blocks:
        raise CorpusError(
            f"{path.name!r} has {pages} pages and no text: run text recognition (OCR) on it first"
        )
    return _Content(
        blocks=tuple(blocks),
        title=(about.title if about else None) or "",
        author=(about.author if about else None) or "",
        pages=pages,
    )


def _pdf_paragraphs(text: str, *, locator: str) -> Iterable[Block]:
    """Yield paragraphs of a page: a short line that ends a sentence ends a paragraph."""
    lines = [line.strip() for line in clean_text(text).splitlines()]
    width = max((len(line) for line in lines), default=0)
    held: list[str] = []
    for line in lines:
        if line:
            held.append(line)
        if held and (not line or (len(line) < 0.7 * width and line[-1] in '.!?”"')):
            yield from _prose("\n".join(held), locator=locator)
            held = []
    if held:
        yield from _prose("\n".join(held), locator=locator)


def _read_docx(path: Path) -> _Content:
    import docx
    from docx.table import Table

    blocks: list[Block] = []
    try:
        file = docx.Document(str(path))
        for part in file.iter_inner_content():
            if isinstance(part, Table):
                for row in part.rows:
                    cells = dict.fromkeys(clean_line(cell.text) for cell in row.cells)
                    blocks.append(Block(text="; ".join(cell for cell in cells if cell)))
                continue
            style = (part.style.name if part.style else "") or ""
            heading = re.match(r"(?:Heading (\d)|Title$)", style)
            level = int(heading[1] or 1) if heading else 0
            blocks.append(Block(text=part.text, level=min(level, 6)))
        about = file.core_properties
    # python-docx passes on what zipfile, lxml and its own package reader raise.
    except Exception as error:
        raise CorpusError(f"{path.name!r} cannot be read as DOCX: {error}") from error
    return _Content(blocks=tuple(blocks), title=about.title or "", author=about.author or "")


_READERS: dict[str, Callable[[Path], _Content]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
}
SUFFIXES = tuple(_READERS)
