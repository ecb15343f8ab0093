"""What stands around an answer's text: what was not checked, caveats, disagreements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from bot.answers import Answer, Citation, Conflict
from bot.compose.markup import render_markup
from bot.pages.look import kicker

__all__ = ["caveats_html", "conflict_html", "unchecked_html"]

STRUCK = re.compile(r"~~(?=\S).+?(?<=\S)~~", re.DOTALL)
WHY = {
    "definition": "They count different things.",
    "period": "They are of different times.",
    "revision": "One is a later release of the other.",
    "rounding": "One is rounded.",
    "true conflict": "They count the same thing and give different numbers.",
}


def unchecked_html(answer: Answer) -> str:
    """Say what was not checked and what was struck; empty where there is neither."""
    parts = []
    if answer.unchecked:
        listed = "; ".join(escape(item) for item in answer.unchecked)
        parts.append(f"<p><strong>Not checked:</strong> {listed}</p>")
    if struck := len(STRUCK.findall(answer.text)):
        told = "1 sentence" if struck == 1 else f"{struck} sentences"
        parts.append(
            f"<p><strong>Struck:</strong> {told} below did not pass the check and "
            f"{'stands' if struck == 1 else 'stand'} struck through. Do not use "
            f"{'it' if struck == 1 else 'them'}.</p>"
        )
    return f'<div class="unchecked" role="note">{"".join(parts)}</div>' if parts else ""


def caveats_html(caveats: Sequence[str]) -> str:
    """List the caveats that apply to this answer."""
    listed = "".join(f"<li>{render_markup(caveat)}</li>" for caveat in caveats)
    return f'<ul class="caveats" aria-label="Caveats">{listed}</ul>'


def conflict_html(conflict: Conflict, citations: Sequence[Citation]) -> str:
    """Set the sides of a disagreement beside each other: source, value, year, what is counted.

    Where all say the same and the years differ, the years alone are told.
    """
    values, years = ({getattr(side, part) for side in conflict.sides} for part in ("value", "year"))
    valued = len(values) > 1 or len(years) == 1
    head = '<th scope="col" class="number">Value</th>' if valued else ""
    names = {citation.n: citation.publisher or citation.title for citation in citations}
    rows = ""
    for side in conflict.sides:
        value = f'<td class="number">{escape(side.value)}</td>' if valued else ""
        source = f"{escape(names.get(side.citation, ''))} [{side.citation}]"
        rows += (
            f"<tr>{value}<td>{escape(side.year)}</td><td>{source}</td>"
            f"<td>{escape(side.definition)}</td></tr>"
        )
    return (
        f'<div class="conflict">{kicker(conflict.point)}'
        f'<p class="why">{escape(WHY.get(conflict.kind, conflict.kind))}</p>'
        '<div class="rows" tabindex="0" role="region" '
        f'aria-label="{escape(conflict.point, quote=True)}: what the sources say">'
        f'<table><thead><tr>{head}<th scope="col">Year</th><th scope="col">Source</th>'
        '<th scope="col">What is counted</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div>"
    )
