"""A running turn: steps at once, checked sentences as they come, and what was taken back."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import escape

import streamlit as st

from bot.answers import Answer
from bot.events import Done, Event, Evidence, Status, Text, Waiting, Withdrawn
from bot.pages.answer_body import running_body
from bot.pages.scripts import draw_arrival
from bot.pages.turns import COLUMNS, draw_question

__all__ = ["draw_running_turn"]

LINE_OF_ITS_OWN = re.compile(r"[-*•|#]|\d{1,3}[.)]\s")


def draw_running_turn(question: str, events: Iterator[Event]) -> Answer | None:
    """Draw a turn while it is answered; give the answer, or None where it ended without one.

    Raises OnrecordError as the events do.
    """
    # The finished turn is drawn over this one in the same run, so what it does not cover would
    # stand on: the same shape as there, and the placeholders emptied at the end.
    text = ""
    citations: list[int] = []
    with st.container(key="turn-running"):
        draw_question(question, question)
        left, _ = st.columns(COLUMNS, gap="large")
        draw_arrival(key="running")
    with left:
        taken_back, step, body = st.empty(), st.empty(), st.empty()
    doing, since = "Reading the question", time.monotonic()
    step.html(_step(doing))
    try:
        for event in events:
            if isinstance(event, Status):
                doing, since = event.step, time.monotonic()
                step.html(_step(doing))
            elif isinstance(event, Waiting):  # drawing is where Streamlit stops a run
                step.html(_step(doing, seconds=int(time.monotonic() - since)))
            elif isinstance(event, Evidence):
                citations.append(event.citation.n)
            elif isinstance(event, Text):
                text = _joined(text, event.text)
                body.html(running_body(text, citations=citations))
            elif isinstance(event, Withdrawn):
                text = ""
                citations.clear()
                body.empty()
                taken_back.html(_taken_back(event.why))
            elif isinstance(event, Done):
                return event.answer
    finally:
        for placeholder in (taken_back, step, body):
            placeholder.empty()
    return None


def _joined(text: str, piece: str) -> str:
    """Add a released piece: an item on a line of its own, a sentence after a space."""
    if not text or text[-1].isspace() or piece[:1].isspace():
        return text + piece
    return f"{text}\n{piece}" if LINE_OF_ITS_OWN.match(piece) else f"{text} {piece}"


def _step(step: str, *, seconds: int = 0) -> str:
    waited = f'<span aria-hidden="true"> {seconds} s</span>' if seconds else ""
    return f'<div class="step" role="status">{escape(step)}…{waited}</div>'


def _taken_back(why: str) -> str:
    return (
        '<div class="unchecked taken-back" role="alert"><strong>Taken back:</strong> '
        f"{escape(why)}</div>"
    )
