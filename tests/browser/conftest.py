"""The browser tests' world: the real app on a loopback port, a real Chromium, a real store."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "artefacts" / "screenshots"
START_SECONDS = 120
ANSWER_MS = 180_000  # the first question of a cold process on a busy machine
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


@dataclass
class App:
    """A running app; ``restart`` ends the process and starts another on the same home."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def restart(self) -> None:
        stop(self.process)
        self.process = serve(self.home, self.port)


@dataclass
class Reader:
    """A person before the page: asks, reads, clicks.  Notes every host that is called."""

    page: Page
    address: str
    hosts: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    asked: int = 0

    def open(self, path: str = "/") -> Reader:
        self.page.goto(self.address + path)
        return self

    def start(self) -> Reader:
        self.open()
        self.page.locator('[class*="st-key-opening-"]').first.wait_for(timeout=ANSWER_MS)
        return self

    def ask(self, question: str) -> Turn:
        box = self.page.get_by_test_id("stChatInputTextArea")
        box.fill(question)
        box.press("Enter")
        self.asked += 1
        turn = Turn(self.page, self.asked)
        turn.wait()
        return turn

    def press(self, label: str, *, within: str = "body") -> None:
        self.page.locator(within).get_by_role("button", name=label).first.click()

    def downloaded(self, label: str, *, within: str = "body") -> Path:
        with self.page.expect_download() as download:
            self.page.locator(within).get_by_role("button", name=label, exact=True).first.click()
        return Path(download.value.path())

    def shoot(self, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.page.wait_for_timeout(900)  # charts and folding sources come to rest
        self.page.screenshot(path=path)
        return path


@dataclass
class Turn:
    """One question and its answer on the page."""

    page: Page
    number: int

    @property
    def whole(self) -> Locator:
        return self.page.locator(f".st-key-turn-{self.number}")

    @property
    def body(self) -> Locator:
        return self.whole.locator(f".st-key-answer-{self.number}")

    @property
    def evidence(self) -> Locator:
        return self.whole.locator(f".st-key-evidence-{self.number}")

    @property
    def text(self) -> str:
        """Give the answer's own words, without its markers."""
        words: str = self.body.locator(".answer-body .text").evaluate(
            "element => { const copy = element.cloneNode(true);"
            " copy.querySelectorAll('sup').forEach(mark => mark.remove());"
            " return copy.innerText || copy.textContent }"
        )
        return " ".join(words.split())

    @property
    def status(self) -> str:
        kicker = self.body.locator(".kicker.status")
        return kicker.inner_text().lower() if kicker.count() else ""

    @property
    def suggestions(self) -> list[str]:
        return self.whole.locator(f".st-key-suggestions-{self.number} button").all_inner_texts()

    def marker(self, n: int) -> Locator:
        return self.body.locator(f'button.marker[data-n="{n}"]').first

    def source(self, n: int) -> Locator:
        return self.whole.locator(f".st-key-source-{self.number}-{n}")

    def wait(self) -> None:
        self.body.locator(".answer-body .text > *").first.wait_for(timeout=ANSWER_MS)


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
    folder = tmp_path_factory.mktemp("desk")
    for name in ("stores", "models"):
        (folder / name).symlink_to(home / name)
    port = free_port()
    running = App(home=folder, port=port, process=serve(folder, port))
    yield running
    stop(running.process)


@pytest.fixture
def reader_at(browser: Browser, app: App) -> Iterator[Callable[..., Reader]]:
    """Give the maker of readers: at a width, in light or dark.

    Afterwards, none of them may have called another host or met an error in the page.
    """
    readers: list[Reader] = []

    def make(width: int = 1440, height: int = 900, *, scheme: str = "light") -> Reader:
        context: Any = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        reader = Reader(page=context.new_page(), address=app.address)
        reader.page.on("request", lambda request: reader.hosts.add(host(request.url)))
        reader.page.on("pageerror", lambda error: reader.problems.append(str(error)))
        readers.append(reader)
        return reader

    yield make
    for reader in readers:
        reader.page.context.close()
        assert {host(app.address)} >= reader.hosts - {""}
        assert [] == reader.problems


@pytest.fixture
def reader(reader_at: Callable[..., Reader]) -> Reader:
    """Give a reader at a desk."""
    return reader_at()


def host(address: str) -> str:
    """Give the host of an address; none for data kept in the page itself."""
    parts = urlsplit(address)
    return parts.netloc if parts.scheme not in ("data", "blob") else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(home: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the app and wait until it answers."""
    environment = os.environ | {"ONRECORD_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start need not compile again
    log = (home / "app.log").open("ab")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")),
            *("--server.port", str(port), "--server.address", "127.0.0.1"),
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    log.close()
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress_refusal(), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
            return process
        time.sleep(0.1)
    stop(process)
    pytest.fail(f"the app did not start:\n{(home / 'app.log').read_text()[-2000:]}")


@contextmanager
def suppress_refusal() -> Iterator[None]:
    try:
        yield
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
