"""Places carry their codes, names in five languages, and members by year."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.places import read_places, shipped_places

BOOK = read_places()


def codes(alias: str, lang: str = "en") -> set[str]:
    """Give the codes that an alias may mean."""
    return {a.code for a in BOOK.aliases if a.alias == alias and a.lang == lang}


def kinds(alias: str) -> set[str]:
    return {a.kind for a in BOOK.aliases if a.alias == alias}


def test_namibia_is_not_missing() -> None:
    assert "NA" == BOOK.place("NAM").iso2


def test_a_place_knows_its_form_in_a_sentence() -> None:
    assert "the United Kingdom" == BOOK.place("GBR").sentence


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(CorpusError, match="XYZ"):
        BOOK.place("XYZ")


def test_a_bloc_has_its_members_of_the_year() -> None:
    assert 24 == len(BOOK.members("EU27", 2005))  # 25 with the UK, which today's 27 leave out
    assert 27 == len(BOOK.members("EU27", 2022))


def test_a_member_that_left_is_out_from_that_year() -> None:
    assert "GBR" in BOOK.members("EU28", 2019)
    assert "GBR" not in BOOK.members("EU28", 2020)


def test_blocs_that_grew_differ_from_their_first_five() -> None:
    assert 5 == len(BOOK.members("BRICS", 2023))
    assert {"EGY", "ETH", "IRN", "ARE"} <= set(BOOK.members("BRICS", 2024))
    assert 5 == len(BOOK.members("BRICS5", 2024))


def test_the_eu_with_the_uk_has_28_members_at_any_time() -> None:
    assert 28 == len(BOOK.members("EU27+GBR", 2022))


@pytest.mark.parametrize(
    ("bloc", "size"),
    [("NORDICS", 5), ("BALTICS", 3), ("BENELUX", 3), ("GCC", 6), ("VISEGRAD", 4), ("G7", 7),
     ("G20", 19), ("FIVE_EYES", 5), ("QUAD", 4), ("ASEAN", 10), ("OECD", 38)],
)  # fmt: skip
def test_a_bloc_has_the_right_size(bloc: str, size: int) -> None:
    assert size == len(BOOK.members(bloc, 2022))


def test_continents_have_their_countries() -> None:
    assert {"EGY", "ZAF", "NGA"} <= set(BOOK.members("AFRICA"))


def test_a_country_has_no_members() -> None:
    assert () == BOOK.members("CHN")


@pytest.mark.parametrize(
    ("alias", "code"),
    [("Dutch", "NLD"), ("Holland", "NLD"), ("Swiss", "CHE"), ("Icelanders", "ISL"),
     ("Brits", "GBR"), ("Norwegians", "NOR"), ("Saudi kingdom", "SAU"), ("UAE", "ARE"),
     ("Kingdom of Saudi Arabia", "SAU"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Burma", "MMR"),
     ("Ivory Coast", "CIV"), ("Côte d'Ivoire", "CIV"), ("Czechia", "CZE"), ("Macau", "MAC"),
     ("Czech Republic", "CZE"), ("Korea, Rep.", "KOR"), ("Chinese Taipei", "TWN"),
     ("European", "EUROPE"), ("African", "AFRICA"), ("Nordic", "NORDICS"), ("EU", "EU27"),
     ("sub-Saharan Africa", "SUB_SAHARAN_AFRICA"), ("Gulf states", "GCC"), ("World", "WLD"),
     ("Niger", "NER"), ("Nigeria", "NGA"), ("Nigerien", "NER"), ("Nigerian", "NGA"),
     ("Kosovo", "XKX"), ("Tencent", "TENCENT"), ("MIT", "MIT")],
)  # fmt: skip
def test_a_name_means_one_place(alias: str, code: str) -> None:
    assert {code} == codes(alias)


@pytest.mark.parametrize(
    ("alias", "lang", "code"),
    [("chinois", "fr", "CHN"), ("françaises", "fr", "FRA"), ("États-Unis", "fr", "USA"),
     ("Algérie", "fr", "DZA"), ("norwegischen", "de", "NOR"), ("Niederlanden", "de", "NLD"),
     ("Deutschlands", "de", "DEU"), ("Finnland", "de", "FIN"), ("española", "es", "ESP"),
     ("neerlandés", "es", "NLD"), ("alemanas", "es", "DEU"), ("EE. UU.", "es", "USA"),
     ("新加坡", "zh", "SGP"), ("荷兰", "zh", "NLD"), ("比利时", "zh", "BEL"), ("美国", "zh", "USA"),
     ("欧盟", "zh", "EU27"), ("台湾", "zh", "TWN")],
)  # fmt: skip
def test_a_foreign_name_means_its_place(alias: str, lang: str, code: str) -> None:
    assert {code} == codes(alias, lang)


@pytest.mark.parametrize(
    ("alias", "possible"),
    [
        ("Korea", {"KOR", "PRK"}),
        ("Congo", {"COD", "COG"}),
        ("Guinea", {"GIN", "GNQ", "GNB", "PNG"}),
    ],
)
def test_a_name_of_several_places_is_marked_ambiguous(alias: str, possible: set[str]) -> None:
    assert possible == codes(alias)
    assert {"ambiguous"} == {a.kind for a in BOOK.aliases if a.alias == alias and a.lang == "en"}


def test_two_letter_codes_are_marked_as_codes() -> None:
    for word in ("IN", "IT", "NO", "IS", "NA"):
        assert {"iso2"} == kinds(word)


def test_every_country_has_an_adjective_or_is_tiny() -> None:
    # Countries whose adjective is rare enough to go without.
    without = {p.code for p in BOOK.places() if p.kind == "country"} - {
        a.code for a in BOOK.aliases if a.kind in ("demonym", "ambiguous") and a.lang == "en"
    }

    assert without <= {"VAT", "NIU", "COK", "NRU", "TUV", "KIR", "FSM", "SCG", "XKX"}


def test_no_plain_name_means_two_places_by_accident() -> None:
    meanings: dict[tuple[str, str], set[str]] = {}
    for alias in BOOK.aliases:
        if alias.kind not in ("ambiguous", "iso2", "iso3", "metonym", "part of"):
            meanings.setdefault((alias.alias, alias.lang), set()).add(alias.code)

    assert {} == {name: found for name, found in meanings.items() if len(found) > 1}


def test_a_wrong_year_names_file_and_line(tmp_path: Path) -> None:
    shutil.copytree(shipped_places(), tmp_path / "places")
    members = tmp_path / "places" / "members.csv"
    members.write_text(members.read_text().replace("EU27,AUT,1995,", "EU27,AUT,soon,"))

    with pytest.raises(CorpusError, match=r"members\.csv, line 2.*soon"):
        read_places(tmp_path / "places")


def test_an_alias_of_no_place_is_named(tmp_path: Path) -> None:
    shutil.copytree(shipped_places(), tmp_path / "places")
    with (tmp_path / "places" / "aliases.csv").open("a") as file:
        file.write("Atlantis,ATL,name,en,\n")

    with pytest.raises(CorpusError, match=r"aliases\.csv.*ATL"):
        read_places(tmp_path / "places")
