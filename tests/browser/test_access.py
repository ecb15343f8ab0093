"""Working for everyone: axe on each page, keyboard alone, and the pictures to look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

NSF = "How many AI articles did China publish in 2022, according to the NSF?"
TREND = "How did AI articles change in China since 2010?"
DISPUTE = "How many AI papers did China publish?"
SEVEN = "AI articles of Canada, France, Germany, Italy, Japan, the UK and the US since 2010"
DRAFT = (
    "China published 42,524 AI articles in 2022. India published 99,000 in 2022. "
    "The mayor of Paris likes cheese."
)
DOCUMENT = "ai-index-2024"
PAGES = ("compare", "check", "kept", "sources", "own", "document", "link", "dead-link")
SCHEMES = ("light", "dark")
KINDS = {  # of each kind of answer one
    "figure": NSF,
    "dispute": DISPUTE,
    "series": SEVEN,
    "ranking": "Rank the top ten countries by AI articles in 2022",
    "comparison": "Compare Germany, France and the UK in AI articles",
    "words": "Who wrote the report, and who owns the data?",
    "refusal": "How many AI researchers are there in the UK?",
    "premise": "Why did the US overtake China in AI publications in 2022?",
    "entities": "Which journals publish the most AI articles?",
    "trend": TREND,
}


def open_page(reader: Reader, name: str) -> None:
    """Open one of the other pages and wait until it is there to be read."""
    page = reader.page
    if name == "link":
        reader.start().ask(NSF)
        reader.open(reader.link_to_answer(1))
        page.locator(".verified").wait_for(timeout=60_000)
        return
    paths = {"own": "/sources", "document": f"/sources?source={DOCUMENT}"}
    reader.open("/link?token=guessed" if name == "dead-link" else paths.get(name, f"/{name}"))
    if name == "check":
        page.get_by_label("Draft").fill(DRAFT)
        page.get_by_role("button", name="Check", exact=True).click()
        page.locator(".draft .claim").first.wait_for(timeout=60_000)
    elif name == "compare":
        page.locator(".comparison tbody tr").first.wait_for(timeout=60_000)
        page.locator("svg.marks").last.wait_for(timeout=60_000)
    elif name == "kept":
        page.locator('[class*="st-key-verify-all"]').wait_for(timeout=60_000)
    elif name == "own":
        page.get_by_role("tab", name="Your own").click(timeout=60_000)
        page.get_by_label("Or a page by its address").wait_for()
    elif name == "document":
        page.locator("article.document").wait_for(timeout=60_000)
    elif name == "dead-link":
        page.get_by_role("heading", name="Nothing here").wait_for(timeout=60_000)
    else:
        page.get_by_test_id("stDataFrame").first.wait_for(timeout=60_000)


def test_axe_finds_nothing_serious_on_any_page_light_or_dark(reader: Reader) -> None:
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        for scheme in SCHEMES:
            reader.turn(scheme)
            if problems := reader.grave_problems():
                found[f"{name}, {scheme}"] = problems

    reader.start()
    look("start")
    reader.ask(DISPUTE)
    turn = reader.ask(KINDS["words"])
    turn.marker(2).click()
    expect(turn.source(2).locator("mark").first).to_be_visible()
    look("passage opened")
    reader.ask(TREND)
    reader.page.locator("svg.marks").first.wait_for()
    look("answer")
    reader.press("Take away", within=".st-key-footer-3")
    look("files to take away")
    reader.page.keyboard.press("Escape")
    for name in PAGES:
        open_page(reader, name)
        look(name)
    assert [] == [
        f"{where}: {problem}" for where, problems in found.items() for problem in problems
    ]


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
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_pictures_of_every_page_are_kept_for_whoever_looks(
    reader_at: Callable[..., Reader], width: int
) -> None:
    reader = reader_at(width, 900 if width > 1000 else 844)
    wide = []

    def shoot(name: str) -> None:
        for scheme in SCHEMES:
            reader.turn(scheme)
            reader.shoot(f"{name}-{width}-{scheme}")
        if pixels := overflow(reader):
            wide.append((name, pixels))

    reader.start()
    shoot("start")
    for name, question in KINDS.items():
        reader.ask(question)
        shoot(name)
    for name in PAGES:
        open_page(reader, name)
        shoot(name)
    assert [] == wide


def overflow(reader: Reader) -> int:
    """Give by how many pixels the page is wider than its window."""
    return int(
        reader.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )
