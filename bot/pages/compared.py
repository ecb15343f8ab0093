"""Compared: places on one measure, asked as two readings: the latest values, and the series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.answers import Answer
from bot.pages.chips import place_name
from bot.pages.look import cell_text
from corpus.catalogues import Catalogue
from corpus.places import read_places

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = [
    "Compared",
    "comparable_measures",
    "compare_places",
    "default_measures",
    "measures_named",
]

SERIES = ("count", "share", "rate", "money", "stock")
REPORTED = "as_reported"  # single figures from documents: no series to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Hold what was answered for one measure."""

    measure: str
    answers: tuple[Answer, ...]  # the comparison, then the development
    values: Mapping[str, tuple[str, str]]  # code → the cell as it is cited, its year


def comparable_measures(catalogue: Catalogue) -> dict[str, str]:
    """Name the measures that are series of places: id → label with its source."""
    return {
        measure.id: f"{_upper(measure.label)} ({catalogue.dataset(measure.dataset).short})"
        for measure in catalogue.measures
        if measure.view != REPORTED
        and measure.grain == "year"
        and measure.kind in SERIES
        and not measure.dimensions
    }


def default_measures(offered: Mapping[str, str]) -> list[str]:
    """Give what is compared before anything is picked: the first that is offered."""
    return list(offered)[:1]


def measures_named(
    names: Sequence[str], catalogue: Catalogue, offered: Mapping[str, str]
) -> list[str]:
    """Take measures by id, and concepts by their preferred measure that can be compared."""
    concepts = {concept.id: concept for concept in catalogue.concepts}
    found: list[str] = []
    for name in names:
        order = concepts[name].order if name in concepts else (name,)
        found += [measure for measure in order if measure in offered][:1]
    return list(dict.fromkeys(found))


def compare_places(desk: Onrecord, places: Sequence[str], measure: str, *, reader: str) -> Compared:
    """Ask for the latest common values of places, and for their development.

    Nothing is kept: a comparison is looked at, and asked in the chat to be kept.
    """
    found = desk.knowledge.catalogue.measure(measure)
    base: dict[str, Any] = {
        "intent": "figures",
        "concept": found.concept,
        "measures": [measure],
        "places": list(places),
        "stated": ["measure", "places", "operation"],
    }
    names = [place_name(code) for code in places]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    latest = desk.ask(
        f"Compare {listed}: {found.label}",
        reading=base | {"operation": "compare", "period": {"kind": "latest", "points": []}},
        reader=reader,
        engine="grounded",
    )
    series = desk.ask(
        f"How did {found.label} develop in {listed}?",
        reading=base | {"operation": "trend", "period": {"kind": "all", "points": []}},
        reader=reader,
        engine="grounded",
    )
    return Compared(measure=measure, answers=(latest, series), values=_values(latest, places))


def _values(answer: Answer, places: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Read each place's value off the rows that the comparison cites."""
    book = read_places()
    by_name = {book.place(code).name: code for code in places if code in book}
    values: dict[str, tuple[str, str]] = {}
    for citation in answer.citations:
        columns = list(citation.columns)
        if citation.kind != "figures" or "value" not in columns:
            continue
        at = columns.index("value")
        for row in citation.rows:
            told = dict(zip(columns, row, strict=False))
            code = str(told.get("place") or by_name.get(str(told.get("name")), ""))
            code = code if code in places else by_name.get(str(told.get("name")), "")
            if code and code not in values and row[at] is not None:
                values[code] = (cell_text(row[at]), str(told.get("year") or ""))
    return values


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
