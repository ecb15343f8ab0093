"""Direct: the grounded engine without the agent's loop, for an answer inside another answer.

The same plan, tools and composition.  A language model's tool calls and answers that stand in
come this way: one agent's loop does not run inside another's.
"""

from __future__ import annotations

from bot.calculate.evidence import Evidence
from bot.compose.answer import compose
from bot.compose.draft_answer import DraftAnswer
from bot.compose.join_drafts import found_place, join_drafts
from bot.compose.library import Library
from bot.languages.speak import speak
from bot.plan import plan
from bot.readings import Reading
from bot.tools import Toolbox
from bot.understand.winners import name_winner

__all__ = ["draft_directly"]


def draft_directly(reading: Reading, toolbox: Toolbox, library: Library) -> DraftAnswer:
    """Plan, look up, and write: the draft that the agent's loop would give."""
    parts: list[DraftAnswer] = []
    before: Reading | None = None
    for part in reading.parts or (reading,):
        if before is not None:
            part = name_winner(part, before, found_place(parts[-1]))
        parts.append(_draft(part, toolbox, library))
        before = part
    return speak(join_drafts(parts) if parts[1:] else parts[0], reading.language, library.book)


def _draft(reading: Reading, toolbox: Toolbox, library: Library) -> DraftAnswer:
    evidence: Evidence | None = None
    while calls := plan(reading, evidence):
        evidence = evidence or Evidence()
        for call in calls:
            if call.name == "answer_reading":
                figures = toolbox.answer_reading(reading)
                evidence = Evidence(figures=figures, passages=evidence.passages)
            else:
                passages = toolbox.search_passages(**call.arguments)
                evidence = Evidence(figures=evidence.figures, passages=passages)
    return compose(reading, evidence or Evidence(), library)
