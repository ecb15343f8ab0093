"""Check: staged values against places, times and numbers; what is wrong, with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from corpus.tables.mappings import LEAVE_OUT, Mapping
from corpus.tables.number_shapes import SPACES, Way, decide_decimal, read_shape, settle
from corpus.tables.place_names import PlaceNames, is_total
from corpus.tables.times import Time, read_time

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Problem", "Report", "Unresolved", "check_values"]

_SHOWN = 8  # rows that a problem names
_MOST_SHAPES = 20_000
_MOST_PLACES = 20_000
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Say what is wrong with some rows; the table is not loaded."""

    what: str
    n_rows: int
    rows: tuple[int, ...]  # the first of them, as records of the file
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """Name a place that is not known, or not clear; its rows are left out."""

    name: str
    n_rows: int
    first_row: int
    nearest: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()  # names of the places that it may mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Say what was read, what was left out, and what must be mended first."""

    problems: tuple[Problem, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    notes: tuple[str, ...] = ()
    n_values: int = 0
    n_places: int = 0
    first_year: int = 0
    last_year: int = 0


def check_values(
    connection: DuckDBPyConnection, mapping: Mapping, names: PlaceNames, *, delimiter: str
) -> Report:
    """Turn ``staged`` into ``figures``: series, place, year, quarter, value, status, n.

    ``figures`` is whole only where the report has no problems.
    """
    check = _Check(connection, mapping, names)
    check.read_places()
    check.read_times()
    check.read_numbers(delimiter)
    check.read_flags()
    if not check.problems:
        check.write()
        check.find_doubles()
    return check.report()


class _Check:
    """Hold what one check finds."""

    def __init__(self, connection: DuckDBPyConnection, mapping: Mapping, names: PlaceNames) -> None:
        self._connection = connection
        self._mapping = mapping
        self._names = names
        self.problems: list[Problem] = []
        self.unresolved: list[Unresolved] = []
        self.notes: list[str] = []

    # -- places ----------------------------------------------------------------------------

    def read_places(self) -> None:
        """Fill ``place_map``; what is not known is left out and listed."""
        self._only_few("place, code", _MOST_PLACES, "different places")
        rows = self._rows(
            "SELECT place, code, count(DISTINCT n), min(n) FROM staged GROUP BY ALL ORDER BY 4"
        )
        found: list[tuple[str | None, str | None, str]] = []
        clashes: list[tuple[str, int, int]] = []
        totals: list[str] = []
        missing = 0
        for place, code, n_rows, first in rows:
            name = str(place or "")
            if name in self._mapping.places:
                if (target := self._target(name)) != LEAVE_OUT:
                    found.append((place, code, target))
                continue
            if not name and not code:
                missing += n_rows
                continue
            if is_total(name) and not (code and self._names.code(code)):
                totals.append(f"{name!r} ({n_rows:,} rows from row {first:,})")
                continue
            result = self._names.find(name, str(code or ""))
            if result.code:
                found.append((place, code, result.code))
            elif result.clash:
                clashes.append((f"{name!r} with the code {code!r}", n_rows, first))
            else:
                self.unresolved.append(
                    Unresolved(
                        name=name or str(code),
                        n_rows=n_rows,
                        first_row=first,
                        nearest=result.nearest,
                        meanings=tuple(self._names.book.place(c).name for c in result.meanings),
                    )
                )
        if clashes:
            self._problem("the name and the code are those of different places", clashes)
        if totals:
            self.notes.append(f"Rows of totals were left out: {', '.join(totals[:3])}.")
        if missing:
            self.notes.append(f"{missing:,} rows without a place were left out.")
        self._table("place_map", "place VARCHAR, code VARCHAR, target VARCHAR", found)
        self._check_resolved()

    def _target(self, name: str) -> str:
        target = self._mapping.places[name]
        if target != LEAVE_OUT and target not in self._names.book:
            raise CorpusError(
                f"the mapping gives {name!r} the code {target!r}, which no place has; give a "
                f"code such as 'DEU', or {LEAVE_OUT!r}"
            )
        return target

    def _check_resolved(self) -> None:
        """Refuse a table most of whose rows are about places that are not known."""
        left_out = sum(item.n_rows for item in self.unresolved)
        ((all_rows, kept),) = self._rows(
            "SELECT count(DISTINCT n), count(DISTINCT n) FILTER (m.target IS NOT NULL) FROM "
            "staged s LEFT JOIN place_map m ON s.place IS NOT DISTINCT FROM m.place "
            "AND s.code IS NOT DISTINCT FROM m.code"
        )
        if not kept and all_rows:
            names = [item.name for item in self.unresolved]
            self.problems.append(
                Problem(
                    what="no place of the table is known here",
                    n_rows=all_rows,
                    rows=tuple(item.first_row for item in self.unresolved[:_SHOWN]),
                    examples=tuple(map(repr, names[:_SHOWN])),
                )
            )
        elif left_out > 2 * kept:
            self.problems.append(
                Problem(
                    what="most rows are about places that are not known here: is this the column "
                    "of places?",
                    n_rows=left_out,
                    rows=tuple(item.first_row for item in self.unresolved[:_SHOWN]),
                    examples=tuple(repr(item.name) for item in self.unresolved[:_SHOWN]),
                )
            )

    # -- times -----------------------------------------------------------------------------

    def read_times(self) -> None:
        """Fill ``time_map``; a time that cannot be read is a problem."""
        rows = self._rows(
            "SELECT s.time, count(DISTINCT s.n), min(s.n) FROM staged s JOIN place_map m ON "
            "s.place IS NOT DISTINCT FROM m.place AND s.code IS NOT DISTINCT FROM m.code "
            "GROUP BY 1 ORDER BY 3"
        )
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
            self._problem("the time is no year, quarter or day that can be read", bad)
        if early:
            self.notes.append(
                f"Years before 1500 were left out: {', '.join(early[:3])}"
                f"{' ...' if len(early) > 3 else '.'}"
            )
        days = {time.day for time in read.values() if time.day}
        if len(days) > 1:
            self.problems.append(
                Problem(
                    what="the times are days or months; Onrecord keeps years and quarters: add "
                    "up or average them first",
                    n_rows=sum(n for text, n, _ in rows if text in read),
                    rows=tuple(first for text, _, first in rows if text in read)[:_SHOWN],
                    examples=tuple(str(text) for text in list(read)[:3]),
                )
            )
        if len({bool(time.quarter) for time in read.values()}) > 1:
            self.problems.append(
                Problem(
                    what="years and quarters stand in one table: keep one of them",
                    n_rows=sum(n for _, n, _ in rows),
                    rows=tuple(first for _, _, first in rows)[:_SHOWN],
                    examples=tuple(str(text) for text in list(read)[:3]),
                )
            )
        self._table(
            "time_map",
            "time VARCHAR, year INTEGER, quarter INTEGER, status VARCHAR",
            [(text, time.year, time.quarter, time.status) for text, time in read.items()],
        )

    # -- numbers ---------------------------------------------------------------------------

    def read_numbers(self, delimiter: str) -> None:
        """Fill ``way_map``: how cells of each shape are read; a shape that cannot is a problem."""
        self._only_few("shape", _MOST_SHAPES, "ways of writing a number")
        rows = self._rows(
            "SELECT shape, count(*), min(n), any_value(text) FROM staged GROUP BY 1 ORDER BY 3"
        )
        ways = {str(shape): read_shape(str(shape)) for shape, *_ in rows}
        counts = {str(shape): int(count) for shape, count, *_ in rows}
        stated = self._mapping.decimal
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
            self._problem(f"cells that cannot be read ({why})", cells)
        self._note_ways(settled, counts, [(str(s), c, t) for s, c, _, t in rows])
        self._table(
            "way_map",
            "shape VARCHAR, mark VARCHAR, first INTEGER, length INTEGER, factor DOUBLE, "
            "status VARCHAR",
            [
                (shape, way.decimal, way.start, way.length, way.factor, way.status)
                for shape, way in settled.items()
                if way.kind == "number"
            ],
        )

    def _note_ways(
        self, ways: dict[str, Way], counts: dict[str, int], seen: Sequence[tuple[str, int, str]]
    ) -> None:
        texts = {shape: text for shape, _, text in seen}
        missing = [shape for shape, way in ways.items() if way.kind == "missing"]
        if missing:
            listed = ", ".join(f"“{texts[shape]}”" for shape in missing[:5])
            total = sum(counts[shape] for shape in missing)
            self.notes.append(f"{total:,} cells were read as “no data”: {listed}.")
        marked = [shape for shape, way in ways.items() if way.marked]
        if marked:
            listed = ", ".join(f"“{texts[shape]}”" for shape in marked[:3])
            self.notes.append(f"Marks beside numbers were not read as part of them: {listed}.")
        marks = {way.decimal for way in ways.values() if way.kind == "number" and way.decimal}
        if len(marks) > 1:
            listed = " and ".join(
                f"“{next(texts[s] for s, w in ways.items() if w.decimal == mark)}”"
                for mark in sorted(marks)
            )
            self.notes.append(
                f"Decimal points and decimal commas stand side by side ({listed}); each number "
                "was read by itself."
            )
        elif marks == {","}:
            self.notes.append("Commas were read as decimal commas.")
        percent = [shape for shape, way in ways.items() if way.percent]
        units = {entry.unit for entry in self._mapping.measures}
        if percent and not any(unit.startswith("percent") for unit in units):
            self.problems.append(
                Problem(
                    what=f"cells say %, but the unit is {sorted(units)!r}: give --unit percent",
                    n_rows=sum(counts[shape] for shape in percent),
                    rows=(),
                    examples=tuple(repr(texts[shape]) for shape in percent[:3]),
                )
            )

    # -- flags -----------------------------------------------------------------------------

    def read_flags(self) -> None:
        """Fill ``flag_map`` from the column of flags."""
        if not self._mapping.status:
            self._table("flag_map", "flag VARCHAR, status VARCHAR", [])
            return
        rows = self._rows("SELECT flag, count(*) FROM staged GROUP BY 1 ORDER BY 2 DESC LIMIT 500")
        known = [(flag, _FLAGS.get(str(flag or "").lower())) for flag, _ in rows]
        unknown = [str(flag) for flag, status in known if status is None]
        if unknown:
            listed = ", ".join(f"“{flag[:30]}”" for flag in unknown[:5])
            self.notes.append(f"Remarks in {self._mapping.status!r} were left out: {listed}.")
        self._table(
            "flag_map",
            "flag VARCHAR, status VARCHAR",
            [(flag, status) for flag, status in known if status and flag],
        )

    # -- all together ----------------------------------------------------------------------

    def write(self) -> None:
        """Make ``figures`` of what was read."""
        core = "substr(s.text, w.first, w.length)"
        bare = f"regexp_replace({core}, '[^0-9eE+-]', '', 'g')"
        point = f"regexp_replace({core}, '[^0-9.eE+-]', '', 'g')"
        comma = f"replace(regexp_replace({core}, '[^0-9,eE+-]', '', 'g'), ',', '.')"
        self._connection.execute(
            "CREATE TABLE figures AS SELECT s.series, p.target AS place, t.year, t.quarter, "
            f"w.factor * CAST(CASE w.mark WHEN '.' THEN {point} WHEN ',' THEN {comma} "
            f"ELSE {bare} END AS DOUBLE) AS value, "
            "coalesce(nullif(f.status, 'final'), nullif(w.status, ''), nullif(t.status, ''), "
            "'final') AS status, s.n, s.place AS written FROM staged s "
            "JOIN place_map p ON s.place IS NOT DISTINCT FROM p.place "
            "AND s.code IS NOT DISTINCT FROM p.code JOIN time_map t ON s.time = t.time "
            "JOIN way_map w ON s.shape = w.shape LEFT JOIN flag_map f ON s.flag = f.flag"
        )
        ((n_values, wide),) = self._rows(
            "SELECT count(*), count(*) FILTER (NOT isfinite(value)) FROM figures"
        )
        if not n_values:
            self.problems.append(
                Problem(what="no row has a place, a time and a number", n_rows=0, rows=())
            )
        if wide:
            rows = self._rows(f"SELECT n FROM figures WHERE NOT isfinite(value) LIMIT {_SHOWN}")
            self.problems.append(
                Problem(
                    what="numbers too large to be kept",
                    n_rows=wide,
                    rows=tuple(int(n) for (n,) in rows),
                )
            )

    def find_doubles(self) -> None:
        """Keep one of values told twice; refuse two values for one place and time."""
        doubles = self._rows(
            "SELECT series, place, year, quarter, min(value), max(value), "
            "array_agg(DISTINCT written), array_agg(n ORDER BY n)[1:4], count(*), min(n) "
            "FROM figures GROUP BY series, place, year, quarter HAVING count(*) > 1 ORDER BY 10"
        )
        differing = [row for row in doubles if row[4] != row[5]]
        if differing:
            self.problems.append(
                Problem(
                    what="different values for one place and time" + self._hint(),
                    n_rows=sum(row[8] for row in differing),
                    rows=tuple(n for row in differing for n in row[7])[:_SHOWN],
                    examples=tuple(
                        f"{' and '.join(filter(None, row[6]))}, {row[2]}: {row[4]:g} and {row[5]:g}"
                        for row in differing[:3]
                    ),
                )
            )
        elif doubles:
            rows = ", ".join(str(n) for n in doubles[0][7])
            self.notes.append(
                f"{len(doubles):,} values are told twice, with the same number (rows {rows}"
                f"{' ...' if len(doubles) > 1 else ''}); each was taken once."
            )
            self._connection.execute(
                "CREATE OR REPLACE TABLE figures AS SELECT * FROM figures QUALIFY "
                "row_number() OVER (PARTITION BY series, place, year, quarter ORDER BY n) = 1"
            )

    def _hint(self) -> str:
        if self._mapping.split or self._mapping.keep:
            return ""
        return (
            ": if another column tells the rows apart, keep one value of it (--keep COLUMN=VALUE) "
            "or make measures of its values (--split COLUMN)"
        )

    def report(self) -> Report:
        """Give what was found."""
        if self.problems:
            numbers: tuple[Any, ...] = (0, 0, 0, 0)
        else:
            ((*numbers,),) = self._rows(  # type: ignore[assignment]
                "SELECT count(*), count(DISTINCT place), min(year), max(year) FROM figures"
            )
        return Report(
            problems=tuple(self.problems),
            unresolved=tuple(self.unresolved),
            notes=tuple(self.notes),
            n_values=int(numbers[0]),
            n_places=int(numbers[1]),
            first_year=int(numbers[2]),
            last_year=int(numbers[3]),
        )

    # -- pieces ----------------------------------------------------------------------------

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def _only_few(self, columns: str, most: int, what: str) -> None:
        ((count,),) = self._rows(
            f"SELECT count(*) FROM (SELECT DISTINCT {columns} FROM staged LIMIT {most + 1})"
        )
        if count > most:
            raise CorpusError(f"the table has more than {most:,} {what}: is the mapping right?")

    def _problem(self, what: str, cells: Iterable[tuple[str, int, int]]) -> None:
        listed = list(cells)
        self.problems.append(
            Problem(
                what=what,
                n_rows=sum(count for _, count, _ in listed),
                rows=tuple(first for _, _, first in listed)[:_SHOWN],
                examples=tuple(text for text, _, _ in listed)[:_SHOWN],
            )
        )

    def _table(self, name: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
        """Make a small table of rows that Python worked out."""
        self._connection.execute(f"CREATE TABLE {name} ({columns})")
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            self._connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)


def _is_early(text: str) -> bool:
    try:
        return float(text.strip(SPACES)) < 1500
    except ValueError:
        return False
