"""The claim desk: paste a draft, see each claim judged in its place, its evidence beside it."""

from __future__ import annotations

import logging
from html import escape

import streamlit as st

from bot.answers import Answer, Claim
from bot.check.annotate import Format, annotate
from bot.compose.markup import render_markup
from bot.pages.draft_view import VERDICTS, draw_draft
from bot.pages.evidence import draw_evidence
from bot.pages.look import draw_look, kicker
from bot.pages.opening import onrecord
from bot.pages.readers import check_pace, draw_reader, reader
from bot.pages.turns import COLUMNS
from corpus.errors import OnrecordError

__all__ = ["draw"]

CHECKED = "checked"  # key of the session: the last checked draft, as an answer
PICKED = "picked-claim"  # key of the session: the number of the claim that is open, from 1
DRAFT = "draft"
LONGEST = 100_000  # characters
FORMATS: dict[Format, tuple[str, str]] = {
    "docx": ("Word, with comments", "checked-draft.docx"),
    "html": ("HTML", "checked-draft.html"),
    "markdown": ("Markdown", "checked-draft.md"),
}

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page."""
    draw_look()
    draw_reader()
    st.html(
        '<div class="start" style="margin-top:0"><h1>Check a draft</h1><p class="deck">Paste a '
        "sentence or a page. Each claim is held against the sources and comes back supported, "
        "contradicted or not found.</p></div>"
    )
    where = onrecord().where_text_goes("grounded") or "The text stays on this machine."
    with st.form("draft-form", border=False):
        draft = st.text_area(
            "Draft",
            key=DRAFT,
            height=180,
            max_chars=LONGEST,
            placeholder="China published 42,524 AI articles in 2022…",
        )
        st.html(f'<p class="quiet where">{escape(where)}</p>')
        sent = st.form_submit_button("Check", type="primary")
    if sent and draft.strip():
        _check(draft)
    elif sent:
        st.info("There is no text to check yet.")
    checked: Answer | None = st.session_state.get(CHECKED)
    if checked is not None:
        _draw_checked(checked)


def _check(draft: str) -> None:
    for key in [key for key in st.session_state if str(key).startswith("claim-")]:
        del st.session_state[key]
    try:
        check_pace()
        with st.spinner("Checking each claim…"):
            checked = onrecord().check(draft, reader=reader())
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        st.error(error.for_reader, icon=":material/error:")
        return
    st.session_state[CHECKED] = checked
    st.session_state[PICKED] = _first_to_look_at(checked.claims or ())


def _first_to_look_at(claims: tuple[Claim, ...]) -> int:
    """Give the number of the claim to open first: one that is contradicted, if there is one."""
    order = ("contradicted", "partly", "supported", "not_found")
    numbered = sorted(enumerate(claims, start=1), key=lambda item: order.index(item[1].verdict))
    return numbered[0][0] if numbered else 0


@st.fragment
def _draw_checked(answer: Answer) -> None:
    claims = answer.claims or ()
    if not claims:
        st.info("No claim was found in this text that the sources could speak to.")
        return
    st.html(f'<p class="quiet" role="status">{_summary(claims)}</p>')
    with st.container(key="checked-draft"):
        left, right = st.columns(COLUMNS, gap="large")
    with left:
        picked = int(st.session_state.get(PICKED) or 1)
        clicked = draw_draft(answer.question, claims, picked=picked, key="draft-body")
        if clicked is not None and 1 <= clicked <= len(claims) and clicked != picked:
            st.session_state[PICKED] = clicked
            st.rerun(scope="fragment")
        st.html(kicker("Claims"))
        for number, claim in enumerate(claims, start=1):
            _draw_row(number, claim, picked=number == picked)
        _draw_export(answer)
    with right, st.container(key="evidence-claim"):
        _draw_picked(answer, claims, min(picked, len(claims)))


def _summary(claims: tuple[Claim, ...]) -> str:
    counts = [
        f"{sum(claim.verdict == verdict for claim in claims)} {words.lower()}"
        for verdict, (_, words) in VERDICTS.items()
        if any(claim.verdict == verdict for claim in claims)
    ]
    noun = "claim" if len(claims) == 1 else "claims"
    return f"{len(claims)} {noun}: {escape(', '.join(counts))}"


def _draw_row(number: int, claim: Claim, *, picked: bool) -> None:
    sign, words = VERDICTS[claim.verdict]
    corrected = (
        f'<p class="corrected">The sources say: {escape(claim.corrected)}</p>'
        if claim.corrected
        else ""
    )
    st.html(
        f'<div class="claim-row{" picked" if picked else ""}">'
        f'<div class="verdict {claim.verdict}">{number} {sign} {words}</div>'
        f"<blockquote>{escape(claim.text)}</blockquote>{corrected}</div>"
    )


def _draw_picked(answer: Answer, claims: tuple[Claim, ...], number: int) -> None:
    claim = claims[number - 1]
    sign, words = VERDICTS[claim.verdict]
    st.html(
        kicker(f"Claim {number}")
        + f'<div class="claim-open"><div class="verdict {claim.verdict}">{sign} {words}</div>'
        f"{render_markup(claim.why)}</div>"
    )
    known = {citation.n: citation for citation in answer.citations}
    cited = [known[n] for n in claim.citations if n in known]
    anchor = f"claim-{number}-"
    if cited and not any(f"{anchor}{citation.n}" in st.session_state for citation in cited):
        st.session_state[f"{anchor}{cited[0].n}"] = True
    draw_evidence(cited, anchor=anchor)


def _draw_export(answer: Answer) -> None:
    with st.container(key="footer-draft", horizontal=True, gap="small"):
        for format, (words, name) in FORMATS.items():

            def content(format: Format = format) -> bytes:
                return annotate(answer, format)

            st.download_button(
                words,
                content,
                file_name=name,
                key=f"draft-{format}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )


if __name__ == "__main__":  # Streamlit runs a page file as __main__; importing it draws nothing
    draw()
