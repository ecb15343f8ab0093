"""Answers: from a reading and its evidence to a draft.  Pure: no I/O, no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from bot.calculate.evidence import Evidence, FigureEvidence, PassageEvidence, Table
from bot.compose.about_onrecord import say_about_onrecord
from bot.compose.about_source import say_about_source
from bot.compose.answer_kinds import fits_kind
from bot.compose.caveats import add_caveats
from bot.compose.changes import say_change, say_trend
from bot.compose.conditions import say_first_year
from bot.compose.conflicts import add_conflicts
from bot.compose.decide import WORDS_FIT, Basis, Decision, decide, is_reported
from bot.compose.differences import say_difference, say_ratio
from bot.compose.draft import Draft
from bot.compose.draft_answer import DraftAnswer
from bot.compose.entities import say_entities
from bot.compose.entity_texts import say_texts
from bot.compose.extract import Candidate, extract_sentences
from bot.compose.indexes import say_index
from bot.compose.library import Library
from bot.compose.named_places import names_place
from bot.compose.others import say_others
from bot.compose.overtaking import say_overtake
from bot.compose.pairs import say_pairs
from bot.compose.passages import say_nearest, say_open, say_passages
from bot.compose.peaks import say_peak
from bot.compose.premises import contradicted_premise
from bot.compose.ranked_words import in_percent
from bot.compose.rankings import say_count, say_rank_of, say_ranking
from bot.compose.refusals import (
    offer_nearest,
    refuse_best,
    refuse_figures,
    refuse_future,
    refuse_kind,
    refuse_narrower,
    refuse_passages,
)
from bot.compose.sourcing import asks_sourcing, say_sourcing
from bot.compose.subject_words import counted_words, subject_words
from bot.compose.summaries import say_summary
from bot.compose.table_charts import chart_table
from bot.compose.text_premises import contradicts
from bot.compose.told_overtakings import say_told_overtakings
from bot.compose.totals import say_mean, say_sum
from bot.compose.values import say_compare, say_lookup
from bot.readings import Reading
from bot.understand.quantities import find_quantities
from bot.understand.text_questions import ABOUT_SOURCE
from bot.understand.unused_cues import LEFT_OUT
from corpus.places import PlaceBook

__all__ = ["compose"]

_SAY: dict[str, Callable[[Draft, Table, Reading], None]] = {
    "lookup": say_lookup,
    "compare": say_compare,
    "difference": say_difference,
    "ratio": say_ratio,
    "change": say_change,
    "trend": say_trend,
    "peak": say_peak,
    "trough": say_peak,
    "first_year": say_first_year,
    "last_year": say_first_year,
    "unbroken": say_first_year,
    "count_years": say_first_year,
    "overtake": say_overtake,
    "rank_of": say_rank_of,
    "ranking": say_ranking,
    "count": say_count,
    "share": say_lookup,
    "sum": say_sum,
    "mean": say_mean,
    "median": say_mean,
    "index": say_index,
    "list": say_lookup,
}
_SHARE = re.compile(r"\b(?:shares?|percentage|proportion)\b|%", re.IGNORECASE)
_LEADERS = 5  # rows of a ranking of which a dispute must name one
_ON_THE_POINT = 0.7  # share of the question's words a known dispute must hold to be told


def compose(reading: Reading, evidence: Evidence, library: Library) -> DraftAnswer:
    """Write the answer that the evidence supports, or the refusal."""
    draft = Draft(book=library.book, sources=library.sources)
    if evidence.passages is not None:
        draft.also = {hit.passage.id: hit.also for hit in evidence.passages.hits}
    if say_about_onrecord(draft, reading.question, library):
        return draft.finish()
    if reading.intent == "future":
        refuse_future(draft, reading, library.catalogue)
        return draft.finish()
    if reading.intent == "opinion" and reading.narrows:
        refuse_best(draft, reading)
        return draft.finish()
    if reading.intent in ("empty", "opinion", "private", "out_of_scope"):
        refuse_kind(draft, reading.intent)
        return draft.finish()
    figures = evidence.figures
    if figures is not None and figures.entities is not None:
        say_entities(draft, figures.entities)
        say_texts(draft, figures.entities, evidence.passages)
        _add_notes(draft, figures.notes)
        return draft.finish()
    decision = decide(reading, evidence, library)
    if decision.basis is Basis.FIGURES and figures is not None:
        _say_figures(draft, figures, reading)
        if not _say_told(draft, figures, reading):
            _say_disputes(draft, figures)
        # Where several counts stand side by side, a sentence on another year would blur them.
        one_count = is_reported(figures) and len(figures.tables) == 1
        if decision.answers_in_text and (
            reading.ask in ("why", "how") or "why" in decision.kinds or one_count
        ):
            _add_sentences(draft, decision, reading.places)
        if "why" in decision.kinds and "passages" not in draft.route:
            draft.say("None of the sources here gives a reason.")
    elif decision.basis is Basis.SENTENCES:
        if contradicts(reading.question, decision.sentences):
            draft.say("That is not what the sources say.")
        say_passages(draft, decision.sentences)
        if decision.open_ask:
            say_open(draft, decision.open_ask)
        _add_notes(draft, reading.notes)
    elif decision.basis is Basis.CORRECTION:
        draft.say("That is not what the sources say.")
        say_passages(draft, decision.sentences)
    elif decision.basis is Basis.SOURCE and evidence.passages is not None:
        _say_source(draft, evidence.passages, decision, library)
    elif decision.basis is Basis.NOT_SAID:
        draft.status = "no_answer"
        draft.name(decision.speaker)
        draft.say(f"No source here has words of {decision.speaker} on that.")
        say_nearest(draft, decision.sentences[0])
    elif decision.basis is Basis.NO_REASON:
        draft.status = "no_answer"
        draft.say("The sources here give no reason for that; what they say on it is this.")
        say_passages(draft, decision.sentences[:2])
    elif decision.basis is Basis.STATED_GAP:
        draft.status = "no_answer"
        draft.say("The sources here do not give that.")
        say_passages(draft, decision.sentences[:2])
    elif decision.basis is Basis.NARROWER and figures:
        refuse_narrower(draft, figures.tables[0], reading)
    elif decision.basis is Basis.MISSING_FIGURE and figures and figures.missing:
        refuse_figures(draft, figures.missing, reading, library.catalogue)
        offer_nearest(draft, figures.nearest)
        if decision.worth_offering and not figures.nearest:
            say_nearest(draft, decision.sentences[0])
        _add_notes(draft, (*reading.notes, *figures.notes))
    else:
        refuse_passages(draft, foreign=decision.basis is Basis.FOREIGN)
        if decision.worth_offering:
            say_nearest(draft, decision.sentences[0])
    return draft.finish()


def _say_figures(draft: Draft, figures: FigureEvidence, reading: Reading) -> None:
    """Write what the tables say, what other measures say, and what must be known of both."""
    primary = figures.tables[0]
    if reading.words and reading.ask not in ("why", "how"):
        draft.status = "partial"
        draft.say(
            f"No figure here takes “{reading.words[0]}” into account; without that word, "
            "this is what there is."
        )
    draft.chart = chart_table(primary)
    if correction := contradicted_premise(primary, reading):
        draft.say(correction)
    say = say_pairs if primary.request.joint else _SAY.get(reading.operation, say_lookup)
    say(draft, primary, reading)
    for table in _twins(figures, reading):
        say(draft, table, reading)
        draft.caveat(
            "Whole counting gives a joint article to each of its countries in full; fractional "
            "counting splits it among them."
        )
    if asks_sourcing(reading.question):
        say_sourcing(draft, primary)
    say_others(draft, figures, reading)
    _add_definition(draft, primary)
    add_caveats(draft, figures, reading)
    for table in figures.tables:
        add_conflicts(draft, table)


def _say_told(draft: Draft, figures: FigureEvidence, reading: Reading) -> bool:
    """Say what texts tell of the same event; tell whether they did."""
    if figures.told is None:
        return False
    return say_told_overtakings(draft, figures.tables[0], reading.places, figures.told)


def _twins(figures: FigureEvidence, reading: Reading) -> list[Table]:
    """Give the tables that were asked for beside the first: the same, counted another way."""
    first = figures.tables[0].request.measure
    return [
        table
        for table in figures.tables[1:]
        if table.request.measure.id in reading.measures
        and first.id in reading.measures
        and {table.request.measure.counting, first.counting} == {"whole", "fractional"}
    ]


def _say_source(
    draft: Draft, passages: PassageEvidence, decision: Decision, library: Library
) -> None:
    """Say what is known of the source that is asked about, or sum it up."""
    source = library.sources[passages.document[0].source]
    if decision.kinds[0] in ABOUT_SOURCE:
        if say_about_source(draft, source, passages.document, decision.kinds):
            return
        if decision.answers_in_text:
            say_passages(draft, decision.sentences)
        else:
            refuse_passages(draft, foreign=False)
        return
    say_summary(draft, source, passages.document, passages.query)


def _add_definition(draft: Draft, table: Table) -> None:
    """Say what is counted, once, where the answer rests on one dataset."""
    if draft.status == "conflict" or table.request.reported:
        return
    dataset = table.dataset
    if any(cited.kind == "figures" and cited.source == dataset.id for cited in draft.citations):
        definition = table.request.measure.definition or dataset.definition
        draft.caveat(f"What is counted: {definition} Release: {dataset.release}.")


def _add_notes(draft: Draft, notes: tuple[str, ...]) -> None:
    for note in notes:
        if not note.startswith(LEFT_OUT):  # sentences are not held to what figures leave out
            draft.caveat(note)


def _say_disputes(draft: Draft, figures: FigureEvidence) -> None:
    """Add what the digest of disagreements says on the very point asked."""
    if figures.disputes is None or not figures.disputes.hits:
        return
    chosen = extract_sentences(
        figures.disputes.query, figures.disputes.hits, weights=figures.disputes.weights, limit=2
    )
    table = figures.tables[0]
    label = table.request.measure.label
    asked = counted_words(f"{label} {figures.reading.question}")
    subject = subject_words(label)
    of_share = in_percent(table) or _SHARE.search(figures.reading.question)
    close = [
        item
        for item in chosen
        if item.share >= _ON_THE_POINT
        and (not subject or subject & subject_words(item.sentence.text))
        and (of_share or not _SHARE.search(item.sentence.text))
        and (not asked or counted_words(item.sentence.text) <= asked)
        and _names_all(item, figures.reading.places, draft.book)
        and (figures.reading.places or _names_a_leader(item, table))
    ]
    if close:
        say_passages(draft, close)


def _names_a_leader(candidate: Candidate, table: Table) -> bool:
    """Tell whether a sentence speaks of what is ranked first: of institutions, not of China."""
    leaders = {row.name for row in table.read()[:_LEADERS] if row.name}
    return not leaders or any(name in candidate.sentence.text for name in leaders)


def _names_all(candidate: Candidate, places: Iterable[str], book: PlaceBook) -> bool:
    return all(names_place(candidate.sentence.text, code, book) for code in places)


def _add_sentences(draft: Draft, decision: Decision, places: Sequence[str]) -> None:
    """Add the sentences that say on the point what the figures have not said."""
    told = " ".join(sentence.text for sentence in draft.sentences)
    asks_why = "why" in decision.kinds
    named = [
        item
        for item in decision.sentences[:3]
        if len(places) < 2
        or all(names_place(item.sentence.text, code, draft.book) for code in places)
    ]
    say_passages(draft, [item for item in named if _adds(item, told, asks_why)][:2])


def _adds(candidate: Candidate, told: str, asks_why: bool) -> bool:
    """Tell whether a sentence gives the reason that is asked for, or a figure not told yet."""
    if asks_why and fits_kind(candidate.sentence.text, "why"):
        return True
    numbers = [
        quantity.text
        for quantity in find_quantities(candidate.sentence.text)
        if quantity.kind not in ("year", "date", "name")
    ]
    return candidate.share >= WORDS_FIT and any(number not in told for number in numbers)
