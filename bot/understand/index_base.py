"""Index base: the year that a question wants set to 100."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["IndexBase", "find_index_base"]

_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_LEVEL = r"(?:level|value|figure|total|count|output|number|amount)s?"
_OWN = r"(?:(?:its|their|the|his|her)\s+)?(?:own\s+)?"
_BASE = re.compile(
    # "2010 = 100", "setting 2010 to 100", "2010 equals 100", "2010 as 100"
    rf"\b{_YEAR.format('a')}\s*(?:=|:|equals?|is|as|to|at|being|set\s+(?:to|at))\s*100\b"
    # "100 in 2010", "= 100 for 2010"
    rf"|=?\s*(?<![\d.,])\b100\s*(?:=|in|for)\s*{_YEAR.format('b')}\b"
    # "indexed to 2015", "index base 2010", "rebased on 2012", "base year 2010"
    r"|\b(?:index(?:ed|ing)?|re-?base[ds]?|rebasing|normali[sz]ed)\s+"
    rf"(?:to|on|at|against|from|with|by|in)\s+{_OWN}(?:{_LEVEL}\s+(?:of|in|for)\s+)?"
    rf"(?:base\s+(?:year\s+)?)?{_YEAR.format('c')}\b"
    rf"|\b(?:index\s+)?base\s+(?:year\s+)?(?:of\s+|is\s+|=\s*)?{_YEAR.format('d')}\b"
    rf"|\b{_YEAR.format('e')}\s+(?:as|being|is)\s+(?:the\s+)?base(?:\s+year)?\b"
    # "relative to its 2012 level", "as a percentage of their level in 2012"
    rf"|\b(?:relative\s+to|as\s+(?:a\s+)?(?:percentage|per\s?cent|proportion|multiple)\s+of)\s+{_OWN}"
    rf"(?:{_YEAR.format('f')}\s+{_LEVEL}|{_LEVEL}\s+(?:of|in|for)\s+{_YEAR.format('g')}"
    rf"|{_YEAR.format('h')}(?=\s*(?:[,.;?!)]|$)))",
    re.IGNORECASE,
)
# "rebase Israeli papers to 2014": the words stand apart
_APART = re.compile(
    r"(?P<word>\b(?:index|re-?base|normali[sz]e)[ds]?\b|\brebasing\b|\bindexing\b)(?P<between>.{2,60}?)"
    rf"(?P<to>\b(?:to|on|at|against|from)\s+{_OWN}(?:{_LEVEL}\s+(?:of|in|for)\s+)?{_YEAR.format('y')}\b)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"\b(?:as\s+an\s+)?index(?:ed)?\s+(?:series|numbers?|values?)\b|\bas\s+an\s+index\b"
    r"|\bindexed\b|\brebased\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexBase:
    """Hold the base year, 0 for the first of the series, and the spans that say it."""

    year: int
    spans: tuple[tuple[int, int], ...]


def find_index_base(text: str) -> IndexBase | None:
    """Find the base year of an index in a question.

    >>> find_index_base("AI papers of Chile, 2010 = 100").year
    2010
    >>> find_index_base("AI papers of Chile in 2010") is None
    True
    """
    if match := _BASE.search(text):
        year = next(int(value) for value in match.groupdict().values() if value)
        return IndexBase(year=year, spans=(match.span(),))
    if (match := _APART.search(text)) and not re.search(r"\d", match["between"]):
        return IndexBase(year=int(match["y"]), spans=(match.span("word"), match.span("to")))
    if match := _WORD.search(text):
        return IndexBase(year=0, spans=(match.span(),))
    return None
