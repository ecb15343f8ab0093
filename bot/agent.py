"""The agent: one LangChain loop of model and tools, whichever model writes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from langchain.agents import create_agent
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from bot.compose.draft_answer import DraftAnswer
from bot.compose.library import Library
from bot.direct import Direct, Step, said_of, tool_step
from bot.grounded import GroundedModel
from bot.readings import Reading
from bot.tools import Toolbox
from corpus.errors import OnrecordError

__all__ = ["Agent"]

_STEPS = 12  # graph steps an answer may take; the grounded engine needs five


class Agent(Direct):
    """Run questions through the loop and give steps, then the draft."""

    def __init__(self, toolbox: Toolbox, library: Library) -> None:
        super().__init__(toolbox, library)
        self._graph = create_agent(
            GroundedModel(library=library), toolbox.langchain_tools(), name="onrecord"
        )

    def _run_part(self, reading: Reading) -> Iterator[Step]:
        message = HumanMessage(
            content=reading.standalone or reading.question, additional_kwargs={"reading": reading}
        )
        draft: DraftAnswer | None = None
        calls: dict[str, tuple[dict[str, Any], float]] = {}
        for update in self._graph.stream(
            {"messages": [message]}, stream_mode="updates", config={"recursion_limit": _STEPS}
        ):
            for state in update.values():
                for item in (state or {}).get("messages", []):
                    if isinstance(item, ToolMessage):
                        arguments, started = calls[item.tool_call_id]
                        name = str(item.name)
                        yield tool_step(name, arguments, started, item.artifact)
                        yield said_of(name, item.artifact)
                    elif isinstance(item, AIMessage) and "draft" in item.additional_kwargs:
                        draft = item.additional_kwargs["draft"]
                    elif isinstance(item, AIMessage):
                        for asked in item.tool_calls:
                            calls[str(asked["id"])] = (asked["args"], time.perf_counter())
        if draft is None:
            raise OnrecordError(
                f"the engine gave no answer to {reading.question!r}; please report it"
            )
        yield draft
