"""Printed numbers: as a language prints them, and back again for the check.

English is what sentences are written in: 42,524; 34.5%; 3.3 × 10^24; 388 million.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["LANGUAGES", "into_english", "into_language"]

LANGUAGES = ("fr", "de", "es", "zh")
_NUMBER = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\d.,])\d+(?:\.\d+)?(?![\d,]*\d)"
)
_CHINESE_EDGE = re.compile(r"(?<=[一-鿿])(?=\d)|(?<=[\d%])(?=[一-鿿])")
_SCALES = {
    "fr": {"million": "millions", "billion": "milliards"},
    "de": {"million": "Millionen", "billion": "Milliarden"},
    "es": {"million": "millones", "billion": "mil millones"},
    "zh": {},
}
_SPACES = "\u00a0\u202f"


@cache
def _symbols(language: str) -> tuple[str, str]:
    """Give the separators of thousands and of decimals (CLDR)."""
    from babel import Locale

    symbols = Locale.parse(language).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


def into_language(text: str, language: str) -> str | None:
    """Print an English number, with its percent sign or scale; None where there is no way.

    >>> into_language("42,524", "de"), into_language("34.5%", "fr"), into_language("3,744", "es")
    ('42.524', '34,5\\xa0%', '3744')
    """
    if language == "en":
        return text
    found = re.search(r"\b(million|billion|trillion)\b", text)
    if found:
        scale = _SCALES[language].get(found.group())
        if scale is None:
            return None
        text = text.replace(found.group(), scale)
    group, decimal = _symbols(language)

    def one(match: re.Match[str]) -> str:
        whole, _, part = match.group().partition(".")
        short = language == "es" and len(whole.replace(",", "")) == 4
        whole = whole.replace(",", "" if short else group)
        return f"{whole}{decimal}{part}" if part else whole

    printed = _NUMBER.sub(one, text)
    return printed if language == "zh" else printed.replace("%", "\u00a0%")


def into_english(text: str, language: str) -> str:
    """Put the numbers of a text in a language into English form, for what reads numbers.

    >>> into_english("3.744 von 123.402, also 3,0 %", "de")
    '3,744 von 123,402, also 3.0 %'
    """
    if language == "en":
        return text
    if language == "zh":  # numbers stand between characters without a blank: 从2010年的1,730
        return _CHINESE_EDGE.sub(" ", text)
    group, decimal = _symbols(language)
    groups = re.escape(group) + (_SPACES if group in _SPACES else "")
    pattern = re.compile(
        rf"(?<![\d.,])(\d{{1,3}}(?:[{groups}]\d{{3}})+|\d+)(?:{re.escape(decimal)}(\d+))?(?![\d])"
    )

    def one(match: re.Match[str]) -> str:
        whole, part = match.group(1), match.group(2)
        if not part and whole.isdigit():
            return whole
        digits = re.sub(r"\D", "", whole)
        grouped = f"{int(digits):,}" if len(whole) > len(digits) or len(digits) > 4 else digits
        return f"{grouped}.{part}" if part else grouped

    text = pattern.sub(one, text)
    for english, own in sorted(_SCALES[language].items(), key=lambda pair: -len(pair[1])):
        text = re.sub(rf"\b{own}\b", english, text)
    return text
