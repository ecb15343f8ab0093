"""Loop: the agent's loop over a language model, as words, steps and usage in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.tools import BaseTool

from bot.language_model.failures import fail
from bot.language_model.tools import Desk

__all__ = ["Piece", "make_agent", "run_loop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold one thing that happened: words of the model, a tool's call or end, a step back."""

    kind: Literal["words", "tool", "found", "taken back", "end"]
    text: str = ""
    arguments: Any = None


class _Counting(AgentMiddleware[Any, Any, Any]):
    """Count each call of the model before it is made."""

    def before_model(self, state: Any, runtime: Any) -> None:
        runtime.context.spent.add_call()


def make_agent(model: BaseChatModel, tools: Sequence[BaseTool]) -> Any:
    """Make the agent of a model and its tools; each run brings its own desk."""
    return create_agent(
        model, list(tools), middleware=[_Counting()], context_schema=Desk, name="onrecord"
    )


def run_loop(agent: Any, messages: Sequence[BaseMessage], desk: Desk) -> Iterator[Piece]:
    """Yield the model's words as they come, and what it did between them.

    Words before a tool call are taken back: the answer is what the last call of the model says.
    Raises EndpointFailure where the answer broke off, was refused or is empty, and whatever
    the client raises.
    """
    spent = desk.spent
    said = False
    counted: set[str] = set()
    # Two graph steps a call, its tools, and the counting: the limits end the loop long before.
    steps = 4 * (spent.settings.model_calls + 2)
    stream = agent.stream(
        {"messages": list(messages)},
        context=desk,
        stream_mode=["messages", "updates"],
        config={"recursion_limit": steps},
    )
    for mode, update in stream:
        spent.check_time()
        if mode == "messages":
            message, _ = update
            if not isinstance(message, AIMessageChunk):
                continue
            if message.tool_call_chunks and said:
                said = False
                yield Piece(kind="taken back")
            words = str(message.text)
            if words:
                said = True
                yield Piece(kind="words", text=words)
            continue
        for state in update.values():
            for message in (state or {}).get("messages", []):
                if isinstance(message, AIMessage):
                    if message.id not in counted:
                        counted.add(str(message.id))
                        spent.add_usage(message.usage_metadata)
                    for call in message.tool_calls:
                        yield Piece(kind="tool", text=call["name"], arguments=call["args"])
                    if not message.tool_calls:
                        _check_end(message, desk)
                        yield Piece(kind="end")
                elif isinstance(message, ToolMessage):
                    yield Piece(kind="found", text=str(message.name or ""))


def _check_end(message: AIMessage, desk: Desk) -> None:
    """Raise where the last message is no whole answer."""
    settings = desk.spent.settings
    if message.additional_kwargs.get("refusal"):
        raise fail("refused", str(message.additional_kwargs["refusal"])[:200], settings)
    reason = message.response_metadata.get("finish_reason")
    if reason == "content_filter":
        raise fail("refused", "content filter", settings)
    if reason == "length":
        raise fail("broken", "the answer hit its length limit", settings)
    if not str(message.text).strip():
        raise fail("empty", "no text", settings)
    if reason is None:
        raise fail("broken", "the stream ended without saying that it was complete", settings)
