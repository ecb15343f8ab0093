"""Judge by text: hold one claim against sentences by words, numbers, polarity and names.  Pure.

No model reads the sentences.  A claim is borne out when one sentence, or two in a row, holds
nearly all of its words, each of its numbers and names, and says it with the same polarity; it is
contradicted when the words are there and one telling thing is exchanged.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.check.allowances import allowed
from bot.check.given.scene import Finding
from bot.check.given.words import FUNCTION, NEGATIONS, root
from bot.understand.quantities import Quantity, find_quantities
from index.split import find_sentences

__all__ = ["judge_by_text"]

_ENOUGH = 0.72  # share of the claim's words, by weight, that a sentence must hold
_AFAR = 0.25  # below it no sentence speaks of the claim
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FAILING = re.compile(
    r"\b(?:fail(?:s|ed)? to|unable to|lack(?:s|ed)?|absence of|cannot|neither)\b", re.I
)
_OPPOSITES = [
    tuple(frozenset(map(root, side.split())) for side in pair.split("/"))
    for pair in (
        "increase rise grow gain raise climb expand improve/"
        "decrease fall decline drop reduce shrink lower worsen",
        "more greater higher larger above over exceed/less fewer lower smaller below under",
        "first earliest/last latest", "before earlier/after later", "win won beat/lose lost",
        "highest most largest maximum best/lowest least smallest minimum worst",
        "positive/negative",
        "promote activate enhance induce stimulate/inhibit suppress block prevent",
        "support favour/oppose reject", "accept approve/reject refuse deny", "open/close closed",
        "alive/dead", "male man men/female woman women", "begin start/end finish stop",
        "high/low", "long/short", "old/young new", "north/south", "east/west", "good/bad",
        "buy purchase/sell sold", "join enter/leave left", "majority/minority", "true/false",
        "sensitive/resistant", "presence/absence", "always/never", "all/none", "same/different",
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Hold one sentence, or two in a row."""

    text: str
    roots: frozenset[str]


def judge_by_text(claim: str, passages: Sequence[str]) -> Finding | str | None:
    """Judge a claim by passages; "afar" where none speaks of it, None where it is unclear."""
    stretches = list(_stretches(passages))
    wanted = _roots(claim)
    if not stretches or not wanted:
        return None
    weights = _weights(stretches)
    share, best = max(
        ((_share(wanted, stretch, weights), stretch) for stretch in stretches),
        key=lambda found: (found[0], -len(found[1].text)),
    )
    if share < _AFAR:
        return "afar"
    missing = wanted - best.roots
    swapped = _opposite(missing, best.roots, wanted)
    if swapped and share + _share_of(missing, wanted, weights) * 0.5 >= _ENOUGH:
        return Finding(holds=False, rule="opposite", why=f"the source says {swapped}")
    numbers = _numbers(claim, best.text)
    if share < _ENOUGH:
        return None
    if numbers == "other":
        return Finding(holds=False, rule="number", why="the source has another number")
    if numbers == "absent":
        return None
    names = _names(claim) - {root(word) for word in _WORD.findall(best.text)}
    if names:
        others = _names(best.text) - _roots(claim)
        if len(names) == 1 and others and share >= _ENOUGH:
            return Finding(holds=False, rule="name", why="the source says it of another name")
        return None
    if _denials(claim) % 2 != _denials(best.text) % 2:
        return Finding(holds=False, rule="denial", why="only one of the two denies it")
    return Finding(holds=True, rule="words", why="a sentence says the same")


def _stretches(passages: Sequence[str]) -> Iterator[_Stretch]:
    for passage in passages:
        sentences = [sentence.text for sentence in find_sentences(passage)] or [passage]
        for at, sentence in enumerate(sentences):
            yield _Stretch(text=sentence, roots=_roots(sentence))
            if at:
                both = f"{sentences[at - 1]} {sentence}"
                yield _Stretch(text=both, roots=_roots(both))


def _roots(text: str) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    kept = [word for word in words if word not in FUNCTION and word not in NEGATIONS]
    return frozenset(root(word) for word in kept if len(word) > 1)


def _weights(stretches: Sequence[_Stretch]) -> dict[str, float]:
    counts = Counter(word for stretch in stretches for word in stretch.roots)
    total = len(stretches)
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def _share(wanted: frozenset[str], stretch: _Stretch, weights: dict[str, float]) -> float:
    return _share_of(wanted & stretch.roots, wanted, weights)


def _share_of(part: frozenset[str], whole: frozenset[str], weights: dict[str, float]) -> float:
    heaviest = max(weights.values(), default=1.0)
    total = sum(weights.get(word, heaviest) for word in whole)
    return sum(weights.get(word, heaviest) for word in part) / total if total else 0.0


def _opposite(missing: frozenset[str], there: frozenset[str], wanted: frozenset[str]) -> str:
    """Find a missing word whose opposite stands in the source in its place."""
    for one, other in _OPPOSITES:
        for mine, theirs in ((one, other), (other, one)):
            if missing & mine and there & theirs and not there & mine and not wanted & theirs:
                return min(there & theirs)
    return ""


def _numbers(claim: str, text: str) -> str:
    """Compare the numbers: "same", "other" where one is exchanged, "absent" where one lacks."""
    theirs = find_quantities(text)
    outcome = "same"
    for quantity in find_quantities(claim):
        if quantity.value is None:
            continue
        rivals = [q for q in theirs if q.value is not None and q.kind == quantity.kind]
        if any(_states(quantity, rival) for rival in rivals):
            continue
        if not rivals:
            return "absent"
        outcome = "other"
    return outcome


def _states(claimed: Quantity, said: Quantity) -> bool:
    assert said.value is not None
    return claimed.value == said.value or (
        claimed.kind != "year" and allowed(claimed).holds(said.value)
    )


def _names(text: str) -> frozenset[str]:
    """Give the capitalised words that do not open the text."""
    words = list(_WORD.finditer(text))
    return frozenset(
        root(match.group())
        for match in words
        if match.group()[0].isupper()
        and match.start() > 0
        and text[: match.start()].rstrip()[-1:] not in ".!?"
        and match.group().lower() not in FUNCTION
    )


def _denials(text: str) -> int:
    words = re.findall(r"[a-z']+", text.lower().replace("’", "'"))
    plain: int = sum(word in NEGATIONS or word.endswith("n't") for word in words)
    return plain + len(_FAILING.findall(text))
