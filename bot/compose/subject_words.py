"""Subject words: what a measure or a phrase counts, for telling one subject from another."""

from __future__ import annotations

from bot.compose.content_words import content_words

__all__ = ["subject_words"]

_SHAPE = frozenset({"ai", "number", "share", "yearly", "world"})  # of every subject here
_RESEARCH = frozenset({"publication", "research"})  # research is counted in its publications


def subject_words(text: str) -> frozenset[str]:
    """Give the words of what is counted; research and its publications are one subject.

    >>> sorted(subject_words("the number of AI papers") & subject_words("AI articles"))
    ['publication', 'research']
    >>> subject_words("AI patents") & subject_words("AI articles")
    frozenset()
    """
    words = frozenset(content_words(text)) - _SHAPE
    return words | (_RESEARCH if words & _RESEARCH else frozenset())
