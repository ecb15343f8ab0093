"""How long a reader waits, measured in the browser, against the budgets for two idle cores.

A busy machine is slower by its load: the budgets grow with it, and the load is printed.
Whatever else runs can only add to a time, so the least of a few visits is held against them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUDGETS_MS = {"page": 2_000, "text": 500, "first chart": 900, "later chart": 500}
VISITS = 4
WARM_UP = "How did AI articles change in Japan since 2010?"
ASKED = (  # with a word that only the whole answer holds
    ("How did AI articles change in China since 2010?", "42,524"),
    ("How did AI articles change in India since 2010?", "22,557"),
    ("How did AI articles change in Germany since 2010?", "3,744"),
)
# From the key that sends the question until the words, and until the chart, are on screen.
WATCH = """
([number, words]) => {
  const deep = (root) => [...root.querySelectorAll('*')].map(
    (e) => (e.shadowRoot ? e.shadowRoot.textContent + deep(e.shadowRoot) : '')).join('')
    + root.textContent;
  window.measured = new Promise((done) => {
    let start = 0, text = 0;
    const sent = (event) => { if (event.key === 'Enter') start = performance.now(); };
    window.addEventListener('keydown', sent, { capture: true, once: false });
    const look = () => {
      const turn = document.querySelector(`.st-key-turn-${number}`);
      const running = document.querySelector('.st-key-turn-running');
      const seen = [turn, running].filter(Boolean).map(deep).join('');
      if (start && !text && seen.includes(words)) text = performance.now() - start;
      if (text && turn && turn.querySelector('svg.marks')) {
        window.removeEventListener('keydown', sent, { capture: true });
        done({ text, chart: performance.now() - start });
      } else requestAnimationFrame(look);
    };
    look();
  });
}
"""


def allowed(name: str) -> float:
    """Give the budget in milliseconds, as many times as long as each core has processes."""
    return BUDGETS_MS[name] * max(1.0, 1.5 * os.getloadavg()[0] / (os.cpu_count() or 1))


@dataclass(frozen=True)
class Visit:
    """What one reader waited, in milliseconds: for the page, for each text and each chart."""

    page: float
    texts: tuple[float, ...]
    charts: tuple[float, ...]

    def times(self) -> dict[str, float]:
        return {
            "page": self.page,
            "text": sorted(self.texts)[1],
            "first chart": self.charts[0],
            "later chart": min(self.charts[1:]),
        }


def ask(reader: Reader, number: int, question: str, words: str) -> tuple[float, float]:
    """Give the milliseconds until the words and until the chart are on screen."""
    reader.page.evaluate(WATCH, [number, words])
    reader.ask(question)
    found: dict[str, Any] = reader.page.evaluate("window.measured")
    return float(found["text"]), float(found["chart"])


def visit(reader: Reader) -> Visit:
    """Open the page in a browser nobody has used, and ask three questions."""
    reader.open()
    reader.page.locator("h1").first.wait_for()
    shown = float(reader.page.evaluate("performance.now()"))
    reader.page.locator('[class*="st-key-opening-"]').first.wait_for()
    reader.page.wait_for_function("window.loadedAhead")  # a reader looks before they type
    found = [ask(reader, number, *asked) for number, asked in enumerate(ASKED, start=1)]
    return Visit(shown, tuple(text for text, _ in found), tuple(chart for _, chart in found))


def test_page_text_and_chart_come_within_their_budgets(reader_at: Callable[..., Reader]) -> None:
    reader_at().start().ask(WARM_UP)  # the process has answered once
    best = dict.fromkeys(BUDGETS_MS, inf)
    for _ in range(VISITS):
        found = visit(reader_at()).times()
        best = {name: min(ms, found[name]) for name, ms in best.items()}
        load = os.getloadavg()[0]
        told = ", ".join(f"{name} {ms:.0f} ms" for name, ms in found.items())
        print(f"{told}; load {load:.1f}")
        over = {name: round(ms) for name, ms in best.items() if ms > allowed(name)}
        if not over:
            break
    assert {} == over, f"the least of {VISITS} visits, in milliseconds, at a load of {load:.1f}"


def test_what_draws_an_answer_is_there_before_the_first_question(
    reader_at: Callable[..., Reader],
) -> None:
    reader = reader_at()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.start()
    reader.page.wait_for_function("window.loadedAhead")
    ahead = len(asked)
    reader.ask(ASKED[0][0]).whole.locator("svg.marks").first.wait_for()
    modules = [url for url in asked if "/static/js/" in url]
    assert any("VegaLite" in url for url in modules)
    assert [] == [url for url in asked[ahead:] if "VegaLite" in url or "embed" in url]
