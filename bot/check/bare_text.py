"""Bare text: a draft without its markup, letter for letter in the same places.

A draft may be pasted with HTML tags, Markdown signs, entities or spaces that do not break.  They
are blanked, never cut, so that what is found in the bare text has the same offsets in the draft.
"""

from __future__ import annotations

import html
import re

__all__ = ["bare_text"]

_BLANKED = (
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"<(script|style)\b.*?</\1\s*>", re.S | re.I),
    re.compile(r"</?[a-zA-Z][^<>]{0,400}>"),
    re.compile(r"(?<!\w)[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}(?!\w)"),
    re.compile(r"\[\^?\d{1,3}\]"),  # note markers
)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote)\b[^<>]*>", re.I)
_LINK = re.compile(r"(!?\[)([^\[\]\n]{0,200})(\]\((?:[^()\s]|\([^()\s]*\)){0,500}\))")
_ITEM = re.compile(r"^([ \t]*)([-*+•]|\d{1,2}[.)])(?=[ \t])|^([ \t]*)(>+)", re.M)
_WRAPPED = re.compile(r"(?<=[^\s.!?:;])([ \t]*)\n(?=[ \t]*[^\s#|])")
_HEADING = 50  # letters: a shorter line before a capital is a heading, not half a sentence
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_SPACES = str.maketrans({char: " " for char in "\u00a0\u202f\u2007\u2009\u200a\u200b\ufeff\u00ad"})


def bare_text(text: str) -> str:
    """Blank the markup of a text; the result has the same length, and paragraphs stay apart.

    >>> bare_text("It **rose** to [5](https://example.org) units")
    'It   rose   to  5                       units'
    """
    # A block's border ends a sentence: it becomes an empty line.
    bare = _BLOCK.sub(lambda match: _border(match.group()), text)
    bare = _ENTITY.sub(lambda match: _plain(match.group()), bare)
    bare = _ITEM.sub(_item, bare)
    bare = _LINK.sub(lambda match: _blank(match[1]) + match[2] + _blank(match[3]), bare)
    for pattern in _BLANKED:
        bare = pattern.sub(lambda match: _blank(match.group()), bare)
    return _WRAPPED.sub(_joined, bare.translate(_SPACES))


def _item(match: re.Match[str]) -> str:
    """Make the mark of a list item an empty line: it ends the sentence before it."""
    if match[4]:
        return " " * len(match.group())
    return str(match[1]) + "\n" + " " * (len(match[2]) - 1)


def _joined(match: re.Match[str]) -> str:
    """Join a line that was wrapped; a short line before a capital is a heading and stays."""
    text = match.string
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    following = text[match.end() :].lstrip()[:1]
    if len(line.strip()) < _HEADING and following.isupper():
        return match.group()
    return str(match[1]) + " "


def _blank(words: str) -> str:
    return re.sub(r"[^\n]", " ", words)


def _border(tag: str) -> str:
    return "\n\n" + " " * (len(tag) - 2) if len(tag) > 2 else " " * len(tag)


def _plain(entity: str) -> str:
    """Write the character of an entity, filled up with blanks that stand before it."""
    char = html.unescape(entity)
    return char.rjust(len(entity)) if len(char) == 1 else " " * len(entity)
