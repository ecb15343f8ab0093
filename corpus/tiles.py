"""Tiles: where each country stands on a map of equal squares.

The layout in places/tiles.csv is our own work: neighbours touch where they can, and the shape
of the continents is kept roughly.  Columns count from the west and rows from the north, both
from 0.  A place that has no tile is listed there with the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from corpus.errors import CorpusError

__all__ = ["Tile", "TileBook", "read_tiles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Place one square."""

    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TileBook:
    """Hold every tile by the code of its place, and why a place has none."""

    tiles: Mapping[str, Tile]
    left_out: Mapping[str, str]  # code → reason


def read_tiles(path: Path | None = None) -> TileBook:
    """Read the layout; the shipped one is read once.

    Raises CorpusError naming the line where a place stands twice, two places share a square,
    or a place has neither a square nor a reason.
    """
    return _shipped() if path is None else _read(path)


@cache
def _shipped() -> TileBook:
    return _read(Path(__file__).parent / "places" / "tiles.csv")


def _read(path: Path) -> TileBook:
    tiles: dict[str, Tile] = {}
    left_out: dict[str, str] = {}
    taken: dict[Tile, str] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(f"place file {path.name!r} cannot be read: {error}") from error
    for line, row in enumerate(rows, start=2):
        code = row["code"]
        if code in tiles or code in left_out:
            raise CorpusError(f"{path.name}, line {line}: code {code!r} stands there twice")
        if row["left_out"]:
            left_out[code] = row["left_out"]
            continue
        try:
            tile = Tile(column=int(row["column"]), row=int(row["row"]))
        except ValueError as error:
            raise CorpusError(
                f"{path.name}, line {line}: {code!r} needs a column and a row, or a reason in "
                "left_out"
            ) from error
        if tile in taken:
            raise CorpusError(f"{path.name}, line {line}: {code!r} is put onto {taken[tile]!r}")
        tiles[code], taken[tile] = tile, code
    return TileBook(tiles=MappingProxyType(tiles), left_out=MappingProxyType(left_out))
