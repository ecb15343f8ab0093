"""Kinds asked for: "which university", "the top ten labs": what an answer must be one of.

Most figures are of countries, some of organisations, none of cities, journals or people.  A
ranking of countries is no answer to a question for a university, however well its words fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.places import PlaceBook

__all__ = ["KindAsked", "find_kind_asked", "names_kind", "other_kinds"]

_UNIVERSITY = r"universit(?:y|ies)|colleges?"
_ORGANISATION = (
    r"institutions?|institutes?|lab(?:oratorie|oratory)?s?|organi[sz]ations?|think[\s-]tanks?"
    r"|applicants?"
)
_COMPANY = r"compan(?:y|ies)|firms?|corporations?|employers?|start[\s-]?ups?"
_OTHER = (
    r"cit(?:y|ies)|towns?|journals?|conferences?|venues?|publishers?|authors?|scientists?"
    r"|professors?|academics?|scholars?|inventors?|departments?|facult(?:y|ies)"
)
_KINDS = {
    "university": _UNIVERSITY,
    "organisation": _ORGANISATION,
    "company": _COMPANY,
    "other": _OTHER,
}
_NOUN = "|".join(f"(?P<{kind}>{nouns})" for kind, nouns in _KINDS.items())
_BODY = "|".join(f"(?P<{kind}>{_KINDS[kind]})" for kind in _KINDS if kind != "other")
# Words before the noun: none that makes it a part of something else ("what share of companies").
_BEFORE = (
    r"(?:(?!(?:of|in|share|number|percentage|proportion|countr\w+|nations?)\b)[\w¤-]+\s+){0,3}?"
)
_AFTER = r"\b(?![’'-])(?!\s+(?:articles?|papers?|publications?))"  # "journal articles"
_ASKS = (
    re.compile(rf"\b(?:which|what)\s+{_BEFORE}(?:{_NOUN}){_AFTER}", re.IGNORECASE),
    re.compile(rf"\b(?:rank|list|name)\s+{_BEFORE}(?:{_NOUN}){_AFTER}", re.IGNORECASE),
    re.compile(
        r"\b(?:top|leading|biggest|largest|best|foremost|most\s+(?:productive|prolific|active))\s+"
        rf"{_BEFORE}(?:{_BODY}){_AFTER}",
        re.IGNORECASE,
    ),
)
_IS_UNIVERSITY = re.compile(r"\buniversity\b|\bcollege\b|\binstitute of technology\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindAsked:
    """Hold what the question asks for one of: the kind, and the noun as it is worded."""

    kind: str  # "university", "organisation", "company" or "other"
    word: str

    @property
    def is_body(self) -> bool:
        """Tell an organisation of any sort from a city, a journal, a person."""
        return self.kind != "other"

    @property
    def singular(self) -> str:
        """Give the noun for one of them."""
        return (
            re.sub(r"ies$", "y", self.word) if self.word.endswith("ies") else self.word.rstrip("s")
        )

    @property
    def is_company(self) -> bool:
        """Tell a company, which figures of universities and institutes leave out."""
        return self.kind == "company"


def find_kind_asked(masked: str) -> KindAsked | None:
    """Find the kind of thing that a question asks for, where it is no country.

    >>> find_kind_asked("which university publishes most AI papers?").word
    'university'
    """
    for pattern in _ASKS:
        if found := pattern.search(masked):
            kind, word = next((kind, word) for kind, word in found.groupdict().items() if word)
            return KindAsked(kind=kind, word=word.lower())
    return None


def names_kind(text: str, asked: KindAsked) -> bool:
    """Tell whether a text speaks of the kind asked for: "journals", no "journal articles"."""
    return re.search(rf"\b(?:{_KINDS[asked.kind]}){_AFTER}", text, re.IGNORECASE) is not None


def other_kinds(
    asked: KindAsked | None, organisations: frozenset[str], book: PlaceBook
) -> tuple[str, ...]:
    """Give the organisations that are not of the kind asked for, where their names tell."""
    if asked is None or asked.kind != "university":
        return ()
    names = {code: book.place(code).name for code in organisations}
    return tuple(sorted(code for code, name in names.items() if not _IS_UNIVERSITY.search(name)))
