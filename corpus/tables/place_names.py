"""Place names: the names and codes of a table as places, and what comes near to the rest."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from corpus.places import PlaceBook, read_places

__all__ = ["Found", "PlaceNames", "fold_name", "is_total", "read_place_names"]

_NAMES = ("name", "formal", "manual", "bloc", "region", "ambiguous")
_FOOTNOTES = re.compile(r"\s*(?:\[[^\]]{1,3}\]|\(\d\)|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[^\W\d_])\d)\s*$")
_INVERTED = re.compile(r"^([^,]+),\s+(.+)$")  # "Iran, Islamic Republic of"
_TOTALS = frozenset(
    "total|totals|grand total|sum|overall|all|all countries|all places|subtotal|sub total"
    "|total general|gesamt|insgesamt|summe|somme|ensemble|合计|总计".split("|")
)
# Codes that statistical offices use beside ISO 3166.
_OTHER_CODES = {
    "XK": "XKX", "KOS": "XKX", "OWID_KOS": "XKX", "OWID_WRL": "WLD", "OWID_EU27": "EU27",
    "EU27_2020": "EU27", "EUU": "EU27", "OED": "OECD", "EMU": "EURO_AREA", "EL": "GRC",
    "UK": "GBR", "ROM": "ROU", "ZAR": "COD", "WBG": "PSE", "TMP": "TLS",
}  # fmt: skip
# Names that only tables use: the World Bank's and Our World in Data's.
_OTHER_NAMES = {
    "Micronesia (country)": "FSM", "Virgin Islands (U.S.)": "VIR", "Somalia, Fed. Rep.": "SOM",
    "Puerto Rico (US)": "PRI", "Timor": "TLS", "Faeroe Islands": "FRO",
    "European Union (27)": "EU27", "European Union - 27 countries (from 2020)": "EU27",
}  # fmt: skip
_NEAR = 72  # of 100: below, names have little to do with each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Say what a name means: one place, several, or none and what comes near."""

    code: str = ""
    meanings: tuple[str, ...] = ()  # codes, where the name is that of several places
    nearest: tuple[str, ...] = ()  # names, where it is that of none
    clash: bool = False  # name and code are those of different places


class PlaceNames:
    """Find places by the names and codes that tables use."""

    def __init__(self, book: PlaceBook) -> None:
        self.book = book
        self._names: dict[str, set[str]] = {}
        self._codes: dict[str, str] = {}
        for alias in book.aliases:
            if alias.kind in ("iso2", "iso3"):
                self._codes[alias.alias] = alias.code
            elif alias.kind in _NAMES and book.place(alias.code).kind != "organisation":
                self._names.setdefault(fold_name(alias.alias), set()).add(alias.code)
        own: dict[str, set[str]] = {}
        for place in book.places():
            if place.kind != "organisation":
                own.setdefault(fold_name(place.name), set()).add(place.code)
                self._codes.setdefault(place.code, place.code)
        # In a column of countries Guinea is Guinea, though a question may mean another one.
        self._names |= own
        for name, target in _OTHER_NAMES.items():
            self._names[fold_name(name)] = {target}
        for code, target in _OTHER_CODES.items():
            if target in book:
                self._codes.setdefault(code, target)
        self._all = sorted(name for name in self._names if name.isascii() and len(name) > 2)

    def code(self, text: str) -> str:
        """Give the place of a code: ISO 3166 with two or three letters, or one of our own."""
        return self._codes.get(text.strip(), "")

    def name(self, text: str) -> tuple[str, ...]:
        """Give the places that a name may mean."""
        bare = _FOOTNOTES.sub("", text)
        for form in (text, bare, *_turned(bare)):
            if codes := self._names.get(fold_name(form)):
                return tuple(sorted(codes))
        return ()

    def holds(self, text: str) -> bool:
        """Tell whether a cell names a place."""
        return bool(text) and bool(self.name(text) or self.code(text))

    def find(self, name: str, code: str = "") -> Found:
        """Find the place of a row by its name and, where the table has one, its code."""
        by_code = self.code(code) if code else ""
        by_name = self.name(name) if name else ()
        if by_code and len(by_name) == 1 and by_name != (by_code,):
            return Found(meanings=(by_name[0], by_code), clash=True)
        if by_code:
            return Found(code=by_code)
        if len(by_name) == 1:
            return Found(code=by_name[0])
        if by_name:
            return Found(meanings=by_name)
        if not code and (by_code := self.code(name)):
            return Found(code=by_code)
        return Found(nearest=self._nearest(name))

    def _nearest(self, name: str) -> tuple[str, ...]:
        forms = dict.fromkeys((fold_name(name), fold_name(re.sub(r"\([^)]*\)", "", name))))
        found = [
            match
            for form in forms
            for match in process.extract(
                form, self._all, scorer=fuzz.ratio, limit=4, score_cutoff=_NEAR
            )
        ]
        codes = [code for match, _, _ in found for code in sorted(self._names[match])]
        return tuple(dict.fromkeys(self.book.place(code).name for code in codes))[:3]


@cache
def read_place_names() -> PlaceNames:
    """Give the finder over the shipped places, made once."""
    return PlaceNames(read_places())


def is_total(text: str) -> bool:
    """Tell a row of totals, which is neither a place nor safely the world.

    >>> is_total("Grand Total"), is_total("World")
    (True, False)
    """
    return fold_name(text) in _TOTALS


def fold_name(text: str) -> str:
    """Fold case, accents, punctuation and "the" away, and write "St" out.

    >>> fold_name("Côte d’Ivoire"), fold_name("The Bahamas"), fold_name("Bosnia & Herzegovina")
    ('cote d ivoire', 'bahamas', 'bosnia and herzegovina')
    """
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = ["saint" if word == "st" else word for word in re.sub(r"[\W_]+", " ", plain).split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def _turned(text: str) -> tuple[str, ...]:
    match = _INVERTED.match(text)
    return (f"{match[2]} {match[1]}",) if match else ()
