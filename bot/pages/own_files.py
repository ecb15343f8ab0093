"""A reader's own files: documents are read at once, tables after their reading is confirmed."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from bot.pages.confirm_table import draw_confirmation
from bot.pages.opening import onrecord
from bot.pages.readers import page_settings
from corpus.errors import CorpusError, OnrecordError

if TYPE_CHECKING:
    from corpus.tables.mappings import Mapping
    from index.preview_figures import Preview

__all__ = [
    "FILE_TYPES",
    "TABLES",
    "count_own",
    "count_passages",
    "draw_waiting_tables",
    "take_files",
]

DOCUMENTS = ("pdf", "docx", "html", "htm", "md", "txt", "epub", "eml")
TABLES = ("csv", "tsv", "xlsx")
FILE_TYPES = [*DOCUMENTS, *TABLES]
WAITING = "waiting-tables"  # key of the session: tables whose reading is not confirmed yet

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTable:
    """Hold a table that was handed over, and how it would be read."""

    name: str
    body: bytes
    preview: Preview


def take_files(files: Sequence[Any]) -> None:
    """Take in what was handed over: documents now, tables once they are confirmed."""
    for file in files:
        name, body = Path(str(file.name)).name, file.getvalue()
        if problem := _problem(name, body):
            st.error(problem, icon=":material/error:")
        elif Path(name).suffix.lower().lstrip(".") in TABLES:
            _wait_for(name, body)
        else:
            _add_document(name, body)


def draw_waiting_tables() -> None:
    """Draw each table that waits, as it would be read, to be confirmed or put away."""
    waiting: list[WaitingTable] = st.session_state.get(WAITING, [])
    for number, table in enumerate(waiting):
        said = draw_confirmation(table.name, table.preview, key=f"table-{number}-{table.name}")
        if said is None:
            continue
        if said == "away":
            _put_away(table)
        else:
            _confirm(table, said)


def count_own() -> int:
    """Count what this reader has added: documents and tables."""
    desk = onrecord()
    documents = [one for one in desk.documents() if one.layer == "reader"]
    return len(documents) + sum(item.layer == "reader" for item in desk.added_figures())


def count_passages(count: int) -> str:
    """Say how many passages were taken in.

    >>> count_passages(1), count_passages(1_200)
    ('1 passage', '1,200 passages')
    """
    return "1 passage" if count == 1 else f"{count:,} passages"


def _problem(name: str, body: bytes) -> str:
    settings = page_settings()
    if len(body) > settings.page_upload_mb * 1_000_000:
        return f"{name} is larger than {settings.page_upload_mb} MB."
    if count_own() >= settings.page_uploads:
        return f"Only {settings.page_uploads} files of one’s own are kept. Remove one first."
    return ""


def _add_document(name: str, body: bytes) -> None:
    try:
        with st.spinner(f"Reading {name}…"):
            taken = onrecord().add_bytes(body, name=name, layer="reader")
    except OnrecordError as error:
        _tell(name, error)
        return
    unchanged = " It was here already." if taken.change.kind == "unchanged" else ""
    st.success(
        f"{taken.source.title}: {count_passages(taken.passages)}. Only you can ask it.{unchanged}",
        icon=":material/description:",
    )
    for note in taken.notes:
        st.caption(note)


def _wait_for(name: str, body: bytes) -> None:
    try:
        with _as_file(name, body) as path:
            preview = onrecord().guess_figures(path)
    except OnrecordError as error:
        _tell(name, error)
        return
    table = WaitingTable(name=name, body=body, preview=preview)
    others = [one for one in st.session_state.get(WAITING, []) if one.name != name]
    st.session_state[WAITING] = [*others, table]


def _confirm(table: WaitingTable, mapping: Mapping) -> None:
    """Add the table as confirmed; where its columns were changed, show it so first."""
    desk = onrecord()
    try:
        with _as_file(table.name, table.body) as path:
            if _columns(mapping) != _columns(table.preview.mapping):
                start = replace(mapping, measures=())
                preview = desk.guess_figures(path, start=start)
                _replace(table, preview)
                st.rerun()
            preview = desk.guess_figures(path, start=mapping, guess=False)
            if preview.missing or preview.report.problems:
                _replace(table, preview)
                st.rerun()
            with st.spinner(f"Reading {table.name}…"):
                loaded = desk.add_figures(path, mapping=mapping, layer="reader")
    except OnrecordError as error:
        _tell(table.name, error)
        return
    added = loaded.added
    _drop(table)
    st.success(
        f"{added.dataset.title}: {added.n_values:,} values of {added.n_places:,} places, "
        f"{added.first_year}–{added.last_year}. Only you can ask it.",
        icon=":material/table:",
    )


def _columns(mapping: Mapping) -> tuple[Any, ...]:
    return (mapping.place, mapping.year, tuple(mapping.values))


def _replace(table: WaitingTable, preview: Preview) -> None:
    st.session_state[WAITING] = [
        replace(one, preview=preview) if one is table else one
        for one in st.session_state.get(WAITING, [])
    ]


def _drop(table: WaitingTable) -> None:
    st.session_state[WAITING] = [
        one for one in st.session_state.get(WAITING, []) if one is not table
    ]


def _put_away(table: WaitingTable) -> None:
    _drop(table)
    st.rerun()


def _tell(name: str, error: OnrecordError) -> None:
    """Say why a file was not added; what the reader of a file says names no path of ours."""
    log.error("%s: %s", type(error).__name__, error)
    why = str(error) if isinstance(error, CorpusError) else error.for_reader
    if "/" in why or "\\" in why:
        why = error.for_reader
    st.error(f"{name} was not added: {why}", icon=":material/error:")


@contextmanager
def _as_file(name: str, body: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / name
        path.write_bytes(body)
        yield path
