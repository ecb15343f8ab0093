"""Answering: from a grounded answer and the model's outcome to events and the answer kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.answers import Answer
from bot.compose.draft_answer import DraftAnswer
from bot.events import Event, Withdrawn
from bot.language_model.engine import ModelEngine, ModelOutcome
from bot.language_model.writing import ModelAnswer
from bot.readings import Reading

__all__ = ["stream_model"]

_BEYOND = (
    "Onrecord's own engine found no direct answer; the language model chose the evidence for "
    "this one, so see whether it is what you asked for."
)


def stream_model(
    engine: ModelEngine,
    reading: Reading,
    draft: DraftAnswer,
    grounded: Answer,
    *,
    turns: Sequence[Answer],
    private: frozenset[str],
    share_private: bool,
) -> Iterator[Event | Answer]:
    """Yield the model's checked sentences and last the answer.

    Where the model fails, the grounded answer comes last, with the reason as its first caveat;
    sentences shown before that are withdrawn.
    """
    outcome: ModelOutcome | None = None
    for event in engine.stream(
        reading, draft, turns=turns, private=private, share_private=share_private
    ):
        if isinstance(event, ModelOutcome):
            outcome = event
        else:
            yield event
    assert outcome is not None
    if outcome.answer is None:
        assert outcome.failure is not None
        if outcome.released:
            yield Withdrawn(why=outcome.failure.for_reader)
        yield _stand_in(grounded, outcome)
        return
    yield _model_answer(grounded, outcome, outcome.answer)


def _stand_in(grounded: Answer, outcome: ModelOutcome) -> Answer:
    assert outcome.failure is not None
    return replace(
        grounded,
        caveats=(outcome.failure.for_reader, *grounded.caveats),
        provenance={
            **_joined(grounded, outcome),
            "tool_calls": [*grounded.provenance["tool_calls"], *outcome.calls],
            "fallback": outcome.failure.reason,
        },
    )


def _model_answer(grounded: Answer, outcome: ModelOutcome, written: ModelAnswer) -> Answer:
    found = grounded.status in ("answered", "conflict", "partial")
    cited = {citation.source for citation in written.citations}
    same = found and any(citation.source in cited for citation in grounded.citations)
    kinds = {"figures": "figures", "passage": "passages"}
    return replace(
        grounded,
        status=grounded.status if found else "answered",
        text=written.text,
        route=tuple(dict.fromkeys(kinds[item.kind] for item in written.citations)),
        citations=written.citations,
        figures=written.figures,
        derivations=(),
        conflicts=written.conflicts,
        unchecked=written.unchecked,
        caveats=grounded.caveats if found else (_BEYOND,),
        chart=grounded.chart if same else None,
        suggestions=grounded.suggestions if found else (),
        engine="model",
        provenance={
            **_joined(grounded, outcome),
            "engine": "model",
            "tool_calls": [*grounded.provenance["tool_calls"], *outcome.calls],
        },
    )


def _joined(grounded: Answer, outcome: ModelOutcome) -> dict[str, Any]:
    """Put both provenances together: what left the machine for either is listed."""
    key = "left_the_machine"
    left = [*grounded.provenance.get(key, []), *outcome.provenance.get(key, [])]
    return {**grounded.provenance, **outcome.provenance, key: left}
