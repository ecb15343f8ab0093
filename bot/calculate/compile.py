"""Compile: a request to one SELECT, built as a syntax tree.

Two shapes serve every operation: *cells* (the values of some places at some times) and
*ranking* (all places of a universe in order).  Per head and shares are columns of the same
SELECT; what compares rows is calculated from the rows, in ``operate``.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp, select

from bot.understand.periods import Point
from corpus.catalogues import Measure

__all__ = [
    "Request",
    "compile_cells",
    "compile_ranking",
    "quantity_column",
    "quantity_column_without_growth",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Say exactly which cells are wanted: everything vague has been decided."""

    measure: Measure
    places: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    span: tuple[int, int] | None = None
    topic: str = ""
    denominator: Measure | None = None  # per head, per GDP, per another measure
    per: float = 1.0
    share_of: str = ""
    share_members: bool = False  # the whole is the sum of its members, for want of its own row
    # ranking only
    universe: str = ""
    excluded: tuple[str, ...] = ()
    growth: str = ""  # "percent", "factor", "absolute", "cagr": ranks by change over points
    descending: bool = True
    limit: int = 0
    above: tuple[str, float] | None = None  # comparison, value
    kinds: tuple[str, ...] = ("country", "territory")
    partner: str = ""


def quantity_column(request: Request) -> str:
    """Name the column that the operation works on."""
    if request.growth:
        return {
            "percent": "change_percent",
            "factor": "factor",
            "absolute": "change",
            "cagr": "growth_percent_a_year",
        }[request.growth]
    if request.share_of:
        return "share_percent"
    if request.denominator is not None:
        return "ratio"
    return "value"


def _column(name: str, table: str = "") -> exp.Column:
    return exp.column(name, table=table or None)


def _literal(value: float | int | str) -> exp.Expression:
    if isinstance(value, str):
        return exp.Literal.string(value)
    if isinstance(value, float) and value.is_integer():
        return exp.Literal.number(str(int(value)))
    return exp.Literal.number(str(value))


def _in(column: exp.Expression, values: tuple[str, ...]) -> exp.Expression:
    return exp.In(this=column, expressions=[_literal(value) for value in values])


def _times(measure: Measure, points: tuple[Point, ...], table: str = "m") -> exp.Expression | None:
    """Restrict to points in time: a list of years, a stretch of years, or quarters."""
    if not points:
        return None
    if measure.grain != "quarter" or measure.view == "as_reported":
        years = sorted({point.year for point in points})
        column = _column("end_year" if measure.view == "as_reported" else "year", table)
        condition: exp.Expression
        if len(years) > 3 and years == list(range(years[0], years[-1] + 1)):
            condition = exp.Between(this=column, low=_literal(years[0]), high=_literal(years[-1]))
        elif len(years) == 1:
            condition = exp.EQ(this=column, expression=_literal(years[0]))
        else:
            condition = exp.In(this=column, expressions=[_literal(year) for year in years])
        if measure.view == "as_reported":
            same = exp.EQ(this=_column("start_year", table), expression=_column("end_year", table))
            condition = exp.and_(condition, same)
        return condition
    options = [
        exp.and_(
            exp.EQ(this=_column("year", table), expression=_literal(point.year)),
            exp.EQ(this=_column("quarter", table), expression=_literal(point.quarter)),
        )
        if point.quarter
        else exp.EQ(this=_column("year", table), expression=_literal(point.year))
        for point in points
    ]
    return exp.or_(*options)


def _base(request: Request, *, places: tuple[str, ...] = ()) -> exp.Select:
    """Select the cells with their derived columns, unordered."""
    measure = request.measure
    reported = measure.view == "as_reported"
    year = _column("end_year", "m") if reported else _column("year", "m")
    query = select(_column("place", "m"), _column("name", "m"), exp.alias_(year, "year")).from_(
        exp.alias_(exp.to_table(measure.view), "m", table=True)
    )
    if measure.grain == "quarter" and not reported:
        query = query.select(_column("quarter", "m"))
    if "topic" in measure.dimensions:
        query = query.select(_column("topic", "m"))
    if reported:
        query = query.select(_column("start_year", "m"), _column("partner", "m"))
    if measure.numerator and measure.denominator and not reported:
        query = query.select(_column("numerator", "m"), _column("denominator", "m"))
    query = query.select(_column("value", "m"))
    if request.denominator is not None:
        other = request.denominator
        query = query.select(exp.alias_(_column("value", "d"), other.id)).join(
            exp.alias_(exp.to_table(other.view), "d", table=True),
            on=exp.and_(
                exp.EQ(this=_column("place", "d"), expression=_column("place", "m")),
                exp.EQ(this=_column("year", "d"), expression=year.copy()),
            ),
        )
        ratio: exp.Expression = exp.Div(
            this=_column("value", "m"), expression=_column("value", "d")
        )
        if request.per != 1:
            ratio = exp.Mul(this=ratio, expression=_literal(request.per))
        query = query.select(exp.alias_(ratio, "ratio"))
    if request.share_of:
        conditions = [
            exp.EQ(this=_column("place", "w"), expression=_literal(request.share_of)),
            exp.EQ(this=_column("end_year" if reported else "year", "w"), expression=year.copy()),
        ]
        if reported:  # a share within one source: another's total is another count
            conditions.append(
                exp.EQ(this=_column("source", "w"), expression=_column("source", "m"))
            )
        if measure.grain == "quarter" and not reported:
            conditions.append(
                exp.EQ(this=_column("quarter", "w"), expression=_column("quarter", "m"))
            )
        if "topic" in measure.dimensions:
            conditions.append(exp.EQ(this=_column("topic", "w"), expression=_column("topic", "m")))
        if reported:
            conditions.append(exp.EQ(this=_column("measure", "w"), expression=_literal(measure.id)))
            conditions.append(
                exp.EQ(this=_column("start_year", "w"), expression=_column("start_year", "m"))
            )
        whole: exp.Expression = exp.alias_(exp.to_table(measure.view), "w", table=True)
        if request.share_members:
            whole = _members_total(request)
            conditions = [exp.EQ(this=_column("year", "w"), expression=year.copy())]
        query = query.join(whole, on=exp.and_(*conditions))
        share = exp.Div(
            this=exp.Mul(this=_literal(100), expression=_column("value", "m")),
            expression=_column("value", "w"),
        )
        query = query.select(exp.alias_(_column("value", "w"), "whole"))
        query = query.select(exp.alias_(share, "share_percent"))
    query = query.select(_column("status", "m"))
    if reported:
        query = query.select(_column("printed", "m"), _column("unit", "m"), _column("source", "m"))
        query = query.where(exp.EQ(this=_column("measure", "m"), expression=_literal(measure.id)))
    if request.topic and "topic" in measure.dimensions:
        query = query.where(exp.EQ(this=_column("topic", "m"), expression=_literal(request.topic)))
    if request.partner and reported:
        query = query.where(
            exp.EQ(this=_column("partner", "m"), expression=_literal(request.partner))
        )
    if places:
        query = query.where(_in(_column("place", "m"), places))
    if request.span:
        query = query.where(
            exp.EQ(this=_column("start_year", "m"), expression=_literal(request.span[0])),
            exp.EQ(this=_column("end_year", "m"), expression=_literal(request.span[1])),
        )
    elif times := _times(measure, request.points):
        query = query.where(times)
    return query


def _members_total(request: Request) -> exp.Expression:
    """Select the yearly sum over a bloc's members, as the whole of a share."""
    members = (
        select("place").from_("members").where(
            exp.EQ(this=_column("bloc"), expression=_literal(request.share_of))
        )
    )  # fmt: skip
    total = (
        select("year", "sum(value) AS value")
        .from_(request.measure.view)
        .where(exp.In(this=_column("place"), query=members.subquery()))
        .group_by("year")
    )
    return total.subquery("w")


def compile_cells(request: Request) -> str:
    """Give the SELECT for the values of the request's places, by place and time."""
    query = _base(request, places=request.places)
    order = ["name", "year"]
    if request.measure.grain == "quarter" and request.measure.view != "as_reported":
        order.append("quarter")
    return query.order_by(*order).sql(dialect="duckdb")


def _universe(request: Request) -> list[exp.Expression]:
    conditions: list[exp.Expression] = []
    if request.places:
        conditions.append(_in(_column("place", "m"), request.places))
    elif request.universe:
        year = max((point.year for point in request.points), default=0)
        members = (
            select("place")
            .from_("members")
            .where(exp.EQ(this=_column("bloc"), expression=_literal(request.universe)))
        )
        if year:
            members = members.where(
                f'("from" IS NULL OR "from" <= {year})', f'("to" IS NULL OR "to" > {year})'
            )
        conditions.append(exp.In(this=_column("place", "m"), query=members.subquery()))
    else:
        conditions.append(_in(_column("kind", "m"), request.kinds))
    if request.excluded:
        conditions.append(exp.Not(this=_in(_column("place", "m"), request.excluded)))
    return conditions


def compile_ranking(request: Request) -> str:
    """Give the SELECT that ranks a universe of places by the request's quantity.

    Columns end with ``rank`` (ties share one) and ``ranked`` (how many places have a value).
    """
    base = _base(request).where(*_universe(request))
    quantity = quantity_column(request)
    if request.growth:
        inner = quantity_column_without_growth(request)
        first, last = request.points[0], request.points[-1]
        growth = {
            "percent": f"100 * (l.{inner} - f.{inner}) / f.{inner}",
            "factor": f"l.{inner} / f.{inner}",
            "absolute": f"l.{inner} - f.{inner}",
            "cagr": f"100 * (power(l.{inner} / f.{inner}, 1.0 / {max(last.year - first.year, 1)}) - 1)",
        }[request.growth]

        def at(alias: str, point: Point) -> str:
            quarter = f" AND {alias}.quarter = {point.quarter}" if point.quarter else ""
            return f"{alias}.year = {point.year}{quarter}"

        changes = (
            select(
                "l.place", "l.name", f"f.{inner} AS first_value", f"l.{inner} AS last_value",
                f"{growth} AS {quantity}",
            )
            .from_("cells AS f")
            .join("cells AS l", on="l.place = f.place")
            .where(at("f", first), at("l", last), f"f.{inner} > 0")
        )  # fmt: skip
        ranked = select("*").from_("changes")
        source = select().with_("cells", as_=base).with_("changes", as_=changes)
    else:
        ranked = select("*").from_("cells")
        source = select().with_("cells", as_=base)
    direction = "DESC" if request.descending else "ASC"
    ranked = ranked.select(
        f"rank() OVER (ORDER BY {quantity} {direction}) AS rank", "count(*) OVER () AS ranked"
    ).where(f"{quantity} IS NOT NULL")
    query = source.with_("ranking", as_=ranked).select("*").from_("ranking")
    if request.above:
        comparison, value = request.above
        query = query.where(f"{quantity} {comparison} {value!r}")
    if request.limit:
        query = query.where(f"rank <= {request.limit}")
    return query.order_by("rank", "name").sql(dialect="duckdb")


def quantity_column_without_growth(request: Request) -> str:
    """Name the quantity whose growth is ranked."""
    if request.share_of:
        return "share_percent"
    return "ratio" if request.denominator is not None else "value"
