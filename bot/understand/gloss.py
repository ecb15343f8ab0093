"""Gloss: the grammar of French, German, Spanish and Chinese questions put into English.

Place names and measures are known in these languages (aliases and catalogue).  What is left
are the words that ask: how many, share, between, compared with.  A question in one of the
languages has those words replaced by English ones; everything else stays, and the one grammar
of this package reads the result.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bot.understand.words import is_cue

__all__ = ["Glossed", "gloss"]

_LATIN_HITS = 2  # function words of a language that make a text one of it
_CHINESE = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossed:
    """Hold a question ready for the English grammar, and the language it came in."""

    text: str
    language: str  # ISO 639-1


@cache
def _tables() -> dict[str, tuple[frozenset[str], tuple[tuple[re.Pattern[str], str], ...]]]:
    """Read gloss.toml: per language its function words, and its phrases with English ones."""
    text = files("bot.understand").joinpath("gloss.toml").read_text(encoding="utf-8")
    tables = {}
    for language, entry in tomllib.loads(text).items():
        phrases = sorted(entry["phrases"].items(), key=lambda pair: -len(pair[0]))
        edge = ("", "") if language == "zh" else (r"(?<![\w])", r"(?![\w])")
        compiled = tuple(
            (re.compile(f"{edge[0]}(?:{phrase}){edge[1]}", re.IGNORECASE), english)
            for phrase, english in phrases
        )
        tables[language] = (frozenset(entry["function_words"]), compiled)
    return tables


def _language(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", _CHINESE.sub(" ", text.lower()))
    if len(_CHINESE.findall(text)) > len(words):
        return "zh"  # a name in Chinese alone makes no Chinese question
    best, hits = "en", 0
    for language in _tables():
        own = [word for word in words if _is_of(word, language)]
        # "plus Iceland" and "die" alone are English as much as French and German.
        if _ALSO_ENGLISH.issuperset(own):
            continue
        found = len(own) + bool(_LETTERS[language].search(text))
        if found > hits:
            best, hits = language, found
    needed = _LATIN_HITS if len(words) > 4 else 1
    english = sum(word in _ENGLISH for word in words)
    return best if hits >= needed and hits > english else "en"


@lru_cache(maxsize=8192)
def _is_of(word: str, language: str) -> bool:
    """Tell whether a word is a function word of a language, or a longer one that its gloss has."""
    function_words, phrases = _tables()[language]
    if word in function_words:
        return True
    if len(word) < _LONG_WORD or is_cue(word):
        return False
    return any(pattern.fullmatch(word) for pattern, _ in phrases)


# Letters that of these languages only one has: "Artículos de IA de México en 2019".
_LETTERS = {
    "de": re.compile(r"[äöüß]", re.IGNORECASE),
    "fr": re.compile(r"[àâçèêëîïœùû]", re.IGNORECASE),
    "es": re.compile(r"[¿¡áíñóú]", re.IGNORECASE),
    "zh": _CHINESE,
}
_LONG_WORD = 5  # letters from which a glossed word is hardly one of another language
_ALSO_ENGLISH = frozenset("plus a an die was war hat on me no as so pour par son comment".split())
_ENGLISH = frozenset(
    "the of in and how many much which what who when did does do is are was were for from to with "
    "by per on at than as this that".split()
)


def gloss(text: str) -> Glossed:
    """Put a question's grammar into English where it is in another language.

    >>> gloss("Wie viele KI-Artikel hatte Norwegen 2015?").text
    'how many KI-Artikel had Norwegen 2015?'
    >>> gloss("How many AI articles did Norway publish?").language
    'en'
    """
    language = _language(text)
    if language == "en":
        return Glossed(text=text, language="en")
    glossed = _english_numbers(text, language)
    for pattern, english in _tables()[language][1]:
        glossed = pattern.sub(f" {english} " if language == "zh" else english, glossed)
    return Glossed(text=" ".join(glossed.split()), language=language)


def _english_numbers(text: str, language: str) -> str:
    """Write the numbers of a language as English does: "10.000" of a German question is 10,000.

    >>> _english_numbers("mehr als 10.000 Artikel und 3,5 %", "de")
    'mehr als 10,000 Artikel und 3.5 %'
    """
    if language == "zh":
        return text
    if language in ("de", "es"):
        text = _POINTS.sub(lambda match: match.group().replace(".", ","), text)
    return _DECIMAL_COMMA.sub(r"\1.\2", text)


_POINTS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d]|\.\d)")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{1,2})(?![\d]|,\d)")
