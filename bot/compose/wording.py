"""Wording: how places, periods, measures and sources are put into sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.calculate.evidence import Row
from bot.calculate.requests import Request
from corpus.catalogues import Measure
from corpus.place_sums import read_sum
from corpus.places import PlaceBook

__all__ = [
    "dollars",
    "hedged",
    "in_period",
    "join",
    "label",
    "most",
    "name",
    "noun",
    "per_phrase",
    "possessive",
    "short_label",
    "stated",
    "title",
    "verb",
]


def name(book: PlaceBook, code: str, *, fallback: str = "") -> str:
    """Name a place inside a sentence: "the United States"."""
    return book.place(code).sentence if code in book else fallback or code


def title(book: PlaceBook, code: str, *, fallback: str = "") -> str:
    """Name a place at the head of a list item: "United States"."""
    return book.place(code).name if code in book else fallback or code


_WITHOUT = " without "
_TOGETHER = " together"  # how the name of several places added up ends


def possessive(phrase: str) -> str:
    """Give the possessive: "the United States'", "China's", "the Benelux countries' combined"."""
    if phrase.endswith(_TOGETHER):
        return f"{possessive(phrase.removesuffix(_TOGETHER))} combined"
    if _WITHOUT in phrase:
        whole, _, rest = phrase.partition(_WITHOUT)
        return f"{possessive(whole)} (without {rest})"
    return f"{phrase}'" if phrase.endswith(("s", "S")) else f"{phrase}'s"


def join(parts: Sequence[str]) -> str:
    """Join parts as a list in a sentence.

    >>> join(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


_HEDGES = {
    "just under": "just under ",
    "fewer than": "fewer than ",
    "less than": "less than ",
    "over": "over ",
    "more than": "more than ",
    "at least": "at least ",
    "at most": "at most ",
    "under": "under ",
    "around": "around ",
    "about": "about ",
    "estimate": "an estimated ",
    "estimated": "an estimated ",
    "projected": "a projected ",
    "nearly": "nearly ",
    "just over": "just over ",
}


def hedged(value: str, row: Row) -> str:
    """Put the source's own qualifier before a value: "just under 10,000"."""
    return _HEDGES.get(row.status, "") + value


def in_period(row: Row) -> str:
    """Give the time of a row: "in 2022", "over 2003–2022", or nothing."""
    if not row.period:
        return ""
    if row.start_year and row.start_year != row.year:
        return f"over {row.period}"
    return f"in {row.period}"


_WEALTH = ("population", "gdp")
_SCALES = {
    1: "",
    1e2: "hundred",
    1e3: "thousand",
    1e4: "10,000",
    1e5: "100,000",
    1e6: "million",
    1e9: "billion",
    1e12: "trillion",
}


def per_phrase(request: Request) -> str:
    """Say per what a quantity is: "per million people"."""
    if request.denominator is None:
        return ""
    scale = _SCALES.get(request.per, f"{request.per:,.0f}")
    concept = request.denominator.concept
    if concept == "population":
        return f"per {scale} people" if scale else "per head"
    if concept == "gdp":
        return f"per {scale} US dollars of GDP" if scale else "per US dollar of GDP"
    what = short_label(request.denominator)
    return f"per {scale} {what}" if scale else f"per {_singular(request.denominator, what)}"


def _singular(measure: Measure, what: str) -> str:
    """Put a label into the singular: "AI articles" of the unit "articles" is "AI article"."""
    if measure.one and measure.unit in what:
        return what.replace(measure.unit, measure.one, 1)
    return measure.one or what


def short_label(measure: Measure) -> str:
    """Give a measure's label without the source or years in brackets after it."""
    return (
        re.sub(r"\s*\([^)]*\)\s*$", "", measure.label)
        if measure.view == "as_reported"
        else measure.label
    )


def label(request: Request) -> str:
    """Name what a request counts: "AI articles per million people"."""
    topic = f" ({request.topic})" if request.topic else ""
    per = per_phrase(request)
    return f"{short_label(request.measure)}{topic}{' ' + per if per else ''}"


def noun(measure: Measure, value: float) -> str:
    """Give the unit in the number the value asks for: "1 article", "2 articles"."""
    return measure.one if abs(value) == 1 and measure.one else measure.unit


def verb(book: PlaceBook, code: str) -> str:
    """Give "is" or "are" for a place: "the Baltic states are", "the Netherlands is"."""
    total = read_sum(code)
    if total is not None and len(total.plus) > 1:
        return "are"
    place = book.place(code) if code in book else None
    several = place is not None and place.kind in ("bloc", "region", "group")
    return "are" if several and place and place.sentence.lower().endswith("s") else "is"


_MASSES = ("population", "GDP")  # of which nobody has "the fewest"


def most(measure: Measure, *, descending: bool, divided: bool = False) -> str:
    """Say of a leader that it has the most, the highest, the fewest or the lowest.

    >>> from corpus.catalogues import read_catalogue
    >>> most(read_catalogue().measure("nsf_ai_articles"), descending=False)
    'fewest'
    """
    if measure.kind in ("stock", "money") and measure.label in _MASSES and not divided:
        return "largest" if descending else "smallest"
    counted = measure.kind in ("count", "cumulative", "stock") and not divided
    if counted:
        return "most" if descending else "fewest"
    return "highest" if descending else "lowest"


def stated(request: Request, subject: str, value: str, when: str) -> str:
    """State one value: "China published 42,524 AI articles in 2022"."""
    measure = request.measure
    per = per_phrase(request)
    what = short_label(measure) + (f" ({request.topic})" if request.topic else "")
    tail = f" {when}" if when and not what.endswith(when) else ""
    if request.share_of:
        return f"{possessive(subject)} share of {{whole}} {what} was {value}{tail}"
    if measure.unit.startswith("US"):
        what = f"{what}{' ' + per if per else ''}"
        return f"{possessive(subject)} {what} stood at {dollars(measure, value)}{tail}"
    by_measure = request.denominator is not None and request.denominator.concept not in _WEALTH
    counts = measure.kind not in ("share", "rate", "rank", "score", "money")
    if measure.counted and counts and not by_measure:
        return f"{subject} {measure.counted} {value} {what}{' ' + per if per else ''}{tail}"
    whose = f"{possessive(subject)} "
    if possessive(subject) in what:  # "planned size of China's core AI industry"
        whose = ""
    plain = measure.unit in ("percent", "") or measure.unit in measure.label or bool(per)
    unit = "" if plain else f" {measure.unit}"
    return f"{whose}{what}{' ' + per if per else ''} stood at {value}{unit}{tail}"


def dollars(measure: Measure, value: str) -> str:
    """Put an amount into words: "109.1 billion US dollars"."""
    if measure.unit == "US$ billion":
        return f"{value} billion US dollars"
    return f"{value} US dollars" if measure.unit.startswith("US dollars") else value
