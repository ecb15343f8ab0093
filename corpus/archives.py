"""Archives: ZIP files (DOCX and EPUB are some) that are looked at before they are unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus.errors import CorpusError

__all__ = ["check_archive", "read_member"]

_UNPACKED_BYTES = 400_000_000
_MEMBER_BYTES = 100_000_000
_MEMBERS = 20_000
_TIMES = 200  # how many times its size an archive may unpack to, once that is much
_MUCH_BYTES = 20_000_000


def check_archive(path: Path) -> None:
    """Raise CorpusError for a file that is no ZIP archive, or that unpacks to far too much.

    The sizes an archive claims hold: Python's reader stops where a claimed size ends.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        kind = path.suffix[1:].upper()
        raise CorpusError(f"{path.name!r} cannot be read as {kind}: {error}") from error
    size = sum(member.file_size for member in members)
    packed = max(path.stat().st_size, 1)
    if (
        len(members) > _MEMBERS
        or size > _UNPACKED_BYTES
        or any(member.file_size > _MEMBER_BYTES for member in members)
        or (size > _MUCH_BYTES and size > _TIMES * packed)
    ):
        raise CorpusError(
            f"{path.name!r} would unpack to {size!r} bytes in {len(members)!r} parts from "
            f"{packed!r} bytes: no document does, and it was not opened"
        )


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part of an archive; raises KeyError where there is none of that name."""
    with archive.open(name) as part:
        return part.read(_MEMBER_BYTES)
