"""Lie cases: each template written once with the facts and once with one thing exchanged."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.answers import Citation
from bot.evals.lie_bending import exchange
from bot.evals.lie_facts import MEASURES, Case, MeasureRows, draw_facts
from bot.evals.lie_quotes import quote_cases
from bot.evals.lie_sentences import OTHER_TEMPLATES, TEMPLATES, Facts, Kind
from bot.evals.lie_words import write_words

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["make_cases"]


def make_cases(onrecord: Onrecord, *, seed: int = 1, rounds: int = 2) -> list[Case]:
    """Make every case, in a fixed order for a seed: honest ones and lies in equal number.

    ``rounds`` is how often each template is written with other facts.
    """
    rng = random.Random(seed)
    cases: list[Case] = []
    for measure in MEASURES:
        evidence = MeasureRows(onrecord, measure)
        templates = TEMPLATES[evidence.is_percent]
        if not evidence.is_percent:
            templates += OTHER_TEMPLATES
        for template in templates:
            for _ in range(rounds):
                cases += _pair(evidence, template.kind, template.write, rng)
    cases += list(quote_cases(onrecord, rng))
    return [replace(case, id=f"lie-{number:04}") for number, case in enumerate(cases)]


def _pair(
    evidence: MeasureRows, kind: Kind, write: Callable[[Facts], str], rng: random.Random
) -> Iterator[Case]:
    """Give one honest case of a template and one lie of it, over the same evidence."""
    facts = draw_facts(evidence, kind, rng)
    if facts is None:
        return
    citations = _cited(evidence, kind, facts)
    bent = _bend(evidence, kind, facts, rng)
    if bent is None:
        return
    name, false_facts = bent
    honest = write(write_words(evidence, facts))
    lie = _reworded(write(write_words(evidence, false_facts)), name)
    if lie == honest:
        return
    for text, is_honest in ((honest, True), (lie, False)):
        yield Case(
            id="",
            text=text,
            citations=citations,
            is_honest=is_honest,
            kind=kind,
            lie="" if is_honest else name,
        )


def _reworded(text: str, way: str) -> str:
    """Bend what no fact stands for: the unit's word, the citation's number."""
    if way == "invented citation":
        return text.replace("[1]", "[9]")
    if way == "points for per cent":
        return re.sub(r"(?<=\d)(?:%| per cent)", " percentage points", text)
    if way == "per cent for points":
        return text.replace(" percentage points", " per cent")
    return text


def _cited(evidence: MeasureRows, kind: Kind, facts: dict[str, Any]) -> tuple[Citation, ...]:
    listed = ", ".join(f"'{place}'" for place in (*facts["places"], "WLD"))
    y, y0, y1 = facts["years"]
    if kind in ("rank", "count", "highest"):
        return (evidence.cite(1, f"year = {y}", ranked=True),)
    if kind in ("change", "percent", "direction", "points", "mean", "peak", "overtake"):
        return (evidence.cite(1, f"place IN ({listed})"),)
    return (
        evidence.cite(1, f"place IN ({listed}) AND year BETWEEN {min(y, y0)} AND {max(y, y1)}"),
    )


def _bend(
    evidence: MeasureRows, kind: Kind, facts: dict[str, Any], rng: random.Random
) -> tuple[str, dict[str, Any]] | None:
    """Exchange one thing, so that the sentence is false; facts become words here."""
    ways = _WAYS[kind] + (["wrong measure", "invented citation"] if rng.random() < 0.3 else [])
    rng.shuffle(ways)
    for way in ways:
        bent = exchange(evidence, kind, way, facts, rng)
        if bent is not None:
            return way, bent
    return None


_WAYS: dict[Kind, list[str]] = {
    "value": ["swapped country", "swapped year", "off by ten per cent", "wrong unit"],
    "rounded": ["swapped country", "swapped year", "wrongly rounded"],
    "words": ["swapped country", "off by ten per cent"],
    "list": ["swapped order", "off by ten per cent", "swapped year"],
    "change": ["swapped years", "off by ten per cent", "swapped country", "wrong direction"],
    "percent": ["off by ten per cent", "swapped country", "wrong direction", "points for per cent"],
    "direction": ["wrong direction"],
    "compare": ["wrong direction"],
    "ratio": ["off by ten per cent", "swapped country"],
    "difference": ["off by ten per cent", "swapped year"],
    "sum": ["off by ten per cent", "swapped country"],
    "mean": ["off by ten per cent", "swapped country"],
    "growth a year": ["off by ten per cent", "swapped country"],
    "rank": ["wrong rank"],
    "highest": ["swapped country"],
    "count": ["off by some"],
    "range": ["off by ten per cent"],
    "share": ["off by ten per cent", "swapped country"],
    "points": ["per cent for points", "off by ten per cent", "wrong direction"],
    "peak": ["swapped year"],
    "overtake": ["wrong direction", "swapped year"],
}
