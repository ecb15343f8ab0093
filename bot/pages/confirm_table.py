"""Confirm a table: how its columns would be read, its first rows so, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Literal

import streamlit as st

from bot.pages.look import kicker

if TYPE_CHECKING:
    from corpus.tables.mappings import Mapping
    from index.preview_figures import Preview

__all__ = ["draw_confirmation"]

UNITS_ASKED = 8  # measures of one table that are named one by one


def draw_confirmation(name: str, preview: Preview, *, key: str) -> Mapping | Literal["away"] | None:
    """Draw the guess to be confirmed; give the mapping, "away", or None while it is looked at."""
    mapping = preview.mapping
    with st.container(key=f"confirm-{key}", border=True):
        st.html(kicker(f"{name}: is this how it is read?") + _rows_html(preview))
        for problem in preview.report.problems[:3]:
            st.error(f"{problem.what} ({problem.n_rows} rows)", icon=":material/error:")
        for item in preview.report.unresolved[:5]:
            st.caption(f"“{item.name}” is not known here: {item.n_rows} rows are left out.")
        for note in [*preview.notes, *preview.report.notes][:4]:
            st.caption(note)
        with st.form(f"form-{key}", border=False):
            chosen = _draw_fields(mapping, preview, key=key)
            with st.container(horizontal=True):
                sent = st.form_submit_button("Add it for me", type="primary")
                away = st.form_submit_button("Put it away")
        if away:
            return "away"
        if not sent:
            return None
        missing = [label for label, value in _needed(chosen) if not value.strip()]
        if missing:
            st.warning(f"Before it can be cited, please give: {', '.join(missing)}.")
            return None
        return chosen


def _draw_fields(mapping: Mapping, preview: Preview, *, key: str) -> Mapping:
    about = mapping.about
    left, right = st.columns(2)
    with left:
        title = st.text_input("Title", about.title, key=f"title-{key}")
        publisher = st.text_input("Publisher", about.publisher, key=f"publisher-{key}")
        licence = st.text_input("Licence", about.licence or "unknown", key=f"licence-{key}")
    with right:
        place = _pick("Places are in", mapping.place, preview.columns, key=f"place-{key}")
        year = _pick("Years are in", mapping.year, preview.columns, key=f"year-{key}")
        values = mapping.values
        if set(mapping.values) <= set(preview.columns) and mapping.values:
            values = tuple(
                st.multiselect(
                    "Numbers are in", preview.columns, list(mapping.values), key=f"values-{key}"
                )
            )
    entries = []
    for index, entry in enumerate(mapping.measures[:UNITS_ASKED]):
        what, unit = st.columns(2)
        label = what.text_input("What is counted", entry.label, key=f"label-{key}-{index}")
        told = unit.text_input("Unit", entry.unit, key=f"unit-{key}-{index}")
        kind = "share" if told.startswith(("percent", "%")) else entry.kind
        entries.append(replace(entry, label=label, unit=told, kind=kind))
    return replace(
        mapping,
        about=replace(about, title=title, publisher=publisher, licence=licence),
        place=place,
        year=year,
        values=values,
        measures=(*entries, *mapping.measures[UNITS_ASKED:]),
    )


def _pick(label: str, now: str, columns: Sequence[str], *, key: str) -> str:
    offered = list(dict.fromkeys([now, *columns]))
    return str(st.selectbox(label, offered, key=key, format_func=lambda name: name or "none"))


def _needed(mapping: Mapping) -> list[tuple[str, str]]:
    about = mapping.about
    fields = [
        ("the title", about.title),
        ("the publisher", about.publisher),
        ("the licence", about.licence),
    ]
    fields += [
        (f"the unit of “{entry.label or entry.name}”", entry.unit)
        for entry in mapping.measures[:UNITS_ASKED]
    ]
    return fields


def _rows_html(preview: Preview) -> str:
    if not preview.rows:
        return '<p class="quiet">No value could be read with this reading.</p>'
    heads = ("Row", "As written", "Place", "Time", "Value", "Status")
    body = "".join(
        f'<tr><td class="number">{row.row}</td><td>{escape(row.written)}</td>'
        f"<td>{escape(row.place)}</td><td>{escape(row.time)}</td>"
        f'<td class="number">{row.value:,.6g}</td><td>{escape(row.status)}</td></tr>'
        for row in preview.rows[:6]
    )
    names = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return (
        '<div class="rows" tabindex="0" role="region" aria-label="The first rows as they are read">'
        f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table></div>"
    )
