"""Contents: what a file, a page or a letter holds, on the way to a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.cleaning import clean_line

__all__ = [
    "Advance",
    "Content",
    "Dropped",
    "FoundTable",
    "ignore_advance",
    "is_figure",
    "is_year",
    "row_blocks",
    "split_header",
]

_FIGURE = re.compile(
    r"[<>~≈±+−–-]?\s*[$€£¥]?\s*\d[\d.,'’\s]*\s*(?:%|‰|pp|bn|m|k|x|×|million|billion)?\s*[*†‡a-d]?"
    r"|[-–—.…]{1,3}|n/?a\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")

Advance = Callable[[int, int], None]
"""Takes pages (or parts) done and how many there are: long files say how far they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Name words that were left out of a document, and why."""

    text: str
    reason: str  # "sign-up text", "line of stray characters" ...
    times: int = 1
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """Hold a table found in a document, as printed: nothing in it has been checked."""

    header: tuple[str, ...]  # a name a column; "" where none was found
    rows: tuple[tuple[str, ...], ...]  # as wide as the header
    title: str = ""  # its caption
    locator: str = ""  # "p. 12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Hold what was read, with what the file says about itself."""

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""
    pages: int = 0
    tables: tuple[FoundTable, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()  # what was not read: "pages 3 and 4 are scanned: no text"


def ignore_advance(done: int, total: int, /) -> None:
    """Show nothing."""


def row_blocks(table: FoundTable) -> list[Block]:
    """Give a table as paragraphs, a row each, with the columns' names where there are any.

    >>> table = FoundTable(header=("Country", "Papers"), rows=(("China", "23,695"),))
    >>> row_blocks(table)[0].text
    'China; Papers: 23,695'
    """
    blocks = [Block(text=table.title, locator=table.locator)] if table.title else []
    for row in table.rows:
        parts = []
        for position, (name, cell) in enumerate(zip(table.header, row, strict=True)):
            cell = clean_line(cell)
            if cell:
                parts.append(f"{name}: {cell}" if name and position else cell)
        if parts:
            blocks.append(Block(text="; ".join(parts), locator=table.locator))
    return blocks


def is_figure(text: str) -> bool:
    """Tell whether a cell is a number as tables print one.

    >>> [is_figure(text) for text in ("23,695", "41.2%", "–", "China", "2024 was")]
    [True, True, True, False, False]
    """
    return bool(_FIGURE.fullmatch(text.strip()))


def is_year(text: str) -> bool:
    """Tell whether a cell is a year."""
    return bool(_YEAR.fullmatch(text.strip()))


def split_header(
    rows: Sequence[tuple[str, ...]],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Part a table's first row from the rest where it names the columns: words, or years.

    >>> split_header([("Country", "2024"), ("China", "23,695")])
    (('Country', '2024'), (('China', '23,695'),))
    """
    first = rows[0]
    if len(rows) > 1 and not any(is_figure(cell) and not is_year(cell) for cell in first if cell):
        return first, tuple(rows[1:])
    return ("",) * len(first), tuple(rows)
