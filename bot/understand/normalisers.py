"""Normalisers: "per head", "per billion dollars of GDP", "per thousand researchers"."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["SCALE", "Normaliser", "find_normaliser", "read_scale"]

SCALE = r"million|thousand|hundred\s+thousand|hundred|billion|ten\s+thousand|100k|\d[\d,]*"
_PEOPLE = r"(?:head|capita|person|inhabitants?|people|population|residents?|citizens?|pop)"


# "per million" alone means people; "per thousand papers" does not.
_NO_NOUN = (
    r"(?=\s*(?:[,.;:?!)]|$|¤|\d|\b(?:in|for|from|since|between|by|and|or|vs|versus|is|was|are|were"
    r"|did|does|do|has|have|had|over|than|to|at|on|with|among|across|during|the|both|there)\b))"
)

_AGAINST = (
    r"\b(?:(?:relative|proportional(?:ly)?|in\s+(?:relation|proportion))\s+to"
    r"|(?:measured|set|held|weighed)\s+against|given|considering)"
)
_NORMALISERS: tuple[tuple[str, str], ...] = (
    (
        "population",
        r"\b(?:per|for\s+(?:each|every)|to\s+(?:each|every)|by"
        r"|a)\s+(?:(?P<scale1>million|thousand|hundred\s+thousand|billion|100,?000|1,?000"
        r"|10,?000|1,?000,?000|100k|1m|\d[\d,]*)\s+)?(?:of\s+)?(?:its\s+"
        rf"|the\s+)?{_PEOPLE}\b(?!\s*count)"
        r"|\bper\s+(?P<scale2>million|100,?000|100k|thousand"
        rf"|hundred\s+thousand)\b{_NO_NOUN}"
        rf"|{_AGAINST}\s+(?:its\s+|their\s+|the\s+)?(?:population|headcount|size(?!\s+of\s+(?:its|their"
        r"|the)\s+econom)|number\s+of\s+(?:people|inhabitants))"
        r"|\bfor\s+(?:its|their)\s+(?:size|population)\b"
        rf"|\b(?:per|for\s+(?:each|every))\s+(?P<scale7>{SCALE})\s+¤+(?=\W*$|[,.?!]|\s+(?:in|during|over"
        r"|since|from|between|as|at|by|did|does|was|were|is|are)\b)"
        r"|\bpopulation[- ](?:adjusted|weighted)|\badjust\w*\s+for\s+population"
        r"|\bper[- ]capita\b|\bper[- ]head\b|\bcapita\b",
    ),
    (
        "gdp",
        r"\b(?:per|for\s+(?:each|every)"
        r"|by)\s+(?:(?P<scale3>billion|million|trillion)\s+)?(?:(?:us\s+)?(?:dollars?|usd"
        r"|\$)\s+)?(?:of\s+)?(?:gdp"
        r"|gross\s+domestic\s+product|economic\s+output|national\s+income)\b"
        r"|\bper\s+(?:\$|us\$|usd)\s*(?P<scale4>billion|million|trillion|bn"
        r"|1\s?bn)\b(?:\s+(?:of\s+)?gdp)?"
        r"|\b(?:per|for\s+each|for\s+every)\s+(?P<scale5>billion|million"
        r"|trillion)\s+(?:us\s+)?dollars\b(?:\s+(?:of\s+)?gdp)?"
        rf"|{_AGAINST}\s+(?:its\s+|their\s+|the\s+)?(?:gdp|economy|wealth|economic\s+size"
        r"|size\s+of\s+(?:its|their|the)\s+econom\w+)"
        r"|\bgdp[- ]adjusted|\bper\s+unit\s+of\s+gdp|\bper\s+gdp\b"
        r"|\bagainst\s+gdp\b",
    ),
    (
        "researchers",
        r"\b(?:per"
        r"|for\s+(?:each|every))\s+(?:(?P<scale6>million|thousand|hundred|\d[\d,]*)\s+)?"
        r"(?:active\s+)?(?:ai\s+)?(?:researchers?|scientists?)\b"
        r"|\brelative\s+to\s+(?:its\s+|the\s+)?number\s+of\s+researchers\b",
    ),
)

_SCALES = {"million": 1e6, "1m": 1e6, "thousand": 1e3, "hundred thousand": 1e5, "billion": 1e9,
           "bn": 1e9, "1bn": 1e9, "1 bn": 1e9, "trillion": 1e12, "100k": 1e5,
           "hundred": 1e2, "ten thousand": 1e4}  # fmt: skip

_SCALE_APART = re.compile(
    r"\bper\s+(?P<scale>million|thousand|hundred\s+thousand|billion|100,?000|1,?000"
    r"|10,?000|100k)\b",
    re.IGNORECASE,
)
_COMPILED = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _NORMALISERS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Normaliser:
    """Name what values are divided by, and the span of the question that says it."""

    name: str  # population, gdp, researchers
    per: float  # "per 100,000 people" is 100,000; 0 where no scale is stated
    span: tuple[int, int]


def find_normaliser(text: str) -> Normaliser | None:
    """Find what a question wants values divided by.

    >>> find_normaliser("AI papers per million people")
    Normaliser(name='population', per=1000000.0, span=(10, 28))
    """
    for name, pattern in _COMPILED:
        if match := pattern.search(text):
            per = _read_scale(match)
            if not per and (scale := _SCALE_APART.search(text)):
                per = _read_scale(scale)
            return Normaliser(name=name, per=per, span=match.span())
    return None


def _read_scale(match: re.Match[str]) -> float:
    for name, value in match.groupdict().items():
        if name.startswith("scale") and value:
            return read_scale(value)
    return 0.0


def read_scale(words: str) -> float:
    """Read "thousand" and "100,000" as numbers; 0 where nothing is said.

    >>> read_scale("hundred thousand"), read_scale("1,000"), read_scale("")
    (100000.0, 1000.0, 0.0)
    """
    plain = " ".join(words.lower().split())
    if not plain:
        return 0.0
    return _SCALES[plain] if plain in _SCALES else float(plain.replace(",", ""))
