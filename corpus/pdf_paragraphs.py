"""PDF paragraphs: lines joined to paragraphs and headings, words broken at a line's end mended."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from statistics import median

from corpus.blocks import Block
from corpus.cleaning import clean_line
from corpus.pdf_columns import Line, Run

__all__ = ["body_size", "join_lines", "join_over_pages", "known_words", "make_blocks"]

_GAP = 1.45  # of the usual distance of lines: a wider one parts paragraphs
_HEADING = 1.12  # of the body's size: larger letters head a part
_HEADING_WORDS = 24
_ENDS = re.compile(r"[.!?:;…。！？：]['\"”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪●◦‣–—*-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_BROKEN, _LONGEST_WORD = re.compile(r"(\w+)[-\u00ad\u2010]$"), 60
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def known_words(rows: Sequence[Sequence[Run]]) -> Counter[str]:
    """Count the words of a document that stand whole on a line."""
    counts: Counter[str] = Counter()
    for row in rows:
        for run in row:
            words = _WORD.findall(run.text)
            counts.update(word.casefold() for word in words)
    return counts


def join_lines(lines: Sequence[str], known: Collection[str] = ()) -> str:
    """Join lines to one text; a word broken over two lines is one word again.

    The hyphen stays in words that are written with one elsewhere ("co-author"), and behind
    figures and capitals ("GPT-4", "AI-led").

    >>> join_lines(["the strongest collab-", "orator, AI-", "led"])
    'the strongest collaborator, AI-led'
    """
    text = ""
    for line in lines:
        line = line.strip()
        broken = _BROKEN.search(text, max(0, len(text) - _LONGEST_WORD))
        following = re.match(r"\w+", line)
        if not (broken and following):
            text = f"{text} {line}" if text else line
            continue
        first, second = broken[1], following[0]
        whole, joined = f"{first}-{second}".casefold(), f"{first}{second}".casefold()
        if text.endswith("\u00ad"):
            keep = False
        elif whole in known or joined in known:
            keep = whole in known and joined not in known
        else:
            keep = not second[0].islower() or not first.isalpha() or first.isupper()
        text = f"{text}{line}" if keep else f"{text[:-1]}{line}"
    return text


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the size of letters that most of a document's text has, in points."""
    letters: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            letters[round(line.run.size, 1)] += len(line.run.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def make_blocks(
    lines: Sequence[Line], *, locator: str, body: float, known: Collection[str] = ()
) -> list[Block]:
    """Join the lines of a page, in reading order, to headings and paragraphs."""
    if not lines:
        return []
    pitch = _usual_pitch(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _starts_anew(groups[-1], line, pitch, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks = []
    for group in groups:
        text = join_lines([line.run.text for line in group], known)
        blocks.append(Block(text=text, level=_level(group, text, body), locator=locator))
    return blocks


def _usual_pitch(lines: Sequence[Line]) -> float:
    steps = [
        below.run.bottom - above.run.bottom
        for above, below in itertools.pairwise(lines)
        if above.column == below.column and below.run.bottom > above.run.bottom
    ]
    return median(steps) if steps else 12.0


def _starts_anew(group: list[Line], line: Line, pitch: float, body: float) -> bool:
    last = group[-1]
    if line.column != last.column:
        return True  # joined again below, where the sentence runs on
    if abs(line.run.size - last.run.size) > 0.08 * body or _bold_change(last, line):
        return True
    if line.run.bottom - last.run.bottom > _GAP * max(pitch, 1.05 * line.run.size):
        return True
    if _BULLET.match(line.run.text) and not last.run.text.endswith(("-", "–")):
        return _ENDS.search(last.run.text) is not None or _short(last) or line.run.text[0] in "•▪●"
    if _ENDS.search(last.run.text):
        return _short(last) or line.run.x0 - line.left > 0.8 * line.run.size
    return False


def _bold_change(last: Line, line: Line) -> bool:
    return last.run.bold != line.run.bold and (last.run.bold or line.run.bold)


def _short(line: Line) -> bool:
    return line.right - line.run.x1 > 0.15 * (line.right - line.left)


def _level(group: list[Line], text: str, body: float) -> int:
    """Return the level of a heading, 0 for a paragraph."""
    if len(group) > 4 or len(text.split()) > _HEADING_WORDS or not re.search(r"[^\W\d_]{2}", text):
        return 0
    ratio = group[0].run.size / body
    if ratio >= 1.6:
        return 1
    if ratio >= 1.28:
        return 2
    if ratio >= _HEADING:
        return 3
    bold = all(line.run.bold for line in group)
    return 3 if bold and len(group) <= 2 and not _ENDS.search(text) else 0


def join_over_pages(blocks: Sequence[Block], known: Collection[str] = ()) -> list[Block]:
    """Join paragraphs that a column's or a page's end cuts in two; the locator names both."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and _runs_on(before, block):
            joined[-1] = Block(
                text=join_lines([before.text, block.text], known),
                locator=_both(before.locator, block.locator),
            )
        else:
            joined.append(block)
    return joined


def _runs_on(before: Block, block: Block) -> bool:
    first, second = clean_line(before.text), clean_line(block.text)
    if before.level or block.level or not first or not second:
        return False
    if _ENDS.search(first) or len(first) < 40 or _BULLET.match(second):
        return False
    # Chinese has no small letters: there a paragraph that does not end runs on.
    return second[0].islower() or ("\u4e00" <= first[-1] <= "\u9fff" <= second[0] <= "\u9fff")


def _both(first: str, second: str) -> str:
    """Join two locators.

    >>> _both("p. 3", "p. 4")
    'pp. 3–4'
    """
    pages = [*re.findall(r"\d+", first), *re.findall(r"\d+", second)]
    return first if pages[0] == pages[-1] else f"pp. {pages[0]}–{pages[-1]}"
