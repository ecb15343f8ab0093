"""Guesses: the mapping that a file suggests, to be shown and confirmed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.tables.labels import measure_entry, plain_text
from corpus.tables.layouts import Layout, find_layout
from corpus.tables.mappings import HEADER, About, Mapping, MeasureEntry
from corpus.tables.number_shapes import read_shape, shape_of
from corpus.tables.open_table import TableFile
from corpus.tables.place_names import PlaceNames
from corpus.tables.shapes import Shape, recognise
from corpus.tables.times import read_time, year_in_header

__all__ = ["Distinct", "complete_mapping", "guess_mapping", "series_name"]

_MOST = 0.6  # part of a column's cells that must fit
_STATUS = re.compile(r"^(?:obs_)?(?:status|flags?|complete|footnotes?|note|remark)$", re.IGNORECASE)
_NO_FIGURES = re.compile(
    r"\b(?:id|rank|iso\w*|fips|m49|code|codes|latitude|longitude|population rank)\b", re.IGNORECASE
)
_INDICATORS = re.compile(r"\b(?:indicator|series|variable|measure|item|metric|subject)\b", re.I)
# Names of columns that say how something is counted, not what: amounts that add up.
_ONLY_UNIT = re.compile(
    r"(?:(?:thousand|million|billion|metric|1000)[ _])*"
    r"(?:tonn?es?|tons|kgs?|kilogram(?:me)?s?|grams|lit(?:re|er)s|hectolit(?:re|er)s|gallons|"
    r"barrels|bushels|bags|head|hectares|acres|(?:square[ _])?(?:kilomet(?:re|er)s|miles)|km2?|"
    r"[kmgt]wh|[kmg]w|(?:kilo|mega|giga|tera)watts?(?:[ _-]?hours?)?|hours|units|pieces)",
    re.IGNORECASE,
)
_FEW = 60  # values of a column that may name measures
_PLACES = re.compile(
    r"\b(?:country|countries|entity|nation|place|location|economy|geo|territory|land|pays|país)\b"
    r"|^reference area$|^ref_area$",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"^(?:quarter|qtr|q)$", re.IGNORECASE)
_QUARTERS = frozenset("1 2 3 4 Q1 Q2 Q3 Q4 q1 q2 q3 q4".split())

Distinct = Callable[[int], set[str]]


@dataclass(frozen=True, slots=True)
class _Column:
    """Hold what one column of the first rows looks like."""

    name: str
    cells: list[str]  # those that are not empty
    places: float  # parts of the cells
    codes: float
    times: float
    numbers: float

    @property
    def distinct(self) -> set[str]:
        return set(self.cells)


def guess_mapping(
    table: TableFile,
    names: PlaceNames,
    *,
    start: Mapping | None = None,
    distinct: Distinct | None = None,
) -> Mapping:
    """Guess which columns are place, year, values, unit and status.

    ``start`` holds what is known: its fields stand, the others are guessed.  ``distinct`` gives
    the values of a column in the whole file, where the table holds only its first rows.
    """
    start = start or Mapping()
    layout = find_layout(table.head, names, header=start.header)
    shape = recognise(layout, table.head) or Shape(mapping=Mapping())
    known = _merged(start, shape.mapping)
    columns = list(_columns(layout, table.head, names))
    known = _place_and_year(known, columns, shape.aside, names)
    known = _values(known, columns, shape.aside, whole=distinct is None)
    if distinct is not None:
        for number, column in enumerate(columns):
            if column.name in (known.indicator, known.split):
                above = {row[number] for row in table.head[: layout.last]}
                column.cells[:] = sorted(distinct(number) - above - {""} | column.distinct)
    known = replace(
        known,
        sheet=table.sheet,
        encoding=table.encoding,
        delimiter=table.delimiter if table.kind == "text" else "",
        header=(layout.first, layout.last),
        about=_about(known.about, table, layout),
    )
    return replace(known, measures=_measures(known, start, columns, shape))


def complete_mapping(mapping: Mapping) -> Mapping:
    """Fill in what follows from other fields: labels, and how sentences name the source."""
    about = mapping.about
    about = replace(
        about,
        **{name: plain_text(str(getattr(about, name))) for name in about.__slots__},
    )
    about = replace(about, short=about.short or about.publisher)
    measures = tuple(
        replace(
            entry,
            label=plain_text(entry.label) or measure_entry(entry.name, title=about.title).label,
            unit="percent" if entry.unit.strip() == "%" else plain_text(entry.unit),
            definition=plain_text(entry.definition),
            words=tuple(filter(None, map(plain_text, entry.words))),
        )
        for entry in mapping.measures
    )
    return replace(mapping, about=about, measures=measures)


def series_name(mapping: Mapping, column: str) -> str:
    """Give the name of the measure that a column of values belongs to, "" for the only one."""
    if mapping.place == HEADER:
        return ""
    if mapping.year == HEADER and (found := year_in_header(column)) is not None:
        return found[0]
    return column


def _merged(first: Mapping, second: Mapping) -> Mapping:
    """Take each field from the first mapping that sets it."""
    empty = Mapping()
    chosen = {
        name: getattr(first, name)
        for name in Mapping.__slots__
        if name != "about" and getattr(first, name) != getattr(empty, name)
    }
    about = {
        name: getattr(first.about, name) or getattr(second.about, name) for name in About.__slots__
    }
    return replace(second, about=About(**about), **chosen)


def _columns(layout: Layout, rows: Sequence[Sequence[str]], names: PlaceNames) -> Iterator[_Column]:
    body = rows[layout.last :]
    for number, name in enumerate(layout.names):
        cells = [row[number] for row in body if number < len(row) and row[number]]
        counted = Counter(cells)
        total = max(len(cells), 1)

        def part(holds: object, counted: Counter[str] = counted, total: int = total) -> float:
            assert callable(holds)
            return sum(count for cell, count in counted.items() if holds(cell)) / total

        yield _Column(
            name,
            cells,
            part(lambda cell: bool(names.name(cell))),
            part(lambda cell: bool(names.code(cell))),
            part(lambda cell: read_time(cell) is not None),
            part(lambda cell: read_shape(shape_of(cell)).kind != "bad"),
        )


def _place_and_year(
    known: Mapping, columns: Sequence[_Column], aside: Sequence[str], names: PlaceNames
) -> Mapping:
    place, code, year = known.place, known.code, known.year
    headers = [column.name for column in columns if names.name(column.name)]
    if not place and not known.fixed_place:
        named = [c for c in columns if c.cells and c.places >= 0.3 and c.name not in aside]
        if named:
            # Of several columns of places, the fullest: the first of a pair.
            place = max(named, key=lambda c: (round(c.places, 1), -columns.index(c))).name
        elif len(headers) >= 2:
            place = HEADER
        else:  # a column that says so, though none of its places is known
            place = next((c.name for c in columns if c.cells and _PLACES.search(c.name)), "")
    if not code:
        coded = [c for c in columns if c.cells and c.codes >= 0.5 and c.name != place]
        code = coded[0].name if coded and place != HEADER else ""
    if not place and not known.fixed_place and code:
        place, code = code, ""
    if not year and not known.fixed_year:
        dated = [
            c for c in columns
            if c.cells and c.times >= 0.9 and c.name not in (place, code, *aside)
        ]  # fmt: skip
        said = [c for c in dated if re.search(r"year|date|time|period|quarter|jahr", c.name, re.I)]
        in_header = any(year_in_header(c.name) for c in columns)
        # Values may look like years: names that hold years say more than such cells.
        if said or (dated and not in_header):
            year = (said or dated)[0].name
        elif in_header:
            year = HEADER
    quarter = known.quarter or next(
        (c.name for c in columns if c.cells and _QUARTER.match(c.name) and c.distinct <= _QUARTERS),
        "",
    )
    return replace(known, place=place, code=code, year=year, quarter=quarter)


def _values(
    known: Mapping, columns: Sequence[_Column], aside: Sequence[str], *, whole: bool
) -> Mapping:
    taken = {known.place, known.code, known.year, known.indicator, known.status, known.split}
    taken |= {*aside, *known.keep, known.quarter}
    free = [column for column in columns if column.cells and column.name not in taken]
    status = known.status or next((c.name for c in free if _STATUS.match(c.name)), "")
    free = [column for column in free if column.name != status]
    indicator, values = known.indicator, known.values
    if not values:
        numeric = [
            c for c in free
            if c.numbers >= _MOST and any(read_shape(shape_of(x)).kind == "number" for x in c.cells)
        ]  # fmt: skip
        if known.year == HEADER:
            numeric = [c for c in numeric if year_in_header(c.name)]
        figures = [
            c for c in numeric
            if not _NO_FIGURES.search(c.name.replace("_", " ")) and not _is_time(c)
        ]  # fmt: skip
        values = tuple(c.name for c in figures or numeric)
    texts = [
        c for c in free
        if c.name not in values and c.numbers < _MOST
        and (1 if whole else 0) < len(c.distinct) <= _FEW
    ]  # fmt: skip
    if not indicator and not known.split:
        said = [c for c in texts if _INDICATORS.search(c.name)]
        indicator = said[0].name if said else ""
    return replace(known, status=status, indicator=indicator, values=values)


def _is_time(column: _Column) -> bool:
    return column.times >= 0.9 and bool(re.search(r"year|date", column.name, re.IGNORECASE))


def _about(about: About, table: TableFile, layout: Layout) -> About:
    """Guess the title from the line above the table, or from the file's name."""
    title = about.title
    if not title:
        lines = [[cell for cell in row if cell] for row in layout.preamble]
        alone = [line[0] for line in lines if len(line) == 1 and len(line[0]) < 120]
        alone = [line for line in alone if not line.startswith("About the data:")]
        title = alone[0] if alone else re.sub(r"[_-]+", " ", Path(table.name).stem)
    return replace(about, title=plain_text(title), short=about.short or about.publisher)


def _measures(
    known: Mapping, start: Mapping, columns: Sequence[_Column], shape: Shape
) -> tuple[MeasureEntry, ...]:
    """Guess what is counted: one entry for each series that the first rows show."""
    if start.measures:
        return start.measures
    by_name = {column.name: column for column in columns}
    found: dict[str, MeasureEntry] = {}
    parts = sorted(by_name[known.split].distinct) if known.split in by_name else [""]
    for value in known.values:
        cells = by_name[value].cells if value in by_name else []
        percent = bool(cells) and sum("%" in cell for cell in cells) > len(cells) / 2
        if known.indicator in by_name:
            series = sorted(by_name[known.indicator].distinct)
        else:
            series = [series_name(known, value)]
        for name in series:
            for part in parts:
                full = f"{name}: {part}" if part else name
                entry = measure_entry(full, percent=percent, title=known.about.title)
                if value in shape.labels:
                    entry = _labelled(entry, *shape.labels[value], part)
                found.setdefault(full, entry)
    entries = tuple(found.values())
    if len(entries) == 1 and re.fullmatch(
        r"(?:obs_?)?(?:values?|amount|count|number|total|figures?|data)?",
        entries[0].name,
        re.IGNORECASE,
    ):
        # "Value" says nothing: the title does.
        titled = measure_entry("", title=known.about.title)
        entries = (replace(titled, name=entries[0].name, unit=titled.unit or entries[0].unit),)
    elif len(entries) == 1 and _ONLY_UNIT.fullmatch(entries[0].name) and known.about.title:
        # "Tonnes" says how it is counted, not of what: the title does.
        titled = measure_entry("", title=known.about.title)
        unit = plain_text(entries[0].name.replace("_", " ").strip())
        words = (*titled.words, f"{unit} of {titled.label}")
        entries = (replace(titled, name=entries[0].name, unit=unit, words=words, additive=True),)
    return entries


def _labelled(entry: MeasureEntry, label: str, unit: str, part: str) -> MeasureEntry:
    label = f"{label} in {part}" if part else label
    kind = "money" if "$" in unit else "count"
    return replace(entry, label=label, unit=unit, kind=kind, words=(label.lower(),), additive=False)
