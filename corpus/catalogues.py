"""Catalogues: what the figures count, in whose words, and where they come from.

Two TOML files, written by hand: ``datasets.toml`` (a dataset an entry) and ``measures.toml``
(concepts, and the measures that try to measure them).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from corpus.errors import CorpusError

__all__ = [
    "Break",
    "Catalogue",
    "Concept",
    "Dataset",
    "Measure",
    "load_entries",
    "read_catalogue",
    "read_records",
    "shipped_figures",
]

REPORTED = "as_reported"

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Describe one table in one release."""

    id: str
    title: str
    publisher: str
    short: str  # how a sentence names it: "according to the NSF"
    source: str = ""  # id of the document that describes it
    release: str
    date: str
    url: str = ""
    licence: str
    definition: str
    credit: str
    how: str  # how it got here, with provenance
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Name an idea that several measures try to measure."""

    id: str
    label: str
    unit: str
    words: tuple[str, ...]  # what readers call it, lower case
    order: tuple[str, ...]  # its measures, the preferred first


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Mark a year in which a series changes for reasons other than its subject."""

    year: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Say what is counted, how, in which unit, from which dataset."""

    id: str
    concept: str
    dataset: str
    view: str = ""  # the view that holds it: its own, or "as_reported"
    label: str  # noun phrase for a sentence
    long: str = ""  # the label with counting and source
    unit: str
    one: str  # the unit in the singular
    kind: Literal["count", "share", "rate", "money", "cumulative", "stock", "score", "rank"]
    counting: Literal["whole", "fractional", ""] = ""
    grain: Literal["year", "quarter", "span", "none"] = "year"
    dimensions: tuple[str, ...] = ()  # beside place and period: "topic"
    additive: bool = False  # may the values of a bloc's members be summed
    definition: str
    caveats: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # what readers call this measure and no other
    incomplete: tuple[int, ...] = ()  # years known to be incomplete
    breaks: tuple[Break, ...] = ()
    numerator: str = ""  # measures that a ratio is made of
    denominator: str = ""
    formula: str = ""
    direction: Literal["higher", "lower", ""] = "higher"  # which end of it is the leader
    decimals: int = 0  # how its values are printed
    counted: str = ""  # verb for sentences: "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Hold the datasets, concepts and measures, and find them by id."""

    datasets: tuple[Dataset, ...]
    concepts: tuple[Concept, ...]
    measures: tuple[Measure, ...]
    _datasets: Mapping[str, Dataset] = field(init=False, repr=False, compare=False)
    _concepts: Mapping[str, Concept] = field(init=False, repr=False, compare=False)
    _measures: Mapping[str, Measure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries by id."""
        object.__setattr__(self, "_datasets", {entry.id: entry for entry in self.datasets})
        object.__setattr__(self, "_concepts", {entry.id: entry for entry in self.concepts})
        object.__setattr__(self, "_measures", {entry.id: entry for entry in self.measures})

    def dataset(self, id: str) -> Dataset:
        """Return the dataset of this id; CorpusError when there is none."""
        return _find(self._datasets, id, "dataset", "datasets.toml")

    def concept(self, id: str) -> Concept:
        """Return the concept of this id; CorpusError when there is none."""
        return _find(self._concepts, id, "concept", "measures.toml")

    def measure(self, id: str) -> Measure:
        """Return the measure of this id; CorpusError when there is none."""
        return _find(self._measures, id, "measure", "measures.toml")

    def measures_of(self, concept: str) -> tuple[Measure, ...]:
        """Return the measures of a concept, the preferred first."""
        return tuple(self._measures[id] for id in self.concept(concept).order)


def _find(entries: Mapping[str, _Record], id: str, kind: str, file: str) -> _Record:
    try:
        return entries[id]
    except KeyError:
        raise CorpusError(f"there is no {kind} {id!r}; add it to {file} or name another") from None


def shipped_figures() -> Path:
    """Return the folder of the shipped tables and catalogues."""
    return Path(__file__).parent / "figures"


def read_catalogue(folder: Path | None = None) -> Catalogue:
    """Read datasets.toml and measures.toml; the shipped ones are read once.

    Raises CorpusError naming the file, the entry and the field.
    """
    return _shipped() if folder is None else _read(folder)


@cache
def _shipped() -> Catalogue:
    return _read(shipped_figures())


def _read(folder: Path) -> Catalogue:
    datasets = load_entries(folder / "datasets.toml", {"dataset"})
    measures = load_entries(folder / "measures.toml", {"concept", "measure"})
    return _checked(
        Catalogue(
            datasets=read_records(Dataset, datasets.get("dataset", []), "datasets.toml"),
            concepts=read_records(Concept, measures.get("concept", []), "measures.toml"),
            measures=read_records(
                Measure, map(_filled, measures.get("measure", [])), "measures.toml"
            ),
        )
    )


def load_entries(path: Path, allowed: set[str]) -> dict[str, list[dict[str, object]]]:
    """Read a catalogue's entries by kind; CorpusError names the file and what is unknown."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"catalogue {path.name!r} cannot be read: {error}") from error
    if unknown := sorted(set(found) - allowed):
        raise CorpusError(
            f"catalogue {path.name!r} has unknown entries {unknown!r}; allowed: {sorted(allowed)}"
        )
    return found


def _filled(entry: dict[str, object]) -> dict[str, object]:
    """Fill in what follows from other fields: the view and the long label."""
    view = REPORTED if entry.get("dataset") == REPORTED else entry.get("id", "")
    return {"view": view, "long": entry.get("label", ""), **entry}


def read_records(
    kind: type[_Record], entries: Iterable[dict[str, object]], file: str
) -> tuple[_Record, ...]:
    """Make records of a catalogue's entries; CorpusError names the entry and the field."""
    records: dict[object, _Record] = {}
    name = kind.__name__.lower()
    for number, entry in enumerate(entries, start=1):
        id = entry.get("id", f"number {number}")
        if id in records:
            raise CorpusError(f"{file}: {name} {id!r} stands there twice")
        try:
            records[id] = _record(kind, entry)
        except _WrongField as error:
            raise CorpusError(f"{file}: {name} {id!r}, {error}") from error
    return tuple(records.values())


class _WrongField(ValueError):
    """Say which field of an entry is wrong; the caller knows the entry and the file."""


@cache
def _shape(kind: type) -> dict[str, tuple[object, bool]]:
    """Give each field's type, and whether it may be left out."""
    hints = get_type_hints(kind)
    return {part.name: (hints[part.name], part.default is not MISSING) for part in fields(kind)}


def _record(kind: Any, entry: Mapping[str, object]) -> Any:
    # By hand and not by pydantic: its validators for these four records take longer to build
    # than the rest of a cold start's reading of the catalogue.
    shape = _shape(kind)
    if unknown := sorted(set(entry) - set(shape)):
        raise _WrongField(f"field {unknown[0]!r} is not known; fields are {sorted(shape)}")
    for name, (_, optional) in shape.items():
        if name not in entry and not optional:
            raise _WrongField(f"field {name!r} is missing")
    return kind(**{name: _value(name, shape[name][0], value) for name, value in entry.items()})


def _value(name: str, hint: Any, value: object) -> object:
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_value(name, get_args(hint)[0], item) for item in value)
    if get_origin(hint) is Literal:
        if value in get_args(hint):
            return value
        raise _WrongField(f"field {name!r} is {value!r}; allowed: {', '.join(get_args(hint))}")
    if is_dataclass(hint) and isinstance(value, dict):
        return _record(hint, value)
    if hint in (str, int, bool) and type(value) is hint:
        return value
    raise _WrongField(f"field {name!r} is {value!r}, which is of another type than wanted")


def _checked(catalogue: Catalogue) -> Catalogue:
    """Raise CorpusError when an entry names another that is not there."""
    for measure in catalogue.measures:
        catalogue.dataset(measure.dataset)
        concept = catalogue.concept(measure.concept)
        if measure.id not in concept.order:
            raise CorpusError(
                f"measures.toml: concept {concept.id!r}, field 'order': add {measure.id!r} to it"
            )
        parts = (measure.numerator, measure.denominator, measure.formula)
        if any(parts) != all(parts):
            raise CorpusError(
                f"measures.toml: measure {measure.id!r}: a ratio needs numerator, denominator "
                f"and formula, it has {parts!r}"
            )
        for part in filter(None, (measure.numerator, measure.denominator)):
            catalogue.measure(part)
    for concept in catalogue.concepts:
        for id in concept.order:
            if catalogue.measure(id).concept != concept.id:
                raise CorpusError(
                    f"measures.toml: concept {concept.id!r}, field 'order': {id!r} belongs to "
                    f"{catalogue.measure(id).concept!r}"
                )
    return catalogue
