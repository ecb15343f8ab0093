"""Vocabulary: places, measures, units and qualifiers in the languages of readers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from corpus.places import PlaceBook, read_places

__all__ = ["labels_in", "phrases", "place_name", "place_pattern", "say"]


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = files("bot.languages").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def phrases(table: str) -> tuple[str, ...]:
    """Give the English phrases of a table, the longest first."""
    return tuple(sorted(_tables()[table], key=len, reverse=True))


def say(table: str, phrase: str, language: str) -> str | None:
    """Say an English phrase in a language; None where it has no name there.

    >>> say("labels", "AI articles", "de"), say("labels", "AI articles", "en")
    ('KI-Artikel', None)
    """
    return _tables()[table].get(phrase, {}).get(language)


@cache
def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def place_name(book: PlaceBook, code: str, language: str) -> str | None:
    """Name a place in a language, from our own list or from CLDR; None where neither has it."""
    own = say("places", code, language)
    if own is not None or code not in book:
        return own
    iso2 = book.place(code).iso2
    return _territories(language).get(iso2) if iso2 else None


@cache
def place_pattern() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Give a pattern for the English names of places, and the code of each."""
    book = read_places()
    codes: dict[str, str] = {}
    for place in book.places():
        if place.kind == "organisation":
            continue
        for name in (place.sentence, place.name):
            codes.setdefault(name, place.code)
            codes.setdefault(name[:1].upper() + name[1:], place.code)
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w|\.\w)"), codes


def labels_in(language: str) -> tuple[tuple[str, str], ...]:
    """Give what measures and units are called in a language, each with its English name.

    The longest first; of two English names that are called the same, the first stands.
    """
    found: dict[str, str] = {}
    for table in ("labels", "per", "units"):
        for english, said in _tables()[table].items():
            if language in said:
                found.setdefault(said[language], english)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))
