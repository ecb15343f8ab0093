"""The shipped tables hold what their sources hold, and only what may be shipped."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus.catalogues import shipped_figures
from corpus.places import read_places, shipped_places

BOOK = read_places()


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[dict[str, str]]:
    return read(shipped_figures() / f"{name}.csv")


ARTICLES = {
    (row["place"], int(row["start"])): int(row["value"]) for row in table("ncses_ai_articles")
}
REPORTED = table("as_reported")
TABLES = sorted(shipped_figures().glob("*.csv"))


# NSF, Science and Engineering Indicators 2024, table APBS-1.
@pytest.mark.parametrize(
    ("place", "year", "value"),
    [("EU27", 2022, 18471), ("CHN", 2022, 42524), ("IND", 2022, 22557), ("WLD", 2022, 123402),
     ("CHN", 2009, 16091), ("USA", 2022, 12642), ("GBR", 2022, 4675), ("EU27+GBR", 2022, 22143),
     ("AFRICA", 2022, 3959), ("NLD", 2016, 621)],
)  # fmt: skip
def test_ai_articles_are_those_of_the_source(place: str, year: int, value: int) -> None:
    assert value == ARTICLES[place, year]


def test_the_eu_row_is_not_the_sum_of_its_members() -> None:
    members = BOOK.members("EU27", 2022)

    assert 27 == len(members)
    assert 21134 == sum(ARTICLES[place, 2022] for place in members)
    assert 18471 == ARTICLES["EU27", 2022]


def test_the_total_of_the_coauthorship_table_is_the_article_count() -> None:
    totals = {
        (row["place"], int(row["start"])): int(row["value"])
        for row in table("ncses_ai_coauthorship")
        if row["measure"] == "nsf_ai_total"
    }

    assert {} == {key: value for key, value in totals.items() if ARTICLES[key] != value}


def test_a_country_that_did_not_exist_has_no_zero() -> None:
    assert ("SRB", 2005) not in ARTICLES
    assert 44 == ARTICLES["SCG", 2005]
    assert ("SCG", 2010) not in ARTICLES


def test_namibia_is_present() -> None:
    for name in ("ncses_ai_articles", "github_developers", "wdi_indicators"):
        assert "NAM" in {row["place"] for row in table(name)}, name


def test_the_uk_has_one_code_everywhere() -> None:
    for path in TABLES:
        places = {row.get("place", "") for row in read(path)}
        assert not {"UK", "United Kingdom", "GB"} & places, path.name


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_place_is_in_the_list_of_places(path: Path) -> None:
    rows = read(path)
    codes = {row[column] for row in rows for column in ("place", "partner") if row.get(column)}
    codes |= {code for row in rows for code in row.get("places", "").split()}

    assert set() == {code for code in codes if code not in BOOK}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_row_stands_twice(path: Path) -> None:
    rows = [tuple(row.values()) for row in read(path)]

    assert len(set(rows)) == len(rows)


def test_no_name_comes_from_a_share_alike_database() -> None:
    for path in (*shipped_places().iterdir(), *shipped_figures().iterdir()):
        assert "mledoze" not in path.read_text(encoding="utf-8"), path.name
    # The share-alike list alone spells these this way.
    aliases = {row["alias"] for row in read(shipped_places() / "aliases.csv")}
    assert not {"French Southern and Antarctic Lands", "Hoosier"} & aliases


def test_no_series_under_a_non_commercial_licence_is_shipped() -> None:
    assert not {"23", "24", "25"} & {row["source"] for row in REPORTED}
    measures = {row["measure"] for row in REPORTED}
    assert not {"cset_ai_pubs", "cset_ai_patents", "cset_private_inv"} & measures
    assert not [path for path in TABLES if path.stem.startswith(("eto_", "owid_ai_"))]


def test_reported_figures_do_not_repeat_a_table() -> None:
    measures = {row["measure"] for row in REPORTED}

    assert not {m for m in measures if m.startswith("nsf_net") or m == "nsf_ai_articles"}


@pytest.mark.parametrize(
    ("measure", "place", "value", "status"),
    [("ds_pubs", "WLD", "10000", "just under"), ("ds_pubs", "WLD", "57000", "over"),
     ("ds_cit_share", "CHN", "40", "more than"), ("ds_researchers", "USA", "10000", "rounded"),
     ("aii_pubs", "WLD", "102000", "about"), ("stem_phd", "CHN", "77000", "projected"),
     ("plan17_core", "CHN", "150", "target"), ("ds_pubs", "CHN", "23695", "final")],
)  # fmt: skip
def test_a_qualifier_in_the_notes_becomes_the_status(
    measure: str, place: str, value: str, status: str
) -> None:
    assert {status} == {
        row["status"]
        for row in REPORTED
        if (row["measure"], row["place"], row["value"]) == (measure, place, value)
    }


def test_pairs_carry_their_partner() -> None:
    pairs = {(row["place"], row["partner"]) for row in REPORTED if row["partner"]}

    assert {("USA", "CHN"), ("USA", "GBR"), ("EUROPE", "CHN")} == pairs


def test_a_span_keeps_both_years() -> None:
    rows = [row for row in REPORTED if row["measure"] == "wipo_genai" and row["place"] == "CHN"]

    assert [("2014", "2023", "span")] == [(r["start"], r["end"], r["grain"]) for r in rows]


def test_organisations_are_places_of_their_kind() -> None:
    codes = {row["place"] for row in REPORTED if row["measure"] == "wipo_genai_org"}

    assert {"organisation"} == {BOOK.place(code).kind for code in codes}
    assert {"TENCENT", "IBM"} <= codes


def test_the_world_counts_each_notable_model_once() -> None:
    counts = {
        (r["place"], r["start"]): r["value"] for r in table("epoch_notable_models_by_country_year")
    }
    models = [row for row in table("epoch_notable_models") if row["published"].startswith("2021")]

    assert str(len(models)) == counts["WLD", "2021"]
    assert "54" == counts["USA", "2021"]


def test_incomplete_years_are_marked() -> None:
    families = {row["start"]: row["status"] for row in table("oecd_ai_ip5_patent_families")}

    assert ("final", "incomplete") == (families["2021"], families["2022"])
