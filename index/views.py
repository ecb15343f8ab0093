"""Views: one a measure, and those of entities, with units and definitions as comments.

The views are what a reader and a language model see, and all that a query may read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.catalogues import Catalogue, Measure

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["MEASURE_COLUMNS", "comment_view", "create_views", "literal"]

MEASURE_COLUMNS = {
    "place": "code of the place: ISO 3166 alpha-3, or one of the codes in places",
    "name": "name of the place",
    "kind": "country, territory, bloc, region, world, group or organisation",
    "year": "year",
    "quarter": "quarter of the year, 1 to 4",
    "start_year": "first year of the period",
    "status": "final, incomplete, estimate ..., or the qualifier printed with it: about, over ...",
    "topic": "topic label of the repository",
    "numerator": "numerator of the ratio",
    "denominator": "denominator of the ratio",
}


def literal(value: str) -> str:
    """Quote a text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def create_views(connection: DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create every view over the loaded tables."""
    for measure in catalogue.measures:
        if measure.view == measure.id:
            _measure_view(connection, measure)
    connection.execute(
        "CREATE VIEW as_reported AS SELECT o.measure, m.label, o.place, p.name, p.kind, "
        "o.partner, o.start_year, o.end_year, o.value, o.printed, o.unit, o.status, o.source, "
        "s.source_name, o.note FROM observations o JOIN measures m USING (measure) "
        "JOIN places p USING (place) LEFT JOIN sources s USING (source) "
        "WHERE o.dataset = 'as_reported'"
    )
    comment_view(
        connection,
        "as_reported",
        "Single figures from reports and the press, each with its source. Compare only figures "
        "of the same measure.",
        {
            **MEASURE_COLUMNS,
            "measure": "id of the measure: always restrict to one",
            "label": "what the measure counts",
            "partner": "code of the second place of a pair",
            "end_year": "last year of the period; equal to start_year for a single year",
            "value": "value, in unit",
            "printed": "the value as printed",
            "unit": "unit of the value",
            "source": "number of the source document",
            "source_name": "name of the source document",
            "note": "remark on the figure",
        },
    )
    connection.execute(
        "CREATE VIEW nsf_network AS SELECT n.place, p.name, p.kind, n.* EXCLUDE (place) "
        "FROM network n JOIN places p USING (place)"
    )
    comment_view(
        connection,
        "nsf_network",
        "International AI co-authorship network 2003-2022 pooled; a link needs 400 joint papers.",
        {
            "links": "number of partner countries (degree)",
            "strength": "joint papers over all links",
        },
    )
    connection.execute("COMMENT ON TABLE places IS 'Countries, blocs, regions, organisations.'")
    connection.execute(
        "COMMENT ON TABLE members IS "
        "'Members of blocs and regions, from a year on, until (not including) another year.'"
    )


def _measure_view(connection: DuckDBPyConnection, measure: Measure) -> None:
    extra = []
    if measure.grain == "quarter":
        extra.append("o.quarter")
    if measure.grain == "span":
        extra.append("o.start_year")
    extra += [f"o.{dimension}" for dimension in measure.dimensions]
    columns = "".join(f", {column}" for column in extra)
    head = f'CREATE VIEW "{measure.view}" AS SELECT o.place, p.name, p.kind, o.end_year AS year'
    if measure.numerator:
        numerator, denominator = (
            _value(connection, part, alias)
            for part, alias in ((measure.numerator, "o"), (measure.denominator, "d"))
        )
        formula = measure.formula.replace("numerator", "o.value").replace("denominator", "d.value")
        connection.execute(
            f"{head}{columns}, {formula} AS value, o.status, {numerator} AS numerator, "
            f"{denominator} AS denominator FROM observations o JOIN observations d "
            "ON d.place = o.place AND d.end_year = o.end_year "
            f"AND d.measure = {literal(measure.denominator)} JOIN places p ON p.place = o.place "
            f"WHERE o.measure = {literal(measure.numerator)} AND d.value > 0"
        )
    else:
        connection.execute(
            f"{head}{columns}, {_value(connection, measure.id, 'o')} AS value, o.status "
            "FROM observations o JOIN places p ON p.place = o.place "
            f"WHERE o.measure = {literal(measure.id)}"
        )
    comment_view(
        connection,
        measure.view,
        f"{measure.long[:1].upper()}{measure.long[1:]}. {measure.definition}",
        {**MEASURE_COLUMNS, "value": f"{measure.label}, in {measure.unit}"},
    )


def _value(connection: DuckDBPyConnection, measure: str, alias: str) -> str:
    """Give whole numbers as integers, so that nobody reads 18471.0 articles."""
    row = connection.execute(
        "SELECT coalesce(bool_and(value = round(value)), false) FROM observations "
        f"WHERE measure = {literal(measure)}"
    ).fetchone()
    return f"CAST({alias}.value AS BIGINT)" if row and row[0] else f"{alias}.value"


def comment_view(
    connection: DuckDBPyConnection, view: str, text: str, columns: dict[str, str]
) -> None:
    """Write what a view and its columns hold beside them."""
    connection.execute(f'COMMENT ON VIEW "{view}" IS {literal(text)}')
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [view]
    ).fetchall()
    for (column,) in rows:
        if column in columns:
            connection.execute(
                f'COMMENT ON COLUMN "{view}"."{column}" IS {literal(columns[column])}'
            )
