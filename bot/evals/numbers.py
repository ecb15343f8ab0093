"""Numbers: every value that the numbers written in a text can have.

Not ``bot.understand.quantities``: a scorer that read numbers with the code it scores would
share its mistakes.  This one decides nothing: "1.234" is 1.234 and 1,234, and either counts.
"""

from __future__ import annotations

import re

__all__ = ["written_values"]

_NARROW = "\u00a0\u202f\u2009\u2007"
# 42,524 · 42.524 · 42'524 · 42 524 · 42524.5
_NUMERAL = re.compile(rf"\d+(?:[.,'’{_NARROW}]\d+|[ ]\d{{3}}(?!\d))*")
_POWER = re.compile(
    r"\s?(?:×|x|·|\*)\s?10\s?(?:\^|\*\*)?\s?\{?([-+]?\d+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)\}?|[eE]([-+]?\d+)\b"
)
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_SCALES = {
    10**3: ("thousand", "k", "tausend", "mille", "mil", "千"),
    10**4: ("万",),
    10**6: ("million", "millions", "mn", "mio", "m", "millionen", "millones", "百万"),
    10**8: ("亿",),
    10**9: ("billion", "billions", "bn", "b", "milliard", "milliards", "milliarden", "mrd", "十亿"),
    10**12: ("trillion", "trillions", "tn"),
}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words}
_SCALE = re.compile(
    rf"[ \-{_NARROW}]?({'|'.join(sorted(_SCALE_OF, key=len, reverse=True))})(?![A-Za-z])", re.I
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate(_ONES)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_WORDS |= {
    f"{ten}{hyphen}{one}": _WORDS[ten] + _WORDS[one]
    for ten in _TENS
    for one in _ONES[1:10]
    for hyphen in "- "
}
_WORD = re.compile(rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})\b", re.I)


def written_values(text: str) -> list[float]:
    """Give every value that the numbers of a text can have, signs ignored.

    >>> written_values("42,524 articles")
    [42.524, 42524.0]
    >>> written_values("three")
    [3.0]
    """
    values: list[float] = []
    for match in _NUMERAL.finditer(text):
        values += _scaled(_readings(match.group()), text, match.end())
    for match in _WORD.finditer(text):
        values += _scaled({float(_WORDS[match.group().lower()])}, text, match.end())
    return values


def _readings(numeral: str) -> set[float]:
    parts = re.split(r"\D", numeral)
    marks = re.findall(r"\D", numeral)
    found = {float("".join(parts))} if all(len(part) == 3 for part in parts[1:]) else set()
    if not marks:
        return found
    if marks[-1] in ".,":  # the last mark may be the decimal one, the ones before it thousands
        found.add(float("".join(parts[:-1]) + "." + parts[-1]))
    if len(parts) > 2 or " " in numeral:  # or these are several numbers: "2020,2021", "5 100"
        found |= {float(part) for part in parts}
    return found


def _scaled(values: set[float], text: str, end: int) -> list[float]:
    power, scale = _POWER.match(text, end), _SCALE.match(text, end)
    if power:
        exponent = int((power.group(1) or power.group(2)).translate(_RAISED))
        if abs(exponent) <= 300:
            values = values | {value * 10.0**exponent for value in values}
    elif scale:
        values = values | {value * _SCALE_OF[scale.group(1).lower()] for value in values}
    return sorted(values)
