"""Read and write the CSV files of ``corpus.retabulate``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["Row", "read_rows", "write_rows"]

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read a CSV file as a list of text rows; nothing is taken for missing but ''."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, columns: list[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write a tidy CSV with exactly these columns; return the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({column: row.get(column, "") for column in columns})
            count += 1
    return count
