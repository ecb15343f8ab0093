"""Workbooks: one sheet of an XLSX file as a text table; formulas are never computed.

Cells come as the values that were saved with the file.  Memory: the shared texts of the
workbook, which the limits below bound, and one row.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError

__all__ = ["Workbook", "open_workbook"]

_LARGEST = 1_500_000_000  # bytes when unpacked
_RATIO = 150  # bytes unpacked per byte packed; real sheets stay under 60
_SMALL = 20_000_000  # bytes unpacked that no ratio matters for
_NAMED = 5  # cells that a message names
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Hold one sheet, written out as CSV in UTF-8."""

    path: Path
    sheet: str
    sheets: tuple[str, ...]  # those that are not hidden
    n_columns: int
    notes: tuple[str, ...]


def open_workbook(path: Path, *, workdir: Path, sheet: str = "", name: str = "") -> Workbook:
    """Write one sheet of a workbook out as CSV: the sheet named, or the only one with rows.

    Raises CorpusError for a damaged or suspicious file, for a formula whose value was not
    saved, and where several sheets hold rows and none is named.
    """
    import warnings

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    name = name or path.name
    has_formulas = _inspect(path, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that we do not need
            values = load_workbook(path, read_only=True, data_only=True)
            formulas = load_workbook(path, read_only=True) if has_formulas else None
            try:
                return _write(values, formulas, name, workdir, sheet)
            finally:
                values.close()
                if formulas is not None:
                    formulas.close()
    except CorpusError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError,
            SyntaxError, AttributeError, EOFError) as error:  # fmt: skip
        # openpyxl lets whatever a damaged file trips over through.
        raise CorpusError(
            f"the workbook {name!r} cannot be read: {error}; open it in a spreadsheet and save "
            "it again, or save the sheet as CSV"
        ) from error


def _inspect(path: Path, name: str) -> bool:
    """Refuse a file that unpacks to far more than it is; say whether it holds formulas."""
    found = False
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(sum(part.compress_size for part in parts), 1)
            if unpacked > _LARGEST or (unpacked > _SMALL and unpacked / packed > _RATIO):
                raise CorpusError(
                    f"{name!r} unpacks from {packed:,} to {unpacked:,} bytes, which no real "
                    "workbook does; save the sheet as CSV and add that"
                )
            for part in parts:
                if part.filename.endswith(".xml"):
                    found |= _scan(archive, part, name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise CorpusError(
            f"the workbook {name!r} is damaged or locked by a password: {error}; save it again "
            "without one"
        ) from error
    return found


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bool:
    """Look through one part: no more bytes than announced, no entities; are there formulas?"""
    is_sheet = "/worksheets/" in part.filename
    size, tail, found = 0, b"", False
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            if not size and (b"<!DOCTYPE" in chunk[:4096] or b"<!ENTITY" in chunk[:4096]):
                raise CorpusError(
                    f"{name!r} defines entities of its own, which no workbook does; save the "
                    "sheet as CSV and add that"
                )
            size += len(chunk)
            if is_sheet and not found:
                found = bool(_FORMULA.search(tail + chunk))
                tail = chunk[-16:]
    return found


def _write(values: Any, formulas: Any, name: str, workdir: Path, sheet: str) -> Workbook:
    chosen, notes = _choose(values, name, sheet)
    target = workdir / "sheet.csv"
    width = 0
    unsaved: list[str] = []
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        beside = _rows(formulas[chosen]) if formulas is not None else None
        for number, row in enumerate(_rows(values[chosen]), start=1):
            cells = [_text(value) for value in row]
            if beside is not None:
                unsaved += _unsaved(number, row, next(beside, ()))
            while cells and not cells[-1]:
                cells.pop()
            width = max(width, len(cells))
            # A blank row stays a row, so that row numbers are those of the sheet.
            writer.writerow(cells if cells else [""])
    if unsaved:
        raise CorpusError(
            f"{len(unsaved):,} formulas in sheet {chosen!r} of {name!r} have no saved value "
            f"({', '.join(unsaved[:_NAMED])}); open the file in a spreadsheet, let it calculate, "
            "and save it"
        )
    return Workbook(
        path=target,
        sheet=chosen,
        sheets=tuple(item.title for item in values.worksheets if item.sheet_state == "visible"),
        n_columns=max(width, 1),
        notes=tuple(notes),
    )


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    yield from sheet.iter_rows(values_only=True)


def _choose(values: Any, name: str, sheet: str) -> tuple[str, list[str]]:
    """Choose the sheet named, or the only visible one that holds rows."""
    titles = [item.title for item in values.worksheets]
    if sheet:
        if sheet not in titles:
            raise CorpusError(f"{name!r} has no sheet {sheet!r}; its sheets are {titles!r}")
        return sheet, []
    hidden = [item.title for item in values.worksheets if item.sheet_state != "visible"]
    notes = [f"Hidden sheets were not read: {', '.join(hidden)}."] if hidden else []
    filled = [
        item.title
        for item in values.worksheets
        if item.sheet_state == "visible" and _has_rows(_rows(item))
    ]
    if not filled:
        raise CorpusError(f"{name!r} has no visible sheet with rows; its sheets are {titles!r}")
    if len(filled) > 1:
        raise CorpusError(
            f"{name!r} has {len(filled)} sheets with rows: name one with --sheet, of {filled!r}"
        )
    return filled[0], notes


def _has_rows(rows: Iterable[tuple[Any, ...]]) -> bool:
    filled = 0
    for row in rows:
        filled += sum(value is not None for value in row) > 1
        if filled > 1:
            return True
    return False


def _unsaved(number: int, values: tuple[Any, ...], formulas: tuple[Any, ...]) -> Iterator[str]:
    """Name the cells that hold a formula and no value."""
    from openpyxl.utils import get_column_letter

    for column, (value, formula) in enumerate(zip(values, formulas, strict=False), start=1):
        computed = (isinstance(formula, str) and formula.startswith("=")) or hasattr(formula, "ref")
        if value is None and computed:
            yield f"{get_column_letter(column)}{number}"


def _text(value: Any) -> str:
    """Write a cell as text; a number so that its point can only be a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        text = repr(value)
        if text.endswith(".0"):
            return text[:-2]
        return f"{text}0" if re.search(r"\.\d{3}$", text) else text
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())
