"""Decide: whether figures, passages or neither answer a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.calculate.evidence import Evidence, FigureEvidence, PassageEvidence
from bot.compose.content_words import content_words
from bot.compose.deeds import find_deed
from bot.compose.extract import Candidate
from bot.compose.found_sentences import FoundSentences, find_disputed, find_sentences
from bot.compose.library import Library
from bot.compose.named_places import names_place
from bot.compose.narrowed import keeps_to_question
from bot.compose.passages import DISPUTES, GAPS
from bot.compose.premises import contradicted_premise
from bot.compose.text_premises import contradicts
from bot.readings import Reading
from bot.understand.quantities import find_quantities
from bot.understand.text_questions import ABOUT_SOURCE, TextKind, find_kinds

__all__ = ["WORDS_FIT", "Basis", "Decision", "decide", "is_reported"]

WORDS_FIT = 0.6  # share of a question's words at which a sentence is on its point
_FOREIGN = 0.25  # cosine of question and best passage below which the subject is another
_PART_OF = r"\b(?:share|proportion|percentage|portion|fraction)\s+of\s+(?:the\s+)?"
_STANDS_IN = 0.8  # share of the question's words a sentence must hold to answer for a table
_NEAR_ENOUGH = 0.5  # of the threshold: from here a passage is worth offering as the nearest
# Operations on values of the places named, which a sentence on other places says nothing of.
_OF_PLACES = (
    "lookup", "compare", "difference", "ratio", "change", "trend", "peak", "trough", "sum", "share",
    "first_year", "last_year",
)  # fmt: skip
_ASKS_FOR_A_FIGURE = ("", "number", "yesno", "which")
_NOT_GIVEN = re.compile(
    r"\b(?:not|never|no\b.{0,40})\s+(?:\w+\s+){0,2}(?:found|visible|seen|given|shown|at hand)\b"
    r"|\b(?:is|are|was|were) missing\b|\bcut off\b|\bnot known\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“‘](.{12,}?)[\"”’]|(?<!\w)'(.{12,}?)'(?!\w)")
_COVERAGE = re.compile(
    r"\b(?:release|articles?|piece|column|blog|digest|coverage|story|teaser|copy|summary)\b", re.I
)
_SAID_OF_LICENCE = re.compile(r"\b(?:licen[cs]e|public domain)\b", re.IGNORECASE)
# "How much of it hangs on one company?": the answer is a pair of figures.
_HANGS_ON = re.compile(
    r"\b(?:hangs?|hinges?|depends?|rests?|owes?|relies|rely|without|minus|thanks\s+to|left)\b",
    re.IGNORECASE,
)
_FORETOLD = re.compile(r"\b(?:forecasts?|predict\w*|project(?:ed|ions?)|foresees?)\b", re.I)
_RANKS = re.compile(
    r"\b(?:most|fewest|largest|smallest|biggest|highest|lowest|first|second|third|top|lead\w*|led|"
    r"ahead|rank\w*|runner-up)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# The "2023" of "the AI Index 2023" is no year of a figure; that of "In 2023", "May 2023" is.
_EDITION = re.compile(
    r"\b(?!(?:In|By|Since|From|Of|Until|Till|For|During|Between|Before|After|About|At|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[A-Z]\w*\s+(?:19|20)\d\d\b"
)


class Basis(StrEnum):
    """Name what an answer rests on."""

    FIGURES = "figures"
    SENTENCES = "sentences"
    SOURCE = "source"  # what is known of a source itself, or a summary of it
    CORRECTION = "correction"  # a sentence contradicts what the question takes for granted
    NOT_SAID = "not said"  # somebody's words are asked for, and none are on that
    STATED_GAP = "stated gap"  # refused: a source says that it is not known
    NO_REASON = "no reason"  # refused: the fact is there, but no reason for it
    NARROWER = "narrower"  # refused: the figures count more than what is asked for
    MISSING_FIGURE = "missing figure"  # refused, with what the tables do have
    NOTHING = "nothing"  # refused: the sources do not answer that
    FOREIGN = "foreign"  # refused: the question is about something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Hold what an answer rests on, and the sentences that were found for it."""

    basis: Basis
    sentences: tuple[Candidate, ...] = ()  # best first
    answers_in_text: bool = False  # the sentences are sure enough to answer
    speaker: str = ""  # whose words are asked for
    worth_offering: bool = False  # at least near enough to be named as the nearest
    kinds: tuple[TextKind, ...] = ()  # what the question asks of the documents
    open_ask: str = ""  # a further thing that is asked for, and that no sentence gives


def decide(reading: Reading, evidence: Evidence, library: Library) -> Decision:
    """Weigh figures against sentences; what fits the question's words better answers."""
    passages, figures = evidence.passages, evidence.figures
    asked_now = _asked_now(reading, passages)
    question = passages.query if passages is not None else reading.question
    kinds = find_kinds(asked_now or question)
    found = find_sentences(passages, kinds, library, asked_now=asked_now)
    if found.speaker and "why" not in kinds:
        return Decision(
            basis=Basis.SENTENCES if found.on_topic else Basis.NOT_SAID,
            sentences=found.said,
            answers_in_text=found.on_topic,
            speaker=found.speaker,
            kinds=kinds,
        )
    if passages is None and figures is not None and "disagree" in kinds:
        found = find_disputed(figures, found)
    if _stands_in(reading, figures):
        on_it = [item for item in found.sentences if _on_the_very_point(item, reading, library)]
        found = _narrowed(found, on_it)
    if figures is not None and figures.entities is None:
        on_it = [
            item
            for item in found.sentences
            if keeps_to_question(item.sentence.text, reading, figures)
            and not (_narrows_a_figure(reading, figures) and _lacks_a_word(item, reading))
            and _of_its_places(item, reading, library)
        ]
        found = _narrowed(found, on_it)
    elif figures is None and "number" in kinds:
        on_it = [item for item in found.sentences if _names_its_places(item, reading, library)]
        found = _narrowed(found, on_it)
    stands = found.sure and not _missing_in_text_too(reading, figures, found.sentences)
    own = kinds[1:] if kinds[:1] == ("published",) and _asks_of_years(reading) else kinds
    if (
        passages is not None
        and found.contradiction is None
        and _about_the_source(passages, own, found, library)
    ):
        basis = Basis.SOURCE
    elif figures is not None and _figures_answer(reading, figures, found, kinds, library):
        basis = Basis.FIGURES
    elif found.contradiction is not None:
        basis = Basis.CORRECTION
    elif stands:
        gap = "yesno" not in kinds and _states_gap(found.sentences[0])
        basis = Basis.STATED_GAP if gap else Basis.SENTENCES
    elif "why" in kinds and found.on_point and not found.sure:
        wrong = contradicts(reading.question, found.sentences)
        basis = Basis.SENTENCES if wrong else Basis.NO_REASON
    elif reading.narrows and figures is not None and figures.tables:
        basis = Basis.NARROWER
    elif (
        figures is not None and figures.missing is not None and not _asks_no_figure(reading, kinds)
    ):
        basis = Basis.MISSING_FIGURE
    else:
        near = max((hit.dense for hit in passages.hits), default=0.0) if passages else 0.0
        basis = Basis.FOREIGN if near < _FOREIGN else Basis.NOTHING
    return Decision(
        basis=basis,
        sentences=found.corrected() if basis is Basis.CORRECTION else tuple(found.sentences),
        answers_in_text=found.sure,
        worth_offering=bool(found.sentences)
        and found.confidence >= _NEAR_ENOUGH * library.threshold,
        kinds=kinds,
        open_ask=found.open_ask,
    )


def _asked_now(reading: Reading, passages: PassageEvidence | None) -> str:
    """Give the question itself where what was searched carries those before it along."""
    if passages is None or passages.query == reading.question or reading.intent == "figures":
        return ""
    return reading.question if passages.query.endswith(f" {reading.question}") else ""


def _narrowed(found: FoundSentences, on_it: list[Candidate]) -> FoundSentences:
    """Keep the sentences on the point, with what is told of the other things asked for."""
    besides = [item for item in found.further if on_it and item not in on_it]
    return replace(found, sentences=[*on_it, *besides], sure=found.sure and bool(on_it))


def _asks_of_years(reading: Reading) -> bool:
    """Tell "when did Spain publish most articles?" from "when did the article come out?"."""
    stated = {"measure", "places", "operation"} <= set(reading.stated)
    return reading.intent == "figures" and stated and reading.operation != "lookup"


def _asks_no_figure(reading: Reading, kinds: tuple[TextKind, ...]) -> bool:
    """Tell whether a missing figure is beside the point: a reason, name or date is asked for."""
    return bool(reading.words) and bool({"why", "who", "where"} & set(kinds[:1]))


def is_reported(figures: FigureEvidence) -> bool:
    """Tell whether the first table holds single figures out of texts, not a dataset's series."""
    return bool(figures.tables) and figures.tables[0].request.reported


def _about_the_source(
    passages: PassageEvidence, kinds: tuple[TextKind, ...], found: FoundSentences, library: Library
) -> bool:
    """Tell whether a source itself is asked about, or a summary of it."""
    if not kinds or not passages.document:
        return False
    source = library.sources.get(passages.document[0].source)
    if source is None:
        return False
    if kinds[0] == "published" and source.about_report and not _COVERAGE.search(passages.query):
        return False  # the report is asked about, which others speak of
    if kinds[0] == "licence" and found.sure:
        # A licence that a source speaks of, not the one it came under.
        return not _SAID_OF_LICENCE.search(found.sentences[0].sentence.text)
    if kinds[0] in ABOUT_SOURCE:
        return True
    return "summary" in kinds[:2] and not find_deed(passages.query)


def _states_gap(candidate: Candidate) -> bool:
    """Tell whether a sentence says that what is asked was not found."""
    return candidate.passage.source == GAPS or bool(_NOT_GIVEN.search(candidate.sentence.text))


def _figures_answer(
    reading: Reading,
    figures: FigureEvidence,
    found: FoundSentences,
    kinds: tuple[TextKind, ...],
    library: Library,
) -> bool:
    """Tell whether the tables explain the question at least as well as the passages do.

    A content word that no table explains ("acceptance", "withdrawn") means that the question
    is about something else; then the figures must not answer in its place.
    """
    if not figures.tables or reading.narrows:
        return False
    best = found.sentences[0] if found.sentences else None
    fits = best is not None and best.share >= WORDS_FIT
    if best is not None and fits:
        # Of one organisation, a sentence says which model, which run, at whose prices.
        if _about_an_organisation(reading, figures, library):
            return False
        if found.sure and _says_more(reading, figures, found, kinds):
            return False
    if found.sure and _QUOTED.search(reading.question):
        return False  # a text is quoted by its title
    if "why" in kinds and found.sure:
        return "number" in kinds or not reading.words
    words = reading.words
    if not words:
        return True
    if "why" in kinds and contradicted_premise(figures.tables[0], reading) == "":
        return False
    if reading.ask in ("why", "how"):
        return len(words) <= 2 and not found.sure
    # One word over: the figures without it are a near miss worth giving, and saying so.
    return len(words) == 1 and bool(reading.places) and not found.sure


def _says_more(
    reading: Reading, figures: FigureEvidence, found: FoundSentences, kinds: tuple[TextKind, ...]
) -> bool:
    """Tell whether sentences answer what the figures would answer only in part."""
    best = found.sentences[0]
    if is_reported(figures) and len(figures.tables) == 1 and _HANGS_ON.search(reading.question):
        told = find_quantities(best.sentence.text)
        return len([quantity for quantity in told if quantity.kind != "year"]) > 1
    if _FORETOLD.search(reading.question) and _FORETOLD.search(best.sentence.text):
        return not any(_FORETOLD.search(table.request.measure.label) for table in figures.tables)
    disputed = "disagree" in kinds and best.passage.source == DISPUTES
    return (disputed or found.compares) and _one_source(figures)


def _one_source(figures: FigureEvidence) -> bool:
    names = {row.source or table.dataset.id for table in figures.tables for row in table.read()}
    return len(names) == 1


def _about_an_organisation(reading: Reading, figures: FigureEvidence, library: Library) -> bool:
    """Tell whether a single reported figure of a company or institute is asked for."""
    book = library.book
    return (
        is_reported(figures)
        and reading.operation == "lookup"
        and any(book.place(code).kind == "organisation" for code in reading.places if code in book)
    )


def _stands_in(reading: Reading, figures: FigureEvidence | None) -> bool:
    """Tell whether sentences would give a figure that the tables lack."""
    if figures is None or figures.missing is None:
        return False
    return not reading.words and reading.ask in _ASKS_FOR_A_FIGURE


def _narrows_a_figure(reading: Reading, figures: FigureEvidence) -> bool:
    """Tell "share of women among AI authors in India": a figure that is narrowed by a word."""
    if reading.intent != "figures" or figures.missing is None or len(reading.words) != 1:
        return False
    return bool(re.search(_PART_OF + re.escape(reading.words[0]), reading.question, re.IGNORECASE))


def _lacks_a_word(candidate: Candidate, reading: Reading) -> bool:
    """Tell whether a sentence, under its headings, lacks a word that no table explains."""
    around = " ".join((*candidate.passage.heading, candidate.sentence.text))
    return not set(content_words(" ".join(reading.words))) <= set(content_words(around))


def _of_its_places(candidate: Candidate, reading: Reading, library: Library) -> bool:
    """Tell whether a sentence names the places whose figure is asked for.

    Where the tables do not answer, a figure of other places is no answer either.
    """
    asks_figure = reading.intent == "figures" and reading.ask in ("", "number", "how", "which")
    if not asks_figure or reading.operation not in _OF_PLACES:
        return True
    return _names_its_places(candidate, reading, library)


def _names_its_places(candidate: Candidate, reading: Reading, library: Library) -> bool:
    """Tell whether a sentence, under its headings, names a place that is asked about."""
    named = [code for code in reading.places if code != "WLD" and code in library.book]
    text = " ".join((*candidate.passage.heading, candidate.sentence.text))
    return not named or any(names_place(text, code, library.book) for code in named)


def _on_the_very_point(candidate: Candidate, reading: Reading, library: Library) -> bool:
    """Tell whether a sentence is on the point, the places and a year that are asked for."""
    text = candidate.sentence.text
    if candidate.share < WORDS_FIT:
        return False
    years = {str(point.year) for point in reading.period.points}
    if years and not years & set(_YEAR.findall(_EDITION.sub(" ", text))):
        return False
    if reading.operation in ("ranking", "rank_of") and not _RANKS.search(text):
        return False
    members = library.book.members(reading.universe) if reading.universe in library.book else ()
    if members and not any(names_place(text, code, library.book) for code in members):
        return False  # a figure for all of Europe names no European country
    return all(names_place(text, code, library.book) for code in reading.places)


def _missing_in_text_too(
    reading: Reading, figures: FigureEvidence | None, sentences: list[Candidate]
) -> bool:
    """Tell whether what the tables lack is lacking in the text as well.

    A sentence may stand in for a missing figure only if it covers nearly every word of the
    question: the place, the year and what is counted.
    """
    return _stands_in(reading, figures) and (not sentences or sentences[0].share < _STANDS_IN)
