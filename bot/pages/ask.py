"""The page to ask on: start, converse, read the answer beside its evidence."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from bot.answers import Answer
from bot.compose.markup import render_markup
from bot.pages.conversations import (
    ANSWERS,
    CONVERSATION,
    PARAMETER,
    draw_conversations,
    keep_answer,
    open_conversation,
)
from bot.pages.engine_choice import draw_engine_choice
from bot.pages.evidence import forget_opened
from bot.pages.look import draw_look, kicker
from bot.pages.opening import is_open, onrecord
from bot.pages.own_files import FILE_TYPES, draw_waiting_tables, take_files
from bot.pages.readers import (
    check_pace,
    draw_reader,
    page_settings,
    reader,
    settle_reader,
)
from bot.pages.running import draw_running_turn
from bot.pages.scripts import draw_recall, load_ahead
from bot.pages.turns import Turn, draw_turn
from corpus.errors import OnrecordError

__all__ = ["draw", "edited_from"]

ASKED = "asked"  # a question from a button or an edited chip, waiting for the next run
PROMPT = "Ask about China and AI research"

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page: first what needs no store, then the rest as the store opens."""
    draw_look()
    draw_reader()
    st.session_state.setdefault(CONVERSATION, None)
    st.session_state.setdefault(ANSWERS, [])
    sidebar = st.sidebar.container(gap="xxsmall")
    body = st.container(key="turns")
    # in a container of its own, kept in sight by the stylesheet: pinned by Streamlit it would
    # pull the page to its end at every change, and a reader reads from the question down
    with st.container(key="composer"):
        above = st.container(key="above-composer", gap="xsmall")
        typed = _draw_composer()
    question, reading = _next_question(typed)
    with body:
        start = st.empty()
        if not is_open() and not question:
            with start.container():
                _draw_title()
                st.html('<div class="step" role="status">Opening the sources…</div>')
        desk = onrecord()
        with above:
            if typed is not None and not isinstance(typed, str) and typed.files:
                take_files(typed.files)
            draw_waiting_tables()
            choice = draw_engine_choice(desk)
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
        for number in range(1, len(answers) + 1):
            latest = number == len(answers) and not question
            with st.empty().container():
                draw_turn(_turn(answers, number, latest=latest), ask=_ask)
        if question:
            _answer(question, reading, choice)
    with sidebar:
        draw_conversations(desk.history)
    with st.container(key="arrival-recall"):
        draw_recall([answer.question for answer in st.session_state[ANSWERS]], key="recall")
        load_ahead()


def edited_from(answers: Sequence[Answer], number: int) -> Answer | None:
    """Give the answer whose reading was edited into this one: the same words, read otherwise."""
    answer = answers[number - 1]
    for before in reversed(answers[: number - 1]):
        if before.question == answer.question:
            return before if before.reading != answer.reading else None
    return None


def _turn(answers: Sequence[Answer], number: int, *, latest: bool, arrived: bool = False) -> Turn:
    return Turn(
        answer=answers[number - 1],
        number=number,
        before=edited_from(answers, number),
        latest=latest,
        arrived=arrived,
        conversation=str(st.session_state[CONVERSATION] or ""),
    )


def _draw_composer() -> Any:
    uploads = page_settings().page_uploads > 0
    return st.chat_input(
        PROMPT,
        key="question",
        submit_mode="stop",
        max_chars=4000,
        accept_file="multiple" if uploads else False,
        file_type=FILE_TYPES,
        max_upload_size=page_settings().page_upload_mb,
    )


def _next_question(typed: Any) -> tuple[str, Mapping[str, Any] | None]:
    """Give the question that is to be answered now, and its reading where it was edited."""
    asked = st.session_state.pop(ASKED, None)
    words = typed if isinstance(typed, str) else getattr(typed, "text", "")
    if (words or "").strip():
        return str(words).strip(), None
    question, reading = asked or ("", None)
    return question.strip(), reading


def _answer(question: str, reading: Mapping[str, Any] | None, choice: Mapping[str, Any]) -> None:
    desk = onrecord()
    slot = st.empty()  # the running turn, then the finished one in its place
    try:
        check_pace()
        settle_reader()
        conversation = st.session_state[CONVERSATION] or desk.history.new_conversation(reader())
        events = desk.stream(
            question, conversation=conversation, reader=reader(), reading=reading, **choice
        )
        with slot.container():
            answer = draw_running_turn(question, events)
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        st.error(error.for_reader, icon=":material/error:")
        if error.retryable:
            st.button("Ask again", key="ask-again", on_click=_ask, args=(question, reading))
        return
    if answer is not None:
        keep_answer(conversation, answer)
        answers = st.session_state[ANSWERS]
        with slot.container():
            draw_turn(_turn(answers, len(answers), latest=True, arrived=True), ask=_ask)


def _ask(question: str, reading: Mapping[str, Any] | None = None) -> None:
    st.session_state[ASKED] = (question, reading)


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
