"""The state of a store: what it held when an answer was given, to say later what changed.

Documents and added tables are noted by hashes of their ids and contents alone: what its owner
removes leaves nothing here that names it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from corpus.catalogues import Catalogue
from index.stores import Store

__all__ = ["DatasetState", "StoreState", "document_key", "read_state", "state_from_json"]

_KEY_DIGITS = 20
_CATALOGUES = (".toml",)  # what is counted and how it is worded: a change of it is one of ours
_PLACES = "/places/"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetState:
    """Note one dataset: the release it is of, and a hash of its table."""

    release: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """Note what a store held, and which code answered from it."""

    build: str
    version: str  # of Onrecord
    code: str  # hash of the code and the catalogues
    documents: Mapping[str, str] = field(default_factory=dict)  # document_key → hash of its text
    datasets: Mapping[str, DatasetState] = field(default_factory=dict)

    def as_json(self) -> str:
        """Write the state as canonical JSON."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    def dataset(self, id: str) -> DatasetState | None:
        """Give the state of a dataset, shipped or added; None where the store has none."""
        return self.datasets.get(id) or self.datasets.get(document_key(id))

    @property
    def fingerprint(self) -> str:
        """Give the hash of the state, 32 hexadecimal digits."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()[:32]


def state_from_json(text: str) -> StoreState | None:
    """Read a kept state; None for an empty text: what the store held was not noted."""
    if not text:
        return None
    data = json.loads(text)
    data["datasets"] = {name: DatasetState(**item) for name, item in data["datasets"].items()}
    return StoreState(**data)


def document_key(source: str) -> str:
    """Give what stands for a document in a state."""
    return hashlib.sha256(f"document {source}".encode()).hexdigest()[:_KEY_DIGITS]


def read_state(store: Store, catalogue: Catalogue) -> StoreState:
    """Note what a store holds now, in all the layers that its asker may see."""
    files = store.manifest.corpus
    documents = {}
    for layer in store.layers():
        for source, text_hash in layer.passages.rows("SELECT source, hash FROM documents"):
            documents[document_key(str(source))] = str(text_hash)[:_KEY_DIGITS]
    added = store.added_figures()
    datasets = {
        dataset.id: DatasetState(
            release=dataset.release,
            hash=files.get(f"corpus/figures/{dataset.id}.csv", "")[:_KEY_DIGITS],
        )
        for dataset in catalogue.datasets
        if all(item.dataset.id != dataset.id for item in added)
    }
    for item in added:
        content = f"{item.file} {item.added} {item.n_values} {item.first_year} {item.last_year}"
        datasets[document_key(item.dataset.id)] = DatasetState(
            release=item.dataset.release,
            hash=hashlib.sha256(content.encode()).hexdigest()[:_KEY_DIGITS],
        )
    return StoreState(
        build=store.manifest.build,
        version=_version(),
        code=_code(_catalogue_hash(files)),
        documents=documents,
        datasets=datasets,
    )


def _catalogue_hash(files: Mapping[str, str]) -> str:
    own = [
        f"{name} {hash_}"
        for name, hash_ in sorted(files.items())
        if name.endswith(_CATALOGUES) or _PLACES in name
    ]
    return hashlib.sha256("\n".join(own).encode()).hexdigest()


@cache
def _version() -> str:
    try:
        return importlib.metadata.version("onrecord")
    except importlib.metadata.PackageNotFoundError:
        return ""


@cache
def _code(catalogues: str) -> str:
    """Hash the code that answers, once a process."""
    together = hashlib.sha256(catalogues.encode())
    for path in _code_files():
        together.update(path.read_bytes())
    return together.hexdigest()[:_KEY_DIGITS]


def _code_files() -> Iterator[Path]:
    for package in ("corpus", "index", "bot"):
        folder = Path(str(importlib.resources.files(package)))
        for path in sorted(folder.rglob("*")):
            # how answers are shown is no part of how they come about
            if path.suffix in (".py", ".toml") and not {"pages", "commands"} & set(path.parts):
                if package == "corpus" and path.suffix == ".toml":
                    continue  # as the build took it: see _catalogue_hash
                yield path
