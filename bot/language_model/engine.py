"""Engine: one answer of a language model, sentence by sentence through the gate.

The grounded engine answers first, in milliseconds: its answer is evidence for the model, and
what stands in when the model fails or when the sentence that answers does not pass.  The model
may look further with the same tools.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.answers import Answer
from bot.compose.draft_answer import DraftAnswer
from bot.events import Event, Status, Waiting
from bot.language_model.endpoint import host, is_local, make_chat_model
from bot.language_model.failures import EndpointFailure, explain_failure
from bot.language_model.limits import Spent
from bot.language_model.loop import make_agent, run_loop
from bot.language_model.messages import write_messages
from bot.language_model.notebook import Notebook
from bot.language_model.pump import BEAT, pump
from bot.language_model.tools import Desk, make_tools
from bot.language_model.writing import ModelAnswer, Writing
from bot.readings import Reading
from corpus.settings import Settings

if TYPE_CHECKING:
    from bot.compose.library import Library
    from bot.tools import Toolbox

__all__ = ["ModelEngine", "ModelOutcome"]

_log = logging.getLogger("onrecord.model")
_TRIES = 2
_LONGEST_WAIT = 5.0  # seconds that an endpoint may ask us to wait before another try
_FIRST_WAIT = 0.3
_STEPS = {
    "search_passages": "searched the documents",
    "answer_reading": "looked up figures",
    "query_figures": "ran a query",
    "find_measures": "looked for measures",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOutcome:
    """Hold how the model's answer ended: the answer, or why there is none."""

    answer: ModelAnswer | None
    failure: EndpointFailure | None
    released: bool  # True: sentences were shown before it failed
    provenance: dict[str, Any]
    calls: tuple[dict[str, Any], ...]


class ModelEngine:
    """Let the language model that settings name answer over the evidence."""

    def __init__(
        self,
        settings: Settings,
        toolbox: Toolbox,
        library: Library,
        *,
        read: Callable[[str], Reading],
        draft: Callable[[Reading], DraftAnswer],
    ) -> None:
        self._settings = settings
        self._library = library
        self._knowledge = toolbox.knowledge
        self._tools = make_tools(toolbox)
        self._calls_tools = settings.model_tools != "no"
        self._agents: dict[bool, Any] = {}
        self._lock = threading.Lock()
        self._read = read
        self._draft = draft

    def stream(
        self,
        reading: Reading,
        grounded: DraftAnswer,
        *,
        turns: Sequence[Answer] = (),
        private: frozenset[str] = frozenset(),
        share_private: bool = False,
    ) -> Iterator[Event | ModelOutcome]:
        """Yield steps, then checked sentences, and last how it ended."""
        notebook = Notebook(
            catalogue=self._library.catalogue,
            sources=self._library.sources,
            private=private,
            share_private=share_private,
        )
        desk = Desk(
            notebook=notebook, spent=Spent(self._settings), read=self._read, draft=self._draft
        )
        writing = Writing(grounded, notebook, self._knowledge, reading.language)
        evidence = notebook.add_grounded(grounded)
        failure: EndpointFailure | None = None
        calls: list[dict[str, Any]] = []
        yield Status(step=f"asking {self._settings.openai_model} at {host(self._settings)}")
        for attempt in range(_TRIES):
            try:
                failure = None
                yield from self._run(reading, evidence, turns, desk, writing, calls)
                break
            except Exception as error:  # whatever the client or the model does, we answer
                failure = explain_failure(error, self._settings)
                _log.warning("%s", failure)
                wait = self._wait_to_try_again(failure, attempt, desk, writing)
                if wait is None:
                    break
                yield from _pause(wait)
                writing.take_back()
        yield ModelOutcome(
            answer=None if failure else writing.finish(),
            failure=failure,
            released=writing.released,
            provenance=self._provenance(reading, desk),
            calls=tuple(calls),
        )

    def _run(
        self,
        reading: Reading,
        evidence: str,
        turns: Sequence[Answer],
        desk: Desk,
        writing: Writing,
        calls: list[dict[str, Any]],
    ) -> Iterator[Event]:
        messages = write_messages(
            reading,
            evidence,
            turns=turns,
            notebook=desk.notebook,
            room=self._settings.model_context_tokens,
            tools=self._calls_tools,
        )
        agent = self._agent()
        pieces = pump(lambda: run_loop(agent, messages, desk), lambda: desk.spent.seconds_left)
        for piece in pieces:
            if piece is None:
                yield Waiting()
            elif piece.kind == "words":
                yield from writing.add(piece.text)
            elif piece.kind == "taken back":
                writing.take_back()
            elif piece.kind == "tool":
                calls.append({"name": piece.text, "arguments": piece.arguments})
            elif piece.kind == "found":
                yield Status(step=_STEPS.get(piece.text, "used a tool"))
        yield from writing.close(self._settings)

    def warm(self) -> None:
        """Load the client; ConfigError where settings name no usable endpoint."""
        self._agent()

    def _agent(self) -> Any:
        """Give the agent, with tools or without; it is made once for each."""
        with self._lock:
            if self._calls_tools not in self._agents:
                tools = self._tools if self._calls_tools else []
                self._agents[self._calls_tools] = make_agent(make_chat_model(self._settings), tools)
            return self._agents[self._calls_tools]

    def _wait_to_try_again(
        self, failure: EndpointFailure, attempt: int, desk: Desk, writing: Writing
    ) -> float | None:
        """Give the seconds before another try; None where it is not worth the reader's time."""
        if attempt + 1 >= _TRIES or writing.released:
            return None
        if failure.reason == "tools" and self._calls_tools and self._settings.model_tools == "auto":
            self._calls_tools = False
            return 0.0
        wait = failure.wait_seconds or _FIRST_WAIT
        if not failure.retryable or wait > min(_LONGEST_WAIT, desk.spent.seconds_left / 2):
            return None
        return wait

    def _provenance(self, reading: Reading, desk: Desk) -> dict[str, Any]:
        left = []
        if not is_local(self._settings):
            sent = ["the question", *desk.notebook.handed_over]
            left = [{"to": host(self._settings), "what": what} for what in sent]
        return {
            "model": self._settings.openai_model,
            "endpoint": host(self._settings),
            "left_the_machine": left,
            "withheld": list(dict.fromkeys(desk.notebook.withheld)),
            **desk.spent.as_json(),
        }


def _pause(seconds: float) -> Iterator[Waiting]:
    """Let time pass, with signs of life at which a listener may stop."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, BEAT))
        yield Waiting()
