"""Chips: how a question was understood, part by part, in a reader's words.

A reading carries codes and ids; the shipped catalogue and place book give their names.  What
they do not know is shown as it stands: a reader's own data has names of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from corpus.catalogues import read_catalogue
from corpus.errors import CorpusError
from corpus.places import read_places
from corpus.source_names import read_source_names

__all__ = ["OPERATIONS", "measure_name", "place_name", "reading_chips", "source_name"]

NAMED = 6  # parts of one kind in a chip; more are counted
OPERATIONS = {
    "lookup": "a value",
    "compare": "a comparison",
    "trend": "a trend",
    "rank_of": "a rank",
    "first_year": "the first year",
    "last_year": "the last year",
    "text": "what the sources say",
    "list": "what there is",
    "count": "how many places",
    "peak": "the highest year",
    "trough": "the lowest year",
    "share": "a share of the world",
    "sum": "the sum",
    "mean": "the mean",
    "ranking": "a ranking",
    "change": "the change",
    "difference": "the difference",
    "ratio": "how many times as much",
    "overtake": "who overtook whom",
    "index": "an index",
    "threshold": "when a mark was passed",
}
NORMALISERS = {"population": "people", "gdp": "dollars of GDP", "researchers": "researchers"}


def reading_chips(reading: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name the parts of a reading, in a fixed order; parts that say nothing are left out."""
    if reading.get("intent") in ("out_of_scope", "empty", "private"):
        return []
    figures = reading.get("intent") != "passages"
    chips = [
        ("Asked for", _operation(reading)),
        ("What", _named(reading.get("concept"), _concept)),
        ("Measure", _measures(reading.get("measures"))),
        ("Topic", str(reading.get("topic") or "")),
        ("Places", _named(reading.get("places"), place_name)),
        ("Among", _named(reading.get("universe"), place_name)),
        ("Without", _named(reading.get("excluded"), place_name)),
        ("Share of", _named(reading.get("share_of"), place_name)),
        ("Per", _per(reading)),
        ("Period", _period(reading.get("period")) if figures else ""),
        ("Source", _named(reading.get("source"), source_name)),
    ]
    return [(label, words) for label, words in chips if words]


def _operation(reading: Mapping[str, Any]) -> str:
    operation = str(reading.get("operation") or "")
    limit = int(reading.get("limit") or 0)
    if operation == "ranking":
        end = "top" if reading.get("descending", True) else "bottom"
        return f"the {end} {limit}" if limit else "a ranking"
    return OPERATIONS.get(operation, operation.replace("_", " "))


def _per(reading: Mapping[str, Any]) -> str:
    normaliser = str(reading.get("normaliser") or "")
    if not normaliser:
        return ""
    per = float(reading.get("per") or 1)
    words = NORMALISERS.get(normaliser) or measure_name(normaliser)
    scale = {1e6: "million", 1e9: "billion"}.get(per, f"{per:,.0f}" if per != 1 else "")
    return f"{scale} {words}".strip()


def _period(period: Any) -> str:
    if isinstance(period, Mapping):
        return str(period.get("text") or "")
    return str(period or "")


def _measures(measures: Any) -> str:
    """Name the measure; several are one source's variants of the concept, named above it."""
    return measure_name(str(measures[0])) if measures and len(measures) == 1 else ""


def _named(value: Any, name: Callable[[str], str]) -> str:
    items = value if isinstance(value, (list, tuple)) else [value] if value else []
    names = list(dict.fromkeys(name(str(item)) for item in items))
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if names[NAMED:] else "")


def place_name(code: str) -> str:
    """Name a place by its code; the code itself where it is not known."""
    book = read_places()
    return book.place(code).name if code in book else code


def _concept(concept: str) -> str:
    try:
        return read_catalogue().concept(concept).label
    except CorpusError:
        return concept.replace("_", " ")


def measure_name(measure: str) -> str:
    """Name a measure by its id; the id in words where it is not known."""
    try:
        return read_catalogue().measure(measure).label
    except CorpusError:
        return measure.replace("_", " ")


def source_name(source: str) -> str:
    """Name a group of sources or a dataset by its id; the id in words where it is not known."""
    for group in read_source_names():
        if group.id == source:
            return group.label
    try:
        return read_catalogue().dataset(source).short
    except CorpusError:
        return source.replace("-", " ").replace("_", " ")
