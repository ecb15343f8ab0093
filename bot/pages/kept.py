"""The page of what is kept: search it, see what has changed since, rename, delete, take away."""

from __future__ import annotations

import logging
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from bot.export.exports import Export
from bot.history import Conversation, History
from bot.pages.conversations import (
    CONVERSATION,
    open_conversation,
    shown_title,
    start_conversation,
)
from bot.pages.look import draw_look, kicker
from bot.pages.opening import onrecord
from bot.pages.readers import check_pace, draw_reader, reader
from bot.pages.turn_footer import draw_export, link_address
from bot.pages.verifications import verification_html
from corpus.errors import OnrecordError

if TYPE_CHECKING:
    from bot.verify import Verification

__all__ = ["draw"]

VERIFIED = "verified"  # key of the session: what came of asking everything again
PAGE = 30  # conversations shown at once

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page."""
    draw_look()
    draw_reader()
    st.html(
        '<div class="start" style="margin-top:0"><h1>Kept</h1><p class="deck">Every finished '
        "answer is kept with its sources. Ask them all again to see which would differ "
        "today.</p></div>"
    )
    history = onrecord().history
    _draw_changes(history)
    words = st.text_input(
        "Search",
        key="kept-search",
        placeholder="Words of a question, an answer or a name",
        icon=":material/search:",
    )
    found = history.search(words, reader=reader()) if words.strip() else None
    conversations = history.conversations(reader()) if found is None else found
    if not conversations:
        st.html(
            '<p class="quiet" role="status">'
            f"{'Nothing matches.' if words.strip() else 'Nothing is kept yet.'}</p>"
        )
    for conversation in conversations[:PAGE]:
        _draw_row(history, conversation)
    if len(conversations) > PAGE:
        st.caption(f"{len(conversations) - PAGE} more: search for their words.")


def _draw_changes(history: History) -> None:
    kept = history.kept_answers(reader())
    if not kept:
        return
    if st.button(f"Ask all {len(kept)} again", key="verify-all", icon=":material/sync:"):
        st.session_state[VERIFIED] = _verify_all(len(kept))
    checked: list[Verification] | None = st.session_state.get(VERIFIED)
    if checked is None:
        return
    changed = [item for item in checked if not item.same]
    same = len(checked) - len(changed)
    st.html(f'<p role="status"><strong>{same} of {len(checked)}</strong> give the same result.</p>')
    for item in changed:
        st.html(kicker(item.question) + verification_html(item))


def _verify_all(count: int) -> list[Verification]:
    done: list[Verification] = []
    bar = st.progress(0.0, "Asking again…")
    try:
        check_pace()
        for item in onrecord().verify_all(reader=reader()):
            done.append(item)
            bar.progress(min(len(done) / count, 1.0), f"Asked {len(done)} of {count} again")
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        st.error(error.for_reader, icon=":material/error:")
    finally:
        bar.empty()
    return done


def _draw_row(history: History, conversation: Conversation) -> None:
    id = conversation.id
    with st.container(key=f"kept-{id}", border=True, gap="xxsmall"):
        turns = "1 answer" if conversation.turns == 1 else f"{conversation.turns} answers"
        when = f"{conversation.updated:%d %B %Y}".lstrip("0")
        st.button(
            _plain(shown_title(conversation.title)),
            key=f"kept-open-{id}",
            type="tertiary",
            on_click=_open,
            args=(history, id),
        )
        excerpt = f"<br>{escape(conversation.excerpt)}" if conversation.excerpt else ""
        st.html(f'<p class="quiet">{turns}, {when}{excerpt}</p>')
        with st.container(horizontal=True, gap="small", key=f"kept-do-{id}"):
            with _popover("Rename", key=f"kept-rename-{id}") as opened:
                if opened.open:
                    name = st.text_input("Name", conversation.title, key=f"kept-name-{id}")
                    st.button("Save", key=f"kept-save-{id}", on_click=_rename, args=(id, name))
            with _popover("Link", key=f"kept-link-{id}") as opened:
                if opened.open:
                    _draw_link(history, id)
            with _popover("Take away", key=f"kept-export-{id}") as opened:
                if opened.open:
                    turned = history.kept_turns(id, reader())
                    export = Export.of(
                        [(turn.answer, turn.at) for turn in turned], title=conversation.title
                    )
                    draw_export(export, key=id)
            with _popover("Delete", key=f"kept-delete-{id}") as opened:
                if opened.open:
                    st.html("<p>It goes for good, with its links.</p>")
                    st.button("Delete it", key=f"kept-gone-{id}", on_click=_delete, args=(id,))
    if st.session_state.pop(f"opened-{id}", False):
        st.switch_page("bot/pages/ask.py")


def _draw_link(history: History, id: str) -> None:
    if st.button("Make a link", key=f"kept-make-link-{id}"):
        token = history.link_conversation(id, reader=reader())
        if token is not None:
            st.code(link_address(token), language=None, wrap_lines=True)
            st.caption("It is shown this once.")
    if st.button("Withdraw all links", key=f"kept-unlink-{id}", type="tertiary"):
        gone = history.unlink(id, reader=reader())
        st.caption("1 link withdrawn." if gone == 1 else f"{gone} links withdrawn.")


def _open(history: History, id: str) -> None:
    st.session_state[f"opened-{id}"] = open_conversation(history, id)


def _rename(id: str, name: str) -> None:
    if name.strip():
        onrecord().history.rename(id, name, reader=reader())


def _delete(id: str) -> None:
    onrecord().history.delete(id, reader=reader())
    st.session_state.pop(VERIFIED, None)
    if st.session_state.get(CONVERSATION) == id:
        start_conversation()


def _popover(label: str, *, key: str) -> Any:
    return st.popover(label, type="tertiary", key=key, on_change="rerun")


def _plain(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-!$~:<>|" else sign for sign in text)


if __name__ == "__main__":  # Streamlit runs a page file as __main__; importing it draws nothing
    draw()
