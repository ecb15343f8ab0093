"""Certain: whether a stated number is so plainly bound that it may be set against a cell.

A sentence that the claim check binds to the wrong thing would be shown as a disagreement that
does not exist, with a source's name on it.  So what the words around the number do not bear out
is left alone: the number's own noun, its year, the whole of a percentage, and every other value
of the store that the sentence may be quoting instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.check.allowances import significant_digits
from bot.conflicts.observations import Observation
from bot.understand.knowledge import Knowledge
from bot.understand.measures import content_stems
from bot.understand.quantities import Quantity, find_quantities
from bot.understand.words import is_stop
from corpus.catalogues import Measure

__all__ = ["Subject", "is_certain", "places_named", "quotes_another"]

_TELLING = 3  # digits that a number must show before its appearance elsewhere means anything

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOGETHER = re.compile(
    r"\b(?:together|combined|adding|adds?|added|sum(?:s|med)?|arithmetic|respectively|average|"
    r"per|each|gap|difference|times|of (?:which|whom|them|those)|since|over (?:the )?\d|between|"
    r"editions?|earlier|previous(?:ly)?|up to)\b",
    re.I,
)
_WORLDWIDE = re.compile(r"[^,;.]{0,40}?\b(?:worldwide|globally|in the world)\b", re.I)
_WORLD = re.compile(r"\b(?:world|worldwide|global|globally)\b", re.I)
_BREAK = re.compile(
    r"[,;:.()–—?!]|\b(?:in|by|for|from|to|with|at|on|of|than|while|whereas|when|which|that|who|and|"
    r"or|but|as|against|after|before|during|according|worldwide|globally|published|produced|"
    r"last|this|is|was|were|are|had|has|have)\b",
    re.I,
)
_WHOLE = re.compile(r"\s*of\s+(?:all\s+)?(?:the\s+)?(?:world(?:['’]s)?|global|total|all)?\s*", re.I)
_FIELD = frozenset(content_stems("AI artificial intelligence research scientific science total"))
_SCALE = frozenset(content_stems("billion million thousand trillion dollars us US$ $ percent %"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Say what a number is held to be about."""

    concept: str
    place: str
    year: int
    measure: Measure | None = None


def is_certain(text: str, number: Quantity, subject: Subject, *, knowledge: Knowledge) -> bool:
    """Tell whether the words around a number say that it is what the subject counts."""
    if not any(character.isdigit() for character in number.text) or _TOGETHER.search(text):
        return False
    before, after = text[: number.start], text[number.end :]
    if re.search(r"\d\s+of\s+(?:the\s+|all\s+)?$", before):
        return False  # "37 of 44": the second is the whole
    if subject.place != "WLD" and _WORLDWIDE.match(after):
        return False  # "440 in the United Kingdom and 98,650 worldwide"
    if not _is_of_year(text, number, subject.year):
        return False
    if number.kind == "percent" and (whole := _WHOLE.match(after)) is not None:
        phrase = after[whole.end() :]
        if re.match(r"[^,;.]*?\b(?:from|by|in) (?:the )?[A-Z]", phrase):
            return False  # "8% of the papers from China": the whole is China's
        return _is_noun(phrase, subject, knowledge, may_be_empty=False)
    return _is_noun(after, subject, knowledge)


def _is_of_year(text: str, number: Quantity, year: int) -> bool:
    """Tell whether a clause of several years gives the number its own."""
    years = {int(found) for found in _YEAR.findall(text)}
    if not years <= {year}:
        others = [q.start for q in find_quantities(text) if q.start >= number.end]
        others = [start for start in others if not _YEAR.match(text[start:])]
        span = text[number.end : min(others, default=len(text))]
        own = _YEAR.search(span)
        return own is not None and int(own.group()) == year
    return True


def _is_noun(
    after: str, subject: Subject, knowledge: Knowledge, *, may_be_empty: bool = True
) -> bool:
    """Tell whether what follows a number names nothing but what is counted."""
    end = _BREAK.search(after)
    words = set(content_stems(after[: end.start()] if end else after)) - _FIELD - _SCALE
    words -= {stem for stem in words if stem.isdigit() or is_stop(stem)}
    if not words:
        return may_be_empty
    concept = knowledge.catalogue.concept(subject.concept)
    own = [concept.label, concept.unit, *concept.words]
    if subject.measure is not None:
        own += [subject.measure.label, subject.measure.unit, subject.measure.one]
    own += [
        alias.alias
        for alias in knowledge.book.aliases
        if alias.code == subject.place and alias.lang == "en"
    ]
    return words <= {stem for phrase in own for stem in content_stems(phrase)}


def places_named(text: str, knowledge: Knowledge) -> frozenset[str]:
    """Give the codes of the places that a sentence names, the world among them."""
    codes = {code for mention in knowledge.places.find(text) for code in mention.codes}
    if _WORLD.search(text):
        codes.add("WLD")
    return frozenset(codes)


def quotes_another(
    text: str, number: Quantity, cells: Iterable[Observation], knowledge: Knowledge, *, concept: str
) -> bool:
    """Tell whether a sentence may be quoting another cell, whose place and year it names.

    The very same number must stand there; of another concept, one with digits enough to tell.
    """
    places = places_named(text, knowledge)
    years = {int(found) for found in _YEAR.findall(text)}
    telling = significant_digits(number.text) >= _TELLING
    return any(
        cell.place in places
        and (not years or bool(years & set(range(cell.start_year, cell.year + 1))))
        and (telling or cell.measure.concept == concept)
        and abs(cell.worth - (number.value or 0.0)) <= 1e-6 * abs(cell.worth)
        for cell in cells
    )
