"""Library: what composing looks names up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.catalogues import Catalogue
from corpus.places import PlaceBook
from corpus.sources import Source

__all__ = ["Library"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Hold what composing looks names up in."""

    book: PlaceBook
    catalogue: Catalogue
    sources: Mapping[str, Source]
    threshold: float  # confidence under which passages do not answer
