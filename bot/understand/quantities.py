"""Quantities: every number a text states, in digits or in words, with its kind and hedge.

Used twice: to read thresholds and counts in a question, and by the check, which must see
each number of an answer or a claim.  What looks like a number and cannot be read is
returned with ``value`` None, so that it can be listed as not checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

__all__ = ["Hedge", "Kind", "Quantity", "find_quantities", "read_number", "tolerance"]

Kind = Literal["count", "percent", "points", "factor", "money", "rank", "year", "date", "name"]
Hedge = Literal["", "about", "nearly", "over", "under", "at least", "at most"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """State one number of a text: where it stands, what it is worth, how firmly."""

    text: str
    start: int
    end: int
    value: float | None
    kind: Kind = "count"
    hedge: Hedge = ""
    unit_in_last_place: float = 1.0  # what half of the rounding is measured in
    currency: str = ""


_SPACE = "\u00a0\u202f\u2009"
_DIGITS = rf"\d{{1,3}}(?:[,{_SPACE}'’ ]\d{{3}})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "k": 3,
    "million": 6,
    "millions": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "billions": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "trillions": 12,
    "tn": 12,
    "milliarden": 9,
    "milliards": 9,
    "milliard": 9,
    "millionen": 6,
    "millones": 6,
    "万": 4,
    "亿": 8,
}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD_VALUES = {word: number for number, word in enumerate(_ONES)} | {
    word: 20 + 10 * number for number, word in enumerate(_TENS)
}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
}
_FRACTION_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
}
_FACTOR_WORDS = {
    "double": 2,
    "doubled": 2,
    "doubling": 2,
    "doubles": 2,
    "twice": 2,
    "triple": 3,
    "tripled": 3,
    "tripling": 3,
    "triples": 3,
    "trebled": 3,
    "treble": 3,
    "thrice": 3,
    "quadruple": 4,
    "quadrupled": 4,
    "quadrupling": 4,
    "quintupled": 5,
    "quintuple": 5,
    "sextupled": 6,
    "halved": 0.5,
    "halving": 0.5,
    "halve": 0.5,
}
_NUMBER_WORD = "|".join(sorted(_WORD_VALUES, key=len, reverse=True))
_SPELLED = rf"(?:{_NUMBER_WORD})(?:[\s-]+(?:and\s+)?(?:{_NUMBER_WORD}|hundred|thousand))*"
_PERCENT = r"(?:%|per\s?cent\b|percent\b|pct\b|prozent\b|pour\s?cent\b|por\s?ciento\b)"
_SCALE = r"(?:hundred|thousand|millions?|billions?|trillions?|millionen|milliarden|milliards?|millones|mn|bn|tn|[kKmMbB])"
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
_HEDGE_BEFORE = [
    (name, re.compile(pattern + r"\s*(?:a|an|the|of|by)?\s*$", re.IGNORECASE))
    for name, pattern in _HEDGES
]

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("skip", re.compile(r"\[\d{1,3}\]")),  # citation markers
    ("date", re.compile(r"\b\d{4}-\d{2}-\d{2}\b")),
    (
        "date",
        re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}}\b)?", re.I),
    ),
    ("date", re.compile(rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b(?!\d)", re.I)),
    ("name", re.compile(r"\b10\s?\^\s?\{?\d+\}?|\b10[⁰¹²³⁴⁵⁶⁷⁸⁹]+")),
    (
        "power",
        re.compile(r"\b(\d+(?:\.\d+)?)\s?(?:×|x|\*|·)\s?10\s?\^?\s?\{?([+-]?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\}?"),
    ),
    ("power", re.compile(r"\b(\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})\b")),
    ("name", re.compile(r"\b(?:top|best)[\s-]*\d{1,3}(?:\.\d+)?\s*(?:%|per\s?cent|percent)", re.I)),
    ("quarter", re.compile(r"\b(?:Q[1-4]|[1-4]Q)\b", re.I)),
    (
        "span",
        re.compile(
            r"\b(?P<low>1[89]\d\d|20\d\d)\s?[-–—/]\s?(?P<high>\d{4}|\d{2})\b(?!\s?(?:%|per\s?cent))"
        ),
    ),
    (
        "year",
        re.compile(
            r"\b(?:1[89]\d\d|20\d\d)(?:s\b|(?=[^\w.,%]|[.,](?!\d)|$))(?!\s?(?:%|per\s?cent|percent))"
        ),
    ),
    (
        "factor",
        re.compile(
            rf"\b(?:(?P<digits>{_DIGITS})|(?P<spelled>{_SPELLED}))\s*(?:-|–|\s)?(?:fold\b|times\b|×|x\b)",
            re.I,
        ),
    ),
    ("factor word", re.compile(r"\b(?:" + "|".join(_FACTOR_WORDS) + r")\b", re.I)),
    (
        "out of",
        re.compile(
            rf"\b(?P<top>\d+|{_NUMBER_WORD})\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?)\s+(?P<bottom>\d+|{_NUMBER_WORD})\b(?!\s*\d)",
            re.I,
        ),
    ),
    (
        "fraction",
        re.compile(
            rf"\b(?:(?P<top>an?|one|two|three|four|five|six|seven|eight|nine|the)[\s-]+)?(?P<part>{'|'.join(_FRACTION_PARTS)})\b(?=\s+(?:of|the|as|its|their|more|less|to|in|a|are|were|is|was|had|have)\b|[.,;:?!)]|\s*$)",
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
            rf"(?P<currency>{_CURRENCY})?(?<![\w.])(?P<low>{_DIGITS})\s*(?P<lowscale>{_PERCENT}|{_SCALE}\b)?\s*(?:–|—|-|to)\s*{_CURRENCY}?(?P<high>{_DIGITS})\s*(?P<scale>{_SCALE}\b)?\s*(?P<percent>{_PERCENT})?(?![\w])",
            re.I,
        ),
    ),
    (
        "ordinal",
        re.compile(
            rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b|#\s?(?P<hash>\d{{1,3}})\b|\b(?:no\.?|number|rank(?:ed|s)?|place)\s+(?P<number>\d{{1,3}}|{_NUMBER_WORD})\b(?!\s+of\b)",
            re.I,
        ),
    ),
    ("name", re.compile(r"\b[A-Za-z]+(?:[-–.]\d+(?:\.\d+)?)+[A-Za-z]?\b|\b[A-Za-z]+\d[\w.-]*\b")),
    (
        "number",
        re.compile(
            rf"(?P<sign>[-−])?(?P<currency>{_CURRENCY})?\s?(?<![\w.])(?P<digits>{_DIGITS})\s?-?(?P<scale>{_SCALE}(?![A-Za-z])|万|亿)?\s*(?P<points>(?:percentage|per\s?cent)[\s-]points?)?(?P<percent>{_PERCENT})?(?!\d)",
            re.I,
        ),
    ),
    (
        "spelled",
        re.compile(
            rf"\b(?P<spelled>{_SPELLED}|an?(?=\s+(?:hundred|thousand|million|billion|trillion|dozen)\b))(?:[\s-]+(?P<scale>hundred|thousand|millions?|billions?|trillions?|dozen))?(?P<points>\s+(?:percentage|per\s?cent)[\s-]points?)?(?:\s+(?P<percent>per\s?cent|percent))?\b",
            re.I,
        ),
    ),
)


def read_number(digits: str) -> tuple[Decimal, Decimal] | None:
    """Read digits with separators: (value, unit in the last place); None if unreadable.

    >>> read_number("42,524")
    (Decimal('42524'), Decimal('1'))
    >>> read_number("3.70")
    (Decimal('3.70'), Decimal('0.01'))
    """
    plain = re.sub(rf"[,'’ {_SPACE}](?=\d{{3}})", "", digits)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value, Decimal(1).scaleb(int(value.as_tuple().exponent))


def _spelled(words: str) -> Decimal | None:
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _WORD_VALUES:
            current += _WORD_VALUES[word]
        elif word in ("a", "an"):
            current = 1
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total += max(current, 1) * 1000
            current = 0
        elif word != "and":
            return None
    return Decimal(total + current)


def _scaled(value: Decimal, place: Decimal, scale: str | None) -> tuple[Decimal, Decimal]:
    if not scale:
        return value, place
    if scale.lower() == "dozen":
        return value * 12, place * 12
    power = _SCALES[scale.lower()]
    return value.scaleb(power), place.scaleb(power)


def tolerance(quantity: Quantity) -> float:
    """Say how far the true value may lie from the stated one, rounding alone.

    Half a unit in the last place shown; a whole number ending in zeros of 1,000 or more is
    taken as rounded to its zeros ("42,500" stands for 42,450 to 42,550).
    """
    return quantity.unit_in_last_place / 2


def _last_place(value: Decimal, place: Decimal) -> float:
    """Widen the last place of a round whole number to its zeros, two digits kept."""
    if place < 1 or abs(value) < 1000 or value != value.to_integral_value():
        return float(place)
    digits = str(int(abs(value)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(max(place, Decimal(1).scaleb(min(zeros, len(digits) - 2))))


def find_quantities(text: str) -> list[Quantity]:
    """Find every number in a text, left to right, none twice.

    >>> [(q.value, q.kind) for q in find_quantities("a third of 42,524 papers, up 3.5% on 2021")]
    [(33.333333333333336, 'percent'), (42524.0, 'count'), (3.5, 'percent'), (2021.0, 'year')]
    """
    taken: list[tuple[int, int]] = []
    found: list[Quantity] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            made = _make(name, match, text, start, end)
            if made is None:
                continue
            taken.append((start, end))
            if name not in ("skip", "quarter"):
                found.extend(made)
    found = [_hedged(quantity, text) for quantity in found]
    return sorted(found, key=lambda quantity: quantity.start)


def _hedged(quantity: Quantity, text: str) -> Quantity:
    before = text[max(0, quantity.start - 28) : quantity.start]
    for name, pattern in _HEDGE_BEFORE:
        if pattern.search(before):
            return replace(quantity, hedge=name)
    if re.match(r"\s*(?:or so|or thereabouts)\b", text[quantity.end : quantity.end + 18]):
        return replace(quantity, hedge="about")
    if re.match(r"\s*(?:\w+\s+)?or more\b|\+", text[quantity.end : quantity.end + 24]):
        return replace(quantity, hedge="at least")
    return quantity


def _make(
    name: str, match: re.Match[str], text: str, start: int, end: int
) -> list[Quantity] | None:
    """Turn one match into quantities; None where it is no number after all."""
    groups = match.groupdict()
    written = text[start:end]

    def quantity(value: Decimal | float | None, kind: Kind, place: float = 1.0) -> Quantity:
        return Quantity(
            text=written,
            start=start,
            end=end,
            value=None if value is None else float(value),
            kind=kind,
            unit_in_last_place=place,
            currency=groups.get("currency") or "",
        )

    if name in ("skip", "quarter"):
        return []
    if name == "date":
        return [quantity(None, "date")]
    if name == "name":
        return [quantity(None, "name")]
    if name == "year":
        return [quantity(Decimal(written[:4]), "year")]
    if name == "power":
        superscript = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
        base, power = Decimal(match.group(1)), int(match.group(2).translate(superscript))
        place = Decimal(1).scaleb(int(base.as_tuple().exponent))
        return [quantity(base.scaleb(power), "count", float(place.scaleb(power)))]
    if name == "factor word":
        return [quantity(_FACTOR_WORDS[written.lower()], "factor", 0.5)]
    if name == "factor":
        read = read_number(groups["digits"]) if groups["digits"] else None
        if read is None:
            words = _spelled(groups["spelled"] or "")
            if words is None:
                return None
            read = words, Decimal(1)
        return [quantity(read[0], "factor", float(read[1]))]
    if name == "out of":
        top, bottom = (_small(groups[key]) for key in ("top", "bottom"))
        if not top or not bottom or top > bottom or 1900 < bottom < 2100:
            return None
        return [quantity(100 * top / bottom, "percent", 100.0 / float(bottom))]
    if name == "fraction":
        top = _small(groups["top"] or "one") or Decimal(1)
        part = (groups["part"] or "").lower()
        if not groups["top"] and part not in ("half", "halves"):
            return None  # "third" alone is a rank
        if (groups["top"] or "").lower() == "the" and part != "half":
            return None  # "the third of"
        share = top / _FRACTION_PARTS[part]
        return [quantity(100 * share, "percent", 5.0)]
    if name == "mixed":
        read = read_number(groups["digits"])
        if read is None:
            return None
        value, place = _scaled(read[0] + Decimal("0.5"), Decimal("0.1"), groups["scale"])
        return [quantity(value, "count", float(place))]
    if name == "span":
        return _span_of_years(match)
    if name == "range":
        return _range(match, text)
    if name == "ordinal":
        number = groups["digits"] or groups["hash"]
        if number:
            return [quantity(Decimal(number), "rank")]
        if groups["word"]:
            return [quantity(_ORDINALS[groups["word"].lower()], "rank")]
        return [quantity(_small(groups["number"]), "rank")]
    read = read_number(groups["digits"]) if groups.get("digits") else None
    if read is None:
        words = _spelled(groups.get("spelled") or "")
        if words is None:
            return None
        read = words, Decimal(1)
        if words == 1 and not groups.get("scale") and not groups.get("percent"):
            return None  # "one" is nearly always a pronoun
    value, place = _scaled(read[0], read[1], groups.get("scale"))
    if groups.get("sign"):
        value = -value
    kind: Kind = "count"
    if groups.get("points"):
        kind = "points"
    elif groups.get("percent"):
        kind = "percent"
    elif groups.get("currency"):
        kind = "money"
    last = float(place) if groups.get("scale") or kind == "percent" else _last_place(value, place)
    return [quantity(value, kind, last)]


def _small(word: str | None) -> Decimal | None:
    if not word:
        return None
    if word.isdigit():
        return Decimal(word)
    if word.lower() in ("a", "an", "the"):
        return Decimal(1)
    value = _WORD_VALUES.get(word.lower())
    return None if value is None else Decimal(value)


def _span_of_years(match: re.Match[str]) -> list[Quantity] | None:
    """Read "2022–23" and "2003-2022" as two years."""
    first, second = match.group("low"), match.group("high")
    last = int(second) if len(second) == 4 else int(first[:2] + second)
    if not int(first) < last <= 2100:
        return None
    return [
        Quantity(
            text=match.group(name),
            start=match.start(name),
            end=match.end(name),
            value=float(value),
            kind="year",
        )
        for name, value in (("low", int(first)), ("high", last))
    ]


def _range(match: re.Match[str], text: str) -> list[Quantity] | None:
    """Read "30–40 %" and "5 to 10 million" as two numbers."""
    groups = match.groupdict()
    low, high = read_number(groups["low"]), read_number(groups["high"])
    if low is None or high is None:
        return None
    lowscale = groups["lowscale"]
    if lowscale and re.fullmatch(_PERCENT, lowscale, re.IGNORECASE):
        lowscale = None
    low_value, low_place = _scaled(*low, lowscale or groups["scale"])
    high_value, high_place = _scaled(*high, groups["scale"])
    kind: Kind = "percent" if groups["percent"] else "money" if groups["currency"] else "count"
    return [
        Quantity(
            text=text[match.start("low") : match.end("low")],
            start=match.start("low"),
            end=match.end("low"),
            value=float(low_value),
            kind=kind,
            unit_in_last_place=_last_place(low_value, low_place),
        ),
        Quantity(
            text=text[match.start("high") : match.end()].rstrip(),
            start=match.start("high"),
            end=match.end(),
            value=float(high_value),
            kind=kind,
            unit_in_last_place=_last_place(high_value, high_place),
        ),
    ]
