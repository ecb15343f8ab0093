"""Standalone: the question as it was understood, written out in full."""

from __future__ import annotations

from dataclasses import replace

from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.periods import Period

__all__ = ["standalone_question"]


def standalone_question(reading: Reading, knowledge: Knowledge) -> Reading:
    """Fill in ``standalone``: the reader's own words, or what a follow-up amounts to."""
    if reading.standalone:
        return reading
    leans = bool(reading.trail and reading.trail != reading.places) or bool(reading.years)
    if reading.intent != "figures" or not reading.concept or not leans:
        return replace(reading, standalone=reading.question)
    return replace(reading, standalone=_written(reading, knowledge))


def _written(reading: Reading, knowledge: Knowledge) -> str:
    catalogue, book = knowledge.catalogue, knowledge.book
    label = (
        catalogue.measure(reading.measures[0]).label
        if reading.measures
        else catalogue.concept(reading.concept).label
    )
    names = [book.place(code).sentence for code in reading.places if code in book]
    who = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""
    if reading.topic:
        label += f" ({reading.topic})"
    if reading.normaliser:
        label += {
            "population": " per head",
            "gdp": " relative to GDP",
            "researchers": " per researcher",
        }.get(reading.normaliser) or f" per {_divisor(reading.normaliser, knowledge)}"
    when = _when(reading.period)
    scope = f" among {book.place(reading.universe).sentence}" if reading.universe in book else ""
    of = f" of {who}" if who else ""
    share = (
        f" as a share of {book.place(reading.share_of).sentence}"
        if reading.share_of in book
        else ""
    )
    base = reading.base or "the first year"
    scope += _condition(reading, knowledge)
    end = "highest" if reading.descending else "lowest"
    heads = {
        "difference": f"What is the difference in {label} between {who}",
        "ratio": f"What is the ratio of {label} of {who}",
        "change": f"How did {label}{of}{share} change",
        "trend": f"How did {label}{of}{share} develop",
        "rank_of": f"What rank does {who} have by {label}{scope}",
        "ranking": f"Which places rank {end} by {label}{share}{scope}",
        "peak": f"When did {label}{of} peak",
        "trough": f"When were {label}{of} lowest",
        "sum": f"What are the {label}{of} together",
        "mean": f"What is the average of {label}{of}",
        "index": f"How did {label}{of} develop with {base} = 100",
        "count": f"How many places{scope} have that many {label}",
        "overtake": f"When did {' overtake '.join(names)} in {label}"
        if names
        else f"Who overtook whom in {label}",
    }
    head = heads.get(reading.operation, f"What are the {label}{of}{share}")
    return f"{head}{' ' + when if when else ''}?"


def _divisor(name: str, knowledge: Knowledge) -> str:
    """Name a measure or concept that values are divided by: "AI publications"."""
    catalogue = knowledge.catalogue
    labels = {concept.id: concept.label for concept in catalogue.concepts}
    labels |= {measure.id: measure.label for measure in catalogue.measures}
    return labels.get(name, name)


def _condition(reading: Reading, knowledge: Knowledge) -> str:
    """Say which places are ranked at all: " with > 1,000 AI publications"."""
    words = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most", "=": "just"}
    parts = [
        f"{words[item.threshold.comparison]} {item.threshold.value:,.10g} "
        f"{knowledge.catalogue.concept(item.concept).unit}"
        for item in reading.filters
    ]
    return f" with {' and '.join(parts)}" if parts else ""


def _when(period: Period) -> str:
    if period.kind == "at":
        return f"in {period}"
    if period.kind == "range":
        return f"from {period}"
    if period.kind in ("since", "until"):
        return str(period)
    return f"over {period}" if period.kind == "last" else ""
