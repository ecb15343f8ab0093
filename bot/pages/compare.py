"""The comparison: places beside each other over the same years, in a table, charts and sentences.

Everything comes from the same answers: the readings are asked, and each sentence is checked
like any other.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from bot.answers import Answer
from bot.pages.answer_body import draw_body
from bot.pages.chart_view import draw_chart_view
from bot.pages.chips import place_name
from bot.pages.compared import (
    Compared,
    common_years,
    comparable_measures,
    compare_places,
    default_measures,
    measures_named,
    span_of,
)
from bot.pages.evidence import draw_evidence, open_evidence
from bot.pages.look import draw_look, kicker
from bot.pages.number_style import reader_style, restyle
from bot.pages.opening import onrecord
from bot.pages.readers import check_pace, draw_reader, reader
from bot.pages.turn_notes import caveats_html, unchecked_html
from bot.pages.turns import COLUMNS
from corpus.errors import OnrecordError
from corpus.places import read_places

__all__ = ["draw"]

PLACES, MEASURES = "compare-places", "compare-measures"  # keys of the session
YEARS = "compare-years"  # beginning of a key: the years that are offered follow
FIRST_CHOSEN = "compare-first"  # key of the session: what the page was opened with
MOST_PLACES, MOST_MEASURES = 8, 4
FIRST = ("DEU", "FRA", "GBR")

log = logging.getLogger(__name__)


def draw() -> None:
    """Draw the page."""
    draw_look()
    draw_reader()
    st.html(
        '<div class="start" style="margin-top:0"><h1>Compare</h1><p class="deck">Places beside '
        "each other, on the same counts and in the same years.</p></div>"
    )
    catalogue = onrecord().knowledge.catalogue
    offered = comparable_measures(catalogue)
    first = _first_chosen(offered)
    left, right = st.columns(2)
    with left:
        places = st.multiselect(
            "Places",
            sorted((place.code for place in read_places().places()), key=place_name),
            default=first[0],
            format_func=place_name,
            max_selections=MOST_PLACES,
            select_all=False,
            filter_mode="contains",
            key=PLACES,
        )
    with right:
        measures = st.multiselect(
            "What is counted",
            list(offered),
            default=first[1],
            format_func=offered.__getitem__,
            max_selections=MOST_MEASURES,
            select_all=False,
            key=MEASURES,
        )
    chosen = {"places": ",".join(places), "measures": ",".join(measures)}
    if len(places) < 2 or not measures:
        st.query_params.from_dict(chosen)
        st.info("Pick two places or more, and what is to be compared.")
        return
    years = _years(places, measures)
    picked = _pick_years(years)
    if picked is None:
        st.query_params.from_dict(chosen)
        st.info("There are no figures on this for these places in the same years.")
        return
    st.query_params.from_dict(chosen | {"from": str(picked[0]), "to": str(picked[1])})
    compared = _compare(places, years, picked)
    if compared:
        st.html(_table(places, compared, offered))
        for number, item in enumerate(compared, start=1):
            _draw_measure(item, number=number, title=offered[item.measure])


def _years(places: Sequence[str], measures: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Give the years of each measure that the places have in common."""
    try:
        return {measure: common_years(onrecord(), places, measure) for measure in measures}
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        return {}


def _pick_years(years: Mapping[str, Sequence[int]]) -> tuple[int, int] | None:
    """Let the reader pick the first and the last year; at first, those in common."""
    span = span_of(years, onrecord().knowledge.catalogue)
    if span is None:
        return None
    if span.first == span.last:
        return (span.first, span.last)
    key = f"{YEARS}-{span.first}-{span.last}-{span.common[0]}-{span.common[1]}"
    start = span.common
    if YEARS not in st.session_state:
        asked = [str(st.query_params.get(name, "")) for name in ("from", "to")]
        low, high = (
            min(max(int(year), span.first), span.last) if year.isdecimal() else default
            for year, default in zip(asked, span.common, strict=True)
        )
        start = (low, high) if low <= high else start
    st.session_state[YEARS] = True  # the address speaks once: afterwards the field does
    first, last = st.slider(
        "Years",
        min_value=span.first,
        max_value=span.last,
        value=st.session_state.get(key, start),
        format="%d",
        key=key,
    )
    return (int(first), int(last))


def _first_chosen(offered: dict[str, str]) -> tuple[list[str], list[str]]:
    """Give the places and measures of the page's address, as it was when the page was opened.

    They are the defaults of the two fields: what is set through the session is lost on the way
    to the browser where a second run overtakes the first.
    """
    if PLACES in st.session_state and FIRST_CHOSEN in st.session_state:
        places, measures = st.session_state[FIRST_CHOSEN]
        return list(places), list(measures)
    known = {place.code for place in read_places().places()}
    asked = str(st.query_params.get("places", "")).split(",")
    found = [code for code in dict.fromkeys(asked) if code in known]
    named = str(st.query_params.get("measures", "")).split(",")
    measures = measures_named(named, onrecord().knowledge.catalogue, offered)
    chosen = (
        found[:MOST_PLACES] or list(FIRST),
        measures[:MOST_MEASURES] or default_measures(offered),
    )
    st.session_state[FIRST_CHOSEN] = chosen
    return chosen


def _compare(
    places: Sequence[str], years: Mapping[str, Sequence[int]], picked: tuple[int, int]
) -> list[Compared]:
    try:
        with st.spinner("Reading the tables…"):
            check_pace()
            return [
                compare_places(
                    onrecord(),
                    places,
                    measure,
                    years=[year for year in found if picked[0] <= year <= picked[1]],
                    reader=reader(),
                )
                for measure, found in years.items()
            ]
    except OnrecordError as error:
        log.error("%s: %s", type(error).__name__, error)
        st.error(error.for_reader, icon=":material/error:")
        return []


def _table(places: Sequence[str], compared: Sequence[Compared], labels: dict[str, str]) -> str:
    """Set the places against the measures: the first and the last of the years of each."""
    heads = years = ""
    for item in compared:
        wide = f' colspan="{len(item.years)}"' if len(item.years) > 1 else ""
        label = escape(labels[item.measure])
        heads += f'<th scope="colgroup" class="number"{wide}>{label}</th>'
        years += "".join(
            f'<th scope="col" class="number">{year}</th>' for year in item.years or ("–",)
        )
    rows, style = "", reader_style()
    for code in places:
        cells = "".join(
            f'<td class="number">{escape(restyle(item.values.get((code, year), "–"), style))}</td>'
            for item in compared
            for year in item.years or (0,)
        )
        rows += f'<tr><th scope="row">{escape(place_name(code))}</th>{cells}</tr>'
    return (
        '<div class="rows comparison" tabindex="0" role="region" aria-label="The comparison as a '
        'table"><table><thead><tr><th scope="col" rowspan="2">Place</th>'
        f"{heads}</tr><tr>{years}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


@st.fragment
def _draw_measure(item: Compared, *, number: int, title: str) -> None:
    with st.container(key=f"compared-{number}"):
        st.html(f'<h2 class="question">{escape(title)}</h2>')
        if not item.answers:
            st.info("There is no figure in these years that all of these places have.")
            return
        left, right = st.columns(COLUMNS, gap="large")
        with left:
            told: set[str] = set()
            for index, answer in enumerate(item.answers):
                _draw_sentences(answer, key=f"{number}-{index}", told=told)
        with right:
            for index, answer in enumerate(item.answers):
                if answer.citations:
                    st.html(kicker("Sources of the series" if index else "Sources"))
                    draw_evidence(answer.citations, anchor=f"source-c{number}-{index}-")


def _draw_sentences(answer: Answer, *, key: str, told: set[str]) -> None:
    anchor = f"source-c{key}-"
    if unchecked := unchecked_html(answer):
        st.html(unchecked)
    clicked = draw_body(answer, key=f"compared-body-{key}", anchor=anchor)
    if clicked is not None:
        open_evidence(anchor, clicked, answer.citations)
    fresh = [caveat for caveat in answer.caveats if caveat not in told]
    told.update(fresh)
    if fresh:
        st.html(caveats_html(fresh))
    if answer.chart is not None:
        draw_chart_view(answer.chart, key=f"compared-{key}")


if __name__ == "__main__":  # Streamlit runs a page file as __main__; importing it draws nothing
    draw()
