"""The conversations in the sidebar: start, open, rename, delete."""

from __future__ import annotations

import streamlit as st

from bot.answers import Answer
from bot.history import TITLE_CHARACTERS, Conversation, History
from bot.pages.evidence import forget_opened
from bot.pages.readers import reader

__all__ = [
    "ANSWERS",
    "CHOICES",
    "CONVERSATION",
    "PARAMETER",
    "draw_conversations",
    "keep_answer",
    "open_conversation",
    "shown_title",
    "start_conversation",
]

# keys of the session: the running conversation's id (None before its first turn), its answers
CONVERSATION = "conversation"
ANSWERS = "answers"
CHOICES = ("engine", "share-private")
PARAMETER = "conversation"  # in the page's address, so that a reload comes back to it
LISTED = 20


def start_conversation() -> None:
    """Leave the running conversation; the next question starts a new one."""
    st.session_state[CONVERSATION] = None
    st.session_state[ANSWERS] = []
    _forget_choices()
    st.query_params.pop(PARAMETER, None)
    forget_opened()


def open_conversation(history: History, conversation: str) -> bool:
    """Load a kept conversation; False, and nothing changes, where it is not this reader's."""
    answers = history.turns(conversation, reader())
    if not answers:
        return False
    if st.session_state.get(CONVERSATION) != conversation:
        _forget_choices()
    st.session_state[CONVERSATION] = conversation
    st.session_state[ANSWERS] = answers
    st.query_params[PARAMETER] = conversation
    forget_opened()
    return True


def _forget_choices() -> None:
    """Forget what was chosen for the conversation that is left: its engine, its consent."""
    for key in CHOICES:
        st.session_state.pop(key, None)


def keep_answer(conversation: str, answer: Answer) -> None:
    """Add a finished answer to the session's own copy of the running conversation."""
    st.session_state[CONVERSATION] = conversation
    st.session_state[ANSWERS] = [*st.session_state.get(ANSWERS, []), answer]
    st.query_params[PARAMETER] = conversation


def draw_conversations(history: History) -> None:
    """Draw the list, the latest first."""
    st.button(
        "New conversation",
        key="new-conversation",
        icon=":material/edit_square:",
        on_click=start_conversation,
        width="stretch",
    )
    kept = history.conversations(reader())
    for conversation in kept[:LISTED]:
        _draw_row(history, conversation)
    if len(kept) > LISTED:
        st.page_link("bot/pages/kept.py", label=f"{len(kept) - LISTED} older ones")


def shown_title(title: str) -> str:
    """Give a conversation's name as it is shown: a question that was cut says so.

    >>> shown_title("And India?"), shown_title("")
    ('And India?', 'Untitled')
    """
    cut = len(title) >= TITLE_CHARACTERS and not title.endswith(("?", "."))
    return (f"{title.rstrip()}…" if cut else title) or "Untitled"


def _draw_row(history: History, conversation: Conversation) -> None:
    running = st.session_state.get(CONVERSATION) == conversation.id
    title = shown_title(conversation.title)
    with st.container(
        key=f"conversation-{'running-' if running else ''}{conversation.id}",
        horizontal=True,
        vertical_alignment="center",
        gap=None,
    ):
        st.button(
            title,
            key=f"open-{conversation.id}",
            type="tertiary",
            width="stretch",
            on_click=_open,
            args=(history, conversation.id),
        )
        with st.popover(
            "Rename or delete",
            icon=":material/more_horiz:",
            type="tertiary",
            key=f"more-{conversation.id}",
            on_change="rerun",
        ) as opened:
            if not opened.open:
                return
            name = st.text_input("Name", value=conversation.title, key=f"name-{conversation.id}")
            st.button(
                "Rename",
                key=f"rename-{conversation.id}",
                on_click=_rename,
                args=(history, conversation.id, name),
            )
            st.button(
                "Delete",
                key=f"delete-{conversation.id}",
                icon=":material/delete:",
                on_click=_delete,
                args=(history, conversation.id),
            )


def _open(history: History, conversation: str) -> None:
    open_conversation(history, conversation)


def _rename(history: History, conversation: str, name: str) -> None:
    if name.strip():
        history.rename(conversation, name, reader=reader())


def _delete(history: History, conversation: str) -> None:
    history.delete(conversation, reader=reader())
    if st.session_state.get(CONVERSATION) == conversation:
        start_conversation()
