"""Places: countries, territories, blocs, regions and organisations, with all their names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from corpus.errors import CorpusError
from corpus.place_sums import name_sum, read_sum

__all__ = [
    "Alias",
    "AliasKind",
    "Membership",
    "Place",
    "PlaceBook",
    "PlaceKind",
    "read_places",
    "shipped_places",
]

PlaceKind = Literal["country", "territory", "bloc", "region", "world", "group", "organisation"]
AliasKind = Literal[
    "name", "formal", "iso2", "iso3", "demonym", "manual", "metonym", "part of", "ambiguous",
    "bloc", "region",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Name what a value is about."""

    code: str  # ISO 3166 alpha-3 for countries, our own words for the rest: "NLD", "EU27"
    name: str
    sentence: str  # the name inside a sentence: "the Netherlands"
    kind: PlaceKind
    iso2: str = ""
    region: str = ""  # code of the continent
    subregion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Give one more name of a place; an ambiguous name has an alias a place it may mean."""

    alias: str
    code: str
    kind: AliasKind
    lang: str = "en"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Say that a place belongs to a bloc, from a year on, until another year."""

    bloc: str
    place: str
    since: int | None = None
    until: int | None = None  # the first year in which it no longer belongs

    def holds(self, year: int | None) -> bool:
        """Tell whether it holds in a year; None asks about today."""
        if year is None:
            return self.until is None
        return (self.since is None or self.since <= year) and (
            self.until is None or self.until > year
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceBook:
    """Hold every place, its names and the members of blocs and regions."""

    aliases: tuple[Alias, ...]
    memberships: tuple[Membership, ...]
    _places: Mapping[str, Place] = field(repr=False)
    _members: Mapping[str, tuple[Membership, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the memberships by bloc."""
        blocs: dict[str, list[Membership]] = {}
        for membership in self.memberships:
            blocs.setdefault(membership.bloc, []).append(membership)
        object.__setattr__(self, "_members", {bloc: tuple(m) for bloc, m in blocs.items()})

    def __contains__(self, code: object) -> bool:
        """Tell whether there is a place of this code, or whether it adds such places up."""
        if code in self._places:
            return True
        total = read_sum(code) if isinstance(code, str) else None
        return total is not None and {*total.plus, *total.minus} <= self._places.keys()

    def places(self) -> tuple[Place, ...]:
        """Return every place, in the order of the file."""
        return tuple(self._places.values())

    def place(self, code: str) -> Place:
        """Return the place of this code, or of a sum of codes; CorpusError when there is none."""
        try:
            return self._places[code]
        except KeyError:
            if (total := read_sum(code)) and {*total.plus, *total.minus} <= self._places.keys():
                named = name_sum(total, lambda part: self._places[part].sentence)
                title = name_sum(total, lambda part: self._places[part].name)
                return Place(code=code, name=title, sentence=named, kind="group")
            raise CorpusError(
                f"there is no place {code!r}; the codes are in corpus/places/places.csv"
            ) from None

    def members(self, bloc: str, year: int | None = None) -> tuple[str, ...]:
        """Return the codes of a bloc's members in a year, or today's; empty for a country.

        >>> read_places().members("BENELUX")
        ('BEL', 'NLD', 'LUX')
        """
        return tuple(m.place for m in self._members.get(bloc, ()) if m.holds(year))

    def blocs_of(self, place: str, year: int | None = None) -> tuple[str, ...]:
        """Return the blocs and regions that a place belongs to."""
        return tuple(m.bloc for m in self.memberships if m.place == place and m.holds(year))


def shipped_places() -> Path:
    """Return the folder of the shipped place files."""
    return Path(__file__).parent / "places"


def read_places(folder: Path | None = None) -> PlaceBook:
    """Read places.csv, aliases.csv and members.csv; the shipped ones are read once.

    Raises CorpusError naming the file, the line and the value.
    """
    return _shipped() if folder is None else _read(folder)


@cache
def _shipped() -> PlaceBook:
    return _read(shipped_places())


def _read(folder: Path) -> PlaceBook:
    places: dict[str, Place] = {}
    for line, row in _rows(folder / "places.csv"):
        if row["kind"] not in get_args(PlaceKind):
            raise CorpusError(f"places.csv, line {line}: kind {row['kind']!r} is not known")
        if row["code"] in places:
            raise CorpusError(f"places.csv, line {line}: code {row['code']!r} stands there twice")
        places[row["code"]] = Place(**row)  # type: ignore[arg-type]
    aliases = []
    for line, row in _rows(folder / "aliases.csv"):
        if row["kind"] not in get_args(AliasKind):
            raise CorpusError(f"aliases.csv, line {line}: kind {row['kind']!r} is not known")
        if row["code"] not in places:
            raise CorpusError(f"aliases.csv, line {line}: no place {row['code']!r} in places.csv")
        aliases.append(Alias(**row))  # type: ignore[arg-type]
    memberships = []
    for line, row in _rows(folder / "members.csv"):
        if not {row["bloc"], row["place"]} <= places.keys():
            raise CorpusError(
                f"members.csv, line {line}: no place {row['bloc']!r} or {row['place']!r}"
            )
        try:
            since, until = (int(year) if year else None for year in (row["from"], row["to"]))
        except ValueError as error:
            raise CorpusError(
                f"members.csv, line {line}: {error}; years are whole numbers"
            ) from error
        memberships.append(
            Membership(bloc=row["bloc"], place=row["place"], since=since, until=until)
        )
    return PlaceBook(aliases=tuple(aliases), memberships=tuple(memberships), _places=places)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from enumerate(csv.DictReader(file), start=2)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(f"place file {path.name!r} cannot be read: {error}") from error
