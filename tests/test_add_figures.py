"""A reader's table is asked like what is shipped, seen by its reader alone, and goes for good."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.answers import as_json
from bot.onrecord import Onrecord
from corpus.catalogues import read_catalogue
from corpus.errors import CorpusError, QueryRefused
from corpus.settings import Settings
from corpus.tables.mappings import Mapping, read_mapping, write_mapping
from index.added_figures import ID_PREFIXES, added_figures
from index.stores import Store

pytestmark = pytest.mark.slow  # layers are written

# Made up: no shipped source knows anything of coffee.
COFFEE = """Entity,Code,Year,Coffee consumption
Finland,FIN,2019,68000
Finland,FIN,2020,70000
Finland,FIN,2021,72000
Germany,DEU,2019,520000
Germany,DEU,2020,530000
Germany,DEU,2021,525000
Brazil,BRA,2019,1320000
Brazil,BRA,2020,1340000
Brazil,BRA,2021,1360000
High-income countries,,2021,9000000
World,OWID_WRL,2021,10000000
"""


@pytest.fixture(scope="module")
def desk_settings(
    home: Path, settings_for: Callable[..., Settings], tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """Give settings for a home with the built store and layers of its own."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "stores").mkdir()
    (folder / "stores" / "base").symlink_to(home / "stores" / "base")
    (folder / "models").symlink_to(home / "models")
    return settings_for(folder)


@pytest.fixture(scope="module")
def coffee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "coffee.csv"
    path.write_text(COFFEE, encoding="utf-8")
    return path


def mapped(onrecord: Onrecord, path: Path, **about: str) -> Mapping:
    """Guess a mapping and say what a reader would be asked for."""
    mapping = onrecord.guess_figures(path).mapping
    entries = tuple(
        replace(entry, unit="tonnes", additive=True, words=(*entry.words, "drink coffee"))
        for entry in mapping.measures
    )
    about = {"title": "Coffee by country", "url": "https://example.org/coffee"} | about
    return replace(mapping, about=replace(mapping.about, **about), measures=entries)


@pytest.fixture(scope="module")
def anna(desk_settings: Settings, coffee: Path) -> Iterator[Onrecord]:
    """Give an Onrecord whose reader has added the coffee table."""
    onrecord = Onrecord.open(desk_settings, reader="anna")
    onrecord.add_figures(coffee, mapping=mapped(onrecord, coffee))
    yield onrecord
    onrecord.store.close()


def test_a_look_up_cites_the_table_with_its_licence_and_definition(anna: Onrecord) -> None:
    answer = anna.ask("How much coffee did Germany consume in 2020?")

    assert "530,000 tonnes" in answer.text
    citation = answer.citations[0]
    assert ("Coffee by country", "https://example.org/coffee") == (citation.title, citation.url)
    assert "CC BY" in citation.licence
    assert citation.definition


def test_its_sql_runs_as_shown(anna: Onrecord) -> None:
    answer = anna.ask("How much coffee did Germany consume in 2020?")

    assert answer.citations[0].sql
    assert 530000 in anna.store.figures.run(answer.citations[0].sql).rows[0]


def test_places_are_ranked_with_a_chart(anna: Onrecord) -> None:
    answer = anna.ask("Which countries consumed most coffee in 2021?")

    assert ["Brazil", "Germany", "Finland"] == [
        line.split(". ")[1].split(":")[0]
        for line in answer.text.splitlines()
        if line[:2] in ("1.", "2.", "3.")
    ]
    assert answer.chart is not None


def test_growth_is_worked_out(anna: Onrecord) -> None:
    answer = anna.ask("By how much did coffee consumption in Finland grow from 2019 to 2021?")

    assert "5.9%" in answer.text  # 68,000 to 72,000


def test_it_is_divided_by_shipped_population(anna: Onrecord) -> None:
    answer = anna.ask("Coffee consumption per head in Finland in 2020")

    assert {"computed", "matched"} & {figure.status for figure in answer.figures}
    assert "wdi_population" in str(answer.citations[0].sql)


def test_a_follow_up_stays_with_it(anna: Onrecord) -> None:
    conversation = anna.new_conversation(reader="anna")
    anna.ask("How much coffee did Germany consume in 2020?", conversation=conversation,
             reader="anna")  # fmt: skip
    answer = anna.ask("and Brazil?", conversation=conversation, reader="anna")

    assert "1,340,000" in answer.text


def test_a_place_without_a_row_is_refused_by_name(anna: Onrecord) -> None:
    answer = anna.ask("How much coffee did Japan consume in 2020?")

    assert "no_answer" == answer.status
    assert "Japan" in answer.text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Germany consumed 530,000 tonnes of coffee in 2020.", "supported"),
        ("Germany consumed 900,000 tonnes of coffee in 2020.", "contradicted"),
    ],
)
def test_a_claim_is_held_against_it(anna: Onrecord, claim: str, verdict: str) -> None:
    assert verdict == anna.check(claim).verdict


def test_it_is_listed_among_sources_and_measures(anna: Onrecord) -> None:
    assert "own_coffee_by_country" in [source.id for source in anna.sources()]
    assert "own_coffee_consumption" in [item["measure"] for item in anna.measures()]
    assert ["own_coffee_consumption"] == [item["measure"] for item in anna.measures("coffee")]


def test_its_view_says_what_it_holds(anna: Onrecord) -> None:
    view = anna.store.figures.describe("own_coffee_consumption")

    assert "tonnes" in {column.name: column.comment for column in view.columns}["value"]


def test_another_reader_neither_sees_nor_reaches_it(
    anna: Onrecord, desk_settings: Settings
) -> None:
    bert = Onrecord.open(desk_settings, reader="bert")

    assert "answered" != bert.ask("How much coffee did Germany consume in 2020?").status
    assert "own_coffee_consumption" not in bert.store.figures.views()
    with pytest.raises(QueryRefused):
        bert.store.figures.run("SELECT * FROM own_coffee_consumption")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM added_0.main.figures",
        "SELECT * FROM figures",
        "SELECT * FROM base.main.observations",
        "SELECT * FROM memory.main.own_coffee_consumption",
        "ATTACH 'other.duckdb'",
    ],
)
def test_the_guard_lets_nobody_behind_the_views(anna: Onrecord, sql: str) -> None:
    with pytest.raises(QueryRefused):
        anna.store.figures.run(sql)


def test_the_connection_stays_locked_with_added_tables(anna: Onrecord) -> None:
    import duckdb

    cursor = anna.store.figures._connection.cursor()
    for sql in ("SELECT * FROM read_text('/etc/hostname')", "SET memory_limit = '10GB'",
                "ATTACH '/tmp/x.duckdb'", "DELETE FROM added_0.figures"):  # fmt: skip
        with pytest.raises(duckdb.Error):
            cursor.execute(sql)


def test_no_shipped_measure_is_named_like_an_added_one() -> None:
    prefixes = tuple(ID_PREFIXES.values())
    catalogue = read_catalogue()

    assert [] == [m.id for m in (*catalogue.measures, *catalogue.concepts)
                  if m.id.startswith(prefixes)]  # fmt: skip


def test_the_desks_table_is_seen_by_all_and_goes_without_a_trace(
    desk_settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "tea.csv"
    path.write_text(COFFEE.replace("Coffee", "Tea"), encoding="utf-8")
    desk = Onrecord.open(desk_settings, reader="carl")
    before = desk.ask("How much tea did Germany consume in 2020?")
    desk.add_figures(path, mapping=mapped(desk, path, title="Tea by country"), layer="desk")
    other = Onrecord.open(desk_settings, reader="dora")

    assert "530,000" in other.ask("How much tea did Germany consume in 2020?").text
    assert desk.remove_figures("desk_tea_by_country")
    after = other.ask("How much tea did Germany consume in 2020?")
    assert (before.status, before.text) == (after.status, after.text)
    folder = desk_settings.home / "stores" / "desk" / "figures"
    assert [] == list(folder.glob("*.duckdb"))
    assert "tea" not in (folder / "catalogue.json").read_text(encoding="utf-8").lower()


def test_removing_what_is_not_there_says_so(anna: Onrecord) -> None:
    assert not anna.remove_figures("own_nothing")


def test_it_stands_beside_shipped_measures_of_its_concept(
    desk_settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("Country,Year,Papers\nFrance,2022,9999\nSpain,2022,5000\n", encoding="utf-8")
    onrecord = Onrecord.open(desk_settings, reader="emil")
    mapping = onrecord.guess_figures(path).mapping
    entries = tuple(replace(entry, concept="AI publications") for entry in mapping.measures)
    about = replace(mapping.about, title="Own count", publisher="Our desk", licence="own work")
    onrecord.add_figures(path, mapping=replace(mapping, about=about, measures=entries))

    answer = onrecord.ask("How many AI publications did France have in 2022?")

    assert "9,999" in answer.text
    assert len(answer.citations) > 1
    named = onrecord.ask("How many AI publications did France have in 2022, according to Our desk?")
    assert "9,999" in named.text.splitlines()[0]


def test_a_second_table_of_the_same_title_must_be_meant(anna: Onrecord, coffee: Path) -> None:
    mapping = mapped(anna, coffee)

    with pytest.raises(CorpusError, match="--replace"):
        anna.add_figures(coffee, mapping=mapping)
    assert 10 == anna.add_figures(coffee, mapping=mapping, instead=True).added.n_values


def test_it_survives_a_restart_and_another_build(anna: Onrecord, desk_settings: Settings) -> None:
    # A base store built anew changes nothing in the layers: they hold no part of it.
    again = Store.open(desk_settings, reader="anna")

    rows = again.figures.run("SELECT value FROM own_coffee_consumption WHERE place = 'FIN'").rows
    assert 3 == len(rows)
    again.close()


def test_a_change_that_was_killed_leaves_the_layer_as_before(
    desk_settings: Settings, coffee: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.added_figures as module

    onrecord = Onrecord.open(desk_settings, reader="frida")
    onrecord.add_figures(coffee, mapping=mapped(onrecord, coffee))
    folder = desk_settings.home / "stores" / "readers" / "frida" / "figures"
    before = (folder / "catalogue.json").read_bytes()

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        onrecord.add_figures(coffee, mapping=mapped(onrecord, coffee, title="Again"))
    monkeypatch.undo()

    assert before == (folder / "catalogue.json").read_bytes()
    assert "answered" == onrecord.ask("How much coffee did Germany consume in 2020?").status
    onrecord.remove_figures("own_coffee_by_country")
    assert [] == list(folder.glob("*.duckdb")) + list(folder.glob("work-*"))


def test_a_damaged_list_says_what_to_do(desk_settings: Settings) -> None:
    folder = desk_settings.home / "stores" / "readers" / "gerd" / "figures"
    folder.mkdir(parents=True)
    (folder / "catalogue.json").write_text("{", encoding="utf-8")

    with pytest.raises(CorpusError, match="move the folder"):
        added_figures(desk_settings, "reader", reader="gerd")


def test_a_mapping_written_out_reads_back_the_same(anna: Onrecord, coffee: Path,
                                                   tmp_path: Path) -> None:  # fmt: skip
    mapping = mapped(anna, coffee, definition='Roasted "beans"\\ only')
    path = tmp_path / "coffee.toml"
    path.write_text(write_mapping(mapping, coffee.name), encoding="utf-8")

    assert mapping == read_mapping(path)


def test_the_whole_report_is_plain_data(anna: Onrecord, coffee: Path) -> None:
    from bot.commands.printing import json_text

    told = json.loads(json_text(anna.guess_figures(coffee)))

    assert "High-income countries" == told["report"]["unresolved"][0]["name"]
    assert 11 == told["report"]["unresolved"][0]["first_row"]


def test_before_it_can_be_cited_publisher_licence_and_unit_must_be_said(
    anna: Onrecord, tmp_path: Path
) -> None:
    path = tmp_path / "rainfall.csv"
    path.write_text("Country,Year,Rainfall\nFrance,2020,1\nSpain,2020,2\n", encoding="utf-8")
    preview = anna.guess_figures(path)

    assert 3 == len(preview.missing)
    with pytest.raises(CorpusError, match="--licence"):
        anna.add_figures(path, mapping=preview.mapping)


def test_removing_a_table_takes_its_values_out_of_kept_answers(
    desk_settings: Settings, coffee: Path
) -> None:
    hans = Onrecord.open(desk_settings, reader="hans")
    hans.add_figures(coffee, mapping=mapped(hans, coffee, title="Coffee of Hans"))
    conversation = hans.new_conversation(reader="hans")
    hans.ask("How much coffee did Germany consume in 2020?", conversation=conversation,
             reader="hans")  # fmt: skip
    assert "530,000" in hans.history.turns(conversation, "hans")[0].text

    hans.remove_figures("own_coffee_of_hans")

    (kept,) = hans.history.turns(conversation, "hans")
    assert "source removed by its owner" in kept.text
    told = json.dumps(as_json(kept), default=str)
    assert "530,000" not in told
    assert "530000" not in told
    assert "Coffee of Hans" not in told


def test_a_readers_table_is_not_shared_with_a_language_model_unasked(
    anna: Onrecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bot.language_model.answering as answering

    seen: dict[str, Any] = {}

    def stream_model(*_: Any, **named: Any) -> Iterator[Any]:
        seen.update(named)
        yield from ()

    monkeypatch.setattr(answering, "stream_model", stream_model)
    monkeypatch.setattr(type(anna), "model_engine", None)
    answer = anna.ask("How much coffee did Germany consume in 2020?")
    list(anna._stream_model(None, None, answer, None, "anna", False))  # type: ignore[arg-type]

    assert {"own_coffee_by_country", "own_coffee_consumption"} <= seen["private"]


def test_a_measure_like_a_shipped_one_is_said_to_be(anna: Onrecord, tmp_path: Path) -> None:
    path = tmp_path / "investment.csv"
    path.write_text(
        "Country,Year,Private AI investment\nFrance,2022,1\nSpain,2022,2\n", encoding="utf-8"
    )

    assert {"Private AI investment": "private_ai_investment"} == dict(
        anna.guess_figures(path).beside
    )


def test_a_publisher_that_is_a_known_source_is_asked_for_by_its_names(
    desk_settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "publications_yearly_articles.csv"
    path.write_text(
        "country,field,year,num_articles,complete\nFrance,All,2023,7654,True\n"
        "France,Robotics,2023,12,True\nSpain,All,2023,4321,True\n",
        encoding="utf-8",
    )
    onrecord = Onrecord.open(desk_settings, reader="ines")
    mapping = onrecord.guess_figures(path).mapping
    entries = tuple(replace(entry, concept="ai_publications") for entry in mapping.measures)
    onrecord.add_figures(path, mapping=replace(mapping, measures=entries))

    assert "7,654" in onrecord.ask("How many AI articles did France publish in 2023, "
                                   "according to CSET?").text  # fmt: skip
