"""Mappings: which column of a table is what, as a record and as TOML that can be edited."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping as Dictionary
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from corpus.errors import CorpusError

__all__ = [
    "HEADER",
    "KINDS",
    "LEAVE_OUT",
    "About",
    "Mapping",
    "MeasureEntry",
    "missing_parts",
    "read_mapping",
    "write_mapping",
]

HEADER = "(names of the columns)"  # where the years or places are
LEAVE_OUT = "leave out"
KINDS = ("count", "share", "rate", "money", "cumulative", "stock", "score", "rank")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Say where a table comes from, as citations of it will."""

    title: str = ""
    publisher: str = ""
    short: str = ""  # how a sentence names it: "according to ..."
    licence: str = ""
    url: str = ""
    date: str = ""
    release: str = ""
    definition: str = ""  # of what is counted, for all measures that have none of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    """Say what one series of a table counts."""

    name: str  # of the column, or the value of the indicator column; "" where it has no name
    label: str = ""  # a noun phrase for a sentence
    unit: str = ""
    kind: str = "count"
    concept: str = ""  # id of a concept it is to stand beside; "": one of its own
    definition: str = ""
    words: tuple[str, ...] = ()  # what else readers call it
    additive: bool = False  # may the values of countries be added up to that of a bloc
    direction: str = "higher"  # which end of it is the leader


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Say how a table is read.  Columns go by their names."""

    about: About = field(default_factory=About)
    shape: str = ""  # the maker's format, where it was recognised
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: tuple[int, int] = (0, 0)  # first and last row of names; blank rows do not count
    decimal: str = ""  # "." or ","; "": told from the values
    place: str = ""  # the column of names; HEADER: places are columns
    code: str = ""  # the column of codes
    fixed_place: str = ""  # code of the place that the whole table is about
    year: str = ""  # the column of years; HEADER: years are columns
    fixed_year: int = 0
    quarter: str = ""  # the column of quarters, where they stand beside the years
    indicator: str = ""  # the column that names what a row counts
    status: str = ""  # the column of flags: estimate, projected, complete ...
    split: str = ""  # a column whose values become measures of their own
    keep: Dictionary[str, str] = field(default_factory=dict)  # column → the only value to keep
    values: tuple[str, ...] = ()  # the columns that hold numbers
    places: Dictionary[str, str] = field(default_factory=dict)  # name → code, or LEAVE_OUT
    measures: tuple[MeasureEntry, ...] = ()


_GROUPS = {
    "file": ("shape", "sheet", "encoding", "delimiter", "header", "decimal"),
    "columns": (
        *("place", "code", "fixed_place", "year", "fixed_year", "quarter"),
        *("indicator", "status", "split", "keep", "values"),
    ),
}


def missing_parts(mapping: Mapping) -> list[str]:
    """Name what must be known before figures can be cited: publisher, licence, units."""
    parts = [
        f"the {name} (--{name})"
        for name in ("title", "publisher", "licence")
        if not getattr(mapping.about, name)
    ]
    without = [entry.label or entry.name for entry in mapping.measures if not entry.unit]
    if without:
        named = ", ".join(map(repr, without[:3])) + (" ..." if len(without) > 3 else "")
        parts.append(f"the unit of {named} (--unit)")
    return parts


def write_mapping(mapping: Mapping, file_name: str) -> str:
    """Write a mapping as TOML, to be edited and given back."""
    lines = [
        f"# How Onrecord reads {file_name}.  Change what is wrong, and add the file with:",
        f"# onrecord add figures {file_name} --mapping THIS_FILE",
        "",
        "[about]",
        *_lines(asdict(mapping.about)),
    ]
    for group, names in _GROUPS.items():
        lines += ["", f"[{group}]", *_lines({name: getattr(mapping, name) for name in names})]
    lines += ["", f'# names as they are written = "a place\'s code", or "{LEAVE_OUT}"', "[places]"]
    lines += _lines(mapping.places)
    for entry in mapping.measures:
        lines += ["", "[[measure]]", *_lines(asdict(entry))]
    return "\n".join(lines) + "\n"


def _lines(values: Dictionary[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_toml(value)}" for name, value in values.items()]


def _key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else _toml(name)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, Dictionary):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    # JSON's escapes are TOML's, but for DEL, which only TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def read_mapping(path: Path) -> Mapping:
    """Read a mapping from TOML.  Raises CorpusError naming the field that is wrong."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"the mapping {str(path)!r} cannot be read: {error}") from error
    allowed = {"about", "places", "measure", *_GROUPS}
    if unknown := sorted(set(found) - allowed):
        raise CorpusError(
            f"the mapping {path.name!r} has an unknown part {unknown[0]!r}; parts are "
            f"{sorted(allowed)!r}"
        )
    values: dict[str, Any] = {}
    for group in _GROUPS:
        part = found.get(group, {})
        if not isinstance(part, dict) or (wrong := sorted(set(part) - set(_GROUPS[group]))):
            named = wrong[0] if isinstance(part, dict) else part
            raise CorpusError(
                f"the mapping {path.name!r}, [{group}]: {named!r} is not known; fields are "
                f"{_GROUPS[group]!r}"
            )
        values |= part
    values["places"] = found.get("places", {})
    values["about"] = _record(About, found.get("about", {}), path.name, "[about]")
    entries = found.get("measure", [])
    if not isinstance(entries, list):
        raise CorpusError(f"the mapping {path.name!r}: write [[measure]] with two brackets")
    values["measures"] = tuple(
        _record(MeasureEntry, entry, path.name, f"[[measure]] {number}")
        for number, entry in enumerate(entries, start=1)
    )
    mapping: Mapping = _record(Mapping, values, path.name, "")
    for entry in mapping.measures:
        if entry.kind not in KINDS:
            raise CorpusError(
                f"the mapping {path.name!r}, measure {entry.name!r}: kind {entry.kind!r} is not "
                f"known; kinds are {KINDS!r}"
            )
    if mapping.decimal not in ("", ".", ","):
        raise CorpusError(f"the mapping {path.name!r}: decimal is {mapping.decimal!r}, not . or ,")
    return mapping


def _record(kind: Any, values: Any, file: str, part: str) -> Any:
    """Make a record of a table of TOML; each field must be of the type of its default."""
    where = f"the mapping {file!r}{', ' if part else ''}{part}"
    if not isinstance(values, dict):
        raise CorpusError(f"{where}: {values!r} is no table of fields")
    known = {item.name: item for item in fields(kind)}
    hints = get_type_hints(kind)
    if unknown := sorted(set(values) - set(known)):
        raise CorpusError(f"{where}: field {unknown[0]!r} is not known; fields are {list(known)!r}")
    made: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, list):
            value = tuple(value)
        if not _fits(value, hints[name]):
            raise CorpusError(f"{where}: field {name!r} is {value!r}, which is of another type")
        made[name] = value
    needed = [
        name
        for name, item in known.items()
        if item.default is MISSING and item.default_factory is MISSING and name not in made
    ]
    if needed:
        raise CorpusError(f"{where}: field {needed[0]!r} is missing")
    return kind(**made)


def _fits(value: Any, hint: Any) -> bool:
    if hint in (str, int, bool, About):
        return type(value) is hint
    if hint == tuple[int, int]:
        return isinstance(value, tuple) and len(value) == 2 and all(type(n) is int for n in value)
    if isinstance(value, tuple):
        return all(isinstance(item, (str, MeasureEntry)) for item in value)
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
