"""Read text: Markdown and plain text files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corpus.blocks import Block, markdown_blocks
from corpus.cleaning import clean_text
from corpus.contents import Content
from corpus.decoding import decode, mend_text
from corpus.pdf_paragraphs import join_lines

__all__ = ["prose_blocks", "read_markdown", "read_text", "without_comments"]

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_FIELDS = ("title", "author", "date", "publisher", "url")
_SAVED_LINES = 120  # letters in a line on average, above which a line is a paragraph
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+\S")


def read_markdown(path: Path) -> Content:
    """Read a Markdown file; its front matter may name title, author, date, publisher, url."""
    text = mend_text(decode(path.read_bytes(), name=path.name))
    front = _FRONT.match(text)
    fields = _read_front(front[1]) if front else {}
    body = text[front.end() :] if front else text
    # A facts comment is ours alone; in a reader's file it is only a comment.
    blocks = [
        replace(block, facts=(), numbers=()) for block in markdown_blocks(without_comments(body))
    ]
    heads = [block.text for block in blocks if block.level == 1]
    return Content(
        blocks=tuple(blocks),
        title=fields.get("title", "") or (heads[0] if heads else ""),
        author=fields.get("author", ""),
        date=fields.get("date", ""),
        publisher=fields.get("publisher", ""),
        url=fields.get("url", ""),
    )


def _read_front(front: str) -> dict[str, str]:
    import yaml

    try:
        fields = yaml.load(front, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return {}  # front matter of another kind: no field of it is needed
    if not isinstance(fields, dict):
        return {}
    return {name: fields[name] for name in _FIELDS if isinstance(fields.get(name), str)}


def without_comments(text: str) -> str:
    """Return a Markdown text without HTML comments."""
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def read_text(path: Path) -> Content:
    """Read a plain text file."""
    return Content(blocks=tuple(prose_blocks(mend_text(decode(path.read_bytes(), name=path.name)))))


def prose_blocks(text: str, *, locator: str = "") -> Iterable[Block]:
    """Yield paragraphs of plain text: blank lines part them, or line ends where none do.

    Lines that are items of a list are paragraphs of their own.
    """
    text = clean_text(text).strip()
    lines = text.splitlines()
    parts = re.split(r"\n\s*\n", text)
    if len(parts) == 1 and lines and _one_line_a_paragraph(lines):
        parts = lines
    for part in parts:
        for lines_of_one in _items(part.splitlines()):
            yield Block(text=join_lines(lines_of_one), locator=locator)


def _one_line_a_paragraph(lines: list[str]) -> bool:
    """Tell text saved from a page, a line a paragraph, from text that is broken at a margin."""
    if sum(map(len, lines)) / len(lines) > _SAVED_LINES:
        return True
    long = [line for line in lines if len(line) > _SAVED_LINES]
    return len(long) >= 0.3 * len(lines) and max(map(len, lines)) > 2 * _SAVED_LINES


def _items(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if _ITEM.match(line) and groups[-1]:
            groups.append([])
        groups[-1].append(line)
    return groups
