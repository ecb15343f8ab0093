"""Refusals: what was looked for, which part is missing, and what lies nearest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import Status
from bot.calculate.availability import Missing
from bot.calculate.evidence import Table
from bot.compose.against import against
from bot.compose.clauses import state
from bot.compose.conditions import COMPARISONS
from bot.compose.draft import Draft
from bot.compose.numbers import format_bound
from bot.compose.wording import join, name, possessive
from bot.readings import Reading
from bot.understand.unused_cues import LEFT_OUT
from corpus.catalogues import Catalogue, Measure

__all__ = [
    "offer_nearest",
    "refuse_best",
    "refuse_figures",
    "refuse_future",
    "refuse_kind",
    "refuse_narrower",
    "refuse_passages",
]

_MANY = 8  # places named in a refusal; of more, the best known are
_BEST_KNOWN = ("CHN", "USA", "EU27", "GBR", "DEU", "FRA", "IND", "JPN", "KOR", "CAN")
_EXAMPLES = 5
_SUGGESTED = 3


def refuse_figures(draft: Draft, missing: Missing, reading: Reading, catalogue: Catalogue) -> None:
    """Say what part of a figures question the data do not have."""
    draft.status = "no_answer"
    if "figures" not in draft.route:
        draft.route.append("figures")
    measure = missing.measure
    if measure is None:
        draft.say("The sources here have no figure for that.")
        return
    source = catalogue.dataset(measure.dataset).short
    by = "" if measure.view == "as_reported" else f" from {source}"
    if missing.part in ("year", "grain"):
        if missing.last and any(point.year > missing.last.year for point in reading.period.points):
            draft.caveat("Onrecord makes no forecasts: it has only what its sources have counted.")
        _refuse_time(draft, missing, measure, by=by)
    elif missing.part == "normaliser":
        _refuse_normaliser(draft, missing, measure, source=source)
        if reading.places:
            places = join([name(draft.book, code) for code in reading.places])
            draft.suggest(f"{_question(catalogue.concept(reading.concept).label)} {places}?")
    elif missing.part == "place":
        _refuse_place(draft, missing, measure, reading, by=by)
    else:
        draft.say(f"The question names no topic, and {measure.label} are counted topic by topic.")


def _refuse_time(draft: Draft, missing: Missing, measure: Measure, *, by: str) -> None:
    """Say which years or quarters there are, and suggest the nearest."""
    what, asked = measure.label, missing.asked
    places = join([name(draft.book, code) for code in missing.places])
    whose = possessive(places or "that")
    if missing.spans:
        spans = join([f"{first}–{last}" for first, last in missing.spans])
        draft.say(
            f"There is no figure for {whose} {what} for {asked}; the source gives only {spans}, "
            "as one number."
        )
    elif missing.first and missing.last:
        if missing.part == "grain":
            draft.say(
                f"There are no quarterly figures for {whose} {what}: the series{by} is yearly."
            )
        several = missing.first != missing.last
        span = (
            f"runs from {missing.first} to {missing.last}"
            if several
            else f"has only {missing.first}"
        )
        scope = f" for {places}" if places else ""
        draft.say(f"There is no figure for {what} in {asked}{scope}: the series{by} {span}.")
    else:
        draft.say(f"There is no figure for {whose} {what} for {asked}.")
    if places:
        for point in missing.nearest:
            draft.suggest(f"{_question(what)} {places}, {point}?")


def _refuse_normaliser(draft: Draft, missing: Missing, measure: Measure, *, source: str) -> None:
    """Say why nothing can be given per head or per GDP."""
    if "TWN" in missing.places:
        draft.say(
            "The World Bank's tables do not include Taiwan, so nothing can be given per head "
            "or per GDP for it."
        )
    elif missing.places:
        who = join([name(draft.book, code) for code in missing.places])
        draft.say(f"There is no figure for {measure.label} for {who} to divide by.")
    else:
        draft.say(
            f"{possessive(source)} {measure.label} cannot be put in relation to anything here."
        )


def _refuse_place(
    draft: Draft, missing: Missing, measure: Measure, reading: Reading, *, by: str
) -> None:
    """Say which places there are, all of a few or the best known of many."""
    what = measure.label
    if reading.threshold is not None and not reading.places and not missing.places:
        who = "the places with data"
        if reading.universe:
            who = f"the places of {name(draft.book, reading.universe)}"
        when = "" if reading.period.kind == "latest" else f" in {reading.period}"
        if reading.threshold.place:
            rival = name(draft.book, reading.threshold.place)
            mass = measure.kind in ("share", "rate", "money")
            condition = against(draft, reading.threshold, f"{what}{when}", rival, mass=mass)
            draft.say(f"None of {who} {condition}, as far as there are figures{by}.")
            return
        bound = format_bound(reading.threshold.value)
        draft.name(bound)
        draft.say(
            f"None of {who} had {COMPARISONS[reading.threshold.comparison]} {bound} {what}{when}, "
            f"as far as there are figures{by}."
        )
        return
    if missing.places:
        who = join([name(draft.book, code) for code in missing.places])
        draft.say(f"There is no figure for {who} for {what}{by}.")
    else:
        draft.say(f"No place was named, and {what}{by} has no world total.")
    codes = [
        code
        for code in missing.available
        if code in draft.book
        and (draft.book.place(code).kind in ("country", "territory", "bloc") or "&" in code)
    ]
    if not codes:
        return
    if len(codes) <= _MANY:
        named = [name(draft.book, code) for code in codes]
        pairs = any("&" in code for code in codes)
        draft.say(f"It has {'; '.join(named) if pairs else join(named)}.")
    else:
        known = [code for code in _BEST_KNOWN if code in codes]
        codes = (known or codes)[:_EXAMPLES]
        listed = join([name(draft.book, code) for code in codes])
        draft.say(f"It covers other places, among them {listed}.")
    for code in codes[:_SUGGESTED]:
        draft.suggest(f"{_question(what)} {name(draft.book, code)}?")


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


def refuse_best(draft: Draft, reading: Reading) -> None:
    """Ask back by what "best" is to be measured, and name the orders there are."""
    draft.status = "clarify"
    draft.say(
        f"“{reading.narrows[0].capitalize()}” by what? The sources rank none by quality; "
        f"what they list can be put in order by {join(list(reading.notes))}."
    )


def refuse_narrower(draft: Draft, table: Table, reading: Reading) -> None:
    """Say which word no figure takes into account, and offer the count without it."""
    draft.status = "no_answer"
    measure = table.request.measure
    words = join([f"“{word}”" for word in reading.narrows])
    for word in reading.narrows:
        draft.name(word, spelled=True)
    larger = [note for note in reading.notes if any(f"“{w}”" in note for w in reading.narrows)]
    for note in larger:  # "There are no figures for “Bavaria” alone; those of Germany include it."
        draft.say(note)
    if any(note.startswith(LEFT_OUT) for note in larger):
        draft.say(
            f"{table.dataset.short} {'count' if table.request.reported else 'counts'} "
            f"{measure.label} for each place and year; one thing at a time can be asked of them."
        )
    if not larger:
        draft.say(
            f"No figure here takes {words} into account: {table.dataset.short} "
            f"{'count' if table.request.reported else 'counts'} {measure.label} as a whole."
        )
    places = join([name(draft.book, code) for code in reading.places if code in draft.book])
    when = f", {reading.period}" if "period" in reading.stated else ""
    draft.suggest(f"{_question(measure.label)} {places or 'the world'}{when}?")


def refuse_future(draft: Draft, reading: Reading, catalogue: Catalogue) -> None:
    """Say that nothing is foretold here, and offer what has been counted."""
    draft.status = "no_answer"
    draft.say(
        "Onrecord makes no forecasts: it has only what its sources have counted, and no figure "
        "for years to come."
    )
    if reading.concept:
        what = _question(catalogue.concept(reading.concept).label)
        places = join([name(draft.book, code) for code in reading.places if code in draft.book])
        draft.suggest(f"{what} {places or 'the world'} over time?")
        draft.suggest(f"{what} {places or 'the world'}, latest year?")


def refuse_passages(draft: Draft, *, foreign: bool) -> None:
    """Say that the sources do not answer a question, or that it is about something else."""
    if foreign:
        refuse_kind(draft, "out_of_scope")
        return
    draft.status = "no_answer"
    draft.say("The sources here do not answer that.")


_KINDS: dict[str, tuple[Status, str]] = {
    "empty": (
        "clarify",
        "There was no question in that. Ask about AI research by country: publications, "
        "citations, patents, talent, models, investment.",
    ),
    "opinion": (
        "no_answer",
        "Onrecord gives no opinions. It can say what the sources report on the subject.",
    ),
    "private": (
        "out_of_scope",
        "Onrecord does not answer questions about people's private lives; it covers published "
        "sources on AI research.",
    ),
    "out_of_scope": (
        "out_of_scope",
        "That is outside what Onrecord covers: the Digital Science report on AI research and "
        "sources around it. It has no other information to give.",
    ),
}


def refuse_kind(draft: Draft, intent: str) -> None:
    """Refuse by the kind of question: opinion, private life, off topic, nothing asked."""
    draft.status, text = _KINDS[intent]
    draft.say(text)
