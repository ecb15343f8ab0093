"""Draft answers: a whole answer as it stands before its check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.answers import Citation, Conflict, Derivation, Figure, Status

__all__ = ["DraftAnswer", "Sentence", "gap_before", "number_citations"]

_MARKER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Hold one piece of an answer and the figures in it."""

    text: str
    figures: tuple[int, ...] = ()  # indexes into the draft's figures
    names: tuple[str, ...] = ()  # names with digits in them, and the asker's own numbers
    item: bool = False  # a list item stands on a line of its own
    opens: bool = False  # the first sentence of a paragraph
    language: str = "en"  # in which its numbers are printed


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAnswer:
    """Hold a whole answer before its check."""

    status: Status
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    caveats: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    chart: Mapping[str, Any] | None = None
    route: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Join the sentences: list items on their own lines."""
        text = ""
        for position, sentence in enumerate(self.sentences):
            text += gap_before(sentence, self.sentences[position - 1] if position else None)
            text += sentence.text
        return text


def gap_before(sentence: Sentence, previous: Sentence | None) -> str:
    """Give the white space between a sentence and the one before it."""
    if previous is None:
        return ""
    if sentence.item:
        return "\n" if previous.item else "\n\n"
    return "\n\n" if previous.item or sentence.opens else " "


def number_citations(answer: DraftAnswer) -> DraftAnswer:
    """Number citations in reading order, and drop those that nothing uses."""
    order: dict[int, int] = {}
    for sentence in answer.sentences:
        for found in _MARKER.findall(sentence.text):
            order.setdefault(int(found), len(order) + 1)
    for figure in answer.figures:
        if figure.citation:
            order.setdefault(figure.citation, len(order) + 1)

    def renumbered(text: str) -> str:
        return _MARKER.sub(lambda found: f"[{order[int(found[1])]}]", text)

    def traced(derivation: Derivation) -> Derivation:
        inputs = derivation.inputs
        return replace(
            derivation,
            inputs=tuple(replace(cell, citation=order.get(cell.citation, 0)) for cell in inputs),
        )

    def sided(conflict: Conflict) -> Conflict:
        sides = [side for side in conflict.sides if side.citation in order]
        return replace(
            conflict, sides=tuple(replace(side, citation=order[side.citation]) for side in sides)
        )

    kept = [replace(item, n=order[item.n]) for item in answer.citations if item.n in order]
    return replace(
        answer,
        sentences=tuple(replace(item, text=renumbered(item.text)) for item in answer.sentences),
        citations=tuple(sorted(kept, key=lambda item: item.n)),
        figures=tuple(
            replace(item, citation=order.get(item.citation, 0)) for item in answer.figures
        ),
        derivations=tuple(traced(item) for item in answer.derivations),
        conflicts=tuple(sided(item) for item in answer.conflicts),
    )
