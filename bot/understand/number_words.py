"""Number words: what digits, spelled numbers, scales, fractions and multiples are worth."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

__all__ = [
    "FACTOR_WORDS",
    "FRACTION_PARTS",
    "ORDINALS",
    "SPACE",
    "WORD_VALUES",
    "read_number",
    "read_small",
    "read_spelled",
    "scale_up",
]

SPACE = "\u00a0\u202f\u2009"  # the narrow and unbreakable ones between thousands
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
WORD_VALUES = {word: number for number, word in enumerate(_ONES)} | {
    word: 20 + 10 * number for number, word in enumerate(_TENS)
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
}
_PARTS = "third quarter fourth fifth sixth seventh eighth ninth tenth".split()
FRACTION_PARTS = {"half": 2, "halves": 2} | {
    word: number
    for part, number in zip(_PARTS, (3, 4, 4, 5, 6, 7, 8, 9, 10), strict=True)
    for word in (part, f"{part}s")
}
FACTOR_WORDS = {
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


def read_number(digits: str) -> tuple[Decimal, Decimal] | None:
    """Read digits with separators: (value, unit in the last place); None if unreadable.

    >>> read_number("42,524")
    (Decimal('42524'), Decimal('1'))
    >>> read_number("3.70")
    (Decimal('3.70'), Decimal('0.01'))
    """
    plain = re.sub(rf"[,'’ {SPACE}](?=\d{{3}})", "", digits)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value, Decimal(1).scaleb(int(value.as_tuple().exponent))


def read_spelled(words: str) -> Decimal | None:
    """Read a number in words below a million; None where a word is no number.

    >>> read_spelled("two thousand and forty-two")
    Decimal('2042')
    """
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in WORD_VALUES:
            current += WORD_VALUES[word]
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


def scale_up(value: Decimal, place: Decimal, scale: str | None) -> tuple[Decimal, Decimal]:
    """Multiply a value and its last place by a scale word, where there is one.

    >>> scale_up(Decimal("3.7"), Decimal("0.1"), "thousand")
    (Decimal('3.7E+3'), Decimal('1E+2'))
    """
    if not scale:
        return value, place
    if scale.lower() == "dozen":
        return value * 12, place * 12
    power = _SCALES[scale.lower()]
    return value.scaleb(power), place.scaleb(power)


def read_small(word: str | None) -> Decimal | None:
    """Read a whole number in digits or one word; "a" and "the" count as one.

    >>> read_small("three")
    Decimal('3')
    """
    if not word:
        return None
    if word.isdigit():
        return Decimal(word)
    if word.lower() in ("a", "an", "the"):
        return Decimal(1)
    value = WORD_VALUES.get(word.lower())
    return None if value is None else Decimal(value)
