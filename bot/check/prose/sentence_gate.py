"""The sentence gate: text goes in as it comes; sentences come out, each after its check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers import Citation
from bot.check.prose.check_answer import CheckedAnswer, cut_sentences
from bot.check.prose.checked import CheckedSentence
from bot.check.prose.cited import CitedEvidence, read_citations
from bot.check.prose.other_languages import check_in_language
from bot.readings import Reading
from bot.understand.knowledge import Knowledge

__all__ = ["SentenceGate"]

# A sentence may be over: its stop was seen, and something after it that opens another.
_OVER = re.compile(
    r"[.!?…][”\"')\]]*(?:\s*\[\d[\d, ]*\])*\s+(?=\S)"
    r"|[。！？][”』」）]*(?:\s*\[\d[\d, ]*\])*\s*(?=[^\s\[])"
    r"|\n\s*\n|\n(?=\s*(?:[-*•#]|\d+[.)]))"
)


class SentenceGate:
    """Hold back the text of a running answer until each sentence of it is checked.

    >>> gate = SentenceGate([], knowledge)                                # doctest: +SKIP
    >>> [s.status for s in gate.feed("China published 42,524 artic")]     # doctest: +SKIP
    []
    """

    def __init__(
        self, citations: Sequence[Citation], knowledge: Knowledge, *, language: str = "en"
    ) -> None:
        self._knowledge = knowledge
        self._language = language
        self._evidence: CitedEvidence = read_citations(citations, knowledge)
        self._text = ""
        self._at = 0  # up to here it was checked
        self._done: list[CheckedSentence] = []
        self._before: Reading | None = None
        self._cited: tuple[int, ...] = ()

    def cite(self, citations: Sequence[Citation]) -> None:
        """Take further evidence, found while the answer was being written."""
        more = read_citations(citations, self._knowledge)
        old = self._evidence
        self._evidence = CitedEvidence(
            numbers=old.numbers | more.numbers,
            series=old.series + more.series,
            ranks=old.ranks + more.ranks,
            lone=old.lone + more.lone,
            texts=old.texts + more.texts,
        )

    def feed(self, text: str) -> list[CheckedSentence]:
        """Take the next piece of text; give the sentences that it completes, checked."""
        self._text += text
        borders = [match.end() for match in _OVER.finditer(self._text, self._at)]
        return list(self._check(borders[-1])) if borders else []

    def finish(self) -> list[CheckedSentence]:
        """Give what is left when no more text comes, checked."""
        return list(self._check(len(self._text)))

    @property
    def answer(self) -> CheckedAnswer:
        """Give everything checked so far as one answer."""
        return CheckedAnswer(text=self._text, sentences=tuple(self._done))

    def _check(self, until: int) -> Iterator[CheckedSentence]:
        for start, end in cut_sentences(self._text[self._at : until]):
            checked = check_in_language(
                self._text[self._at + start : self._at + end],
                self._at + start,
                self._evidence,
                self._knowledge,
                before=self._before,
                cited_before=self._cited,
                language=self._language,
            )
            if checked.reading is not None and (checked.reading.concept or checked.reading.places):
                self._before = checked.reading
            self._cited = checked.cited or self._cited
            self._done.append(checked)
            yield checked
        self._at = until
