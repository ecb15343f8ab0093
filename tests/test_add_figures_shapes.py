"""Files of makers we know are recognised by their headers, and everything else is guessed.

The headers are those of real files; the values are made up.
"""

# ruff: noqa: E501 (headers stand as they are in real files)

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.places import read_places
from corpus.tables.mappings import HEADER, Mapping, read_mapping
from corpus.tables.number_shapes import read_shape, settle, shape_of, shape_sql
from corpus.tables.place_names import read_place_names
from corpus.tables.times import read_time, year_in_header
from index.preview_figures import Preview, preview_figures

pytestmark = pytest.mark.slow  # every shape of table, and made-up numbers

OWID = """Entity,Code,Year,Coffee consumption per person (kg),Cups a day,World regions according to OWID
Finland,FIN,2020,12.1,4.2,Europe
Finland,FIN,2021,12.4,4.3,Europe
Kosovo,OWID_KOS,2021,3.5,1.1,Europe
Africa,,2021,0.9,0.3,
High-income countries,OWID_HIC,2021,6.0,2.0,
World,OWID_WRL,2021,2.0,0.7,
"""
WORLD_BANK = """\ufeff"Data Source","World Development Indicators",

"Last Updated Date","2026-09-30",

"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020","2021",
"Aruba","ABW","Coffee drunk (% of adults)","CF.DRK.ZS","","41.5","42",
"Africa Eastern and Southern","AFE","Coffee drunk (% of adults)","CF.DRK.ZS","10","11","12",
"Egypt, Arab Rep.","EGY","Coffee drunk (% of adults)","CF.DRK.ZS","20.1","20.2","",
"Euro area","EMU","Coffee drunk (% of adults)","CF.DRK.ZS","70","71","72",
"World","WLD","Coffee drunk (% of adults)","CF.DRK.ZS","30","31","32",
"""
TRACKER = """country,field,year,num_articles,complete
China (mainland),All,2023,100,True
China (mainland),Robotics,2023,10,True
China (mainland),All,2025,60,False
United States,All,2023,90,True
United States,Robotics,2023,9,True
Five Eyes,All,2023,120,True
NATO,All,2023,150,True
"""
DIMENSIONS = """"About the data: Exported on Sep 30, 2026. Criteria: 'coffee' in title and abstract."
Country,PubYear,Publications,Citations
Brazil,2023,900,4000
Brazil,2024,950,2100
Italy,2023,400,2500
"""
DIMENSIONS_LIST = """"About the data: Exported on Sep 30, 2026. Criteria: 'coffee' in title and abstract."
Rank,Publication ID,DOI,PMID,PMCID,Title,Abstract,Publication Date,PubYear,Times cited,Country of Research organization,Dimensions URL
1,pub.1,10.1/a,,,A title,,2024-01-01,2024,3,Brazil; Italy,https://app.dimensions.ai/details/publication/pub.1
2,pub.2,10.1/b,,,A title,,2024-01-02,2024,0,Italy,https://app.dimensions.ai/details/publication/pub.2
"""


def preview(tmp_path: Path, text: str, name: str = "table.csv", **known: object) -> Preview:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return preview_figures(path, start=Mapping(**known))  # type: ignore[arg-type]


def test_our_world_in_data_is_recognised(tmp_path: Path) -> None:
    found = preview(tmp_path, OWID)

    assert "Our World in Data grapher CSV" == found.mapping.shape
    assert ("Entity", "Code", "Year") == (
        found.mapping.place, found.mapping.code, found.mapping.year,
    )  # fmt: skip
    assert ("Coffee consumption per person (kg)", "Cups a day") == found.mapping.values
    assert "kg" == found.mapping.measures[0].unit
    assert ["High-income countries"] == [item.name for item in found.report.unresolved]


def test_the_world_bank_is_recognised_below_its_first_lines(tmp_path: Path) -> None:
    found = preview(tmp_path, WORLD_BANK, "API_CF.DRK.ZS_DS2_en_csv_v2_1.csv")

    assert "World Bank indicator CSV" == found.mapping.shape
    assert (HEADER, ("2019", "2020", "2021")) == (found.mapping.year, found.mapping.values)
    assert ("World Bank", "2026-09-30") == (
        found.mapping.about.publisher, found.mapping.about.date,
    )  # fmt: skip
    (entry,) = found.mapping.measures
    assert ("coffee drunk", "percent", "share") == (entry.label, entry.unit, entry.kind)
    assert [("Africa Eastern and Southern", 7)] == [
        (item.name, item.first_row) for item in found.report.unresolved
    ]
    assert ("Aruba", "2020", 41.5) == (
        found.rows[0].place, found.rows[0].time, found.rows[0].value,
    )  # fmt: skip


def test_the_world_banks_list_of_countries_is_told_from_its_figures(tmp_path: Path) -> None:
    text = (
        '"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\n"ABW","x","y","",""\n'
    )

    with pytest.raises(CorpusError, match="API_"):
        preview(tmp_path, text)


def test_the_country_activity_tracker_is_recognised(tmp_path: Path) -> None:
    found = preview(tmp_path, TRACKER, "publications_yearly_articles.csv")

    assert "ETO Country Activity Tracker CSV" == found.mapping.shape
    assert {"field": "All"} == dict(found.mapping.keep)
    assert [("AI articles", "articles")] == [(m.label, m.unit) for m in found.mapping.measures]
    assert [("China", "2023", 100.0, "final"), ("China", "2025", 60.0, "incomplete")] == [
        (row.place, row.time, row.value, row.status) for row in found.rows[:2]
    ]


def test_a_dimensions_export_is_recognised_by_its_first_line(tmp_path: Path) -> None:
    found = preview(tmp_path, DIMENSIONS)

    assert "Dimensions export" == found.mapping.shape
    assert ("Country", "PubYear") == (found.mapping.place, found.mapping.year)
    assert "Sep 30, 2026" == found.mapping.about.date
    assert "coffee" in found.mapping.about.definition
    assert ["publications", "citations"] == [m.unit for m in found.mapping.measures]


def test_a_dimensions_list_of_publications_is_no_table_of_figures(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="list of publications"):
        preview(tmp_path, DIMENSIONS_LIST)


@pytest.mark.parametrize(
    ("text", "place", "year", "n_values"),
    [
        ("Pays;Année;Valeur\nFrance;2020;1\nEspagne;2020;2\n", "Pays", "Année", 2),
        ("geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nEL,2020,1,e\nUK,2020,2,\n", "geo", "TIME_PERIOD", 2),
        ("Land\t2019\t2020\nDeutschland\t1\t2\nFrankreich\t3\t4\n", "Land", HEADER, 4),
        ("Country,Exports 2019,Exports 2020\nFrance,1,2\nSpain,3,4\n", "Country", HEADER, 4),
        ("Country,2019,2020\nFrance,1998,2001\nSpain,1800,1801\n", "Country", HEADER, 4),
        ("iso3,y,v\nFRA,2020,1\nESP,2020,2\n", "iso3", "y", 2),
        ("Country,2019 [YR2019],2020 [YR2020]\nFrance,1,..\nSpain,3,4\n", "Country", HEADER, 3),
    ],
)
def test_other_tables_are_guessed(
    tmp_path: Path, text: str, place: str, year: str, n_values: int
) -> None:
    found = preview(tmp_path, text)

    assert (place, year, n_values) == (
        found.mapping.place, found.mapping.year, found.report.n_values,
    )  # fmt: skip


def test_a_column_named_after_its_unit_alone_counts_what_the_table_is_called_after(
    tmp_path: Path,
) -> None:
    found = preview(tmp_path, "country,year,tonnes\nFrance,2020,1\nSpain,2020,2\n", "coffee.csv")

    (measure,) = found.mapping.measures
    assert ("coffee", "tonnes", True) == (measure.label, measure.unit, measure.additive)
    assert "tonnes of coffee" in measure.words


def test_every_place_is_found_by_its_own_name() -> None:
    names = read_place_names()
    places = [place for place in read_places().places() if place.kind != "organisation"]

    assert [] == [place.name for place in places if names.find(place.name).code != place.code]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran, Islamic Rep.", "IRN"), ("Korea, Republic of", "KOR"), ("Türkiye", "TUR"),
        ("Cote d'Ivoire", "CIV"), ("Bahamas, The", "BHS"), ("France [1]", "FRA"),
        ("Germany*", "DEU"), ("St. Lucia", "LCA"), ("Hong Kong SAR, China", "HKG"),
        ("Asia (CSET)", ""), ("Congo", ""), ("Chinese", ""),
    ],
)  # fmt: skip
def test_names_as_tables_write_them(name: str, code: str) -> None:
    assert code == read_place_names().find(name).code


@pytest.mark.parametrize(
    ("text", "year", "quarter"),
    [
        ("2020", 2020, 0), ("2020.0", 2020, 0), ("2020Q3", 2020, 3), ("Q1 2021", 2021, 1),
        ("2020-12-31", 2020, 0), ("31.12.2020", 2020, 0), ("2024e", 2024, 0), ("X1999", 1999, 0),
    ],
)  # fmt: skip
def test_times_as_tables_write_them(text: str, year: int, quarter: int) -> None:
    found = read_time(text)

    assert found is not None
    assert (year, quarter) == (found.year, found.quarter)


@pytest.mark.parametrize("text", ["", "2020/21", "20", "20200", "1,234", "May 2020", "1066"])
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert read_time(text) is None


def test_a_year_is_taken_out_of_a_name() -> None:
    assert ("Exports (US$)", 2019) == _named_year("Exports 2019 (US$)")
    assert year_in_header("Growth 2010-2020") is None
    assert year_in_header("Change 2010 to 2020") is None


def _named_year(text: str) -> tuple[str, int]:
    found = year_in_header(text)
    assert found is not None
    return found[0], found[1].year


@settings(max_examples=300, deadline=None)
@given(
    number=st.integers(min_value=0, max_value=10**12),
    cents=st.integers(min_value=0, max_value=99),
    negative=st.booleans(),
    style=st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("'", "."), ("", ".")]),
    before=st.sampled_from(["", "$", "US$ ", "~", "< "]),
    after=st.sampled_from(["", "%", "*", " e", " [1]", "¹"]),
)  # fmt: skip
def test_any_way_of_writing_a_number_gives_the_number(
    number: int, cents: int, negative: bool, style: tuple[str, str], before: str, after: str
) -> None:
    thousands, decimal = style
    digits = f"{number:,}".replace(",", thousands)
    text = f"{before}{'-' if negative else ''}{digits}{decimal}{cents:02}{after}"

    way = settle(read_shape(shape_of(text)), decimal="")

    assert "number" == way.kind
    core = text[way.start - 1 : way.start - 1 + way.length]
    kept = "".join(char for char in core if char.isdigit() or char == way.decimal)
    assert (-1 if negative else 1) * (number + cents / 100) == pytest.approx(
        way.factor * float(kept.replace(",", "."))
    )


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.text(alphabet="0123456789.,-< %eEx'\u00a0²", max_size=12), min_size=1))
def test_the_database_sees_the_same_shapes_as_we_do(texts: list[str]) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE cells (n INTEGER, text VARCHAR)")
        connection.executemany("INSERT INTO cells VALUES (?, ?)", list(enumerate(texts)))
        found = connection.execute(f"SELECT {shape_sql('text')} FROM cells ORDER BY n").fetchall()

    assert [shape_of(text) for text in texts] == [shape for (shape,) in found]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("x = [", "cannot be read"),
        ("[colums]\nplace = 'a'", "unknown part 'colums'"),
        ("[columns]\nplaces = 'a'", "'places' is not known"),
        ("[columns]\nfixed_year = 'a'", "another type"),
        ("[[measure]]\nlabel = 'a'", "'name' is missing"),
        ("[[measure]]\nname = 'a'\nkind = 'cups'", "kind 'cups'"),
        ("[file]\ndecimal = ';'", "decimal is ';'"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(tmp_path: Path, toml: str, told: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(toml, encoding="utf-8")

    with pytest.raises(CorpusError, match=told):
        read_mapping(path)
