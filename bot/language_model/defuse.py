"""Defuse: hostile text made harmless before a model or a reader sees it.

Text from sources, tables, file names and models is data.  Nothing here decides what is true:
it takes out what cannot be seen, keeps what is quoted from ending its own quotation, and drops
addresses that no cited source has.  What gives orders is told by corpus/instructions.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.cleaning import clean_text

__all__ = ["drop_addresses", "fence"]

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)?|!\[([^\]]*)\]\[[^\]]*\]")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
_BARE = re.compile(
    r"\b(?:https?|ftp|data|javascript|file|vbscript)\s*:\s*(?://)?[^\s<>\])]+|\bwww\.[^\s<>\])]+",
    re.IGNORECASE,
)
_MANY_BLANKS = re.compile(r"[ \t]{2,}")


def fence(text: str, mark: str) -> str:
    """Put a text between tags that it cannot close: ``mark`` is new for every answer."""
    inner = clean_text(text).replace(mark, "")
    return f"<{mark}>\n{inner}\n</{mark}>"


def drop_addresses(text: str, *, allowed: Collection[str] = ()) -> str:
    """Take images, tags and addresses out of a model's text; a link keeps its words.

    ``allowed`` are addresses of cited sources: such a bare address stays.

    >>> drop_addresses("See [here](https://evil.example/?q=x) ![p](http://evil.example/a.png).")
    'See here .'
    """
    text = clean_text(text)
    text = _REFERENCE.sub("", text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda found: found[1], text)
    text = _TAG.sub("", text)
    text = _BARE.sub(
        lambda found: found[0] if found[0].rstrip(".,;:") in allowed else "(address left out)", text
    )
    return _MANY_BLANKS.sub(" ", text)
