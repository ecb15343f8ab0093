"""Passages: an answer made of exact sentences, each with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.compose.draft import Draft
from bot.compose.extract import Candidate
from index.split import Sentence

__all__ = ["DISPUTES", "say_nearest", "say_passages"]

DISPUTES = "conflicts"  # id of the document that sets sources against each other
_POINTS_BACK = re.compile(
    r"\b(?:for that reason|for this reason|that is why|this is why|these"
    r"|this (?:figure|number|share)|the same (?:study|source|count))\b"
    r"|^(?:It|They|This|That|These|Those|He|She|But|So|Yet|And)\b",
)


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
        before = _leans_on(candidate)
        if before is not None and not any(item.sentence == before for item in order):
            number = draft.cite_passage(
                candidate.passage, start=before.start, end=before.end, quote=before.text
            )
            draft.say(f"{before.text.rstrip('.!? ')} [{number}].")
        number = draft.cite_passage(
            candidate.passage, start=sentence.start, end=sentence.end, quote=sentence.text
        )
        words = sentence.text.rstrip()
        ending = words[-1:] if words[-1:] in ".!?" else "."
        body = words[:-1] if words[-1:] in ".!?" else words
        draft.say(f"{body} [{number}]{ending}")
        if candidate.passage.source == DISPUTES and draft.status == "answered":
            draft.status = "conflict"


def say_nearest(draft: Draft, candidate: Candidate) -> None:
    """Offer a sentence that does not answer, labelled as something else."""
    sentence = candidate.sentence
    number = draft.cite_passage(
        candidate.passage, start=sentence.start, end=sentence.end, quote=sentence.text
    )
    body = sentence.text.rstrip(".!? ")
    draft.say(f"The nearest the sources come, which is something else: “{body}” [{number}].")


def _leans_on(candidate: Candidate) -> Sentence | None:
    """Give the sentence before one that points back to it ("for that reason")."""
    sentences = candidate.passage.sentences
    position = sentences.index(candidate.sentence)
    if position and _POINTS_BACK.search(candidate.sentence.text):
        return sentences[position - 1]
    return None
