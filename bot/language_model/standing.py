"""Standing: whether a sentence whose truth could not be checked rests on what it cites at all.

The check strikes what is false.  What it cannot read is shown as not checked, but only where it
speaks of what it cites: a sentence that a planted order dictates does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answers import Citation
from bot.check.given.words import FUNCTION, root
from corpus.instructions import looks_like_instructions

__all__ = ["DICTATED", "misses_evidence"]

_ORDERS = "it gives orders"
_ASTRAY = "it does not speak of what it cites"
_BARE = "it cites nothing"
DICTATED = frozenset({_ORDERS, _ASTRAY, _BARE})  # whose words are nobody's that is cited

_MARKER = re.compile(r"\[\d{1,3}\]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d_])[\w-]+\b|\b[A-Z]{4,}(?:-?\d+)?\b")  # PINEAPPLE-77
_LEAST = 0.5  # of its words that the evidence must hold
_FEWEST = 2


def misses_evidence(text: str, cited: Iterable[Citation], *, language: str = "en") -> str:
    """Say why a sentence may not be shown; empty where it speaks of what it cites."""
    evidence = " ".join(_words_of(citation) for citation in cited)
    body = _MARKER.sub(" ", text)
    if looks_like_instructions(body):
        return _ORDERS
    if not evidence:
        return _BARE
    known = {root(word.lower()) for word in _WORD.findall(evidence)}
    folded = evidence.lower()
    if any(code.lower() not in folded for code in _CODE.findall(body)):
        return _ASTRAY
    if language != "en":
        return ""
    words = [root(w.lower()) for w in _WORD.findall(body) if w.lower() not in FUNCTION]
    if len(words) < _FEWEST or sum(word in known for word in words) < _LEAST * len(words):
        return _ASTRAY
    return ""


def _words_of(citation: Citation) -> str:
    cells = {cell for row in citation.rows for cell in row if isinstance(cell, str)}
    names = (citation.title, citation.publisher, citation.locator, citation.definition)
    return " ".join((*names, citation.quote, *citation.columns, *sorted(cells)))
