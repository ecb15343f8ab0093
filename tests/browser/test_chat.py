"""The chat in a real browser: what a journalist asks, reads, clicks and finds again."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.app import App
    from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NSF = "How many AI articles did China publish in 2022, according to the NSF?"
PAPERS = "How many AI papers did China publish?"
RANKING = "Rank the top five countries by AI articles in 2022"
PER_HEAD = "AI articles per million people in 2022: China, the US and the UK?"
AUTHOR = "Who wrote the report, and who owns the data?"
RESEARCHERS = "How many AI researchers are there in the UK?"
FRANCE = "What is the capital of France?"
TREND = "How did AI articles change in China since 2010?"


class TestAsking:
    """The questions that the first version must answer, typed by a reader."""

    def test_a_figure_comes_with_its_definition_and_release(self, reader: Reader) -> None:
        turn = reader.start().ask(NSF)
        assert "42,524" in turn.text
        turn.marker(1).click()
        expect(turn.source(1).locator("mark").first).to_have_text("42,524")
        for fact in ("Definition", "Scopus", "Release", "Indicators 2024", "Licence", "SELECT"):
            expect(turn.source(1)).to_contain_text(fact)  # the parts are drawn one by one

    def test_a_follow_up_changes_the_place_and_says_how_it_was_read(self, reader: Reader) -> None:
        reader.start().ask(NSF)
        turn = reader.ask("And India?")
        assert "22,557" in turn.text
        read_as = turn.whole.locator(".read-as").inner_text()
        assert "India" in read_as
        assert "2022" in read_as

    def test_a_question_with_many_right_numbers_names_sources_years_and_definitions(
        self, reader: Reader
    ) -> None:
        turn = reader.start().ask(PAPERS)
        for words in ("23,695", "2024", "42,524", "2022", "NSF"):
            assert words in turn.text
        assert "the sources differ" == turn.status
        heads = turn.body.locator(".conflict th").all_inner_texts()
        assert ["Value", "Year", "Source", "What is counted"] == heads
        rows = turn.body.locator(".conflict tbody tr")
        assert rows.count() >= 2
        expect(turn.body.locator(".conflict .why")).to_have_text("They count different things.")
        expect(turn.body.locator(".caveats")).to_contain_text("the latest with data")

    def test_a_ranking_is_in_order_and_holds_no_bloc(self, reader: Reader) -> None:
        turn = reader.start().ask(RANKING)
        five = ["China", "India", "United States", "United Kingdom", "Japan"]
        rows = turn.body.locator(".answer-body li, .answer-body tbody tr").all_inner_texts()
        assert five == [next(name for name in five if name in row) for row in rows[:5]]
        assert not re.search(r"\bEU|Europe|G7|World\b", " ".join(rows))

    def test_articles_per_million_people(self, reader: Reader) -> None:
        turn = reader.start().ask(PER_HEAD)
        for figure in ("30.1", "69.2", "37.8"):
            assert figure in turn.text

    def test_who_wrote_the_report_and_that_it_is_one_party(self, reader: Reader) -> None:
        turn = reader.start().ask(AUTHOR)
        for words in ("Daniel Hook", "Digital Science", "Dimensions", "one party"):
            assert words in turn.text

    def test_what_is_not_given_is_refused_with_what_lies_nearest(self, reader: Reader) -> None:
        turn = reader.start().ask(RESEARCHERS)
        assert turn.status in ("not in the sources", "answered in part")
        near = f"{turn.text} {' '.join(turn.suggestions)}"
        for words in ("NeurIPS", "per million"):
            assert words in near

    def test_what_is_out_of_scope_is_said_to_be(self, reader: Reader) -> None:
        turn = reader.start().ask(FRANCE)
        assert "outside these sources" == turn.status
        assert "Paris" not in turn.text


class TestReading:
    def test_a_marker_shows_its_source_on_hover_and_on_focus(self, reader: Reader) -> None:
        turn = reader.start().ask(NSF)
        card = turn.body.locator(".card")
        turn.marker(1).hover()
        expect(card).to_be_visible()
        expect(card).to_contain_text("42,524")
        reader.page.mouse.move(5, 5)
        expect(card).to_be_hidden()
        turn.marker(1).focus()
        expect(card).to_be_visible()

    def test_a_click_opens_the_passage_with_the_cited_words_marked(self, reader: Reader) -> None:
        turn = reader.start().ask(AUTHOR)
        turn.marker(2).hover()
        quoted = turn.body.locator(".card blockquote").inner_text().strip("“”")
        turn.marker(2).click()
        mark = turn.source(2).locator("mark").first
        expect(mark).to_be_visible()
        expect(mark).to_be_in_viewport()
        assert quoted == " ".join(mark.inner_text().split())
        assert len(turn.source(2).locator(".passage").inner_text()) > len(mark.inner_text())

    def test_a_marker_works_from_the_keyboard(self, reader: Reader) -> None:
        turn = reader.start().ask(AUTHOR)
        turn.marker(2).focus()
        reader.page.keyboard.press("Enter")
        expect(turn.source(2).locator("mark").first).to_be_visible()

    def test_a_matched_figure_says_what_it_counts(self, reader: Reader) -> None:
        turn = reader.start().ask(NSF)
        turn.body.locator(".figure.matched").first.hover()
        card = turn.body.locator(".card")
        expect(card).to_contain_text("Matched to its source")
        expect(card).to_contain_text("China")

    def test_a_computed_figure_says_how(self, reader: Reader) -> None:
        turn = reader.start().ask(TREND)
        turn.body.locator(".figure.computed").first.hover()
        card = turn.body.locator(".card")
        expect(card).to_contain_text("Computed from cited cells")
        expect(card).to_contain_text("from 42,524 [1], 11,361 [1]")

    def test_a_series_is_drawn(self, reader: Reader) -> None:
        turn = reader.start().ask(TREND)
        chart = turn.body.get_by_test_id("stVegaLiteChart")
        expect(chart.locator("canvas, svg").first).to_be_visible()

    def test_the_new_question_stands_at_the_top(self, reader: Reader) -> None:
        reader.start().ask(PAPERS)
        turn = reader.ask(NSF)
        reader.come_to_rest()  # what was open before has folded up
        box = turn.whole.locator("h2.question").bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 160

    def test_hostile_words_stay_words(self, reader: Reader) -> None:
        attack = "<img src=x onerror=\"document.title='owned'\"> How many papers did China publish?"
        turn = reader.start().ask(attack)
        assert "<img src=x" in turn.whole.locator("h2.question").inner_text()
        assert "owned" != reader.page.title()


class TestStarting:
    def test_the_questions_to_begin_with_are_grouped(self, reader: Reader) -> None:
        groups = reader.start().page.locator('[class*="st-key-start-"] .kicker')
        told = [words.capitalize() for words in groups.all_inner_texts()]
        assert ["Figures", "Comparisons", "The report", "Disputes"] == told

    def test_the_start_says_that_the_report_is_missing_and_how_to_add_it(
        self, reader: Reader
    ) -> None:
        note = reader.start().page.locator("aside.note").inner_text()
        assert "report" in note
        assert "onrecord add" in note

    def test_a_suggestion_is_one_click_from_its_answer(self, reader: Reader) -> None:
        reader.start()
        reader.page.locator('[class*="st-key-opening-"]').get_by_role("button", name=NSF).click()
        expect(reader.page.locator(".st-key-answer-1 .answer-body .text")).to_contain_text("42,524")


class TestKeeping:
    def test_a_reload_comes_back_to_the_conversation(self, reader: Reader) -> None:
        reader.start().ask(NSF)
        reader.page.wait_for_url("**conversation=*")
        reader.page.reload()
        expect(reader.page.locator(".st-key-answer-1 .answer-body .text")).to_contain_text("42,524")

    def test_a_conversation_survives_a_restart(self, reader: Reader, app: App) -> None:
        question = "How many AI articles did Malaysia publish in 2022?"
        told = reader.start().ask(question).text
        app.restart()
        reader.open()
        reader.page.get_by_role("button", name=question).first.click()
        expect(reader.page.locator(".st-key-answer-1 .answer-body .text")).to_contain_text(
            told[:20]
        )

    def test_a_new_conversation_starts_empty(self, reader: Reader) -> None:
        reader.start().ask(NSF)
        reader.page.get_by_role("button", name="New conversation").click()
        expect(reader.page.get_by_role("heading", name="On the record")).to_be_visible()
        expect(reader.page.locator(".st-key-turn-1")).to_have_count(0)


class TestTheOtherPages:
    def test_a_draft_comes_back_judged_claim_by_claim(self, reader: Reader) -> None:
        reader.open("/check")
        draft = "China published 42,524 AI articles in 2022. India published 99,000 in 2022."
        reader.page.get_by_label("Draft").fill(draft)
        reader.page.get_by_role("button", name="Check", exact=True).click()
        expect(reader.page.locator(".claim-row")).to_have_count(2, timeout=60_000)
        verdicts = reader.page.locator(".claim-row .verdict").all_inner_texts()
        assert "Supported" in verdicts[0]
        assert "Contradicted" in verdicts[1]
        assert "22,557" in reader.page.locator(".claim-row").nth(1).inner_text()

    def test_every_source_can_be_found_and_read(self, reader: Reader) -> None:
        reader.open("/sources")
        search = reader.page.get_by_role("textbox", name="Search")
        search.wait_for(timeout=60_000)
        search.fill("Digital Science press release")
        search.press("Enter")
        found = re.compile(r"^[1-9]\d? publications?, ")  # not all of them
        expect(reader.page.get_by_text(found)).to_be_visible()
        reader.pick_first_row(reader.page.locator("article.document"), tab="Publications")


@pytest.mark.skipif(
    "ONRECORD_SCREENSHOT" not in os.environ, reason="set ONRECORD_SCREENSHOT to renew the picture"
)
def test_the_readme_picture_shows_one_answer_with_its_sources(
    reader_at: Callable[..., Reader],
) -> None:
    reader = reader_at(1440, 900)
    reader.start().ask(TREND)
    shutil.copy(reader.shoot("readme"), ROOT / "screenshot.png")
