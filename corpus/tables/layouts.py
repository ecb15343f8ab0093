"""Layouts: where the names of the columns stand, and where the data begin."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import CorpusError
from corpus.tables.number_shapes import read_shape, shape_of
from corpus.tables.place_names import PlaceNames
from corpus.tables.times import read_time

__all__ = ["Layout", "column_names", "find_layout"]

_LOOKED_AT = 80  # rows in which the data must have begun
_HEADER_ROWS = 4  # rows that names may be spread over


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Say which rows hold the names of the columns; rows count from 1, blank ones not."""

    first: int  # 0: the columns have no names
    last: int
    names: tuple[str, ...]  # one a column, each different
    preamble: tuple[tuple[str, ...], ...] = ()  # the rows before
    n_named: int = 0  # columns up to the last one with a name: what follows should be empty


def find_layout(
    rows: Sequence[Sequence[str]], names: PlaceNames, *, header: tuple[int, int] = (0, 0)
) -> Layout:
    """Find the names of the columns; ``header`` says on which rows they are.

    Data begin with the first row that names a place in a column where later rows do too, or,
    where places are columns, below the row that names several.  Raises CorpusError where
    neither is found.
    """
    first, last = header
    if not last:
        first, last = _find(rows, names)
    if last > len(rows) or first > last:
        raise CorpusError(f"there are no rows {first} to {last} that could hold names of columns")
    if not last:
        width = max(map(len, rows))
        numbered = tuple(f"column {n + 1}" for n in range(width))
        return Layout(first=0, last=0, names=numbered, n_named=width)
    return Layout(
        first=first,
        last=last,
        names=column_names(rows[first - 1 : last]),
        preamble=tuple(tuple(row) for row in rows[: first - 1]),
        n_named=max(
            number + 1 for row in rows[first - 1 : last] for number, cell in enumerate(row) if cell
        ),
    )


def column_names(header: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Join names that are spread over rows; a merged cell reaches over the blank ones after it.

    >>> column_names([["", "2019", ""], ["Country", "Exports", "Imports"]])
    ('Country', '2019 Exports', '2019 Imports')
    """
    width = max(map(len, header))
    filled = []
    for number, row in enumerate(header):
        cells = list(row) + [""] * (width - len(row))
        if number < len(header) - 1:
            # A merged cell of the upper rows carries on, but not into the row's own margin.
            for column in range(1, width):
                below = any(other[column] for other in header[number + 1 :] if column < len(other))
                if not cells[column] and below and column > _first_filled(cells):
                    cells[column] = cells[column - 1]
        filled.append(cells)
    seen: dict[str, int] = {}
    joined = []
    for column in range(width):
        parts = [row[column] for row in filled if row[column]]
        name = " ".join(dict.fromkeys(" ".join(part.split()) for part in parts))
        name = name or f"column {column + 1}"
        seen[name] = seen.get(name, 0) + 1
        joined.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(joined)


def _first_filled(cells: Sequence[str]) -> int:
    return next((column for column, cell in enumerate(cells) if cell), len(cells))


def _find(rows: Sequence[Sequence[str]], names: PlaceNames) -> tuple[int, int]:
    sample = rows[:_LOOKED_AT]
    places = [[column for column, cell in enumerate(row) if names.holds(cell)] for row in sample]
    for number, row in enumerate(sample):
        several = len({names.find(row[column]).code for column in places[number]}) >= 2
        if several and not _has_numbers(row) and _years_below(sample[number + 1 :]):
            return _upwards(sample, number + 1)  # places are columns
        later = places[number + 1 : number + 12]
        again = any(column in found for column in places[number] for found in later)
        if again or (places[number] and number == len(sample) - 1):
            while number and _is_like(sample[number - 1], sample[number]):
                number -= 1  # rows about places that are not known are data too
            return _upwards(sample, number)
    begins = next((n for n, row in enumerate(sample) if _has_numbers(row) and n), 0)
    if begins and any(read_time(cell) for cell in sample[begins]):
        return _upwards(sample, begins)  # a table of one place: the mapping must say which
    # No place was known: let the first full row be the names, and the report say the rest.
    widest = max(sum(map(bool, row)) for row in sample)
    full = next(n for n, row in enumerate(sample) if sum(map(bool, row)) == widest)
    return full + 1, full + 1


def _is_like(above: Sequence[str], row: Sequence[str]) -> bool:
    """Tell a row of data from one of names: numbers stand where the next row has numbers."""
    columns = [column for column, cell in enumerate(row) if cell and _is_number(cell)]
    numbers = [above[column] for column in columns if _is_number(above[column])]
    if not columns or len(numbers) < len(columns) / 2:
        return False
    # Names may be years: then they go up, or those below are none.
    years = [found.year for found in map(read_time, numbers) if found is not None]
    if len(years) < len(numbers):
        return True
    going_up = len(years) > 1 and all(a < b for a, b in itertools.pairwise(years))
    return not going_up and all(read_time(row[column]) for column in columns)


def _is_number(cell: str) -> bool:
    return read_shape(shape_of(cell)).kind == "number"


def _years_below(rows: Sequence[Sequence[str]]) -> bool:
    found = [any(read_time(cell) for cell in row) for row in rows[:5]]
    return bool(found) and all(found)


def _has_numbers(row: Sequence[str]) -> bool:
    return any(_is_number(cell) for cell in row if cell)


def _upwards(rows: Sequence[Sequence[str]], begins: int) -> tuple[int, int]:
    """Give the rows of names above the first row of data, 1-based; (0, 0) where there are none."""
    if begins == 0:
        return 0, 0
    last = begins
    first = begins
    width = max(map(len, rows))
    while first > 1 and last - first + 1 < _HEADER_ROWS:
        below, above = rows[first - 1], rows[first - 2]
        n_above, n_below = sum(map(bool, above)), sum(map(bool, below))
        # Names stand above names where the lower ones leave gaps or repeat themselves.
        lower = [cell for cell in below if cell]
        gaps = n_below < width and any(a and not b for a, b in zip(above, below, strict=False))
        repeats = len(set(lower)) < len(lower)
        if n_above < 2 or not (gaps or repeats) or n_above < width * 0.3:
            break
        first -= 1
    return first, last
