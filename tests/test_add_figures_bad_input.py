"""A table that cannot be read is refused with the rows concerned, and nothing is changed."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogues import read_catalogue
from corpus.errors import CorpusError
from corpus.settings import Settings
from corpus.tables.mappings import Mapping
from index.load_figures import FiguresRefused, Loaded, load_figures
from index.preview_figures import preview_figures

pytestmark = pytest.mark.slow  # tables are read and refused, one after the other

HEADER = "Country,Year,Tea\n"


@pytest.fixture
def add(tmp_path: Path, settings_for: Callable[..., Settings]) -> Callable[..., Loaded]:
    """Give a function that writes a file, guesses its mapping, and loads it into a layer."""
    settings = settings_for(tmp_path / "home")

    def added(
        content: str | bytes, name: str = "tea.csv", *, unit: str = "tonnes", **known: Any
    ) -> Loaded:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        mapping = preview_figures(path, start=Mapping(**known)).mapping
        about = replace(mapping.about, title="Tea", publisher="Desk", licence="unknown")
        entries = tuple(replace(entry, unit=entry.unit or unit) for entry in mapping.measures)
        mapping = replace(mapping, about=about, measures=entries)
        return load_figures(settings, path, mapping, catalogue=read_catalogue(), layer="desk")

    return added


def values(tmp_path: Path, loaded: Loaded) -> list[tuple[Any, ...]]:
    """Read what was kept: place, year, value, status."""
    import duckdb

    path = tmp_path / "home" / "stores" / "desk" / "figures" / loaded.added.file
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            "SELECT place, year, value, status FROM figures ORDER BY ALL"
        ).fetchall()


# -- how files are written -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("cp1252", b""),
        ("mac_roman", b""),
    ],
)
def test_any_usual_encoding_is_read(
    add: Callable[..., Loaded], tmp_path: Path, encoding: str, mark: bytes
) -> None:
    text = f"{HEADER}Côte d’Ivoire,2020,1\nSão Tomé and Príncipe,2020,2\nTürkiye,2020,3\n" * 1
    loaded = add(mark + text.replace("’", "'").encode(encoding))

    assert ["CIV", "STP", "TUR"] == [row[0] for row in values(tmp_path, loaded)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found(
    add: Callable[..., Loaded], tmp_path: Path, delimiter: str
) -> None:
    text = f"{HEADER}France,2020,10\nGreece,2020,20\n".replace(",", delimiter)

    assert [10.0, 20.0] == [row[2] for row in values(tmp_path, add(text))]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (['"1,234"', '"1,234,567"'], [1234.0, 1234567.0]),
        (['"1.234,5"', '"2,5"'], [1234.5, 2.5]),
        (["1 234", "12 345"], [1234.0, 12345.0]),
        (["1\u202f234", "5"], [1234.0, 5.0]),
        (["1'234", "1’234’567"], [1234.0, 1234567.0]),
        (['"12,34,567"', "5"], [1234567.0, 5.0]),
        (["0.123", "1.234"], [0.123, 1.234]),
        (["1.5e3", "-2"], [1500.0, -2.0]),
        (["−5", "US$ 7"], [-5.0, 7.0]),
        (["1.5 million", "2bn"], [1.5e6, 2e9]),
        (["7*", "8 [2]"], [7.0, 8.0]),
        (["9¹", "10 (1)"], [9.0, 10.0]),
        (['"1,5"', "2.5"], [1.5, 2.5]),
    ],
)
def test_numbers_are_read_as_they_are_meant(
    add: Callable[..., Loaded], tmp_path: Path, cells: list[str], expected: list[float]
) -> None:
    text = f"{HEADER}France,2020,{cells[0]}\nGreece,2020,{cells[1]}\n"

    assert expected == [row[2] for row in values(tmp_path, add(text))]


def test_a_mark_that_may_be_either_is_refused_until_it_is_said(
    add: Callable[..., Loaded], tmp_path: Path
) -> None:
    text = f"{HEADER.replace(',', ';')}France;2020;1,234\nGreece;2020;5,678\n"

    with pytest.raises(FiguresRefused, match=r"--decimal.*2 rows.*line 2"):
        add(text)
    assert [1.234, 5.678] == [row[2] for row in values(tmp_path, add(text, decimal=","))]


def test_a_few_odd_cells_do_not_decide_over_thousands(add: Callable[..., Loaded]) -> None:
    rows = "".join(f'France,{year},"1,{year % 900 + 100}"\n' for year in range(1900, 2000))

    with pytest.raises(FiguresRefused, match="--decimal"):
        add(f'{HEADER}{rows}Greece,2020,"1,5"\n')


def test_what_is_no_data_is_left_out_and_said(add: Callable[..., Loaded]) -> None:
    loaded = add(f"{HEADER}France,2020,..\nFrance,2021,n/a\nFrance,2022,5\nGreece,2022,-\n")

    assert 1 == loaded.added.n_values
    assert any("3 cells" in note and "“..”" in note for note in loaded.report.notes)


def test_hedges_and_flags_become_a_status(add: Callable[..., Loaded], tmp_path: Path) -> None:
    loaded = add(f"{HEADER}France,2020,<0.5\nFrance,2021,6 e\nFrance,2022,7 f\nGreece,2020,~8\n")

    assert ["less than", "estimate", "projected", "about"] == [
        row[3] for row in values(tmp_path, loaded)
    ]


def test_a_column_of_flags_is_read(add: Callable[..., Loaded], tmp_path: Path) -> None:
    loaded = add("Country,Year,Tea,complete\nFrance,2020,1,True\nFrance,2021,2,False\n")

    assert ["final", "incomplete"] == [row[3] for row in values(tmp_path, loaded)]
    assert (2021,) == loaded.added.measures[0].incomplete


def test_percent_signs_need_percent_as_the_unit(add: Callable[..., Loaded]) -> None:
    text = "Country,Year,Tea,Milk\nFrance,2020,12%,3\nGreece,2020,13%,4\n"

    assert "percent" == add(text, values=("Tea",)).added.measures[0].unit
    with pytest.raises(FiguresRefused, match="--unit percent"):
        add("Country,Year,Tea\nFrance,2020,12%\nGreece,2020,13\nItaly,2020,14\n", unit="tonnes")


# -- where things stand ----------------------------------------------------------------------


def test_titles_above_and_notes_below_are_no_rows(add: Callable[..., Loaded]) -> None:
    loaded = add(
        f"Tea drunk in Europe,,\n\n{HEADER}France,2020,1\nGreece,2020,2\n\n"
        "Source: made up,,\nNote: in tonnes,,see above\n"
    )

    assert 2 == loaded.added.n_values


def test_names_spread_over_rows_are_joined(add: Callable[..., Loaded], tmp_path: Path) -> None:
    loaded = add(",2019,,2020,\nCountry,Tea,Milk,Tea,Milk\nFrance,1,2,3,4\nGreece,5,6,7,8\n")

    assert {"tea", "milk"} == {measure.label for measure in loaded.added.measures}
    assert [1.0, 2.0, 3.0, 4.0] == sorted(row[2] for row in values(tmp_path, loaded))[:4]


def test_places_as_columns_are_read(add: Callable[..., Loaded], tmp_path: Path) -> None:
    loaded = add("Year,France,Greece,Italy\n2019,1,2,3\n2020,4,5,6\n")

    assert ("FRA", 2020, 4.0, "final") in values(tmp_path, loaded)
    assert 6 == loaded.added.n_values


def test_a_table_of_one_place_is_read_when_the_place_is_said(
    add: Callable[..., Loaded], tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match="--about-place"):
        add("Year,Tea\n2019,1\n2020,2\n")
    loaded = add("Year,Tea\n2019,1\n2020,2\n", fixed_place="WLD")
    assert [("WLD", 2019, 1.0, "final"), ("WLD", 2020, 2.0, "final")] == values(tmp_path, loaded)


def test_quarters_beside_years_are_read(add: Callable[..., Loaded]) -> None:
    loaded = add("Country,Year,Quarter,Tea\nFrance,2020,1,5\nFrance,2020,2,6\nGreece,2020,1,7\n")

    assert "quarter" == loaded.added.measures[0].grain
    assert 3 == loaded.added.n_values


# -- places and times ------------------------------------------------------------------------


def test_unknown_places_are_left_out_with_their_line_and_what_is_near(
    add: Callable[..., Loaded],
) -> None:
    loaded = add(f"{HEADER}France,2020,1\n\nFrence,2020,2\nMordor,2020,3\nGreece,2020,4\n")

    first, second = loaded.report.unresolved
    assert ("Frence", 4, ("France",)) == (first.name, first.first_row, first.nearest[:1])
    assert ("Mordor", 5) == (second.name, second.first_row)
    assert ("Frence", "Mordor") == loaded.added.left_out


def test_a_name_of_several_places_is_not_guessed(add: Callable[..., Loaded]) -> None:
    loaded = add(f"{HEADER}France,2020,1\nCongo,2020,2\nGreece,2020,3\n")

    (congo,) = loaded.report.unresolved
    assert {"Democratic Republic of the Congo", "Republic of the Congo"} == set(congo.meanings)


def test_a_mapping_says_what_a_name_means(add: Callable[..., Loaded], tmp_path: Path) -> None:
    loaded = add(
        f"{HEADER}France,2020,1\nCongo,2020,2\nMordor,2020,3\n",
        places={"Congo": "COD", "Mordor": "leave out"},
    )

    assert ["COD", "FRA"] == [row[0] for row in values(tmp_path, loaded)]
    assert () == loaded.report.unresolved


def test_a_code_tells_places_of_one_name_apart(add: Callable[..., Loaded], tmp_path: Path) -> None:
    loaded = add("Country,Code,Year,Tea\nCongo,COG,2020,2\nCongo,COD,2020,3\nChad,TCD,2020,3\n")

    assert ["COD", "COG", "TCD"] == [row[0] for row in values(tmp_path, loaded)]


def test_a_name_beside_anothers_code_is_refused(add: Callable[..., Loaded]) -> None:
    with pytest.raises(FiguresRefused, match=r"'Greece' with the code 'FRA'"):
        add("Country,Code,Year,Tea\nFrance,FRA,2020,1\nGreece,FRA,2021,2\nItaly,ITA,2020,3\n")


def test_namibia_is_no_missing_value(add: Callable[..., Loaded], tmp_path: Path) -> None:
    loaded = add("Code,Year,Tea\nNA,2020,1\nFR,2020,2\nDE,2020,3\n")

    assert "NAM" in [row[0] for row in values(tmp_path, loaded)]


def test_rows_of_totals_are_left_out_and_said(add: Callable[..., Loaded]) -> None:
    loaded = add(f"{HEADER}France,2020,1\nGreece,2020,2\nTotal,2020,3\n")

    assert 2 == loaded.added.n_values
    assert any("'Total'" in note for note in loaded.report.notes)


def test_the_same_value_twice_is_noted(add: Callable[..., Loaded]) -> None:
    loaded = add(f"{HEADER}France,2020,1\nGreece,2020,2\nFrance,2020,1.0\n")

    assert 2 == loaded.added.n_values
    assert any("told twice" in note for note in loaded.report.notes)


def test_two_values_for_one_place_and_year_are_refused_with_their_lines(
    add: Callable[..., Loaded],
) -> None:
    with pytest.raises(FiguresRefused, match=r"different values.*lines 2, 5.*France, 2020: 9"):
        add(f"{HEADER}France,2020,1\nGreece,2020,2\n\nFrance,2020,9\n")


def test_a_column_that_tells_rows_apart_is_named_and_can_be_kept_or_split(
    add: Callable[..., Loaded],
) -> None:
    text = "Country,Year,Kind,Tea\nFrance,2020,green,1\nFrance,2020,black,2\nGreece,2020,green,3\n"

    with pytest.raises(FiguresRefused, match=r"'Kind'.*--split"):
        add(text)
    assert 2 == add(text, keep={"Kind": "green"}).added.n_values


def test_a_column_can_be_split_into_measures(add: Callable[..., Loaded]) -> None:
    text = "Country,Year,Kind,Tea\nFrance,2020,green,1\nFrance,2020,black,2\nGreece,2020,green,3\n"
    loaded = add(text, split="Kind")

    assert ["tea: black", "tea: green"] == [m.label.lower() for m in loaded.added.measures]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("France,2019/20,1\nGreece,2020,2\n", r"no year.*'2019/20'"),
        ("France,2020-01-31,1\nFrance,2020-02-29,2\nGreece,2020-02-29,2\n", "days or months"),
        ("France,2020,1\nGreece,2020,none of your business\n", r"not a number.*line 3"),
        ("France,2020,1\nGreece,2020,1e999\n", "too large"),
        ("Atlantis,2020,1\nMordor,2020,2\n", "no place of the table is known"),
        ("Atlantis,2020,1\nMordor,2020,2\nLaputa,2020,3\nFrance,2020,2\n", "most rows"),
        ("France,2020,(5)\nGreece,2020,2\n", "brackets"),
    ],
)
def test_rows_that_cannot_be_read_are_refused(
    add: Callable[..., Loaded], tmp_path: Path, rows: str, told: str
) -> None:
    with pytest.raises(CorpusError, match=told):
        add(HEADER + rows, year="Year", values=("Tea",))
    assert not (tmp_path / "home" / "stores" / "desk" / "figures" / "catalogue.json").exists()


def test_an_unquoted_comma_is_named_with_its_line(add: Callable[..., Loaded]) -> None:
    with pytest.raises(CorpusError, match=r"more cells.*line 3"):
        add(f"{HEADER}France,2020,12\n" + "Greece,2020,1,234\n", values=("Tea",), header=(1, 1))


# -- files that are something else -----------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.csv", "is empty"),
        (b"\n\n  \n", "a.csv", "is empty"),
        (b"\xef\xbb\xbf", "a.csv", "is empty"),
        (b"%PDF-1.7 ...", "a.csv", "is a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "a.xlsx", "old Excel"),
        (b"<html><table></table></html>", "a.xls", "web page"),
        (b'{"a": 1}', "a.csv", "JSON"),
        (b"PK\x03\x04broken", "a.xlsx", "damaged"),
        (b"PAR1broken", "a.parquet", "cannot be read"),
        (b"\x00\x01\x02\x03" * 100, "a.csv", "no text"),
        (b"\x1f\x8b\x08" + b"x" * 99, "a.csv", "gzip"),
    ],
)
def test_what_is_no_table_is_refused_by_name(
    tmp_path: Path, content: bytes, name: str, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(CorpusError, match=told):
        preview_figures(path)


def test_a_wrong_suffix_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "tea.xlsx"
    path.write_text(f"{HEADER}France,2020,1\nGreece,2020,2\n", encoding="utf-8")

    assert any("is text" in note for note in preview_figures(path).notes)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="there is no file"):
        preview_figures(tmp_path / "none.csv")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tea.csv", HEADER)

    with pytest.raises(CorpusError, match="ZIP archive"):
        preview_figures(path)


# -- workbooks -------------------------------------------------------------------------------


def workbook(path: Path, rows: list[list[Any]], **others: list[list[Any]]) -> Path:
    """Write a workbook: its first sheet and others."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, cells in others.items():
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(row)
    book.save(path)
    return path


ROWS: list[list[Any]] = [["Country", "Year", "Tea"], ["France", 2020, 1.234], ["Greece", 2020, 2]]


def test_a_workbook_is_read_with_its_own_numbers(
    add: Callable[..., Loaded], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "book.xlsx", ROWS)

    loaded = add(path.read_bytes(), "tea.xlsx")
    assert [1.234, 2.0] == [row[2] for row in values(tmp_path, loaded)]


def test_one_sheet_of_several_must_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ROWS, Other=ROWS)

    with pytest.raises(CorpusError, match=r"2 sheets.*--sheet.*'Other'"):
        preview_figures(path)
    assert "Other" == preview_figures(path, start=Mapping(sheet="Other")).mapping.sheet


def test_a_hidden_sheet_is_not_read_and_said(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "book.xlsx", ROWS, Secret=ROWS)
    book = load_workbook(path)
    book["Secret"].sheet_state = "hidden"
    book.save(path)

    assert any("Secret" in note for note in preview_figures(path).notes)


def test_a_formula_without_a_saved_value_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [*ROWS, ["Italy", 2020, "=C2+C3"]])

    with pytest.raises(CorpusError, match=r"1 formulas.*C4.*calculate"):
        preview_figures(path)


def test_text_that_a_spreadsheet_would_run_never_leaves_as_such(
    add: Callable[..., Loaded],
) -> None:
    loaded = add(
        "Country,Year,=cmd|' /C calc'!A0\nFrance,2020,1\nGreece,2020,2\n=1+1,2020,3\n",
    )

    texts = [loaded.added.measures[0].label, *loaded.added.measures[0].words]
    assert [] == [text for text in texts if text.startswith(("=", "+", "-", "@"))]


def test_links_in_cells_are_their_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "book.xlsx", ROWS)
    book = load_workbook(path)
    book.active["A2"].hyperlink = "https://example.org"
    book.save(path)

    assert "France" == preview_figures(path).rows[0].place


def test_merged_names_reach_over_their_columns(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows: list[list[Any]] = [
        [None, "Tea", None, "Milk", None],
        ["Country", 2019, 2020, 2019, 2020],
        ["France", 1, 2, 3, 4],
        ["Greece", 5, 6, 7, 8],
    ]
    path = workbook(tmp_path / "book.xlsx", rows)
    book = load_workbook(path)
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("D1:E1")
    book.save(path)

    preview = preview_figures(path)
    assert ["Tea", "Milk"] == [entry.name for entry in preview.mapping.measures]
    assert {(2019, 1.0), (2020, 2.0)} <= {(int(row.time), row.value) for row in preview.rows}


def test_a_workbook_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ROWS)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, old.read(part))
        new.writestr("xl/media/zeros.bin", bytes(60_000_000))

    with pytest.raises(CorpusError, match="unpacks from"):
        preview_figures(bomb)


def test_a_workbook_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ROWS)
    evil = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(evil, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + content
            new.writestr(part, content)

    with pytest.raises(CorpusError, match="entities"):
        preview_figures(evil)


# -- Parquet ---------------------------------------------------------------------------------


def parquet(path: Path, select: str) -> Path:
    """Write a Parquet file of what a query gives."""
    import duckdb

    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet_is_read_with_its_own_numbers(add: Callable[..., Loaded], tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "a.parquet",
        "SELECT * FROM (VALUES ('France', 2020, 1.234::DOUBLE), ('Greece', 2020, 1234567.5)) "
        "t(Country, Year, Tea)",
    )

    loaded = add(path.read_bytes(), "tea.parquet")
    assert [1.234, 1234567.5] == [row[2] for row in values(tmp_path, loaded)]


def test_parquet_with_nested_columns_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", "SELECT 'France' AS c, 2020 AS y, [1, 2] AS v")

    with pytest.raises(CorpusError, match=r"lists or records.*'v'"):
        preview_figures(path)


# -- size ------------------------------------------------------------------------------------


def test_a_large_file_is_streamed_in_bounded_memory(
    add: Callable[..., Loaded], tmp_path: Path
) -> None:
    import resource

    from corpus.places import read_places

    names = [place.name for place in read_places().places() if place.kind == "country"]
    note = "x" * 600
    text = io.StringIO()
    text.write("Country,Year,Tea,Remarks\n")
    for year in range(300):
        for name in names:
            text.write(
                f"{name},{1700 + year},{year * 1.5:.2f},{note} {note} {note} {note} {note}\n"
            )
    assert text.tell() > 170_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    content = text.getvalue().encode()
    written = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    loaded = add(content, values=("Tea",))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - max(before, written)) / 1000

    assert 300 * len(names) == loaded.added.n_values
    assert time.process_time() - started < 20
    assert grown < 700  # megabytes
