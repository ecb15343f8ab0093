"""Cite: make citations of what the tools brought back: rows of a query, passages of a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers import Citation
from bot.check.prose.cited import measure_of
from corpus.catalogues import Catalogue
from corpus.sources import Source
from index.split import Passage

__all__ = ["cite_passage", "cite_rows"]


def cite_rows(
    n: int,
    sql: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    catalogue: Catalogue,
) -> Citation:
    """Make a citation of the rows that a SELECT gave."""
    measure = measure_of(sql, catalogue)
    dataset = catalogue.dataset(measure.dataset) if measure else None
    return Citation(
        n=n,
        kind="figures",
        source=dataset.id if dataset else "",
        title=dataset.title if dataset else "",
        publisher=dataset.publisher if dataset else "",
        date=dataset.date if dataset else "",
        url=dataset.url if dataset else "",
        licence=dataset.licence if dataset else "",
        locator=measure.long if measure else "",
        sql=sql,
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in rows),
        release=dataset.release if dataset else "",
        definition=measure.definition if measure else "",
    )


def cite_passage(n: int, passage: Passage, source: Source) -> Citation:
    """Make a citation of a whole passage; a quote is looked for within its words."""
    return Citation(
        n=n,
        kind="passage",
        source=source.id,
        title=source.title,
        publisher=source.publisher,
        date=source.date,
        url=source.url,
        licence=source.licence,
        locator=" › ".join(passage.heading) if passage.heading else passage.locator,
        passage=passage.id,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        flags=("second-hand",) if source.second_hand else (),
    )
