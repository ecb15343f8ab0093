"""Under an answer: how it came about, a link, files to take away, and "this is wrong".

Each opens when it is pressed, and is only then worked out.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from bot.answers import Answer
from bot.export.attribution import sentences_of, with_attribution
from bot.export.exports import Export, Format
from bot.export.tables import queries
from bot.export.write import write_export
from bot.pages.opening import onrecord
from bot.pages.provenance import provenance_html
from bot.pages.readers import reader
from corpus.errors import OnrecordError

__all__ = ["draw_export", "draw_footer", "link_address"]

REASONS = (
    "A figure is wrong",
    "The wrong thing was counted",
    "A source is misread",
    "Something is missing",
    "Other",
)
FORMATS: dict[Format, str] = {
    "docx": "Word, with footnotes",
    "html": "HTML, one file",
    "md": "Markdown",
    "csv": "Tables as CSV",
}


def draw_footer(answer: Answer, *, key: str, conversation: str = "") -> None:
    """Draw what can be done with an answer."""
    with st.container(key=f"footer-{key}", horizontal=True, gap="small"):
        with _popover("Copy with source", key=f"copy-{key}") as opened:
            if opened.open:
                _copier()(key=f"copier-{key}", data={"sentences": _sentences(answer)})
        with _popover("Take away", key=f"export-{key}") as opened:
            if opened.open:
                draw_export(Export.of([(answer, None)]), key=key)
        if conversation:
            with _popover("Link", key=f"link-{key}") as opened:
                if opened.open:
                    _draw_link(answer, key=key, conversation=conversation)
        with _popover("How this was answered", key=f"how-{key}") as opened:
            if opened.open:
                st.html(provenance_html(answer))
        if conversation:
            with _popover("This is wrong", key=f"wrong-{key}") as opened:
                if opened.open:
                    _draw_wrong(answer, key=key)


def draw_export(export: Export, *, key: str) -> None:
    """Offer an answer or a conversation as files; each is written when it is asked for."""
    for format, words in FORMATS.items():
        has_tables = any(c.columns for item in export.answers for c in item.answer.citations)
        if format == "csv" and not has_tables:
            continue
        file = write_export(export, format) if format != "docx" else None
        name = file.name if file else write_export(export, "md").name.removesuffix("md") + "docx"

        def content(format: Format = format) -> bytes:
            return write_export(export, format).content

        st.download_button(
            words,
            file.content if file else content,
            file_name=name,
            mime=file.media_type if file else None,
            key=f"export-{format}-{key}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )
    sql = "\n\n".join(f"-- {notes}\n{query};" for notes, query in queries(export))
    if sql:
        st.download_button(
            "Queries as SQL",
            sql,
            file_name="queries.sql",
            mime="application/sql",
            key=f"export-sql-{key}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


def link_address(token: str) -> str:
    """Give the address that a link's token opens."""
    parts = urlsplit(str(st.context.url or ""))
    host = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{host}/link?token={token}"


def _popover(label: str, *, key: str) -> Any:
    return st.popover(label, type="tertiary", key=key, on_change="rerun")


def _sentences(answer: Answer) -> list[dict[str, str]]:
    return [
        {"shown": with_attribution(sentence, answer).split(" (Source:")[0], "copied": full}
        for sentence in sentences_of(answer)
        if (full := with_attribution(sentence, answer))
    ]


def _draw_link(answer: Answer, *, key: str, conversation: str) -> None:
    history = onrecord().history
    st.html('<p class="quiet">Whoever has the link can read this, and sees whether it holds.</p>')
    made = None
    if st.button("Link to this answer", key=f"make-link-{key}"):
        made = history.link_answer(answer.id, reader=reader())
    if st.button("Link to the conversation", key=f"make-conversation-link-{key}"):
        made = history.link_conversation(conversation, reader=reader())
    if made is not None:
        st.code(link_address(made), language=None, wrap_lines=True)
        st.caption("It is shown this once.")
    if st.button("Withdraw all links to it", key=f"unlink-{key}", type="tertiary"):
        gone = history.unlink(conversation, reader=reader())
        st.caption(f"{gone} links withdrawn." if gone != 1 else "1 link withdrawn.")


def _draw_wrong(answer: Answer, *, key: str) -> None:
    with st.form(f"wrong-form-{key}", border=False, clear_on_submit=True):
        kind = st.radio("What is wrong?", REASONS, key=f"wrong-kind-{key}")
        reason = st.text_area(
            "How do you know?", height=90, key=f"wrong-reason-{key}", max_chars=2000
        )
        sent = st.form_submit_button("Send")
    if not sent:
        return
    if not reason.strip() and kind == "Other":
        st.info("Please say what is wrong.")
        return
    try:
        told = f"{kind}: {reason.strip()}" if reason.strip() else str(kind)
        onrecord().history.add_feedback(answer.id, told, reader=reader())
        st.success("Kept with this answer. Thank you.")
    except OnrecordError as error:
        st.error(error.for_reader)


@cache
def _copier() -> Any:
    package = files("bot.pages")
    return st.components.v2.component(
        "onrecord_copier",
        html='<ul class="sentences"></ul><div class="said" role="status"></div>',
        css=package.joinpath("copy.css").read_text("utf-8"),
        js=package.joinpath("copy.js").read_text("utf-8"),
    )
