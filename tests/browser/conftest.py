"""The browser tests' world: the real app on a loopback port, a real Chromium, a real store."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect, sync_playwright

from tests.browser.app import App, free_port, share_stores
from tests.browser.reader import Reader

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, else Playwright's own."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    expect.set_options(timeout=15_000)  # the machine may be busy with other tests
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        except Error as error:
            advice = (
                "no Chromium for the browser tests; install the system's (apt-get install "
                "chromium) or run: .venv/bin/playwright install chromium"
            )
            if os.environ.get("CI"):
                pytest.fail(f"{advice}\n{error}")
            pytest.skip(advice)
        yield started
        started.close()


@pytest.fixture(scope="session")
def app(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Run the app over the built store, with conversations of its own."""
    folder = share_stores(home, tmp_path_factory.mktemp("desk"))
    settings = {"ONRECORD_PAGE_PER_MINUTE": "1000"}  # one reader of the tests asks for many
    running = App(home=folder, port=free_port(), settings=settings)
    yield running
    running.stop()


@pytest.fixture
def reader_at(browser: Browser, app: App) -> Iterator[Callable[..., Reader]]:
    """Give the maker of readers, each in a browser of their own: at a width, light or dark."""
    readers: list[Reader] = []

    def make(
        width: int = 1440, height: int = 900, *, scheme: str = "light", address: str = ""
    ) -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        readers.append(Reader(page=context.new_page(), address=address or app.address))
        return readers[-1]

    yield make
    for reader in readers:
        reader.check()
        reader.page.context.close()


@pytest.fixture(scope="module")
def sitting(browser: Browser, app: App) -> Iterator[Reader]:
    """Open the page once for a file of tests."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Reader(page=context.new_page(), address=app.address)
    context.close()


@pytest.fixture
def reader(sitting: Reader) -> Iterator[Reader]:
    """Give a reader at a desk, who stays there from test to test: ``start`` clears the page.

    Tests that need a browser nobody has used take ``reader_at``.
    """
    yield sitting
    sitting.check()
