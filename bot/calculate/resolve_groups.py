"""Resolve groups: which rows are added up where places stand together, or the rest is asked.

A bloc with a row of its own in the source is that row: adding its members up would count
joint work several times.  One without such a row is the sum of its members with data; who is
missing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.calculate.coverage import Coverage
from bot.calculate.requests import PlaceGroup
from bot.readings import Reading
from bot.understand.periods import Point
from corpus.catalogues import Measure
from corpus.place_sums import read_sum
from corpus.places import PlaceBook

__all__ = ["PART_OF", "Grouping", "find_grouping"]

PART_OF = " members of "  # in the name of a bloc of which some members have no figure

_BLOCS = ("bloc", "region", "group", "world")
_COUNTRIES = ("country", "territory")
_BY_MEMBER = ("sum", "mean", "list")  # these name the members one by one
_NAMED = 12  # members that a note still names
_STEADY = 0.5  # share of the years in which all parts have a value, from which only those count


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Hold the groups of a reading, when they have values, and what must be said of them."""

    groups: tuple[PlaceGroup, ...]
    coverage: Coverage  # of the groups, under their codes
    notes: tuple[str, ...]
    empty: tuple[str, ...]  # codes of groups none of whose parts has a value


def find_grouping(
    reading: Reading, coverage: Coverage, measure: Measure, book: PlaceBook
) -> Grouping | None:
    """Give the groups that a reading asks for; None where each place is a row by itself."""
    units = [code for code in reading.places if _is_group(code, reading, coverage, measure, book)]
    if not units:
        return None
    year = reading.period.points[-1].year if reading.period.points else None
    groups, notes, empty = [], [], []
    points: dict[str, tuple[Point, ...]] = {}
    for code in reading.places:
        if code not in units:
            whole = PlaceGroup(code=code, name=book.place(code).sentence, plus=(code,))
            groups.append(whole)
            points[code] = coverage.points.get(code, ())
            if code not in coverage.points:
                empty.append(code)
            continue
        group, missing = _group(code, coverage, book, year)
        lone = code.startswith("WLD") and "WLD" not in coverage.points
        # single figures out of texts for a few places are no sum
        partial = measure.view == "as_reported" and (missing or lone)
        if not group.plus or partial:
            empty.append(code)
            continue
        groups.append(group)
        points[code], changing = _points(group, coverage)
        notes += _notes(group, missing, measure, book, changing=changing)
    notes += _overlaps(groups, book, measure)
    kinds = {code: "group" for code in points}
    own = replace(coverage, points=points, spans={}, kinds=kinds, status={})
    return Grouping(
        groups=tuple(groups), coverage=own, notes=tuple(dict.fromkeys(notes)), empty=tuple(empty)
    )


def _is_group(
    code: str, reading: Reading, coverage: Coverage, measure: Measure, book: PlaceBook
) -> bool:
    """Tell whether a place is to be added up from others."""
    if code in coverage.places:
        return False
    place = book.place(code)
    if read_sum(code) and place.kind == "group" and not book.members(code):
        return measure.kind not in ("rank", "score", "share", "rate")
    by_member = reading.members or reading.operation in _BY_MEMBER
    return (
        place.kind in _BLOCS
        and not by_member
        and measure.additive
        and bool(set(book.members(code, None)) & coverage.places)
    )


def _group(
    code: str, coverage: Coverage, book: PlaceBook, year: int | None
) -> tuple[PlaceGroup, list[str]]:
    """Give the rows behind a group, each once, and the parts without any."""
    total = None if book.members(code) else read_sum(code)
    added = total.plus if total else (code,)
    taken = total.minus if total else ()
    plus: list[str] = []
    missing: list[str] = []
    for part in _without_overlap(added, coverage, book, year):
        if part in coverage.points:
            plus.append(part)
        elif part == "WLD":
            plus += [c for c in coverage.points if coverage.kinds.get(c) in _COUNTRIES]
        elif members := book.members(part, year):
            plus += [member for member in members if member in coverage.points]
            missing += [member for member in members if member not in coverage.points]
        else:
            missing.append(part)
    plus = list(dict.fromkeys(plus))
    minus: list[str] = []
    for part in taken:
        rows = [part] if part in coverage.points else book.members(part, year)
        if part not in coverage.points and _holds(plus, part, book):
            return PlaceGroup(code=code, name=book.place(code).sentence, plus=()), [part]
        for row in rows:
            if row in plus:
                plus.remove(row)
            elif row in coverage.points and _holds(plus, row, book):
                minus.append(row)
    missing = [part for part in missing if part not in taken]
    name = book.place(code).sentence
    if missing and not total:
        n_members = len(plus) + len(missing)
        name = f"{len(plus)} of the {n_members}{PART_OF}{name} together"
    return PlaceGroup(code=code, name=name, plus=tuple(plus), minus=tuple(minus)), missing


def _without_overlap(
    parts: Iterable[str], coverage: Coverage, book: PlaceBook, year: int | None
) -> list[str]:
    """Leave out what another part holds already; blocs that overlap give way to members."""
    parts = list(dict.fromkeys(parts))
    blocs = {part: set(book.members(part, year)) for part in parts if book.members(part, year)}
    kept = [
        part
        for part in parts
        if not any(part in members for bloc, members in blocs.items() if bloc != part)
    ]
    for part in list(kept):
        others = [other for other in kept if other != part and other in blocs]
        if part in blocs and any(blocs[part] & blocs[other] for other in others):
            position = kept.index(part)
            kept[position : position + 1] = sorted(blocs[part])
    return list(dict.fromkeys(kept))


def _holds(plus: Iterable[str], place: str, book: PlaceBook) -> bool:
    """Tell whether one of the rows added includes a place."""
    return any(row == "WLD" or place in book.members(row, None) for row in plus)


def _points(group: PlaceGroup, coverage: Coverage) -> tuple[tuple[Point, ...], bool]:
    """Give the times at which a group has a value, and whether its parts with data change.

    Where the parts have values in most years together, only these years are used.
    """
    counts: dict[Point, int] = {}
    for code in group.plus:
        for point in coverage.points.get(code, ()):
            counts[point] = counts.get(point, 0) + 1
    best = max(counts.values(), default=0)
    full = tuple(sorted(point for point, count in counts.items() if count == best))
    if len(full) >= _STEADY * len(counts) and best == len(group.plus):
        return full, False
    return tuple(sorted(counts)), True


# -- what must be said -----------------------------------------------------------------------


def _notes(
    group: PlaceGroup, missing: list[str], measure: Measure, book: PlaceBook, *, changing: bool
) -> list[str]:
    """Say who was added up, who is missing, and what is counted more than once."""
    notes = []
    head = group.name[:1].upper() + group.name[1:]
    if len(group.plus) > 1:
        listed = len(group.plus) <= _NAMED
        who = _names(group.plus, book) if listed else f"{len(group.plus)} places"
        if group.name != f"{_names(group.plus, book)} together":
            notes.append(f"{head}: the sum of {who}; the source has no row of its own for it.")
        if measure.counting == "whole":
            notes.append(
                "Adding places up counts a joint article once for each of them (whole counting), "
                "so the sum is higher than the number of distinct articles."
            )
    if missing:
        notes.append(f"{head}: there is no figure for {_names(missing[:_NAMED], book)}.")
    if changing:
        notes.append(
            f"{head}: not every part has a figure in every year; those with one are added up."
        )
    if group.minus:
        out = _names(group.minus, book)
        base = _names(group.plus, book)
        notes.append(f"{head}: the figure of {base} less that of {out}.")
        if measure.counting == "whole" and len(group.minus) > 1:
            notes.append(
                f"Articles that {out} wrote with each other are taken out more than once (whole "
                "counting), so the rest is a little too low."
            )
    return notes


def _overlaps(groups: list[PlaceGroup], book: PlaceBook, measure: Measure) -> list[str]:
    """Say where the sides of a comparison share places."""
    notes = []
    for position, one in enumerate(groups):
        for other in groups[position + 1 :]:
            shared = [code for code in one.plus if code in other.plus]
            shared += [c for c in one.plus if _within(c, other, book) and c not in shared]
            shared += [c for c in other.plus if _within(c, one, book) and c not in shared]
            if shared:
                notes.append(
                    f"{_names(shared[:_NAMED], book)} counted on both sides: "
                    f"{one.name} and {other.name} overlap."
                )
    return notes


def _within(code: str, group: PlaceGroup, book: PlaceBook) -> bool:
    """Tell whether a group's own rows include a place that is not taken out of them."""
    return code not in (*group.plus, *group.minus) and any(
        code in book.members(row, None) or (row == "WLD" and not group.minus) for row in group.plus
    )


def _names(codes: Iterable[str], book: PlaceBook) -> str:
    names = [book.place(code).sentence for code in codes]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
