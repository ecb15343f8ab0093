"""Read EPUB: the chapters of a book in the order of its spine, each read as a page."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from corpus.archives import check_archive, read_member
from corpus.blocks import Block
from corpus.cleaning import clean_line
from corpus.contents import Advance, Content, ignore_advance
from corpus.decoding import decode
from corpus.errors import CorpusError
from corpus.read_html import read_html_text

__all__ = ["read_epub"]

_NAMES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "enc": "http://www.w3.org/2001/04/xmlenc#",
}
_CHAPTERS = {"application/xhtml+xml", "text/html"}
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read_epub(path: Path, *, advance: Advance = ignore_advance) -> Content:
    """Read a book; locators name its chapters.

    Raises CorpusError for a book that is encrypted, damaged, empty or a ZIP bomb.
    """
    check_archive(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path.name, advance)
    except CorpusError:
        raise
    # A damaged book fails as ZIP, as XML, or for a part that it names and does not hold.
    except (
        *(zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, SyntaxError),
        *(AttributeError, TypeError),
    ) as error:
        raise CorpusError(f"{path.name!r} cannot be read as EPUB: {error}") from error


def _read(archive: zipfile.ZipFile, name: str, advance: Advance) -> Content:
    if _is_protected(archive):
        raise CorpusError(f"{name!r} is encrypted (DRM): only the shop's own reader can open it")
    container = _parse(read_member(archive, "META-INF/container.xml"))
    package = container.find(".//container:rootfile", _NAMES).get("full-path")
    opf = _parse(read_member(archive, package))
    items = {item.get("id"): item for item in opf.iterfind(".//opf:manifest/opf:item", _NAMES)}
    spine = [
        items[reference.get("idref")]
        for reference in opf.iterfind(".//opf:spine/opf:itemref", _NAMES)
        if reference.get("idref") in items
    ]
    chapters = [item for item in spine if item.get("media-type") in _CHAPTERS]
    blocks: list[Block] = []
    notes: list[str] = []
    for number, item in enumerate(chapters, start=1):
        href = posixpath.join(posixpath.dirname(package), unquote(item.get("href") or ""))
        try:
            html = decode(read_member(archive, posixpath.normpath(href)), name=href)
        except KeyError:
            notes.append(f"chapter {number} is named by the book and is not in it")
            continue
        try:
            content = read_html_text(html, name=href)
        except CorpusError:
            continue  # a cover, a title page or a table of contents has no text of its own
        blocks += _chapter(content, number)
        advance(number, len(chapters))
    return Content(
        blocks=tuple(blocks),
        title=_field(opf, "title"),
        author=_field(opf, "creator"),
        date=_field(opf, "date")[:10],
        publisher=_field(opf, "publisher"),
        notes=tuple(notes),
    )


def _chapter(content: Content, number: int) -> list[Block]:
    heading = next((block.text for block in content.blocks if block.level), content.title)
    where = clean_line(f"chapter {number}" + (f", {heading}" if heading else ""))
    blocks = [Block(text=block.text, level=block.level, locator=where) for block in content.blocks]
    if heading and not any(block.level for block in blocks):
        blocks.insert(0, Block(text=heading, level=1, locator=where))
    return blocks


def _is_protected(archive: zipfile.ZipFile) -> bool:
    """Tell whether the text is encrypted; fonts may be, and are not needed."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return False
    tree = _parse(read_member(archive, "META-INF/encryption.xml"))
    methods = [
        method.get("Algorithm", "") for method in tree.iterfind(".//enc:EncryptionMethod", _NAMES)
    ]
    return any(method not in _FONTS for method in methods)


def _parse(raw: bytes) -> Any:
    from lxml import etree

    # Nothing outside the file is fetched, and entities are not unfolded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(raw, parser)


def _field(opf: Any, name: str) -> str:
    found = opf.find(f".//dc:{name}", _NAMES)
    return clean_line(found.text or "") if found is not None else ""
