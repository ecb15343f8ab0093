"""Plan: from a reading, and what was found so far, to the next tool calls.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.calculate.evidence import Evidence, FigureEvidence
from bot.compose.sayings import asks_what_is_said
from bot.readings import Reading, reading_to_json
from bot.understand.text_questions import ABOUT_SOURCE, find_kinds

__all__ = ["ToolCall", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """Name a tool and its arguments."""

    name: str
    arguments: dict[str, Any]


def plan(reading: Reading, evidence: Evidence | None = None) -> list[ToolCall]:
    """Give the tool calls that are still needed; an empty list when it is time to write.

    Figures questions go to the tables; questions with words that no table explains go to the
    passages as well, and so do figures questions that the tables could not answer.
    """
    search = ToolCall(
        name="search_passages",
        arguments={"query": reading.standalone or reading.question, "source": reading.source},
    )
    if reading.intent in ("empty", "opinion", "private", "out_of_scope", "future"):
        return []
    if evidence is None:
        calls = []
        if reading.intent == "figures":
            calls.append(
                ToolCall(name="answer_reading", arguments={"reading": reading_to_json(reading)})
            )
        named = reading.entity is not None and bool(reading.entity.names)
        wordy = bool(reading.words) or reading.ask in ("why", "how", "define")
        if reading.intent == "passages" or named or wordy or _needs_documents(reading):
            calls.append(search)
        return calls
    if any("-" in code for code in reading.places):
        return []  # what is left of a whole stands in no sentence: it is worked out or not known
    if evidence.passages is None and (
        evidence.figures is None
        or evidence.figures.missing is not None
        or _reported(evidence.figures)
    ):
        return [search]
    return []


def _needs_documents(reading: Reading) -> bool:
    """Tell whether a source or somebody's words are asked about, or sources are compared."""
    kinds = set(find_kinds(reading.standalone or reading.question))
    if "compare" in kinds and "source" in reading.stated:
        return True
    if asks_what_is_said(reading.question):
        return True  # somebody's words, not the figures that they speak of
    return bool(kinds & {*ABOUT_SOURCE, "summary", "disagree", "why"})


def _reported(figures: FigureEvidence) -> bool:
    """Tell whether the answer rests on single figures from texts: then the words matter too."""
    return bool(figures.tables) and figures.tables[0].request.measure.view == "as_reported"
