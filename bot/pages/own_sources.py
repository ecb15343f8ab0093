"""A reader's own sources: add a file or a page by its address, see what is there, remove it."""

from __future__ import annotations

import logging

import streamlit as st

from bot.pages.look import kicker
from bot.pages.opening import onrecord
from bot.pages.own_files import (
    FILE_TYPES,
    count_own,
    count_passages,
    draw_waiting_tables,
    take_files,
)
from bot.pages.readers import check_pace, page_settings
from corpus.errors import OnrecordError

__all__ = ["draw_own_sources"]

TAKEN = "taken-files"  # key of the session: files of the uploader that were taken in already

log = logging.getLogger(__name__)


def draw_own_sources() -> None:
    """Draw what this reader and the desk have added, with the means to add and remove."""
    settings = page_settings()
    st.html(
        '<p class="quiet">What you add here only you can ask; it stays on this machine. '
        "Documents are read at once, tables after you have confirmed how.</p>"
    )
    if settings.page_uploads == 0:
        st.info("Nothing can be added on this page here.")
    else:
        _draw_adding(settings.page_upload_mb)
    draw_waiting_tables()
    _draw_documents()
    _draw_tables()


def _draw_adding(largest_mb: int) -> None:
    files = st.file_uploader(
        "Documents and tables",
        type=FILE_TYPES,
        accept_multiple_files=True,
        key="own-files",
        max_upload_size=largest_mb,
    )
    taken: set[str] = st.session_state.setdefault(TAKEN, set())
    fresh = [file for file in files if file.file_id not in taken]
    if fresh:
        taken.update(file.file_id for file in fresh)
        take_files(fresh)
    with st.form("own-page", border=False, clear_on_submit=True):
        address = st.text_input("Or a page by its address", placeholder="https://…")
        if st.form_submit_button("Add the page") and address.strip():
            _add_page(address.strip())


def _add_page(address: str) -> None:
    try:
        check_pace()
        if count_own() >= page_settings().page_uploads:
            st.error("No more can be kept. Remove something first.")
            return
        with st.spinner("Reading the page…"):
            taken = onrecord().add_url(address)
        st.success(f"{taken.source.title}: {count_passages(taken.passages)}. Only you can ask it.")
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        st.error(f"The page was not added. {error.for_reader}", icon=":material/error:")


def _draw_documents() -> None:
    documents = onrecord().documents()
    if not documents:
        return
    st.html(kicker("Documents"))
    for document in documents:
        source = document.source
        mine = document.layer == "reader"
        with st.container(key=f"own-{source.id}", horizontal=True, vertical_alignment="center"):
            st.page_link(
                "bot/pages/sources.py",
                label=_plain(source.title or source.id),
                query_params={"source": source.id},
            )
            st.caption("yours" if mine else "the desk’s")
            if mine:
                st.button(
                    "Remove",
                    key=f"remove-{source.id}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=_remove_document,
                    args=(source.id,),
                )


def _draw_tables() -> None:
    tables = onrecord().added_figures()
    if not tables:
        return
    st.html(kicker("Tables"))
    for item in tables:
        mine = item.layer == "reader"
        with st.container(
            key=f"own-{item.dataset.id}", horizontal=True, vertical_alignment="center"
        ):
            st.markdown(_plain(item.dataset.title))
            st.caption(
                f"{item.n_values:,} values, {item.n_places:,} places, {item.first_year}–"
                f"{item.last_year}, {'yours' if mine else 'the desk’s'}"
            )
            if mine:
                st.button(
                    "Remove",
                    key=f"remove-{item.dataset.id}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=_remove_table,
                    args=(item.dataset.id,),
                )


def _remove_document(source: str) -> None:
    onrecord().remove(source, layer="reader")


def _remove_table(dataset: str) -> None:
    mine = {item.dataset.id for item in onrecord().added_figures() if item.layer == "reader"}
    if dataset in mine:
        onrecord().remove_figures(dataset)


def _plain(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-!$~:<>|" else sign for sign in text)
