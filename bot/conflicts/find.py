"""Find conflicts: all disagreements of a store, in the order a desk would read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.conflicts.classify import GRAVEST, Witnesses
from bot.conflicts.compare_figures import compare_figures
from bot.conflicts.compare_statements import Cells, Told, compare_statements, tell
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
    cells = Cells(_observations(toolbox, {item.statement.concept for item in told}))
    found += compare_statements(told, cells, witnesses, toolbox.knowledge)
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


def _observations(toolbox: Toolbox, concepts: Iterable[str]) -> Iterator[Observation]:
    """Give the values that statements can be held against, and all single figures beside them."""
    wanted = {*concepts, *(f"{concept.removesuffix('s')}_share" for concept in concepts)}
    for entry in toolbox.knowledge.catalogue.concepts:
        yield from read_observations(toolbox, concept=entry.id, series=entry.id in wanted)


def _once(found: Sequence[Conflict]) -> list[Conflict]:
    """Tell once what several passages say alike, and once what one text says of several years."""
    alike: dict[tuple[object, ...], Conflict] = {}
    for conflict in found:
        values = tuple(
            (side.measure, side.value, "" if side.quote else side.source) for side in conflict.sides
        )
        key = (conflict.point, conflict.kind, values)
        if key not in alike:
            alike[key] = conflict
        elif conflict.between in ("text and data", "texts"):
            sides = dict.fromkeys((*alike[key].sides, *conflict.sides))
            alike[key] = replace(alike[key], sides=tuple(sides))
    over_years: dict[tuple[object, ...], list[Conflict]] = defaultdict(list)
    for number, conflict in enumerate(alike.values()):
        sources = tuple((side.measure, side.source) for side in conflict.sides)
        apart = number if conflict.between != "text and data" else 0
        apart = apart or (number if conflict.kind == "true conflict" else 0)
        over_years[conflict.place, conflict.kind, sources, apart].append(conflict)
    return [_worst(conflicts) for conflicts in over_years.values()]


def _worst(conflicts: Sequence[Conflict]) -> Conflict:
    worst = max(conflicts, key=lambda conflict: conflict.factor or float("inf"))
    periods = {period for conflict in conflicts for period in conflict.periods}
    if len(conflicts) == 1:
        return worst
    return replace(worst, periods=tuple(sorted(periods)))
