"""Working for everyone: axe on each page, keyboard alone, and the pictures to look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

TREND = "How did AI articles change in China since 2010?"
DISPUTE = "How many AI papers did China publish?"
SEVEN = "AI articles of Canada, France, Germany, Italy, Japan, the UK and the US since 2010"
DRAFT = (
    "China published 42,524 AI articles in 2022. India published 99,000 in 2022. "
    "The mayor of Paris likes cheese."
)
PAGES = ("compare", "check", "kept", "sources")


def open_page(reader: Reader, name: str) -> None:
    """Open one of the other pages and wait until it is there to be read."""
    reader.open(f"/{name}")
    page = reader.page
    if name == "check":
        page.get_by_label("Draft").fill(DRAFT)
        page.get_by_role("button", name="Check", exact=True).click()
        page.locator(".draft .claim").first.wait_for(timeout=60_000)
    elif name == "compare":
        page.locator(".comparison tbody tr").first.wait_for(timeout=60_000)
        page.locator("svg.marks").last.wait_for(timeout=60_000)
    elif name == "kept":
        page.locator('[class*="st-key-verify-all"]').wait_for(timeout=60_000)
    else:
        page.get_by_test_id("stDataFrame").first.wait_for(timeout=60_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(
    reader_at: Callable[..., Reader], scheme: str
) -> None:
    reader = reader_at(scheme=scheme)
    found = {"start": reader.start().grave_problems()}
    reader.ask(DISPUTE)
    reader.ask(TREND)
    reader.page.locator("svg.marks").first.wait_for()
    found["answer"] = reader.grave_problems()
    for name in PAGES:
        open_page(reader, name)
        found[name] = reader.grave_problems()
    assert {} == {page: problems for page, problems in found.items() if problems}


def test_a_question_is_asked_and_its_source_opened_by_keyboard_alone(reader: Reader) -> None:
    page = reader.start().page
    keyboard = page.keyboard
    page.get_by_test_id("stChatInputTextArea").focus()
    keyboard.type(TREND)
    keyboard.press("Enter")
    page.locator(".st-key-answer-1 .answer-body .marker").first.wait_for(timeout=60_000)
    page.locator(".st-key-answer-1 .answer-body .marker").first.focus()
    keyboard.press("Enter")
    expect(page.locator(".st-key-evidence-1 mark").first).to_be_visible()
    page.locator(".st-key-chips-1 button").first.focus()
    keyboard.press("Enter")
    expect(page.get_by_role("radiogroup", name="Asked for")).to_be_visible()
    keyboard.press("Escape")
    expect(page.get_by_role("radiogroup", name="Asked for")).to_be_hidden()
    page.get_by_test_id("stChatInputTextArea").focus()
    keyboard.press("ArrowUp")
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_value(TREND)


def test_a_chart_says_in_words_what_it_shows(reader: Reader) -> None:
    turn = reader.start().ask(TREND)
    chart = turn.whole.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    assert "11,361 in 2010 to 42,524 in 2022" in str(chart.get_attribute("aria-label"))


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_pictures_of_every_page_are_kept_for_whoever_looks(
    reader_at: Callable[..., Reader], width: int, scheme: str
) -> None:
    reader = reader_at(width, 900 if width > 1000 else 844, scheme=scheme)
    reader.start().shoot(f"start-{width}-{scheme}")
    wide = []
    for name, question in (("dispute", DISPUTE), ("series", SEVEN), ("trend", TREND)):
        reader.ask(question)
        reader.shoot(f"{name}-{width}-{scheme}")
    wide.append(("answer", overflow(reader)))
    for name in PAGES:
        open_page(reader, name)
        reader.shoot(f"{name}-{width}-{scheme}")
        wide.append((name, overflow(reader)))
    assert [] == [(name, pixels) for name, pixels in wide if pixels]


def overflow(reader: Reader) -> int:
    """Give by how many pixels the page is wider than its window."""
    return int(
        reader.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )
