"""The evidence beside an answer: each source, opened at the cited words or the cited cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from bot.answers import Citation
from bot.compose.markup import highlight
from bot.pages.look import pretty_sql, safe_link, table_html
from bot.pages.opening import onrecord
from corpus.errors import OnrecordError

__all__ = ["draw_evidence", "forget_opened", "open_evidence", "rows_as_csv", "written_date"]

ANCHOR = "source-"  # first word of the keys that say which sources are open

# of a document, around the cited words: they must be in sight without scrolling
CONTEXT_BEFORE, CONTEXT_AFTER = 250, 600


def open_evidence(anchor: str, n: int, citations: Sequence[Citation]) -> None:
    """Open one source and close the others.  Call before they are drawn."""
    for citation in citations:
        st.session_state[f"{anchor}{citation.n}"] = citation.n == n


def forget_opened() -> None:
    """Forget which sources were open: another conversation's turns take their numbers."""
    for key in [key for key in st.session_state if str(key).startswith(ANCHOR)]:
        del st.session_state[key]


def draw_evidence(citations: Sequence[Citation], *, anchor: str) -> None:
    """Draw the sources as a numbered list; what is closed is not read from the store."""
    for citation in citations:
        key = f"{anchor}{citation.n}"
        st.session_state.setdefault(key, False)
        label = f"**{citation.n}** {_plain(_short_title(citation))}"
        with st.expander(label, key=key, on_change="rerun") as opened:
            if not opened.open:
                continue
            st.html(_head(citation))
            if citation.kind == "passage":
                _draw_passage(citation)
            elif citation.rows:
                st.html(table_html(citation))
            st.html(_facts(citation))
            if citation.kind == "figures":
                _draw_query(citation, key=key)
            else:
                st.page_link(
                    "bot/pages/sources.py",
                    label="Read the whole document",
                    icon=":material/article:",
                    query_params={"source": citation.source},
                )


def rows_as_csv(citation: Citation) -> str:
    """Write a citation's rows as CSV, with the source in its first line as a comment."""
    out = io.StringIO()
    out.write(f"# {citation.title}; {citation.publisher}; {citation.release or citation.date}\n")
    writer = csv.writer(out)
    writer.writerow(citation.columns)
    writer.writerows(citation.rows)
    return out.getvalue()


def written_date(date: str) -> str:
    """Write a day or a month out; what is no such date stays as it stands.

    >>> written_date("2025-07-11"), written_date("2025-07"), written_date("2024")
    ('11 July 2025', 'July 2025', '2024')
    """
    for form, words in (("%Y-%m-%d", "%d %B %Y"), ("%Y-%m", "%B %Y")):
        try:
            return datetime.strptime(date, form).strftime(words).lstrip("0")
        except ValueError:
            continue
    return date


def _short_title(citation: Citation) -> str:
    return citation.title if len(citation.title) <= 90 else f"{citation.title[:88].rstrip()}…"


def _head(citation: Citation) -> str:
    where = (citation.publisher, written_date(citation.date), citation.locator)
    flags = "".join(f'<li class="flag">{escape(flag)}</li>' for flag in citation.flags)
    others = "; ".join(f"{item['title']}, {item['publisher']}" for item in citation.also)
    return (
        f'<div class="facts"><div class="quiet">{escape(" · ".join(w for w in where if w))}</div>'
        + (f'<ul class="chips">{flags}</ul>' if flags else "")
        + (f'<div class="quiet">Also in: {escape(others)}</div>' if others else "")
        + "</div>"
    )


def _facts(citation: Citation) -> str:
    facts = [
        ("Definition", citation.definition),
        ("Release", citation.release),
        ("Licence", citation.licence),
    ]
    rows = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in facts if value)
    link = safe_link(citation.url, "Open the original")
    return f'<div class="facts"><dl>{rows}</dl>{link}</div>'


def _draw_passage(citation: Citation) -> None:
    text, start, end = _context(citation)
    name = escape(f"{citation.title}: the cited words are marked", quote=True)
    # it may scroll, so the keyboard must reach it
    st.html(
        f'<div class="passage" tabindex="0" role="region" aria-label="{name}">'
        f"{highlight(text, start, end)}</div>"
    )


def _context(citation: Citation) -> tuple[str, int, int]:
    """Give the passage around the cited words, and where in it they stand."""
    quote = citation.quote
    try:
        text, start, end = onrecord().passage_context(citation.passage)
    except OnrecordError:
        return quote, 0, len(quote)  # the store was rebuilt without it: the quote was kept
    at = text.find(quote, max(start, 0)) if quote else -1
    at = text.find(quote) if quote and at < 0 else at
    if at >= 0:
        start, end = at, at + len(quote)
    elif quote:
        return quote, 0, len(quote)
    first = _context_start(text, start)
    last = text.find("\n\n", min(len(text), end + CONTEXT_AFTER))
    cut = "… " if first and text[first - 1] != "\n" else ""
    shown = text[first : len(text) if last < 0 else last]
    return cut + shown, start - first + len(cut), end - first + len(cut)


def _context_start(text: str, start: int) -> int:
    """Give where the context begins: at a paragraph near before the words, else at a word."""
    at = max(0, start - CONTEXT_BEFORE)
    if at == 0:
        return 0
    paragraph = text.find("\n\n", at, start)
    if paragraph < 0:
        paragraph = text.rfind("\n\n", max(0, at - CONTEXT_BEFORE), at)
    return paragraph + 2 if paragraph >= 0 else text.find(" ", at, start) + 1


def _draw_query(citation: Citation, *, key: str) -> None:
    if citation.rows:
        st.download_button(
            "Rows as CSV",
            rows_as_csv(citation),
            file_name=f"{citation.source or 'rows'}.csv",
            mime="text/csv",
            key=f"csv-{key}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )
    if citation.sql:
        st.code(pretty_sql(citation.sql), language="sql", wrap_lines=True)


def _plain(text: str) -> str:
    """Escape what Streamlit's own Markdown would act on, for labels."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-!$~:<>|" else sign for sign in text)
