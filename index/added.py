"""Added: what is known of each document in a small layer beside its text.

<layer>/added/<source>.json    where it came from, when, and what was left out of it
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.contents import Dropped

__all__ = ["Added", "forget_added", "read_added", "write_added"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Hold what is known of one document that was added."""

    source: str  # its source's id
    origin: str  # path or address it was read from; "" where it was handed over
    name: str  # of the file
    digest: str  # SHA-256 of the file, as hex
    at: str  # when it was read last: ISO date and time, UTC
    passages: int
    tables: int = 0
    title: str = ""  # the one it was given by hand
    notes: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def read_added(folder: Path) -> dict[str, Added]:
    """Return what is known of the documents of a layer, by source id.

    A record that is damaged is passed over: it says where a document came from, no more.
    """
    found = {}
    for path in sorted((folder / "added").glob("*.json")):
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            data["notes"] = tuple(data["notes"])
            data["dropped"] = tuple(Dropped(**item) for item in data["dropped"])
            found[data["source"]] = Added(**data)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def write_added(folder: Path, added: Added) -> None:
    """Keep what is known of a document; raises OSError where it cannot be written."""
    (folder / "added").mkdir(parents=True, exist_ok=True)
    path = _path(folder, added.source)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(added)), encoding="utf-8")
    fresh.replace(path)


def forget_added(folder: Path, source: str) -> None:
    """Remove what is known of a document; nothing happens where there is nothing."""
    for path in (_path(folder, source), _path(folder, source).with_suffix(".new")):
        path.unlink(missing_ok=True)


def _path(folder: Path, source: str) -> Path:
    # Ids are made of letters, digits and hyphens, and none can leave the folder.
    return folder / "added" / f"{Path(source).name}.json"
