"""Decide: whether figures, passages or neither answer a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.calculate.evidence import Evidence, FigureEvidence, PassageEvidence
from bot.compose.content_words import proper_names
from bot.compose.extract import Candidate, extract_sentences
from bot.compose.library import Library
from bot.readings import Reading

__all__ = ["WORDS_FIT", "Basis", "Decision", "decide", "is_reported"]

WORDS_FIT = 0.6  # share of a question's words at which a sentence is on its point
_NOBODY_KNOWS = 0.6  # what is left when the question names something no passage names
_OTHER_YEAR = 0.75  # what a sentence about another year than asked keeps of its score
_FOREIGN = 0.25  # cosine of question and best passage below which the subject is another
_STANDS_IN = 0.8  # share of the question's words a sentence must hold to answer for a table
_NEAR_ENOUGH = 0.75  # of the threshold: from here a passage is worth offering as the nearest
_ASKS_FOR_A_FIGURE = ("", "number", "yesno", "which")


class Basis(StrEnum):
    """Name what an answer rests on."""

    FIGURES = "figures"
    SENTENCES = "sentences"
    MISSING_FIGURE = "missing figure"  # refused, with what the tables do have
    NOTHING = "nothing"  # refused: the sources do not answer that
    FOREIGN = "foreign"  # refused: the question is about something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Hold what an answer rests on, and the sentences that were found for it."""

    basis: Basis
    sentences: tuple[Candidate, ...] = ()  # best first
    answers_in_text: bool = False  # the sentences are sure enough to answer
    worth_offering: bool = False  # at least near enough to be named as the nearest


def decide(reading: Reading, evidence: Evidence, library: Library) -> Decision:
    """Weigh figures against sentences; what fits the question's words better answers."""
    sentences, confidence = _extract(reading, evidence.passages)
    sure = bool(sentences) and confidence >= library.threshold
    figures = evidence.figures
    if figures is not None and _figures_answer(reading, figures, sentences, sure, library):
        basis = Basis.FIGURES
    elif sure and not _missing_in_text_too(reading, figures, sentences):
        basis = Basis.SENTENCES
    elif figures is not None and figures.missing is not None:
        basis = Basis.MISSING_FIGURE
    else:
        hits = evidence.passages.hits if evidence.passages is not None else ()
        near = hits[0].dense if hits else 0.0
        basis = Basis.FOREIGN if near < _FOREIGN else Basis.NOTHING
    return Decision(
        basis=basis,
        sentences=tuple(sentences),
        answers_in_text=sure,
        worth_offering=bool(sentences) and confidence >= _NEAR_ENOUGH * library.threshold,
    )


def is_reported(figures: FigureEvidence) -> bool:
    """Tell whether the first table holds single figures out of texts, not a dataset's series."""
    return bool(figures.tables) and figures.tables[0].request.reported


def _extract(reading: Reading, passages: PassageEvidence | None) -> tuple[list[Candidate], float]:
    """Give the sentences that answer best, and how sure it is that they answer at all."""
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
    best = chosen[0]
    confidence = best.score
    years = {str(point.year) for point in reading.period.points}
    around = best.passage.text + " ".join(best.passage.heading)
    if years and reading.period.kind == "at" and not any(year in around for year in years):
        confidence *= _OTHER_YEAR
    # Of a question in another language, the English words say what is a name.
    asked = reading.question if reading.language == "en" else reading.standalone
    if any(name not in passages.known for name in proper_names(asked)):
        confidence *= _NOBODY_KNOWS
    return chosen, confidence


def _figures_answer(
    reading: Reading,
    figures: FigureEvidence,
    sentences: list[Candidate],
    sure: bool,
    library: Library,
) -> bool:
    """Tell whether the tables explain the question at least as well as the passages do.

    A content word that no table explains ("acceptance", "withdrawn") means that the question
    is about something else; then the figures must not answer in its place.
    """
    if not figures.tables:
        return False
    # Of one organisation, a sentence says which model, which run, at whose prices.
    on_point = bool(sentences) and sentences[0].share >= WORDS_FIT
    if on_point and _about_an_organisation(reading, figures, library):
        return False
    if not reading.words:
        return True
    if reading.ask in ("why", "how"):
        return len(reading.words) <= 2
    # One word over: the figures without it are a near miss worth giving, and saying so.
    return len(reading.words) == 1 and bool(reading.places) and not sure


def _about_an_organisation(reading: Reading, figures: FigureEvidence, library: Library) -> bool:
    """Tell whether a single reported figure of a company or institute is asked for."""
    book = library.book
    return (
        is_reported(figures)
        and reading.operation == "lookup"
        and any(book.place(code).kind == "organisation" for code in reading.places if code in book)
    )


def _missing_in_text_too(
    reading: Reading, figures: FigureEvidence | None, sentences: list[Candidate]
) -> bool:
    """Tell whether what the tables lack is lacking in the text as well.

    A sentence may stand in for a missing figure only if it covers nearly every word of the
    question: the place, the year and what is counted.
    """
    if figures is None or figures.missing is None:
        return False
    if reading.words or reading.ask not in _ASKS_FOR_A_FIGURE:
        return False
    best = sentences[0]
    years = {str(point.year) for point in reading.period.points}
    if years and not any(year in best.sentence.text for year in years):
        return True
    return best.share < _STANDS_IN
