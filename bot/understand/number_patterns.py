"""Number patterns: what numbers look like in a text, the most telling shapes first.

Shapes are tried in the order of the table; a later one never reads what an earlier one took.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.understand.number_words import FACTOR_WORDS, FRACTION_PARTS, ORDINALS, SPACE, WORD_VALUES

__all__ = ["HEDGES_BEFORE", "PERCENT", "SHAPES", "Hedge", "Shape"]

Hedge = Literal["", "about", "nearly", "over", "under", "at least", "at most"]

_DIGITS = rf"\d{{1,3}}(?:[,{SPACE}'’ ]\d{{3}})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER_WORD = "|".join(sorted(WORD_VALUES, key=len, reverse=True))
_SPELLED = rf"(?:{_NUMBER_WORD})(?:[\s-]+(?:and\s+)?(?:{_NUMBER_WORD}|hundred|thousand))*"
PERCENT = r"(?:%|per\s?cent\b|percent\b|pct\b|prozent\b|pour\s?cent\b|por\s?ciento\b)"
_SCALE = (
    r"(?:hundred|thousand|millions?|billions?|trillions?|millionen|milliarden|milliards?"
    r"|millones|mn|bn|tn|[kKmMbB])"
)
_CURRENCY = r"(?:US\$|\$|€|£|¥)"

_HEDGES: tuple[tuple[Hedge, str], ...] = (
    ("at least", r"(?:at least|no fewer than|no less than|not less than|a minimum of)"),
    ("at most", r"(?:at most|no more than|not more than|up to|a maximum of)"),
    (
        "nearly",
        r"(?:just under|just below|a little under|a bit under|nearly|almost|close to|"
        r"not quite|shy of|approaching|just short of)",
    ),
    (
        "over",
        r"(?:just over|a little over|more than|over|above|upwards of|exceed(?:ed|ing|s)?|"
        r"in excess of|well over|greater than|topp(?:ed|ing)|surpass(?:ed|ing|es)?)",
    ),
    ("under", r"(?:fewer than|less than|under|below)"),
    (
        "about",
        r"(?:about|around|roughly|approximately|some|circa|ca\.|c\.|or so|an estimated|"
        r"estimated at|in the region of|on the order of|more or less|~|≈)",
    ),
)
HEDGES_BEFORE = [
    (name, re.compile(pattern + r"\s*(?:a|an|the|of|by)?\s*$", re.IGNORECASE))
    for name, pattern in _HEDGES
]

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"

Shape = Literal[
    "date",
    "factor",
    "factor word",
    "fraction",
    "half of a scale",
    "mixed",
    "name",
    "number",
    "ordinal",
    "out of",
    "power",
    "range",
    "skip",
    "span",
    "spelled",
    "year",
]
SHAPES: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("skip", re.compile(r"\[\d{1,3}\]")),  # citation markers
    ("date", re.compile(r"\b\d{4}-\d{2}-\d{2}\b")),
    (
        "date",
        re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}}\b)?", re.I),
    ),
    ("date", re.compile(rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b(?!\d)", re.I)),
    (
        "power",
        re.compile(r"\b(\d+(?:\.\d+)?)\s?(?:×|x|\*|·)\s?10\s?\^?\s?\{?([+-]?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\}?"),
    ),
    ("power", re.compile(r"\b(\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})\b")),
    ("name", re.compile(r"\b10\s?\^\s?\{?\d+\}?|\b10[⁰¹²³⁴⁵⁶⁷⁸⁹]+")),
    ("name", re.compile(r"\b(?:top|best)[\s-]*\d{1,3}(?:\.\d+)?\s*(?:%|per\s?cent|percent)", re.I)),
    ("skip", re.compile(r"\b(?:Q[1-4]|[1-4]Q)\b", re.I)),  # quarters of a year
    (
        "span",
        re.compile(
            r"\b(?P<low>1[89]\d\d|20\d\d)"
            r"\s?[-–—/]\s?"
            r"(?P<high>\d{4}|\d{2})\b"
            r"(?!\s?(?:%|per\s?cent))"
        ),
    ),
    (
        "year",
        re.compile(
            r"\b(?:1[89]\d\d|20\d\d)"
            r"(?:s\b|(?=[^\w.,%]|[.,](?!\d)|$))"
            r"(?!\s?(?:%|per\s?cent|percent))"
        ),
    ),
    (
        "factor",
        re.compile(
            rf"\b(?:(?P<digits>{_DIGITS})|(?P<spelled>{_SPELLED}))"
            r"\s*(?:-|–|\s)?(?:fold\b|times\b|×|x\b)",
            re.I,
        ),
    ),
    ("factor word", re.compile(r"\b(?:" + "|".join(FACTOR_WORDS) + r")\b", re.I)),
    (
        "out of",
        re.compile(
            rf"\b(?P<top>\d+|{_NUMBER_WORD})"
            r"\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?)\s+"
            rf"(?P<bottom>\d+|{_NUMBER_WORD})\b(?!\s*\d)",
            re.I,
        ),
    ),
    (
        "half of a scale",
        re.compile(
            r"\bhalf\s+an?\s+(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b", re.I
        ),
    ),
    (
        "fraction",
        re.compile(
            r"\b(?:(?P<top>an?|one|two|three|four|five|six|seven|eight|nine|the)[\s-]+)?"
            rf"(?P<part>{'|'.join(FRACTION_PARTS)})\b"
            r"(?=\s+(?:of|the|as|its|their|more|less|to|in|a|are|were|is|was|had|have)\b"
            r"|[.,;:?!)]|\s*$)",
            re.I,
        ),
    ),
    (
        "mixed",
        re.compile(rf"\b(?P<digits>{_DIGITS})\s*(?P<scale>{_SCALE})?\b\s+and\s+a\s+half\b", re.I),
    ),
    (
        "range",
        re.compile(
            rf"(?P<currency>{_CURRENCY})?"
            rf"(?<![\w.])(?P<low>{_DIGITS})\s*(?P<lowscale>{PERCENT}|{_SCALE}\b)?"
            rf"\s*(?:–|—|-|to)\s*{_CURRENCY}?"
            rf"(?P<high>{_DIGITS})\s*(?P<scale>{_SCALE}\b)?"
            rf"\s*(?P<percent>{PERCENT})?(?![\w])",
            re.I,
        ),
    ),
    (
        "ordinal",
        re.compile(
            rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))\b"
            r"|#\s?(?P<hash>\d{1,3})\b"
            r"|\b(?!no\s+one\b)(?:no\.?|number|rank(?:ed|s)?|place)\s+"
            rf"(?P<number>\d{{1,3}}|{_NUMBER_WORD})\b(?!\s+of\b)",
            re.I,
        ),
    ),
    ("name", re.compile(r"\b[A-Za-z]+(?:[-–.]\d+(?:\.\d+)?)+[A-Za-z]?\b|\b[A-Za-z]+\d[\w.-]*\b")),
    (
        "number",
        re.compile(
            rf"(?P<sign>[-−])?(?P<currency>{_CURRENCY})?\s?"
            rf"(?<![\w.])(?P<digits>{_DIGITS})"
            rf"\s?-?(?P<scale>{_SCALE}(?![A-Za-z])|万|亿)?"
            r"\s*(?P<points>(?:percentage|per\s?cent)[\s-]points?)?"
            rf"(?P<percent>{PERCENT})?(?!\d)",
            re.I,
        ),
    ),
    (
        "spelled",
        re.compile(
            rf"\b(?P<spelled>{_SPELLED}"
            r"|an?(?=\s+(?:hundred|thousand|million|billion|trillion|dozen)\b))"
            r"(?:[\s-]+(?P<scale>hundred|thousand|millions?|billions?|trillions?|dozen))?"
            r"(?P<points>\s+(?:percentage|per\s?cent)[\s-]points?)?"
            r"(?:\s+(?P<percent>per\s?cent|percent))?\b",
            re.I,
        ),
    ),
)
