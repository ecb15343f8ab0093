"""Read PDF: text in reading order, tables, and which pages hold none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from corpus.blocks import Block
from corpus.cleaning import clean_line
from corpus.contents import Advance, Content, FoundTable, ignore_advance, row_blocks
from corpus.errors import CorpusError
from corpus.pdf_columns import Line, Run, find_regions, find_rows, find_runs, order_lines
from corpus.pdf_furniture import drop_furniture
from corpus.pdf_paragraphs import body_size, join_over_pages, known_words, make_blocks
from corpus.pdf_tables import (
    PlacedTable,
    find_aligned_tables,
    find_caption,
    find_ruled_tables,
)
from corpus.pdf_words import read_words

__all__ = ["read_pdf"]

LIMIT_PAGES = 5_000
_RULED_PAGES = 60  # pages whose ruled tables are looked for: half a second each
_UPRIGHT_RULES = 3  # of a page, at least: a frame has two
_END_BYTES = 4_096  # where a PDF's end mark stands
_SMALL_BYTES = 20_000
_NO_PAGES, _PAGE = re.compile(rb"/Count\s+0\b"), re.compile(rb"/Type\s*/Page\b")
_SCANNED_WORDS = 5  # a page with an image and fewer words is a picture of a page
# What programs write where a title should stand.
_NO_TITLE = re.compile(
    r"\(?(?:anonymous|unspecified|none)\)?|microsoft (?:word|powerpoint|excel) - .*|untitled.*"
    r"|document\d*|(?:slide|folie) \d+|.*\.(?:docx?|pdf|indd|pptx?|xlsx?|tex|qxd|dvi|rtf|odt)",
    re.IGNORECASE,
)


def read_pdf(path: Path, *, advance: Advance = ignore_advance) -> Content:
    """Read a PDF; locators name its pages ("p. 12"), counted from the file's first.

    Raises CorpusError for a file that is encrypted, damaged, without pages or without text.
    """
    pages, about = _read_pages(path, advance)
    rows, dropped = drop_furniture([(page.height, page.rows) for page in pages])
    notes = _unread(pages)
    tables, table_notes = _find_wide_tables(path, pages, rows)
    blocks = _make_blocks(pages, rows, tables)
    if not any(clean_line(block.text) for block in blocks):
        count = f"{len(pages)} page{'s' if len(pages) != 1 else ''}"
        raise CorpusError(
            f"{path.name!r} has {count} and no text: run text recognition (OCR) on it"
        )
    return Content(
        blocks=tuple(blocks),
        title=_title(about.get("Title", ""), blocks),
        author="" if _NO_TITLE.fullmatch(about.get("Author", "")) else about["Author"],
        pages=len(pages),
        tables=tuple(placed.table for page in pages for placed in tables.get(page.number, ())),
        dropped=tuple(dropped),
        notes=(*notes, *table_notes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Hold the rows of one page; its words, ten times as many, are let go."""

    number: int
    height: float = 0.0
    rows: list[list[Run]] = field(default_factory=list)
    words: int = 0
    images: int = 0
    upright_rules: int = 0
    damaged: bool = False


def _read_pages(path: Path, advance: Advance) -> tuple[list[_Page], dict[str, str]]:
    import pypdfium2
    import pypdfium2.raw as raw

    _check_ends(path)
    try:
        file = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error):
            raise CorpusError(f"{path.name!r} is encrypted: save it without a password") from error
        raise CorpusError(f"{path.name!r} cannot be read as PDF: {error}") from error
    except OSError as error:
        raise CorpusError(f"{path.name!r} cannot be read: {error.strerror or error}") from error
    try:
        count = len(file)
        if not count:
            raise CorpusError(f"{path.name!r} is a PDF without pages: nothing to add")
        if count > LIMIT_PAGES:
            raise CorpusError(
                f"{path.name!r} has {count!r} pages: the limit is {LIMIT_PAGES}; split it"
            )
        pages = []
        for index in range(count):
            pages.append(_read_page(file, index))
            advance(index + 1, count)
        return pages, file.get_metadata_dict()
    finally:
        file.close()


def _check_ends(path: Path) -> None:
    """Raise CorpusError for a file that is cut off, or that says it has no pages.

    PDFium mends what it can, so that half a report would be taken for a whole one.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES))
        end = file.read()
        file.seek(0)
        start = file.read(_SMALL_BYTES)
    if b"%%EOF" not in end and b"startxref" not in end:
        raise CorpusError(f"{path.name!r} cannot be read as PDF: it is cut off; fetch it again")
    if size <= _SMALL_BYTES and _NO_PAGES.search(start) and not _PAGE.search(start):
        raise CorpusError(f"{path.name!r} is a PDF without pages: nothing to add")


def _read_page(file: Any, index: int) -> _Page:
    import pypdfium2

    try:
        page = file[index]
    except pypdfium2.PdfiumError:
        return _Page(number=index + 1, damaged=True)
    try:
        read = read_words(page, number=index + 1)
    except pypdfium2.PdfiumError:
        return _Page(number=index + 1, damaged=True)
    finally:
        page.close()
    return _Page(
        number=read.number,
        height=read.height,
        rows=find_rows(find_runs(read.words)),
        words=len(read.words),
        images=read.images,
        upright_rules=read.upright_rules,
    )


def _unread(pages: Sequence[_Page]) -> list[str]:
    """Name the pages that hold no text: pictures of pages, and damaged ones."""
    notes = []
    scanned = [p.number for p in pages if p.images and p.words < _SCANNED_WORDS]
    damaged = [p.number for p in pages if p.damaged]
    if scanned:
        notes.append(
            f"{_name_pages(scanned)} scanned, without text, and not read: "
            "run text recognition (OCR) on the file to add what they say"
        )
    if damaged:
        notes.append(f"{_name_pages(damaged)} damaged and not read")
    return notes


def _name_pages(numbers: Sequence[int]) -> str:
    """Name pages, runs of them shortly.

    >>> _name_pages([3, 5, 6, 7])
    'pages 3 and 5–7 are'
    """
    runs = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    if len(numbers) == 1:
        return f"page {runs[0]} is"
    together = runs[0] if len(runs) == 1 else f"{', '.join(runs[:-1])} and {runs[-1]}"
    return f"pages {together} are"


def _find_wide_tables(
    path: Path, pages: Sequence[_Page], rows: Sequence[list[list[Run]]]
) -> tuple[dict[int, list[PlacedTable]], list[str]]:
    """Find the tables that can be told before the columns of text are known."""
    ruled = [page.number for page in pages if page.upright_rules >= _UPRIGHT_RULES]
    notes = []
    if len(ruled) > _RULED_PAGES:
        rest = ruled[_RULED_PAGES:]
        notes.append(f"tables with ruled cells were looked for up to page {rest[0] - 1} only")
        ruled = ruled[:_RULED_PAGES]
    found: dict[int, list[PlacedTable]] = {}
    if ruled:
        try:
            found = find_ruled_tables(path, ruled)
        except Exception as error:  # pdfminer passes on whatever a damaged file makes it raise
            notes.append(f"tables with ruled cells could not be looked for: {error}")
    for page, lines in zip(pages, rows, strict=True):
        placed = [
            replace(table, table=replace(table.table, title=find_caption(table, lines)))
            for table in found.get(page.number, [])
        ]
        free = find_rows(_outside(lines, placed))
        found[page.number] = placed + find_aligned_tables(
            free, locator=f"p. {page.number}", wide=True
        )
    return found, notes


def _outside(rows: Sequence[Sequence[Run]], tables: Sequence[PlacedTable]) -> list[Run]:
    runs = [run for row in rows for run in row]
    captions = {table.table.title for table in tables if table.table.title}
    return [
        run
        for run in runs
        if not any(table.holds(run) for table in tables) and clean_line(run.text) not in captions
    ]


def _make_blocks(
    pages: Sequence[_Page],
    rows: Sequence[list[list[Run]]],
    tables: dict[int, list[PlacedTable]],
) -> list[Block]:
    """Return the blocks of all pages; adds the tables that stand in one column to ``tables``."""
    known = known_words([row for page in rows for row in page])
    ordered: list[list[Line]] = []
    for page, lines in zip(pages, rows, strict=True):
        kept = []
        for region in find_regions(_outside(lines, tables[page.number])):
            inside = find_aligned_tables(region, locator=f"p. {page.number}")
            tables[page.number] += inside
            kept.append(find_rows(_outside(region, inside)))
        ordered.append(order_lines([region for region in kept if region]))
    body = body_size(ordered)
    blocks: list[Block] = []
    for page, lines_of_page in zip(pages, ordered, strict=True):
        blocks += make_blocks(lines_of_page, locator=f"p. {page.number}", body=body, known=known)
        # Tables come behind the page's text, as their place in its columns is a guess.
        blocks += _rows([placed.table for placed in tables[page.number]])
    return join_over_pages(blocks, known)


def _rows(tables: Sequence[FoundTable]) -> list[Block]:
    return [block for table in tables for block in row_blocks(table)]


def _title(written: str, blocks: Sequence[Block]) -> str:
    """Return the file's own title, or its largest heading where it has none worth showing."""
    written = clean_line(written)
    if written and not _NO_TITLE.fullmatch(written):
        return written
    heads = [block for block in blocks[:12] if block.level]
    return min(heads, key=lambda block: block.level).text if heads else ""
