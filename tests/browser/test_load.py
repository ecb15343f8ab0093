"""Many readers at once: all get their own answers, and a kill in the middle loses none."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from bot.history import TITLE_CHARACTERS
from tests.browser.websocket_reader import WebsocketReader

if TYPE_CHECKING:
    from tests.browser.app import App

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READERS = 30


@pytest.fixture(scope="module")
def counted(onrecord: Any) -> dict[str, str]:
    """Give the AI articles of as many countries as there are readers, all different."""
    rows = onrecord.store.figures.run(
        "SELECT name, value FROM nsf_ai_articles WHERE year = 2022 AND kind = 'country' "
        "AND value > 200 ORDER BY value DESC"
    ).rows
    by_value = {f"{value:,.0f}": str(name) for name, value in rows}
    found = {name: value for value, name in by_value.items()}
    assert len(found) >= READERS
    return dict(list(found.items())[:READERS])


def question(place: str) -> str:
    return f"How many AI articles did {place} publish in 2022, according to the NSF?"


def title_of(place: str) -> str:
    """Give the name under which a conversation that begins so is kept."""
    return question(place)[:TITLE_CHARACTERS]


def kept_questions(app: App) -> list[tuple[str, str]]:
    """Give reader and title of all conversations that hold a turn, off the file itself."""
    file = app.home / "conversations.sqlite"
    if not file.exists():  # nobody has asked yet
        return []
    with closing(sqlite3.connect(file)) as history:
        return history.execute(
            "SELECT reader, title FROM conversations JOIN turns ON conversation = id"
        ).fetchall()


def readers_of(app: App) -> Iterator[WebsocketReader]:
    for _ in range(READERS):
        yield WebsocketReader(app.address)


def ask(reader: WebsocketReader, place: str) -> tuple[str, float, list[dict[str, Any]]]:
    started = time.perf_counter()
    bodies = reader.ask(question(place))
    return place, time.perf_counter() - started, bodies


def test_thirty_readers_at_once_each_get_their_own_answer(
    app: App, counted: dict[str, str]
) -> None:
    before = {reader for reader, _ in kept_questions(app)}  # of other tests' browsers
    with ThreadPoolExecutor(READERS) as pool:
        readers = list(readers_of(app))
        list(pool.map(WebsocketReader.open, readers))
        answered = list(pool.map(ask, readers, counted))
    seconds = []
    for place, spent, bodies in answered:
        (body,) = bodies
        assert counted[place] in body["html"], place
        others = [other for other in counted if other != place and other in body["html"]]
        assert [] == others
        seconds.append(spent)
    print(f"median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s")
    titles = {title_of(place) for place in counted}
    kept = [
        (reader, title)
        for reader, title in kept_questions(app)
        if title in titles and reader not in before
    ]
    assert READERS == len({reader for reader, _ in kept})
    assert titles == {title for _, title in kept}
    for reader in readers:
        reader.close()


def test_a_kill_in_the_middle_loses_no_finished_answer(app: App, counted: dict[str, str]) -> None:
    before = Counter(title for _, title in kept_questions(app))
    done: list[str] = []
    with ThreadPoolExecutor(READERS) as pool:
        readers = list(readers_of(app))
        list(pool.map(WebsocketReader.open, readers))
        asked: list[Future[Any]] = [
            pool.submit(ask, reader, place) for reader, place in zip(readers, counted, strict=True)
        ]
        for future in as_completed(asked):
            with suppress(Exception):  # the connection breaks with the process
                place, _, bodies = future.result()
                if bodies and counted[place] in bodies[-1]["html"]:
                    done.append(place)
            if len(done) == READERS // 3:
                app.process.kill()
    app.restart()
    kept = Counter(title for _, title in kept_questions(app)) - before
    assert READERS // 3 <= len(done)
    assert set() == {title_of(place) for place in done} - set(kept)
