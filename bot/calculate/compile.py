"""Compile: a request to one SELECT, built as a syntax tree.

Two shapes serve every operation: *cells* (the values of some places at some times) and
*ranking* (all places of a universe in order).  Per head and shares are columns of the same
SELECT; what compares rows is calculated from the rows, where the sentences are written.
``compile_layers`` puts sums of places, an index and pairs on top of the cells.
"""

from __future__ import annotations

from sqlglot import exp, select

from bot.calculate.compile_layers import add_groups, add_index, add_pairs
from bot.calculate.requests import Request, quantity_before_growth, quantity_column
from bot.understand.periods import Point
from corpus.catalogues import Measure

__all__ = ["compile_cells", "compile_ranking"]


def compile_cells(request: Request) -> str:
    """Give the SELECT for the values of the request's places, by place and time."""
    order = ["name", "year", *(["quarter"] if request.quarterly else [])]
    if request.joint:
        return add_pairs(_cells(request), request).sql(dialect="duckdb")
    places = tuple(
        dict.fromkeys(code for group in request.groups for code in (*group.plus, *group.minus))
    )
    query = _cells(request, places=places or request.places)
    if request.groups:
        query = add_groups(query, request)
    if request.base is not None:
        query = add_index(query, request)
    return query.order_by(*order).sql(dialect="duckdb")


def compile_ranking(request: Request) -> str:
    """Give the SELECT that ranks a universe of places by the request's quantity.

    Columns end with ``rank`` (ties share one) and ``ranked`` (how many places have a value).
    """
    base = _cells(request).where(*_universe(request))
    quantity = quantity_column(request)
    source = select().with_("cells", as_=base)
    if request.growth:
        source = source.with_("changes", as_=_changes(request))
    direction = "DESC" if request.descending else "ASC"
    each = _each_time(request)
    ranked = (
        select("*")
        .from_("changes" if request.growth else "cells")
        .select(f"rank() OVER ({each}ORDER BY {quantity} {direction}) AS rank")
        .select(f"count(*) OVER ({each.rstrip()}) AS ranked")
        .where(f"{quantity} IS NOT NULL")
    )
    query = source.with_("ranking", as_=ranked).select("*").from_("ranking")
    if request.above:
        comparison, value = request.above
        condition = f"{quantity} {comparison} {value!r}"
        if request.above_place:  # the row of that place stands with those held against it
            own = _equal(_column("place"), request.above_place).sql(dialect="duckdb")
            query = query.select(exp.alias_(_bound(request, quantity), "bound"))
            condition = f"{condition} * bound OR {own}"
        query = query.where(condition)
    if request.limit:
        query = query.where(f"rank <= {request.limit}")
    return query.order_by("rank", "name").sql(dialect="duckdb")


def _each_time(request: Request) -> str:
    """Rank the places of each year or quarter among themselves, where several are asked for."""
    if request.growth or len(request.points) < 2:
        return ""
    return "PARTITION BY year, quarter " if request.quarterly else "PARTITION BY year "


def _bound(request: Request, quantity: str) -> exp.Expr:
    """Select the value of the place that others are held against, ranked itself or not."""
    if request.growth:
        rows = select(quantity).from_("ranking")
        return rows.where(_equal(_column("place"), request.above_place)).subquery()
    cells = _cells(request, places=(request.above_place,)).subquery("own")
    return select(f"any_value(own.{quantity})").from_(cells).subquery()


# -- cells -----------------------------------------------------------------------------------


def _cells(request: Request, *, places: tuple[str, ...] = ()) -> exp.Select:
    """Select the cells with their derived columns, unordered."""
    measure = request.measure
    query = select(_column("place", "m"), _column("name", "m"), exp.alias_(_year(request), "year"))
    query = query.from_(exp.alias_(exp.to_table(measure.view), "m", table=True))
    if request.quarterly:
        query = query.select(_column("quarter", "m"))
    if request.by_topic:
        query = query.select(_column("topic", "m"))
    if "partner" in measure.dimensions:
        query = query.select(_column("partner", "m"))
    if request.reported:
        query = query.select(_column("start_year", "m"), _column("partner", "m"))
    elif measure.grain == "span":
        query = query.select(_column("start_year", "m"))
    elif measure.numerator and measure.denominator:
        query = query.select(_column("numerator", "m"), _column("denominator", "m"))
    query = query.select(_column("value", "m"))
    if request.denominator is not None:
        query = _with_ratio(query, request)
    if request.share_of:
        query = _with_share(query, request)
    query = query.select(_column("status", "m"))
    if request.reported:
        query = query.select(_column("printed", "m"), _column("unit", "m"), _column("source", "m"))
        query = query.where(_equal(_column("measure", "m"), measure.id))
    if request.topic and request.by_topic:
        query = query.where(_equal(_column("topic", "m"), request.topic))
    if places:
        query = query.where(_in(_column("place", "m"), places))
    return query.where(*_times(request))


def _with_ratio(query: exp.Select, request: Request) -> exp.Select:
    """Join what the values are divided by, of the same place and year."""
    other = request.denominator
    assert other is not None
    on = exp.and_(
        exp.EQ(this=_column("place", "d"), expression=_column("place", "m")),
        exp.EQ(this=_column("year", "d"), expression=_year(request)),
    )
    base = exp.func("nullif", _column("value", "d"), _literal(0))
    ratio: exp.Expr = exp.Div(this=_column("value", "m"), expression=base)
    if request.per != 1:
        ratio = exp.Mul(this=ratio, expression=_literal(request.per))
    return (
        query.select(exp.alias_(_column("value", "d"), other.id))
        .join(_divisors(other), on=on)
        .select(exp.alias_(ratio, "ratio"))
    )


def _divisors(other: Measure) -> exp.Expr:
    """Give what values are divided by: a view, or single reported figures that do not differ."""
    if other.view != "as_reported":
        return exp.alias_(exp.to_table(other.view), "d", table=True)
    told = (
        select("place", "end_year AS year", "any_value(value) AS value")
        .from_(other.view)
        .where(_equal(_column("measure"), other.id), "start_year = end_year", "partner IS NULL")
        .group_by("place", "end_year")
        .having("count(DISTINCT value) = 1")
    )
    return told.subquery("d")


def _with_share(query: exp.Select, request: Request) -> exp.Select:
    """Join the whole that the values are a share of, of the same time."""
    measure = request.measure
    whole: exp.Expr = exp.alias_(exp.to_table(measure.view), "w", table=True)
    conditions = [
        _equal(_column("place", "w"), request.share_of),
        exp.EQ(
            this=_column("end_year" if request.reported else "year", "w"),
            expression=_year(request),
        ),
    ]
    if request.reported:  # a share within one source: another's total is another count
        conditions.append(exp.EQ(this=_column("source", "w"), expression=_column("source", "m")))
    if request.quarterly:
        conditions.append(exp.EQ(this=_column("quarter", "w"), expression=_column("quarter", "m")))
    if request.by_topic:
        conditions.append(exp.EQ(this=_column("topic", "w"), expression=_column("topic", "m")))
    if request.reported:
        conditions.append(_equal(_column("measure", "w"), measure.id))
        conditions.append(
            exp.EQ(this=_column("start_year", "w"), expression=_column("start_year", "m"))
        )
    if request.share_members:
        whole = _members_total(request)
        conditions = [exp.EQ(this=_column("year", "w"), expression=_year(request))]
    share = exp.Div(
        this=exp.Mul(this=_literal(100), expression=_column("value", "m")),
        expression=_column("value", "w"),
    )
    return (
        query.join(whole, on=exp.and_(*conditions))
        .select(exp.alias_(_column("value", "w"), "whole"))
        .select(exp.alias_(share, "share_percent"))
    )


def _members_total(request: Request) -> exp.Expr:
    """Select the yearly sum over a bloc's members, as the whole of a share."""
    total = (
        select("year", "sum(value) AS value")
        .from_(request.measure.view)
        .where(exp.In(this=_column("place"), query=_members(request.share_of).subquery()))
        .group_by("year")
    )
    return total.subquery("w")


def _times(request: Request) -> list[exp.Expr]:
    """Restrict to a span, a list of years, a stretch of years, or quarters."""
    if request.span:
        first, last = request.span
        return [_equal(_column("start_year", "m"), first), _equal(_column("end_year", "m"), last)]
    if not request.points:
        return []
    if request.quarterly:
        return [exp.or_(*(_quarter(point) for point in request.points))]
    years = sorted({point.year for point in request.points})
    column = _year(request)
    if len(years) == 1:
        condition: exp.Expr = _equal(column, years[0])
    elif len(years) > 3 and years == list(range(years[0], years[-1] + 1)):
        condition = exp.Between(this=column, low=_literal(years[0]), high=_literal(years[-1]))
    else:
        condition = exp.In(this=column, expressions=[_literal(year) for year in years])
    if request.reported:
        same = exp.EQ(this=_column("start_year", "m"), expression=_column("end_year", "m"))
        condition = exp.and_(condition, same)
    return [condition]


def _quarter(point: Point) -> exp.Expr:
    year = _equal(_column("year", "m"), point.year)
    return exp.and_(year, _equal(_column("quarter", "m"), point.quarter)) if point.quarter else year


# -- rankings --------------------------------------------------------------------------------


def _universe(request: Request) -> list[exp.Expr]:
    """Restrict a ranking to the places named, a bloc's members of that year, or all countries."""
    place = _column("place", "m")
    conditions: list[exp.Expr] = []
    if request.places:
        conditions.append(_in(place, request.places))
    elif request.universe:
        members = _members(request.universe)
        if year := max((point.year for point in request.points), default=0):
            members = members.where(
                f'("from" IS NULL OR "from" <= {year})', f'("to" IS NULL OR "to" > {year})'
            )
        conditions.append(exp.In(this=place, query=members.subquery()))
    else:
        conditions.append(_in(_column("kind", "m"), request.kinds))
    if request.excluded:
        conditions.append(exp.Not(this=_in(place.copy(), request.excluded)))
    for wanted in request.filters:
        kept = (
            select("place")
            .from_(wanted.measure.view)
            .where(f"year = {wanted.point.year}", f"value {wanted.comparison} {wanted.value!r}")
        )
        conditions.append(exp.In(this=place.copy(), query=kept.subquery()))
    return conditions


def _changes(request: Request) -> exp.Select:
    """Select how each place's cells changed from the first point to the last."""
    inner = quantity_before_growth(request)
    first, last = request.points[0], request.points[-1]
    years = max(last.year - first.year, 1)
    growth = {
        "percent": f"100 * (l.{inner} - f.{inner}) / f.{inner}",
        "factor": f"l.{inner} / f.{inner}",
        "absolute": f"l.{inner} - f.{inner}",
        "cagr": f"100 * (power(l.{inner} / f.{inner}, 1.0 / {years}) - 1)",
    }[request.growth]

    def at(alias: str, point: Point) -> str:
        quarter = f" AND {alias}.quarter = {point.quarter}" if point.quarter else ""
        return f"{alias}.year = {point.year}{quarter}"

    return (
        select("l.place", "l.name", f"f.{inner} AS first_value", f"l.{inner} AS last_value")
        .select(f"{growth} AS {quantity_column(request)}")
        .from_("cells AS f")
        .join("cells AS l", on="l.place = f.place")
        .where(at("f", first), at("l", last))
        .where("TRUE" if request.growth == "absolute" else f"f.{inner} > 0")
    )


# -- pieces ----------------------------------------------------------------------------------


def _members(bloc: str) -> exp.Select:
    return select("place").from_("members").where(_equal(_column("bloc"), bloc))


def _year(request: Request) -> exp.Column:
    return _column("end_year" if request.reported else "year", "m")


def _column(name: str, table: str = "") -> exp.Column:
    return exp.column(name, table=table or None)


def _literal(value: float | int | str) -> exp.Expr:
    if isinstance(value, str):
        return exp.Literal.string(value)
    if isinstance(value, float) and value.is_integer():
        return exp.Literal.number(str(int(value)))
    return exp.Literal.number(str(value))


def _equal(column: exp.Expr, value: float | int | str) -> exp.Expr:
    return exp.EQ(this=column, expression=_literal(value))


def _in(column: exp.Expr, values: tuple[str, ...]) -> exp.Expr:
    return exp.In(this=column, expressions=[_literal(value) for value in values])
