"""Check numbers: how each cell of a staged table is read, and what its flags say."""

from __future__ import annotations

from corpus.tables.mappings import Mapping
from corpus.tables.number_shapes import Way, decide_decimal, read_shape, settle
from index.figure_reports import Findings, Problem

__all__ = ["check_flags", "check_numbers"]

_MOST_SHAPES = 20_000
# Flags that tables put beside a value; any other word is left out, and said.
_FLAGS = {
    "": "final", "final": "final", "a": "final", "normal": "final", "true": "final",
    "complete": "final", "yes": "final", "actual": "final", "false": "incomplete",
    "incomplete": "incomplete", "no": "incomplete", "partial": "incomplete", "e": "estimate",
    "est": "estimate", "estimate": "estimate", "estimated": "estimate", "estimation": "estimate",
    "p": "estimate", "provisional": "estimate", "preliminary": "estimate", "imputed": "estimate",
    "modelled": "estimate", "f": "projected", "forecast": "projected", "projected": "projected",
    "projection": "projected", "target": "target",
}  # fmt: skip


def check_numbers(found: Findings, mapping: Mapping, *, delimiter: str) -> None:
    """Fill ``way_map``: how cells of each shape are read; a shape that cannot is a problem."""
    found.at_most("shape", _MOST_SHAPES, "ways of writing a number")
    rows = found.rows(
        "SELECT shape, count(*), min(n), any_value(text) FROM staged GROUP BY 1 ORDER BY 3"
    )
    ways = {str(shape): read_shape(str(shape)) for shape, *_ in rows}
    counts = {str(shape): int(count) for shape, count, *_ in rows}
    stated = mapping.decimal
    decimal = decide_decimal(ways, counts, stated=stated, delimiter=delimiter)
    settled = {
        shape: settle(way, decimal=decimal, stated=bool(stated)) for shape, way in ways.items()
    }
    bad: dict[str, list[tuple[str, int, int]]] = {}
    for shape, count, first, text in rows:
        way = settled[str(shape)]
        if way.kind == "bad":
            bad.setdefault(way.why, []).append((repr(str(text))[:60], count, first))
    for why, cells in bad.items():
        found.problem(f"cells that cannot be read ({why})", cells)
    _note_ways(found, mapping, settled, counts, {str(s): str(t) for s, _, _, t in rows})
    found.table(
        "way_map",
        "shape VARCHAR, mark VARCHAR, first INTEGER, length INTEGER, factor DOUBLE, status VARCHAR",
        [
            (shape, way.decimal, way.start, way.length, way.factor, way.status)
            for shape, way in settled.items()
            if way.kind == "number"
        ],
    )


def _note_ways(
    found: Findings,
    mapping: Mapping,
    ways: dict[str, Way],
    counts: dict[str, int],
    texts: dict[str, str],
) -> None:
    missing = [shape for shape, way in ways.items() if way.kind == "missing"]
    if missing:
        listed = ", ".join(f"“{texts[shape]}”" for shape in missing[:5])
        total = sum(counts[shape] for shape in missing)
        found.notes.append(f"{total:,} cells were read as “no data”: {listed}.")
    marked = [shape for shape, way in ways.items() if way.marked]
    if marked:
        listed = ", ".join(f"“{texts[shape]}”" for shape in marked[:3])
        found.notes.append(f"Marks beside numbers were not read as part of them: {listed}.")
    marks = {way.decimal for way in ways.values() if way.kind == "number" and way.decimal}
    if len(marks) > 1:
        listed = " and ".join(
            f"“{next(texts[s] for s, w in ways.items() if w.decimal == mark)}”"
            for mark in sorted(marks)
        )
        found.notes.append(
            f"Decimal points and decimal commas stand side by side ({listed}); each number "
            "was read by itself."
        )
    elif marks == {","}:
        found.notes.append("Commas were read as decimal commas.")
    percent = [shape for shape, way in ways.items() if way.percent]
    units = {entry.unit for entry in mapping.measures}
    if percent and not any(unit.startswith("percent") for unit in units):
        found.problems.append(
            Problem(
                what=f"cells say %, but the unit is {sorted(units)!r}: give --unit percent",
                n_rows=sum(counts[shape] for shape in percent),
                rows=(),
                examples=tuple(repr(texts[shape]) for shape in percent[:3]),
            )
        )


def check_flags(found: Findings, mapping: Mapping) -> None:
    """Fill ``flag_map`` from the column of flags."""
    if not mapping.status:
        found.table("flag_map", "flag VARCHAR, status VARCHAR", [])
        return
    rows = found.rows("SELECT flag, count(*) FROM staged GROUP BY 1 ORDER BY 2 DESC LIMIT 500")
    known = [(flag, _FLAGS.get(str(flag or "").lower())) for flag, _ in rows]
    unknown = [str(flag) for flag, status in known if status is None]
    if unknown:
        listed = ", ".join(f"“{flag[:30]}”" for flag in unknown[:5])
        found.notes.append(f"Remarks in {mapping.status!r} were left out: {listed}.")
    found.table(
        "flag_map",
        "flag VARCHAR, status VARCHAR",
        [(flag, status) for flag, status in known if status and flag],
    )
