"""Readings: how a question was understood, as data that a reader can edit and send back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from bot.understand.entity_readings import EntityReading, entity_from_json, entity_to_json
from bot.understand.periods import Period, Point

__all__ = [
    "ChangeForm",
    "Comparison",
    "Filter",
    "Intent",
    "Operation",
    "Reading",
    "Threshold",
    "reading_from_json",
    "reading_to_json",
]

Operation = Literal[
    "lookup",  # the value of each place
    "compare",  # two places or more beside each other
    "difference",
    "ratio",
    "change",  # first to last: difference, percent, factor, growth a year
    "trend",  # the whole series, with its turning points
    "peak",
    "trough",
    "first_year",  # the first year in which a condition holds
    "last_year",
    "unbroken",  # since when a condition has held without a break
    "count_years",  # in how many years a condition held
    "overtake",  # when one place passed another
    "rank_of",  # the place's rank
    "ranking",  # top or bottom n
    "count",  # how many places satisfy a condition
    "share",  # of the world or of a bloc
    "sum",
    "mean",
    "median",
    "index",  # a series with one year set to 100
    "list",  # which places or years are there at all
    "text",  # no figure asked: passages answer
]
ChangeForm = Literal["", "percent", "factor", "cagr", "absolute"]
Intent = Literal["figures", "passages", "out_of_scope", "opinion", "future", "private", "empty"]
Comparison = Literal[">", ">=", "<", "<=", "="]

_LATEST = Period()


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """State a condition on values: more than 1,000; at least half; below another place."""

    comparison: Comparison
    value: float  # with ``place``: how many times its value
    is_percent: bool = False
    place: str = ""  # code of the place that sets the condition; empty: ``value`` does


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """State which places are ranked at all: those with more than 1,000 AI articles."""

    concept: str
    measures: tuple[str, ...] = ()  # named more closely than the concept
    threshold: Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Say how a question was understood.  Every part can be edited and asked again."""

    question: str
    intent: Intent = "figures"
    concept: str = ""
    measures: tuple[str, ...] = ()  # named by the question; empty: the concept decides
    places: tuple[str, ...] = ()  # codes, in the order of the question
    excluded: tuple[str, ...] = ()
    universe: str = ""  # bloc or region whose members are ranked, counted or added
    members: bool = False  # a named bloc stands for its members, not for its own row
    period: Period = _LATEST
    operation: Operation = "lookup"
    form: ChangeForm = ""
    normaliser: str = ""  # population, gdp, researchers, or the id of a concept or measure
    per: float = 1.0  # "per 100,000 people" is 100,000
    share_of: str = ""  # code of the whole
    topic: str = ""
    threshold: Threshold | None = None
    filters: tuple[Filter, ...] = ()  # which places are ranked or counted at all
    base: int = 0  # the year that an index sets to 100
    leads: str = ""  # place that the question takes to be first
    joint: bool = False  # what two places did with each other: places are partners
    limit: int = 0  # the n of "top n"; 0: not stated
    rank: int = 0  # "who is third?" is 3
    descending: bool = True
    source: str = ""  # dataset or source group the question names
    ask: str = ""  # who, what, when, where, why, how much, yes/no ...
    words: tuple[str, ...] = ()  # content words that nothing above explains
    narrows: tuple[str, ...] = ()  # those of them that narrow what is counted
    notes: tuple[str, ...] = ()  # how vague words were taken
    ambiguous: tuple[str, ...] = ()  # names that mean more than one place
    meanings: tuple[str, ...] = ()  # the places that they may mean
    stated: tuple[str, ...] = ()  # slots that this question itself filled
    trail: tuple[str, ...] = ()  # places of the conversation so far, the latest last
    years: tuple[int, ...] = ()  # years that the answers so far were about, the latest last
    standalone: str = ""
    language: str = "en"
    entity: EntityReading | None = None  # what is asked of a table of things, where it is
    parts: tuple[Reading, ...] = ()  # the readings of several questions in one


def _plain(value: Any) -> Any:
    if isinstance(value, Period):
        return {
            "kind": value.kind,
            "points": [[point.year, point.quarter] for point in value.points],
            "last_years": value.last_years,
            "shift_years": value.shift_years,
            "note": value.note,
            "text": str(value),
        }
    if isinstance(value, Threshold):
        return {
            "comparison": value.comparison,
            "value": value.value,
            "is_percent": value.is_percent,
            **({"place": value.place} if value.place else {}),
        }
    if isinstance(value, Filter):
        return {
            "concept": value.concept,
            "measures": list(value.measures),
            "threshold": _plain(value.threshold),
        }
    if isinstance(value, EntityReading):
        return entity_to_json(value)
    if isinstance(value, Reading):
        return reading_to_json(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """Give a reading as plain data; empty parts are left out."""
    return {
        item.name: _plain(getattr(reading, item.name))
        for item in fields(reading)
        if getattr(reading, item.name) not in ("", (), None, 0, False)
        or item.name in ("question", "descending")
    }


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """Rebuild a reading from ``reading_to_json``; unknown keys raise ValueError.

    >>> reading = Reading(question="q", places=("CHN",))
    >>> reading_from_json(reading_to_json(reading)) == reading
    True
    """
    known = {item.name for item in fields(Reading)}
    unknown = sorted(set(data) - known)
    if unknown:
        raise ValueError(f"unknown parts of a reading: {unknown}; known are {sorted(known)}")
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    if isinstance(data.get("period"), Mapping):
        period = data["period"]
        values["period"] = Period(
            kind=period.get("kind", "latest"),
            points=tuple(
                Point(int(year), int(quarter)) for year, quarter in period.get("points", ())
            ),
            last_years=int(period.get("last_years", 0)),
            shift_years=int(period.get("shift_years", 0)),
            note=str(period.get("note", "")),
        )
    if isinstance(data.get("threshold"), Mapping):
        values["threshold"] = Threshold(**data["threshold"])
    if isinstance(data.get("entity"), Mapping):
        values["entity"] = entity_from_json(data["entity"])
    values["parts"] = tuple(reading_from_json(part) for part in data.get("parts", ()))
    values["filters"] = tuple(
        Filter(
            concept=str(item["concept"]),
            measures=tuple(item.get("measures", ())),
            threshold=Threshold(**item["threshold"]),
        )
        for item in data.get("filters", ())
    )
    return Reading(**values)
