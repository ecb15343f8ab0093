"""The page to ask on: start, converse, read the answer beside its evidence."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

import streamlit as st

from bot.compose.markup import render_markup
from bot.pages.conversations import (
    ANSWERS,
    CONVERSATION,
    PARAMETER,
    draw_conversations,
    keep_answer,
    open_conversation,
)
from bot.pages.evidence import forget_opened
from bot.pages.look import draw_look, kicker
from bot.pages.opening import READER, is_open, onrecord
from bot.pages.turns import draw_running_turn, draw_turn
from corpus.errors import OnrecordError

__all__ = ["draw"]

ASKED = "asked"  # a question from a button, waiting for the next run
PROMPT = "Ask about China and AI research"

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page: first what needs no store, then the rest as the store opens."""
    draw_look()
    st.session_state.setdefault(CONVERSATION, None)
    st.session_state.setdefault(ANSWERS, [])
    sidebar = st.sidebar.container(gap="xxsmall")
    body = st.container(key="turns")
    # in a container of its own, kept in sight by the stylesheet: pinned by Streamlit it would
    # pull the page to its end at every change, and a reader reads from the question down
    with st.container(key="composer"):
        typed = st.chat_input(PROMPT, key="question", submit_mode="stop")
    question = (typed or st.session_state.pop(ASKED, None) or "").strip()
    with body:
        start = st.empty()
        if not is_open() and not question:
            with start.container():
                _draw_title()
                st.html('<div class="step" role="status">Opening the sources…</div>')
        desk = onrecord()
        linked = st.query_params.get(PARAMETER)
        if linked and not st.session_state[CONVERSATION]:
            open_conversation(desk.history, linked)
        answers = st.session_state[ANSWERS]
        if answers or question:
            start.empty()
        else:
            with start.container():
                _draw_start(desk.suggestions(), desk.notes())
        if question:
            forget_opened()  # what was read before folds up: the new answer is the page's end
        for number, answer in enumerate(answers, start=1):
            latest = number == len(answers) and not question
            with st.empty().container():
                draw_turn(answer, number=number, latest=latest, ask=_ask)
        if question:
            _answer(question, number=len(answers) + 1)
    with sidebar:
        draw_conversations(desk.history)


def _answer(question: str, *, number: int) -> None:
    desk = onrecord()
    slot = st.empty()  # the running turn, then the finished one in its place
    try:
        conversation = st.session_state[CONVERSATION] or desk.history.new_conversation(READER)
        events = desk.stream(question, conversation=conversation, reader=READER, reading=None)
        with slot.container():
            answer = draw_running_turn(question, events)
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        st.error(error.for_reader, icon=":material/error:")
        if error.retryable:
            st.button("Ask again", key="ask-again", on_click=_ask, args=(question,))
        return
    if answer is not None:
        keep_answer(conversation, answer)
        with slot.container():
            draw_turn(answer, number=number, latest=True, ask=_ask, arrived=True)


def _ask(question: str) -> None:
    st.session_state[ASKED] = question


def _draw_title() -> None:
    st.html(
        '<div class="start"><h1>On the record</h1><p class="deck">Ask about China’s rise in AI '
        "research. Each sentence names its source, each number is held against the passage or "
        "the table cell it comes from, and what the sources do not say is not said.</p></div>"
    )


def _draw_start(suggestions: Mapping[str, Sequence[str]], notes: Sequence[str]) -> None:
    _draw_title()
    groups = list(suggestions.items())
    for row in range(0, len(groups), 2):
        for (group, questions), column in zip(groups[row : row + 2], st.columns(2), strict=False):
            with column, st.container(key=f"start-{row}-{group}", gap="xxsmall"):
                st.html(kicker(group))
                for index, question in enumerate(questions):
                    st.button(
                        question,
                        key=f"opening-{group}-{index}",
                        type="tertiary",
                        on_click=_ask,
                        args=(question,),
                    )
    for note in notes:
        st.html(f'<aside class="note">{render_markup(note)}</aside>')


if __name__ == "__main__":  # Streamlit runs a page file as __main__; importing it draws nothing
    draw()
