"""The page of sources: what is cited, how far to trust it, and its text to read."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Literal

import streamlit as st

from bot.answers import as_json
from bot.compose.markup import render_markup
from bot.pages.coverage import draw_coverage, places_by_year
from bot.pages.look import draw_look, safe_link
from bot.pages.opening import onrecord
from bot.pages.own_sources import draw_own_sources
from bot.pages.readers import draw_reader
from corpus.errors import OnrecordError

__all__ = ["draw", "matching"]

SOURCES_SHOWN = ("title", "publisher", "kind", "date", "reliability", "licence", "seen")
DATASETS_SHOWN = ("title", "publisher", "coverage", "places", "years", "release", "licence")
PARAMETER = "source"  # of the page's address: the document that is open

WIDTHS: dict[str, Literal["small", "medium", "large"]] = {
    "title": "large",
    "publisher": "medium",
    "definition": "large",
}

FIRST_YEAR, LAST_YEAR = 2000, 2025  # of the bars that show coverage

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page."""
    draw_look()
    draw_reader()
    st.html(
        '<div class="start" style="margin-top:0"><h1>Sources</h1><p class="deck">Everything an '
        "answer can cite. Pick a source to read the text Onrecord holds of it.</p></div>"
    )
    desk = onrecord()
    sources = [as_json(source) for source in desk.sources()]
    datasets = _with_coverage([as_json(dataset) for dataset in desk.datasets()])
    linked = str(st.query_params.get(PARAMETER, ""))
    if linked and (opened := next((one for one in sources if one["id"] == linked), None)):
        st.button("All sources", icon=":material/arrow_back:", on_click=_close)
        _draw_document(opened)
        return
    words = st.text_input(
        "Search",
        key="source-search",
        placeholder="Publisher, title, kind…",
        icon=":material/search:",
    )
    found, tables = matching(sources, words), matching(datasets, words)
    # not in the names of the tabs: Streamlit knows the open one by its name
    st.html(
        f'<p class="quiet" role="status">{_counted(len(found), "publication")}, '
        f"{_counted(len(tables), 'dataset')}</p>"
    )
    names = ("Publications", "Datasets", "Your own")
    publications, data, own = st.tabs(names, key="sources-tabs", on_change="rerun")
    with own:
        if own.open:
            draw_own_sources()
    with publications:
        chosen = _draw_table(found, SOURCES_SHOWN, key="sources", alt="Publications that are cited")
        if chosen is not None:
            _draw_document(chosen)
    with data:
        chosen = _draw_table(
            tables, DATASETS_SHOWN, key="datasets", alt="Datasets that are queried"
        )
        if chosen is not None:
            _draw_facts(chosen)
            draw_coverage(desk, str(chosen["id"]))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _with_coverage(datasets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add how many places each dataset has in each year, and which years those are."""
    found = places_by_year(onrecord())
    for dataset in datasets:
        counts = found.get(dataset["id"], {})
        years = range(FIRST_YEAR, max(max(counts, default=0), LAST_YEAR) + 1)
        dataset["coverage"] = [counts.get(year, 0) for year in years] if counts else []
        dataset["places"] = max(counts.values(), default=0) or ""
        dataset["years"] = f"{min(counts)}–{max(counts)}" if counts else ""
    return datasets


def _close() -> None:
    st.query_params.pop(PARAMETER, None)


def matching(records: Sequence[Mapping[str, Any]], words: str) -> list[Mapping[str, Any]]:
    """Give the records that hold every word, in any field and any case.

    >>> matching([{"title": "AI articles", "publisher": "NSF"}], "nsf ai")
    [{'title': 'AI articles', 'publisher': 'NSF'}]
    """
    wanted = words.lower().split()
    return [
        record
        for record in records
        if all(word in " ".join(str(value) for value in record.values()).lower() for word in wanted)
    ]


def _draw_table(
    records: Sequence[Mapping[str, Any]], shown: Sequence[str], *, key: str, alt: str
) -> Mapping[str, Any] | None:
    """Draw records as a table; give the one whose row is picked."""
    if not records:
        st.html('<p class="quiet">Nothing here matches.</p>')
        return None
    columns = [name for name in shown if any(record.get(name) for record in records)]
    event = st.dataframe(
        [{name: _shown(record.get(name)) for name in columns} for record in records],
        key=f"{key}-table-{len(records)}",
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            name: st.column_config.BarChartColumn(
                f"Places a year, {FIRST_YEAR} on", width="medium", y_min=0
            )
            if name == "coverage"
            else st.column_config.TextColumn(
                name.replace("_", " ").capitalize(), width=WIDTHS.get(name, "small")
            )
            for name in columns
        },
        alt=alt,
    )
    rows = event.selection.rows
    return records[rows[0]] if rows and rows[0] < len(records) else None


def _shown(value: object) -> object:
    return value if isinstance(value, list) else str(value or "")


def _draw_document(source: Mapping[str, Any]) -> None:
    _draw_facts(source)
    try:
        text = onrecord().document_text(str(source["id"]))
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        text = ""
    if text.strip():
        st.html(f'<article class="document">{render_markup(text)}</article>')
    else:
        st.info("No text is held of this source: only its figures are used.")


def _draw_facts(record: Mapping[str, Any]) -> None:
    hidden = {"title", "id", "url", "number", "short"}
    if record.get("layer") == "base":  # only what was added needs to say by whom
        hidden.add("layer")
    rows = "".join(
        f"<dt>{escape(name.replace('_', ' ').capitalize())}</dt><dd>{escape(_words(value))}</dd>"
        for name, value in record.items()
        if name not in hidden
        and isinstance(value, (str, int, float, bool))
        and value not in ("", 0)
    )
    link = safe_link(str(record.get("url") or ""), "Open the original")
    st.html(
        f'<h2 class="question">{escape(str(record.get("title") or record.get("id")))}</h2>'
        f'<div class="facts"><dl>{rows}</dl>{link}</div>'
    )


def _words(value: object) -> str:
    return "yes" if value is True else str(value)


if __name__ == "__main__":  # Streamlit runs a page file as __main__; importing it draws nothing
    draw()
