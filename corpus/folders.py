"""Folders: the files of a folder that can be read, and what was passed over."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from corpus.errors import CorpusError

__all__ = ["find_files"]

LIMIT_FILES = 20_000
_NAMED = 5  # files of other kinds that are named one by one


def find_files(folder: Path, *, suffixes: Collection[str]) -> tuple[list[Path], list[str]]:
    """Return the files of a folder and its folders, by name, and notes on what was passed over.

    Hidden files and folders are passed over; links to folders are not followed, so that a loop
    of links has an end; links to files are followed inside the folder alone.  Raises CorpusError
    for a folder that cannot be read, or with too many files.
    """
    found: list[Path] = []
    hidden = links = 0
    others: list[str] = []
    closed: list[str] = []
    root = folder.resolve()

    def keep_error(error: OSError) -> None:
        closed.append(f"{Path(error.filename or folder).name!r}: {error.strerror or error}")

    for name, folders, files in os.walk(folder, onerror=keep_error, followlinks=False):
        here = Path(name)
        hidden += sum(entry.startswith(".") for entry in (*folders, *files))
        links += sum((here / entry).is_symlink() for entry in folders)
        folders[:] = sorted(
            entry
            for entry in folders
            if not entry.startswith(".") and not (here / entry).is_symlink()
        )
        for entry in sorted(files):
            path = here / entry
            if entry.startswith("."):
                continue
            if path.is_symlink() and not _stays_inside(path, root):
                links += 1
            elif path.suffix.lower() in suffixes:
                found.append(path)
            else:
                others.append(entry)
        if len(found) > LIMIT_FILES:
            raise CorpusError(
                f"the folder {folder.name!r} holds more than {LIMIT_FILES} files: add its parts"
            )
    if closed and not found:
        raise CorpusError(f"the folder {folder.name!r} cannot be read: {closed[0]}")
    notes = []
    if others:
        names = ", ".join(repr(other) for other in others[:_NAMED])
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        notes.append(f"of no kind that can be read: {names}{more}")
    if hidden:
        notes.append(f"{hidden} hidden file{'s' if hidden > 1 else ''} or folders")
    if links:
        notes.append(f"{links} link{'s' if links > 1 else ''} to folders or to files elsewhere")
    notes += [f"closed to us: {name}" for name in closed]
    return found, notes


def _stays_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return False
