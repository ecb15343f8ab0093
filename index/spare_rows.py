"""Spare rows: what Chroma leaves in its index files behind the vectors, written over with zeros.

A collection that has not been synced yet has its index files at their full size, and in them
whatever the process had in that memory before: vectors of other readers, removed ones, texts.
hnswlib's header, which comes first in ``header.bin``, says how many rows are real
(``hierarchicalNSW::saveIndex``; Chroma puts a version of four bytes before it).
"""

from __future__ import annotations

import struct
from pathlib import Path

__all__ = ["blank_spare_rows"]

_HEADER = struct.Struct("<iQQQQ")  # version, offset, rows there is room for, rows, bytes a row
_LENGTH = 4  # bytes a row in length.bin
_BLOCK = 1 << 20  # bytes written at a time


def blank_spare_rows(folder: Path) -> None:
    """Write zeros over the rows without a vector in the index files below a Chroma folder."""
    for header in folder.glob("*/header.bin"):
        content = header.read_bytes()
        if len(content) < _HEADER.size:
            continue  # cut short: opening the collection says so
        _, _, _, rows, size = _HEADER.unpack_from(content)
        _blank(header.with_name("data_level0.bin"), rows * size)
        _blank(header.with_name("length.bin"), rows * _LENGTH)


def _blank(path: Path, start: int) -> None:
    if not path.is_file():
        return
    left = path.stat().st_size - start
    if left <= 0:
        return
    with path.open("r+b") as file:
        file.seek(start)
        while left > 0:
            left -= file.write(b"\0" * min(left, _BLOCK))
