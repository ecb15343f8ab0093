"""MCP: an assistant's client finds the tools and gets checked answers."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client

from bot.onrecord import Onrecord
from bot.serve.mcp import make_mcp
from corpus.settings import Settings
from tests.test_serve import CHINA, served

pytestmark = pytest.mark.slow  # a server and its clients

TOOLS = {"ask", "search_passages", "query_figures", "find_measures", "answer_reading"}


def _wait_for(make: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run a coroutine in a thread of its own: a browser test leaves a loop in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(make())).result()


def _call(server: Any, name: str, arguments: dict[str, Any]) -> Any:
    async def run() -> Any:
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return _wait_for(run)


@pytest.fixture(scope="module")
def server(onrecord: Onrecord) -> Any:
    """Give the server over the built store."""
    return make_mcp(onrecord)


def test_the_client_finds_the_four_tools_and_ask(server: Any) -> None:
    async def names() -> set[str]:
        async with Client(server) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert TOOLS == _wait_for(names)


def test_ask_gives_the_checked_answer_as_data(server: Any) -> None:
    answer = json.loads(_call(server, "ask", {"question": CHINA}).content[0].text)

    assert "42,524" in answer["text"]
    assert answer["citations"][0]["sql"]


def test_rows_come_with_the_query_that_ran(server: Any) -> None:
    sql = "SELECT place, value FROM nsf_ai_articles WHERE year = 2022 AND place = 'CHN'"
    found = json.loads(_call(server, "query_figures", {"sql": sql}).content[0].text)

    assert [["CHN", 42524.0]] == found["rows"]


def test_a_refused_query_comes_back_with_the_reason(server: Any) -> None:
    result = _call(server, "query_figures", {"sql": "DROP TABLE observations"})

    assert result.is_error
    assert "SELECT" in result.content[0].text


def test_passages_and_measures_are_found(server: Any) -> None:
    passages = json.loads(_call(server, "search_passages", {"query": "DeepSeek"}).content[0].text)
    measures = json.loads(_call(server, "find_measures", {"words": "patents"}).content[0].text)

    assert "DeepSeek" in " ".join(item["text"] for item in passages)
    assert measures[0]["view"]


def test_an_edited_reading_is_answered(server: Any) -> None:
    answer = json.loads(_call(server, "ask", {"question": CHINA}).content[0].text)
    reading = answer["reading"] | {"places": ["IND"]}
    again = json.loads(_call(server, "answer_reading", {"reading": reading}).content[0].text)

    assert "22,557" in again["text"]


def test_a_reading_that_is_none_is_an_error_with_a_reason(server: Any) -> None:
    result = _call(server, "answer_reading", {"reading": {"question": "x", "nonsense": 1}})
    assert result.is_error


@pytest.mark.slow
def test_an_assistant_starts_it_over_standard_input_and_output(home: Path) -> None:
    parameters = StdioServerParameters(
        command=str(Path(sys.executable).parent / "onrecord"),
        args=["mcp"],
        env={"ONRECORD_HOME": str(home)},
    )
    answer = json.loads(_call(stdio_client(parameters), "ask", {"question": CHINA}).content[0].text)
    assert "42,524" in answer["text"]


def test_it_stands_beside_the_http_api(settings: Settings, onrecord: Onrecord) -> None:
    with served(settings, onrecord) as address:
        answer = json.loads(_call(f"{address}/mcp", "ask", {"question": CHINA}).content[0].text)
    assert "42,524" in answer["text"]
