"""The page that a link opens: what was answered then, and whether it still holds."""

from __future__ import annotations

import logging
from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bot.export.exports import Export
from bot.history_records import KeptAnswer, Linked
from bot.pages.evidence import draw_evidence
from bot.pages.look import draw_look, kicker
from bot.pages.opening import onrecord
from bot.pages.readers import check_pace, draw_reader
from bot.pages.turn_footer import draw_export
from bot.pages.turns import COLUMNS, draw_answer, draw_question
from bot.pages.verifications import verification_html
from corpus.errors import OnrecordError

__all__ = ["draw"]

TOKEN = "token"  # parameter of the page's address

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page."""
    draw_look()
    draw_reader()
    token = str(st.query_params.get(TOKEN, ""))
    linked = onrecord().history.linked(token) if token else None
    if linked is None:
        st.html(
            '<div class="start" style="margin-top:0"><h1>Nothing here</h1><p class="deck">This '
            "link opens nothing, or no longer. Whoever sent it can make a new one.</p></div>"
        )
        st.page_link("bot/pages/ask.py", label="Ask a question of your own")
        return
    verified = st.container(key="verified")
    for turn in linked.turns:
        _draw_turn(turn)
    _draw_export(linked)
    _draw_check(token, verified)


@st.fragment
def _draw_turn(turn: KeptAnswer) -> None:
    number = turn.number
    with st.container(key=f"turn-{number}"):
        draw_question(turn.answer.question, turn.answer.standalone)
        when = f"{turn.at:%d %B %Y, %H:%M} UTC".lstrip("0")
        st.html(f'<p class="quiet">Answered {when}{_as_built(turn.answer.build)}</p>')
        left, right = st.columns(COLUMNS, gap="large")
        anchor = f"source-{number}-"
        if turn.answer.citations:
            st.session_state.setdefault(f"{anchor}{turn.answer.citations[0].n}", True)
        with left, st.container(key=f"answer-{number}"):
            draw_answer(turn.answer, key=str(number), anchor=anchor)
        with right, st.container(key=f"evidence-{number}"):
            if turn.answer.citations:
                st.html(kicker("Sources"))
                draw_evidence(turn.answer.citations, anchor=anchor)


def _as_built(build: str) -> str:
    """Say when the index that answered was built, as its name begins.

    >>> _as_built("20261122T155132803660-00598d34"), _as_built("older")
    (', from the index built 22 November 2026, 15:51 UTC', '')
    """
    try:
        built = datetime.strptime(build[:13], "%Y%m%dT%H%M")
    except ValueError:
        return ""
    return f", from the index built {built.day} {built:%B %Y, %H:%M} UTC"


def _draw_check(token: str, place: DeltaGenerator) -> None:
    """Ask it all again, while what was answered can be read already."""
    with place, st.spinner("Asking it again…"):
        try:
            check_pace()
            found = list(onrecord().verify_link(token))
        except OnrecordError as error:
            log.error("%s: %s", type(error).__name__, error)
            st.error(error.for_reader, icon=":material/error:")
            return
    with place:
        for verification in found:
            head = kicker(verification.question) if len(found) > 1 else ""
            st.html(head + verification_html(verification))


def _draw_export(linked: Linked) -> None:
    export = Export.of([(turn.answer, turn.at) for turn in linked.turns], title=linked.title)
    with st.popover("Take away", type="tertiary", key="export-linked", on_change="rerun") as opened:
        if opened.open:
            draw_export(export, key="linked")


if __name__ == "__main__":  # Streamlit runs a page file as __main__; importing it draws nothing
    draw()
