"""Compile entities: what is asked of a table of things to one SELECT, built as a tree.

Every SELECT brings along how many rows there are and how many have a value, so that a sentence
can say what a figure rests on.
"""

from __future__ import annotations

import re

from sqlglot import exp, select

from bot.understand.entity_readings import Condition, EntityReading
from corpus.entities import EntityTable
from index.entities import part_view

__all__ = ["LISTED", "SHOWN_AFTER", "compile_entities"]

LISTED = 25  # rows that a list shows
SHOWN_AFTER = 3  # rows shown after the one at the end of a column
_SIGNS = {">": exp.GT, ">=": exp.GTE, "<": exp.LT, "<=": exp.LTE, "=": exp.EQ}


def compile_entities(reading: EntityReading, table: EntityTable) -> str:
    """Give the SELECT for a reading of a table."""
    maker = {
        "lookup": _lookup,
        "superlative": _superlative,
        "list": _list,
        "count": _count,
        "share": _share,
        "groups": _groups,
    }.get(reading.operation, _statistic)
    return maker(reading, table).sql(dialect="duckdb")


def _lookup(reading: EntityReading, table: EntityTable) -> exp.Select:
    """Select the named rows, with how many rows of the table have each number."""
    columns = _shown(reading, table)
    query = select(*map(_quoted, columns)).from_(table.id)
    query = query.select(_scalar(exp.Count(this=exp.Star()), table).as_("listed"))
    for name in reading.columns:
        if table.of(name).kind == "number":
            known = _scalar(exp.Count(this=_column(name)), table)
            query = query.select(known.as_(f"{name}_known"))
    wanted = [exp.Literal.string(name) for name in (*reading.names, *reading.others)]
    query = query.where(exp.In(this=_column(table.key), expressions=wanted))
    return query.order_by(*_order(table))


def _superlative(reading: EntityReading, table: EntityTable) -> exp.Select:
    """Select the rows at one end of a column, ranked; ties share a rank."""
    column = reading.columns[0]
    direction = "DESC" if reading.descending else "ASC"
    ranked = (
        _where(select(*map(_quoted, _shown(reading, table))).from_(table.id), reading, table)
        .select(f'rank() OVER (ORDER BY "{column}" {direction} NULLS LAST) AS rank')
        .select("count(*) OVER () AS listed", f'count("{column}") OVER () AS known')
    )
    last = max(reading.limit, reading.rank) or 1 + SHOWN_AFTER
    return (
        select("*")
        .with_("ranked", as_=ranked)
        .from_("ranked")
        .where(f'"{column}" IS NOT NULL AND rank <= {last}')
        .order_by("rank", _quoted(table.key))
    )


def _list(reading: EntityReading, table: EntityTable) -> exp.Select:
    """Select the rows that meet the conditions, the newest first."""
    query = select(*map(_quoted, _shown(reading, table))).select("count(*) OVER () AS listed")
    query = _where(query.from_(table.id), reading, table)
    return query.order_by(*_order(table, newest=True)).limit(LISTED)


def _count(reading: EntityReading, table: EntityTable) -> exp.Select:
    """Count the rows that meet the conditions; of numbers, also the rows that have one."""
    tests = [item for item in reading.conditions if _has_gaps(item, table)]
    others = tuple(item for item in reading.conditions if item not in tests)
    query = select().from_(table.id)
    if tests:
        met = exp.and_(*(_condition(item, table) for item in tests))
        count = exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=met))
        query = query.select(exp.alias_(count, "number"))
        for name in dict.fromkeys(item.column for item in tests):
            query = query.select(f'count("{name}") AS "{name}_known"')
    else:
        query = query.select("count(*) AS number")
    query = query.select("count(*) AS listed")
    return _where(query, reading, table, only=others)


def _share(reading: EntityReading, table: EntityTable) -> exp.Select:
    """Count the part and the whole; the whole holds only rows whose column has a value."""
    met = exp.and_(*(_condition(item, table) for item in reading.part))
    known = exp.and_(
        *(exp.Not(this=exp.Is(this=_column(item.column), expression=exp.Null()))
          for item in reading.part)
    )  # fmt: skip
    inner = (
        select()
        .select(exp.alias_(_filtered(exp.and_(met, known)), "part"))
        .select(exp.alias_(_filtered(known), "whole"))
        .select("count(*) AS listed")
        .from_(table.id)
    )
    inner = _where(inner, reading, table)
    return (
        select("part", "whole", "listed", "100.0 * part / nullif(whole, 0) AS share_percent")
        .with_("counted", as_=inner)
        .from_("counted")
    )


def _statistic(reading: EntityReading, table: EntityTable) -> exp.Select:
    """Select the median, mean or sum of a column, all or by the parts of another."""
    column = reading.columns[0]
    function = {"median": "median", "mean": "avg", "sum": "sum"}[reading.operation]
    name = f'{function}("{column}") AS "{column}"'
    source, part = _source(reading, table)
    query = select().from_(source)
    if part:
        query = query.select(f'"{part}"')
    query = query.select(name, f'count("{column}") AS known', "count(*) AS listed")
    query = _where(query, reading, table)
    if part:
        query = query.where(f'"{column}" IS NOT NULL').group_by(f'"{part}"').order_by(f'"{part}"')
    return query


def _groups(reading: EntityReading, table: EntityTable) -> exp.Select:
    """Count rows by the parts of a column, most first; ties share a rank."""
    source, part = _source(reading, table)
    direction = "DESC" if reading.descending else "ASC"
    counted = _where(select(f'"{part}"', "count(*) AS number").from_(source), reading, table).where(
        f'"{part}" IS NOT NULL'
    )
    if reading.pattern:
        counted = counted.where(_matches(_column(part), reading.pattern))
    counted = counted.group_by(f'"{part}"')
    ranked = (
        select("*")
        .select(f"rank() OVER (ORDER BY number {direction}) AS rank", "count(*) OVER () AS groups")
        .from_("counted")
    )
    last = max(reading.limit, reading.rank) or 5
    order = [f'"{part}"'] if part == "year" else ["rank", f'"{part}"']
    query = select("*").with_("counted", as_=counted).with_("ranked", as_=ranked).from_("ranked")
    if part != "year":
        query = query.where(f"rank <= {last}")
    return query.order_by(*order)


# -- pieces ----------------------------------------------------------------------------------


def _source(reading: EntityReading, table: EntityTable) -> tuple[str, str]:
    """Give the view and the column that rows are grouped in."""
    if not reading.group or reading.group == "year":
        return table.id, reading.group
    column = table.of(reading.group)
    if column.kind == "text":
        return table.id, column.name
    return part_view(table, column), "country" if column.kind == "places" else column.name


def _shown(reading: EntityReading, table: EntityTable) -> list[str]:
    """Give the columns to select: the name, those asked for, and those shown in brackets."""
    country = [table.place] if table.place else []
    status = [table.status] if table.status else []
    columns = [table.key, *table.shown, *country, *status, *reading.columns]
    return [name for name in dict.fromkeys(columns) if name]


def _order(table: EntityTable, *, newest: bool = False) -> list[str]:
    date = [f'"{table.date}"{" DESC" if newest else ""}'] if table.date else []
    return [*date, _quoted(table.key)]


def _where(
    query: exp.Select,
    reading: EntityReading,
    table: EntityTable,
    *,
    only: tuple[Condition, ...] | None = None,
) -> exp.Select:
    conditions = reading.conditions if only is None else only
    made = [_condition(item, table, group=reading.group) for item in conditions]
    return query.where(*made) if made else query


def _is_number(condition: Condition, table: EntityTable) -> bool:
    names = [column.name for column in table.column if column.kind == "number"]
    return condition.column in names


def _has_gaps(condition: Condition, table: EntityTable) -> bool:
    """Tell whether a condition is on a column that many rows have no value of."""
    names = [column.name for column in table.column if column.kind in ("number", "yesno")]
    return condition.column in names


def _condition(condition: Condition, table: EntityTable, *, group: str = "") -> exp.Expr:
    """Give one condition as an expression."""
    column, values = _column(condition.column), condition.values
    if condition.test == "known":
        return exp.Not(this=exp.Is(this=column, expression=exp.Null()))
    if condition.test in ("has", "has not"):
        met = _has(condition, table, group=group)
        return met if condition.test == "has" else exp.Not(this=exp.Paren(this=met))
    if condition.test == "in":
        return exp.In(this=column, expressions=[_literal(value) for value in values])
    if _is_number(condition, table) and isinstance(values[0], str):
        row = exp.EQ(this=_column(table.key), expression=_literal(values[0]))
        other = select(exp.Max(this=column.copy())).from_(table.id).where(row)
        return _SIGNS[condition.test](this=column, expression=other.subquery())
    return _SIGNS[condition.test](this=column, expression=_literal(values[0]))


def _has(condition: Condition, table: EntityTable, *, group: str) -> exp.Expr:
    """Test whether a list holds one of the values as a whole part."""
    kind = table.of(condition.column).kind
    if condition.column == group and kind in ("list", "places"):
        name = "place" if kind == "places" else condition.column
        return exp.In(this=_column(name), expressions=[_literal(v) for v in condition.values])
    divider = " " if kind == "places" else ", "
    parts = "|".join(re.escape(str(value)) for value in condition.values)
    return _matches(_column(condition.column), f"(^|{divider})({parts})({divider}|$)")


def _matches(column: exp.Expr, pattern: str) -> exp.Expr:
    return exp.func("regexp_matches", column, exp.Literal.string(pattern), dialect="duckdb")


def _filtered(condition: exp.Expr) -> exp.Filter:
    return exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=condition))


def _scalar(what: exp.Expr, table: EntityTable) -> exp.Subquery:
    return select(what).from_(table.id).subquery()


def _column(name: str) -> exp.Column:
    return exp.column(name, quoted=True)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _literal(value: str | float) -> exp.Expr:
    if isinstance(value, str):
        return exp.Literal.string(value)
    return exp.Literal.number(str(int(value)) if value == int(value) < 1e15 else repr(value))
