"""A person before the page: asks, reads, clicks; and what they see of one turn."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.app import ROOT

__all__ = ["ANSWER_MS", "Reader", "Turn", "host"]

SCREENSHOTS = ROOT / "artefacts" / "screenshots"
ANSWER_MS = 60_000  # the first question of a cold process on a busy machine
INSIDES = ("Traceback (most recent", "/home/", "/tmp/", "site-packages", "Catalog Error")
# nothing is animated, no answer is on its way, and two looks at the page find it as tall
RESTS = """
() => {
  const moving = document.getAnimations().filter((a) => a.playState === 'running'
    && a.effect.getComputedTiming().iterations !== Infinity).length;
  const busy = document.querySelector('[data-testid="stStatusWidget"], .st-key-turn-running');
  const main = document.querySelector('[data-testid="stMain"]');
  const size = main ? `${main.scrollHeight} ${main.scrollTop}` : '';
  const now = performance.now();
  if (moving || busy || window.restSize !== size) {
    window.restSize = size;
    window.restSince = now;
  }
  return now - window.restSince > 250;
}
"""


@dataclass
class Reader:
    """A person before the page: asks, reads, clicks.  Notes every host that is called."""

    page: Page
    address: str
    hosts: set[str] = field(default_factory=set)
    expected: set[str] = field(default_factory=set)  # hosts beside the page's own
    problems: list[str] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.hosts.add(host(request.url)))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def open(self, path: str = "/") -> Reader:
        self.page.goto(self.address + path)
        self.asked = 0
        return self

    def start(self) -> Reader:
        """Come to the start: by the page's own button, where the page is open already."""
        page = self.page
        page.keyboard.press("Escape")  # what a test has left open
        again = page.get_by_role("button", name="New conversation")
        wide = (page.viewport_size or {}).get("width", 0) > 800  # else the sidebar is folded
        ask = page.get_by_test_id("stSidebarNavLink").first
        if wide and page.url.startswith(self.address) and ask.count():
            if not again.count():
                ask.click()
            again.click()
            expect(page.locator('[class*="st-key-turn-"]')).to_have_count(0)
            self.asked = 0
        else:
            self.open()
        page.locator('[class*="st-key-opening-"]').first.wait_for(timeout=ANSWER_MS)
        return self

    def check(self) -> None:
        """Hold that the page asked no other host, met no error and shows no inside of ours."""
        assert {host(self.address)} | self.expected >= self.hosts - {""}
        problems, self.problems = self.problems, []
        assert [] == problems
        assert 0 == self.page.get_by_test_id("stException").count()
        shown = self.page.locator("body").inner_text()
        assert [] == [words for words in INSIDES if words in shown]

    def grave_problems(self) -> list[str]:
        """Run axe; give what is serious or critical, with the first place it is found at."""
        self.come_to_rest()
        found = Axe().run(self.page).response["violations"]
        return [
            f"{item['id']}: {item['nodes'][0]['html'][:160]} {item['nodes'][0]['failureSummary']}"
            for item in found
            if item["impact"] in ("serious", "critical")
        ]

    def come_to_rest(self) -> None:
        """Wait until nothing moves: charts, folding sources, colours that fade."""
        self.page.evaluate("window.restSize = null")
        self.page.wait_for_function(RESTS)

    def ask(self, question: str) -> Turn:
        box = self.page.get_by_test_id("stChatInputTextArea")
        box.fill(question)
        box.press("Enter")
        self.asked += 1
        turn = Turn(self.page, self.asked)
        turn.wait()
        return turn

    def drop(self, name: str, kind: str, text: str) -> None:
        """Drop a file on the composer and wait until the page holds it."""
        composer = self.page.get_by_test_id("stChatInput")
        with self.page.expect_response(lambda got: "/upload_file/" in got.url):
            composer.locator('input[type="file"]').set_input_files(
                {"name": name, "mimeType": kind, "buffer": text.encode()}
            )
        expect(composer).to_contain_text(name)
        expect(composer.get_by_role("progressbar")).to_have_count(0)

    def press(self, label: str, *, within: str = "body") -> None:
        self.page.locator(within).get_by_role("button", name=label).first.click()

    def downloaded(self, label: str, *, within: str = "body") -> Path:
        with self.page.expect_download() as download:
            self.page.locator(within).get_by_role("button", name=label, exact=True).first.click()
        return Path(download.value.path())

    def pick_first_row(self, opened: Locator, *, tab: str) -> None:
        """Pick the first row of the table under a tab; a click while it is drawn anew is lost."""
        panel = self.page.get_by_role("tabpanel", name=tab)
        table = panel.locator('[data-testid="stDataFrame"]:visible').first
        for _ in range(6):
            with suppress(TimeoutError):
                table.click(position={"x": 18, "y": 52}, timeout=10_000)  # the row's box
                opened.wait_for(timeout=4_000)
                return
        expect(opened).to_be_visible()

    def turn(self, scheme: str) -> None:
        """Switch the reader's machine to light or to dark."""
        self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self.page.wait_for_function(
            "dark => { const drawn = getComputedStyle(document.querySelector('.stApp'));"
            " const red = Number(drawn.backgroundColor.match(/\\d+/)[0]);"
            " return (red < 128) === dark; }",
            arg=scheme == "dark",
        )

    def link_to_answer(self, number: int) -> str:
        """Make a link to an answer and give its path."""
        self.press("Link", within=f".st-key-footer-{number}")
        self.press("Link to this answer")
        code = self.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
        expect(code).to_contain_text("/link?token=")
        return code.inner_text().strip().removeprefix(self.address)

    def shoot(self, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.come_to_rest()
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


def host(address: str) -> str:
    """Give the host of an address; none for data kept in the page itself."""
    parts = urlsplit(address)
    return parts.netloc if parts.scheme not in ("data", "blob") else ""
