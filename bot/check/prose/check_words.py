"""Check words: a sentence against the sentences of cited passages.  Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.check.assertions import ClaimReading
from bot.check.given.judge_text import judge_by_text
from bot.check.given.words import FUNCTION, root
from bot.check.judge_text_figures import judge_text_figures
from bot.check.prose.checked import CheckedSentence, number_of
from bot.check.prose.cited import CitedEvidence
from bot.check.read_claim import read_claim
from bot.understand.knowledge import Knowledge
from bot.understand.quantities import Quantity
from index.split import find_sentences

__all__ = ["check_words"]

_WORDS = re.compile(r"[^\W\d_]+")
_REACH = 3  # words before a place among which the telling one is looked for


def check_words(
    made: CheckedSentence,
    body: str,
    numbers: Sequence[Quantity],
    read: ClaimReading,
    evidence: CitedEvidence,
    cited: Sequence[int],
    knowledge: Knowledge,
) -> CheckedSentence | None:
    """Hold a sentence against the sentences of cited passages; None where none is cited."""
    texts = evidence.texts_of(cited)
    if not texts:
        return None
    for text in texts:
        if re.sub(r"\W+", " ", body).strip().lower() in re.sub(r"\W+", " ", text).lower():
            outcomes = tuple(number_of(made, quantity, "matched") for quantity in numbers)
            return replace(made, status="matched", numbers=outcomes)
    if swapped := _swapped_place(body, texts, knowledge):
        return replace(made, status="unmatched", why=f"the source says it of {swapped}")
    wanted = [item for item in read.assertions if item.kind != "text"]
    if wanted and numbers:
        for text in texts:
            for sentence in find_sentences(text):
                other = read_claim(sentence.text, knowledge, as_figures=True)
                years = {p.year for item in other.assertions for p in item.points}
                found = judge_text_figures(body, wanted, sentence.text, other, years=years)
                if found == "supported":
                    outcomes = tuple(number_of(made, quantity, "matched") for quantity in numbers)
                    return replace(made, status="matched", numbers=outcomes)
    judged = judge_by_text(body, texts)
    if not isinstance(judged, str) and judged is not None:
        if judged.holds:
            outcomes = tuple(number_of(made, quantity, "matched") for quantity in numbers)
            return replace(made, status="matched", numbers=outcomes)
        return replace(made, status="unmatched", why=judged.why)
    if numbers:
        return replace(
            made, status="unmatched", why=f"no cited passage says {numbers[0].text} of this"
        )
    return replace(made, status="not checked", why="the cited words do not settle it")


def _swapped_place(body: str, texts: Sequence[str], knowledge: Knowledge) -> str:
    """Find a place that stands where the source has another: after the same telling word."""
    said = _slots(body, knowledge)
    there: dict[str, dict[str, str]] = {}
    for text in texts:
        for word, code, name in _slots(text, knowledge):
            there.setdefault(word, {})[code] = name
    for word, code, _ in said:
        others = there.get(word)
        if others and code not in others:
            return next(iter(others.values()))
    return ""


def _slots(text: str, knowledge: Knowledge) -> list[tuple[str, str, str]]:
    """Give each place with the telling word before it: "left", "China"."""
    found = []
    for mention in knowledge.places.find(text):
        if mention.kind == "slip":
            continue
        words = _WORDS.findall(text[: mention.start])[-_REACH:]
        telling = [word.lower() for word in words if word.lower() not in FUNCTION]
        if telling:
            found.append((root(telling[-1]), mention.code, mention.text))
    return found
