"""Thresholds: the numbers of a question that set a condition, "more than 1,000"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.readings import Comparison, Threshold
from bot.understand.number_patterns import Hedge
from bot.understand.quantities import Quantity, find_quantities

__all__ = ["find_threshold", "is_bound", "value_quantities"]

_BEFORE_BOUND = re.compile(
    r"\b(?:more\s+than|above|over|exceed\w*|topp?(?:ed|ing|s)?|at\s+least|fewer\s+than"
    r"|less\s+than|below|under|"
    r"reach\w*|surpass\w*)\s+$",
    re.IGNORECASE,
)
_COUNTS = re.compile(  # "top 5", "per 100,000": a number that belongs to the word before it
    r"\b(?:per|top|bottom|each|every|leading|first|last|which|G)[\s-]*$", re.IGNORECASE
)
_OF_PLACES = re.compile(
    r"\s*(?:countries|economies|places|nations|members|largest|biggest)\b", re.IGNORECASE
)
_REACHES = re.compile(
    r"\b(?:reach|hit|cross|pass|top|exceed|surpass|break|overt[ao])\w*\s+(?:first\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "countries that published no AI articles"
_NONE = re.compile(
    r"\b(?:publish\w*|produc\w*|with|had|have|has|having|wrote|made|makes?)\s+"
    r"(?:no|not\s+a\s+single|not\s+one)\s+(?!data\b|figures?\b|numbers?\b|values?\b)\w",
    re.IGNORECASE,
)
_GOES_BEYOND = re.compile(r"\b(?:exceed|surpass|top|pass|overt)", re.IGNORECASE)
_COMPARISONS: Mapping[Hedge, Comparison] = {
    "over": ">",
    "at least": ">=",
    "under": "<",
    "at most": "<=",
    "nearly": ">=",
    "about": ">=",
}
# "just one link", "exactly 20 articles", said of places that are counted or listed
_EXACTLY = re.compile(
    r"\b(?:(?P<surely>exactly|precisely)|just|only|merely|a\s+mere|(?=a\s+single\b))\s*\b(?:a\s+)?"
    r"(?P<n>\d[\d,]*|one|single|two|three|four|five|six|seven|eight|nine|ten)\b(?P<percent>\s*(?:%|per\s?cent))?"
    r"(?!\s+(?:of|years?|countr|econom|places|nations|members|states|in\s+(?:ten|five|four|three))|[.,]?\d)",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:over|under|above|below|than|least|most)\s+$", re.IGNORECASE)
_SMALL = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten".split())} | {"single": 1}  # fmt: skip
_LISTS = re.compile(
    r"\b(?:how\s+many|which|what|list|name|number\s+of|all)\s+(?:\S+\s+){0,4}?¤*(?:countries|economies"
    r"|places|states|members|nations|territories)\b",
    re.IGNORECASE,
)
# These ask about a condition: a bare number beside them is one.
_CONDITIONAL = {"first_year", "last_year", "count", "unbroken", "count_years"}


def value_quantities(
    text: str, *, spans: Sequence[tuple[int, int]], operations: Collection[str]
) -> list[Quantity]:
    """Find the numbers that state a value: no period, no "top n", no "per 100,000".

    ``spans`` say where the question states its period.
    """
    quantities = []
    for quantity in find_quantities(text):
        before = text[: quantity.start]
        if quantity.kind == "year" and _BEFORE_BOUND.search(before):
            quantity = replace(quantity, kind="count")  # "more than 2000"
        if quantity.value is None or quantity.kind in ("year", "date", "name"):
            continue
        if any(start <= quantity.start < end for start, end in spans):
            continue
        if "first_year" not in operations and _COUNTS.search(before):
            continue
        if _OF_PLACES.match(text[quantity.end :]):
            continue
        if quantity.kind == "rank" and not re.search(r"#|\d", quantity.text):
            continue
        quantities.append(quantity)
    return quantities


def is_bound(before: str) -> bool:
    """Tell whether words before a number make it a bound: "more than 2000" is no year."""
    return bool(_BEFORE_BOUND.search(before))


def find_threshold(
    text: str, quantities: Sequence[Quantity], *, operations: Collection[str]
) -> Threshold | None:
    """Read "more than 1,000" and "topped 1000" as a condition on the value."""
    exactly = _EXACTLY.search(text)
    asked = exactly and (
        _LISTS.search(text) or (exactly["surely"] and _CONDITIONAL & set(operations))
    )
    if exactly and asked and not _UP_TO.search(text[: exactly.start()]):
        word = exactly["n"].lower()
        value = _SMALL[word] if word in _SMALL else int(word.replace(",", ""))
        return Threshold(comparison="=", value=float(value), is_percent=bool(exactly["percent"]))
    for quantity in quantities:
        if quantity.kind in ("rank", "factor", "points") or quantity.value is None:
            continue
        before = text[max(0, quantity.start - 24) : quantity.start]
        comparison = _COMPARISONS.get(quantity.hedge)
        if comparison is None and _REACHES.search(before):
            comparison = ">" if _GOES_BEYOND.search(before) else ">="
        if comparison is None and not quantity.value and not quantity.hedge:
            comparison = "<="  # "zero articles"
        if comparison is None and not quantity.hedge and _CONDITIONAL & set(operations):
            comparison = ">="
        if comparison:
            return Threshold(
                comparison=comparison,
                value=quantity.value,
                is_percent=quantity.kind == "percent",
            )
    if {"count", "ranking"} & set(operations) and _NONE.search(text):
        return Threshold(comparison="<=", value=0.0)
    return None
