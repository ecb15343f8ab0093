"""Confidence: how sure it is that a found sentence answers a question at all.

Words that a sentence lacks decide more than those it has.  A missing word may be one that the
sentence says in other words: then it draws question and sentence together; a word that is
foreign to the sentence holds them apart, which shows when it is left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.calculate.evidence import PassageEvidence
from bot.compose.answer_kinds import fits_kind
from bot.compose.asked_for import (
    lacks_deed,
    lacks_doer,
    lacks_language,
    lacks_limit,
    lacks_predicate,
    lacks_superlative,
    lacks_topic,
    lacks_value,
    says_when_out,
)
from bot.compose.content_words import content_words, frame_words, proper_names, side_names
from bot.compose.extract import Candidate
from bot.compose.passages import HOUSE
from bot.understand.focus import find_focus
from bot.understand.text_questions import ABOUT_SOURCE
from bot.understand.tokens import tokenise
from corpus.sources import Source

__all__ = ["Signs", "confidence", "read_signs"]

# Of the cosine lost by leaving a word out: nothing is made of less, all of it of so much more.
_FREE, _FULL = 0.012, 0.03
_RARE = 6.0  # idf from which a missing word counts in full
_SLIP = 0.8  # likeness from which a word that no passage has is a slip for one it has
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A logistic regression on the tuning halves of tests/evals/text.jsonl and text_more.jsonl and
# every other question of text_new.jsonl (211 questions whose best sentence was judged).  From
# 0.5 on it keeps 144 of their 147 right sentences and lets 11 of 64 wrong ones through; of the
# other halves, with the open questions, 150 of 162 and 11 of 74.  A missing reason is decided
# apart from it; its weight is that of an earlier fit.
_WEIGHTS = {
    "share": 1.14,
    "meaning": 4.47,
    "foreign": -0.81,
    "focus": -3.49,
    "names": -2.81,
    "years": -3.02,
    "no_reason": -2.15,
    "value": -4.50,
    "relation": -2.56,
    "unknown": -2.12,
}
_CONSTANT = -1.13
_ONLY_READ = re.compile(r"\b(?:was|were)\s+(?:\w+\s+)?(?:seen|read)\b")
_ON_AUTHORS = re.compile(r"\b(?:authors?|wrote|unsigned|anonymous|quot\w+)\b", re.IGNORECASE)
_LEAST = 0.2  # share of the question's words without which no sentence is on its point
_LEAST_MEANING = 0.22  # cosine under which no answer of the question files stands; most have 0.4
_SURE = 0.97  # no sentence is more certain than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Hold what speaks for and against a sentence, each 0..1."""

    share: float  # of the question's words, by rarity, that it holds
    meaning: float  # cosine of question and sentence
    foreign: float  # the most foreign word of the question
    focus: float  # 1: it lacks the noun, or any number, that is asked for
    names: float  # 1: it lacks a name of the question
    years: float  # 1: its passage lacks a year of the question
    no_reason: float  # 1: it gives no reason where one is asked
    value: float = 0.0  # 1: no sum, part, number, date, language or limit where one is asked
    relation: float = 0.0  # 1: it lacks the deed asked about, its doer, or the point of it
    unknown: float = 0.0  # share of the words, by rarity, that no passage has


def read_signs(
    candidate: Candidate,
    evidence: PassageEvidence,
    sources: Mapping[str, Source],
    *,
    kinds: tuple[str, ...] = (),
    asked_now: str = "",
) -> Signs:
    """Read the signs of one candidate; ``asked_now`` as in ``extract_sentences``."""
    question = asked_now or evidence.query
    passage, sentence = candidate.passage, candidate.sentence
    frames = frame_words(evidence.query, asked_now=asked_now)
    missing = {word for word in candidate.missing if not _slip(word, candidate, evidence)}
    foreign = [
        min(1.0, evidence.weights.get(word, _RARE) / _RARE)
        * _ramp(_lost(word, candidate, evidence))
        for word in missing - frames - set(side_names(question))
    ]
    wanted = find_focus(question)
    focus = set(content_words(wanted)) - frames
    if says_when_out(wanted, sentence.text):
        focus = set()
    source = sources.get(passage.source)
    around = " ".join((passage.text, *passage.heading))
    if source is not None:
        around = " ".join((around, source.title, source.date))
    unknown = [word for word in missing - frames if word not in evidence.known]
    weight = sum(evidence.weights.get(word, _RARE) for word in missing | candidate.covered) or 1.0
    wants_reason = "why" in kinds and fits_kind(_and_next(candidate), "why") is False
    return Signs(
        share=candidate.share,
        meaning=candidate.meaning,
        foreign=max(foreign, default=0.0),
        focus=float(bool(focus & missing)),
        names=float(bool(set(proper_names(question)) & missing)),
        years=float(any(year not in around for year in _YEAR.findall(question))),
        no_reason=float(wants_reason),
        value=float(
            lacks_value(question, sentence.text, kinds)
            or lacks_language(question, sentence.text)
            or lacks_limit(question, sentence.text)
            or _introduces(candidate, source, kinds)
        ),
        relation=float(
            lacks_deed(question, sentence.text)
            or lacks_doer(question, sentence.text)
            or lacks_topic(question, missing)
            or lacks_predicate(question, missing)
            or lacks_superlative(question, missing)
        ),
        unknown=sum(evidence.weights.get(word, _RARE) for word in unknown) / weight,
    )


def confidence(signs: Signs, *, reason_apart: bool = False) -> float:
    """Give the chance, 0..1, that the sentence answers.

    With ``reason_apart``, the chance that it is on the point of a "why", a reason given or not.
    """
    if reason_apart:
        # "Why did it run until 2024?" takes a year for granted that may be wrong.
        signs = replace(signs, no_reason=0.0, years=0.0)
    if signs.share < _LEAST or signs.meaning < _LEAST_MEANING:
        return 0.0
    total = _CONSTANT + sum(weight * getattr(signs, name) for name, weight in _WEIGHTS.items())
    return min(_SURE, 1 / (1 + math.exp(-total)))


def _introduces(candidate: Candidate, source: Source | None, kinds: Collection[str]) -> bool:
    """Tell whether a sentence only says what a source is, where what it says is asked for.

    The numbers in such a sentence are those of the document itself.
    """
    if source is None or not source.number or source.publisher == HOUSE:
        return False
    if set(candidate.passage.facts) - {"-"}:
        return False
    if {*ABOUT_SOURCE, "summary"} & set(kinds):
        return False
    text = candidate.sentence.text
    only_read = bool(_ONLY_READ.search(text)) and not _ON_AUTHORS.search(text)
    return "number" in kinds or (only_read and bool({"who", "when"} & set(kinds)))


def _lost(word: str, candidate: Candidate, evidence: PassageEvidence) -> float:
    """Give how much nearer the sentence is to the question without a word."""
    without = evidence.without.get(word, {})
    place = (candidate.passage.id, candidate.sentence.start)
    return without.get(place, candidate.meaning) - candidate.meaning


def _ramp(lost: float) -> float:
    return min(1.0, max(0.0, (lost - _FREE) / _FULL))


def _slip(word: str, candidate: Candidate, evidence: PassageEvidence) -> bool:
    """Tell whether a word that no passage has is a misspelt word of the sentence."""
    if word in evidence.known or len(word) < 5:
        return False
    return any(
        SequenceMatcher(None, word, token.norm).ratio() >= _SLIP
        for token in tokenise(candidate.sentence.text)
        if abs(len(token.norm) - len(word)) <= 2
    )


def _and_next(candidate: Candidate) -> str:
    """Give a sentence with the one after it: the reason often follows the fact."""
    sentences = candidate.passage.sentences
    position = sentences.index(candidate.sentence)
    return " ".join(sentence.text for sentence in sentences[position : position + 2])
