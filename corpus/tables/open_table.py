"""Open: what a table file is, whatever its name says, and its first rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import CorpusError
from corpus.tables.text_files import HEAD_ROWS, open_text, read_head
from corpus.tables.workbooks import open_workbook

__all__ = ["TableFile", "distinct_values", "open_table", "parquet_text", "quoted"]

_SUFFIXES = {
    "workbook": (".xlsx", ".xlsm"),
    "parquet": (".parquet", ".pq"),
    "text": (".csv", ".tsv", ".tab", ".txt"),
}
# What begins a file that is no table, and what to do with it.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel or other Office file", "save it as .xlsx or as CSV"),
    (b"%PDF", "a PDF", "add it as a document: onrecord add FILE"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"SQLite format 3", "an SQLite database", "export the table as CSV"),
    (b"\x89PNG", "a picture", "only tables can be read"),
)
_NESTED = ("STRUCT", "MAP", "UNION")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """Hold a table file, ready to be read."""

    name: str  # of the file as the reader knows it
    kind: Literal["text", "workbook", "parquet"]
    path: Path  # text in UTF-8 for text and workbooks, else the Parquet file
    head: tuple[tuple[str, ...], ...]  # first rows, the one with the names among them
    n_columns: int
    encoding: str = ""
    delimiter: str = ","
    sheet: str = ""
    notes: tuple[str, ...] = ()


def open_table(
    path: Path, *, workdir: Path, sheet: str = "", encoding: str = "", delimiter: str = ""
) -> TableFile:
    """Open a CSV, TSV, XLSX or Parquet file; ``workdir`` takes the copies that are needed.

    The content decides what it is: a wrong suffix is noted.  Raises CorpusError for a file
    that cannot be read or is none of these.
    """
    name = path.name
    if not path.is_file():
        raise CorpusError(f"there is no file {str(path)!r}; check the name")
    kind = _kind(path)
    notes: tuple[str, ...] = ()
    if path.suffix.lower() not in _SUFFIXES[kind]:
        told = {"workbook": "an Excel workbook", "parquet": "a Parquet file", "text": "text"}[kind]
        notes = (f"{name} is {told}, whatever its name says, and was read as that.",)
    if kind == "parquet":
        return _open_parquet(path, notes)
    if kind == "workbook":
        book = open_workbook(path, workdir=workdir, sheet=sheet, name=name)
        return TableFile(
            name=name,
            kind=kind,
            path=book.path,
            head=_filled(read_head(book.path, ",", limit=HEAD_ROWS), book.n_columns, name),
            n_columns=book.n_columns,
            sheet=book.sheet,
            notes=(*notes, *book.notes),
        )
    text = open_text(path, workdir=workdir, encoding=encoding, delimiter=delimiter, name=name)
    head = read_head(text.path, text.delimiter, limit=HEAD_ROWS)
    return TableFile(
        name=name,
        kind=kind,
        path=text.path,
        head=_filled(head, text.n_columns, name),
        n_columns=text.n_columns,
        encoding=text.encoding,
        delimiter=text.delimiter,
        notes=(*notes, *text.notes),
    )


def distinct_values(table: TableFile, column: int) -> set[str]:
    """Give the values of one column in the whole file; the first hundred thousand of them."""
    import duckdb

    if table.kind == "parquet":
        name = '"' + table.head[0][column].replace('"', '""') + '"'
        source = (
            f"SELECT DISTINCT CAST({name} AS VARCHAR) FROM read_parquet({quoted(str(table.path))})"
        )
    else:
        types = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(table.n_columns))
        source = (
            f"SELECT DISTINCT trim(c{column}) FROM read_csv({quoted(str(table.path))}, delim = "
            f"{quoted(table.delimiter)}, quote = '\"', escape = '\"', header = false, "
            f"auto_detect = false, columns = {{{types}}}, null_padding = true, "
            "ignore_errors = true, parallel = false, max_line_size = 4000000)"
        )
    try:
        with duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "400MB"}) as opened:
            rows = opened.execute(f"{source} LIMIT 100000").fetchall()
    except duckdb.Error as error:
        raise CorpusError(f"{table.name!r} cannot be read as a table: {error}") from error
    return {str(value) for (value,) in rows if value is not None}


def quoted(text: str) -> str:
    """Quote a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _filled(rows: list[tuple[str, ...]], width: int, name: str) -> tuple[tuple[str, ...], ...]:
    if not any(any(row) for row in rows):
        raise CorpusError(f"{name!r} is empty: there is no row to read; choose another file")
    return tuple(row + ("",) * (width - len(row)) for row in rows)


def _kind(path: Path) -> Literal["text", "workbook", "parquet"]:
    with path.open("rb") as file:
        start = file.read(2048)
    name = path.name
    if not start:
        raise CorpusError(f"{name!r} is empty: there is no row to read; choose another file")
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK"):
        return _archive(path)
    for mark, told, advice in _OTHERS:
        if start.startswith(mark):
            raise CorpusError(f"{name!r} is {told}, not a table; {advice}")
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if plain.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise CorpusError(
            f"{name!r} is a web page or XML, not a table; open it in a spreadsheet and save it "
            "as CSV"
        )
    if plain.startswith((b"{", b"[{")):
        raise CorpusError(f"{name!r} is JSON, not a table; export the table as CSV")
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and start.count(b"\x00") > len(start) // 4:
        wide = set(start[1::2]) == {0} or set(start[0::2]) == {0}  # UTF-16 without its mark
    if b"\x00" in start and not wide:
        raise CorpusError(f"{name!r} is no text, no workbook and no Parquet; export it as CSV")
    return "text"


def _archive(path: Path) -> Literal["workbook"]:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise CorpusError(f"{path.name!r} is damaged: {error}; get the file again") from error
    if "xl/workbook.xml" in names:
        return "workbook"
    told = "an OpenDocument file" if "mimetype" in names else "a ZIP archive"
    raise CorpusError(
        f"{path.name!r} is {told}, not a table; unpack it, or save the table as XLSX or CSV"
    )


def _open_parquet(path: Path, notes: tuple[str, ...]) -> TableFile:
    import duckdb

    source = f"read_parquet({quoted(str(path))})"
    try:
        with duckdb.connect(":memory:", config={"threads": 1}) as connection:
            columns = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
            nested = [
                str(name)
                for name, kind, *_ in columns
                if str(kind).startswith(_NESTED) or str(kind).endswith("]")
            ]
            if nested:
                raise CorpusError(
                    f"{path.name!r} has columns that hold lists or records ({nested[:5]!r}); "
                    "write the table out with one plain value a cell"
                )
            picked = ", ".join(parquet_text(str(name), str(kind)) for name, kind, *_ in columns)
            rows = connection.execute(f"SELECT {picked} FROM {source} LIMIT {HEAD_ROWS}").fetchall()
    except duckdb.Error as error:
        raise CorpusError(
            f"the Parquet file {path.name!r} cannot be read: {error}; write it again"
        ) from error
    if not rows:
        raise CorpusError(f"{path.name!r} is empty: there is no row to read; choose another file")
    head = [tuple(str(name) for name, *_ in columns)]
    head += [tuple("" if cell is None else str(cell).strip() for cell in row) for row in rows]
    return TableFile(
        name=path.name,
        kind="parquet",
        path=path,
        head=tuple(head),
        n_columns=len(columns),
        notes=notes,
    )


def parquet_text(name: str, kind: str) -> str:
    """Give the SQL for a Parquet column as text; numbers so that their point is a decimal one.

    >>> parquet_text("year", "INTEGER")
    'CAST("year" AS VARCHAR)'
    """
    column = '"' + name.replace('"', '""') + '"'
    text = f"CAST({column} AS VARCHAR)"
    if kind in ("FLOAT", "DOUBLE") or kind.startswith("DECIMAL"):
        text = f"regexp_replace(regexp_replace({text}, '\\.0$', ''), '(\\.\\d{{3}})$', '\\10')"
    return text
