"""A language model behind the page, in a real browser: who answers, and stopping it midway."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from bot.evals.scripted_endpoint import Endpoint, Reply, scripted_endpoint
from tests.browser.app import App, free_port, share_stores

if TYPE_CHECKING:
    from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

NSF = "How many AI articles did China publish in 2022, according to the NSF?"
SLOW = "How many AI articles did Fiji publish in 2022?"
RIGHT = "The NSF counts 42,524 AI articles by China in 2022 [1]."


@pytest.fixture(scope="module")
def model() -> Iterator[Endpoint]:
    """Run a model that thinks about the slow question for as long as the tests run."""
    over = threading.Event()

    def reply(request: Mapping[str, Any]) -> Reply:
        if SLOW in json.dumps(request["messages"]):
            over.wait()
        return Reply(text=RIGHT)

    with scripted_endpoint(reply) as endpoint:
        yield endpoint
        over.set()


@pytest.fixture(scope="module")
def desk(home: Path, model: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Start the page with a language model that runs on this machine."""
    settings = {
        "OPENAI_BASE_URL": model.url,
        "OPENAI_MODEL": "scripted",
        "OPENAI_API_KEY": "sk-of-the-tests",
        "ONRECORD_PAGE_PER_MINUTE": "1000",
    }
    folder = share_stores(home, tmp_path_factory.mktemp("model"))
    running = App(home=folder, port=free_port(), settings=settings)
    yield running
    running.stop()


@pytest.fixture
def sitter(reader_at: Callable[..., Reader], desk: App) -> Reader:
    return reader_at(address=desk.address)


def test_the_page_says_who_answers_and_where_the_question_goes(sitter: Reader) -> None:
    turn = sitter.start().ask(NSF)
    assert RIGHT.removesuffix(" [1].") in turn.text
    expect(sitter.page.locator(".where")).to_contain_text("runs on this machine")


def test_an_answer_that_is_stopped_is_not_kept_and_the_next_one_comes(
    sitter: Reader,
) -> None:
    page = sitter.start().page
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(SLOW)
    box.press("Enter")
    expect(page.locator(".st-key-turn-running")).to_contain_text("asking scripted")
    page.get_by_test_id("stChatInputStopButton").click()
    page.get_by_test_id("stChatInputStopButton").wait_for(state="detached")
    left = page.locator(".st-key-turn-running .step")
    expect(left).to_have_css("font-size", "0px")  # what was said while it ran
    said = "element => getComputedStyle(element, '::after').content"
    assert '"Stopped. Nothing was kept."' == left.evaluate(said)
    assert "42,524" in sitter.ask(NSF).text
    expect(page.get_by_role("button", name="Fiji")).to_have_count(0)
