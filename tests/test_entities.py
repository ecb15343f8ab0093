"""Tables of things: models are found by name, filtered, ranked, counted and compared.

The truth is computed from the shipped CSV file, never from the views that answers use.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bot.answers import Answer
from bot.calculate.compile_entities import compile_entities
from bot.readings import reading_from_json, reading_to_json
from bot.understand.entity_readings import Condition, EntityReading
from corpus.catalogues import shipped_figures
from corpus.entities import EntityTable, read_entity_tables
from corpus.errors import CorpusError
from index.entities import create_entity_views, load_entities

Row = dict[str, str]
_FILE = shipped_figures() / "epoch_notable_models.csv"


@pytest.fixture(scope="module")
def models() -> list[Row]:
    with _FILE.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def ask(onrecord: Any) -> Callable[..., Answer]:
    def asked(*turns: str) -> Answer:
        conversation = onrecord.new_conversation() if turns[1:] else None
        answers: list[Answer] = [onrecord.ask(turn, conversation=conversation) for turn in turns]
        return answers[-1]

    return asked


def _of(models: list[Row], *, place: str = "", year: str = "") -> list[Row]:
    return [
        row
        for row in models
        if (not place or place in row["places"].split()) and row["published"].startswith(year)
    ]


def _top(models: list[Row], column: str) -> Row:
    return max((row for row in models if row[column]), key=lambda row: float(row[column]))


def _values(answer: Answer) -> list[float]:
    return [figure.value for figure in answer.figures]


def _operation(answer: Answer) -> str:
    return str(answer.reading.get("entity", {}).get("operation", ""))


# -- superlatives ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "place", "year", "column"),
    [
        ("Which Chinese model used the most training compute?", "CHN", "", "training_compute_flop"),
        ("most expensive model to train", "", "", "training_cost_2023usd"),
        ("largest model by parameters from France", "FRA", "", "parameters"),
        ("What is the biggest notable model from Canada?", "CAN", "", "parameters"),
        ("Which notable model of 2021 had the most parameters?", "", "2021", "parameters"),
        ("which UK model took the most compute in 2022?", "GBR", "2022", "training_compute_flop"),
        ("the costliest German model", "DEU", "", "training_cost_2023usd"),
    ],
)
def test_the_upper_end_of_a_column_is_the_row_with_the_highest_value(
    question: str, place: str, year: str, column: str, ask: Any, models: list[Row]
) -> None:
    rows = _of(models, place=place, year=year)
    known = [row for row in rows if row[column]]
    answer = ask(question)

    assert "superlative" == _operation(answer)
    first = answer.text.split("Next:")[0]
    assert any(
        row["model"] in first
        for row in known
        if float(row[column]) == float(_top(rows, column)[column])
    )
    assert {len(rows), len(known)} <= {int(value) for value in _values(answer) if value < 2000}


def test_the_lower_end_with_a_threshold_is_the_cheapest_that_meets_it(
    ask: Any, models: list[Row]
) -> None:
    rows = [row for row in models if float(row["training_compute_flop"] or 0) > 1e24]
    cheapest = min(
        (row for row in rows if row["training_cost_2023usd"]),
        key=lambda row: float(row["training_cost_2023usd"]),
    )

    assert cheapest["model"] in ask("cheapest model over 10^24 FLOP").text.split("Next:")[0]


def test_the_first_model_over_a_threshold_is_the_earliest(ask: Any, models: list[Row]) -> None:
    rows = [
        row for row in _of(models, place="CHN") if float(row["training_compute_flop"] or 0) > 1e25
    ]
    first = min(rows, key=lambda row: row["published"])

    answer = ask("What was the first Chinese model over 10^25 FLOP?")

    assert first["model"] in answer.text.split("Next:")[0]
    assert not answer.unchecked


def test_top_n_lists_n_rows_in_order(ask: Any, models: list[Row]) -> None:
    rows = sorted(
        (row for row in models if row["training_cost_2023usd"]),
        key=lambda row: -float(row["training_cost_2023usd"]),
    )
    text = ask("top three models by training cost").text

    positions = [text.index(row["model"]) for row in rows[:3]]
    assert sorted(positions) == positions
    assert rows[3]["model"] not in text


# -- counts, lists, shares, statistics -------------------------------------------------------


def test_models_of_an_organisation_and_year_are_counted(ask: Any, models: list[Row]) -> None:
    truth = sum("OpenAI" in row["organisation"].split(", ") for row in _of(models, year="2023"))

    assert truth in _values(ask("How many notable models did OpenAI release in 2023?"))


def test_models_over_a_threshold_are_counted_with_those_that_have_a_value(
    ask: Any, models: list[Row]
) -> None:
    known = [row for row in models if row["training_compute_flop"]]
    over = [row for row in known if float(row["training_compute_flop"]) > 1e25]

    values = _values(ask("How many models were trained with more than 10^25 FLOP?"))

    assert {len(over), len(known), len(models)} <= set(values)


def test_a_list_names_every_model_of_an_organisation(ask: Any, models: list[Row]) -> None:
    own = [row["model"] for row in models if "Baidu" in row["organisation"].split(", ")]

    text = ask("list the models Baidu released").text

    assert [] == [name for name in own if name not in text]


def test_a_share_rests_on_the_models_whose_value_is_known(ask: Any, models: list[Row]) -> None:
    known = [row for row in _of(models, place="CHN") if row["open_weights"]]
    share = 100 * sum(row["open_weights"] == "yes" for row in known) / len(known)

    answer = ask("What share of Chinese models have open weights?")

    assert any(share == pytest.approx(value) for value in _values(answer))
    assert f"{share:.1f}%" in answer.text


def test_the_part_before_share_is_the_part_and_the_rest_the_whole(
    ask: Any, models: list[Row]
) -> None:
    whole = [row for row in models if float(row["training_compute_flop"] or 0) > 1e24]
    placed = [row for row in whole if row["places"]]
    share = 100 * sum("CHN" in row["places"].split() for row in placed) / len(placed)

    assert f"{share:.1f}%" in ask("China's share of models over 10^24 FLOP").text


def test_a_median_is_taken_over_published_values(ask: Any, models: list[Row]) -> None:
    values = [
        float(r["parameters"]) for r in _of(models, place="USA", year="2022") if r["parameters"]
    ]

    answer = ask("median parameters of US models in 2022")

    assert median(values) in _values(answer)
    assert len(values) in _values(answer)


def test_models_are_counted_by_organisation(ask: Any, models: list[Row]) -> None:
    counts = Counter(part for row in models for part in row["organisation"].split(", ") if part)
    (leader, number), (second, _) = counts.most_common(2)

    answer = ask("Which organisation released the most notable models?")

    assert f"{leader} {number}" in answer.text
    assert second in answer.text


def test_one_word_of_a_company_takes_its_laboratories_with_it_and_says_so(ask: Any) -> None:
    answer = ask("How many notable models has Google released?")

    assert any("Google DeepMind" in caveat for caveat in answer.caveats)


# -- rows by name ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["DeepSeek-V3", "deepseek v3", "DeepSeek V3"])
def test_a_row_is_found_however_its_name_is_written(name: str, ask: Any, models: list[Row]) -> None:
    row = next(row for row in models if row["model"] == "DeepSeek-V3")

    answer = ask(f"What is the training compute of {name}?")

    assert float(row["training_compute_flop"]) in _values(answer)
    assert "× 10^24 FLOP" in answer.text
    assert not answer.unchecked


def test_several_columns_of_a_row_are_told(ask: Any) -> None:
    text = ask("DeepSeek-V3's training compute, parameters, cost and release date").text

    assert "3.3 × 10^24 FLOP" in text
    assert "671 billion parameters" in text
    assert "5.39 million US dollars of 2023" in text
    assert "24 December 2024" in text


def test_a_name_of_several_rows_shows_them_all(ask: Any) -> None:
    text = ask("compare GPT-4 and DeepSeek-R1 on compute").text

    assert "GPT-4 (Mar 2023)" in text
    assert "GPT-4 (Jun 2023)" in text
    assert "6.0 times" in text  # 2.1 × 10^25 ÷ 3.5 × 10^24


def test_a_missing_value_is_said_with_how_many_rows_have_one(ask: Any, models: list[Row]) -> None:
    known = sum(bool(row["training_compute_flop"]) for row in models)

    answer = ask("What is the training compute of GPT-4o?")

    assert "no_answer" == answer.status
    assert answer.text.startswith("No training compute is published for GPT-4o")
    assert (
        f"of the {len(models)} notable models that Epoch AI lists, {known} have one" in answer.text
    )


def test_an_unknown_name_is_refused_with_the_nearest_ones(ask: Any) -> None:
    answer = ask("How many parameters does GPT-7 have?")

    assert "no_answer" == answer.status
    assert "There is no “GPT-7”" in answer.text
    assert all("GPT" in suggestion for suggestion in answer.suggestions)


def test_an_estimate_is_called_one(ask: Any) -> None:
    answer = ask("How many parameters does GPT-4 have?")

    assert "an estimated 1.8 trillion parameters" in answer.text
    assert any("“Likely”" in caveat for caveat in answer.caveats)


def test_documents_that_give_another_sum_stand_beside_it(ask: Any) -> None:
    answer = ask("How much did DeepSeek-V3 cost to train?")

    assert "conflict" == answer.status
    assert "5.39 million" in answer.text
    assert "5.576 million" in answer.text


# -- what is not asked of the table ----------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "How many notable models did China release in 2024?",  # a series, with other sources
        "How many AI papers did China publish in 2022?",
        "By how many months have Chinese models lagged behind American ones?",
        "Why did DeepSeek-R1 need so little compute?",
        "According to the AI Index, how many parameters does GPT-4 have?",
        "How fast did training compute grow?",
    ],
)
def test_other_questions_are_left_to_series_and_documents(question: str, onrecord: Any) -> None:
    assert onrecord.read(question).entity is None


# -- conversation, evidence, JSON ------------------------------------------------------------


def test_a_follow_up_changes_one_condition(ask: Any, models: list[Row]) -> None:
    answer = ask("Which Chinese model used the most training compute?", "and the French one?")

    assert _top(_of(models, place="FRA"), "training_compute_flop")["model"] in answer.text
    assert "France" in answer.standalone


def test_a_follow_up_changes_the_row_or_the_column(ask: Any) -> None:
    answer = ask("What is DeepSeek-V3's training compute?", "and GPT-3.5's?", "parameters?")

    assert answer.text.count("GPT-3.5") >= 1
    assert "parameters" in answer.text


def test_a_thing_is_never_leant_on_as_a_place(ask: Any) -> None:
    answer = ask(
        "How many parameters does DeepSeek-R1 have?", "and how many AI papers did it write?"
    )

    assert answer.status in ("answered", "partial", "no_answer", "conflict")
    assert "DeepSeek-R1" not in answer.reading.get("places", [])


def test_the_sql_shown_gives_the_rows_shown(ask: Any, onrecord: Any) -> None:
    citation = ask("Which Chinese model used the most training compute?").citations[0]

    result = onrecord.store.figures.run(citation.sql)

    assert citation.rows == result.rows
    assert citation.sql == result.sql


def test_a_reading_of_a_table_survives_json(onrecord: Any) -> None:
    reading = onrecord.read("China's share of models over 10^24 FLOP")

    assert reading == reading_from_json(reading_to_json(reading))


def test_an_edited_reading_is_answered(onrecord: Any, models: list[Row]) -> None:
    data = reading_to_json(onrecord.read("largest model by parameters from France"))
    data["entity"]["conditions"][0] |= {"values": ["CAN"], "said": "Canada"}

    answer = onrecord.ask("largest model by parameters from France", reading=data)

    assert _top(_of(models, place="CAN"), "parameters")["model"] in answer.text


# -- another table works from its description ------------------------------------------------

_MACHINES = """
[[table]]
id = "machines"
dataset = "machines"
one = "supercomputer"
many = "supercomputers"
comment = "Supercomputers."
noun = ["supercomputer", "supercomputers", "machine", "machines"]
date = "opened"
size = "speed"
shown = ["opened"]

[[table.column]]
name = "machine"
kind = "name"
label = "machine"

[[table.column]]
name = "places"
kind = "places"
label = "country"
words = ["country"]

[[table.column]]
name = "opened"
kind = "date"
label = "opening"
words = ["opened"]

[[table.column]]
name = "speed"
kind = "number"
label = "speed"
unit = "petaflops"
words = ["speed", "fast"]
high = ["fastest"]
low = ["slowest"]
"""
_ROWS = (
    "machine,places,opened,speed\n"
    "Frontier,USA,2022-05-30,1102\nFugaku,JPN,2020-06-22,442\nLUMI,FIN,2022-06-01,\n"
    "MareNostrum 5,ESP,2023-12-21,138\n"
)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[EntityTable, Any]]:
    """Give a described table of supercomputers, loaded into a database of its own."""
    import duckdb

    (tmp_path / "entities.toml").write_text(_MACHINES, encoding="utf-8")
    (tmp_path / "machines.csv").write_text(_ROWS, encoding="utf-8")
    (table,) = read_entity_tables(tmp_path)
    connection = duckdb.connect()
    connection.execute("CREATE TABLE places (place VARCHAR, name VARCHAR)")
    read = f"read_csv('{tmp_path / 'machines.csv'}', all_varchar = true, nullstr = '')"
    load_entities(connection, table, read, {"machine", "places", "opened", "speed"})
    create_entity_views(connection, table)
    yield table, connection
    connection.close()


def test_a_table_added_later_is_queried_from_its_description(machines: Any) -> None:
    table, connection = machines
    reading = EntityReading(
        table="machines",
        operation="superlative",
        columns=("speed",),
        conditions=(Condition(column="year", test=">=", values=(2021.0,)),),
    )

    rows = connection.execute(compile_entities(reading, table)).fetchall()

    assert "Frontier" == rows[0][0]
    assert ["Frontier", "MareNostrum 5"] == [row[0] for row in rows]


def test_a_table_added_later_is_read_from_its_description(machines: Any, onrecord: Any) -> None:
    from dataclasses import replace

    from bot.understand.entity_index import index_entities
    from bot.understand.read_entities import read_entities

    table, connection = machines
    names = [row[0] for row in connection.execute("SELECT machine FROM machines").fetchall()]
    knowledge = onrecord.knowledge
    index = index_entities([table], {"machines": names}, {}, knowledge.book)

    found = read_entities("What is the fastest supercomputer in Spain?",
                          replace(knowledge, entities=index))  # fmt: skip

    assert found is not None
    assert found.entity is not None
    assert ("speed",) == found.entity.columns
    assert ("ESP",) == found.entity.conditions[0].values


def test_a_described_column_that_is_not_in_the_file_is_named(tmp_path: Path) -> None:
    import duckdb

    (tmp_path / "entities.toml").write_text(_MACHINES, encoding="utf-8")
    (table,) = read_entity_tables(tmp_path)

    with pytest.raises(CorpusError, match=re.escape("'speed'")):
        load_entities(duckdb.connect(), table, "x", {"machine", "places", "opened"})
