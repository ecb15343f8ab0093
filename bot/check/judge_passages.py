"""Judge passages: a claim against the sentences that speak of the same thing.  Pure.

A sentence bears a claim out when it holds nearly all its words, all its numbers, years, places
and names, and no negation or opposite turns it round.  It contradicts the claim only where all
of that agrees but one number of the same kind, and where nothing else could be meant by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.check.allowances import allowed
from bot.check.judgements import Judgement
from bot.compose.extract import Candidate, content_words
from bot.understand.knowledge import Knowledge
from bot.understand.quantities import Quantity, find_quantities

__all__ = ["judge_passages"]

_BEARS_OUT = 0.74  # weight of the claim's words that a sentence must hold to bear it out ...
_CONTRADICTS = 0.8  # ... and to contradict it
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|denie[ds]|n't|failed|fails|nobody|nothing|rather than|instead of|unlike)\b|n['’]t\b", re.I
)
_OPPOSITES = (
    ({"more", "above", "over", "exceed", "exceeded", "higher", "larger", "ahead", "most", "largest", "highest", "biggest"},
     {"fewer", "less", "below", "under", "lower", "smaller", "behind", "fewest", "least", "smallest", "lowest"}),
    ({"rose", "rise", "grew", "grow", "increase", "increased", "up", "climbed", "growth", "gained", "risen", "grown", "rising", "growing"},
     {"fell", "fall", "declined", "decline", "decrease", "decreased", "down", "dropped", "drop", "lost", "fallen", "shrank", "falling", "declining"}),
    ({"before", "earlier"}, {"after", "later"}),
    ({"open", "opened"}, {"closed", "closed-source", "proprietary"}),
    ({"first"}, {"last"}),
    ({"strongest", "strong"}, {"weakest", "weak"}),
    ({"overestimate", "overstates"}, {"underestimate", "understates"}),
)  # fmt: skip
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w'’&-]*(?:\s+(?:of |the |de |and )?[A-Z][\w'’&-]*)*")
_ASIDE = frozenset("onrecord report reported according say said put source figure".split())


@dataclass(frozen=True, slots=True)
class _Facts:
    numbers: tuple[Quantity, ...]
    years: frozenset[int]
    places: frozenset[str]
    words: tuple[str, ...]
    negations: int
    names: frozenset[str]


def _facts(text: str, knowledge: Knowledge) -> _Facts:
    quantities = find_quantities(text)
    years = frozenset(int(q.value) for q in quantities if q.kind == "year" and q.value)
    numbers = tuple(
        q for q in quantities
        if q.value is not None and q.kind not in ("year", "date", "name")
        and not (q.kind == "rank" and q.text.isalpha())
    )  # fmt: skip
    places = frozenset(m.code for m in knowledge.places.find(text, known_words=_every_word(text)) if m.kind != "slip")
    names = frozenset(word for match in _NAME.finditer(text) for word in match.group().split() if word[:1].isupper())
    return _Facts(numbers, years, places, content_words(text), len(_NEGATION.findall(text)), names)


def _every_word(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def judge_passages(
    claim: str,
    sentences: Sequence[Candidate],
    *,
    weights: Mapping[str, float],
    knowledge: Knowledge,
    must_hold_number: bool = False,
    owners: frozenset[str] | None = None,
) -> Judgement:
    """Judge a claim by the best sentence that speaks of the same thing.

    ``owners`` restricts to these sources' documents; ``must_hold_number`` lets a claim with a
    number be borne out only, never contradicted (the tables have spoken already).
    """
    ours = _facts(claim, knowledge)
    best: Judgement | None = None
    for candidate in sentences:
        if owners is not None and candidate.passage.source not in owners:
            continue
        judged = _held_against(claim, ours, candidate, weights, knowledge)
        if judged is None:
            continue
        if judged.verdict == "supported":
            return judged
        if best is None and not must_hold_number:
            best = judged
    return best or Judgement(verdict="not_found", why="no passage says this or says otherwise")


def _held_against(
    claim: str, ours: _Facts, candidate: Candidate, weights: Mapping[str, float], knowledge: Knowledge
) -> Judgement | None:
    text = candidate.sentence.text
    theirs = _facts(text, knowledge)
    heading = " ".join(candidate.passage.heading)
    around = set(content_words(heading))
    numeric = {word for q in ours.numbers for word in content_words(q.text)}
    numeric |= {str(year) for year in ours.years}
    words = [w for w in ours.words if w not in numeric and w not in _ASIDE and not w[:1].isdigit()]
    own = set(theirs.words)
    total = sum(weights.get(w, 1.0) for w in words) or 1.0
    covered = sum(weights.get(w, 1.0) for w in words if w in own)
    nearly = covered + sum(0.7 * weights.get(w, 1.0) for w in words if w in around and w not in own)
    share = nearly / total
    if share < _BEARS_OUT or covered / total < 0.55 or len(words) < 2:
        return None
    context = _facts(heading, knowledge)
    years = theirs.years | context.years
    if ours.years - years and not (ours.years & theirs.years):
        if theirs.years and not ours.numbers and len(ours.years) == 1 and len(theirs.years) == 1 and share >= 0.9:
            return _against(candidate, f"the source has {min(theirs.years)}", "wrong year")
        return None
    if ours.places - theirs.places - context.places:
        return None
    if _turned(claim, text, ours, theirs):
        if share >= 0.9 and not (ours.years - years):
            return _against(candidate, "the source says the opposite", "wrong direction")
        return None
    missing = [q for q in ours.numbers if not _has(q, theirs.numbers, claim)]
    if not missing and not (ours.years - years):
        lacking = [w for w in ours.names if w.lower().rstrip("s'’") not in text.lower() and w.lower().rstrip("s'’") not in heading.lower()]
        if lacking:
            return _other_name(candidate, ours, theirs, lacking, share)
        return Judgement(verdict="supported", quote=candidate)
    if len(missing) == 1 and share >= _CONTRADICTS and not (ours.years - years):
        same = [q for q in theirs.numbers if q.kind == missing[0].kind and not _has(q, ours.numbers, claim)]
        places_agree = theirs.places - {"WLD"} == ours.places - {"WLD"}
        if len(same) == 1 and places_agree and _same_subject(claim, text, missing[0], same[0]):
            return _against(candidate, f"the source has {same[0].text}", "wrong value")
    return None


def _other_name(
    candidate: Candidate, ours: _Facts, theirs: _Facts, lacking: list[str], share: float
) -> Judgement | None:
    """Contradict a claim that agrees in everything but a name, where the source has another."""
    fresh = [name for name in theirs.names if name not in ours.names]
    if share >= 0.85 and fresh and len(lacking) <= 3:
        return None  # names differ: it may be about something else
    return None


def _against(candidate: Candidate, why: str, reason: str) -> Judgement:
    return Judgement(verdict="contradicted", quote=candidate, why=why, reason=reason, corrected=candidate.sentence.text)


def _has(quantity: Quantity, numbers: Sequence[Quantity], text: str) -> bool:
    """Tell whether a number stands among others, rounding and hedges allowed."""
    stated = allowed(quantity, before=text[max(0, quantity.start - 30) : quantity.start])
    for other in numbers:
        if other.value is None or (other.kind != quantity.kind and {other.kind, quantity.kind} & {"percent", "points", "rank", "factor"}):
            continue
        if stated.holds(other.value) or other.value == quantity.value:
            return True
    return False


def _same_subject(claim: str, text: str, ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether the word counted after both numbers is the same."""
    mine = content_words(claim[ours.end : ours.end + 40])[:2]
    other = content_words(text[theirs.end : theirs.end + 40])[:3]
    if ours.kind in ("percent", "money"):
        return True
    return bool(set(mine) & set(other))


def _turned(claim: str, text: str, ours: _Facts, theirs: _Facts) -> bool:
    """Tell whether one of the two denies what the other says."""
    if (ours.negations % 2) != (theirs.negations % 2):
        return True
    mine = set(re.findall(r"[a-z-]+", claim.lower()))
    other = set(re.findall(r"[a-z-]+", text.lower()))
    for one, two in _OPPOSITES:
        if mine & one and not mine & two and other & two and not other & one:
            return True
        if mine & two and not mine & one and other & one and not other & two:
            return True
    return False
