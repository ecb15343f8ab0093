"""The answer's body as one Streamlit component: markers, hover cards, marked figures.

Markdown cannot do it: a marker must be a button that tells the page which source to open.
The running answer is drawn with the same HTML and the same CSS, without the buttons' actions.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from bot.answers import Answer, Citation, Derivation, Figure
from bot.compose.markup import find_figures, render_markup
from bot.pages.chips import measure_name, place_name
from bot.pages.number_style import ENGLISH, NumberStyle, reader_style, restyle

__all__ = [
    "body_css",
    "card_lines",
    "draw_body",
    "figure_lines",
    "own_figures",
    "running_body",
]

NAME = "onrecord_answer_body"
HTML = '<div class="answer-body"><div class="text" aria-live="polite"></div>\
<div class="card" id="card" role="tooltip" hidden></div></div>'
STATUS_WORDS = {
    "matched": "Matched to its source",
    "computed": "Computed from cited cells",
    "unmatched": "Not matched to a source",
}


def draw_body(answer: Answer, *, key: str, anchor: str) -> int | None:
    """Draw a finished answer; give the number of the marker that was just clicked.

    ``anchor`` and a citation's number make the key of the element that shows its evidence.
    """
    figures = answer.figures
    derivations = {derivation.figure: derivation for derivation in answer.derivations}
    style = reader_style()
    ours = own_figures(answer)

    def write(index: int, shown: str) -> str:
        return restyle(shown, style) if index in ours else shown

    result = _component()(
        key=key,
        data={
            "html": render_markup(
                answer.text,
                citations={c.n for c in answer.citations},
                figures=figures,
                write=write,
            ),
            "cards": {str(c.n): card_lines(c, style) for c in answer.citations},
            "figures": [
                figure_lines(figure, derivations.get(index), style if index in ours else ENGLISH)
                for index, figure in enumerate(figures)
            ],
            "anchor": anchor,
        },
        on_marker_change=lambda: None,
    )
    clicked = result.get("marker")
    return int(clicked) if clicked is not None else None


def own_figures(answer: Answer) -> frozenset[int]:
    """Give the numbers of the figures that are ours to write: out of tables, outside quotes.

    What stands in a source's words, between quotation marks or unmatched is left as it is.
    """
    tables = {citation.n for citation in answer.citations if citation.kind == "figures"}
    found = set()
    spans = find_figures(answer.text, answer.figures)
    for index, (figure, (start, _)) in enumerate(zip(answer.figures, spans, strict=True)):
        before = answer.text[:start]
        quoted = before.count("“") > before.count("”")
        rests = figure.citation in tables or (figure.status == "computed" and not figure.citation)
        if rests and figure.status != "unmatched" and not quoted:
            found.add(index)
    return frozenset(found)


def running_body(text: str, *, citations: list[int]) -> str:
    """Give the checked part of an answer that is still coming, as HTML."""
    html = render_markup(_whole_markers(text), citations=citations)
    return f'<div class="answer-body" aria-live="polite" aria-busy="true">{html}</div>'


def card_lines(citation: Citation, style: NumberStyle = ENGLISH) -> dict[str, str]:
    """Say what the card over a marker says: source, place in it, exact words or cell."""
    if citation.kind == "passage":
        words = f"“{citation.quote}”" if citation.quote else ""
    else:
        values = [
            restyle(_cell(citation.rows[row][column]), style)
            for row, column in citation.cells[:4]
            if row < len(citation.rows) and column < len(citation.rows[row])
        ]
        more = len(citation.cells) - len(values)
        words = ("Cell: " if len(citation.cells) == 1 else "Cells: ") + ", ".join(values)
        words = (words + (f" and {more} more" if more > 0 else "")) if values else ""
    where = " · ".join(
        part for part in (citation.publisher, citation.release or citation.date) if part
    )
    return {"kind": citation.kind, "from": citation.title, "where": where, "words": words}


def figure_lines(
    figure: Figure, derivation: Derivation | None, style: NumberStyle = ENGLISH
) -> list[tuple[str, str]]:
    """Say what the card over a figure says: its status, what it counts, how it was computed."""
    named = (place_name(figure.place), figure.period, measure_name(figure.measure))
    about = " · ".join(part for part in named if part)
    lines = [("from", STATUS_WORDS[figure.status]), ("where", about)]
    if derivation is not None:
        inputs = ", ".join(
            f"{restyle(_cell(cell.value), style)} [{cell.citation}]" for cell in derivation.inputs
        )
        lines.append(("where", f"{derivation.formula}, {derivation.rounding}"))
        lines.append(("where", f"from {inputs}"))
    elif figure.citation:
        shown = restyle(figure.text, style)
        lines.append(("where", f"{shown} in source [{figure.citation}]"))
    return lines


@cache
def body_css() -> str:
    """Give the stylesheet that the finished and the running answer share."""
    return files("bot.pages").joinpath("answer_body.css").read_text("utf-8")


@cache
def _component() -> Any:
    # registered at the first draw, not at import; once, since registering again would warn
    script = files("bot.pages").joinpath("answer_body.js").read_text("utf-8")
    return st.components.v2.component(NAME, html=HTML, css=body_css(), js=script)


def _whole_markers(text: str) -> str:
    """Hold back half a citation marker at the end of a running text."""
    opened = text.rfind("[")
    return text[:opened] if opened > text.rfind("]") and opened >= len(text) - 12 else text


def _cell(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, int) or float(value).is_integer():
        # a year keeps its four digits: no comma under 10,000
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}"
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.1f}"
