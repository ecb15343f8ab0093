"""Lie bending: exchange one fact, so that what is written of it is false however one rounds."""

from __future__ import annotations

import random
import re
from typing import Any

from bot.evals.lie_facts import MeasureRows, crossing_year, say_facts
from bot.evals.lie_sentences import Kind
from bot.evals.lie_words import round_bounds, rounded_words

__all__ = ["exchange"]

_OTHER_THINGS = {
    "nsf_ai_articles": "computer science articles",
    "nsf_cs_articles": "AI articles",
    "nsf_ai_international": "AI patent families",
    "oecd_ip5_families": "AI articles",
    "nsf_ai_intl_share": "share of AI articles by several institutions",
    "nsf_cs_top1_whole": "share of AI articles with foreign co-authors",
}


def exchange(
    evidence: MeasureRows, kind: Kind, way: str, facts: dict[str, Any], rng: random.Random
) -> dict[str, Any] | None:
    """Give facts with one thing exchanged; None where the sentence would stay true."""
    numbers = dict(facts["numbers"])
    a, b, c = facts["places"]
    y, y0, y1 = facts["years"]
    used = _USED[kind]
    if way == "wrong unit":
        return {**facts, "unit": " million"}
    if way in ("invented citation", "points for per cent", "per cent for points"):
        return dict(facts)
    if way == "wrong measure":
        return {**facts, "things": _OTHER_THINGS[evidence.measure.id]}
    if way == "swapped country":
        other = c if kind in ("sum", "ratio", "difference") else b
        swapped = (other, b, a) if other == c else (b, a, c)
        if _same(evidence, kind, facts, swapped, (y, y0, y1)):
            return None
        return {**facts, "places": swapped}
    if way == "swapped order":
        if evidence.print(numbers["va"]) == evidence.print(numbers["vb"]):
            return None
        numbers["va"], numbers["vb"] = numbers["vb"], numbers["va"]
        numbers["v0"], numbers["v1"] = numbers["v1"], numbers["v0"]
        return {**facts, "numbers": numbers}
    if way in ("swapped year", "swapped years"):
        if way == "swapped years":
            return {**facts, "years": (y, y1, y0)} if numbers["v0"] != numbers["v1"] else None
        others = [w for w in evidence.years if w != y and (a, w) in evidence.values]
        rng.shuffle(others)
        for other in others:
            if other not in (y0, y1) and not _same(
                evidence, kind, facts, (a, b, c), (other, y0, y1)
            ):
                return {**facts, "years": (other, y0, y1)}
        return None
    if way == "wrong direction":
        if kind == "overtake":
            return {**facts, "places": (b, a, c)}
        return {**facts, "up": not facts["up"], "ahead_": not facts["ahead_"]}
    if way == "wrong rank":
        step = rng.choice((1, 2, 3))
        return {**facts, "numbers": {**numbers, "n": numbers["n"] + step}}
    if way == "off by some":
        return {**facts, "numbers": {**numbers, "count": numbers["count"] + rng.choice((1, 2, 3))}}
    factor = rng.choice((0.9, 1.1))
    if way == "wrongly rounded":
        factor = rng.choice((0.8, 1.2))
        words = rounded_words(numbers["va"] * factor, facts["style"])
        if factor < 1 and re.match(r"more|over|at least", words):
            return None  # more than 80 is true of 100
        return {**facts, "numbers": {**numbers, "va": numbers["va"] * factor}}
    for name in used:
        value = numbers[name] * factor
        whole = float(numbers[name]).is_integer() and not evidence.is_percent
        numbers[name] = round(value) if whole else value
    if all(numbers[name] == facts["numbers"][name] for name in used):
        return None
    if kind == "range":
        low, high = (float(x.replace(",", "")) for x in round_bounds(numbers["va"]))
        if low <= facts["numbers"]["va"] <= high:
            return None
    return {**facts, "numbers": numbers}


_USED: dict[Kind, tuple[str, ...]] = {
    "value": ("va",), "rounded": ("va",), "words": ("va",), "list": ("vb", "v1"),
    "change": ("v1",), "percent": ("pct",), "direction": (), "compare": (), "ratio": ("times",),
    "difference": ("gap",), "sum": ("total",), "mean": ("mean",), "growth a year": ("cagr",),
    "rank": ("n",), "highest": ("va",), "count": ("count",), "range": ("va",),
    "share": ("share",), "points": ("points",), "peak": ("va",), "overtake": (),
}  # fmt: skip  # fmt: skip


def _same(
    evidence: MeasureRows,
    kind: Kind,
    facts: dict[str, Any],
    places: tuple[str, str, str],
    years: tuple[int, int, int],
) -> bool:
    """Tell whether an exchange leaves the sentence true, or true when rounded."""
    if kind == "overtake":
        return crossing_year(evidence, places[0], places[1]) == years[0]
    try:
        old = say_facts(evidence, "value", facts["places"], facts["years"], random.Random(0))
        new = say_facts(evidence, "value", places, years, random.Random(0))
    except KeyError:
        return True
    if old is None or new is None:
        return True
    for name in _USED[kind]:
        before, after = facts["numbers"][name], new["numbers"][name]
        if abs(before - after) <= 0.12 * max(abs(before), abs(after)):
            return True
        if kind == "rounded" and re.match(
            r"more|over|at least", rounded_words(before, facts["style"])
        ):
            return bool(after > before * 0.9)
    return False
