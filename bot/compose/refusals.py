"""Refusals: what was looked for, which part is missing, and what lies nearest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.calculate.availability import Missing
from bot.calculate.evidence import Table
from bot.compose.clauses import state
from bot.compose.draft import Draft
from bot.compose.wording import join, name, possessive
from bot.readings import Reading
from corpus.catalogues import Catalogue

__all__ = ["offer_nearest", "refuse_figures", "refuse_kind", "refuse_passages"]

_MANY = 8  # places named in a refusal; more are counted


def refuse_figures(draft: Draft, missing: Missing, reading: Reading, catalogue: Catalogue) -> None:
    """Say what part of a figures question the data do not have."""
    draft.status = "no_answer"
    if "figures" not in draft.route:
        draft.route.append("figures")
    measure = missing.measure
    if measure is None:
        draft.say("The sources here have no figure for that.")
        return
    what = measure.label
    who = join([name(draft.book, code) for code in missing.places]) or "that"
    source = catalogue.dataset(measure.dataset).short
    by = "" if measure.view == "as_reported" else f" from {source}"
    if missing.part in ("year", "grain"):
        if missing.spans:
            spans = join([f"{first}–{last}" for first, last in missing.spans])
            draft.say(
                f"There is no figure for {possessive(who)} {what} for {missing.asked}; the source gives only {spans}, as one number."
            )
        elif missing.first and missing.last:
            if missing.part == "grain":
                draft.say(
                    f"There are no quarterly figures for {possessive(who)} {what}: the series{by} is yearly."
                )
            span = (
                f"runs from {missing.first} to {missing.last}"
                if missing.first != missing.last
                else f"has only {missing.first}"
            )
            scope = f" for {who}" if missing.places else ""
            draft.say(
                f"There is no figure for {what} in {missing.asked}{scope}: the series{by} {span}."
            )
        else:
            draft.say(f"There is no figure for {possessive(who)} {what} for {missing.asked}.")
        places = [name(draft.book, code) for code in missing.places]
        for point in missing.nearest:
            if places:
                draft.suggest(f"{_question(measure.label)} {join(places)}, {point}?")
    elif missing.part == "normaliser":
        draft.status = "no_answer"
        if missing.places:
            reason = (
                "The World Bank's tables do not include Taiwan, so nothing can be given per head or per GDP for it."
                if "TWN" in missing.places
                else f"There is no {what} for {who} to divide by."
            )
            draft.say(reason)
        else:
            draft.say(f"{possessive(source)} {what} cannot be put in relation to anything here.")
        if reading.places:
            draft.suggest(
                f"{_question(catalogue.concept(reading.concept).label)} {join([name(draft.book, code) for code in reading.places])}?"
            )
    elif missing.part == "place":
        countries = [
            code
            for code in missing.available
            if code in draft.book
            and draft.book.place(code).kind in ("country", "territory", "bloc")
        ]
        listed = join([name(draft.book, code) for code in countries[:_MANY]]) if countries else ""
        if missing.places:
            draft.say(f"There is no figure for {who} for {what}{by}.")
        else:
            draft.say(f"No place was named, and {what}{by} has no world total.")
        if listed and len(countries) <= _MANY:
            draft.say(f"It has {listed}.")
            for code in countries[:3]:
                draft.suggest(f"{_question(what)} {name(draft.book, code)}?")
        elif listed:
            draft.say(
                f"It covers other places, among them {join([name(draft.book, code) for code in _known(countries)])}."
            )
            for code in _known(countries)[:3]:
                draft.suggest(f"{_question(what)} {name(draft.book, code)}?")
    else:
        draft.say(f"The question names no topic, and {what} are counted topic by topic.")


def _known(codes: list[str]) -> list[str]:
    wanted = ["CHN", "USA", "EU27", "GBR", "DEU", "FRA", "IND", "JPN", "KOR", "CAN"]
    first = [code for code in wanted if code in codes]
    return (first or codes)[:5]


def _question(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]} of"


def offer_nearest(draft: Draft, tables: Sequence[Table]) -> None:
    """Give what other measures say of the same places, labelled as something else."""
    lines = []
    for table in tables:
        for row in table.read()[-2:]:
            lines.append((table, row))
    if not lines:
        return
    draft.say("Nearest to it, but something else:")
    for table, row in lines[:4]:
        draft.say(
            f"{state(draft, table, row)}, according to {draft.name_source(table, row)} "
            f"[{draft.cite(table, row)}]. {_counts(table)}".rstrip(),
            item=True,
        )


def _counts(table: Table) -> str:
    """Say what a measure counts, where that holds no number of its own."""
    definition = table.request.measure.definition
    return "" if any(char.isdigit() for char in definition) else f"Counted: {definition}"


def refuse_passages(draft: Draft, *, foreign: bool) -> None:
    """Say that the sources do not answer a question, or that it is about something else."""
    if foreign:
        refuse_kind(draft, "out_of_scope")
        return
    draft.status = "no_answer"
    draft.say("The sources here do not answer that.")


_KINDS = {
    "empty": (
        "clarify",
        "There was no question in that. Ask about AI research by country: publications, citations, patents, talent, models, investment.",
    ),
    "opinion": (
        "no_answer",
        "Onrecord gives no opinions. It can say what the sources report on the subject.",
    ),
    "private": (
        "out_of_scope",
        "Onrecord does not answer questions about people's private lives; it covers published sources on AI research.",
    ),
    "out_of_scope": (
        "out_of_scope",
        "That is outside what Onrecord covers: the Digital Science report on AI research and sources around it. It has no other information to give.",
    ),
    "future": (
        "no_answer",
        "Onrecord makes no predictions. It has what the sources report up to their last year.",
    ),
}


def refuse_kind(draft: Draft, intent: str) -> None:
    """Refuse by the kind of question: opinion, private life, off topic, nothing asked."""
    status, text = _KINDS[intent]
    draft.status = status  # type: ignore[assignment]
    draft.say(text)
