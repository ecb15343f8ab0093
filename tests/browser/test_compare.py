"""Comparing and charting in a real browser: years, many places, numbers as the reader has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reader import Reader

if TYPE_CHECKING:
    from tests.browser.app import App

pytestmark = pytest.mark.browser

RANKING = "Rank all countries by AI articles in 2022"
OPENED = "/compare?places=DEU,FRA,GBR&measures=nsf_ai_articles&from=2010&to=2015"
SEVEN = "AI articles of Canada, France, Germany, Italy, Japan, the UK and the US since 2010"


class TestYears:
    def test_table_charts_and_sentences_follow_the_years_picked(self, reader: Reader) -> None:
        page = reader.open(OPENED).page
        table = page.locator(".comparison")
        expect(table.locator("thead")).to_contain_text("2015", timeout=60_000)
        last = page.get_by_role("slider").last
        last.focus()
        page.keyboard.press("ArrowRight")
        expect(table.locator("thead")).to_contain_text("2016")
        expect(page.locator(".answer-body .text").first).to_contain_text("in 2016")
        expect(page.locator(".answer-body .text").last).to_contain_text("from")
        expect(page.get_by_test_id("stVegaLiteChart").last).to_contain_text("2010–2016")
        page.wait_for_url("**to=2016*")
        values = table.locator("tbody tr").first.locator("td").all_inner_texts()
        sentences = " ".join(page.locator(".answer-body .text").all_inner_texts())
        assert all(value in sentences for value in values)

    def test_the_fields_show_what_the_address_asks_for(self, reader: Reader) -> None:
        page = reader.open(OPENED).page
        page.locator(".comparison tbody tr").first.wait_for(timeout=60_000)
        fields = page.get_by_test_id("stMultiSelect")
        for name in ("Germany", "France", "United Kingdom"):
            expect(fields.first).to_contain_text(name)
        expect(fields.last).to_contain_text("AI articles")
        assert ["2010", "2015"] == [
            slider.get_attribute("aria-valuetext") for slider in page.get_by_role("slider").all()
        ]


class TestManyPlaces:
    def test_a_ranking_has_all_places_in_its_table_and_on_a_map(self, reader: Reader) -> None:
        turn = reader.start().ask(RANKING)
        assert "The table lists all 201" in turn.text
        expect(turn.evidence.locator(".rows tbody tr")).to_have_count(201)
        turn.whole.get_by_text("Map", exact=True).click()
        chart = turn.whole.get_by_test_id("stVegaLiteChart")
        expect(chart).to_contain_text("Dashed: no data")
        squares = chart.locator("svg.marks .mark-symbol.role-mark path")
        expect(squares.first).to_be_visible()
        assert 200 <= squares.count() <= 245
        expect(squares.first).to_have_attribute("aria-label", re.compile(r"^[^:;]+: [\d,]+$"))
        alt = turn.whole.locator('[aria-label*="China 42,524; India 22,557"]')
        expect(alt.first).to_be_attached()

    def test_squares_are_square_and_fit_at_every_width(
        self, reader_at: Callable[..., Reader]
    ) -> None:
        for width, scheme in ((1440, "light"), (1024, "dark"), (390, "light")):
            reader = reader_at(width=width, scheme=scheme)
            turn = reader.start().ask(RANKING)
            turn.whole.get_by_text("Map", exact=True).click()
            chart = turn.whole.get_by_test_id("stVegaLiteChart")
            expect(chart).to_contain_text("Dashed: no data")
            chart.scroll_into_view_if_needed()
            reader.shoot(f"map-{width}-{scheme}")
            box = chart.bounding_box()
            assert box is not None
            squares = chart.locator("svg.marks .mark-symbol.role-mark path").evaluate_all(
                "paths => paths.map(path => path.getBoundingClientRect())"
                ".map(b => [b.left, b.right, b.width, b.height])"
            )
            assert all(abs(wide - tall) < 1 for _, _, wide, tall in squares)
            assert min(left for left, *_ in squares) >= box["x"] - 1
            assert max(right for _, right, *_ in squares) <= box["x"] + box["width"] + 1

    def test_small_panels_fit_a_phone(self, reader_at: Callable[..., Reader]) -> None:
        reader = reader_at(width=390)
        turn = reader.start().ask(SEVEN)
        drawn = turn.whole.locator("svg.marks")
        drawn.wait_for()
        reader.shoot("panels-390-light")
        box = drawn.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390


@pytest.fixture
def german(browser: Browser, app: App) -> Iterator[Reader]:
    """Give a reader whose browser is German."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE")
    reader = Reader(page=context.new_page(), address=app.address)
    yield reader
    reader.check()
    context.close()


class TestTheReadersNumbers:
    def test_text_table_and_chart_have_the_readers_separators_and_files_do_not(
        self, german: Reader
    ) -> None:
        turn = german.start().ask(RANKING)
        assert "42.524" in turn.text
        assert "42,524" not in turn.text
        assert "in 2022" in turn.text
        expect(turn.evidence.locator("mark").first).to_have_text("42.524")
        chart = turn.whole.get_by_test_id("stVegaLiteChart")
        expect(
            chart.locator("svg.marks text").filter(has_text=re.compile("^42.524$"))
        ).to_be_visible()
        csv = german.downloaded("CSV", within=".st-key-chartbox-1").read_text("utf-8")
        assert "China,2022,42524" in csv
        german.press("Take away", within=".st-key-footer-1")
        assert "42,524" in german.downloaded("Markdown").read_text("utf-8")
