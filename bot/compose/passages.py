"""Passages: an answer made of exact sentences, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from bot.compose.draft import Draft
from bot.compose.extract import Candidate

__all__ = ["say_passages"]

DISPUTES = "conflicts"  # id of the document that sets sources against each other


def say_passages(draft: Draft, chosen: Sequence[Candidate]) -> None:
    """Say the chosen sentences, the best first, those of one passage in their order."""
    order: list[Candidate] = []
    for candidate in chosen:
        if candidate in order:
            continue
        same = [item for item in chosen if item.passage.id == candidate.passage.id]
        order.extend(sorted(same, key=lambda item: item.sentence.start))
    for candidate in order:
        sentence = candidate.sentence
        number = draft.cite_passage(
            candidate.passage, start=sentence.start, end=sentence.end, quote=sentence.text
        )
        words = sentence.text.rstrip()
        ending = words[-1:] if words[-1:] in ".!?" else "."
        body = words[:-1] if words[-1:] in ".!?" else words
        draft.say(f"{body} [{number}]{ending}")
        if candidate.passage.source == DISPUTES and draft.status == "answered":
            draft.status = "conflict"
