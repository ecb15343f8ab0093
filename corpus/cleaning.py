"""Cleaning: text as a quote may show it, without characters that nobody can see."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean_line", "clean_text", "mend_halves"]

# Category Cc is control characters, Cf invisible marks (zero-width, soft hyphen, byte order,
# direction overrides, which can make a quote read differently from what it says), Cs and Co
# code points that stand for no character.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_SPACES = re.compile(r"\s+")
_HALVES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return the text in NFC with line feeds kept and unseen characters gone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\t", " ")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    kept = (
        character
        for character in unicodedata.normalize("NFC", text)
        if character == "\n" or unicodedata.category(character) not in _UNSEEN
    )
    return "".join(kept)


def clean_line(text: str) -> str:
    """Return the text as one clean line: every run of white space is one space.

    >>> clean_line("two\\n  lines\\u200b")
    'two lines'
    """
    return _SPACES.sub(" ", clean_text(text)).strip()


def mend_halves(text: str) -> str:
    """Replace what is no character (half a surrogate pair, bytes read wrongly) by "\ufffd".

    >>> mend_halves("A\\udcff B") == "A\ufffd B"
    True
    """
    return _HALVES.sub("\ufffd", text)
