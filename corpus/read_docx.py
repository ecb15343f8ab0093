"""Read DOCX: headings, lists and tables of a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.archives import check_archive
from corpus.blocks import Block
from corpus.cleaning import clean_line
from corpus.contents import Content, FoundTable, row_blocks, split_header
from corpus.errors import CorpusError

__all__ = ["read_docx"]

_HEADING = re.compile(r"(?:Heading|Überschrift|Titre|Título|标题) ?(\d)|(?:Title|Titel)$")


def read_docx(path: Path) -> Content:
    """Read a Word file; tables come row by row where they stand.

    Raises CorpusError for a file that is encrypted, damaged or a ZIP bomb.
    """
    import docx
    from docx.table import Table

    if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        # An encrypted file, or one of Word's older kind, has no ZIP archive in it.
        raise CorpusError(
            f"{path.name!r} is encrypted, or a DOC file: save it as DOCX without a password"
        )
    check_archive(path)
    blocks: list[Block] = []
    tables: list[FoundTable] = []
    try:
        file = docx.Document(str(path))
        for part in file.iter_inner_content():
            if isinstance(part, Table):
                table = _read_table(part, number=len(tables) + 1)
                tables.append(table)
                blocks += row_blocks(table)
            else:
                blocks.append(_read_paragraph(part))
        about = file.core_properties
        made = about.modified or about.created
    # python-docx passes on what zipfile, lxml and its own package reader raise.
    except Exception as error:
        raise CorpusError(f"{path.name!r} cannot be read as DOCX: {error}") from error
    return Content(
        blocks=tuple(blocks),
        title=about.title or _first_title(blocks),
        author=about.author if about.author != "python-docx" else "",
        date=made.date().isoformat() if made and made.year > 2013 else "",
        tables=tuple(tables),
    )


def _read_paragraph(part: Any) -> Block:
    style = (part.style.name if part.style else "") or ""
    heading = _HEADING.match(style)
    level = int(heading[1] or 1) if heading else 0
    return Block(text=part.text, level=min(level, 6))


def _read_table(part: Any, *, number: int) -> FoundTable:
    rows = [tuple(_cells(row)) for row in part.rows]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    rows = [row + ("",) * (width - len(row)) for row in rows]
    header, body = split_header(rows) if rows else ((), ())
    return FoundTable(header=header, rows=body, locator=f"table {number}")


def _cells(row: Any) -> Iterable[str]:
    """Give the cells of a row; one that spans columns is given once and leaves the rest empty."""
    before = None
    for cell in row.cells:
        yield "" if cell._tc is before else clean_line(cell.text)
        before = cell._tc


def _first_title(blocks: Iterable[Block]) -> str:
    return next((clean_line(b.text) for b in blocks if b.level == 1 and clean_line(b.text)), "")
