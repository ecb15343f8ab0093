"""Tokens: words of a question with their offsets, folded for matching."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Token", "fold", "stem", "tokenise"]

# Chinese and Japanese characters are tokens of their own: names there have no spaces.
_WORD = re.compile(
    r"[一-鿿]"
    r"|\d+(?:[.,'\u2019\u00a0\u202f]\d+)*"
    r"|[^\W\d_][^\W_]*(?:['\u2019&][^\W\d_]+)*"
    r"|[%€$£¥]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word: as written, folded, and where it stands."""

    text: str
    norm: str  # lower case, no accents, no possessive 's
    start: int
    end: int

    @property
    def stem(self) -> str:
        """Give the folded word without its plural ending."""
        return stem(self.norm)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold case, accents and typographic marks away.

    >>> fold("Côte d’Ivoire")
    "cote d'ivoire"
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ß", "ss"))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


_IRREGULAR = {
    "countries": "country",
    "studies": "study",
    "families": "family",
    "people": "person",
    "persons": "person",
    "centres": "center",
    "centre": "center",
    "data": "data",
    "series": "series",
    "indices": "index",
    "indexes": "index",
    "analyses": "analysis",
    "men": "man",
    "this": "this",
    "its": "its",
    "us": "us",
    "gas": "gas",
    "chips": "chip",
    "labour": "labor",
    "programme": "program",
    "programmes": "program",
}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Take plural endings off an English word; nothing more.

    >>> stem("articles"), stem("families"), stem("chess")
    ('article', 'family', 'chess')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens; a possessive 's is left out of ``norm``.

    >>> [token.norm for token in tokenise("China's U.S. AI-papers, 2022")]
    ['china', 'u.s.', 'ai', 'papers', '2022']
    """
    tokens = []
    for match in _word_matches(text):
        norm = fold(match.group())
        norm = _ELISION.sub("", norm)
        for ending in ("'s", "s'"):
            if norm.endswith(ending) and len(norm) > len(ending) + 1:
                norm = norm[:-2] if ending == "'s" else norm[:-1]
        tokens.append(Token(match.group(), norm, match.start(), match.end()))
    return tuple(tokens)


# French l'Algérie, d'articles, qu'en: the noun is what is looked up.
_ELISION = re.compile(r"^(?:[ldjmnstc]|qu)'(?=[a-z]{2})")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![^\W\d_]))?")


def _word_matches(text: str) -> list[re.Match[str]]:
    """Find dotted abbreviations first, so that "U.S." is one word."""
    dotted = list(_ABBREVIATION.finditer(text))
    if not dotted:
        return list(_WORD.finditer(text))
    inside = [(match.start(), match.end()) for match in dotted]
    words = [
        match
        for match in _WORD.finditer(text)
        if not any(start <= match.start() < end for start, end in inside)
    ]
    return sorted([*dotted, *words], key=lambda match: match.start())
