"""Named sources: which documents a question means, by any part of their names."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.compose.content_words import PLACE_WORDS, content_words
from bot.understand.tokens import tokenise
from corpus.sources import Source

__all__ = ["NamedSources", "described_words", "source_words"]

_TITLE, _OWN = 0.6, 1.0  # what a word of a title counts, and one of a source's own name
_WORDS_OF_TITLE = 4  # that name a source without its name
_NAMED = 1.9  # weight of matched words from which a source is named
_AS_GOOD = 0.75  # of the best match: such sources are meant as well
_MOST = 4  # sources that one question names, and documents that one name may mean
_OF_ITS_OWN = 1.1  # weight of the proper words that only this source explains
_MONTH = re.compile(r"\b(?:19|20)\d\d-(0[1-9]|1[0-2])\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_KIND_WORDS = "tech trade site website magazine announcement brief"
_BRACKETS = re.compile(r"\([^)]*\)")
# Capitalised in many names, and no name of a source by themselves.
_NO_NAMES = PLACE_WORDS | frozenset(
    content_words(
        "report study news data research science paper article world international national top "
        "coverage summary blog business copy text analysis patents authors companies "
        "institution institute university fund model"
    )
)


def _names(source: Source) -> str:
    """Give the words by which a source itself is called."""
    own = _BRACKETS.sub(" ", source.short)
    return " ".join((source.id.replace("-", " "), own))


@lru_cache(maxsize=4096)
def source_words(source: Source) -> frozenset[str]:
    """Give the words of a source's name, publisher and authors, in one form each.

    Places are left out: a source from the United Kingdom is not about it.
    """
    called = " ".join((_names(source), source.publisher, source.author)).replace("/", " ")
    return frozenset(content_words(called)) - PLACE_WORDS


@lru_cache(maxsize=4096)
def described_words(source: Source) -> frozenset[str]:
    """Give the words by which a source may be described: its place, its date, its sort."""
    months = " ".join(_MONTHS[int(month) - 1] for month in _MONTH.findall(source.date))
    years = " ".join(_YEAR.findall(source.date))
    called = f"{source.publisher} {source.short} {source.kind}".replace("/", " ")
    places = frozenset(content_words(called)) & PLACE_WORDS
    return places | frozenset(content_words(f"{months} {years} {_KIND_WORDS}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    own: frozenset[str]
    short: frozenset[str]
    proper: frozenset[str]  # capitalised in its name, publisher or author
    title: frozenset[str]
    year: str


class NamedSources:
    """Find the documents that a question names.  Built once over a store's sources."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._names: dict[str, _Names] = {}
        counts: Counter[str] = Counter()
        for id_, source in sources.items():
            called = f"{source.short} {source.publisher} {source.author}".replace("/", " ")
            capitals = " ".join(
                token.text
                for token in tokenise(called)
                if token.text[:1].isupper() or not token.text.isascii()
            )
            house = source.id if source.publisher == "Onrecord" else ""  # "the glossary"
            coined = " ".join(re.findall(r"\b[a-z]+\d[a-z\d]*\b", source.id))  # "ai9am"
            names = _Names(
                own=frozenset(content_words(f"{_names(source)} {called}")),
                short=frozenset(content_words(_BRACKETS.sub(" ", source.short))),
                proper=frozenset(content_words(f"{capitals} {house} {coined}")) - _NO_NAMES,
                title=frozenset(content_words(source.title)),
                year=next(iter(re.findall(r"\b(?:19|20)\d\d\b", source.title)), ""),
            )
            self._names[id_] = names
            counts.update(names.own | names.title)
        total = len(sources) or 1
        self._weights = {word: math.log(1 + total / count) / 2 for word, count in counts.items()}

    def find(
        self, question: str, *, prefer: frozenset[str] = frozenset()
    ) -> tuple[tuple[str, ...], ...]:
        """Give the documents that a question names: for each that it means, the likeliest first.

        Documents that the same words may mean stand together.  ``prefer`` holds those of a body
        that the question names by another of its names: they need fewer words of their own.
        """
        words = frozenset(content_words(question))
        years = set(re.findall(r"\b(?:19|20)\d\d\b", question))
        scored = []
        for id_, names in self._names.items():
            matched = words & (names.own | names.title)
            entitled = words & names.title
            by_title = len(entitled) >= _WORDS_OF_TITLE and len(entitled) >= 0.7 * len(names.title)
            if not matched & names.proper and not by_title:
                continue
            score = sum(
                self._weights[word] * (_OWN if word in names.own else _TITLE) for word in matched
            )
            # Of two sources with one word in common, the one called just that is meant.
            score += len(matched & names.short) / (len(names.short) or 1)
            score += 1.0 if id_ in prefer else 0.0
            if names.year and years:
                score += 0.5 if names.year in years else -1.0
            scored.append((score, id_))
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        found: list[list[str]] = []
        explained: frozenset[str] = frozenset()
        best = 0.0
        for score, id_ in scored:
            names = self._names[id_]
            rest = ((names.own & names.proper) | (names.title - PLACE_WORDS)) & words - explained
            if not rest & names.proper and len(rest) < _WORDS_OF_TITLE:
                rest = frozenset()
            # A second source is named by words that the first does not explain.
            if score >= _NAMED and sum(self._weights[word] for word in rest) >= _OF_ITS_OWN:
                found.append([id_])
                explained |= names.own & words
                best = score
            elif found and score >= _AS_GOOD * best and names.own & words & explained:
                found[-1].append(id_)
        return tuple(tuple(group[:_MOST]) for group in found[:_MOST])
