"""The grounded engine: three pure functions behind a chat model's face.

``understand`` reads the question, ``plan`` names tool calls, ``compose`` writes.  The model
only maps messages to them, so that the agent's loop has one shape for both engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    ToolMessage,
)
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from bot.calculate.evidence import Evidence, FigureEvidence, PassageEvidence
from bot.compose.answer import compose
from bot.compose.library import Library
from bot.plan import plan
from bot.readings import Reading

__all__ = ["GroundedModel"]


class GroundedModel(BaseChatModel):
    """Answer from the tools' evidence alone: same question, same store, same answer."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library

    @property
    def _llm_type(self) -> str:
        return "onrecord-grounded"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[Any, AIMessage]:
        """Return itself: the plan knows the tools by name."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._next(messages))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> Iterator[ChatGenerationChunk]:
        message = self._next(messages)
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content=message.content,
                additional_kwargs=message.additional_kwargs,
                tool_calls=message.tool_calls,
                tool_call_chunks=[
                    {
                        "name": c["name"],
                        "args": "",
                        "id": c["id"],
                        "index": i,
                        "type": "tool_call_chunk",
                    }
                    for i, c in enumerate(message.tool_calls)
                ],
            )
        )

    def _next(self, messages: list[BaseMessage]) -> AIMessage:
        start = max(i for i, message in enumerate(messages) if isinstance(message, HumanMessage))
        reading: Reading = messages[start].additional_kwargs["reading"]
        answers = [m for m in messages[start:] if isinstance(m, ToolMessage)]
        evidence = _evidence(answers)
        calls = plan(reading, evidence if answers else None)
        if calls:
            return AIMessage(
                content="",
                tool_calls=[
                    {
                        "name": call.name,
                        "args": call.arguments,
                        "id": f"call-{len(answers) + i}",
                        "type": "tool_call",
                    }
                    for i, call in enumerate(calls)
                ],
            )
        draft = compose(reading, evidence, self.library)
        return AIMessage(content=draft.text, additional_kwargs={"draft": draft})


def _evidence(answers: list[ToolMessage]) -> Evidence:
    figures, passages = None, None
    for message in answers:
        if isinstance(message.artifact, FigureEvidence):
            figures = message.artifact
        elif isinstance(message.artifact, PassageEvidence):
            passages = message.artifact
    return Evidence(figures=figures, passages=passages)
