"""Knowledge: what the understanding knows of places, measures, topics and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.understand.entity_index import EntityIndex
from bot.understand.measures import MeasureIndex
from bot.understand.places import PlaceIndex
from bot.understand.sources import SourceIndex
from bot.understand.spelling import Spelling
from bot.understand.tokens import tokenise
from bot.understand.words import CUE_WORDS, STOP_WORDS
from corpus.catalogues import Catalogue, read_catalogue
from corpus.places import PlaceBook, read_places
from corpus.source_names import SourceGroup, read_source_names

__all__ = ["Knowledge", "read_knowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Hold the indexes that a question is read with.  Built once, shared, never changed."""

    catalogue: Catalogue
    book: PlaceBook
    places: PlaceIndex
    measures: MeasureIndex
    sources: SourceIndex
    spelling: Spelling
    topics: frozenset[str]  # values of the topic dimension, as the data spell them
    organisations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Measure → organisations that it has figures of."""
    entities: EntityIndex | None = None  # the tables of things that the store has

    def is_aggregate(self, code: str) -> bool:
        """Tell whether a place is made of other places: a bloc, a region, the world."""
        return self.book.place(code).kind in ("bloc", "region", "world", "group")


def read_knowledge(
    *,
    topics: frozenset[str] = frozenset(),
    organisations: Mapping[str, frozenset[str]] | None = None,
    catalogue: Catalogue | None = None,
    sources: tuple[SourceGroup, ...] | None = None,
    entities: EntityIndex | None = None,
) -> Knowledge:
    """Read catalogues and place names into indexes: the shipped ones, or those given."""
    catalogue = catalogue or read_catalogue()
    book = read_places()
    return Knowledge(
        catalogue=catalogue,
        book=book,
        places=PlaceIndex(book),
        measures=MeasureIndex(catalogue),
        sources=SourceIndex(sources or read_source_names()),
        spelling=Spelling(_known_words(catalogue, book)),
        topics=topics,
        organisations=organisations or {},
        entities=entities,
    )


def _known_words(catalogue: Catalogue, book: PlaceBook) -> Iterator[str]:
    """Give every word that a question may hold without being a slip."""
    yield from STOP_WORDS
    yield from CUE_WORDS
    for concept in catalogue.concepts:
        for phrase in (concept.label, *concept.words):
            yield from (token.norm for token in tokenise(phrase))
    for measure in catalogue.measures:
        for phrase in (measure.label, measure.long, *measure.words):
            yield from (token.norm for token in tokenise(phrase))
    for alias in book.aliases:
        yield from (token.norm for token in tokenise(alias.alias))
