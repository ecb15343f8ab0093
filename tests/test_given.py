"""Claims against evidence that comes with them: any table, any passages, no store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.check.given.cells import read_cell, read_date
from bot.check.given.grid import read_grid
from bot.check.given.judge import judge
from bot.evals.claims import measure_claims
from index.progress import silent

EXPORTS = {
    "title": "exports by country",
    "columns": ["Country", "Exports 2020 (US$ million)", "Exports 2021 (US$ million)", "Capital"],
    "rows": [
        ["Germany", "1,380", "1,630", "Berlin"],
        ["France", "488", "585", "Paris"],
        ["Italy", "496", "610", "Rome"],
        ["Spain", "307", "380", "Madrid"],
    ],
}
MATCHES = {
    "title": "1951 season",
    "columns": ["date", "opponent", "result", "attendance", "venue"],
    "rows": [
        ["6 January 1951", "Rochdale", "w 2 - 1", "12,000", "home ground"],
        ["13 January 1951", "Bristol City", "l 0 - 3", "9,500", "ashton gate"],
        ["20 January 1951", "Chester", "w 4 - 0", "7,250", "home ground"],
        ["27 January 1951", "York City", "l 1 - 2", "11,000", "bootham crescent"],
    ],
}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The capital of Spain is Madrid.", "supported"),
        ("The capital of Spain is Rome.", "contradicted"),
        ("Italy's exports were 610 million in 2021.", "supported"),
        ("France had exports of 610 in 2021.", "contradicted"),
        ("Spain did not have exports of 380 in 2021.", "contradicted"),
        ("Germany exported more than France in 2021.", "supported"),
        ("Spain exported more than Italy in 2020.", "contradicted"),
        ("Germany had the highest exports in 2021.", "supported"),
        ("France had the lowest exports in 2020.", "contradicted"),
        ("Four countries are listed.", "supported"),
    ],
)
def test_a_table_of_countries_is_read(claim: str, verdict: str) -> None:
    assert verdict == judge(claim, EXPORTS).verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The match against Chester was held on 20 January 1951.", "supported"),
        ("The match against Chester was held on 6 January 1951.", "contradicted"),
        ("The highest attendance was 12,000.", "supported"),
        ("The match against Rochdale was before the match against Chester.", "supported"),
        ("The attendance against York City was higher than against Rochdale.", "contradicted"),
        ("2 matches were won.", "supported"),
    ],
)
def test_a_table_of_matches_is_read(claim: str, verdict: str) -> None:
    assert verdict == judge(claim, MATCHES).verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Germany's economy is admired by its neighbours.",
        "Exports will double by 2030.",
        "The opponents were stronger after Christmas.",
    ],
)
def test_what_was_not_wholly_understood_is_not_judged(claim: str) -> None:
    assert "not_judged" == judge(claim, EXPORTS).verdict


ASPIRIN = [
    {"text": "Aspirin reduces the risk of heart attack in men over 50 by 32 percent. It is cheap."}
]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Aspirin reduces the risk of heart attack in men by 32 percent.", "supported"),
        ("Aspirin increases the risk of heart attack in men over 50.", "contradicted"),
        ("Aspirin reduces the risk of heart attack in men by 44 percent.", "contradicted"),
        ("Aspirin does not reduce the risk of heart attack in men over 50.", "contradicted"),
        ("Bananas are grown in Ecuador for export.", "not_found"),
    ],
)
def test_a_passage_is_held_word_by_word(claim: str, verdict: str) -> None:
    assert verdict == judge(claim, None, ASPIRIN).verdict


def test_dates_of_any_format_are_one_date() -> None:
    written = ["6 January 1951", "january 6 , 1951", "1951-01-06", "01 - 06 - 1951"]
    assert [(1951, 1, 6)] * 4 == [read_date(text) for text in written]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("18,277", 18277.0), ("1:31:57.403", 5517.403), ("16.21 (117)", 117.0), ("t5", 5.0),
     ("71 + 70 = 141", 141.0), ("3 - 1", None), ("2.5 million", 2.5e6)],
)  # fmt: skip
def test_a_cell_of_any_format_has_its_number(printed: str, value: float | None) -> None:
    assert value == pytest.approx(read_cell(printed).number)


def test_columns_are_typed_by_what_stands_in_them() -> None:
    types = [column.type for column in read_grid(MATCHES).columns]
    assert ["date", "text", "score", "number", "text"] == types


def test_a_file_of_claims_is_scored_with_what_was_not_judged(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "claim": "The capital of Spain is Madrid.", "label": "supported"},
        {"id": "b", "claim": "The capital of Spain is Rome.", "label": "supported"},
        {"id": "c", "claim": "Spain is a lovely place.", "label": "contradicted"},
        {"id": "d", "claim": "The capital of Italy is Paris.", "label": "contradicted"},
    ]
    file = tmp_path / "claims.jsonl"
    file.write_text(
        "".join(json.dumps({**x, "table": EXPORTS, "passages": None}) + "\n" for x in lines)
    )

    summary, judged = measure_claims(file, limit=None, progress=silent)

    assert {"claims": 4, "coverage": 0.75, "accuracy judged": 2 / 3, "accuracy all": 0.5} == (
        summary["all"]
    )
    assert "not_judged" == judged[2].verdict
