"""The guard lets one SELECT over the views through, and nothing else."""

# ruff: noqa: E501 (one query a line reads best)

from __future__ import annotations

import pytest

from corpus.errors import QueryRefused
from index.guard import check_query, check_sql

VIEWS = ("nsf_ai_articles", "github_developers", "as_reported", "places", "members")
NESTED = "(" * 200 + "SELECT 1" + ")" * 200

ATTACKS = {
    "base table": "SELECT * FROM observations",
    "base table in a subquery": "SELECT (SELECT max(value) FROM observations)",
    "base table in a join": "SELECT * FROM places JOIN observations USING (place)",
    "base table under a union": "SELECT place FROM places UNION ALL SELECT place FROM observations",
    "base table with its schema": "SELECT * FROM main.nsf_ai_articles",
    "table of another database": "SELECT * FROM other.main.nsf_ai_articles",
    "name of WITH inside itself": "WITH observations AS (SELECT * FROM observations) SELECT * FROM observations",
    "name of WITH outside its scope": "SELECT * FROM (WITH observations AS (SELECT 1) SELECT 1) a, observations",
    "name of WITH before it is made": "WITH a AS (SELECT * FROM observations), observations AS (SELECT 1) SELECT * FROM a",
    "information schema": "SELECT * FROM information_schema.tables",
    "file as a table": "SELECT * FROM '/etc/passwd'",
    "quoted file as a table": 'SELECT * FROM "secret.csv"',
    "parquet as a table": "SELECT * FROM 'figures.parquet'",
    "read_csv": "SELECT * FROM read_csv('/etc/passwd')",
    "read_csv_auto": "SELECT * FROM read_csv_auto('/etc/passwd')",
    "read_text": "SELECT * FROM read_text('/etc/passwd')",
    "read_blob": "SELECT * FROM read_blob('/etc/*')",
    "read_json": "SELECT * FROM read_json('a.json')",
    "glob": "SELECT * FROM glob('/**')",
    "query function": "SELECT * FROM query('SELECT * FROM observations')",
    "query as a scalar": "SELECT query('SELECT 1')",
    "query_table": "SELECT * FROM query_table('observations')",
    "duckdb_settings": "SELECT * FROM duckdb_settings()",
    "duckdb_secrets": "SELECT * FROM duckdb_secrets()",
    "duckdb_tables": "SELECT sql FROM duckdb_tables()",
    "pragma function": "SELECT * FROM pragma_database_list()",
    "current_setting": "SELECT current_setting('memory_limit')",
    "getvariable": "SELECT getvariable('secret')",
    "getenv": "SELECT getenv('HOME')",
    "version": "SELECT version()",
    "current_user": "SELECT current_user",
    "current_database": "SELECT current_database()",
    "sequence": "SELECT nextval('s')",
    "sleep": "SELECT sleep_ms(10000)",
    "error function": "SELECT error('x')",
    "repeat": "SELECT repeat('x', 1000000000)",
    "lpad": "SELECT lpad('x', 1000000000, 'y')",
    "method call": "SELECT 'SELECT 1'.query()",
    "quoted function": "SELECT \"query\"('SELECT 1')",
    "function of a schema": "SELECT main.getvariable('x')",
    "system function": "SELECT system.main.version()",
    "lambda": "SELECT list_transform([1, 2], x -> x + 1)",
    "columns expression": "SELECT COLUMNS('.*') FROM places",
    "two statements": "SELECT 1; SELECT 2",
    "drop behind a select": "SELECT 1; DROP TABLE observations",
    "statement behind a comment": "SELECT 1 /* */; DELETE FROM observations --",
    "nothing": "",
    "comment only": "-- SELECT 1",
    "drop": "DROP VIEW nsf_ai_articles",
    "delete": "DELETE FROM nsf_ai_articles",
    "update": "UPDATE places SET name = 'x'",
    "insert": "INSERT INTO places SELECT * FROM places",
    "create table": "CREATE TABLE x AS SELECT * FROM places",
    "create macro": "CREATE MACRO f() AS 1",
    "copy out": "COPY (SELECT 1) TO '/tmp/x.csv'",
    "export": "EXPORT DATABASE '/tmp/x'",
    "attach": "ATTACH '/tmp/x.db'",
    "install": "INSTALL httpfs",
    "load": "LOAD httpfs",
    "set": "SET memory_limit = '100GB'",
    "set variable": "SET VARIABLE x = 1",
    "reset": "RESET memory_limit",
    "pragma": "PRAGMA database_list",
    "call": "CALL pragma_version()",
    "describe": "DESCRIBE observations",
    "summarize": "SUMMARIZE observations",
    "show": "SHOW TABLES",
    "explain": "EXPLAIN SELECT 1",
    "prepare": "PREPARE p AS SELECT 1",
    "execute": "EXECUTE p",
    "select into": "SELECT * INTO x FROM places",
    "for update": "SELECT * FROM places FOR UPDATE",
    "pivot": "SELECT * FROM (PIVOT nsf_ai_articles ON year USING sum(value))",
    "recursion": "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t",
    "endless series": "SELECT * FROM range(1000000000)",
    "endless series from a view": "SELECT * FROM range((SELECT max(value) FROM nsf_ai_articles))",
    "endless generate_series": "SELECT * FROM generate_series(1, 99999999)",
    "unnest of a column": "SELECT unnest(name) FROM places",
    "placeholder": "SELECT * FROM places WHERE name = ?",
    "named placeholder": "SELECT * FROM places WHERE name = $name",
    "sample": "SELECT * FROM places TABLESAMPLE 10%",
    "cast to a made-up type": "SELECT CAST(1 AS my_type)",
    "cast to json": "SELECT CAST(name AS JSON) FROM places",
    "deep brackets": NESTED,
    "many terms": "SELECT " + " + ".join(["1"] * 4000),
    "many negations": "SELECT " + "NOT " * 1000 + "true",
    "too long": "SELECT '" + "x" * 30_000 + "'",
    "null character": "SELECT 1\x00",
    "not SQL": "How many papers did China publish?",
    "unfinished": "SELECT * FROM (SELECT",
}  # fmt: skip

GOOD = {
    "lookup": "SELECT value FROM nsf_ai_articles WHERE place = 'CHN' AND year = 2022",
    "ranking": "SELECT name, value FROM nsf_ai_articles WHERE year = 2022 ORDER BY value DESC LIMIT 10",
    "window": "SELECT name, rank() OVER (ORDER BY value DESC) AS place_in_list FROM nsf_ai_articles WHERE year = 2020",
    "named window": "SELECT lag(value) OVER w FROM nsf_ai_articles WINDOW w AS (PARTITION BY place ORDER BY year)",
    "qualify": "SELECT name FROM nsf_ai_articles QUALIFY row_number() OVER (PARTITION BY place ORDER BY year DESC) = 1",
    "with": "WITH a AS (SELECT * FROM nsf_ai_articles), b AS (SELECT * FROM a) SELECT count(*) FROM b",
    "with named like a base table": "WITH observations AS (SELECT place FROM places) SELECT * FROM observations",
    "join with members": "SELECT sum(n.value) FROM nsf_ai_articles n JOIN members m USING (place) WHERE m.bloc = 'EU27' AND (m.\"from\" IS NULL OR m.\"from\" <= 2022)",
    "union": "SELECT place FROM nsf_ai_articles UNION SELECT place FROM github_developers",
    "except": "SELECT place FROM places EXCEPT SELECT place FROM nsf_ai_articles",
    "scalar subquery": "SELECT value * 100.0 / (SELECT value FROM nsf_ai_articles WHERE place = 'WLD' AND year = 2020) FROM nsf_ai_articles WHERE year = 2020",
    "growth": "SELECT power(22557.0 / 133, 1.0 / 19) - 1",
    "aggregates": "SELECT avg(value), median(value), stddev(value), count(DISTINCT place), quantile_cont(value, 0.9), arg_max(name, value), string_agg(name, ', ') FROM nsf_ai_articles",
    "filter": "SELECT sum(value) FILTER (WHERE year = 2022) FROM nsf_ai_articles GROUP BY place HAVING sum(value) > 10",
    "case and cast": "SELECT CASE WHEN value > 10 THEN 'many' ELSE 'few' END, CAST(value AS DOUBLE), value::INTEGER FROM nsf_ai_articles",
    "texts": "SELECT upper(name), length(name), name ILIKE '%land', starts_with(name, 'S'), name || '!' FROM places",
    "in and exists": "SELECT name FROM places p WHERE place IN ('CHN', 'IND') AND EXISTS (SELECT 1 FROM members m WHERE m.place = p.place)",
    "from first": "FROM places",
    "series": "SELECT * FROM range(2003, 2023)",
    "values": "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(n, letter)",
    "dates": "SELECT extract(year FROM DATE '2025-07-10'), date_trunc('month', DATE '2025-07-10')",
    "semicolon and comment": "SELECT 1; -- done",
    "capital letters": "SELECT VALUE FROM NSF_AI_ARTICLES",
    "without rows": "SELECT name FROM places LIMIT 0",
}  # fmt: skip


@pytest.mark.parametrize("sql", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_is_refused(sql: str) -> None:
    with pytest.raises(QueryRefused):
        check_sql(sql, views=VIEWS)


@pytest.mark.parametrize("sql", GOOD.values(), ids=GOOD.keys())
def test_an_honest_query_passes(sql: str) -> None:
    checked = check_sql(sql, views=VIEWS)

    assert checked == check_sql(checked, views=VIEWS)


def test_the_refusal_names_the_function() -> None:
    with pytest.raises(QueryRefused, match="getvariable"):
        check_sql("SELECT getvariable('x')", views=VIEWS)


def test_the_refusal_names_the_table() -> None:
    with pytest.raises(QueryRefused, match="observations"):
        check_sql("SELECT * FROM observations", views=VIEWS)


def test_comments_do_not_survive() -> None:
    assert "SELECT 1" == check_sql("SELECT /* hidden */ 1 -- words", views=VIEWS)


def test_the_views_a_query_reads_are_named_in_order() -> None:
    sql = "WITH a AS (SELECT * FROM as_reported) SELECT * FROM a JOIN places USING (place)"

    assert ("as_reported", "places") == check_query(sql, views=VIEWS).views


def test_a_name_made_by_with_is_not_a_view_read() -> None:
    sql = "WITH places AS (SELECT 1 AS one) SELECT one FROM places"

    assert () == check_query(sql, views=VIEWS).views
