"""Tiles: every country has a square of its own on the map, or a reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.places import read_places
from corpus.tiles import Tile, read_tiles


def test_no_two_places_share_a_square() -> None:
    tiles = read_tiles().tiles
    assert len(tiles) == len(set(tiles.values()))


def test_every_country_and_territory_has_a_square_or_a_reason() -> None:
    book = read_tiles()
    places = {p.code for p in read_places().places() if p.kind in ("country", "territory")}
    assert places == book.tiles.keys() | book.left_out.keys()
    assert not book.tiles.keys() & book.left_out.keys()


def test_only_a_country_that_ended_is_left_out_of_the_countries() -> None:
    book = read_places()
    countries = {c for c in read_tiles().left_out if book.place(c).kind == "country"}
    assert {"SCG"} == countries


# What anyone knows of the map: who lies west of whom, and who north of whom.
WEST_TO_EAST = ("PRT", "ITA", "TUR", "IRN", "CHN", "JPN")
NORTH_TO_SOUTH = ("NOR", "DEU", "ITA", "TUN", "NGA", "AGO", "ZAF")


@pytest.mark.parametrize(
    ("order", "way"), [(WEST_TO_EAST, "column"), (NORTH_TO_SOUTH, "row")], ids=["east", "south"]
)
def test_places_lie_where_a_reader_looks_for_them(order: tuple[str, ...], way: str) -> None:
    at = [getattr(read_tiles().tiles[code], way) for code in order]
    assert sorted(set(at)) == at


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("USA", "CAN"), ("DEU", "POL"), ("CHN", "PRK"), ("IND", "BGD"), ("KEN", "TZA"),
        ("COL", "VEN"), ("NOR", "SWE"), ("DZA", "TUN"), ("SAU", "YEM"), ("FRA", "BEL"),
    ],
)  # fmt: skip
def test_neighbours_touch(one: str, other: str) -> None:
    a, b = read_tiles().tiles[one], read_tiles().tiles[other]
    assert max(abs(a.column - b.column), abs(a.row - b.row)) == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["FRA,1,1,", "DEU,1,1,"], "line 3: 'DEU' is put onto 'FRA'"),
        (["FRA,1,1,", "FRA,2,1,"], "line 3: code 'FRA' stands there twice"),
        (["FRA,,,"], "line 2: 'FRA' needs a column and a row"),
    ],
    ids=["shared", "twice", "nowhere"],
)
def test_a_layout_with_a_fault_is_refused(tmp_path: Path, lines: list[str], said: str) -> None:
    path = tmp_path / "tiles.csv"
    path.write_text("\n".join(["code,column,row,left_out", *lines]), "utf-8")
    with pytest.raises(CorpusError, match=said):
        read_tiles(path)


def test_a_layout_gives_squares_and_reasons(tmp_path: Path) -> None:
    path = tmp_path / "tiles.csv"
    path.write_text("code,column,row,left_out\nFRA,4,2,\nATA,,,ice\n", "utf-8")
    book = read_tiles(path)
    assert ({"FRA": Tile(column=4, row=2)}, {"ATA": "ice"}) == (book.tiles, book.left_out)
