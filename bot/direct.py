"""Direct: the grounded engine's plan, tools and composition without the agent's loop.

The steps and the draft are those of the loop (``tests/test_agent.py`` holds that).  LangChain
takes half a second to import, and the first question of a process does not wait for it; nor
does an answer inside another answer, since one agent's loop does not run inside another's.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from bot.calculate.evidence import Evidence, FigureEvidence, PassageEvidence
from bot.compose.answer import compose
from bot.compose.draft_answer import DraftAnswer
from bot.compose.join_drafts import found_place, join_drafts
from bot.compose.library import Library
from bot.languages.speak import speak
from bot.plan import plan
from bot.provenance import rows_found
from bot.readings import Reading
from bot.tools import Toolbox
from bot.understand.winners import name_winner

__all__ = ["Direct", "Step", "draft_directly", "said_of", "tool_step"]

# What was done in words, a tool call as it was made, or at the end the draft.
Step = str | DraftAnswer | tuple[str, dict[str, Any]]


class Direct:
    """Run questions through the plan and give steps, then the draft."""

    def __init__(self, toolbox: Toolbox, library: Library) -> None:
        self._toolbox = toolbox
        self._library = library

    def run(self, reading: Reading) -> Iterator[Step]:
        """Yield what each step did in words, each tool call made, and last the draft.

        Several questions in one are answered one after the other, and their drafts joined.
        """
        drafts: list[DraftAnswer] = []
        before: Reading | None = None
        for part in reading.parts or (reading,):
            if before is not None:
                part = name_winner(part, before, found_place(drafts[-1]))
            before = part
            for step in self._run_part(part):
                if isinstance(step, DraftAnswer):
                    drafts.append(step)
                else:
                    yield step
        draft = join_drafts(drafts) if drafts[1:] else drafts[0]
        yield speak(draft, reading.language, self._library.book)

    def _run_part(self, reading: Reading) -> Iterator[Step]:
        evidence: Evidence | None = None
        while calls := plan(reading, evidence):
            evidence = evidence or Evidence()
            for call in calls:
                started = time.perf_counter()
                found: FigureEvidence | PassageEvidence
                if call.name == "answer_reading":
                    found = figures = self._toolbox.answer_reading(reading)
                    evidence = Evidence(figures=figures, passages=evidence.passages)
                else:
                    found = passages = self._toolbox.search_passages(**call.arguments)
                    evidence = Evidence(figures=evidence.figures, passages=passages)
                yield tool_step(call.name, call.arguments, started, found)
                yield said_of(call.name, found)
        yield compose(reading, evidence or Evidence(), self._library)


def draft_directly(reading: Reading, toolbox: Toolbox, library: Library) -> DraftAnswer:
    """Plan, look up, and write: the draft that the agent's loop would give."""
    *_, draft = Direct(toolbox, library).run(reading)
    assert isinstance(draft, DraftAnswer)
    return draft


def tool_step(name: str, arguments: dict[str, Any], started: float, found: object) -> Step:
    """Give a tool call with how long it took since ``started`` and what it brought back."""
    spent = round(1000 * (time.perf_counter() - started), 2)
    call = {"name": name, "arguments": arguments}
    return ("tool", call | {"milliseconds": spent, "rows": rows_found(found)})


def said_of(name: str, found: object) -> str:
    """Say in words what a tool brought back."""
    if isinstance(found, FigureEvidence):
        if found.entities is not None:
            things = found.entities
            return (
                f"read {len(things.rows)} rows of {things.table.many} from {things.dataset.short}"
            )
        if not found.tables:
            return "looked for the figure: the tables do not have it"
        rows = sum(len(table.rows) for table in found.tables)
        names = list(dict.fromkeys(table.dataset.short for table in found.tables))
        return f"read {rows} row{'s' if rows != 1 else ''} from {', '.join(names[:3])}"
    if isinstance(found, PassageEvidence):
        sources = len({hit.passage.source for hit in found.hits})
        return f"searched the documents: {len(found.hits)} passages of {sources} sources"
    return f"used {name}"
