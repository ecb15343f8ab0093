"""Check places and times: the names and years of a staged table, and its flags."""

from __future__ import annotations

from corpus.errors import CorpusError
from corpus.tables.mappings import LEAVE_OUT, Mapping
from corpus.tables.number_shapes import SPACES
from corpus.tables.place_names import PlaceNames, is_total
from corpus.tables.times import Time, read_time
from index.figure_reports import Findings, Problem, Unresolved

__all__ = ["check_places", "check_times"]

_SHOWN = 8  # rows that a problem names
_MOST_PLACES = 20_000


def check_places(found: Findings, mapping: Mapping, names: PlaceNames) -> None:
    """Fill ``place_map``; what is not known is left out and listed."""
    rows = found.rows(f"SELECT * FROM place_rows ORDER BY first_row LIMIT {_MOST_PLACES + 1}")
    if len(rows) > _MOST_PLACES:
        raise CorpusError(
            f"the table has more than {_MOST_PLACES:,} different places: is the mapping right?"
        )
    known: list[tuple[str, str, str]] = []
    kept = 0
    clashes: list[tuple[str, int, int]] = []
    totals: list[str] = []
    missing = 0
    for place, code_written, n_rows, first in rows:
        name, code = str(place).strip(SPACES), str(code_written).strip(SPACES)
        if name in mapping.places:
            if (target := _target(name, mapping, names)) != LEAVE_OUT:
                known.append((place, code_written, target))
                kept += n_rows
            continue
        if not name and not code:
            missing += n_rows
            continue
        if is_total(name) and not (code and names.code(code)):
            totals.append(f"{name!r} ({n_rows:,} rows from row {first:,})")
            continue
        result = names.find(name, code)
        if result.code:
            known.append((place, code_written, result.code))
            kept += n_rows
        elif result.clash:
            clashes.append((f"{name!r} with the code {code!r}", n_rows, first))
        else:
            found.unresolved.append(
                Unresolved(
                    name=name or code,
                    n_rows=n_rows,
                    first_row=first,
                    nearest=result.nearest,
                    meanings=tuple(names.book.place(c).name for c in result.meanings),
                )
            )
    if clashes:
        found.problem("the name and the code are those of different places", clashes)
    if totals:
        found.notes.append(f"Rows of totals were left out: {', '.join(totals[:3])}.")
    if missing:
        found.notes.append(f"{missing:,} rows without a place were left out.")
    found.table("place_map", "place VARCHAR, code VARCHAR, target VARCHAR", known)
    # From here on only rows with a place count: a note below the table is no bad number.
    found.connection.execute(
        "CREATE TABLE staged AS SELECT w.* EXCLUDE (code), p.target FROM written w "
        "JOIN place_map p ON w.place = p.place AND w.code = p.code"
    )
    _check_resolved(found, kept)


def _target(name: str, mapping: Mapping, names: PlaceNames) -> str:
    target = mapping.places[name]
    if target != LEAVE_OUT and target not in names.book:
        raise CorpusError(
            f"the mapping gives {name!r} the code {target!r}, which no place has; give a "
            f"code such as 'DEU', or {LEAVE_OUT!r}"
        )
    return target


def _check_resolved(found: Findings, kept: int) -> None:
    """Refuse a table most of whose rows are about places that are not known."""
    left_out = sum(item.n_rows for item in found.unresolved)
    if not kept and left_out:
        unknown = [item.name for item in found.unresolved]
        found.problems.append(
            Problem(
                what="no place of the table is known here",
                n_rows=left_out,
                rows=tuple(item.first_row for item in found.unresolved[:_SHOWN]),
                examples=tuple(map(repr, unknown[:_SHOWN])),
            )
        )
    elif left_out > 2 * kept:
        found.problems.append(
            Problem(
                what="most rows are about places that are not known here: is this the column "
                "of places?",
                n_rows=left_out,
                rows=tuple(item.first_row for item in found.unresolved[:_SHOWN]),
                examples=tuple(repr(item.name) for item in found.unresolved[:_SHOWN]),
            )
        )


def check_times(found: Findings) -> None:
    """Fill ``time_map``; a time that cannot be read is a problem."""
    rows = found.rows("SELECT time, count(*), min(n) FROM staged GROUP BY 1 ORDER BY 3")
    read: dict[str | None, Time] = {}
    bad: list[tuple[str, int, int]] = []
    early: list[str] = []
    for text, n_rows, first in rows:
        time = read_time(str(text or ""))
        if time is not None:
            read[text] = time
        elif _is_early(str(text or "")):
            early.append(str(text))
        else:
            bad.append((repr(str(text or "")), n_rows, first))
    if bad:
        found.problem("the time is no year, quarter or day that can be read", bad)
    if early:
        found.notes.append(
            f"Years before 1500 were left out: {', '.join(early[:3])}"
            f"{' ...' if len(early) > 3 else '.'}"
        )
    days = {time.day for time in read.values() if time.day}
    if len(days) > 1:
        found.problems.append(
            Problem(
                what="the times are days or months; Onrecord keeps years and quarters: add "
                "up or average them first",
                n_rows=sum(n for text, n, _ in rows if text in read),
                rows=tuple(first for text, _, first in rows if text in read)[:_SHOWN],
                examples=tuple(str(text) for text in list(read)[:3]),
            )
        )
    if len({bool(time.quarter) for time in read.values()}) > 1:
        found.problems.append(
            Problem(
                what="years and quarters stand in one table: keep one of them",
                n_rows=sum(n for _, n, _ in rows),
                rows=tuple(first for _, _, first in rows)[:_SHOWN],
                examples=tuple(str(text) for text in list(read)[:3]),
            )
        )
    found.table(
        "time_map",
        "time VARCHAR, year INTEGER, quarter INTEGER, status VARCHAR",
        [(text, time.year, time.quarter, time.status) for text, time in read.items()],
    )


def _is_early(text: str) -> bool:
    try:
        return float(text.strip(SPACES)) < 1500
    except ValueError:
        return False
