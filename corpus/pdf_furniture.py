"""PDF furniture: running heads, running feet and page numbers, which are no part of the text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from corpus.cleaning import clean_line
from corpus.contents import Dropped
from corpus.pdf_columns import Run

__all__ = ["drop_furniture"]

_ZONE = 0.13  # of the page's height, above and below: running heads stand there
_ROWS = 3  # from the top and from the bottom, at most
_SET_OFF = 1.3  # times the usual distance of lines: how far furniture stands from the text
_SMALL, _HEAD_WORDS = 0.92, 12
_POINTS = 8.0  # how much the height of a running head may differ from page to page
_PAGES_SHARE = 0.25  # left and right pages have heads of their own, and chapters too
_NUMBER = re.compile(
    r"[-–—|•·\s]*(?:(?:page|p\.|seite|página|pág\.|стр\.)\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?[-–—|•·\s]*"
    r"|第\s*\d{1,4}\s*页",
    re.IGNORECASE,
)

_Rows = list[list[Run]]


def drop_furniture(
    pages: Sequence[tuple[float, _Rows]],
) -> tuple[list[_Rows], list[Dropped]]:
    """Return the rows of each page without its furniture, and what was dropped.

    Takes each page's height in points and its rows.  A row is furniture when it stands at the
    edge of its page and is a page number, or stands at the same height on other pages too.
    """
    edges = [_edge_rows(height, rows) for height, rows in pages]
    places: dict[str, list[float]] = {}
    for (_, rows), edge in zip(pages, edges, strict=True):
        for index in edge:
            places.setdefault(_key(rows[index]), []).append(_middle(rows[index]))
    needed = max(2, min(5, round(_PAGES_SHARE * len(pages))))
    dropped: Counter[str] = Counter()
    numbers = 0
    kept: list[_Rows] = []
    usual = median([run.size for _, rows in pages for row in rows for run in row] or [0.0])
    for page, ((_, rows), edge) in enumerate(zip(pages, edges, strict=True)):
        left = []
        for index, row in enumerate(rows):
            if index in edge:
                text = clean_line(" ".join(run.text for run in row))
                if _NUMBER.fullmatch(text):
                    numbers += 1
                    continue
                if page and index == 0 and _is_small_head(row, text, usual):
                    dropped[text] += 1
                    continue
                near = [y for y in places[_key(row)] if abs(y - _middle(row)) <= _POINTS]
                if len(near) >= needed:
                    dropped[re.sub(r"\d+", "#", text)] += 1
                    continue
            left.append(row)
        kept.append(left)
    gone = [
        Dropped(text=text, reason="running head or foot", times=times)
        for text, times in dropped.items()
    ]
    if numbers:
        gone.append(Dropped(text="page numbers", reason="page number", times=numbers))
    return kept, gone


def _edge_rows(height: float, rows: _Rows) -> set[int]:
    """Return the positions of the rows at a page's top and bottom, set off from its text.

    A row that stands no further from the next one than lines of text do is text.
    """
    if not rows:
        return set()
    steps = [_middle(below) - _middle(above) for above, below in itertools.pairwise(rows)]
    usual = median(steps) if steps else 0.0
    edge: set[int] = set()
    for count in range(1, min(_ROWS, len(rows)) + 1):
        last = count - 1
        if max(run.bottom for run in rows[last]) > _ZONE * height:
            break
        if len(rows) == count or steps[last] > _SET_OFF * usual:
            edge |= set(range(count))
    for count in range(1, min(_ROWS, len(rows)) + 1):
        first = len(rows) - count
        if min(run.top for run in rows[first]) < (1 - _ZONE) * height:
            break
        if not first or steps[first - 1] > _SET_OFF * usual:
            edge |= set(range(first, len(rows)))
    return edge


def _is_small_head(row: list[Run], text: str, usual: float) -> bool:
    """Tell a running head that no other page has by its letters, smaller than the text's."""
    return max(run.size for run in row) < _SMALL * usual and len(text.split()) <= _HEAD_WORDS


def _key(row: list[Run]) -> str:
    """Give the words of a row without the page's number, with each other number as "#"."""
    words = " ".join(run.text for run in row).casefold()
    # A page's number may stand before or behind the head, in figures or in Roman ones.
    words = re.sub(r"\d+", "#", words)
    return re.sub(r"^(?:#|[ivxl]+\b)\W*|\W*(?:#|\b[ivxl]+)$", "", words).strip()


def _middle(row: list[Run]) -> float:
    return sum((run.top + run.bottom) / 2 for run in row) / len(row)
