"""The agent: one LangChain loop of model and tools, whichever model writes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from langchain.agents import create_agent
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from bot.calculate.evidence import FigureEvidence, PassageEvidence
from bot.compose.draft_answer import DraftAnswer
from bot.compose.join_drafts import found_place, join_drafts
from bot.compose.library import Library
from bot.grounded import GroundedModel
from bot.languages.speak import speak
from bot.provenance import rows_found
from bot.readings import Reading
from bot.tools import Toolbox
from bot.understand.winners import name_winner
from corpus.errors import OnrecordError

__all__ = ["Agent"]

_STEPS = 12  # graph steps an answer may take; the grounded engine needs five


class Agent:
    """Run questions through the loop and give steps, then the draft."""

    def __init__(self, toolbox: Toolbox, library: Library) -> None:
        self._book = library.book
        self._graph = create_agent(
            GroundedModel(library=library), toolbox.langchain_tools(), name="onrecord"
        )

    def run(self, reading: Reading) -> Iterator[str | DraftAnswer | tuple[str, Any]]:
        """Yield what each step did in words, each tool call made, and last the draft.

        Several questions in one are answered one after the other, and their drafts joined.
        """
        drafts: list[DraftAnswer] = []
        before: Reading | None = None
        for part in reading.parts or (reading,):
            if before is not None:
                part = name_winner(part, before, found_place(drafts[-1]))
            before = part
            for step in self._run(part):
                if isinstance(step, DraftAnswer):
                    drafts.append(step)
                else:
                    yield step
        draft = join_drafts(drafts) if drafts[1:] else drafts[0]
        yield speak(draft, reading.language, self._book)

    def _run(self, reading: Reading) -> Iterator[str | DraftAnswer | tuple[str, Any]]:
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
                        call, started = calls[item.tool_call_id]
                        spent = round(1000 * (time.perf_counter() - started), 2)
                        found = {"milliseconds": spent, "rows": rows_found(item.artifact)}
                        yield ("tool", call | found)
                        yield _described(item)
                    elif isinstance(item, AIMessage) and "draft" in item.additional_kwargs:
                        draft = item.additional_kwargs["draft"]
                    elif isinstance(item, AIMessage):
                        for asked in item.tool_calls:
                            named = {"name": asked["name"], "arguments": asked["args"]}
                            calls[str(asked["id"])] = (named, time.perf_counter())
        if draft is None:
            raise OnrecordError(
                f"the engine gave no answer to {reading.question!r}; please report it"
            )
        yield draft


def _described(message: ToolMessage) -> str:
    artifact = message.artifact
    if isinstance(artifact, FigureEvidence):
        if artifact.entities is not None:
            found = artifact.entities
            return f"read {len(found.rows)} rows of {found.table.many} from {found.dataset.short}"
        if not artifact.tables:
            return "looked for the figure: the tables do not have it"
        rows = sum(len(table.rows) for table in artifact.tables)
        names = list(dict.fromkeys(table.dataset.short for table in artifact.tables))
        return f"read {rows} row{'s' if rows != 1 else ''} from {', '.join(names[:3])}"
    if isinstance(artifact, PassageEvidence):
        sources = len({hit.passage.source for hit in artifact.hits})
        return f"searched the documents: {len(artifact.hits)} passages of {sources} sources"
    return f"used {message.name}"
