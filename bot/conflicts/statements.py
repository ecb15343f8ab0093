"""Statements: the figures that sentences state, each bound to place, measure and period.

The claim check reads the sentences, as it reads a claim of a reader's: what it cannot bind for
certain is no statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.check.assertions import Assertion, ClaimReading
from bot.check.read_claim import read_claim
from bot.check.split_claims import split_claims
from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.quantities import Quantity, find_quantities
from index.split import Passage

__all__ = ["Statement", "read_statements"]

_KINDS = ("count", "percent", "money")  # of numbers; ranks, factors and years are no values
_DIGIT = re.compile(r"\d")
# A clause that sets two accounts against each other states neither of them.
_ABOUT_ACCOUNTS = re.compile(
    r"\b(?:dis)?agree(?:s|d|ing|ment)?\b|\bdiffer(?:s|ed|ent|ence)?\b|\bimpl(?:y|ies|ied)\b|"
    r"\bcontradict\w*|\bconflict\w*|\bwould\b|\brevis\w+|\binstead of\b|\brather than\b|"
    r"\b(?:does|do|did) not\b|\b(?:not|never|neither)\b|\bforecast\w*|\bproject(?:s|ed|ion)\b|"
    r"\bexpect\w*|\bif\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """State one value that a sentence gives, by offsets: it holds no words of the document."""

    passage: str  # id
    start: int  # of the clause in its document, [start, end)
    end: int
    number: int  # which number of the clause it is
    concept: str
    measures: tuple[str, ...]  # named by the sentence
    place: str
    year: int
    quarter: int
    group: str  # the body that the sentence names; "" where it names none
    share_of: str
    is_whole: bool  # nothing in the sentence narrows down what is counted


def read_statements(passage: Passage, knowledge: Knowledge) -> Iterator[Statement]:
    """Give the values that a passage states of one place in one year or quarter."""
    before: Reading | None = None
    for sentence in passage.sentences:
        if not _DIGIT.search(sentence.text):
            continue
        for span in split_claims(sentence.text):
            numbers = find_quantities(span.text)
            if not _may_state(span.text, numbers):
                continue
            read, group = _read(span.text, knowledge, before)
            before = read.reading if read.reading.concept else before
            for item in read.assertions:
                position = _position(item.number, numbers)
                if position is None or not _is_value(item, read):
                    continue
                yield Statement(
                    passage=passage.id,
                    start=sentence.start + span.start,
                    end=sentence.start + span.end,
                    number=position,
                    concept=read.reading.concept,
                    measures=read.reading.measures,
                    place=item.places[0],
                    year=item.points[0].year,
                    quarter=item.points[0].quarter,
                    group=group,
                    share_of=item.share_of,
                    is_whole=not read.unexplained and not read.not_judged,
                )


def _read(text: str, knowledge: Knowledge, before: Reading | None) -> tuple[ClaimReading, str]:
    """Read a clause; give the body it names, too, whose figures need not be in any table."""
    read = read_claim(text, knowledge, before=before)
    named = knowledge.sources.find(text)
    if read.reading.concept or not named:
        return read, read.reading.source
    for mention in named:  # a body without a measure of its own hides what is counted
        blank = " " * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    return read_claim(text, knowledge, before=before), named[0].group


def _may_state(text: str, numbers: Sequence[Quantity]) -> bool:
    """Tell whether a clause has a number that may be a value, and is not about two accounts."""
    return any(q.kind in _KINDS for q in numbers) and not _ABOUT_ACCOUNTS.search(text)


def _is_value(item: Assertion, read: ClaimReading) -> bool:
    """Tell whether an assertion gives the value of one place at one time that is named."""
    return (
        item.kind == "value"
        and len(item.places) == 1
        and bool(item.places[0])
        and item.has_year
        and len(item.points) == 1
        and not item.is_span
        and not item.denied
        and bool(read.reading.concept)
        and not read.reading.normaliser
        and not read.reading.topic
        and item.number is not None
        and item.number.kind in _KINDS
    )


def _position(number: Quantity | None, numbers: Sequence[Quantity]) -> int | None:
    """Find which number of a clause an assertion is about; None where two are alike."""
    if number is None:
        return None
    same = [i for i, other in enumerate(numbers) if other.text == number.text]
    return same[0] if len(same) == 1 else None
