"""Answers: from a reading and its evidence to a draft.  Pure: no I/O, no model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.answers import Conflict, ConflictSide
from bot.calculate.evidence import Evidence, FigureEvidence, PassageEvidence, Table
from bot.compose.caveats import add_caveats
from bot.compose.changes import say_change, say_first_year, say_overtake, say_peak, say_trend
from bot.compose.draft import Draft, DraftAnswer
from bot.compose.extract import Candidate, extract_sentences, proper_names
from bot.compose.others import say_others
from bot.compose.passages import say_passages
from bot.compose.premises import contradicted_premise
from bot.compose.rankings import say_count, say_rank_of, say_ranking
from bot.compose.refusals import offer_nearest, refuse_figures, refuse_kind, refuse_passages
from bot.compose.table_charts import chart_table
from bot.compose.values import say_compare, say_difference, say_lookup, say_mean, say_ratio, say_sum
from bot.readings import Reading
from bot.understand.quantities import find_quantities
from corpus.catalogues import Catalogue
from corpus.places import PlaceBook
from corpus.sources import Source

__all__ = ["Library", "compose", "library_name", "with_status"]

_SAY = {
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
    "list": say_lookup,
}


_ON_THE_POINT = 0.7  # share of the question's words a known dispute must hold to be told
_NOBODY_KNOWS = 0.6  # what is left when the question names something no passage names
_OTHER_YEAR = 0.75  # what a sentence about another year than asked keeps of its score
_FOREIGN = 0.25  # cosine of question and best passage below which the subject is another
_WORDS_FIT = 0.6  # share of the words at which a sentence on an organisation beats a table
_STANDS_IN = 0.8  # share of the question's words a sentence must hold to answer for a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Hold what composing looks names up in."""

    book: PlaceBook
    catalogue: Catalogue
    sources: Mapping[str, Source]
    threshold: float  # confidence under which passages do not answer


def compose(reading: Reading, evidence: Evidence, library: Library) -> DraftAnswer:
    """Write the answer that the evidence supports, or the refusal."""
    draft = Draft(book=library.book, sources=library.sources)
    if reading.intent in ("empty", "opinion", "private", "out_of_scope"):
        refuse_kind(draft, reading.intent)
        return draft.finish()
    figures, passages = evidence.figures, evidence.passages
    chosen, confidence = _extract(reading, passages)
    if figures is not None and figures.tables and _about_an_organisation(reading, figures, library):
        if chosen and chosen[0].share >= _WORDS_FIT:
            figures = None  # the sentence says which model, which run, at whose prices
    answers_in_text = bool(chosen) and confidence >= library.threshold
    if (
        figures is not None
        and figures.tables
        and _figures_fit(reading, passages, chosen, confidence, library)
    ):
        _say_figures(draft, figures, reading, library)
        reported = figures.tables[0].request.measure.view == "as_reported"
        _say_disputes(draft, figures, reading)
        if answers_in_text and (reading.ask in ("why", "how") or reported):
            told = {figure.text for figure in draft.figures}
            say_passages(draft, [item for item in chosen[:3] if _adds(item, told)][:2])
        return draft.finish()
    if answers_in_text and not _only_missing(reading, figures, chosen):
        say_passages(draft, chosen)
        for note in reading.notes:
            draft.caveat(note)
        return draft.finish()
    if figures is not None and figures.missing is not None:
        refuse_figures(draft, figures.missing, reading, library.catalogue)
        offer_nearest(draft, figures.nearest)
        if not figures.nearest:
            _say_nearest(draft, reading, chosen, confidence, library)
        for note in (*reading.notes, *figures.notes):
            draft.caveat(note)
        return draft.finish()
    near = passages.hits[0].dense if passages is not None and passages.hits else 0.0
    refuse_passages(draft, foreign=near < _FOREIGN)
    _say_nearest(draft, reading, chosen, confidence, library)
    return draft.finish()


def _extract(reading: Reading, passages: PassageEvidence | None) -> tuple[list[Candidate], float]:
    if passages is None or not passages.hits:
        return [], 0.0
    chosen = extract_sentences(
        passages.query,
        passages.hits,
        weights=passages.weights,
        ask=reading.ask,
        similar=passages.similar,
    )
    if not chosen:
        return [], 0.0
    confidence = chosen[0].score
    years = {str(point.year) for point in reading.period.points}
    if years and reading.period.kind == "at":
        around = chosen[0].passage.text + " ".join(chosen[0].passage.heading)
        if not any(year in around for year in years):
            confidence *= _OTHER_YEAR
    if any(name not in passages.known for name in proper_names(reading.question)):
        confidence *= _NOBODY_KNOWS
    return chosen, confidence


def _figures_fit(
    reading: Reading,
    passages: PassageEvidence | None,
    chosen: list[Candidate],
    confidence: float,
    library: Library,
) -> bool:
    """Tell whether the tables explain the question at least as well as the passages do.

    A content word that no table explains ("acceptance", "withdrawn") means that the question
    is about something else; then the figures must not answer in its place.
    """
    if not reading.words:
        return True
    if reading.ask in ("why", "how"):
        return len(reading.words) <= 2
    # One word over: the figures without it are a near miss worth giving, and saying so.
    return len(reading.words) == 1 and bool(reading.places) and confidence < library.threshold


def _adds(candidate: Candidate, told: set[str]) -> bool:
    """Tell whether a sentence says what the figures have not said, and says it on the point."""
    said = " ".join(told)
    numbers = [
        quantity.text
        for quantity in find_quantities(candidate.sentence.text)
        if quantity.kind not in ("year", "date", "name")
    ]
    return candidate.share >= _WORDS_FIT and any(number not in said for number in numbers)


def _about_an_organisation(reading: Reading, figures: FigureEvidence, library: Library) -> bool:
    """Tell whether a single reported figure of a company or institute is asked for."""
    return (
        figures.tables[0].request.measure.view == "as_reported"
        and any(
            library.book.place(code).kind == "organisation"
            for code in reading.places
            if code in library.book
        )
        and reading.operation == "lookup"
    )


def _only_missing(
    reading: Reading, figures: FigureEvidence | None, chosen: list[Candidate]
) -> bool:
    """Tell whether what the tables lack is lacking in the text as well.

    A sentence may stand in for a missing figure only if it covers nearly every word of the
    question: the place, the year and what is counted.
    """
    if figures is None or figures.missing is None or not chosen:
        return False
    if reading.words or reading.ask not in ("", "number", "yesno", "which"):
        return False
    text = chosen[0].sentence.text
    wanted = {str(point.year) for point in reading.period.points}
    if wanted and not any(year in text for year in wanted):
        return True
    return chosen[0].share < _STANDS_IN


def _say_figures(draft: Draft, figures: FigureEvidence, reading: Reading, library: Library) -> None:
    primary = figures.tables[0]
    if reading.words and reading.ask not in ("why", "how"):
        draft.status = "partial"
        draft.say(
            f"No figure here takes “{reading.words[0]}” into account; without that word, this is what there is."
        )
    draft.chart = chart_table(primary)
    if correction := contradicted_premise(primary, reading):
        draft.say(correction)
    _SAY.get(reading.operation, say_lookup)(draft, primary, reading)
    say_others(draft, figures, reading)
    _say_definition(draft, primary)
    add_caveats(draft, figures, reading)
    for table in figures.tables:
        _add_conflict(draft, table, reading)


def _say_disputes(draft: Draft, figures: FigureEvidence, reading: Reading) -> None:
    """Add what the digest of disagreements says on the very point asked."""
    if figures.disputes is None or not figures.disputes.hits:
        return
    chosen = extract_sentences(
        figures.disputes.query, figures.disputes.hits, weights=figures.disputes.weights, limit=2
    )
    close = [item for item in chosen if item.share >= _ON_THE_POINT]
    if close:
        say_passages(draft, close)


def _say_definition(draft: Draft, table: Table) -> None:
    """Say what is counted, once, where the answer rests on one dataset."""
    if draft.status == "conflict" or table.request.measure.view == "as_reported":
        return
    for citation in draft.citations:
        if citation.kind == "figures" and citation.source == table.dataset.id:
            draft.caveat(
                f"What is counted: {table.request.measure.definition or table.dataset.definition} Release: {table.dataset.release}."
            )
            return


def _add_conflict(draft: Draft, table: Table, reading: Reading) -> None:
    """Record two values of one source group for the same place and time as a conflict."""
    by_key: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in table.read():
        for figure in draft.figures:
            if (
                figure.measure == table.request.measure.id
                and figure.place == row.place
                and figure.period == row.period
                and figure.text.startswith((row.printed or "\0"))
            ):
                by_key.setdefault((row.place, row.period), []).append(
                    (figure.citation, figure.text)
                )
    for (place, period), sides in by_key.items():
        unique = list(dict.fromkeys(sides))
        if len(unique) < 2:
            continue
        draft.conflicts.append(
            Conflict(
                point=f"{table.request.measure.label}, {library_name(draft, place)}, {period}",
                kind="true conflict",
                sides=tuple(
                    ConflictSide(
                        citation=n,
                        value=text,
                        year=period,
                        definition=table.request.measure.definition,
                    )
                    for n, text in unique
                ),
            )
        )


def library_name(draft: Draft, place: str) -> str:
    """Name a place for a conflict's point."""
    return draft.book.place(place).name if place in draft.book else place


def _say_nearest(
    draft: Draft, reading: Reading, chosen: list[Candidate], confidence: float, library: Library
) -> None:
    """Offer the nearest passage, labelled as something else, where it is near enough."""
    if not chosen or confidence < 0.75 * library.threshold:
        return
    best = chosen[0]
    number = draft.cite_passage(
        best.passage, start=best.sentence.start, end=best.sentence.end, quote=best.sentence.text
    )
    body = best.sentence.text.rstrip(".!? ")
    draft.say(f"The nearest the sources come, which is something else: “{body}” [{number}].")


def with_status(answer: DraftAnswer, status: str) -> DraftAnswer:
    """Give the same draft under another status."""
    return replace(answer, status=status)  # type: ignore[arg-type]
