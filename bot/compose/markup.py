"""Markup: an answer's Markdown as HTML that can hold nothing but what is listed here.

Paragraphs, headings, bold, italic, struck words, lists, tables; citation markers as buttons;
figures as marked spans.  Everything else is text: HTML is escaped, a link keeps its words and
loses its address, an image keeps its description.  Sources and models may write anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from html import escape

from bot.answers import Figure

__all__ = [
    "FIGURE",
    "HEADING",
    "INLINE",
    "ITEM",
    "LINK",
    "MARKER",
    "MARKS",
    "NUMERIC",
    "RULE",
    "find_figures",
    "highlight",
    "render_markup",
]

MARKER = re.compile(r"[ \t]*\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
# "- 1. China" is a line of a ranking: its number counts, not its dash
ITEM = re.compile(r"^\s*(?:(?:[-*•]\s+)?(\d{1,3})[.)]|[-*•])\s+(.*)$")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
NUMERIC = re.compile(r"^[-−+~≈$€£]?\s*\d[\d,.\s]*\s*(%|bn|m|million|billion)?(\s*\[[\d, ]+\])*$")
INLINE = (  # on escaped text; none of them nests in itself
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), "strong"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), "del"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])"), "em"),
    (re.compile(r"`([^`]+)`"), "code"),
)
# Private-use characters mark where a figure starts and ends while the text is still Markdown;
# they are taken out of the incoming text first, so nobody else can set one.
OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
MARKS = re.compile(f"[{OPEN}{MIDDLE}{CLOSE}]")
SPAN = re.compile(r'(<span class="figure [a-z]+" data-figure="(\d+)">)(.*?)(</span>)')
FIGURE = re.compile(f"{OPEN}(\\d+){MIDDLE}([^{CLOSE}]*){CLOSE}")


def render_markup(
    text: str,
    *,
    citations: Collection[int] = (),
    figures: Sequence[Figure] = (),
    write: Callable[[int, str], str] | None = None,
) -> str:
    """Render Markdown as safe HTML, with buttons for the citations that exist.

    ``write`` is given each figure's number in ``figures`` and its words as HTML, and gives the
    words to show.

    >>> render_markup("It was **42** <b>[1]", citations=[1])
    '<p>It was <strong>42</strong> &lt;b&gt;<sup><button type="button" class="marker" \
data-n="1">1</button></sup></p>'
    """
    text = MARKS.sub("", text)
    spans = sorted((span, index) for index, span in enumerate(find_figures(text, figures)))
    for (start, end), index in reversed(spans):  # from the back: earlier offsets stay true
        if start < end:
            text = f"{text[:start]}{OPEN}{index}{MIDDLE}{text[start:end]}{CLOSE}{text[end:]}"
    lines = text.splitlines()
    blocks: list[str] = []
    at = 0
    while at < len(lines):
        count, block = _block(lines, at, frozenset(citations), figures)
        blocks.append(block)
        at += count
    rendered = "".join(blocks)
    return SPAN.sub(lambda span: _written(span, write), rendered) if write else rendered


def find_figures(text: str, figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """Give each figure's span in the text; (0, 0) for one that is not there.

    Figures mostly come in the order of the text, so each is looked for after the one before
    it first.  No two spans overlap.
    """
    spans: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    after = 0
    for figure in figures:
        found = (0, 0)
        if figure.text.strip() and not MARKS.search(figure.text) and "\n" not in figure.text:
            # not inside a longer number, a word or a citation marker
            pattern = re.compile(rf"(?<![\w.,\[]){re.escape(figure.text)}(?![\w\]]|[.,]\d)")
            for start in (after, 0):
                match = pattern.search(text, start)
                while match and any(s < match.end() and match.start() < e for s, e in taken):
                    match = pattern.search(text, match.end())
                if match:
                    found = match.span()
                    break
        if found != (0, 0):
            taken.append(found)
            after = max(after, found[1])
        spans.append(found)
    return spans


def highlight(text: str, start: int, end: int) -> str:
    """Give text as HTML paragraphs with the words in [start, end) marked.

    >>> highlight("one two", 4, 7)
    '<p>one <mark>two</mark></p>'
    """
    text = MARKS.sub(" ", text)
    start, end = max(0, start), min(len(text), end)
    if start < end:
        text = f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"
    paragraphs, inside = [], False
    for part in re.split(r"\n\s*\n", text):
        if not MARKS.sub("", part).strip():
            inside = (inside or OPEN in part) and CLOSE not in part
            continue
        marked = "<mark>" * inside + escape(part.strip())
        inside = (inside or OPEN in part) and CLOSE not in part
        marked = marked.replace(OPEN, "<mark>").replace(CLOSE, "</mark>") + "</mark>" * inside
        level = HEADING.match(part.strip())
        tag = "h5" if level and "\n" not in part.strip() else "p"
        marked = re.sub(r"^((?:<mark>)?)#{1,6}\s+", r"\1", marked)
        paragraphs.append(f"<{tag}>{_emphasis(marked)}</{tag}>")
    return "".join(paragraphs)


def _block(
    lines: Sequence[str], at: int, citations: Collection[int], figures: Sequence[Figure]
) -> tuple[int, str]:
    """Render the block that starts at this line, and say how many lines it takes."""

    def inline(text: str) -> str:
        return _inline(text, citations, figures)

    line = lines[at]
    if not line.strip():
        return 1, ""
    if heading := HEADING.match(line):
        return 1, f"<h4>{inline(heading[1])}</h4>"
    if "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and RULE.match(lines[at + 1]):
        end = at + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        return end - at, _table(line, lines[at + 2 : end], inline)
    if item := ITEM.match(line):
        tag = "ol" if item[1] else "ul"
        items: list[str] = []
        end = at
        while end < len(lines) and (found := ITEM.match(lines[end])):
            if bool(found[1]) != bool(item[1]):
                break
            items.append(f"<li>{inline(found[2])}</li>")
            end += 1
        start = f' start="{int(item[1])}"' if item[1] and item[1] != "1" else ""
        return end - at, f"<{tag}{start}>{''.join(items)}</{tag}>"
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _starts_block(lines, end):
        end += 1
    return end - at, f"<p>{inline(' '.join(part.strip() for part in lines[at:end]))}</p>"


def _starts_block(lines: Sequence[str], at: int) -> bool:
    if ITEM.match(lines[at]) or HEADING.match(lines[at]):
        return True
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return "|" in lines[at] and "|" in following and bool(RULE.match(following))


def _table(head: str, rows: Sequence[str], inline: Callable[[str], str]) -> str:

    def cells(line: str) -> list[str]:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]

    body = [cells(row) for row in rows]
    heads = cells(head)
    right = [
        bool(body) and all(_is_number(row[column]) for row in body if column < len(row))
        for column in range(len(heads))
    ]

    def draw(tag: str, row: Sequence[str]) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        number = ' class="number"'
        return "".join(
            f"<{tag}{scope}{number if wide else ''}>{inline(cell)}</{tag}>"
            for cell, wide in zip(row, right, strict=False)
        )

    drawn = "".join(f"<tr>{draw('td', row)}</tr>" for row in body)
    return (
        f'<div class="table"><table><thead><tr>{draw("th", heads)}</tr></thead>'
        f"<tbody>{drawn}</tbody></table></div>"
    )


def _is_number(cell: str) -> bool:
    return bool(NUMERIC.match(re.sub(f"{OPEN}\\d+{MIDDLE}|{CLOSE}|\\*", "", cell)) or cell in "–-—")


def _inline(text: str, citations: Collection[int], figures: Sequence[Figure]) -> str:
    text = LINK.sub(r"\1", text)
    text = _emphasis(escape(text))
    text = MARKER.sub(lambda match: _markers(match, citations), text)
    return FIGURE.sub(lambda match: _figure(match, figures), text)


def _emphasis(escaped: str) -> str:
    for pattern, tag in INLINE:
        escaped = pattern.sub(rf"<{tag}>\1</{tag}>", escaped)
    return escaped


def _markers(match: re.Match[str], citations: Collection[int]) -> str:
    numbers = [int(number) for number in match[1].split(",")]
    if not all(number in citations for number in numbers):
        return match[0]
    buttons = "".join(
        f'<button type="button" class="marker" data-n="{number}">{number}</button>'
        for number in numbers
    )
    return f"<sup>{buttons}</sup>"


def _figure(match: re.Match[str], figures: Sequence[Figure]) -> str:
    index = int(match[1])
    status = figures[index].status
    return f'<span class="figure {escape(status)}" data-figure="{index}">{match[2]}</span>'


def _written(span: re.Match[str], write: Callable[[int, str], str]) -> str:
    return f"{span[1]}{write(int(span[2]), span[3])}{span[4]}"
