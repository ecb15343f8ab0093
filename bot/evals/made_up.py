"""Made-up: passages and questions in any number, with the word counts of real ones.

Word frequencies fall as 1/rank (Zipf) over a vocabulary that grows with the text (Heaps), so
that common words are as common, and rare ones as rare, as a keyword index meets them.  Every
passage is about a few topics whose words it repeats; a question takes its words from one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

import numpy as np

from corpus.blocks import Block
from corpus.documents import Document, make_document
from corpus.sources import Source
from index.encode import Vector
from index.split import Passage, Sentence

__all__ = ["made_up_passages", "made_up_questions", "made_up_vectors"]

_WORDS = 60_000  # of the vocabulary
_COMMON = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from"
    " or had an they which one you were all her she there would their we him been has when who"
    " will no more if out so up said what its about than into them can only other time new some"
).split()
_SYLLABLES = [first + last for first in "bcdfglmnprstv" for last in ("a", "e", "i", "o", "u", "an")]
_PER_DOCUMENT = 10  # passages
_CLUSTERS = 400
_SPREAD = 0.7  # of a vector around the middle of its cluster, whose length is 1


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[list[str], list[float]]:
    draw = random.Random(0)
    words = dict.fromkeys(_COMMON)
    while len(words) < _WORDS:
        words["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4)))] = None
    return list(words), list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))


def _sentence(draw: random.Random, topic: list[str]) -> str:
    words, weights = _vocabulary()
    size = draw.randint(12, 28)
    found = draw.choices(words, cum_weights=weights, k=size)
    for place in draw.sample(range(size), k=3):
        found[place] = draw.choice(topic)
    if draw.random() < 0.3:
        found[draw.randrange(size)] = f"{draw.randint(100, 99_999):,}"
    return f"{' '.join(found).capitalize()}."


def made_up_passages(count: int, *, seed: int = 0) -> Iterator[tuple[Document, list[Passage]]]:
    """Yield documents with their passages, ``count`` passages in all, each of some 80 words."""
    words, _ = _vocabulary()
    for start in range(0, count, _PER_DOCUMENT):
        draw = random.Random(f"{seed}-{start}")
        source = Source(id=f"made-up-{start}", title=f"Made up {start}", publisher="", kind="news")
        texts = []
        for _ in range(min(_PER_DOCUMENT, count - start)):
            topic = draw.sample(words[len(_COMMON) :], k=5)
            texts.append([_sentence(draw, topic) for _ in range(4)])
        document = make_document(source, [Block(text=" ".join(text)) for text in texts])
        passages = []
        for text, paragraph in zip(texts, document.paragraphs, strict=True):
            at = paragraph.start
            sentences = []
            for sentence in text:
                sentences.append(Sentence(start=at, end=at + len(sentence), text=sentence))
                at += len(sentence) + 1
            body = document.text[paragraph.start : paragraph.end]
            passages.append(
                Passage(
                    id=hashlib.sha256(f"{source.id}\n{body}".encode()).hexdigest()[:16],
                    source=source.id,
                    start=paragraph.start,
                    end=paragraph.end,
                    text=body,
                    sentences=tuple(sentences),
                )
            )
        yield document, passages


def made_up_questions(count: int, *, passages: int, seed: int = 0) -> list[str]:
    """Return questions of 6 to 14 words, each with words of one of ``passages`` passages."""
    draw = random.Random(seed + 1)
    questions = []
    for _ in range(count):
        start = draw.randrange(0, passages, _PER_DOCUMENT)
        topic_of = random.Random(f"{seed}-{start}")
        topic = topic_of.sample(_vocabulary()[0][len(_COMMON) :], k=5)
        common = _vocabulary()[0][len(_COMMON) : len(_COMMON) + 2_000]
        rest = draw.choices(common, k=draw.randint(2, 6)) + draw.choices(_COMMON, k=3)
        words = draw.sample(topic, k=3) + rest
        draw.shuffle(words)
        questions.append(f"{' '.join(words).capitalize()}?")
    return questions


def made_up_vectors(count: int, dimensions: int, *, seed: int = 0) -> Iterator[Vector]:
    """Yield ``count`` vectors of length 1 in clusters, in parts of up to 1,000 rows."""
    numbers = np.random.default_rng(seed)
    middles = numbers.normal(size=(_CLUSTERS, dimensions)).astype(np.float32)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    for start in range(0, count, 1_000):
        size = min(1_000, count - start)
        around = numbers.normal(size=(size, dimensions), scale=_SPREAD / dimensions**0.5)
        part = (middles[numbers.integers(_CLUSTERS, size=size)] + around).astype(np.float32)
        yield part / np.linalg.norm(part, axis=1, keepdims=True)
