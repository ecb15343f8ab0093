"""Compared: places on one measure between two years, asked as two readings.

The first compares the last of the years, the second follows the series; both are answered and
checked as a question of the chat is, so table, charts and sentences rest on the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.answers import Answer
from bot.compose.chart_points import write_number
from bot.pages.chips import place_name
from corpus.catalogues import Catalogue
from corpus.places import read_places

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = [
    "Compared",
    "Span",
    "common_years",
    "comparable_measures",
    "compare_places",
    "compare_query",
    "default_measures",
    "measures_named",
    "span_of",
]

SERIES = ("count", "share", "rate", "money", "stock")
MOST_ROWS = 5_000  # far more than places times years
COMPARED = frozenset({"compare", "difference", "ratio", "overtake", "trend", "change", "lookup"})
REPORTED = "as_reported"  # single figures from documents: no series to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Hold what was answered for one measure."""

    measure: str
    years: tuple[int, ...] = ()  # first and last with values; one year alone; none
    answers: tuple[Answer, ...] = ()  # the comparison, then the development
    values: Mapping[tuple[str, int], str] = field(default_factory=dict)  # code, year → the cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Say which years can be chosen, and which are there for all."""

    first: int
    last: int
    common: tuple[int, int]  # complete years in which every measure has every place


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


def compare_query(reading: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """Give the address of the page for a reading about several places; empty where it has none.

    Only what the page can show: measures that are series of countries and territories.
    """
    book = read_places()
    places = [str(code) for code in reading.get("places") or () if code in book]
    places = [code for code in places if book.place(code).kind != "group"]
    if len(places) < 2 or reading.get("operation") not in COMPARED or reading.get("joint"):
        return {}
    names = [str(measure) for measure in reading.get("measures") or ()][:1]
    measures = measures_named(
        names or [str(reading.get("concept") or "")], catalogue, comparable_measures(catalogue)
    )
    if not measures:
        return {}
    period: Mapping[str, Any] = reading.get("period") or {}
    years = [str(point[0]) for point in period.get("points") or ()]
    kind = period.get("kind")
    query = {"places": ",".join(places), "measures": ",".join(measures)}
    if years and kind in ("range", "since"):
        query["from"] = years[0]
    if years and kind in ("at", "range", "until"):
        query["to"] = years[-1]
    return query


def common_years(desk: Onrecord, places: Sequence[str], measure: str) -> tuple[int, ...]:
    """Give the years in which all of the places that a measure has at all have a value."""
    found = desk.knowledge.catalogue.measure(measure)
    listed = ", ".join(f"'{code}'" for code in places if code in read_places())
    rows = desk.store.figures.run(
        f"SELECT DISTINCT place, year FROM {found.view or found.id} "
        f"WHERE value IS NOT NULL AND year IS NOT NULL AND place IN ({listed})",
        limit_rows=MOST_ROWS,
    ).rows
    held: dict[int, set[str]] = {}
    for place, year in rows:
        held.setdefault(int(str(year)), set()).add(str(place))
    every = {str(place) for place, _ in rows}
    return tuple(sorted(year for year, having in held.items() if having == every))


def span_of(years: Mapping[str, Sequence[int]], catalogue: Catalogue) -> Span | None:
    """Give the years to choose from; None where no measure has one.  ``years`` is by measure."""
    having = {measure: found for measure, found in years.items() if found}
    if not having:
        return None
    first = min(found[0] for found in having.values())
    last = max(found[-1] for found in having.values())
    starts, ends = [], []
    for measure, found in having.items():
        incomplete = catalogue.measure(measure).incomplete
        whole = [year for year in found if year not in incomplete] or list(found)
        starts.append(whole[0])
        ends.append(whole[-1])
    common = (max(starts), min(ends))
    return Span(first=first, last=last, common=common if common[0] <= common[1] else (first, last))


def compare_places(
    desk: Onrecord,
    places: Sequence[str],
    measure: str,
    *,
    years: Sequence[int],
    reader: str,
) -> Compared:
    """Ask how places compare in the last of the years, and how they came there since the first.

    ``years`` are those with values, in order; none gives no answer.  Nothing is kept: a
    comparison is looked at, and asked in the chat to be kept.
    """
    if not years:
        return Compared(measure=measure)
    first, last = years[0], years[-1]
    found = desk.knowledge.catalogue.measure(measure)
    base: dict[str, Any] = {
        "intent": "figures",
        "concept": found.concept,
        "measures": [measure],
        "places": list(places),
        "stated": ["measure", "places", "operation", "period"],
    }
    names = [place_name(code) for code in places]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    asked = [
        (
            f"Compare {listed} in {last}: {found.label}",
            {"operation": "compare", "period": {"kind": "at", "points": [[last, 0]]}},
        )
    ]
    if first < last:
        period = {"kind": "range", "points": [[first, 0], [last, 0]]}
        asked.append(
            (
                f"How did {found.label} develop in {listed} from {first} to {last}?",
                {"operation": "trend", "period": period},
            )
        )
    answers = tuple(
        desk.ask(question, reading=base | part, reader=reader, engine="grounded")
        for question, part in asked
    )
    return Compared(
        measure=measure,
        years=(first, last) if first < last else (last,),
        answers=answers,
        values=_values(answers, places),
    )


def _values(answers: Sequence[Answer], places: Sequence[str]) -> dict[tuple[str, int], str]:
    """Read each place's value of each year off the rows that the answers cite."""
    book = read_places()
    by_name = {book.place(code).name: code for code in places if code in book}
    values: dict[tuple[str, int], str] = {}
    for citation in (citation for answer in answers for citation in answer.citations):
        columns = list(citation.columns)
        if citation.kind != "figures" or not {"value", "year"} <= set(columns):
            continue
        at = columns.index("value")
        for row in citation.rows:
            told = dict(zip(columns, row, strict=False))
            code = str(told.get("place") or "")
            code = code if code in places else by_name.get(str(told.get("name")), "")
            if code and told["year"] is not None and row[at] is not None:
                # written as the charts write it, so that the two agree to the last digit
                values.setdefault((code, int(told["year"])), write_number(float(row[at])))
    return values


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
