"""Added figures: tables that a desk or a reader added, kept beside the base store.

<layer>/figures/catalogue.json     what there is; replacing it is what makes a change happen
<layer>/figures/<dataset>-<n>.duckdb

A base store that is built anew finds them as they were.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.added_catalogue import AddedDataset
from corpus.catalogues import Break, Concept, Dataset, Measure
from corpus.errors import ConfigError, CorpusError
from corpus.settings import Settings
from index.build import write_errors
from index.layers import SmallLayer, layer_folder
from index.views import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "ID_PREFIXES",
    "added_figures",
    "figures_workspace",
    "keep_figures",
    "remove_figures",
]

FORMAT = 1
_WAIT_SECONDS = 30.0  # for another change of the same layer
# No shipped measure begins like this, so that the names of views never meet.
ID_PREFIXES: dict[SmallLayer, str] = {"desk": "desk_", "reader": "own_"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """Hold the content of a layer's catalogue.json."""

    revision: int = 0
    datasets: tuple[AddedDataset, ...] = ()


def added_figures(
    settings: Settings, layer: SmallLayer, *, reader: str | None = None
) -> tuple[AddedDataset, ...]:
    """Give the tables in a layer, the oldest first; none where nothing was added.

    Raises CorpusError when the layer's catalogue is damaged.
    """
    return _read(_folder(settings, layer, reader), layer).datasets


@contextmanager
def figures_workspace(
    settings: Settings, layer: SmallLayer, *, reader: str | None = None
) -> Iterator[Path]:
    """Give an empty folder on the layer's disk, gone afterwards.  The layer is not touched."""
    with write_errors(settings):
        folder = _folder(settings, layer, reader)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="work-", dir=folder) as name:
            yield Path(name)


def keep_figures(
    settings: Settings,
    added: AddedDataset,
    connection: DuckDBPyConnection,
    *,
    layer: SmallLayer,
    reader: str | None = None,
    instead: bool = False,
) -> AddedDataset:
    """Write ``figures`` of a scratch database into a layer, and make it visible in one step.

    ``figures`` holds measure, place, year, quarter, value and status.  ``instead``: replace a
    dataset of the same id, which is refused otherwise.  Killed at any moment, the layer is as
    before.
    """
    import duckdb

    folder = _folder(settings, layer, reader)
    with write_errors(settings), _only_change(folder):
        kept = _read(folder, layer)
        others = tuple(item for item in kept.datasets if item.dataset.id != added.dataset.id)
        if len(others) < len(kept.datasets) and not instead:
            raise CorpusError(
                f"there is a dataset {added.dataset.id!r} already; replace it with --replace, or "
                "give this one another --title"
            )
        taken = {measure.id for item in others for measure in item.measures}
        if clash := sorted(taken & {measure.id for measure in added.measures}):
            raise CorpusError(
                f"there is a measure {clash[0]!r} already, of another table; give this table "
                "another --title"
            )
        path = folder / f"{added.dataset.id}-{kept.revision + 1}.duckdb"
        path.unlink(missing_ok=True)
        try:
            connection.execute(f"ATTACH {literal(str(path))} AS kept")
            connection.execute(
                "CREATE TABLE kept.figures AS SELECT measure, place, year, quarter, value, status "
                "FROM figures ORDER BY measure, place, year, quarter"
            )
            connection.execute("DETACH kept")
        except duckdb.IOException as error:
            path.unlink(missing_ok=True)
            raise OSError(str(error)) from error
        _sync(path)
        made = replace(added, file=path.name, layer=layer)
        _write(folder, _Kept(revision=kept.revision + 1, datasets=(*others, made)))
        _sweep(folder, (*others, made))
    return made


def remove_figures(
    settings: Settings, dataset: str, *, layer: SmallLayer, reader: str | None = None
) -> bool:
    """Remove a table from a layer, its file with it; False where it is not there."""
    folder = _folder(settings, layer, reader)
    if not (folder / "catalogue.json").is_file():
        return False
    with write_errors(settings), _only_change(folder):
        kept = _read(folder, layer)
        others = tuple(item for item in kept.datasets if item.dataset.id != dataset)
        if len(others) == len(kept.datasets):
            return False
        _write(folder, _Kept(revision=kept.revision + 1, datasets=others))
        _sweep(folder, others)
    return True


# -- files -----------------------------------------------------------------------------------


def _folder(settings: Settings, layer: SmallLayer, reader: str | None) -> Path:
    return layer_folder(settings, layer, reader=reader) / "figures"


def _read(folder: Path, layer: SmallLayer) -> _Kept:
    path = folder / "catalogue.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ValueError(f"format {found['format']!r}")
        return _Kept(
            revision=int(found["revision"]),
            datasets=tuple(_added(item, layer) for item in found["datasets"]),
        )
    except FileNotFoundError:
        return _Kept()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"the list of added figures {str(path)!r} cannot be read: {error}; move the folder "
            f"{str(folder)!r} away and add the files again"
        ) from error


def _added(item: dict[str, Any], layer: SmallLayer) -> AddedDataset:
    values: dict[str, Any] = _tuples(item)
    values["dataset"] = Dataset(**_tuples(item["dataset"]))
    values["concepts"] = tuple(Concept(**_tuples(entry)) for entry in item["concepts"])
    values["measures"] = tuple(
        Measure(
            **_tuples(entry) | {"breaks": tuple(Break(**part) for part in entry.get("breaks", ()))}
        )
        for entry in item["measures"]
    )
    values["layer"] = layer
    return AddedDataset(**values)


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }


def _write(folder: Path, kept: _Kept) -> None:
    fresh = folder / "catalogue.json.new"
    text = json.dumps(
        {
            "format": FORMAT,
            "revision": kept.revision,
            "datasets": [asdict(item) for item in kept.datasets],
        },
        ensure_ascii=False,
        indent=1,
    )
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / "catalogue.json")


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sweep(folder: Path, datasets: Sequence[AddedDataset]) -> None:
    """Delete the files that no dataset is in: removed ones, and those of a killed addition."""
    held = {item.file for item in datasets}
    for path in folder.glob("*.duckdb*"):
        if path.name not in held:
            path.unlink(missing_ok=True)
    for path in folder.glob("work-*"):
        if not _in_use(path):
            shutil.rmtree(path, ignore_errors=True)


def _in_use(path: Path) -> bool:
    """Tell whether a workspace was written to in the last hour."""
    import time

    newest = max((item.stat().st_mtime for item in [path, *path.iterdir()]), default=0.0)
    return time.time() - newest < 3600


@contextmanager
def _only_change(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "figures.lock", timeout=_WAIT_SECONDS):
            yield
    except Timeout as error:
        raise ConfigError(
            f"another process has been writing to {str(folder)!r} for {_WAIT_SECONDS:g} seconds; "
            "wait for it, or end it, and try again"
        ) from error
