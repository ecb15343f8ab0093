"""Read HTML: the article of a page, by trafilatura, without what the page hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.blocks import markdown_blocks
from corpus.cleaning import clean_line
from corpus.contents import Content, FoundTable, is_figure, split_header
from corpus.decoding import decode, mend_text
from corpus.errors import CorpusError
from corpus.read_text import without_comments

__all__ = ["read_html", "read_html_text"]

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# Words that nobody who looks at the page can see: a place for spam and for orders to machines.
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_DEPTH = 3_000  # elements inside each other: a page made to exhaust the stack has more


def read_html(path: Path) -> Content:
    """Read a saved page."""
    raw = path.read_bytes()
    declared = _DECLARED.search(raw[:4_000])
    text = decode(raw, name=path.name, declared=declared[1].decode() if declared else "")
    return read_html_text(text, name=path.name)


def read_html_text(html: str, *, name: str, url: str = "") -> Content:
    """Return the article of a page: main text, title, author, date, site.

    Raises CorpusError, with ``name``, where there is no article.
    """
    import trafilatura

    html = _without_hidden(mend_text(html))
    try:
        text = trafilatura.extract(
            html,
            url=url or None,
            output_format="markdown",
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=False,
        )
        facts = trafilatura.extract_metadata(html, default_url=url or None)
    except Exception as error:  # trafilatura passes on whatever lxml raises
        raise CorpusError(f"{name!r} cannot be read as HTML: {error}") from error
    if not text:
        raise CorpusError(f"{name!r} has no main text: save the article as text instead")
    return Content(
        blocks=tuple(markdown_blocks(without_comments(text))),
        title=(facts and facts.title) or "",
        author=(facts and facts.author) or "",
        date=(facts and facts.date) or "",
        publisher=(facts and facts.sitename) or "",
        url=(facts and facts.url) or url,
        tables=tuple(_find_tables(html)),
    )


def _find_tables(html: str) -> Iterator[FoundTable]:
    """Yield the tables of a page that hold figures; those that only lay it out hold tables."""
    from lxml import html as pages

    tree = pages.document_fromstring(html)
    for number, table in enumerate(tree.iter("table"), start=1):
        if table.find(".//table") is not None:
            continue
        rows = [
            tuple(clean_line(cell.text_content()) for cell in row.iter("th", "td"))
            for row in table.iter("tr")
        ]
        rows = [row for row in rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        rows = [row + ("",) * (width - len(row)) for row in rows]
        if width < 2 or len(rows) < 2 or not any(is_figure(c) for r in rows for c in r[1:]):
            continue
        caption = table.find("caption")
        header, body = split_header(rows)
        yield FoundTable(
            header=header,
            rows=body,
            title=clean_line(caption.text_content()) if caption is not None else "",
            locator=f"table {number}",
        )


def _without_hidden(html: str) -> str:
    """Return a page without scripts, styles and what is not shown."""
    from lxml import etree
    from lxml import html as pages

    try:
        # Bytes, as lxml refuses text that declares an encoding.
        parser = pages.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        tree = pages.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return html  # trafilatura has its own ways with broken pages, and its own errors
    gone = []
    for element in tree.iter(etree.Element):
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = (
            "hidden" in element.attrib
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style") or "") is not None
        )
        if tag in ("script", "style", "template", "iframe", "object", "embed") or (
            hidden and tag not in ("html", "body", "head")
        ):
            gone.append(element)
    for element in gone:
        if element.getparent() is not None and not _is_metadata(element):
            element.drop_tree()
    return str(pages.tostring(tree, encoding="unicode"))


def _is_metadata(element: object) -> bool:
    """Tell a script that only says who wrote the page when: trafilatura reads it."""
    get = getattr(element, "get", None)
    return callable(get) and get("type") == "application/ld+json"
