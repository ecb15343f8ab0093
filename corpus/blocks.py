"""Blocks: the headings and paragraphs of a text, whatever file they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.cleaning import clean_line, clean_text

__all__ = ["Block", "Paragraph", "join_blocks", "markdown_blocks"]

_NOTE = re.compile(r"<!--\s*facts:\s*(?P<facts>[^|]*?)\s*\|\s*sources:\s*(?P<numbers>[^>]*?)\s*-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hold one heading or paragraph on the way to a document."""

    text: str
    level: int = 0  # 1 to 6 for a heading, 0 for a paragraph
    locator: str = ""  # where in the file: "page 3"
    facts: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Mark one paragraph of a document's text: ``text[start:end]``."""

    start: int
    end: int
    heading: tuple[str, ...] = ()  # from the title down
    locator: str = ""
    facts: tuple[str, ...] = ()  # ids of the research notes it carries
    numbers: tuple[int, ...] = ()  # numbers of the sources that those notes cite


def join_blocks(blocks: Iterable[Block]) -> tuple[str, tuple[Paragraph, ...]]:
    """Join blocks to one text, a blank line between them, and mark its paragraphs.

    Headings stand in the text as Markdown headings, so that it reads as a document; they are
    no paragraphs.  Empty blocks are left out.
    """
    pieces: list[str] = []
    paragraphs: list[Paragraph] = []
    path: list[tuple[int, str]] = []
    at = 0
    for block in blocks:
        text = clean_line(block.text)
        if not text:
            continue
        if block.level:
            path = [(level, name) for level, name in path if level < block.level]
            path.append((block.level, text))
            text = f"{'#' * block.level} {text}"
        else:
            paragraphs.append(
                Paragraph(
                    start=at,
                    end=at + len(text),
                    heading=tuple(name for _, name in path),
                    locator=block.locator,
                    facts=block.facts,
                    numbers=block.numbers,
                )
            )
        pieces.append(text)
        at += len(text) + 2
    return "\n\n".join(pieces), tuple(paragraphs)


def markdown_blocks(text: str, *, locator: str = "") -> Iterator[Block]:
    """Yield the blocks of a Markdown text, without its markup, images and raw HTML.

    A comment ``<!-- facts: F001 F002 | sources: 1 5 -->`` belongs to the paragraph after it.
    Raises ValueError for such a comment whose source numbers are not numbers.
    """
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    def plain(tokens: list[Token]) -> str:
        parts = []
        for token in tokens:
            if token.type in {"text", "code_inline"}:
                parts.append(token.content)
            elif token.type in {"softbreak", "hardbreak"}:
                parts.append(" ")
        return "".join(parts)

    level = 0
    cells: list[str] | None = None  # of the table row being read
    facts: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    for token in MarkdownIt("commonmark").enable("table").parse(clean_text(text)):
        if token.type == "html_block" and (note := _NOTE.search(token.content)):
            facts = tuple(note["facts"].replace(",", " ").split())
            facts = tuple(fact for fact in facts if fact != "-")
            numbers = tuple(int(n) for n in note["numbers"].replace(",", " ").split() if n != "-")
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            row, cells = "; ".join(cell for cell in cells if cell), None
            yield Block(text=row, locator=locator)
        elif token.type == "inline":
            line = plain(token.children or [])
            if cells is not None:
                cells.append(line)
                continue
            noted = not level
            yield Block(
                text=line,
                level=level,
                locator=locator,
                facts=facts if noted else (),
                numbers=numbers if noted else (),
            )
            if noted:
                facts, numbers = (), ()
        elif token.type in {"fence", "code_block"}:
            yield Block(text=token.content, locator=locator)
