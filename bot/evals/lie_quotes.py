"""Lie quotes: passages quoted exactly, with a word changed, stitched, or misattributed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import Citation
from bot.check.prose.cite import cite_passage
from bot.evals.lie_facts import Case

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["quote_cases"]

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def quote_cases(onrecord: Onrecord, rng: random.Random) -> Iterator[Case]:
    """Quote passages: exactly, with one word changed, stitched, and from another source."""
    passages = _passages(onrecord)
    rng.shuffle(passages)
    leads = (
        "The source says: “{}” [1].",
        "In its words, “{}” [1].",
        "“{}”, it says [1].",
        'It is put this way: "{}" [1].',
    )
    for number, (citation, sentence) in enumerate(passages[:40]):
        other, other_sentence = passages[(number + 40) % len(passages)]
        second = _renumbered(other, 2)
        words = sentence.rstrip(".").split()
        if len(words) < 8 or len(other_sentence.split()) < 8 or citation.source == other.source:
            continue
        lead = leads[number % len(leads)]
        cut = " ".join(words[: rng.randint(6, len(words))]) if number % 2 else " ".join(words)
        cited = (citation, second)
        yield Case(id="", text=lead.format(cut), citations=cited, is_honest=True, kind="quote")
        way = number % 3
        if way == 0:
            lie, name = _one_word(cut, rng), "one word changed"
        elif way == 1:
            tail = " ".join(other_sentence.rstrip(".").split()[-6:])
            lie, name = f"{' '.join(words[:6])} {tail}", "stitched quote"
        else:
            lie, name = " ".join(other_sentence.rstrip(".").split()), "from another source"
        yield Case(
            id="", text=lead.format(lie), citations=cited, is_honest=False, kind="quote", lie=name
        )


def _passages(onrecord: Onrecord) -> list[tuple[Citation, str]]:
    found = []
    for query in ("China AI research", "patents", "talent", "models", "collaboration", "funding"):
        for hit in onrecord.toolbox.search_passages(query).hits:
            source = onrecord.store.sources()[hit.passage.source]
            sentences = re.split(r"(?<=[a-z]\.) (?=[A-Z])", hit.passage.text)
            plain = [s for s in sentences if not re.search(r"[“”\"*#|\[\]\n]", s)]
            if plain:
                found.append((cite_passage(1, hit.passage, source), plain[0].strip()))
    unique = {sentence: (citation, sentence) for citation, sentence in found}
    return list(unique.values())


def _renumbered(citation: Citation, n: int) -> Citation:
    return replace(citation, n=n)


_CHANGED = {
    "more": "less", "less": "more", "first": "second", "most": "few", "rose": "fell", "all": "some",
    "is": "was not", "was": "is", "are": "were not", "were": "are", "has": "had", "and": "or",
    "the": "a", "of": "without", "in": "outside", "to": "from",
}  # fmt: skip  # fmt: skip


def _one_word(sentence: str, rng: random.Random) -> str:
    """Change one word of a sentence, or one number."""
    words = sentence.split()
    numbers = [at for at, word in enumerate(words) if _DIGITS.search(word)]
    if numbers and rng.random() < 0.6:
        at = rng.choice(numbers)
        words[at] = _DIGITS.sub(
            lambda m: str(int(re.sub(r"\D", "", m.group())[:4]) + 3), words[at], count=1
        )
        return " ".join(words)
    known = [at for at, word in enumerate(words) if word.lower() in _CHANGED]
    at = rng.choice(known) if known else rng.randrange(len(words))
    words[at] = _CHANGED.get(words[at].lower(), "certainly")
    return " ".join(words)


def _three_more(number: re.Match[str]) -> str:
    return str(int(re.sub(r"\D", "", number.group())[:4]) + 3)
