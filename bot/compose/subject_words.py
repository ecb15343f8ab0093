"""Subject words: what a measure or a phrase counts, for telling one subject from another."""

from __future__ import annotations

from bot.compose.content_words import content_words

__all__ = ["counted_words", "subject_words"]

_SHAPE = frozenset({"ai", "number", "share", "yearly", "world"})  # of every subject here
_RESEARCH = frozenset({"publication", "research"})  # research is counted in its publications

# What measures here count, in the form of content words: a sentence on one is not on another.
_COUNTED = frozenset(
    "publication patent cite researcher talent investment fund startup company model compute "
    "chip collaboration coauthor spending gdp job supercomputer".split()
)


def counted_words(text: str) -> frozenset[str]:
    """Give the things that a text speaks of as counted: publications, citations, patents ...

    >>> sorted(counted_words("China leads in citation attention to AI papers"))
    ['cite', 'publication']
    """
    return frozenset(content_words(text)) & _COUNTED


def subject_words(text: str) -> frozenset[str]:
    """Give the words of what is counted; research and its publications are one subject.

    >>> sorted(subject_words("the number of AI papers") & subject_words("AI articles"))
    ['publication', 'research']
    >>> subject_words("AI patents") & subject_words("AI articles")
    frozenset()
    """
    words = frozenset(content_words(text)) - _SHAPE
    return words | (_RESEARCH if words & _RESEARCH else frozenset())
