"""Number style: figures as the reader's browser writes them, in what is drawn and nowhere else.

The interface is English; 42,524.5 is 42.524,5 to a German reader and 4,25,245 has its commas
elsewhere in India.  An answer is checked, kept, linked and exported as it was written; this
changes the separators of figures at the moment they are drawn.  Digits stay digits, and what has
no separator, a year among it, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

__all__ = ["ENGLISH", "NumberStyle", "reader_style", "restyle", "style_of", "vega_locale"]

# a number with a separator, as we write them; not within a longer one, a word or a date
SEPARATED = re.compile(
    r"(?<![\w.,])(?P<whole>\d{1,3}(?:,\d{3})+|\d+(?=\.\d))(?:\.(?P<part>\d+))?(?![\w]|[.,]\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    """Hold the marks that part a number."""

    decimal: str = "."
    group: str = ","
    groups: tuple[int, int] = (3, 3)  # digits of the last group and of those before it


ENGLISH = NumberStyle()


def reader_style() -> NumberStyle:
    """Give the style of the reader before the page; English where the browser names none."""
    return style_of(st.context.locale or "")


@cache
def style_of(locale: str) -> NumberStyle:
    """Give the style of a browser's locale, "de-CH"; English where it is not known.

    >>> style_of("de-DE").decimal, style_of("xx") == ENGLISH
    (',', True)
    """
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(locale.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return ENGLISH
    symbols = found.number_symbols.get("latn", {})
    pattern = found.decimal_formats[None]
    return NumberStyle(
        decimal=str(symbols.get("decimal", ".")),
        group=str(symbols.get("group", ",")),
        groups=(pattern.grouping[0], pattern.grouping[1]),
    )


def restyle(text: str, style: NumberStyle) -> str:
    """Write the numbers of a text that is a figure in another style.

    >>> restyle("42,524.5 articles in 2022", style_of("de-DE"))
    '42.524,5 articles in 2022'
    """
    if style == ENGLISH:
        return text
    return SEPARATED.sub(lambda match: _written(match["whole"], match["part"], style), text)


def vega_locale(style: NumberStyle) -> Mapping[str, Any]:
    """Give the style as the configuration of a chart."""
    last, before = style.groups
    return {
        "number": {
            "decimal": style.decimal,
            "thousands": style.group,
            # d3 goes through the list once, and then begins again: 1,00,00,000 needs many twos
            "grouping": [last] if last == before else [last, *[before] * 6],
            "currency": ["", ""],
        }
    }


def _written(whole: str, part: str | None, style: NumberStyle) -> str:
    digits = whole.replace(",", "")
    last, before = style.groups
    if "," in whole and len(digits) > last:
        head, groups = digits[:-last], [digits[-last:]]
        while head:
            groups.insert(0, head[-before:])
            head = head[:-before]
        digits = style.group.join(groups)
    return digits if part is None else f"{digits}{style.decimal}{part}"
