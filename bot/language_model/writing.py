"""Writing: a model's words as checked sentences, and as the answer that is kept.

Nothing is released before the first sentence has passed that cites evidence, or repeats what
evidence says: that is the one that answers.  Sentences that fail are struck, visibly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.answers import Citation, Conflict, ConflictSide, Figure, FigureStatus
from bot.check.gate import says
from bot.check.prose.check_sentence import CheckedSentence
from bot.check.prose.sentence_gate import SentenceGate
from bot.compose.draft_answer import DraftAnswer
from bot.events import Event, Evidence, Text
from bot.language_model.defuse import drop_addresses
from bot.language_model.failures import fail
from bot.language_model.notebook import Notebook
from bot.language_model.standing import DICTATED, misses_evidence
from bot.languages.printed_numbers import LANGUAGES
from bot.languages.statements import numbers_in_english
from bot.understand.knowledge import Knowledge
from bot.understand.quantities import find_quantities
from corpus.instructions import INSTRUCTION_FLAG, looks_like_instructions
from corpus.settings import Settings

__all__ = ["ModelAnswer", "Writing"]

_MARKER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """Hold a model's answer after its check, numbered in reading order."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    conflicts: tuple[Conflict, ...]
    unchecked: tuple[str, ...]


@dataclass(slots=True)
class Writing:
    """Take a model's words; give checked sentences."""

    grounded: DraftAnswer
    notebook: Notebook
    knowledge: Knowledge
    language: str = "en"  # of the question
    released: bool = False
    _gate: SentenceGate | None = None
    _cited: int = 0  # citations of the notebook that the gate knows
    _fed: str = ""  # what the gate was fed, for the white space between sentences
    _kept: list[CheckedSentence] = field(default_factory=list)
    _struck: list[CheckedSentence] = field(default_factory=list)
    _order: dict[int, int] = field(default_factory=dict)
    _text: str = ""

    def _open_gate(self) -> SentenceGate:
        """Give the gate, with all the evidence so far."""
        found = self.notebook.evidence
        if self._gate is None:
            self._gate, self._fed = SentenceGate(found, self.knowledge, language=self.language), ""
        elif len(found) > self._cited:
            self._gate.cite(found[self._cited :])
        self._cited = len(found)
        return self._gate

    def add(self, words: str) -> Iterator[Event]:
        """Take more words; yield what is whole and checked by now."""
        gate = self._open_gate()
        self._fed += words
        for sentence in gate.feed(words):
            yield from self._take(sentence)

    def take_back(self) -> None:
        """Forget words that were no answer: a preface before a tool call."""
        self._gate = None

    def close(self, settings: Settings) -> Iterator[Event]:
        """Take the last words; raise EndpointFailure where nothing that answers has passed."""
        for sentence in self._open_gate().finish():
            yield from self._take(sentence)
        if not self._kept:
            raise fail("unchecked", "no sentence with evidence passed", settings)
        missed = self._missed()
        if missed:
            raise fail("unchecked", missed, settings)

    def _take(self, sentence: CheckedSentence) -> Iterator[Event]:
        cited = _cited(sentence)
        unsupported = not cited and not sentence.numbers  # words that anything cited may hold
        if (
            sentence.status == "not checked"
            or unsupported
            or looks_like_instructions(sentence.text)
        ):
            evidence = [self.notebook.evidence[n - 1] for n in cited]
            if why := misses_evidence(sentence.text, evidence, language=self.language):
                sentence = replace(sentence, status="unmatched", why=why)
        if sentence.status == "unmatched":
            self._struck.append(sentence)
            return
        self._kept.append(sentence)
        for number in cited:
            if number not in self._order:
                self._order[number] = len(self._order) + 1
                citation = self.notebook.citations[number - 1]
                yield Evidence(citation=replace(citation, n=self._order[number]))
        text = self._joined(sentence)
        self._text += text
        self.released = True
        yield Text(text=text)

    def _joined(self, sentence: CheckedSentence) -> str:
        text = drop_addresses(
            sentence.text, allowed={item.url for item in self.notebook.citations if item.url}
        )
        text = _MARKER.sub(lambda found: f"[{self._order.get(int(found[1]), 0)}]", text)
        if not self._text:
            return text.lstrip()
        before = self._fed[: sentence.start]
        gap = before[len(before.rstrip()) :]
        return ("\n\n" if gap.count("\n") > 1 else "\n" if "\n" in gap else " ") + text

    def _missed(self) -> str:
        """Say what the answer leaves out that it must hold; empty where it holds it."""
        cited = set(self._order)
        if self.grounded.status == "conflict":
            sides = {
                self._number(side.citation)
                for item in self.grounded.conflicts
                for side in item.sides
            }
            if len(sides & cited) < min(2, len(sides)):
                return "the sources disagree and only one side is given"
        figures = [
            self.grounded.figures[number]
            for number in next((s.figures for s in self.grounded.sentences if s.figures), ())
        ]
        whole = self.grounded.status in ("answered", "conflict")
        if whole and self.grounded.route == ("figures",) and figures:
            text = _MARKER.sub(" ", self._text)
            if self.language in LANGUAGES:
                text += f" {numbers_in_english(text, self.language)}"
            if not any(says(text, figure.value) for figure in figures):
                return "the figure asked for is not in it"
        return ""

    def _number(self, grounded: int) -> int:
        """Give the notebook's number of a citation of the grounded answer."""
        return self.notebook.grounded.get(grounded, 0)

    def finish(self) -> ModelAnswer:
        """Give the whole answer."""
        figures = tuple(figure for sentence in self._kept for figure in self._figures(sentence))
        conflicts = self._conflicts()
        citations = [
            replace(self.notebook.citations[number - 1], n=place)
            for number, place in self._order.items()
        ]
        return ModelAnswer(
            text=self._text,
            citations=tuple(sorted(citations, key=lambda item: item.n)),
            figures=figures,
            conflicts=conflicts,
            unchecked=(
                *self._told_struck(),
                *(_bare(item) for item in self._kept if item.status == "not checked"),
            ),
        )

    def _told_struck(self) -> Iterator[str]:
        """Show what was struck; only count it where something read gives orders to machines.

        What such an order dictates is not to reach the reader, struck out or not.
        """
        if not self._struck:
            return
        if any(INSTRUCTION_FLAG in item.flags for item in self.notebook.citations):
            yield f"{len(self._struck)} sentences written beside {INSTRUCTION_FLAG} (struck out)"
            return
        for item in self._struck:
            if item.why in DICTATED:
                yield f"A sentence of the language model (struck out: {item.why})"
            else:
                yield f"{_bare(item)} (struck out: {item.why})"

    def _figures(self, sentence: CheckedSentence) -> Iterator[Figure]:
        first = next((self._order[n] for n in _cited(sentence) if n in self._order), 0)
        for number in sentence.numbers:
            value = next(
                (
                    q.value
                    for q in find_quantities(number.english or number.text)
                    if q.value is not None
                ),
                0.0,
            )
            status: FigureStatus = "unmatched"
            if number.status in ("matched", "computed"):
                status = "matched" if number.status == "matched" else "computed"
            yield Figure(text=number.text, value=value, status=status, citation=first)

    def _conflicts(self) -> tuple[Conflict, ...]:
        """Carry the grounded answer's conflicts over, with the numbers of this answer."""
        carried = []
        for conflict in self.grounded.conflicts:
            sides: list[ConflictSide] = []
            for side in conflict.sides:
                number = self._number(side.citation)
                if number:
                    place = self._order.setdefault(number, len(self._order) + 1)
                    sides.append(replace(side, citation=place))
            if sides:
                carried.append(replace(conflict, sides=tuple(sides)))
        return tuple(carried)


def _cited(sentence: CheckedSentence) -> list[int]:
    return list(dict.fromkeys(int(number) for number in _MARKER.findall(sentence.text)))


def _bare(sentence: CheckedSentence) -> str:
    return drop_addresses(_MARKER.sub("", sentence.text)).strip()
