"""Find conflicts: all disagreements of a store, in the order a desk would read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.conflicts.classify import GRAVEST, Witnesses
from bot.conflicts.compare_figures import compare_figures
from bot.conflicts.compare_statements import Told, compare_statements, tell
from bot.conflicts.kept_statements import keep_statements
from bot.conflicts.observations import Observation, read_observations
from bot.conflicts.records import Conflict
from bot.store_state import read_state
from bot.tools import Toolbox
from corpus.sources import Source
from index.progress import Progress, silent
from index.split import Passage

__all__ = ["find_conflicts"]

_OURS = "Onrecord"  # our digests speak about disagreements: they are no witnesses
_KEPT = "statements.sqlite"


def find_conflicts(
    toolbox: Toolbox, *, concept: str = "", place: str = "", progress: Progress = silent
) -> list[Conflict]:
    """Give the disagreements of a store, the gravest first, then by the size of the difference.

    Between measures of one concept, between sources of one measure, between text and data, and
    between texts, in all the layers that the asker sees.  ``concept`` is an id of the catalogue,
    ``place`` a code.  The first run reads every passage (seconds for the shipped store); later
    ones read only what was added.
    """
    sources = toolbox.store.sources()
    witnesses = Witnesses(
        documents={source.number: source for source in sources.values() if source.number},
        groups=toolbox.knowledge.sources.groups,
        catalogue=toolbox.knowledge.catalogue,
    )
    observations = list(read_observations(toolbox, concept=concept))
    found = list(compare_figures(observations, witnesses, toolbox))
    told = _told(toolbox, sources, witnesses, progress)
    cells = _cells(toolbox, {item.statement.concept for item in told})
    found += compare_statements(told, cells, witnesses, toolbox.knowledge.book)
    kept = [
        conflict
        for conflict in _once(found)
        if (not concept or conflict.concept == concept) and (not place or conflict.place == place)
    ]
    return sorted(kept, key=_order)


def _order(conflict: Conflict) -> tuple[int, bool, float, str]:
    added = any(side.layer != "base" for side in conflict.sides)
    size = conflict.factor or float("inf")
    return (GRAVEST.index(conflict.kind), not added, -size, conflict.point)


def _told(
    toolbox: Toolbox, sources: dict[str, Source], witnesses: Witnesses, progress: Progress
) -> list[Told]:
    store = toolbox.store
    passages: list[Passage] = []
    layers: dict[str, str] = {}
    for layer in store.layers():
        for source in layer.passages.sources().values():
            if source.publisher != _OURS:
                passages += layer.passages.source_passages(source.id)
                layers[source.id] = layer.name
    statements = keep_statements(
        passages,
        toolbox.knowledge,
        path=store.settings.home / "cache" / _KEPT,
        recipe=read_state(store, toolbox.knowledge.catalogue).code,
        progress=progress,
    )
    told = []
    for passage in passages:
        for item in statements[passage.id]:
            text = passage.text[item.start - passage.start : item.end - passage.start]
            one = tell(
                item,
                sources[passage.source],
                layer=layers[passage.source],
                text=text,
                witnesses=witnesses,
            )
            if one is not None:
                told.append(one)
    return told


def _cells(
    toolbox: Toolbox, concepts: Iterable[str]
) -> dict[tuple[str, str, int, int], list[Observation]]:
    """Give the values that statements can be held against, by what they are about."""
    cells: dict[tuple[str, str, int, int], list[Observation]] = defaultdict(list)
    shares = {f"{concept.removesuffix('s')}_share" for concept in concepts}
    for concept in sorted({*concepts, *shares}):
        for seen in read_observations(toolbox, concept=concept, alone=True):
            cells[concept, seen.place, seen.year, seen.quarter].append(seen)
    return cells


def _once(found: Sequence[Conflict]) -> list[Conflict]:
    """Put what several passages say alike into one conflict, told by the first of them."""
    kept: dict[tuple[object, ...], Conflict] = {}
    for conflict in found:
        values = tuple(
            (side.measure, side.source if not side.quote else "", side.value)
            for side in conflict.sides
        )
        key = (conflict.point, conflict.kind, values)
        if key in kept and conflict.between in ("text and data", "texts"):
            sides = dict.fromkeys((*kept[key].sides, *conflict.sides))
            kept[key] = replace(kept[key], sides=tuple(sides))
        else:
            kept.setdefault(key, conflict)
    return list(kept.values())
