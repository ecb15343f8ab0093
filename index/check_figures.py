"""Check: staged values made figures; two values for one place and time are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.tables.mappings import Mapping
from corpus.tables.place_names import PlaceNames
from index.check_numbers import check_flags, check_numbers
from index.check_places import check_places, check_times
from index.figure_reports import Findings, Problem, Report

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["check_values"]

_SHOWN = 8  # rows that a problem names


def check_values(
    connection: DuckDBPyConnection,
    mapping: Mapping,
    names: PlaceNames,
    *,
    delimiter: str,
    unused: Sequence[str] = (),
) -> Report:
    """Turn ``staged`` into ``figures``: series, place, year, quarter, value, status, n.

    ``unused``: the columns that the mapping leaves aside.  ``figures`` is whole only where the
    report has no problems.
    """
    found = Findings(connection)
    check_places(found, mapping, names)
    check_times(found)
    check_numbers(found, mapping, delimiter=delimiter)
    check_flags(found, mapping)
    if not found.problems:
        _write(found)
        _find_doubles(found, unused)
    return _report(found)


def _write(found: Findings) -> None:
    """Make ``figures`` of what was read."""
    core = "substr(s.text, w.first, w.length)"
    bare = f"regexp_replace({core}, '[^0-9eE+-]', '', 'g')"
    point = f"regexp_replace({core}, '[^0-9.eE+-]', '', 'g')"
    comma = f"replace(regexp_replace({core}, '[^0-9,eE+-]', '', 'g'), ',', '.')"
    found.connection.execute(
        "CREATE TABLE figures AS SELECT s.series, s.target AS place, t.year, t.quarter, "
        f"w.factor * TRY_CAST(CASE w.mark WHEN '.' THEN {point} WHEN ',' THEN {comma} "
        f"ELSE {bare} END AS DOUBLE) AS value, "
        "coalesce(nullif(f.status, 'final'), nullif(w.status, ''), nullif(t.status, ''), "
        "'final') AS status, s.n, s.place AS written FROM staged s "
        "JOIN time_map t ON s.time = t.time "
        "JOIN way_map w ON s.shape = w.shape LEFT JOIN flag_map f ON s.flag = f.flag"
    )
    ((n_values, wide),) = found.rows(
        "SELECT count(*), count(*) FILTER (NOT coalesce(isfinite(value), false)) FROM figures"
    )
    if not n_values:
        found.problems.append(
            Problem(what="no row has a place, a time and a number", n_rows=0, rows=())
        )
    if wide:
        rows = found.rows(
            f"SELECT n FROM figures WHERE NOT coalesce(isfinite(value), false) LIMIT {_SHOWN}"
        )
        found.problems.append(
            Problem(
                what="numbers too large to be kept",
                n_rows=wide,
                rows=tuple(int(n) for (n,) in rows),
            )
        )


def _find_doubles(found: Findings, unused: Sequence[str]) -> None:
    """Keep one of values told twice; refuse two values for one place and time."""
    found.connection.execute(
        "CREATE TABLE doubles AS SELECT series, place, year, quarter, min(value) AS least, "
        "max(value) AS most, min(n) AS n, count(*) AS told FROM figures "
        "GROUP BY series, place, year, quarter HAVING count(*) > 1"
    )
    ((n_doubles, n_differing, n_rows),) = found.rows(
        "SELECT count(*), count(*) FILTER (least <> most), "
        "coalesce(sum(told) FILTER (least <> most), 0) FROM doubles"
    )
    if n_differing:
        first = found.rows(
            "SELECT f.n, f.written, f.year, f.value FROM (SELECT * FROM doubles "
            f"WHERE least <> most ORDER BY n LIMIT {_SHOWN}) d JOIN figures f "
            "USING (series, place, year, quarter) ORDER BY d.n, f.n"
        )
        found.problems.append(
            Problem(
                what="different values for one place and time" + _hint(unused),
                n_rows=int(n_rows),
                rows=tuple(int(n) for n, *_ in first[:_SHOWN]),
                examples=tuple(f"{name}, {year}: {value:g}" for _, name, year, value in first[:4]),
            )
        )
    elif n_doubles:
        ((name, year),) = found.rows(
            "SELECT f.written, f.year FROM figures f JOIN doubles d USING (n) ORDER BY n LIMIT 1"
        )
        found.notes.append(
            f"{n_doubles:,} values are told twice, with the same number (the first: {name}, "
            f"{year}); each was taken once."
        )
        found.connection.execute(
            "CREATE OR REPLACE TABLE figures AS SELECT * FROM figures QUALIFY "
            "row_number() OVER (PARTITION BY series, place, year, quarter ORDER BY n) = 1"
        )


def _hint(unused: Sequence[str]) -> str:
    if not unused:
        return ""
    named = ", ".join(map(repr, unused[:6]))
    return (
        f": if one of the columns {named} tells the rows apart, keep one value of it (--keep "
        "COLUMN=VALUE) or make measures of its values (--split COLUMN)"
    )


def _report(found: Findings) -> Report:
    """Give what was found."""
    if found.problems:
        numbers: tuple[Any, ...] = (0, 0, 0, 0)
    else:
        ((*numbers,),) = found.rows(  # type: ignore[assignment]
            "SELECT count(*), count(DISTINCT place), min(year), max(year) FROM figures"
        )
    return Report(
        problems=tuple(found.problems),
        unresolved=tuple(found.unresolved),
        notes=tuple(found.notes),
        n_values=int(numbers[0]),
        n_places=int(numbers[1]),
        first_year=int(numbers[2]),
        last_year=int(numbers[3]),
    )
