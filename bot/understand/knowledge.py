"""Knowledge: what the understanding knows of places, measures, topics and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.understand.measures import MeasureIndex
from bot.understand.places import PlaceIndex
from bot.understand.sources import SourceIndex
from corpus.catalogues import Catalogue, read_catalogue
from corpus.places import PlaceBook, read_places
from corpus.source_names import read_source_names

__all__ = ["Knowledge", "read_knowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Hold the indexes that a question is read with.  Built once, shared, never changed."""

    catalogue: Catalogue
    book: PlaceBook
    places: PlaceIndex
    measures: MeasureIndex
    sources: SourceIndex
    topics: frozenset[str]  # values of the topic dimension, as the data spell them
    organisations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Measure → organisations that it has figures of."""


def read_knowledge(
    *,
    topics: frozenset[str] = frozenset(),
    organisations: Mapping[str, frozenset[str]] | None = None,
) -> Knowledge:
    """Read the shipped catalogues and place names into indexes."""
    catalogue = read_catalogue()
    book = read_places()
    return Knowledge(
        catalogue=catalogue,
        book=book,
        places=PlaceIndex(book),
        measures=MeasureIndex(catalogue),
        sources=SourceIndex(read_source_names()),
        topics=topics,
        organisations=organisations or {},
    )
