"""The catalogues say what is counted, and their reader says what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogues import read_catalogue, shipped_figures
from corpus.errors import CorpusError

CATALOGUE = read_catalogue()


def copy(folder: Path, old: str = "", new: str = "", file: str = "measures.toml") -> Path:
    """Copy the shipped catalogues with one text replaced."""
    for name in ("datasets.toml", "measures.toml"):
        text = (shipped_figures() / name).read_text(encoding="utf-8")
        if name == file and old:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_measure_is_found_by_its_id() -> None:
    assert "ncses_ai_articles" == CATALOGUE.measure("nsf_ai_articles").dataset


def test_a_concept_lists_its_measures_the_report_first() -> None:
    first, *_ = CATALOGUE.measures_of("ai_publications")

    assert "ds_pubs" == first.id


def test_an_unknown_measure_is_named() -> None:
    with pytest.raises(CorpusError, match="no_such"):
        CATALOGUE.measure("no_such")


def test_reported_measures_stand_in_the_view_of_reports() -> None:
    assert "as_reported" == CATALOGUE.measure("ds_pubs").view


def test_series_have_a_view_of_their_own() -> None:
    assert "nsf_ai_articles" == CATALOGUE.measure("nsf_ai_articles").view


def test_words_are_lower_case() -> None:
    words = [w for c in CATALOGUE.concepts for w in c.words]
    words += [w for m in CATALOGUE.measures for w in m.words]

    assert [] == [word for word in words if word != word.lower()]


def test_no_word_stands_twice_in_an_entry() -> None:
    entries = [*CATALOGUE.concepts, *CATALOGUE.measures]

    assert [] == [entry.id for entry in entries if len(set(entry.words)) != len(entry.words)]


def test_every_concept_has_words() -> None:
    assert [] == [concept.id for concept in CATALOGUE.concepts if not concept.words]


def test_cumulative_measures_are_never_added() -> None:
    assert [] == [m.id for m in CATALOGUE.measures if m.kind == "cumulative" and m.additive]


def test_shares_and_rates_are_never_added() -> None:
    kinds = {"share", "rate", "rank", "score"}

    assert [] == [m.id for m in CATALOGUE.measures if m.kind in kinds and m.additive]


def test_every_dataset_has_licence_release_and_provenance() -> None:
    assert [] == [d.id for d in CATALOGUE.datasets if not (d.licence and d.release and d.how)]


def test_every_dataset_has_its_table() -> None:
    assert [] == [
        d.id for d in CATALOGUE.datasets if not (shipped_figures() / f"{d.id}.csv").is_file()
    ]


def test_a_copy_reads_like_the_shipped_ones(tmp_path: Path) -> None:
    assert read_catalogue(copy(tmp_path)) == CATALOGUE


def test_a_wrong_value_names_file_entry_and_field(tmp_path: Path) -> None:
    copy(tmp_path, 'kind = "count"', 'kind = "heap"')

    with pytest.raises(CorpusError, match=r"measures\.toml.*'nsf_ai_articles'.*'kind'"):
        read_catalogue(tmp_path)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    copy(tmp_path, 'licence = "CC BY 4.0"\n', "", file="datasets.toml")

    with pytest.raises(CorpusError, match=r"datasets\.toml.*'licence'"):
        read_catalogue(tmp_path)


def test_a_misspelt_field_is_named(tmp_path: Path) -> None:
    copy(tmp_path, "additive = true", "aditive = true")

    with pytest.raises(CorpusError, match="aditive"):
        read_catalogue(tmp_path)


def test_an_unknown_concept_is_named(tmp_path: Path) -> None:
    copy(tmp_path, 'concept = "cs_top1"', 'concept = "cs_top2"')

    with pytest.raises(CorpusError, match="cs_top2"):
        read_catalogue(tmp_path)


def test_a_measure_missing_from_its_concept_is_named(tmp_path: Path) -> None:
    copy(tmp_path, 'order = ["r1_cost", "v3_cost"]', 'order = ["r1_cost"]')

    with pytest.raises(CorpusError, match="v3_cost"):
        read_catalogue(tmp_path)


def test_a_double_entry_is_named(tmp_path: Path) -> None:
    copy(tmp_path, 'id = "v3_cost"', 'id = "r1_cost"')

    with pytest.raises(CorpusError, match=r"'r1_cost' stands there twice"):
        read_catalogue(tmp_path)


def test_half_a_ratio_is_refused(tmp_path: Path) -> None:
    copy(tmp_path, 'denominator = "nsf_ai_total"\n', "")

    with pytest.raises(CorpusError, match="a ratio needs"):
        read_catalogue(tmp_path)


def test_broken_toml_names_the_file(tmp_path: Path) -> None:
    copy(tmp_path, "[[dataset]]", "[[dataset", file="datasets.toml")

    with pytest.raises(CorpusError, match=r"datasets\.toml"):
        read_catalogue(tmp_path)
