"""The gate: no sentence is released before each of its numbers has been checked.  Pure.

A number is *matched* when it is the cited cell, rounded as it is printed; *computed* when
redoing its derivation from cited cells gives it; and it passes when it stands in the exact
words that the sentence cites.  Years, dates and names are read as such.  What cannot be bound
to evidence is listed as not checked, first, and the sentence is struck.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers import Citation, Derivation, Figure
from bot.check.recompute import recompute
from bot.compose.draft_answer import DraftAnswer, Sentence, gap_before
from bot.languages.printed_numbers import into_english
from bot.understand.quantities import Quantity, find_quantities

__all__ = ["Checked", "check_draft", "says"]

_MARKER = re.compile(r"\[(\d{1,3})\]")
_LIST_NUMBER = re.compile(r"^\s*\d{1,3}\.\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Hold what passed: sentences in order, figures with their status, what was not checked."""

    sentences: tuple[str, ...]  # as released, with the white space that joins them
    figures: tuple[Figure, ...]
    unchecked: tuple[str, ...]
    struck: tuple[str, ...]

    @property
    def text(self) -> str:
        """Give the released text."""
        return "".join(self.sentences)


def says(printed: str, value: float) -> bool:
    """Tell whether a printed number states a value, rounding allowed.

    >>> says("42,524", 42524.0), says("34.5%", 34.46), says("42,500", 42524.0), says("41", 42.0)
    (True, True, True, False)
    """
    for quantity in find_quantities(printed):
        if quantity.value is None:
            continue
        slack = quantity.unit_in_last_place / 2 * 1.0001
        if abs(abs(quantity.value) - abs(value)) <= max(slack, 1e-9 * abs(value)):
            return True
    return False


def check_draft(draft: DraftAnswer) -> Checked:
    """Check every sentence of a draft against its cells, derivations and quotes."""
    figures = _checked_figures(draft)
    released: list[str] = []
    unchecked: list[str] = []
    struck: list[str] = []
    previous: Sentence | None = None
    for sentence in draft.sentences:
        own = [figures[number] for number in sentence.figures]
        loose = _loose_numbers(sentence, own, draft.citations)
        wrong = [figure.text for figure in own if figure.status == "unmatched"]
        if wrong or loose:
            struck.append(sentence.text)
            failed = ", ".join([*wrong, *loose])
            unchecked.append(f"{sentence.text} (not released: {failed} could not be checked)")
            continue
        released.append(gap_before(sentence, previous) + sentence.text)
        previous = sentence
    return Checked(
        sentences=tuple(released),
        figures=tuple(figures),
        unchecked=tuple(unchecked),
        struck=tuple(struck),
    )


def _checked_figures(draft: DraftAnswer) -> list[Figure]:
    derivations = {derivation.figure: derivation for derivation in draft.derivations}
    languages = {number: item.language for item in draft.sentences for number in item.figures}
    return [
        _checked_figure(
            figure, derivations.get(number), draft.citations, languages.get(number, "en")
        )
        for number, figure in enumerate(draft.figures)
    ]


def _checked_figure(
    figure: Figure, derivation: Derivation | None, citations: Sequence[Citation], language: str
) -> Figure:
    text = into_english(figure.text, language)  # "3.744" of a German sentence is 3,744
    cited = {citation.n: citation for citation in citations}
    if derivation is not None:
        inputs_stand = all(
            _cell(cited.get(cell.citation), cell.row, cell.column) == cell.value
            for cell in derivation.inputs
        )
        value = recompute(derivation)
        if value is None:  # a count of places, stated from the rows themselves
            passes = inputs_stand and derivation.rounding == "exact"
        else:
            passes = inputs_stand and says(text, float(value))
        return replace(figure, status="computed" if passes else "unmatched")
    if figure.cell is not None:
        value_there = _cell(cited.get(figure.citation), *figure.cell)
        passes = value_there is not None and says(text, value_there)
        return replace(figure, status="matched" if passes else "unmatched")
    return replace(figure, status="unmatched")


def _cell(citation: Citation | None, row: int, column: int) -> float | None:
    if citation is None or row >= len(citation.rows) or column >= len(citation.columns):
        return None
    value = citation.rows[row][column]
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _loose_numbers(
    sentence: Sentence, figures: Sequence[Figure], citations: Sequence[Citation]
) -> list[str]:
    """Give the numbers of a sentence that neither a figure nor a cited quote accounts for."""
    text = _LIST_NUMBER.sub("", sentence.text) if sentence.item else sentence.text
    cited = {int(n) for n in _MARKER.findall(text)}
    quotes = [c.quote for c in citations if c.n in cited and c.quote]
    bare = _MARKER.sub(lambda match: " " * len(match.group()), text)
    for quote in quotes:
        body = quote.rstrip(".!? ")
        if body and body in bare:
            bare = bare.replace(body, " ")
    for figure in sorted(figures, key=lambda item: -len(item.text)):
        # The 7 of "the G7" is no figure, though another 7 of the sentence is one.
        bare = re.sub(rf"(?<![A-Za-z\d.,]){re.escape(figure.text)}(?!\d)", " ", bare, count=1)
    bare = into_english(bare, sentence.language)
    for name in sorted(sentence.names, key=len, reverse=True):
        for spelled in (name, name[:1].upper() + name[1:]):  # as it is, and as a sentence opens
            # "3" is the bound of a question, not the end of "2003"
            bare = re.sub(rf"(?<!\d){re.escape(spelled)}(?!\d)", " ", bare)
    return [q.text for q in find_quantities(bare) if _asserts(q)]


def _asserts(quantity: Quantity) -> bool:
    """Tell whether a number states a value: years, dates, names and small words do not."""
    if quantity.kind in ("year", "date", "name"):
        return False
    if quantity.value is None:
        return True
    return not quantity.text.isalpha() or quantity.kind in ("factor", "percent")
