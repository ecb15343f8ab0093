"""Places: which countries, blocs and regions a question names, under any of their names."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from bot.understand.tokens import Token, fold, tokenise
from corpus.places import PlaceBook

__all__ = ["Mention", "MentionKind", "PlaceIndex"]

_LONGEST_ALIAS = 8  # tokens: "United Kingdom of Great Britain and Northern Ireland"
_SLIP_RATIO = 84  # "Untied States", "Phillipines"; below, different names come too near
_SLIP_LETTERS = 5  # a shorter word has too many neighbours

# Codes that are also words, or mean something else in this field.
_NEVER_CODES = frozenset(
    "ai ki ia am an and are as at be by can co do est gap gin he id in io is it la lot man mar "
    "me ml my na no or pa per pt ps so sr st su tc the to tv us va ms nlp llm gdp rd nor ton "
    "cub fin ago bra arm jam col mal rea ita dom spm tk td tm tf sc sb pr pm pg pn nc mt mp mc "
    "mo lt lc ga et ec dz cs cc cv ca bs bb ba ad ar al".split()
)
_ENDINGS = ("innen", "ern", "ens", "en", "er", "es", "em", "as", "os", "e", "s", "n", "a", "o")

MentionKind = Literal["name", "metonym", "part of", "ambiguous", "slip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Point at one place name in a text."""

    codes: tuple[str, ...]  # more than one where the name is ambiguous
    start: int
    end: int
    text: str
    kind: MentionKind

    @property
    def code(self) -> str:
        """Give the first meaning of the name."""
        return self.codes[0]


class PlaceIndex:
    """Find place names in text by their tokens."""

    def __init__(self, book: PlaceBook) -> None:
        self.book = book
        self._by_tokens: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._codes: dict[str, str] = {}
        self._listed: dict[str, str] = {}  # codes that are words, read only among other codes
        self._stems: dict[str, str] = {}
        for alias in book.aliases:
            if alias.kind in ("iso2", "iso3"):
                if fold(alias.alias) not in _NEVER_CODES:
                    self._codes[alias.alias] = alias.code
                elif alias.kind == "iso2":
                    self._listed[alias.alias] = alias.code
                continue
            key = tuple(token.norm for token in tokenise(alias.alias))
            if not key:
                continue
            if len(key) == 1 and alias.alias.isupper() and self._is_organisation(alias.code):
                self._codes[alias.alias] = alias.code  # MIT, not "mit"; HIT, not "hit"
                continue
            meanings = self._by_tokens.setdefault(key, [])
            if (alias.code, alias.kind) not in meanings:
                meanings.append((alias.code, alias.kind))
            if alias.lang in ("de", "fr", "es") and len(key) == 1 and len(key[0]) >= 6:
                self._stems.setdefault(_stripped(key[0]), alias.code)
        for place in book.places():
            key = tuple(token.norm for token in tokenise(place.name))
            self._by_tokens.setdefault(key, [(place.code, "name")])
        self._first = {key[0] for key in self._by_tokens}
        self._slip_names = sorted(
            {
                " ".join(key)
                for key, meanings in self._by_tokens.items()
                if sum(map(len, key)) >= _SLIP_LETTERS
                and len(key) <= 3
                and meanings[0][1] in ("name", "manual", "demonym")
                and " ".join(key).isascii()
            }
        )

    def _is_organisation(self, code: str) -> bool:
        return self.book.place(code).kind == "organisation"

    def find(self, text: str, *, known_words: Collection[str] = ()) -> list[Mention]:
        """Find every place named in a text, longest names first.

        ``known_words`` are folded words that are never spelling slips of a place name.
        """
        tokens = tokenise(text)
        shouting = text.isupper() and len(tokens) > 3
        mentions: list[Mention] = []
        position = 0
        while position < len(tokens):
            found = self._match(text, tokens, position, shouting=shouting)
            if found is None:
                position += 1
                continue
            mention, length = found
            mentions.append(mention)
            position += length
        return mentions + self._slips(text, tokens, mentions, known_words)

    def _match(
        self, text: str, tokens: tuple[Token, ...], position: int, *, shouting: bool
    ) -> tuple[Mention, int] | None:
        token = tokens[position]
        if token.norm in self._first:
            for length in range(min(_LONGEST_ALIAS, len(tokens) - position), 0, -1):
                window = tokens[position : position + length]
                meanings = self._by_tokens.get(tuple(item.norm for item in window))
                if meanings and _reads_as_name(text, window, tokens, position):
                    return self._mention(text, window, meanings), length
        if token.text.isupper() and not shouting and token.text in self._codes:
            return self._mention(text, (token,), [(self._codes[token.text], "name")]), 1
        if token.text in self._listed and not shouting and self._among_codes(text, token):
            return self._mention(text, (token,), [(self._listed[token.text], "name")]), 1
        foreign = len(token.norm) >= 6 and token.norm not in self._first
        if foreign and (code := self._stems.get(_stripped(token.norm))):
            return self._mention(text, (token,), [(code, "name")]), 1
        return None

    def _among_codes(self, text: str, token: Token) -> bool:
        """Tell whether a code stands in a list such as "DE/FR/IT"."""
        before = re.search(r"\b([A-Z]{2})/$", text[: token.start])
        after = re.match(r"/([A-Z]{2})\b", text[token.end :])
        return any(match and match[1] in self._codes for match in (before, after))

    def _mention(
        self, text: str, window: tuple[Token, ...], meanings: list[tuple[str, str]]
    ) -> Mention:
        start, end = window[0].start, window[-1].end
        ambiguous = [code for code, alias_kind in meanings if alias_kind == "ambiguous"]
        plain = [code for code, alias_kind in meanings if alias_kind != "ambiguous"]
        kind: MentionKind = "name"
        if len(ambiguous) > 1:
            codes, kind = tuple(dict.fromkeys(ambiguous)), "ambiguous"
        else:
            codes = tuple(plain or ambiguous)[:1]
            kinds = {alias_kind for code, alias_kind in meanings if code == codes[0]}
            if kinds == {"metonym"}:
                kind = "part of" if _comes_from(text, start) else "metonym"
            elif "part of" in kinds:
                kind = "part of"
        return Mention(codes=codes, start=start, end=end, text=text[start:end], kind=kind)

    def _slips(
        self,
        text: str,
        tokens: tuple[Token, ...],
        mentions: list[Mention],
        known_words: Collection[str],
    ) -> list[Mention]:
        """Find misspelt names among the words that nothing else explains."""
        taken = [(mention.start, mention.end) for mention in mentions]
        found: list[Mention] = []
        for length in (2, 1):
            for position in range(len(tokens) - length + 1):
                window = tokens[position : position + length]
                start, end = window[0].start, window[-1].end
                words = [token.norm for token in window]
                if any(start < stop and begin < end for begin, stop in taken):
                    continue
                if any(word in known_words or not word.isalpha() for word in words):
                    continue
                if length == 1 and (len(words[0]) < _SLIP_LETTERS or words[0] in _ALSO_WORDS):
                    continue
                best = process.extractOne(
                    " ".join(words), self._slip_names, scorer=fuzz.ratio, score_cutoff=_SLIP_RATIO
                )
                if best is None or best[0][0] != words[0][0]:
                    continue  # a slip in the first letter is rare; other words begin otherwise
                code = self._by_tokens[tuple(best[0].split(" "))][0][0]
                taken.append((start, end))
                found.append(
                    Mention(codes=(code,), start=start, end=end, text=text[start:end], kind="slip")
                )
        return found


def _comes_from(text: str, start: int) -> bool:
    """Tell "papers from Beijing" and "labs in London", said of the city, from its government."""
    return bool(_LOCATIVE.search(text[:start]))


def _stripped(word: str) -> str:
    """Take a German, French or Spanish ending off an adjective or noun."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word[: -len(ending)]
    return word


# What is "in" or "from" a city is the city's; "Beijing's output" and "Beijing's lead" are not.
_LOCATIVE = re.compile(
    r"\b(?:in|from|based\s+in|located\s+in|out\s+of|around|near|at)\s+(?:the\s+)?$", re.IGNORECASE
)
_ALSO_WORDS = frozenset(
    "polish pole poles dane finn turk swede finish politisch politische politischen".split()
)
_POLISH_WHAT = frozenset(
    "ai artificial papers articles publications patents share output models researchers research "
    "developers scientists accounts computer notable population gdp".split()
)
_TO_US = frozenset("tell give show let help with for of to between among from about".split())


def _reads_as_name(
    text: str, window: tuple[Token, ...], tokens: tuple[Token, ...], position: int
) -> bool:
    """Keep ordinary words from being read as places: "us", "polish", "turkey" stay words."""
    if len(window) > 1:
        return True
    token = window[0]
    if token.norm == "us":
        after = tokens[position + 1].norm if position + 1 < len(tokens) else ""
        if after in ("dollar", "dollars", "$", "bn", "billion"):
            return False
        if token.text.startswith("US"):
            return True
        before = tokens[position - 1].norm if position else ""
        if before == "between" and after in ("and", "&", "vs", "versus"):
            return True  # "the gap between us and China": nobody counts themselves there
        return text.islower() and before not in _TO_US
    if token.norm in _ALSO_WORDS:
        after = tokens[position + 1].norm if position + 1 < len(tokens) else ""
        # "polish ai papers", typed in haste, but not "polish the draft"
        return token.text[:1].isupper() or (token.norm == "polish" and after in _POLISH_WHAT)
    if token.norm in ("states", "mainland", "union", "bloc", "quad", "emirates", "kingdom"):
        before = tokens[position - 1].norm if position else ""
        return before == "the" or token.text[:1].isupper()
    if token.norm in ("chad", "jordan", "mali", "oman", "peru", "cuba", "guinea", "niger"):
        return token.text[:1].isupper() or text.islower()
    short = len(token.norm) <= 2 and token.norm.isalpha() and token.norm not in ("uk", "eu")
    return not short or token.text[:1].isupper()
