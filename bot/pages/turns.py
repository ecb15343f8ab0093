"""A turn: the question, the answer with what was not checked first, its evidence beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

import streamlit as st

from bot.answers import Answer, Conflict
from bot.compose.markup import render_markup
from bot.events import Done, Event, Evidence, Status, Text
from bot.pages.answer_body import draw_arrival, draw_body, running_body
from bot.pages.chips import reading_chips
from bot.pages.evidence import draw_evidence, open_evidence
from bot.pages.look import chips, kicker
from bot.pages.opening import READER, onrecord
from corpus.errors import OnrecordError

__all__ = ["draw_chart", "draw_running_turn", "draw_turn"]

LINE_OF_ITS_OWN = re.compile(r"[-*•|#]|\d{1,3}[.)]\s")
COLUMNS = (11, 8)  # text beside its evidence; they stack on a narrow screen
KICKERS = {
    "partial": "Answered in part",
    "conflict": "The sources differ",
    "no_answer": "Not in the sources",
    "out_of_scope": "Outside these sources",
    "clarify": "Which one is meant?",
}


@st.fragment
def draw_turn(
    answer: Answer,
    *,
    number: int,
    latest: bool,
    ask: Callable[[str], None],
    arrived: bool = False,
) -> None:
    """Draw a finished turn.  A fragment: opening a source redraws this turn alone.

    ``arrived``: it has just been answered, and its question belongs at the window's top.
    """
    with st.container(key=f"turn-{number}"):
        _draw_turn(answer, number=number, latest=latest, ask=ask)
        if arrived:
            draw_arrival(key=str(number))


def _draw_turn(answer: Answer, *, number: int, latest: bool, ask: Callable[[str], None]) -> None:
    anchor = f"source-{number}-"
    _draw_question(answer.question, answer.standalone)
    left, right = st.columns(COLUMNS, gap="large")
    if latest and answer.citations and f"{anchor}{answer.citations[0].n}" not in st.session_state:
        open_evidence(anchor, answer.citations[0].n, answer.citations)
    with left, st.container(key=f"answer-{number}"):
        if answer.status in KICKERS:
            st.html(kicker(KICKERS[answer.status], tone="status"))
        if answer.unchecked:
            st.html(_unchecked(answer.unchecked))
        clicked = draw_body(answer, key=f"body-{number}", anchor=anchor)
        if clicked is not None:
            open_evidence(anchor, clicked, answer.citations)
        for conflict in answer.conflicts:
            st.html(_conflict(conflict))
        if answer.caveats:
            st.html(_caveats(answer.caveats))
        if answer.chart is not None:
            draw_chart(answer.chart, key=f"chart-{number}")
        if understood := reading_chips(answer.reading):
            st.html(kicker("Understood as") + chips(understood))
        _draw_suggestions(answer, number=number, latest=latest, ask=ask)
        _draw_footer(answer, number=number)
    with right, st.container(key=f"evidence-{number}"):
        if answer.citations:
            st.html(kicker("Sources"))
            draw_evidence(answer.citations, anchor=anchor)


def draw_running_turn(question: str, events: Iterator[Event]) -> Answer | None:
    """Draw a turn while it is answered; give the answer, or None where it ended without one.

    Raises OnrecordError as the events do.
    """
    # The finished turn is drawn over this one in the same run, so what it does not cover would
    # stand on: the same shape as there, and the two placeholders emptied at the end.
    text, citations = "", []
    with st.container(key="turn-running"):
        _draw_question(question, question)
        left, _ = st.columns(COLUMNS, gap="large")
        draw_arrival(key="running")
    with left:
        step, body = st.empty(), st.empty()
    step.html(_step("Reading the question"))
    try:
        for event in events:
            if isinstance(event, Status):
                step.html(_step(event.step))
            elif isinstance(event, Evidence):
                citations.append(event.citation.n)
            elif isinstance(event, Text):
                text = _joined(text, event.text)
                body.html(running_body(text, citations=citations))
            elif isinstance(event, Done):
                body.empty()
                return event.answer
    finally:
        step.empty()
    return None


def _joined(text: str, piece: str) -> str:
    """Add a released piece: an item on a line of its own, a sentence after a space."""
    if not text or text[-1].isspace() or piece[:1].isspace():
        return text + piece
    return f"{text}\n{piece}" if LINE_OF_ITS_OWN.match(piece) else f"{text} {piece}"


def draw_chart(spec: Mapping[str, Any], *, key: str) -> None:
    """Draw a chart in the page's own colours, with its description for those who cannot see it."""
    themed = {name: value for name, value in spec.items() if name not in ("config", "description")}
    described = str(spec.get("description", ""))
    themed["config"] = _chart_config()
    st.vega_lite_chart(themed, width="stretch", theme="streamlit", key=key, alt=described)


def _chart_config() -> dict[str, Any]:
    """Give the quiet colour of a chart's small print: 4.5:1 and more on either background."""
    quiet = "#aaa69d" if st.context.theme.type == "dark" else "#5d5a54"
    return {
        "axis": {"labelColor": quiet, "domain": False, "ticks": False},
        "title": {"subtitleColor": quiet, "subtitleFontSize": 13, "subtitlePadding": 5},
    }


def _draw_question(question: str, standalone: str) -> None:
    # compared without case and closing mark: a standalone question that only adds "?" is the same
    same = standalone.strip(" ?.").lower() == question.strip(" ?.").lower()
    read_as = "" if same or not standalone else f'<p class="read-as">{escape(standalone)}</p>'
    st.html(f'<h2 class="question">{escape(question)}</h2>{read_as}')


def _step(step: str) -> str:
    return f'<div class="step" role="status">{escape(step)}…</div>'


def _unchecked(items: tuple[str, ...]) -> str:
    listed = "; ".join(escape(item) for item in items)
    return f'<div class="unchecked"><strong>Not checked:</strong> {listed}</div>'


def _caveats(caveats: tuple[str, ...]) -> str:
    listed = "".join(f"<li>{render_markup(caveat)}</li>" for caveat in caveats)
    return f'<ul class="caveats" aria-label="Caveats">{listed}</ul>'


def _conflict(conflict: Conflict) -> str:
    rows = "".join(
        f'<tr><td class="number">{escape(side.value)}</td><td>{escape(side.year)}</td>'
        f"<td>{escape(side.definition)}</td><td>[{side.citation}]</td></tr>"
        for side in conflict.sides
    )
    return (
        f'<div class="conflict">{kicker(f"{conflict.point}: {conflict.kind}")}<table><thead><tr>'
        '<th scope="col" class="number">Value</th><th scope="col">Year</th>'
        '<th scope="col">What is counted</th><th scope="col">Source</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _draw_suggestions(
    answer: Answer, *, number: int, latest: bool, ask: Callable[[str], None]
) -> None:
    if not latest or not answer.suggestions:
        return
    with st.container(gap="xxsmall"):
        st.html(kicker("Ask next"))
        buttons = st.container(key=f"suggestions-{number}", horizontal=True, gap="xsmall")
    with buttons:
        for index, suggestion in enumerate(answer.suggestions[:5]):
            if st.button(suggestion, key=f"suggestion-{number}-{index}"):
                ask(suggestion)
                st.rerun()


def _draw_footer(answer: Answer, *, number: int) -> None:
    with st.container(key=f"footer-{number}", horizontal=True, gap="small"):
        with st.popover("How this was answered", type="tertiary"):
            st.html(_provenance(answer))
        with (
            st.popover("This is wrong", type="tertiary"),
            st.form(f"wrong-{number}", border=False, clear_on_submit=True),
        ):
            reason = st.text_area("What is wrong, and how do you know?", height=90)
            if st.form_submit_button("Send") and reason.strip():
                try:
                    onrecord().history.add_feedback(answer.id, reason, reader=READER)
                    st.success("Kept with this answer. Thank you.")
                except OnrecordError as error:
                    st.error(error.for_reader)


def _provenance(answer: Answer) -> str:
    counts = {
        status: sum(figure.status == status for figure in answer.figures)
        for status in ("matched", "computed", "unmatched")
    }
    figures = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    calls = answer.provenance.get("tool_calls") or ()
    left = answer.provenance.get("left_the_machine") or ()
    facts = [
        ("Figures", figures or "none"),
        ("Engine", answer.engine),
        ("Build", answer.build),
        ("Steps", ", ".join(_name(call) for call in calls)),
        ("Left this machine", ", ".join(_name(item) for item in left) or "nothing"),
        ("Time", f"{answer.timings_ms['total']:.0f} ms" if "total" in answer.timings_ms else ""),
        ("Answer", answer.id),
    ]
    rows = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in facts if value)
    return f'<div class="facts"><dl>{rows}</dl></div>'


def _name(item: Any) -> str:
    return (
        str(item.get("name") or item.get("tool") or item)
        if isinstance(item, Mapping)
        else str(item)
    )
