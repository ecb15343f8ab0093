"""The claim desk: paste a draft, see each claim judged, with its evidence."""

from __future__ import annotations

import logging
from html import escape

import streamlit as st

from bot.answers import Answer, Claim
from bot.compose.markup import render_markup
from bot.pages.evidence import draw_evidence
from bot.pages.look import draw_look
from bot.pages.opening import onrecord
from bot.pages.readers import reader
from corpus.errors import OnrecordError

__all__ = ["annotate", "draw"]

CHECKED = "checked"  # key of the session: the last checked draft, as an answer
DRAFT = "draft"
# a sign beside the colour: nobody has to tell green from red
VERDICTS = {
    "supported": ("✓", "Supported"),
    "contradicted": ("✗", "Contradicted"),
    "partly": ("◐", "Partly right"),
    "not_found": ("?", "Not found in the sources"),
}

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page."""
    draw_look()
    st.html(
        '<div class="start" style="margin-top:0"><h1>Check a draft</h1><p class="deck">Paste a '
        "sentence or a page. Each claim is held against the sources and comes back supported, "
        "contradicted or not found. The text stays on this machine.</p></div>"
    )
    with st.form("draft-form", border=False):
        draft = st.text_area(
            "Draft",
            key=DRAFT,
            height=180,
            placeholder="China published 42,524 AI articles in 2022…",
        )
        sent = st.form_submit_button("Check", type="primary")
    if sent and draft.strip():
        _check(draft)
    elif sent:
        st.info("There is no text to check yet.")
    checked: Answer | None = st.session_state.get(CHECKED)
    if checked is not None:
        _draw_checked(checked)


def annotate(text: str, claims: tuple[Claim, ...]) -> str:
    """Give the draft as HTML with each claim underlined by its verdict and numbered.

    Claims that overlap an earlier one, or lie outside the text, are left unmarked.
    """
    html, at = "", 0
    for number, claim in sorted(enumerate(claims, start=1), key=lambda item: item[1].start):
        if not at <= claim.start < claim.end <= len(text):
            continue
        sign, words = VERDICTS[claim.verdict]
        html += escape(text[at : claim.start])
        html += (
            f'<span class="claim {claim.verdict}" title="{escape(words)}">'
            f"{escape(text[claim.start : claim.end])}<sup>&#8239;{number}&#8239;{sign}</sup></span>"
        )
        at = claim.end
    return f'<div class="draft">{html}{escape(text[at:])}</div>'


def _check(draft: str) -> None:
    for key in [key for key in st.session_state if str(key).startswith("claim-")]:
        del st.session_state[key]
    try:
        with st.spinner("Checking each claim…"):
            st.session_state[CHECKED] = onrecord().check(draft, reader=reader())
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        st.error(error.for_reader, icon=":material/error:")


def _draw_checked(answer: Answer) -> None:
    claims = answer.claims or ()
    if not claims:
        st.info("No claim was found in this text that the sources could speak to.")
        return
    counts = [
        f"{sum(claim.verdict == verdict for claim in claims)} {words.lower()}"
        for verdict, (_, words) in VERDICTS.items()
        if any(claim.verdict == verdict for claim in claims)
    ]
    st.html(f'<p class="quiet" role="status">{len(claims)} claims: {escape(", ".join(counts))}</p>')
    st.html(annotate(answer.question, claims))
    known = {citation.n: citation for citation in answer.citations}
    for number, claim in enumerate(claims, start=1):
        st.divider()
        left, right = st.columns((11, 8), gap="large")
        with left:
            st.html(_verdict(number, claim))
        cited = [known[n] for n in claim.citations if n in known]
        with right, st.container(key=f"claim-evidence-{number}"):
            draw_evidence(cited, anchor=f"claim-{number}-")


def _verdict(number: int, claim: Claim) -> str:
    sign, words = VERDICTS[claim.verdict]
    corrected = (
        f'<p class="corrected">The sources say: {escape(claim.corrected)}</p>'
        if claim.corrected
        else ""
    )
    return (
        f'<div class="claim-row"><div class="verdict {claim.verdict}">{number} {sign} {words}</div>'
        f"<blockquote>{escape(claim.text)}</blockquote>{render_markup(claim.why)}{corrected}</div>"
    )


if __name__ == "__main__":  # Streamlit runs a page file as __main__; importing it draws nothing
    draw()
