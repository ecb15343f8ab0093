"""Compile layers: what is put on top of a SELECT of cells: sums of places, an index, pairs."""

from __future__ import annotations

from sqlglot import exp, select

from bot.calculate.requests import Request, quantity_before_growth

__all__ = ["add_groups", "add_index", "add_pairs"]


def add_groups(cells: exp.Select, request: Request) -> exp.Select:
    """Add the cells of each group up, year by year; what is taken out counts against it.

    A rate is the sum over the sum, a share the sum over the whole.  The column ``parts`` says
    how many rows went into a value.
    """
    keys = ["parts.code", "parts.label", "cells.year"]
    query = select("parts.code AS place", "parts.label AS name", "cells.year AS year")
    if request.quarterly:
        keys.append("cells.quarter")
        query = query.select("cells.quarter AS quarter")
    if request.by_topic:
        keys.append("cells.topic")
        query = query.select("cells.topic AS topic")
    if request.reported:  # sums within one source: another's figures are another count
        keys += ["cells.start_year", "cells.unit", "cells.source"]
        query = query.select("cells.start_year AS start_year")
    query = query.select("sum(parts.sign * cells.value) AS value")
    if request.denominator is not None:
        base = f'sum(parts.sign * cells."{request.denominator.id}")'
        query = query.select(f'{base} AS "{request.denominator.id}"')
        query = query.select(
            f"sum(parts.sign * cells.value) / nullif({base}, 0) * {request.per!r} AS ratio"
        )
    if request.share_of:
        query = query.select("any_value(cells.whole) AS whole")
        query = query.select(
            "100 * sum(parts.sign * cells.value) / any_value(cells.whole) AS share_percent"
        )
    query = query.select("count(*) AS parts", "max(cells.status) AS status")
    if request.reported:
        query = query.select("'' AS printed", "cells.unit AS unit", "cells.source AS source")
    query = (
        query.with_("cells", as_=cells)
        .from_("cells")
        .join(_parts(request), on="parts.place = cells.place")
        .group_by(*keys)
    )
    if request.reported:
        whole = min(len(group.plus) + len(group.minus) for group in request.groups)
        query = query.having(f"count(*) >= {whole}", "count(DISTINCT cells.place) = count(*)")
    return query


def _parts(request: Request) -> exp.Expr:
    """Give the table of which place goes into which group, and with which sign."""
    rows = [
        exp.Tuple(
            expressions=[
                exp.Literal.string(group.code),
                exp.Literal.string(group.name),
                exp.Literal.string(place),
                exp.Literal.number(sign) if sign > 0 else exp.Neg(this=exp.Literal.number(1)),
            ]
        )
        for group in request.groups
        for sign, places in ((1, group.plus), (-1, group.minus))
        for place in places
    ]
    names = [exp.to_identifier(name) for name in ("code", "label", "place", "sign")]
    return exp.Values(
        expressions=rows, alias=exp.TableAlias(this=exp.to_identifier("parts"), columns=names)
    )


def add_index(cells: exp.Select, request: Request) -> exp.Select:
    """Add the column ``index``: the quantity with the base time of each place set to 100."""
    assert request.base is not None
    quantity = quantity_before_growth(request)
    on = ["b.place = c.place", f"b.year = {request.base.year}"]
    if request.base.quarter:
        on.append(f"b.quarter = {request.base.quarter}")
    if request.reported:
        on.append("b.source = c.source")
    return (
        select("c.*", f"b.{quantity} AS base_value")
        .select(f'100 * c.{quantity} / b.{quantity} AS "index"')
        .with_("series", as_=cells)
        .from_("series AS c")
        .join("series AS b", on=" AND ".join(on))
        .where(f"b.{quantity} > 0")
    )


def add_pairs(cells: exp.Select, request: Request) -> exp.Select:
    """Select pairs of partners: the pair that is named, or one place's partners, most first."""
    names = [exp.Literal.string(code) for code in request.places]
    query = (
        select("c.place || '&' || c.partner AS place")
        .select("c.name || ' and ' || p.name AS name")
        .select("c.* EXCLUDE (place, name)")
        .with_("cells", as_=cells)
        .from_("cells AS c")
        .join("places AS p", on="p.place = c.partner")
    )
    for name in names:
        query = query.where(
            exp.or_(
                exp.EQ(this=exp.column("place", table="c"), expression=name.copy()),
                exp.EQ(this=exp.column("partner", table="c"), expression=name.copy()),
            )
        )
    return query.order_by("c.year", "c.value DESC", "name")
