"""The pages: what a reader sees and can press, with a scripted Onrecord at the border."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from bot.answers import Answer, Citation, Claim, Conflict, ConflictSide, Figure
from bot.compose.charts import draw_chart
from bot.events import Done, Event, Evidence, Status, Text
from bot.history import History
from bot.pages.chips import reading_chips
from bot.pages.draft_view import annotate
from bot.pages.evidence import rows_as_csv
from bot.pages.look import cell_text, safe_link, table_html
from bot.pages.sources import matching
from corpus.catalogues import read_catalogue
from corpus.errors import IndexMissing, OnrecordError, QueryFailed
from corpus.sources import Source

pytestmark = pytest.mark.slow  # whole pages: not for `make quick`

APP = str(Path(__file__).resolve().parent.parent / "streamlit_app.py")
QUESTION = "How many AI articles did China publish in 2022, according to the NSF?"

TABLE = Citation(
    n=1,
    kind="figures",
    source="nsf-ai-articles",
    title="AI articles by country",
    publisher="NSF",
    date="2024-03-13",
    url="https://ncses.nsf.gov/",
    licence="Public domain",
    release="Indicators 2024",
    definition="Whole count, Scopus",
    sql="SELECT name, year, value FROM ai_articles_nsf WHERE place = 'CHN'",
    columns=("name", "year", "value"),
    rows=(("China", 2021, 33951), ("China", 2022, 42524)),
    cells=((1, 2),),
)
PASSAGE = Citation(
    n=2,
    kind="passage",
    source="release",
    title="New report",
    publisher="Digital Science",
    date="2025-07-10",
    url="https://www.digital-science.com/",
    passage="p1",
    quote="23,695 publications",
    flags=("second-hand",),
)
CONTEXT = "Before it. In 2024 China had 23,695 publications, the release says. After it."
ANSWER = Answer(
    question=QUESTION,
    standalone=QUESTION,
    status="answered",
    text="China published **42,524** AI articles in 2022 [1].",
    citations=(TABLE,),
    figures=(Figure(text="42,524", value=42524, status="matched", citation=1, cell=(1, 2)),),
    caveats=("Whole counting: shares add up to more than 100 %.",),
    reading={"concept": "AI publications", "places": ["China"], "period": "2022"},
    chart=draw_chart(title="AI articles", rows=[("China", 2022, 42524, "")], kind="bar"),
    suggestions=("And India?",),
    id="a1",
)


class ScriptedOnrecord:
    """Stand at the border: answers as the test says, real history."""

    def __init__(self, history: History, reply: Callable[[str], Answer]) -> None:
        self.history = history
        self.reply = reply
        self.asked: list[str] = []
        self.readings: list[Any] = []
        self.choices: list[dict[str, Any]] = []
        self.has_model = False
        figures = SimpleNamespace(run=lambda sql, **_: SimpleNamespace(rows=[("China", 2022)]))
        self.store = SimpleNamespace(
            manifest=SimpleNamespace(build="b"),
            figures_stamp=lambda: (),
            reader="local",
            figures=figures,
        )
        self.knowledge = SimpleNamespace(catalogue=read_catalogue())

    def for_reader(self, reader: str) -> ScriptedOnrecord:
        return self

    def asks_model(self, engine: str | None = None) -> bool:
        return self.has_model and engine != "grounded"

    def where_text_goes(self, engine: str | None = None) -> str:
        if engine == "grounded":
            return ""
        return "Questions and the evidence used go to api.example. Your own stays here."

    def stream(
        self, question: str, *, conversation: str, reading: Any = None, **choice: Any
    ) -> Iterator[Event]:
        self.asked.append(question)
        self.readings.append(reading)
        self.choices.append(choice)
        yield Status(step="Reading 2 rows")
        answer = replace(self.reply(question), question=question)
        for citation in answer.citations:
            yield Evidence(citation=citation)
        yield Text(text=answer.text)
        self.history.add_turn(conversation, answer)
        yield Done(answer=answer)

    def check(self, text: str, **_: Any) -> Answer:
        self.asked.append(text)
        return replace(self.reply(text), question=text)

    def sources(self) -> list[Source]:
        return [
            Source(id="release", title="New report", publisher="Digital Science", kind="release"),
            Source(id="nature", title="China leads", publisher="Nature", kind="news"),
        ]

    def datasets(self) -> list[Source]:
        return [Source(id="nsf-ai-articles", title="AI articles by country", publisher="NSF")]

    def documents(self) -> list[Any]:
        return []

    def added_figures(self) -> tuple[Any, ...]:
        return ()

    def document_text(self, source_id: str) -> str:
        return f"# The text of {source_id}\n\nHeld here."

    def passage_context(self, passage_id: str) -> tuple[str, int, int]:
        return CONTEXT, 0, len(CONTEXT)

    def suggestions(self) -> dict[str, list[str]]:
        return {"Figures": [QUESTION], "Disputes": ["How many AI papers did China publish?"]}

    def notes(self) -> list[str]:
        return ["The report itself is not in the corpus. Add it: `onrecord add FILE`"]


@pytest.fixture(autouse=True)
def one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever opens the page be the reader "local"; tests of many say so."""
    monkeypatch.setenv("ONRECORD_READERS", "one")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedOnrecord]:
    history = History.open(tmp_path / "history.sqlite")
    scripted = ScriptedOnrecord(history, lambda question: ANSWER)
    open_with(scripted, monkeypatch)
    yield scripted
    st.cache_resource.clear()
    history.close()


def open_with(outcome: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page find this Onrecord, or this error, when it opens."""

    def opened(future: Future[Any]) -> None:
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)

    st.cache_resource.clear()
    monkeypatch.setattr("bot.pages.opening._open", opened)


def start(page: str = "") -> AppTest:
    app = AppTest.from_file(APP, default_timeout=30)
    app.run()
    if page:
        app.switch_page(f"bot/pages/{page}.py").run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str) -> AppTest:
    app.chat_input(key="question").set_value(question).run()
    assert not app.exception
    return app


def opened(app: AppTest, popover: str) -> AppTest:
    """Open a popover by its key."""
    app.session_state[popover] = True
    app.run()
    assert not app.exception
    return app


def written(app: AppTest) -> str:
    """Give all HTML and Markdown on the page, in its order."""
    found = []
    for element in app.main:
        if element.type in {"html", "markdown", "bidi_component", "component"}:
            found.append(str(element.proto))
    return "\n".join(found)


class TestStarting:
    def test_the_start_offers_the_suggestions(self, desk: ScriptedOnrecord) -> None:
        labels = [button.label for button in start().button]
        assert QUESTION in labels

    def test_the_start_says_that_the_report_is_missing_and_how_to_add_it(
        self, desk: ScriptedOnrecord
    ) -> None:
        assert "onrecord add FILE" in written(start())

    def test_pressing_a_suggestion_asks_it(self, desk: ScriptedOnrecord) -> None:
        app = start()
        next(button for button in app.button if button.label == QUESTION).click().run()
        assert [QUESTION] == desk.asked

    def test_a_missing_store_is_a_sentence_and_no_traceback(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_with(IndexMissing("no store at '/secret/place'"), monkeypatch)
        app = start()
        assert [IndexMissing.for_reader] == [error.value for error in app.error]
        assert not app.exception

    def test_what_could_not_be_opened_is_tried_again(
        self, desk: ScriptedOnrecord, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_with(IndexMissing("not built yet"), monkeypatch)
        app = start()
        monkeypatch.setattr("bot.pages.opening._open", lambda future: future.set_result(desk))
        assert not app.run().error


class TestAnswering:
    def test_a_question_is_asked_once(self, desk: ScriptedOnrecord) -> None:
        ask(start(), QUESTION)
        assert [QUESTION] == desk.asked

    def test_the_answer_shows_its_figure_and_its_marker(self, desk: ScriptedOnrecord) -> None:
        seen = written(ask(start(), QUESTION))
        assert "42,524" in seen
        assert "marker" in seen

    def test_the_first_source_is_open_at_its_cited_cell(self, desk: ScriptedOnrecord) -> None:
        assert "<mark>42,524</mark>" in written(ask(start(), QUESTION))

    def test_a_source_shows_sql_definition_release_and_licence(
        self, desk: ScriptedOnrecord
    ) -> None:
        app = ask(start(), QUESTION)
        assert TABLE.sql == " ".join(app.code[0].value.split())
        seen = written(app)
        for fact in (TABLE.definition, TABLE.release, TABLE.licence):
            assert fact in seen

    def test_a_passage_is_shown_in_context_with_its_words_marked(
        self, desk: ScriptedOnrecord
    ) -> None:
        desk.reply = lambda question: replace(ANSWER, text="So [2].", citations=(PASSAGE,))
        seen = written(ask(start(), "Who?"))
        assert "In 2024 China had <mark>23,695 publications</mark>, the release says." in seen
        assert "second-hand" in seen

    def test_caveats_and_the_reading_are_shown(self, desk: ScriptedOnrecord) -> None:
        seen = written(ask(start(), QUESTION))
        assert "Whole counting" in seen
        assert "AI publications" in seen

    def test_what_was_not_checked_comes_before_the_answer(self, desk: ScriptedOnrecord) -> None:
        desk.reply = lambda question: replace(ANSWER, unchecked=("the word “most”",))
        seen = written(ask(start(), QUESTION))
        assert -1 < seen.index("the word “most”") < seen.index("42,524")

    def test_a_disagreement_is_a_table(self, desk: ScriptedOnrecord) -> None:
        conflict = Conflict(
            point="AI publications",
            kind="definition",
            sides=(ConflictSide(citation=1, value="42,524", year="2022", definition="Scopus"),),
        )
        desk.reply = lambda question: replace(ANSWER, status="conflict", conflicts=(conflict,))
        seen = written(ask(start(), QUESTION))
        assert "The sources differ" in seen
        assert "Scopus</td>" in seen
        assert "42,524</td>" in seen

    def test_where_sources_differ_in_the_year_alone_their_table_has_no_values(
        self, desk: ScriptedOnrecord
    ) -> None:
        sides = tuple(
            ConflictSide(citation=1, value="passed", year=year, definition="AI articles")
            for year in ("2007", "2017")
        )
        conflict = Conflict(point="when China passed", kind="definition", sides=sides)
        desk.reply = lambda question: replace(ANSWER, status="conflict", conflicts=(conflict,))
        seen = written(ask(start(), QUESTION))
        assert ["2007" in seen, "2017" in seen, "passed</td>" in seen] == [True, True, False]

    def test_a_refusal_offers_what_is_nearest(self, desk: ScriptedOnrecord) -> None:
        desk.reply = lambda question: Answer(
            question=question,
            standalone=question,
            status="no_answer",
            text="Not given.",
            suggestions=("How many in China?",),
        )
        app = ask(start(), "How many in the UK?")
        assert "How many in China?" in [button.label for button in app.button]
        assert "Not in the sources" in written(app)

    def test_a_follow_up_button_asks_in_the_same_conversation(self, desk: ScriptedOnrecord) -> None:
        app = ask(start(), QUESTION)
        next(button for button in app.button if button.label == "And India?").click().run()
        assert [QUESTION, "And India?"] == desk.asked
        assert [2] == [item.turns for item in desk.history.conversations("local")]

    def test_how_a_follow_up_was_read_is_shown(self, desk: ScriptedOnrecord) -> None:
        standalone = "How many AI articles did India publish in 2022?"
        desk.reply = lambda question: replace(ANSWER, standalone=standalone)
        assert standalone in written(ask(start(), "And India?"))

    def test_an_error_says_what_a_reader_may_know(self, desk: ScriptedOnrecord) -> None:
        def fail(question: str) -> Answer:
            raise QueryFailed("SELECT secret FROM /a/path")

        desk.reply = fail
        app = ask(start(), QUESTION)
        assert [QueryFailed.for_reader] == [error.value for error in app.error]
        assert "secret" not in written(app)

    def test_hostile_text_stays_text(self, desk: ScriptedOnrecord) -> None:
        attack = "<img src=x onerror=alert(1)> ![p](https://evil.example/p.gif)"
        desk.reply = lambda question: replace(ANSWER, text=attack, caveats=(attack,))
        seen = written(ask(start(), "What do the sources say?"))
        assert "<img" not in seen
        assert "evil.example" not in seen
        assert "&lt;img" in seen

    def test_feedback_is_kept_with_the_answer(self, desk: ScriptedOnrecord) -> None:
        app = opened(ask(start(), QUESTION), "wrong-1")
        app.text_area[0].set_value("The year is 2021")
        next(button for button in app.button if button.label == "Send").click().run()
        assert [("a1", "A figure is wrong: The year is 2021")] == [
            (item.answer_id, item.reason) for item in desk.history.feedback()
        ]


class TestKeeping:
    def test_a_conversation_is_listed_by_its_first_question(self, desk: ScriptedOnrecord) -> None:
        app = ask(start(), QUESTION)
        assert QUESTION in [button.label for button in app.sidebar.button]

    def test_a_new_session_can_open_it_again(self, desk: ScriptedOnrecord) -> None:
        ask(start(), QUESTION)
        app = start()
        next(button for button in app.sidebar.button if button.label == QUESTION).click().run()
        assert "42,524" in written(app)
        assert [QUESTION] == desk.asked

    def test_its_address_opens_it(self, desk: ScriptedOnrecord) -> None:
        ask(start(), QUESTION)
        app = AppTest.from_file(APP, default_timeout=30)
        app.query_params["conversation"] = desk.history.conversations("local")[0].id
        assert "42,524" in written(app.run())

    def test_an_address_that_is_not_the_readers_opens_nothing(self, desk: ScriptedOnrecord) -> None:
        theirs = desk.history.new_conversation("somebody else")
        desk.history.add_turn(theirs, ANSWER)
        app = AppTest.from_file(APP, default_timeout=30)
        app.query_params["conversation"] = theirs
        assert "42,524" not in written(app.run())

    def test_a_new_conversation_leaves_the_old_one_kept(self, desk: ScriptedOnrecord) -> None:
        app = ask(start(), QUESTION)
        app.button(key="new-conversation").click().run()
        assert "42,524" not in written(app)
        ask(app, "Something else?")
        assert 2 == len(desk.history.conversations("local"))

    def test_renaming_shows_the_new_name(self, desk: ScriptedOnrecord) -> None:
        app = ask(start(), QUESTION)
        kept = desk.history.conversations("local")[0].id
        opened(app, f"more-{kept}")
        app.text_input(key=f"name-{kept}").set_value("China, 2022").run()
        app.button(key=f"rename-{kept}").click().run()
        assert "China, 2022" in [button.label for button in app.sidebar.button]

    def test_deleting_the_running_one_goes_back_to_the_start(self, desk: ScriptedOnrecord) -> None:
        app = ask(start(), QUESTION)
        kept = desk.history.conversations("local")[0].id
        opened(app, f"more-{kept}")
        app.button(key=f"delete-{kept}").click().run()
        assert [] == desk.history.conversations("local")
        assert "onrecord add FILE" in written(app)


class TestChecking:
    def test_each_claim_is_judged_with_its_reason(self, desk: ScriptedOnrecord) -> None:
        draft = "China published 40,000."
        claim = Claim(
            start=0,
            end=len(draft),
            text=draft,
            verdict="contradicted",
            why="The cell reads 42,524.",
            corrected="42,524",
            citations=(1,),
        )
        desk.reply = lambda text: replace(ANSWER, claims=(claim,), verdict="contradicted")
        app = start("check")
        app.text_area(key="draft").set_value(draft)
        next(button for button in app.button if button.label == "Check").click().run()
        seen = written(app)
        for words in ("Contradicted", "The cell reads 42,524.", "The sources say: 42,524"):
            assert words in seen

    def test_an_empty_draft_asks_for_text(self, desk: ScriptedOnrecord) -> None:
        app = start("check")
        next(button for button in app.button if button.label == "Check").click().run()
        assert ["There is no text to check yet."] == [info.value for info in app.info]

    def test_marks_stand_around_the_claim_alone(self) -> None:
        claim = Claim(start=3, end=8, text="b & c", verdict="supported", why="")
        assert (
            '<div class="draft">a, <span role="button" tabindex="0" class="claim supported" '
            'data-n="1" aria-pressed="false" title="Supported">b &amp; c<sup>'
            in (annotate("a, b & c, d", (claim,)))
        )

    def test_a_claim_outside_the_text_marks_nothing(self) -> None:
        claim = Claim(start=3, end=99, text="?", verdict="supported", why="")
        assert '<div class="draft">short</div>' == annotate("short", (claim,))


class TestReadingSources:
    def test_sources_and_datasets_are_listed(self, desk: ScriptedOnrecord) -> None:
        tables = start("sources").dataframe
        assert ["New report", "China leads"] == list(tables[0].value["title"])
        assert ["AI articles by country"] == list(tables[1].value["title"])

    def test_search_narrows_the_list(self, desk: ScriptedOnrecord) -> None:
        app = start("sources")
        app.text_input(key="source-search").set_value("nature").run()
        assert ["China leads"] == list(app.dataframe[0].value["title"])

    def test_picking_a_source_opens_its_text(self, desk: ScriptedOnrecord) -> None:
        app = start("sources")
        picked = {"selection": {"rows": [1], "columns": [], "cells": []}}
        app.session_state["sources-table-2"] = picked
        assert "The text of nature" in written(app.run())

    def test_a_source_without_a_text_says_so(
        self, desk: ScriptedOnrecord, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def none(source_id: str) -> str:
            raise OnrecordError(f"no document {source_id!r}")

        monkeypatch.setattr(desk, "document_text", none)
        app = start("sources")
        picked = {"selection": {"rows": [0], "columns": [], "cells": []}}
        app.session_state["sources-table-2"] = picked
        app.run()
        assert ["No text is held of this source: only its figures are used."] == [
            info.value for info in app.info
        ]

    def test_all_words_must_match_in_any_case(self) -> None:
        records = [{"title": "AI articles", "publisher": "NSF"}]
        assert records == matching(records, "nsf AI")
        assert [] == matching(records, "nsf patents")


class TestPieces:
    def test_a_link_that_is_not_http_is_no_link(self) -> None:
        assert "" == safe_link("javascript:alert(1)", "Open")

    def test_a_link_escapes_its_address(self) -> None:
        assert '"' not in safe_link('https://x.example/"onclick="y', "Open").split("href=")[1][1:30]

    def test_cited_rows_are_shown_however_many_there_are(self) -> None:
        rows = tuple(("China", year, year) for year in range(400))
        long = replace(TABLE, rows=rows, cells=((399, 2),))
        assert "<mark>399</mark>" in table_html(long)
        assert "140 more rows in the download" in table_html(long)

    def test_a_code_beside_its_name_is_left_to_the_download(self) -> None:
        coded = replace(
            TABLE,
            columns=("place", "name", "value"),
            rows=(("CHN", "China", 42524),),
            cells=((0, 2),),
        )
        assert "CHN" not in table_html(coded)
        assert "CHN,China,42524" in rows_as_csv(coded)

    def test_a_column_that_says_nothing_is_left_to_the_download(self) -> None:
        columns = ("name", "value", "printed", "status")
        plain = replace(
            TABLE, columns=columns, rows=(("China", 42524, "42,524", "final"),), cells=((0, 1),)
        )
        assert "final" not in table_html(plain)
        assert 1 == table_html(plain).count("42,524")
        assert 'China,42524,"42,524",final' in rows_as_csv(plain)

    def test_a_status_and_a_printed_form_that_say_something_are_shown(self) -> None:
        columns = ("name", "value", "printed", "status")
        rounded = replace(
            TABLE,
            columns=columns,
            rows=(("World", 60000, "60 000", "just under"),),
            cells=((0, 1),),
        )
        assert "just under" in table_html(rounded)
        assert "60 000" in table_html(rounded)

    def test_the_download_has_every_row_and_names_the_source(self) -> None:
        lines = rows_as_csv(TABLE).splitlines()
        assert "# AI articles by country; NSF; Indicators 2024" == lines[0]
        assert ["name,year,value", "China,2021,33951", "China,2022,42524"] == lines[1:]

    def test_a_year_has_no_comma_and_a_missing_value_is_no_zero(self) -> None:
        assert ("2022", "42,524", "–") == (
            cell_text(2022, name="year"),
            cell_text(42524),
            cell_text(None),
        )

    def test_empty_parts_of_a_reading_are_left_out(self) -> None:
        assert [("Places", "China, India")] == reading_chips(
            {"places": ["CHN", "IND"], "period": "", "normaliser": None}
        )

    def test_a_reading_is_told_in_words_not_in_codes(self) -> None:
        reading = {
            "operation": "ranking",
            "limit": 5,
            "period": {"kind": "at", "points": [[2022, 0]], "text": "2022"},
            "normaliser": "population",
            "per": 1e6,
        }
        assert [("Asked for", "the top 5"), ("Per", "million people"), ("Period", "2022")] == (
            reading_chips(reading)
        )

    def test_a_code_that_is_not_known_is_shown_as_it_stands(self) -> None:
        assert [("Places", "ATLANTIS")] == reading_chips({"places": ["ATLANTIS"]})
