"""Serving: what newsroom tools get over HTTP, who may ask, and how often."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from bot.onrecord import Onrecord
from bot.serve.access import Limiter, find_client, read_tokens
from bot.serve.api import make_api
from bot.serve.mcp import make_mcp
from corpus.errors import ConfigError
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # a server and its clients

CHINA = "How many AI articles did China publish in 2022, according to the NSF?"
TOKEN = "0123456789abcdef0123"
OTHER = "fedcba98765432100123"


@contextmanager
def served(settings: Settings, onrecord: Onrecord) -> Iterator[str]:
    """Serve on a free port of this machine while the block runs; give the address."""
    api = make_api(settings, lambda _: onrecord, mcp=make_mcp(onrecord))
    server = uvicorn.Server(uvicorn.Config(api, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def address(settings: Settings, onrecord: Onrecord) -> Iterator[str]:
    """Give the address of a server without tokens."""
    with served(settings, onrecord) as address:
        yield address


@pytest.fixture(scope="module")
def guarded(settings: Settings, onrecord: Onrecord) -> Iterator[str]:
    """Give the address of a server with two clients, who may ask four times a minute."""
    with_tokens = settings.model_copy(
        update={
            "api_tokens": Settings(
                _env_file=None, api_tokens=f"desk:{TOKEN}, wire:{OTHER}"
            ).api_tokens,
            "api_per_minute": 4,
        }
    )
    with served(with_tokens, onrecord) as address:
        yield address


def test_a_question_gets_the_answer_that_the_command_line_prints(address: str) -> None:
    done = httpx.post(f"{address}/ask", json={"question": CHINA}, timeout=30).json()

    assert "answered" == done["answer"]["status"]
    assert "42,524" in done["answer"]["text"]
    assert {"matched"} == {figure["status"] for figure in done["answer"]["figures"]}


def test_a_conversation_goes_on_over_http(address: str) -> None:
    first = httpx.post(
        f"{address}/ask", json={"question": CHINA, "conversation": "new"}, timeout=30
    ).json()
    second = httpx.post(
        f"{address}/ask",
        json={"question": "And India?", "conversation": first["conversation"]},
        timeout=30,
    ).json()

    assert "22,557" in second["answer"]["text"]


def test_a_stream_gives_steps_then_text_then_the_whole_answer(address: str) -> None:
    with httpx.stream(
        "POST", f"{address}/ask/stream", json={"question": CHINA}, timeout=30
    ) as stream:
        lines = [line for line in stream.iter_lines() if line]
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    last = json.loads(lines[-1].removeprefix("data: "))

    assert "status" == names[0]
    assert names.index("evidence") < names.index("text")
    assert "done" == names[-1]
    assert "42,524" in last["text"]


def test_a_claim_is_checked_over_http(address: str) -> None:
    claim = {"text": "China published 42,524 AI articles in 2022, says the NSF."}
    assert "supported" == httpx.post(f"{address}/check", json=claim, timeout=30).json()["verdict"]


def test_sources_measures_and_health_are_listed(address: str) -> None:
    sources = httpx.get(f"{address}/sources", timeout=30).json()
    measures = httpx.get(f"{address}/measures", params={"words": "patents"}, timeout=30).json()

    assert len(sources) > 90
    assert any("patent" in measure["label"].lower() for measure in measures)
    assert "ok" == httpx.get(f"{address}/health").json()["status"]


def test_the_description_of_the_api_names_every_path(address: str) -> None:
    paths = httpx.get(f"{address}/openapi.json").json()["paths"]
    assert {"/ask", "/ask/stream", "/check", "/sources", "/measures", "/health"} == set(paths)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, 422, "question"),
        ({"question": ""}, 422, "question"),
        ({"question": "x" * 5_000}, 422, "question"),
        ({"question": "x", "colour": "red"}, 422, "colour"),
        ({"question": "x", "reading": {"nonsense": 1}}, 400, "cannot be used"),
    ],
)
def test_a_bad_request_says_what_is_wrong(
    address: str, body: dict[str, Any], status: int, said: str
) -> None:
    answer = httpx.post(f"{address}/ask", json=body, timeout=30)

    assert status == answer.status_code
    assert said in answer.json()["error"]


def test_no_answer_and_no_error_shows_a_path_or_a_traceback(address: str) -> None:
    answer = httpx.post(
        f"{address}/ask", json={"question": CHINA, "conversation": "no-such"}, timeout=30
    )

    assert answer.status_code >= 400
    assert "/" not in answer.json()["error"]
    assert "Traceback" not in answer.text


def test_a_page_of_another_site_cannot_ask_through_the_browser_here(address: str) -> None:
    answer = httpx.get(f"{address}/sources", headers={"Host": "evil.example"})
    assert 403 == answer.status_code


def test_a_body_without_an_end_is_refused(address: str) -> None:
    answer = httpx.post(f"{address}/ask", content=(b"{" for _ in range(3)))
    assert 411 == answer.status_code


def test_without_a_known_token_nothing_is_answered(guarded: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        answer = httpx.get(f"{guarded}/sources", headers=headers)
        assert 401 == answer.status_code


def test_each_client_has_its_own_limit(guarded: str) -> None:
    desk, wire = ({"Authorization": f"Bearer {token}"} for token in (TOKEN, OTHER))
    codes = [httpx.get(f"{guarded}/measures", headers=desk).status_code for _ in range(5)]
    refused = httpx.get(f"{guarded}/measures", headers=desk)

    assert [200, 200, 200, 200, 429] == codes
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert 200 == httpx.get(f"{guarded}/measures", headers=wire).status_code


def test_tokens_that_can_be_guessed_are_refused() -> None:
    with pytest.raises(ConfigError, match="under 16"):
        read_tokens("desk:short")
    with pytest.raises(ConfigError, match="NAME:TOKEN"):
        read_tokens(TOKEN)
    assert "desk" == find_client(f"Bearer {TOKEN}", read_tokens(f"desk:{TOKEN}"))


def test_a_limit_counts_requests_of_the_last_minute() -> None:
    limiter = Limiter(per_minute=2)
    assert [0.0, 0.0] == [limiter.wait_seconds("a"), limiter.wait_seconds("a")]
    assert limiter.wait_seconds("a") > 59
    assert 0.0 == limiter.wait_seconds("b")
