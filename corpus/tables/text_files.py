"""Text files: CSV and TSV in any encoding, as UTF-8 with a known delimiter."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError

__all__ = ["HEAD_ROWS", "TextFile", "line_numbers", "open_text", "read_head"]

HEAD_ROWS = 5_000  # rows that a guess looks at
_CHUNK = 1 << 20
_SAMPLE = 400_000  # bytes that an encoding is told from
_DELIMITERS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Those that tables come in; told from the whole list, short files look like exotic ones.
_ENCODINGS = [
    "cp1252", "iso8859_15", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254",
    "mac_roman", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be",
]  # fmt: skip
_LONGEST_CELL = 1_000_000  # characters

csv.field_size_limit(_LONGEST_CELL)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """Hold a text file as UTF-8 without a byte order mark."""

    path: Path  # the file itself where it is UTF-8 already, else a copy
    encoding: str  # what it was written in
    delimiter: str
    n_columns: int  # of the widest row among the first ones
    notes: tuple[str, ...] = ()


def open_text(
    path: Path, *, workdir: Path, encoding: str = "", delimiter: str = "", name: str = ""
) -> TextFile:
    """Find encoding and delimiter of a text file; copy it to UTF-8 where it is not that.

    Read in pieces: memory does not grow with the file.  Raises CorpusError for a file that is
    empty, is no text, or is not in the encoding that was named.
    """
    name = name or path.name
    found = encoding or _marked(path) or ("utf-8" if _is_utf8(path) else _detect(path, name))
    notes = []
    text = path
    if codecs.lookup(found).name != "utf-8":
        text = workdir / "table.csv"
        _copy(path, text, found, name)
        if found != "utf-8-sig":
            notes.append(f"The file was read as {found}; name another with --encoding if names "
                         "look wrong.")  # fmt: skip
    delimiter = delimiter or _delimiter(text)
    head = read_head(text, delimiter, limit=HEAD_ROWS)
    if not any(any(row) for row in head):
        raise CorpusError(f"{name!r} is empty: there is no row to read; choose another file")
    return TextFile(
        path=text,
        encoding=found,
        delimiter=delimiter,
        n_columns=max(len(row) for row in head),
        notes=tuple(notes),
    )


def read_head(path: Path, delimiter: str, *, limit: int) -> list[tuple[str, ...]]:
    """Read the first rows of a UTF-8 file that are not blank, cells stripped."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = (row for row in csv.reader(file, delimiter=delimiter) if row)
            return [tuple(cell.strip() for cell in row) for row in itertools.islice(rows, limit)]
    except csv.Error as error:
        raise CorpusError(
            f"{path.name!r} cannot be read as a table: {error}; look for a quotation mark that "
            "is never closed"
        ) from error


def line_numbers(path: Path, delimiter: str, records: Collection[int]) -> dict[int, int]:
    """Give the line of the file on which each of these records starts; both count from 1.

    Blank lines are no records, and a quoted cell may run over several lines.
    """
    lines: dict[int, int] = {}
    wanted, last = set(records), max(records, default=0)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        record, before = 0, 0
        for row in reader:
            if row:
                record += 1
                if record in wanted:
                    lines[record] = before + 1
                if record >= last:
                    break
            before = reader.line_num
    return lines


def _marked(path: Path) -> str:
    """Name the encoding that a byte order mark stands for."""
    with path.open("rb") as file:
        start = file.read(4)
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), "")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _detect(path: Path, name: str) -> str:
    """Tell the encoding from the parts of the file that are not plain ASCII."""
    from charset_normalizer import from_bytes

    sample = bytearray()
    for chunk in _chunks(path):
        if not sample:
            sample += chunk[: _SAMPLE // 4]
        else:
            sample += b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())
        if len(sample) > _SAMPLE:
            break
    best = from_bytes(bytes(sample[:_SAMPLE]), cp_isolation=_ENCODINGS).best()
    if best is None:
        raise CorpusError(
            f"the encoding of {name!r} cannot be told; save the file as UTF-8, or name the "
            "encoding with --encoding"
        )
    return best.encoding


def _copy(path: Path, target: Path, encoding: str, name: str) -> None:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        with target.open("w", encoding="utf-8", newline="") as copy:
            for chunk in _chunks(path):
                copy.write(decoder.decode(chunk))
            copy.write(decoder.decode(b"", final=True))
    except LookupError as error:
        raise CorpusError(f"there is no encoding {encoding!r}; try utf-8 or cp1252") from error
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{name!r} is not in the encoding {encoding!r}: {error}; leave --encoding out, or "
            "name another"
        ) from error


def _delimiter(path: Path) -> str:
    """Choose the delimiter that cuts the most lines into the same number of cells."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in itertools.islice(file, 400) if line.strip()]
    best, score = ",", 0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        # Rows of the commonest width, and of a few more cells rather than of fewer.
        found = max((count * (2 if width > 2 else 1) for width, count in widths.items()), default=0)
        if found > score:
            best, score = delimiter, found
    return best
