"""Source names: the words readers use for a source, and what they point at."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.resources import files
from typing import Any

from corpus.errors import CorpusError

__all__ = ["SourceGroup", "read_source_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGroup:
    """Name one body that publishes sources, and patterns of what is its own."""

    id: str
    label: str  # as a sentence names it: "the NSF"
    names: tuple[str, ...]
    documents: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    def owns_document(self, document: str) -> bool:
        """Tell whether a document id is the group's."""
        return any(fnmatchcase(document, pattern) for pattern in self.documents)

    def owned_measures(self, measures: Iterable[tuple[str, str]]) -> frozenset[str]:
        """Give the group's measure ids out of (measure id, dataset id) pairs."""
        return frozenset(
            measure
            for measure, dataset in measures
            if any(fnmatchcase(measure, pattern) for pattern in self.measures)
            or any(fnmatchcase(dataset, pattern) for pattern in self.datasets)
        )


def read_source_names() -> tuple[SourceGroup, ...]:
    """Read the shipped source names; CorpusError names a group that is not well formed."""
    text = files("corpus").joinpath("source_names.toml").read_text(encoding="utf-8")
    groups = []
    for entry in tomllib.loads(text).get("group", []):
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
        }
        try:
            groups.append(SourceGroup(**values))
        except TypeError as error:
            raise CorpusError(
                f"source_names.toml: group {entry.get('id')!r} is not well formed: {error}"
            ) from error
    return tuple(groups)
