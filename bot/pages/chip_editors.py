"""Chip editors: the parts of a reading as chips that open, each with what it may be instead.

Nothing waits for a button: a change asks the question again at once, as a turn of its own, so
that the answer before stays as it was quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from bot.answers import Answer
from bot.pages.chips import OPERATIONS, measure_name, place_name, reading_chips, source_name
from bot.pages.edit_reading import (
    can_edit,
    changed_parts,
    unworded,
    with_concept,
    with_measure,
    with_normaliser,
    with_operation,
    with_period,
    with_places,
    with_source,
)
from bot.pages.look import chips, kicker
from bot.pages.opening import onrecord
from corpus.added_catalogue import extend_source_names
from corpus.places import read_places
from corpus.source_names import read_source_names

__all__ = ["draw_chips"]

Again = Callable[[str, Mapping[str, Any]], None]  # question, reading

EDITS = "chip-edits"  # key of the session: how often a chip was edited
OFFERED = (
    *("lookup", "compare", "trend", "change", "peak", "trough"),
    *("ranking", "rank_of", "share", "sum", "mean", "text"),
)
ALWAYS = ("Asked for", "What", "Measure", "Places", "Per", "Period", "Source")
NOTHING = {"Measure": "any", "Places": "all", "Per": "nothing", "Source": "any"}
UNSET = {"Per": "Divided by"}  # a label that reads oddly where there is nothing to name
PERIODS = {
    "latest": "Latest",
    "at": "One year",
    "since": "Since",
    "until": "Until",
    "range": "From–to",
    "all": "All years",
}
FIRST_YEAR, LAST_YEAR = 2000, 2025
DIVISORS = {
    "": "Nothing",
    "population": "A million people",
    "gdp": "A billion dollars of GDP",
}


def draw_chips(answer: Answer, before: Answer | None, *, key: str, again: Again) -> None:
    """Draw how a question was understood; ``before`` is the answer that was edited, if any."""
    told = dict(reading_chips(answer.reading))
    if not told:
        return
    changed = changed_parts(before.reading, answer.reading) if before is not None else set()
    was = dict(reading_chips(before.reading)) if before is not None else {}
    whole = st.container(gap="xxsmall")
    whole.html(kicker("Understood as"))
    if not can_edit(answer.reading):
        whole.html(chips(list(told.items())))
        return
    edits = st.session_state.get(EDITS, 0)
    with whole.container(key=f"chips-{key}", horizontal=True, gap="xsmall"):
        for label in [*ALWAYS, *(name for name in told if name not in ALWAYS)]:
            words = told.get(label) or NOTHING.get(label, "")
            if label not in ALWAYS:
                st.html(chips([(label, words)]))
            elif words:
                note = f"It was: {was.get(label) or NOTHING.get(label, '')}"
                _draw_chip(
                    label,
                    words,
                    answer,
                    key=f"{'edited-' if label in changed else ''}chip-{key}-{label}-{edits}",
                    note=note if label in changed else "",
                    again=again,
                )


def _draw_chip(
    label: str, words: str, answer: Answer, *, key: str, note: str, again: Again
) -> None:
    sign = "✎ " if note else ""
    name = UNSET.get(label, label) if words == NOTHING.get(label) else label
    shown = f"{sign}{name} **{_plain(words)}**"
    with st.popover(shown, key=key, on_change="rerun", help=note or None, wrap=True) as opened:
        if not opened.open:
            return
        fresh = EDITORS[label](answer.reading, f"{key}-edit")
        if fresh is not None and fresh != dict(answer.reading):
            # under another key it stands closed again: the new answer is what is read
            st.session_state[EDITS] = st.session_state.get(EDITS, 0) + 1
            again(answer.question, unworded(fresh))
            st.rerun()


def _edit_operation(reading: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    now = str(reading.get("operation") or "lookup")
    offered = list(dict.fromkeys([now, *OFFERED]))
    chosen = st.radio(
        "Asked for",
        offered,
        format_func=lambda name: _upper(OPERATIONS.get(name, name.replace("_", " "))),
        key=key,
    )
    if chosen == now or chosen is None:
        return None
    if chosen == "text":
        return {**with_operation(reading, "text"), "intent": "passages"}
    return with_operation(reading, chosen)


def _edit_concept(reading: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    catalogue = onrecord().knowledge.catalogue
    names = {concept.id: concept.label for concept in catalogue.concepts}
    now = str(reading.get("concept"))
    offered = sorted(names, key=lambda id: names[id].lower())
    at = offered.index(now) if now in names else None
    chosen = st.selectbox(
        "What is counted", offered, index=at, format_func=lambda id: _upper(names[id]), key=key
    )
    return with_concept(reading, chosen) if chosen and chosen != now else None


def _edit_measure(reading: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    catalogue = onrecord().knowledge.catalogue
    offered = [measure.id for measure in catalogue.measures_of(str(reading.get("concept")))]
    held = list(reading.get("measures") or ())
    now = held[0] if len(held) == 1 else ""
    chosen = st.radio(
        "Measure",
        list(dict.fromkeys([now, "", *offered])) if now else ["", *offered],
        format_func=lambda id: _measure_words(id, catalogue) if id else "All of them",
        key=key,
    )
    return with_measure(reading, chosen, catalogue) if chosen not in (None, now) else None


def _edit_places(reading: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    book = read_places()
    now = [str(code) for code in reading.get("places") or ()]
    offered = list(
        dict.fromkeys([*now, *sorted((place.code for place in book.places()), key=place_name)])
    )
    chosen = st.multiselect(
        "Places",
        offered,
        default=now,
        format_func=place_name,
        key=key,
        select_all=False,
        filter_mode="contains",
    )
    return with_places(reading, chosen) if chosen != now else None


def _edit_divisor(reading: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    now = str(reading.get("normaliser") or "")
    offered = list(dict.fromkeys([now, *DIVISORS]))
    chosen = st.radio(
        "Per", offered, format_func=lambda name: DIVISORS.get(name) or measure_name(name), key=key
    )
    return with_normaliser(reading, chosen) if chosen not in (None, now) else None


def _edit_period(reading: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    period = reading.get("period") or {}
    kind = str(period.get("kind") or "latest")
    years = [int(point[0]) for point in period.get("points") or ()]
    chosen = st.segmented_control(
        "Period",
        list(PERIODS),
        default=kind if kind in PERIODS else None,
        format_func=PERIODS.__getitem__,
        key=f"{key}-kind",
    )
    if chosen is None:
        return None
    if chosen in ("latest", "all"):
        return with_period(reading, chosen) if chosen != kind else None
    low, high = min([FIRST_YEAR, *years]), max([LAST_YEAR, *years])
    if chosen == "range":
        first, last = (years[0], years[-1]) if len(years) > 1 else (2010, high)
        picked = list(st.slider("Years", low, high, (first, last), key=f"{key}-years"))
    else:
        first = years[0] if years else 2022
        picked = [int(st.number_input("Year", low, high, first, key=f"{key}-year"))]
    same = chosen == kind and picked == years
    return None if same else with_period(reading, chosen, picked)


def _edit_source(reading: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    desk = onrecord()
    named = extend_source_names(read_source_names(), desk.added_figures())
    groups = [group for group in named if group.datasets or group.measures]
    now = str(reading.get("source") or "")
    offered = list(dict.fromkeys(["", *([now] if now else []), *(group.id for group in groups)]))
    chosen = st.selectbox(
        "Source",
        offered,
        index=offered.index(now),
        format_func=lambda id: _upper(source_name(id)) if id else "Any source",
        key=key,
    )
    if chosen is None or chosen == now:
        return None
    return with_source(reading, chosen, catalogue=desk.knowledge.catalogue, groups=named)


EDITORS: dict[str, Callable[[Mapping[str, Any], str], dict[str, Any] | None]] = {
    "Asked for": _edit_operation,
    "What": _edit_concept,
    "Measure": _edit_measure,
    "Places": _edit_places,
    "Per": _edit_divisor,
    "Period": _edit_period,
    "Source": _edit_source,
}


def _measure_words(measure: str, catalogue: Any) -> str:
    found = catalogue.measure(measure)
    return f"{_upper(found.label)} ({catalogue.dataset(found.dataset).short})"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _plain(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-!$~:<>|" else sign for sign in text)
