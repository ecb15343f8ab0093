"""A turn: the question, the answer with what was not checked first, its evidence beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from bot.answers import Answer
from bot.pages.answer_body import draw_body
from bot.pages.chart_view import draw_chart_view
from bot.pages.chip_editors import draw_chips
from bot.pages.compared import compare_query
from bot.pages.evidence import draw_evidence, open_evidence
from bot.pages.look import kicker
from bot.pages.next_questions import next_questions
from bot.pages.opening import onrecord
from bot.pages.scripts import draw_arrival
from bot.pages.turn_footer import draw_footer
from bot.pages.turn_notes import caveats_html, conflict_html, unchecked_html

__all__ = ["COLUMNS", "Ask", "Turn", "draw_answer", "draw_question", "draw_turn"]

COLUMNS = (11, 8)  # text beside its evidence; they stack on a narrow screen
KICKERS = {
    "partial": "Answered in part",
    "conflict": "The sources differ",
    "no_answer": "Not in the sources",
    "out_of_scope": "Outside these sources",
    "clarify": "Which one is meant?",
}

Ask = Callable[..., None]  # question, and a reading where it was edited


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Hold one turn of a conversation as it is drawn."""

    answer: Answer
    number: int  # from 1
    before: Answer | None = None  # the answer that was edited into this one
    latest: bool = False
    arrived: bool = False  # just answered: its question belongs at the window's top
    conversation: str = ""


@st.fragment
def draw_turn(turn: Turn, *, ask: Ask) -> None:
    """Draw a finished turn.  A fragment: opening a source redraws this turn alone."""
    with st.container(key=f"turn-{turn.number}"):
        _draw_turn(turn, ask=ask)
        if turn.arrived:
            draw_arrival(key=str(turn.number))


def _draw_turn(turn: Turn, *, ask: Ask) -> None:
    answer, number = turn.answer, turn.number
    anchor = f"source-{number}-"
    if turn.before is not None:
        draw_edited_question(answer, turn.before)
    else:
        draw_question(answer.question, answer.standalone)
    left, right = st.columns(COLUMNS, gap="large")
    if (
        turn.latest
        and answer.citations
        and f"{anchor}{answer.citations[0].n}" not in st.session_state
    ):
        open_evidence(anchor, answer.citations[0].n, answer.citations)
    with left, st.container(key=f"answer-{number}"):
        draw_answer(answer, key=str(number), anchor=anchor)
        draw_chips(answer, turn.before, key=str(number), again=ask)
        _draw_compare_link(answer.reading)
        _draw_suggestions(turn, ask=ask)
        draw_footer(answer, key=str(number), conversation=turn.conversation)
    with right, st.container(key=f"evidence-{number}"):
        if answer.citations:
            st.html(kicker("Sources"))
            draw_evidence(answer.citations, anchor=anchor)


def draw_answer(answer: Answer, *, key: str, anchor: str) -> None:
    """Draw what is said: first what was not checked, then text, disagreements, chart."""
    if answer.status in KICKERS:
        st.html(kicker(KICKERS[answer.status], tone="status"))
    if unchecked := unchecked_html(answer):
        st.html(unchecked)
    clicked = draw_body(answer, key=f"body-{key}", anchor=anchor)
    if clicked is not None:
        open_evidence(anchor, clicked, answer.citations)
    for conflict in answer.conflicts:
        st.html(conflict_html(conflict, answer.citations))
    if answer.caveats:
        st.html(caveats_html(answer.caveats))
    if answer.chart is not None:
        draw_chart_view(answer.chart, key=key)


def draw_question(question: str, standalone: str) -> None:
    """Draw a question, and how it was read where that says more."""
    # compared without case and closing mark: a standalone question that only adds "?" is the same
    same = standalone.strip(" ?.").lower() == question.strip(" ?.").lower()
    read_as = "" if same or not standalone else f'<p class="read-as">{escape(standalone)}</p>'
    st.html(f'<h2 class="question">{escape(question)}</h2>{read_as}')


def draw_edited_question(answer: Answer, before: Answer) -> None:
    """Draw the question that an edited reading asks, over the words that were typed."""
    asked = answer.standalone or answer.question
    told = f"Changed from: {before.standalone or before.question}"
    st.html(
        f'<h2 class="question">{escape(asked)}</h2>'
        + (f'<p class="read-as">{escape(told)}</p>' if asked != before.standalone else "")
    )


def _draw_compare_link(reading: Mapping[str, Any]) -> None:
    """Lead to the comparison view where places stand beside each other."""
    query = compare_query(reading, onrecord().knowledge.catalogue)
    if not query:
        return
    st.page_link(
        "bot/pages/compare.py",
        label="Open in the comparison view",
        icon=":material/compare_arrows:",
        query_params=query,
    )


def _draw_suggestions(turn: Turn, *, ask: Ask) -> None:
    if not turn.latest:
        return
    offered: list[tuple[str, Mapping[str, Any] | None]] = [
        (suggestion, None) for suggestion in turn.answer.suggestions
    ]
    offered = offered or list(next_questions(turn.answer, onrecord().knowledge))
    if not offered:
        return
    with st.container(gap="xxsmall"):
        st.html(kicker("Ask next"))
        buttons = st.container(key=f"suggestions-{turn.number}", horizontal=True, gap="xsmall")
    with buttons:
        for index, (question, reading) in enumerate(offered[:5]):
            if st.button(question, key=f"suggestion-{turn.number}-{index}"):
                ask(question, reading)
                st.rerun()
