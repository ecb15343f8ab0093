"""Join drafts: the answers to several questions in one, as one answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Citation, Conflict, Derivation, Figure, Status
from bot.compose.draft_answer import DraftAnswer, Sentence, number_citations

__all__ = ["found_place", "join_drafts"]

_MARKER = re.compile(r"\[(\d{1,3})\]")
_ANSWERED = ("answered", "partial", "conflict")
_SUGGESTED = 5


def found_place(draft: DraftAnswer) -> str:
    """Give the code of the place that an answer names first; empty for a refusal."""
    answered = draft.status in _ANSWERED and bool(draft.figures)
    return draft.figures[0].place if answered else ""


def join_drafts(drafts: Sequence[DraftAnswer]) -> DraftAnswer:
    """Put drafts one after the other, a paragraph each, with one list of citations."""
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    figures: list[Figure] = []
    derivations: list[Derivation] = []
    conflicts: list[Conflict] = []
    for draft in drafts:
        numbers = _numbers(draft, citations)
        if {_renumbered(item.text, numbers) for item in draft.sentences} <= {
            item.text for item in sentences
        }:
            continue  # one answer to both: it is not said twice
        offset = len(figures)
        for position, sentence in enumerate(draft.sentences):
            sentences.append(
                replace(
                    sentence,
                    text=_renumbered(sentence.text, numbers),
                    figures=tuple(number + offset for number in sentence.figures),
                    opens=sentence.opens or (position == 0 and bool(sentences)),
                )
            )
        figures += [
            replace(figure, citation=numbers.get(figure.citation, 0)) for figure in draft.figures
        ]
        derivations += [_moved(item, offset, numbers) for item in draft.derivations]
        conflicts += [_sided(item, numbers) for item in draft.conflicts]
    return number_citations(
        DraftAnswer(
            status=_status([draft.status for draft in drafts]),
            sentences=tuple(sentences),
            citations=tuple(citations),
            figures=tuple(figures),
            derivations=tuple(derivations),
            conflicts=tuple(conflicts),
            caveats=tuple(dict.fromkeys(text for draft in drafts for text in draft.caveats)),
            suggestions=tuple(
                dict.fromkeys(text for draft in drafts for text in draft.suggestions)
            )[:_SUGGESTED],
            chart=next((draft.chart for draft in drafts if draft.chart is not None), None),
            route=tuple(dict.fromkeys(name for draft in drafts for name in draft.route)),
        )
    )


def _numbers(draft: DraftAnswer, citations: list[Citation]) -> dict[int, int]:
    """Add a draft's citations, cells of the same rows joined; give its numbers their new ones."""
    numbers = {}
    for citation in draft.citations:
        same = next((item for item in citations if _key(item) == _key(citation)), None)
        if same is None:
            citations.append(replace(citation, n=len(citations) + 1))
            numbers[citation.n] = len(citations)
            continue
        cells = tuple(dict.fromkeys((*same.cells, *citation.cells)))
        citations[same.n - 1] = replace(same, cells=cells)
        numbers[citation.n] = same.n
    return numbers


def _renumbered(text: str, numbers: dict[int, int]) -> str:
    return _MARKER.sub(lambda found: f"[{numbers[int(found[1])]}]", text)


def _key(citation: Citation) -> tuple[object, ...]:
    if citation.kind == "passage":
        return citation.passage, citation.start, citation.end
    return citation.sql, citation.source, citation.rows


def _moved(item: Derivation, offset: int, numbers: dict[int, int]) -> Derivation:
    inputs = tuple(replace(cell, citation=numbers.get(cell.citation, 0)) for cell in item.inputs)
    return replace(item, figure=item.figure + offset, inputs=inputs)


def _sided(item: Conflict, numbers: dict[int, int]) -> Conflict:
    sides = tuple(replace(side, citation=numbers.get(side.citation, 0)) for side in item.sides)
    return replace(item, sides=sides)


def _status(statuses: Sequence[Status]) -> Status:
    """Give the status of the whole: partial where one part is answered and another is not.

    >>> _status(["answered", "no_answer"]), _status(["answered", "conflict"])
    ('partial', 'conflict')
    """
    answered = [status for status in statuses if status in _ANSWERED]
    if not answered:
        return "no_answer" if len(set(statuses)) > 1 else statuses[0]
    if len(answered) < len(statuses) or "partial" in answered:
        return "partial"
    return "conflict" if "conflict" in answered else "answered"
