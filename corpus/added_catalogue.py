"""Added catalogue: the shipped catalogue with what a desk or a reader added to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.catalogues import Catalogue, Concept, Dataset, Measure
from corpus.source_names import SourceGroup
from corpus.sources import Source

__all__ = ["AddedDataset", "extend_catalogue", "extend_source_names"]

_SHORTEST = 3  # letters of a publisher that a question can be read to name


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedDataset:
    """Hold one table that was added, with what it counts."""

    dataset: Dataset
    concepts: tuple[Concept, ...]  # those that are new with it
    measures: tuple[Measure, ...]
    whole: tuple[str, ...] = ()  # measures all of whose values are whole numbers
    file: str  # name of the database file in the layer
    added: str  # date
    n_values: int = 0
    n_places: int = 0
    first_year: int = 0
    last_year: int = 0
    left_out: tuple[str, ...] = ()  # names of places that are not known here
    layer: str = ""  # desk or reader

    def as_source(self) -> Source:
        """Give it as a source, as lists of sources show it."""
        about = self.dataset
        return Source(
            id=about.id,
            title=about.title,
            publisher=about.publisher,
            date=about.date,
            url=about.url,
            licence=about.licence,
            kind="dataset",
        )


def extend_catalogue(catalogue: Catalogue, added: Iterable[AddedDataset]) -> Catalogue:
    """Put what was added behind what is shipped; shipped measures stay the preferred ones."""
    added = list(added)
    if not added:
        return catalogue
    concepts = {concept.id: concept for concept in catalogue.concepts}
    for item in added:
        for concept in item.concepts:
            concepts.setdefault(concept.id, replace(concept, order=()))
    measures: list[Measure] = []
    for item in added:
        for measure in item.measures:
            found = concepts.get(measure.concept)
            if found is None:  # shipped when it was added, and no longer: let it stand alone
                found = Concept(
                    id=measure.id,
                    label=measure.label,
                    unit=measure.unit,
                    words=measure.words,
                    order=(),
                )
                measure = replace(measure, concept=measure.id)
            concepts[found.id] = replace(found, order=(*found.order, measure.id))
            measures.append(measure)
    return Catalogue(
        datasets=(*catalogue.datasets, *(item.dataset for item in added)),
        concepts=tuple(concepts.values()),
        measures=(*catalogue.measures, *measures),
    )


def extend_source_names(
    groups: tuple[SourceGroup, ...], added: Iterable[AddedDataset]
) -> tuple[SourceGroup, ...]:
    """Let the publishers of what was added be named in questions, beside those shipped."""
    extended = list(groups)
    for item in added:
        told = [item.dataset.short, item.dataset.publisher]
        names = {
            name
            for text in told
            if len(name := text.casefold().removeprefix("the ").strip()) >= _SHORTEST
        }
        known = next((n for n, group in enumerate(extended) if _is_named(group, told)), None)
        if known is not None:
            group = extended[known]
            extended[known] = replace(
                group,
                names=tuple(dict.fromkeys((*group.names, *sorted(names)))),
                datasets=(*group.datasets, item.dataset.id),
            )
        elif names:
            extended.append(
                SourceGroup(
                    id=item.dataset.id,
                    label=item.dataset.short,
                    names=tuple(sorted(names)),
                    datasets=(item.dataset.id,),
                )
            )
    return tuple(extended)


def _is_named(group: SourceGroup, texts: Iterable[str]) -> bool:
    """Tell whether a publisher is a group's: "Emerging Technology Observatory (CSET)" is CSET."""
    names = [name for name in group.names if not name.startswith(("the ", "this "))]
    found = "|".join(re.escape(name) for name in names if len(name) > _SHORTEST)
    return bool(found) and any(
        re.search(rf"(?<!\w)(?:{found})(?!\w)", text.casefold()) for text in texts
    )
