"""Working with answers in a real browser: edit how a question was read, keep, link, take away."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.app import App
    from tests.browser.reader import Reader, Turn

pytestmark = pytest.mark.browser

NSF = "How many AI articles did China publish in 2022, according to the NSF?"
TREND = "How did AI articles change in China since 2010?"


def change_chip(reader: Reader, turn: Turn, chip: str) -> None:
    turn.whole.locator(f".st-key-chips-{turn.number}").get_by_role("button", name=chip).click()


def next_turn(reader: Reader, turn: Turn) -> Turn:
    """Give the turn that follows once it is answered."""
    following = type(turn)(reader.page, turn.number + 1)
    following.wait()
    reader.asked = following.number
    return following


class TestEditingTheReading:
    def test_adding_a_place_asks_again_at_once_and_marks_the_chip(self, reader: Reader) -> None:
        turn = reader.start().ask(NSF)
        change_chip(reader, turn, "Places")
        box = reader.page.get_by_role("combobox", name="Places")
        box.fill("India")
        reader.page.get_by_role("option", name="India", exact=True).click()
        edited = next_turn(reader, turn)
        assert "42,524" in edited.text
        assert "22,557" in edited.text
        expect(edited.whole.locator('[class*="st-key-edited-chip-2-Places"]')).to_be_visible()
        assert "42,524" in turn.text  # what may have been quoted stands

    def test_dividing_by_people_is_two_clicks(self, reader: Reader) -> None:
        turn = reader.start().ask(NSF)
        change_chip(reader, turn, "Divided by nothing")
        reader.page.get_by_text("A million people", exact=True).click()
        edited = next_turn(reader, turn)
        assert "30.1" in edited.text
        asked = "How many AI articles per million people did China publish in 2022, "
        expect(edited.whole.locator("h2.question")).to_have_text(f"{asked}according to the NSF?")
        expect(edited.whole.locator(".read-as")).to_have_text(f"Changed from: {NSF}")

    def test_another_year_is_another_figure(self, reader: Reader) -> None:
        turn = reader.start().ask(NSF)
        change_chip(reader, turn, "Period")
        year = reader.page.get_by_role("spinbutton", name="Year")
        year.fill("2018")
        year.press("Enter")
        assert "18,690" in next_turn(reader, turn).text


def revise_kept_answer(app: App, place: str) -> str:
    """Raise the figure of the newest kept answer on a place by one, in the file; give it."""
    with closing(sqlite3.connect(app.home / "conversations.sqlite")) as history, history:
        id, text = history.execute(
            "SELECT rowid, answer FROM turns WHERE answer LIKE ? ORDER BY rowid DESC",
            (f"%{place}%",),  # long rankings of other tests hold the place too
        ).fetchone()
        answer = json.loads(text)
        figure = answer["figures"][0]
        was, now = figure["text"], f"{int(figure['value']) + 1:,}"
        figure |= {"value": figure["value"] + 1, "text": now}
        answer["text"] = answer["text"].replace(was, now, 1)
        history.execute("UPDATE turns SET answer = ? WHERE rowid = ?", (json.dumps(answer), id))
    return now


class TestAskingOn:
    def test_the_next_question_is_one_click_from_its_answer(self, reader: Reader) -> None:
        turn = reader.start().ask(NSF)
        buttons = turn.whole.locator(".st-key-suggestions-1 button")
        expect(buttons).to_have_count(3)
        offered = buttons.nth(1).inner_text()
        buttons.nth(1).click()
        following = next_turn(reader, turn)
        expect(following.whole.locator("h2.question")).to_have_text(offered)
        assert "30.1" in following.text
        expect(buttons).to_have_count(0)  # it stands under the newest answer alone


class TestKeeping:
    def test_a_link_shows_another_reader_the_answer_and_that_it_holds(
        self, reader_at: Callable[..., Reader]
    ) -> None:
        writer, colleague = reader_at(), reader_at()
        writer.start().ask(NSF)
        path = writer.link_to_answer(1)
        colleague.open(path)
        expect(colleague.page.locator(".st-key-answer-1")).to_contain_text("42,524")
        expect(colleague.page.locator(".verified.same")).to_contain_text("Same result")
        writer.press("Withdraw all links to it")
        expect(writer.page.get_by_text("1 link withdrawn.")).to_be_visible()
        colleague.open(path)
        expect(colleague.page.get_by_role("heading", name="Nothing here")).to_be_visible()

    def test_a_kept_answer_whose_figure_has_changed_since_is_shown_with_both(
        self, reader_at: Callable[..., Reader], app: App
    ) -> None:
        reader = reader_at()
        reader.start().ask("How many AI articles did Brunei publish in 2022?")
        path = reader.link_to_answer(1)
        kept = revise_kept_answer(app, "Brunei")  # as if the source had been revised since
        reader.open(path)
        differs = reader.page.locator(".verified.differs")
        expect(differs).to_contain_text(kept)
        reader.open("/kept")
        reader.press("Ask all 1 again")
        expect(reader.page.get_by_text("0 of 1")).to_be_visible()
        expect(reader.page.locator(".verified.differs")).to_contain_text(kept)

    def test_a_link_that_was_guessed_opens_nothing(self, reader: Reader) -> None:
        reader.open("/link?token=0123456789abcdef0123456789abcdef")
        expect(reader.page.get_by_role("heading", name="Nothing here")).to_be_visible()

    def test_what_is_kept_is_searched_renamed_asked_again_and_deleted(
        self, reader_at: Callable[..., Reader]
    ) -> None:
        reader = reader_at()
        reader.start().ask(NSF)
        reader.page.get_by_role("link", name="Kept").click()
        row = reader.page.locator('[class*="st-key-kept-"]').filter(has_text=NSF).first
        expect(row).to_be_visible()
        search = reader.page.get_by_role("textbox", name="Search")
        for words, rows in (("Quillfeather", 0), ("42,524", 1)):
            search.fill(words)
            search.press("Enter")
            expect(row).to_have_count(rows)
        reader.press("Ask all 1 again")
        expect(reader.page.get_by_text("1 of 1")).to_be_visible()
        row.get_by_role("button", name="Rename").click()
        name = reader.page.get_by_role("textbox", name="Name")
        name.fill("The NSF count")
        name.press("Enter")
        reader.press("Save")
        expect(reader.page.get_by_role("button", name="The NSF count")).to_be_visible()
        reader.press("Delete")
        reader.press("Delete it")
        expect(reader.page.get_by_text("Nothing matches.")).to_be_visible()

    def test_another_browser_sees_nothing_of_it(self, reader_at: Callable[..., Reader]) -> None:
        one, other = reader_at(), reader_at()
        one.start().ask(NSF)
        one.page.wait_for_url("**conversation=*")
        other.page.goto(one.page.url)  # even with the address of the conversation
        expect(other.page.locator('[class*="st-key-opening-"]').first).to_be_visible()
        expect(other.page.locator(".st-key-turn-1")).to_have_count(0)
        expect(other.page.get_by_role("button", name=NSF[:20])).to_have_count(1)  # a suggestion


class TestTakingAway:
    def test_an_answer_goes_as_word_markdown_and_tables(self, reader: Reader) -> None:
        reader.start().ask(NSF)
        reader.press("Take away", within=".st-key-footer-1")
        word = reader.downloaded("Word, with footnotes")
        assert "word/footnotes.xml" in zipfile.ZipFile(word).namelist()
        assert "42,524" in reader.downloaded("Markdown").read_text("utf-8")
        page = reader.downloaded("HTML, one file").read_text("utf-8")
        assert "42,524" in page
        assert "<script" not in page
        assert b"SELECT" in reader.downloaded("Queries as SQL").read_bytes()
        assert (
            "answer-1-table-1.csv" in zipfile.ZipFile(reader.downloaded("Tables as CSV")).namelist()
        )

    def test_a_chart_goes_as_picture_drawing_and_data(self, reader: Reader) -> None:
        turn = reader.start().ask(TREND)
        box = ".st-key-chartbox-1"
        turn.whole.locator(f"{box} svg.marks").wait_for()
        assert reader.downloaded("PNG", within=box).read_bytes().startswith(b"\x89PNG")
        drawing = reader.downloaded("SVG", within=box).read_text("utf-8")
        assert "<desc" in drawing
        assert "China: 11,361 in 2010" in drawing
        assert "China,2022,42524" in reader.downloaded("CSV", within=box).read_text("utf-8")

    def test_a_sentence_is_copied_with_its_source(self, reader: Reader) -> None:
        reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        reader.start().ask(NSF)
        reader.press("Copy with source", within=".st-key-footer-1")
        reader.page.get_by_role("button", name="Copy with its source").first.click()
        expect(reader.page.get_by_text("Copied with its source.")).to_be_visible()
        copied = reader.page.evaluate("navigator.clipboard.readText()")
        assert "42,524" in copied
        assert "Source: US National Science Foundation" in copied


class TestCharts:
    def test_a_series_is_seen_on_a_log_scale_and_as_an_index(self, reader: Reader) -> None:
        turn = reader.start().ask(TREND)
        chart = turn.whole.get_by_test_id("stVegaLiteChart")
        turn.whole.get_by_text("Index", exact=True).click()
        expect(chart).to_contain_text("Index, 2010 = 100")
        turn.whole.get_by_text("Log scale", exact=True).click()
        expect(chart).to_contain_text("Logarithmic scale")

    def test_labels_at_line_ends_do_not_overlap(self, reader: Reader) -> None:
        turn = reader.start().ask("AI articles of Germany, France, the UK and Italy since 2010")
        names = turn.whole.locator("svg.marks text").filter(has_text="Germany")
        names.last.wait_for()
        boxes = turn.whole.locator("svg.marks .role-mark text").evaluate_all(
            "texts => texts.map(text => text.getBoundingClientRect()).map(b => [b.top, b.bottom])"
        )
        ordered = sorted(boxes)
        assert len(ordered) >= 4
        assert all(above[1] <= below[0] + 3 for above, below in pairwise(ordered))


class TestComparing:
    def test_a_comparison_in_the_chat_leads_to_the_view(self, reader: Reader) -> None:
        turn = reader.start().ask("Compare Germany, France and the UK in AI articles")
        turn.whole.get_by_role("link", name="Open in the comparison view").click()
        table = reader.page.locator(".comparison")
        expect(table).to_contain_text("3,744")
        expect(table).to_contain_text("4,675")
        box = reader.page.get_by_role("combobox", name="Places")
        box.fill("Italy")
        reader.page.get_by_role("option", name="Italy", exact=True).click()
        expect(table.locator("tbody tr")).to_have_count(4)
        expect(reader.page.locator(".answer-body").first).to_contain_text("Italy")
        expect(reader.page.get_by_test_id("stVegaLiteChart").first).to_be_visible()


class TestChecking:
    def test_a_claim_is_clicked_for_its_evidence_and_the_draft_taken_away(
        self, reader: Reader
    ) -> None:
        reader.open("/check")
        draft = "China published 42,524 AI articles in 2022. India published 99,000 in 2022."
        reader.page.get_by_label("Draft").fill(draft)
        reader.page.get_by_role("button", name="Check", exact=True).click()
        claims = reader.page.locator(".draft .claim")
        expect(claims).to_have_count(2, timeout=60_000)
        panel = reader.page.locator(".st-key-evidence-claim")
        expect(panel).to_contain_text("Contradicted")  # what is wrong is open first
        claims.first.focus()
        reader.page.keyboard.press("Enter")
        expect(panel).to_contain_text("Supported")
        expect(panel.locator("mark").first).to_have_text("42,524")
        assert reader.downloaded("Markdown").read_text("utf-8").startswith("China published")


class TestOwnSources:
    def test_a_table_is_confirmed_asked_and_removed_by_its_reader_alone(
        self, reader_at: Callable[..., Reader]
    ) -> None:
        reader, other = reader_at(), reader_at()
        reader.open("/sources")
        reader.page.get_by_role("tab", name="Your own").click()
        table = (
            "country,year,coffee harvest\nBrazil,2021,69900\nBrazil,2022,62500\nPeru,2022,3420\n"
        )
        reader.page.locator('input[type="file"]').first.set_input_files(
            {"name": "coffee.csv", "mimeType": "text/csv", "buffer": table.encode()}
        )
        box = reader.page.locator('[class*="st-key-confirm-"]')
        expect(box).to_contain_text("62,500")
        box.get_by_label("Title").fill("Coffee harvest")
        box.get_by_label("Publisher").fill("Coffee Desk")
        box.get_by_label("Unit").fill("bags")
        box.get_by_role("button", name="Add it for me").click()
        expect(reader.page.get_by_text("3 values of 2 places")).to_be_visible()
        question = "What was the coffee harvest of Brazil in 2022?"
        reader.page.get_by_role("link", name="Ask").click()
        assert "62,500" in reader.ask(question).text
        assert "62,500" not in other.start().ask(question).text
        reader.page.get_by_role("link", name="Sources").click()
        reader.page.get_by_role("tab", name="Your own").click()
        reader.page.get_by_role("button", name="Remove").click()
        expect(reader.page.get_by_role("button", name="Remove")).to_have_count(0)

    def test_a_document_is_dropped_on_the_composer_and_asked(self, reader: Reader) -> None:
        reader.start()
        note = (
            "# The Quillfeather memo\n\nThe Quillfeather laboratory hired 318 machine learning "
            "engineers in Tromsø in March 2024, its director Ada Brekke said.\n"
        )
        reader.drop("memo.md", "text/markdown", note)
        turn = reader.ask("How many engineers did the Quillfeather laboratory hire in Tromsø?")
        assert "318" in turn.text


class TestSources:
    def test_a_dataset_shows_its_places_and_years_at_a_glance(self, reader: Reader) -> None:
        page = reader.open("/sources").page
        datasets = page.get_by_role("tab", name="Datasets")
        datasets.click()
        search = page.get_by_role("textbox", name="Search")
        search.fill("Science and Engineering Indicators")
        search.press("Enter")
        expect(page.get_by_text(", 5 datasets")).to_be_visible()
        expect(datasets).to_have_attribute("aria-selected", "true")
        panel = page.get_by_role("tabpanel", name="Datasets")
        reader.pick_first_row(panel.locator(".facts"), tab="Datasets")
        for words in ("Licence", "Definition"):
            expect(panel.locator(".facts")).to_contain_text(words)
        expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()

    def test_a_source_is_read_whole_from_the_answer_that_cites_it(self, reader: Reader) -> None:
        turn = reader.start().ask("Who wrote the report, and who owns the data?")
        turn.marker(2).click()
        turn.source(2).get_by_role("link", name="Read the whole document").click()
        expect(reader.page.locator("article.document")).to_be_visible()
        expect(reader.page.locator("article.document")).to_contain_text("Digital Science")


class TestRecourse:
    def test_how_it_was_answered_and_that_it_is_wrong(self, reader: Reader) -> None:
        reader.start().ask(NSF)
        reader.press("How this was answered", within=".st-key-footer-1")
        facts = reader.page.locator(".provenance")
        for words in ("grounded", "Left this machine", "nothing", "answer_reading", "Build"):
            expect(facts).to_contain_text(words)
        reader.page.keyboard.press("Escape")
        reader.press("This is wrong", within=".st-key-footer-1")
        reader.page.get_by_label("How do you know?").fill("The table says otherwise")
        reader.page.get_by_test_id("stForm").get_by_role("button", name="Send").click()
        expect(reader.page.get_by_text("Kept with this answer.")).to_be_visible()
