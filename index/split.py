"""Split: documents to passages and sentences, with exact offsets."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.blocks import Paragraph
from corpus.documents import Document

__all__ = ["SPLIT", "Passage", "Sentence", "find_sentences", "split_document"]

WORDS_MAX = 120  # a longer paragraph is split at sentence borders
SPLIT = f"paragraphs of up to {WORDS_MAX} words, sentences by pysbd"
_LONGEST = 20_000  # characters given to the sentence splitter at once: it is not linear

# These short forms end no sentence where the splitter sees an end.
_OPEN_END = re.compile(r"(?:^|[\s(])(?:Fig|Figs|No|Nos|approx|ca|cf|est|resp|vol|pp?)\.$")
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Mark one sentence: ``document.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Hold a span of a document that is found and cited: ``document.text[start:end] == text``."""

    id: str  # 16 hex digits of a hash of source and text: survives a rebuild
    source: str  # id of its source
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]
    heading: tuple[str, ...] = ()
    locator: str = ""
    facts: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    def context(self) -> str:
        """Return the text under its headings, as it is embedded."""
        return "\n".join((" > ".join(self.heading), self.text)) if self.heading else self.text


def split_document(document: Document) -> Iterator[Passage]:
    """Yield the passages of a document in reading order; a repeated text comes once."""
    seen = set()
    for paragraph in document.paragraphs:
        sentences = _shift(
            find_sentences(document.text[paragraph.start : paragraph.end]), paragraph
        )
        for group in _groups(sentences):
            passage = _passage(document, paragraph, group)
            if passage.id not in seen:
                seen.add(passage.id)
                yield passage


def _passage(document: Document, paragraph: Paragraph, group: list[Sentence]) -> Passage:
    start, end = group[0].start, group[-1].end
    text = document.text[start:end]
    digest = hashlib.sha256(f"{document.source.id}\n{text}".encode()).hexdigest()
    return Passage(
        id=digest[:16],
        source=document.source.id,
        start=start,
        end=end,
        text=text,
        sentences=tuple(group),
        heading=paragraph.heading,
        locator=paragraph.locator,
        facts=paragraph.facts,
        numbers=paragraph.numbers,
    )


def _shift(sentences: tuple[Sentence, ...], paragraph: Paragraph) -> list[Sentence]:
    by = paragraph.start
    return [Sentence(start=s.start + by, end=s.end + by, text=s.text) for s in sentences]


def _groups(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Yield runs of sentences of about the same length, none above WORDS_MAX if it can be."""
    if not sentences:
        return
    words = [len(sentence.text.split()) for sentence in sentences]
    target = sum(words) / -(-sum(words) // WORDS_MAX)
    group: list[Sentence] = []
    count = 0
    for sentence, length in zip(sentences, words, strict=True):
        full = count + length > WORDS_MAX or count + length / 2 > target
        if group and full:
            yield group
            group, count = [], 0
        group.append(sentence)
        count += length
    yield group


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    with warnings.catch_warnings():
        # pysbd 0.3.4 writes regular expressions in plain strings; Python warns as it compiles.
        warnings.simplefilter("ignore")
        import pysbd
    return pysbd.Segmenter(language="en", clean=False)


def find_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order, with ``text[s.start:s.end] == s.text``.

    Together they hold every character of the text but the white space between them.
    """
    borders = {0, len(text)}
    cursor = 0
    for start in range(0, len(text), _LONGEST):
        chunk = text[start : start + _LONGEST]
        # Its `segment` would find each piece again with a pattern of its own, at twice the time.
        pieces = _segmenter().processor(chunk).process() if chunk else []
        for piece in pieces:
            # The splitter may alter characters; a piece that is not found marks no border.
            at = text.find(piece.strip(), cursor) if piece.strip() else -1
            if at >= 0 and not text[cursor:at].strip():
                cursor = at + len(piece.strip())
                borders.add(cursor)
    return tuple(_joined(text, sorted(borders)))


def _joined(text: str, borders: list[int]) -> Iterator[Sentence]:
    """Yield the spans between borders, without one that stands after a short form."""
    start = 0
    for end in borders[1:]:
        span = text[start:end]
        following = text[end : end + 1]
        inside = following and not following.isspace()  # a mark that closes the sentence follows
        if end < len(text) and (inside or _OPEN_END.search(span) or not _LETTERS.search(span)):
            continue
        body = span.strip()
        if body:
            at = start + span.index(body)
            yield Sentence(start=at, end=at + len(body), text=body)
        start = end
