"""Guard: let through one SELECT over the published views, and nothing else.

The SQL is parsed, every node of its tree must be of a kind and every function of a name that
is listed here, and what runs is the SQL rendered back from the checked tree.  The database
connection is locked as well (index/query.py); neither is trusted alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from corpus.errors import QueryRefused

__all__ = ["CheckedQuery", "check_query", "check_sql"]

MAX_CHARACTERS = 20_000
MAX_NODES = 3_000
MAX_DEPTH = 60
MAX_NESTED_BRACKETS = 40  # looked at before parsing, which works by recursion
MAX_SERIES = 10_000  # numbers that range() or generate_series() may make
MAX_LIST = 1_000

_QUERIES = (exp.Select, exp.SetOperation, exp.Subquery)
_NODES: frozenset[type[exp.Expression]] = frozenset(
    {
        # queries
        exp.Select, exp.Union, exp.Except, exp.Intersect, exp.Subquery, exp.With, exp.CTE,
        exp.From, exp.Join, exp.Where, exp.Group, exp.Having, exp.Qualify, exp.Order, exp.Ordered,
        exp.Limit, exp.Offset, exp.Distinct, exp.Rollup, exp.Cube, exp.GroupingSets, exp.Values,
        exp.Window, exp.WindowSpec, exp.Filter, exp.WithinGroup, exp.IgnoreNulls, exp.RespectNulls,
        # names and values
        exp.Table, exp.TableAlias, exp.Column, exp.Identifier, exp.Alias, exp.Star, exp.Literal,
        exp.Boolean, exp.Null, exp.DataType, exp.DataTypeParam, exp.Interval, exp.Var, exp.Tuple,
        exp.Paren, exp.Array,
        # operators
        exp.And, exp.Or, exp.Not, exp.Neg, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod,
        exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is, exp.NullSafeEQ, exp.NullSafeNEQ,
        exp.Between, exp.In, exp.Like, exp.ILike, exp.DPipe, exp.Any, exp.All, exp.Exists,
        exp.Case, exp.If, exp.Cast, exp.TryCast,
    }
)  # fmt: skip

# By the names sqlglot gives the functions it knows, and as written for those it does not know.
_FUNCTIONS = frozenset(
    # aggregates
    "count count_if sum avg min max median mode stddev stddev_pop stddev_samp variance "
    "variance_pop corr covar_pop covar_samp regr_slope regr_intercept regr_r2 quantile "
    "percentile_cont percentile_disc quantile_cont quantile_disc arg_max arg_min max_by min_by "
    "any_value first last group_concat string_agg listagg logical_and logical_or bool_and "
    "bool_or array_agg geometric_mean geomean product "
    # numbers
    "abs ceil ceiling floor round trunc sqrt cbrt power pow exp ln log log2 log10 sign mod "
    "greatest least isnan isfinite "
    # choices
    "coalesce nullif if ifnull "
    # texts
    "lower upper length trim ltrim rtrim left right substring substr replace concat concat_ws "
    "starts_with ends_with contains str_position instr split_part regexp_like regexp_matches "
    # windows
    "rank dense_rank row_number percent_rank cume_dist ntile lag lead first_value last_value "
    "nth_value "
    # dates
    "year month quarter day extract date_part datepart date_trunc timestamp_trunc date_diff "
    "datediff make_date date_from_parts".split()
)
_SERIES = (exp.GenerateSeries,)
_UNNEST = (exp.Unnest, exp.Explode)
_TYPES = frozenset(
    {
        exp.DataType.Type.BOOLEAN, exp.DataType.Type.TINYINT, exp.DataType.Type.SMALLINT,
        exp.DataType.Type.INT, exp.DataType.Type.BIGINT, exp.DataType.Type.INT128,
        exp.DataType.Type.FLOAT, exp.DataType.Type.DOUBLE, exp.DataType.Type.DECIMAL,
        exp.DataType.Type.VARCHAR, exp.DataType.Type.TEXT, exp.DataType.Type.DATE,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuery:
    """Hold SQL that passed, and the views it reads in order of appearance."""

    sql: str
    views: tuple[str, ...]


def check_sql(sql: str, *, views: Collection[str]) -> str:
    """Return the SQL as rendered from the checked tree (DuckDB's dialect).

    Raises QueryRefused naming what is not allowed.
    """
    return check_query(sql, views=views).sql


def check_query(sql: str, *, views: Collection[str]) -> CheckedQuery:
    """Return the checked SQL with the views it reads.

    Raises QueryRefused naming what is not allowed.
    """
    return _check(sql, frozenset(view.lower() for view in views))


@lru_cache(maxsize=512)
def _check(sql: str, views: frozenset[str]) -> CheckedQuery:
    tree = _parse(sql)
    found = _check_tree(tree, views)
    rendered = tree.sql(dialect="duckdb", comments=False)
    # What was rendered must read as what was checked: a second look costs a millisecond.
    _check_tree(_parse(rendered), views)
    return CheckedQuery(sql=rendered, views=found)


def _parse(sql: str) -> exp.Expression:
    """Parse one statement; refuse what is too long, too deep, or more than one."""
    if len(sql) > MAX_CHARACTERS:
        raise QueryRefused(f"the query has {len(sql):,} characters; at most {MAX_CHARACTERS:,}")
    if "\x00" in sql:
        raise QueryRefused("the query holds a null character; leave it out")
    depth = deepest = 0
    for char in sql:
        depth += (char in "([{") - (char in ")]}")
        deepest = max(deepest, depth)
    if deepest > MAX_NESTED_BRACKETS:
        raise QueryRefused(f"the query nests {deepest} brackets; at most {MAX_NESTED_BRACKETS}")
    try:
        statements = [tree for tree in sqlglot.parse(sql, dialect="duckdb") if tree is not None]
    except (SqlglotError, RecursionError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise QueryRefused(f"the query cannot be parsed: {reason[:200]}") from error
    statements = [tree for tree in statements if not isinstance(tree, exp.Semicolon)]
    if len(statements) != 1:
        raise QueryRefused(f"send one SELECT statement, not {len(statements)}")
    tree = statements[0]
    if not isinstance(tree, _QUERIES):
        raise QueryRefused(f"only SELECT is allowed, not {tree.key.upper()}")
    return tree


def _check_tree(tree: exp.Expression, views: frozenset[str]) -> tuple[str, ...]:
    """Raise QueryRefused at the first node that is not allowed; return the views read."""
    read: dict[str, None] = {}
    for count, (node, depth) in enumerate(_walk(tree), start=1):
        if count > MAX_NODES or depth > MAX_DEPTH:
            raise QueryRefused(
                f"the query is too large: at most {MAX_NODES:,} parts, {MAX_DEPTH} levels deep"
            )
        _check_node(node)
        if isinstance(node, exp.Table) and (view := _check_table(node, views)):
            read[view] = None
    return tuple(read)


def _walk(tree: exp.Expression) -> Iterator[tuple[exp.Expression, int]]:
    stack = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        # WITH is read first, though the tree keeps it last.
        children = sorted(
            node.iter_expressions(), key=lambda child: not isinstance(child, exp.With)
        )
        stack.extend((child, depth + 1) for child in reversed(children))


def _check_node(node: exp.Expression) -> None:
    kind = type(node)
    if isinstance(node, _SERIES):
        _check_series(node)
    elif isinstance(node, _UNNEST):
        _check_unnest(node)
    elif isinstance(node, exp.Anonymous):
        # A name given as a quoted identifier, or with a schema before it, is no plain name.
        if not isinstance(node.this, str) or node.name.lower() not in _FUNCTIONS:
            raise QueryRefused(f"function {node.name!r} is not allowed; {_hint()}")
    elif isinstance(node, exp.Func) and kind not in _NODES:
        if not {name.lower() for name in node.sql_names()} & _FUNCTIONS:
            raise QueryRefused(f"function {node.sql_name().lower()!r} is not allowed; {_hint()}")
    elif kind not in _NODES:
        raise QueryRefused(f"{node.key.upper()!r} is not allowed in a query")
    if isinstance(node, exp.With) and node.args.get("recursive"):
        raise QueryRefused("WITH RECURSIVE is not allowed")
    if isinstance(node, exp.Array) and len(node.expressions) > MAX_LIST:
        raise QueryRefused(f"a list may hold {MAX_LIST:,} values at most")
    if isinstance(node, exp.DataType) and node.this not in _TYPES:
        raise QueryRefused(f"type {node.sql(dialect='duckdb')!r} is not allowed in a cast")


def _hint() -> str:
    return "use aggregates, arithmetic, text, date and window functions"


def _check_table(table: exp.Table, views: frozenset[str]) -> str:
    """Return the view that a table names; '' for a name made by WITH, or a series."""
    if isinstance(table.this, (*_SERIES, *_UNNEST)):
        return ""
    if not isinstance(table.this, exp.Identifier):
        raise QueryRefused(f"table function {table.this.sql()[:60]!r} is not allowed")
    allowed = {"this", "alias", "joins"}
    if extra := [name for name, value in table.args.items() if value and name not in allowed]:
        raise QueryRefused(f"table {table.sql()[:60]!r}: {extra[0]!r} is not allowed")
    name = table.name.lower()
    if name in _visible_names(table):
        return ""
    if name not in views:
        raise QueryRefused(f"there is no view {table.name!r} to read")
    return name


def _visible_names(table: exp.Table) -> set[str]:
    """Collect the names that WITH clauses make visible where the table stands.

    Inside a WITH clause only the names before it are visible: there the same name would reach
    the database's own table.
    """
    names: set[str] = set()
    inside: exp.CTE | None = None
    node: exp.Expr | None = table
    while node is not None:
        if isinstance(node, exp.CTE):
            inside = node
        clause = node.args.get("with_") or node.args.get("with")
        if isinstance(clause, exp.With):
            for cte in clause.expressions:
                if cte is inside:
                    break
                names.add(cte.alias.lower())
            inside = None
        node = node.parent
    return names


def _check_series(node: exp.Expression) -> None:
    bounds = [_whole(node.args[name]) for name in ("start", "end", "step") if node.args.get(name)]
    if any(bound is None for bound in bounds) or (len(bounds) == 3 and bounds[2] == 0):
        raise QueryRefused("range() and generate_series() take whole numbers written out")
    if len(bounds) >= 2 and abs((bounds[1] or 0) - (bounds[0] or 0)) > MAX_SERIES:
        raise QueryRefused(f"range() and generate_series() may make {MAX_SERIES:,} numbers at most")


def _whole(node: exp.Expression) -> int | None:
    negative = isinstance(node, exp.Neg)
    literal = node.this if negative else node
    if isinstance(literal, exp.Literal) and not literal.is_string and literal.name.isdigit():
        return -int(literal.name) if negative else int(literal.name)
    return None


def _check_unnest(node: exp.Expression) -> None:
    lists = node.expressions or [node.this]
    if not all(isinstance(item, (exp.Array, *_SERIES)) for item in lists):
        raise QueryRefused("unnest() takes a list written out, or a series")
