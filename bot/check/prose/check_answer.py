"""Check an answer: free text with [n] markers, sentence by sentence.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers import Citation
from bot.check.prose.checked import CheckedSentence
from bot.check.prose.cited import CitedEvidence, read_citations
from bot.check.prose.other_languages import check_in_language
from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from index.split import find_sentences

__all__ = ["CheckedAnswer", "check_answer", "check_sentences", "cut_sentences"]

_CHINESE_STOP = re.compile(r"[。！？][”』」）]*(?:\s*\[\d[\d, ]*\])*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedAnswer:
    """Hold every sentence of a text with its status, in order."""

    text: str
    sentences: tuple[CheckedSentence, ...]

    @property
    def released(self) -> str:
        """Give the text without the sentences that were struck, white space as it was."""
        kept, at = [], 0
        for sentence in self.sentences:
            if sentence.passes:
                kept.append(self.text[at : sentence.end])
            at = sentence.end
        return "".join(kept).strip()

    @property
    def struck(self) -> tuple[CheckedSentence, ...]:
        """Give the sentences that may not be shown as they are."""
        return tuple(sentence for sentence in self.sentences if not sentence.passes)

    @property
    def unchecked(self) -> tuple[CheckedSentence, ...]:
        """Give the sentences that assert something and were not checked; listed first."""
        return tuple(s for s in self.sentences if s.status == "not checked")


def check_answer(text: str, citations: Sequence[Citation], knowledge: Knowledge) -> CheckedAnswer:
    """Check a text that was written over these citations; offsets are those of the text."""
    evidence = read_citations(citations, knowledge)
    return CheckedAnswer(text=text, sentences=tuple(check_sentences(text, evidence, knowledge)))


def check_sentences(
    text: str, evidence: CitedEvidence, knowledge: Knowledge
) -> Iterator[CheckedSentence]:
    """Check each sentence of a text in the light of those before it."""
    before: Reading | None = None
    cited: tuple[int, ...] = ()
    for start, end in cut_sentences(text):
        checked = check_in_language(
            text[start:end], start, evidence, knowledge, before=before, cited_before=cited
        )
        if checked.reading is not None and (checked.reading.concept or checked.reading.places):
            before = checked.reading
        cited = checked.cited or cited
        yield checked


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences with their offsets; markers stay with their sentence.

    >>> text = "It rose. [1] It fell [2]."
    >>> [text[a:b] for a, b in cut_sentences(text)]
    ['It rose. [1]', 'It fell [2].']
    """
    spans: list[tuple[int, int]] = []
    for start, end in _found(text):
        words = text[start:end]
        lead = len(words) - len(words.lstrip())
        marked = 0
        while words[lead + marked :].startswith("[") and spans:
            close = words.find("]", lead + marked)
            if close < 0 or not words[lead + marked + 1 : close].replace(",", "").strip().isdigit():
                break
            marked = close + 1 - lead
            while words[lead + marked : lead + marked + 1] == " ":
                marked += 1
        if marked:
            spans[-1] = (spans[-1][0], start + len(words[: lead + marked].rstrip()))
            start += lead + marked
        if not text[start:end].strip():
            continue
        if spans and _is_open(text[spans[-1][0] : spans[-1][1]]):
            spans[-1] = (spans[-1][0], end)  # a quotation of several sentences is one
        else:
            spans.append((start, end))
    return spans


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Find sentences; a Chinese one ends at its stop, with no blank after it."""
    for sentence in find_sentences(text):
        start, end = sentence.start, sentence.start + len(sentence.text)
        for stop in _CHINESE_STOP.finditer(sentence.text):
            if start < sentence.start + stop.end() < end:
                yield start, sentence.start + stop.end()
                start = sentence.start + stop.end()
        yield start, end


def _is_open(text: str) -> bool:
    """Tell whether a quotation was opened and not closed."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
