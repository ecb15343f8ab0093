"""Bench, page: from the command to the first byte, and from the address to a question box."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.commands.chat import page_command
from bot.evals.bench_answers import READERS, child_environment, resident_megabytes
from bot.evals.budgets import Budget, Measured

if TYPE_CHECKING:
    from corpus.settings import Settings

__all__ = ["measure_page", "serving"]

SHOWN = Budget(what="page shown, models still loading", limit=2, unit="s")
SERVER = Budget(what="server answers after its start", limit=2, unit="s")
MEMORY = Budget(what="memory of the page's server, ten readers", limit=700, unit="MB")

WAIT_SECONDS = 60.0


def measure_page(settings: Settings) -> list[Measured]:
    """Measure a fresh server: its first byte, the first page, its memory with ten readers."""
    with serving(settings):  # byte-compiles what the server needs
        pass
    start = time.perf_counter()
    with serving(settings) as (address, process):
        measured = [Measured(budget=SERVER, value=time.perf_counter() - start)]
        browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        if browser is None or importlib.util.find_spec("playwright") is None:
            remark = "no Chromium here"
            return [
                *measured,
                *(Measured(budget=budget, value=None, remark=remark) for budget in (SHOWN, MEMORY)),
            ]
        measured.append(Measured(budget=SHOWN, value=_open_pages(address, browser)))
        measured.append(Measured(budget=MEMORY, value=resident_megabytes(process)))
    return measured


def _open_pages(address: str, browser: str) -> float:
    """Open the page for ten readers, each of whom asks; give the first one's seconds."""
    from playwright.sync_api import sync_playwright

    box = "textarea"
    first = 0.0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        try:
            for reader in range(READERS):
                page = chromium.new_context().new_page()
                start = time.perf_counter()
                page.goto(address)
                page.wait_for_selector(box)
                first = first or time.perf_counter() - start
                page.fill(box, f"How many AI articles did China publish in {2010 + reader}?")
                page.press(box, "Enter")
                page.wait_for_timeout(3_000)
        finally:
            chromium.close()
    return first


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[str, int]]:
    """Serve the page on a free port; give its address and the server's process id."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = page_command(port=port, address="localhost", browser=False)
    environment = child_environment(home=str(settings.home))
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(address)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=WAIT_SECONDS)


def _wait_for(address: str) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=WAIT_SECONDS):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
