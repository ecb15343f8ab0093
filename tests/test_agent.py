"""The agent: one loop of model and tools that yields steps, then a draft."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from bot.compose.draft_answer import DraftAnswer
from bot.direct import Direct
from bot.readings import Reading
from bot.understand.periods import Period, Point
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # whole answers, through LangChain's loop and without it

READING = Reading(
    question="How many AI articles did China publish in 2022, according to the NSF?",
    concept="ai_publications",
    measures=("nsf_ai_articles",),
    places=("CHN",),
    period=Period(kind="at", points=(Point(2022),)),
    source="nsf",
)


@pytest.fixture(scope="module")
def steps(onrecord: Any) -> list[Any]:
    """Run one question through the loop."""
    return list(onrecord.agent.run(READING))


def test_the_last_step_is_the_draft(steps: list[Any]) -> None:
    assert isinstance(steps[-1], DraftAnswer)
    assert "42,524" in steps[-1].text


def test_each_tool_call_is_told_with_its_arguments(steps: list[Any]) -> None:
    calls = [step[1] for step in steps if isinstance(step, tuple)]
    assert ["answer_reading"] == [call["name"] for call in calls]
    assert ["CHN"] == calls[0]["arguments"]["reading"]["places"]


def test_each_step_is_told_in_words(steps: list[Any]) -> None:
    assert ["read 1 row from the NSF"] == [step for step in steps if isinstance(step, str)]


def test_a_search_is_told_with_what_it_found(onrecord: Any) -> None:
    reading = Reading(question="Who wrote the report?", intent="passages", ask="who")
    told = [step for step in onrecord.agent.run(reading) if isinstance(step, str)]
    assert told[0].startswith("searched the documents: ")


def test_a_refusal_needs_no_tool(onrecord: Any) -> None:
    (draft,) = onrecord.agent.run(Reading(question="", intent="empty"))
    assert "clarify" == draft.status


def test_the_same_question_gives_the_same_answer(onrecord: Any, steps: list[Any]) -> None:
    assert steps[-1] == list(onrecord.agent.run(READING))[-1]


def test_the_four_tools_are_described_for_a_model(toolbox: Any) -> None:
    tools = {tool.name: tool.description for tool in toolbox.langchain_tools()}
    assert {"search_passages", "answer_reading", "query_figures", "find_measures"} == set(tools)
    assert all(tools.values())


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("find_measures", {"words": "AI articles"}, "nsf_ai_articles"),
        ("query_figures", {"sql": "SELECT 1 AS one"}, "one\n1"),
        ("search_passages", {"query": "author of the report"}, "<passage id="),
        ("answer_reading", {"reading": {"question": "q", "concept": "ai_publications",
          "measures": ["nsf_ai_articles"], "places": ["CHN"]}}, "42524"),
    ],
)  # fmt: skip
def test_a_tool_answers_a_model_in_text(
    tool: str, arguments: dict[str, Any], said: str, toolbox: Any
) -> None:
    tools = {item.name: item for item in toolbox.langchain_tools()}
    assert said in tools[tool].invoke(arguments)


@pytest.mark.parametrize(
    "question",
    [
        "How many AI articles did China publish in 2022?",
        "Which five countries published most AI articles in 2020, and who wrote the report?",
        "Who wrote the report?",
        "Why is China's share of foreign co-authorship falling, and by how much?",
        "How many AI articles did Atlantis publish in 1850?",
        "Who published more AI articles in 2022, China or India, and what was its figure in 2012?",
        "Wie viele KI-Artikel hat Deutschland 2021 veröffentlicht?",
        "Will China win the AI race?",
    ],
)
def test_the_plan_without_the_loop_gives_the_same_steps_and_draft(
    onrecord: Any, question: str
) -> None:
    reading = onrecord.read(question)
    direct = Direct(onrecord.toolbox, onrecord.library)

    looped, straight = (
        [_timeless(step) for step in runner.run(reading)] for runner in (onrecord.agent, direct)
    )

    assert looped == straight


def _timeless(step: Any) -> Any:
    if not isinstance(step, tuple):
        return step
    return {name: value for name, value in step[1].items() if name != "milliseconds"}


def test_a_first_answer_does_not_wait_for_langchain(settings: Settings) -> None:
    program = (
        "import sys\n"
        "from bot.cli import run\n"
        "run(['ask', 'How many AI articles did China publish in 2022?'])\n"
        "print(sorted(name for name in sys.modules if name.startswith('lang')))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "ONRECORD_HOME": str(settings.home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "42,524" in ran.stdout, ran.stderr
    assert ran.stdout.endswith("[]\n")
