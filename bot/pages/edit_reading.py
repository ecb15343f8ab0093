"""Edit a reading: change one part of how a question was understood, and give it back as data.

What else the change makes untrue goes with it: a measure of another concept, the places a name
may have meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.catalogues import Catalogue
from corpus.source_names import SourceGroup

__all__ = [
    "EDITED",
    "can_edit",
    "changed_parts",
    "unworded",
    "with_concept",
    "with_measure",
    "with_normaliser",
    "with_operation",
    "with_period",
    "with_places",
    "with_source",
]

Reading = dict[str, Any]
# parts of a reading that a reader may change, under the labels of their chips
EDITED = {
    "Asked for": ("operation", "form"),
    "What": ("concept",),
    "Measure": ("measures",),
    "Places": ("places",),
    "Per": ("normaliser", "per"),
    "Period": ("period",),
    "Source": ("source",),
}
PEOPLE, DOLLARS = 1e6, 1e9  # per million people, per billion dollars of GDP


def can_edit(reading: Mapping[str, Any]) -> bool:
    """Say whether the parts can be changed: one question, to figures of places."""
    return (
        reading.get("intent") == "figures"
        and not reading.get("parts")
        and not reading.get("entity")
        and bool(reading.get("concept"))
    )


def with_concept(reading: Mapping[str, Any], concept: str) -> Reading:
    """Ask of another thing; measure, source and topic of the one before fall away."""
    return _without(reading, "measures", "source", "topic", "filters") | {"concept": concept}


def with_measure(reading: Mapping[str, Any], measure: str, catalogue: Catalogue) -> Reading:
    """Ask of one measure; "" asks of all that count the same thing."""
    if not measure:
        return _without(reading, "measures", "source")
    fresh = _without(reading, "source", "filters")
    return fresh | {"measures": [measure], "concept": catalogue.measure(measure).concept}


def with_source(
    reading: Mapping[str, Any], source: str, *, catalogue: Catalogue, groups: Sequence[SourceGroup]
) -> Reading:
    """Ask of one source; "" asks of all.  A source without the concept is asked, and says so."""
    fresh = _without(reading, "measures", "source")
    if not source:
        return fresh
    measures = catalogue.measures_of(str(reading.get("concept", "")))
    group = next((group for group in groups if group.id == source), None)
    pairs = [(measure.id, measure.dataset) for measure in measures]
    owned = group.owned_measures(pairs) if group is not None else frozenset()
    found = [measure.id for measure in measures if measure.id in owned]
    return fresh | {"source": source} | ({"measures": found} if found else {})


def with_places(reading: Mapping[str, Any], places: Sequence[str]) -> Reading:
    """Ask of these places, by code; none leaves it to the ranking of all."""
    fresh = _without(reading, "ambiguous", "meanings", "leads", "joint")
    fresh["places"] = list(places)
    single = {"lookup", "trend", "change", "peak", "trough", "rank_of", "share"}
    if len(places) > 1 and fresh.get("operation") == "lookup":
        fresh["operation"] = "compare"
    elif len(places) == 1 and fresh.get("operation") in {"compare", "difference", "ratio"}:
        fresh["operation"] = "lookup"
    elif places and fresh.get("operation") in {"ranking", "count"}:
        fresh["operation"] = "compare" if len(places) > 1 else "lookup"
        fresh = _without(fresh, "universe", "limit", "rank")
    elif not places and fresh.get("operation") in single | {"compare"}:
        fresh["operation"] = "ranking"
    return fresh


def with_period(reading: Mapping[str, Any], kind: str, years: Sequence[int] = ()) -> Reading:
    """Ask of another time: latest, all, at (a year), since, until (one), range (two)."""
    wanted = {"latest": 0, "all": 0, "range": 2}.get(kind, 1)
    points = [[int(year), 0] for year in sorted(years)[:wanted]]
    if len(points) < wanted:
        return dict(reading)
    fresh = dict(reading) | {"period": {"kind": kind, "points": points}}
    if kind in ("since", "until", "range", "all") and fresh.get("operation") in (
        "lookup",
        "compare",
    ):
        fresh["operation"] = "trend"
    elif kind in ("at", "latest") and fresh.get("operation") in ("trend", "change"):
        fresh["operation"] = "compare" if len(fresh.get("places") or ()) > 1 else "lookup"
    return fresh


def with_normaliser(reading: Mapping[str, Any], normaliser: str) -> Reading:
    """Divide by people, by GDP or by researchers; "" divides by nothing."""
    if not normaliser:
        return _without(reading, "normaliser") | {"per": 1.0}
    per = {"population": PEOPLE, "gdp": DOLLARS}.get(normaliser, 1.0)
    return _without(reading, "share_of") | {"normaliser": normaliser, "per": per}


def with_operation(reading: Mapping[str, Any], operation: str) -> Reading:
    """Ask for something else of the same figures: a comparison, a trend, a ranking."""
    fresh = _without(reading, "form", "threshold", "limit", "rank", "base", "share_of")
    fresh["operation"] = operation
    if operation == "ranking":
        fresh |= {"places": [], "limit": 10}
    if operation == "share":
        fresh["share_of"] = "WLD"
    kind = (fresh.get("period") or {}).get("kind", "latest")
    if operation in ("trend", "change", "peak", "trough") and kind in ("at", "latest"):
        fresh["period"] = {"kind": "all", "points": []}
    return fresh


def unworded(reading: Mapping[str, Any]) -> Reading:
    """Leave out the words of a reading: they are written anew from its parts."""
    return _without(reading, "standalone")


def changed_parts(before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """Name the chips whose parts differ between two readings.

    >>> changed_parts({"places": ["CHN"]}, {"places": ["IND"]})
    {'Places'}
    """
    return {
        label
        for label, parts in EDITED.items()
        if any(_plain(before, part) != _plain(now, part) for part in parts)
    }


def _plain(reading: Mapping[str, Any], part: str) -> Any:
    value = reading.get(part)
    if part == "period" and isinstance(value, Mapping):
        return (value.get("kind"), [tuple(point) for point in value.get("points") or ()])
    if part == "per":
        return float(value or 1.0)
    return value or None


def _without(reading: Mapping[str, Any], *parts: str) -> Reading:
    return {name: value for name, value in reading.items() if name not in parts}
