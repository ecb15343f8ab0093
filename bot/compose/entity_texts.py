"""Entity texts: what documents say of the rows that a question names, beside the table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.calculate.entity_evidence import EntityEvidence
from bot.calculate.evidence import PassageEvidence
from bot.compose.draft import Draft
from bot.compose.extract import Candidate, extract_sentences
from bot.compose.passages import say_passages
from bot.understand.quantities import Quantity, find_quantities

__all__ = ["say_texts"]

_FITS = 0.6  # share of the question's words that a sentence must hold
_SAME = 0.1  # values nearer than this are one, rounded or at other prices
_MOST = 2
_CANDIDATES = 8


def say_texts(draft: Draft, evidence: EntityEvidence, passages: PassageEvidence | None) -> None:
    """Add sentences that give a figure of the same row; a differing sum is a conflict."""
    if passages is None or evidence.reading.operation != "lookup":
        return
    told = [figure.value for figure in draft.figures if figure.status == "matched"]
    chosen = [
        candidate
        for candidate in extract_sentences(
            passages.query,
            passages.hits,
            weights=passages.weights,
            similar=passages.similar,
            limit=_CANDIDATES,
        )
        if candidate.share >= _FITS
        and _names(candidate.sentence.text, evidence)
        and _figures(candidate, evidence)
    ][:_MOST]
    if not chosen:
        return
    draft.say("What documents say of it:")
    before = draft.status
    say_passages(draft, chosen)
    sums = [
        quantity.value
        for candidate in chosen
        for quantity in _figures(candidate, evidence)
        if quantity.value is not None and quantity.kind not in ("year", "date")
    ]
    if told and sums and before == "answered":
        agree = all(any(_close(value, other) for other in told) for value in sums)
        draft.status = "answered" if agree else "conflict"
    elif before == "no_answer":
        draft.status = "partial"


def _names(text: str, evidence: EntityEvidence) -> bool:
    """Tell whether a sentence names one of the rows, versions in brackets aside."""
    folded = re.sub(r"[\W_]+", "", text).lower()
    names = [re.sub(r"\s*\([^)]*\)", "", name) for name in evidence.reading.names]
    return any(re.sub(r"[\W_]+", "", name).lower() in folded for name in names)


def _figures(candidate: Candidate, evidence: EntityEvidence) -> Sequence[Quantity]:
    """Give the numbers of a sentence that are of the kind of a column asked for."""
    columns = [evidence.table.of(name) for name in evidence.reading.columns]
    text = candidate.sentence.text
    found = []
    if any(column.kind == "date" for column in columns):
        found += [item for item in find_quantities(text) if item.kind in ("year", "date")]
    for quantity in find_quantities(text):
        if quantity.value is None or quantity.kind in ("year", "date", "name", "rank", "percent"):
            continue
        after = text[quantity.end : quantity.end + 24].lower()
        for column in columns:
            if column.kind != "number":
                continue
            word = column.unit.split()[0].lower() if "dollar" not in column.unit else "dollar"
            if word in after or (word == "dollar" and quantity.currency):
                found.append(quantity)
                break
    return found


def _close(value: float, other: float) -> bool:
    return abs(value - other) <= _SAME * max(abs(value), abs(other))
