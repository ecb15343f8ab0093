"""A checked draft: annotated in place, each claim a button that opens its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import streamlit as st

from bot.answers import Claim

__all__ = ["VERDICTS", "annotate", "draw_draft"]

# a sign beside the colour: nobody has to tell green from red
VERDICTS = {
    "supported": ("✓", "Supported"),
    "contradicted": ("✗", "Contradicted"),
    "partly": ("◐", "Partly right"),
    "not_found": ("?", "Not found in the sources"),
}


def draw_draft(text: str, claims: Sequence[Claim], *, picked: int, key: str) -> int | None:
    """Draw the draft; give the number of the claim that was just clicked, from 1."""
    result = _component()(
        key=key,
        data={"html": annotate(text, claims, picked=picked)},
        on_claim_change=lambda: None,
    )
    clicked = result.get("claim")
    return int(clicked) if clicked is not None else None


def annotate(text: str, claims: Sequence[Claim], *, picked: int = 0) -> str:
    """Give the draft as HTML with each claim underlined by its verdict and numbered.

    Claims that overlap an earlier one, or lie outside the text, are left unmarked.
    """
    html, at = "", 0
    for number, claim in sorted(enumerate(claims, start=1), key=lambda item: item[1].start):
        if not at <= claim.start < claim.end <= len(text):
            continue
        sign, words = VERDICTS[claim.verdict]
        pressed = "true" if number == picked else "false"
        html += escape(text[at : claim.start])
        html += (
            f'<span role="button" tabindex="0" class="claim {claim.verdict}" data-n="{number}" '
            f'aria-pressed="{pressed}" title="{escape(words)}">'
            f"{escape(text[claim.start : claim.end])}<sup>&#8239;{number}&#8239;{sign}</sup></span>"
        )
        at = claim.end
    return f'<div class="draft">{html}{escape(text[at:])}</div>'


@cache
def _component() -> Any:
    package = files("bot.pages")
    return st.components.v2.component(
        "onrecord_draft",
        html='<div class="page"></div>',
        js=package.joinpath("draft.js").read_text("utf-8"),
        isolate_styles=False,  # the page's own stylesheet holds for it
    )
