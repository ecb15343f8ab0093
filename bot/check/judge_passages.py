"""Judge passages: a claim against the sentences that speak of the same thing.  Pure.

Two ways.  A claim with figures is held against what the sentence itself asserts, read by the
same reader: the number must stand there for the same place and the same time.  A claim without
figures is borne out by a sentence that holds nearly all its words, with its names, dates and
years, and no negation or opposite that turns it round.  It is contradicted only where all of
that agrees but one thing, and nothing else could be meant by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.check.allowances import allowed
from bot.check.assertions import ClaimReading
from bot.check.judge_text_figures import judge_text_figures
from bot.check.judgements import Judgement
from bot.check.read_claim import read_claim
from bot.check.who_passed import passed_the_other_way
from bot.compose.content_words import content_words
from bot.compose.extract import Candidate
from bot.compose.reversals import names_other_author
from bot.understand.knowledge import Knowledge
from bot.understand.quantities import Quantity, find_quantities

__all__ = ["judge_passages"]

_BEARS_OUT = 0.74  # weight of the claim's words that a sentence must hold to bear it out ...
_CONTRADICTS = 0.8  # ... and to contradict it
_OWN_WORDS = 0.55  # ... of which so much in the sentence itself, not in its heading
_CLOSE = 0.5  # weight of the sentence's words that the claim must hold where a word contradicts it
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|denie[ds]|failed|fails|nobody|nothing|"
    r"rather than|instead of|unlike)\b|n['’]t\b",
    re.I,
)
_CLAUSE = re.compile(r",\s+(?:and|but|while|though|although|whereas)\s+|;\s+")
_OPPOSITES = (
    (
        "more above over exceed exceeded higher larger ahead most largest highest biggest",
        "fewer less below under lower smaller behind fewest least smallest lowest",
    ),
    (
        "rose rise grew grow increase increased up climbed growth gained risen grown rising",
        "fell fall declined decline decrease decreased down dropped drop lost fallen shrank",
    ),
    ("before earlier", "after later"),
    ("open opened", "closed closed-source proprietary"),
    ("first", "last"),
    ("strongest strong", "weakest weak"),
    ("overestimate overstates", "underestimate understates"),
    ("joined join joining", "left leave leaving"),
    ("won win wins", "lost lose loses"),
    ("allowed permits allows", "banned bans forbids prohibited"),
)
_TURNS = tuple((frozenset(one.split()), frozenset(two.split())) for one, two in _OPPOSITES)
_NAME = re.compile(
    r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w'’&-]*(?:\s+(?:of |the |de |and )?[A-Z][\w'’&-]*)*"
)
_MONTH = (
    "January February March April May June July August September October November December".split()
)
_MONTHS = "|".join([*_MONTH, *(month[:3] for month in _MONTH), "Sept"])
_DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTHS})\b|\b(?P<m2>{_MONTHS})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)"
)
_OF = re.compile(r"\s*of\s+(?:all\s+|the\s+)*", re.IGNORECASE)
# "..., MacroPolo reported in 2024": the year is of the saying, not of what is said.
_SAID_IN = re.compile(
    r",\s*(?:[\w.|&'’-]+\s+){1,6}?(?:says?|said|finds?|found|reports?|reported|writes?|wrote"
    r"|noted|counts?|counted)(?P<when>\s+in\s+(?:19|20)\d\d)(?=\s*[.,;]?\s*$)"
)
_ASIDE = frozenset(
    "onrecord accord according say said put state stated tell told find report note".split()
) | frozenset(month.lower() for month in _MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    numbers: tuple[Quantity, ...]
    years: frozenset[int]
    places: frozenset[str]
    words: tuple[str, ...]
    negations: int
    names: frozenset[str]
    dates: frozenset[tuple[str, int]]  # month and day
    months: frozenset[str]


def _facts(text: str, knowledge: Knowledge) -> _Facts:
    quantities = find_quantities(text)
    dated = {
        int(year)
        for q in quantities
        if q.kind == "date"
        for year in re.findall(r"\b\d{4}\b", q.text)
    }
    words = frozenset(re.findall(r"\w+", text.lower()))
    return _Facts(
        numbers=tuple(
            q
            for q in quantities
            if q.value is not None
            and q.kind not in ("year", "date", "name")
            and not (q.kind == "rank" and q.text.isalpha())
        ),
        years=frozenset(int(q.value) for q in quantities if q.kind == "year" and q.value) | dated,
        places=frozenset(
            m.code for m in knowledge.places.find(text, known_words=words) if m.kind != "slip"
        ),
        words=content_words(text),
        negations=len(_NEGATION.findall(text)),
        names=frozenset(
            w for m in _NAME.finditer(text) for w in m.group().split() if w[:1].isupper()
        ),
        dates=frozenset(
            ((m["m1"] or m["m2"])[:3].lower(), int(m["d1"] or m["d2"]))
            for m in _DATE.finditer(text)
        ),
        months=frozenset(month for month in _MONTH if re.search(rf"\b{month}\b", text)),
    )


def judge_passages(
    claim: str,
    read: ClaimReading,
    sentences: Sequence[Candidate],
    *,
    weights: Mapping[str, float],
    knowledge: Knowledge,
    owners: frozenset[str] | None = None,
) -> Judgement:
    """Judge a claim by the best sentence that speaks of the same thing.

    ``owners`` restricts to these sources' documents.
    """
    claim = _SAID_IN.sub(lambda said: said[0].removesuffix(said["when"]), claim)
    ours = _facts(claim, knowledge)
    best: Judgement | None = None
    for candidate in sentences:
        if owners is not None and candidate.passage.source not in owners:
            named = {m.group for m in knowledge.sources.find(candidate.sentence.text)}
            if read.reading.source not in named:
                continue
        judged = _held_against(claim, read, ours, candidate, weights, knowledge)
        if judged is None:
            continue
        if judged.verdict == "supported":
            return judged
        best = best or judged
    return best or Judgement(verdict="not_found", why="no passage says this or says otherwise")


def _held_against(
    claim: str,
    read: ClaimReading,
    ours: _Facts,
    candidate: Candidate,
    weights: Mapping[str, float],
    knowledge: Knowledge,
) -> Judgement | None:
    text = candidate.sentence.text
    heading = " ".join(candidate.passage.heading)
    theirs, context = _facts(text, knowledge), _facts(heading, knowledge)
    if names_other_author(claim, text, around=candidate.passage.text):
        return _against(candidate, "the source names another author", "wrong author")
    share, own = _coverage(ours, theirs, context, weights)
    back, _ = _coverage(theirs, ours, ours, weights)
    is_close = back >= _CLOSE  # the sentence says little that the claim does not
    if share < _BEARS_OUT or own < _OWN_WORDS:
        return None
    years = theirs.years or context.years
    if ours.places - theirs.places - context.places:
        return None
    if passed_the_other_way(claim, text, knowledge):
        if share >= _CONTRADICTS and not ours.years - years:
            return _against(candidate, "the source has it the other way round", "wrong direction")
        return None
    turned = _turned(claim, text, ours, theirs)
    figures = [item for item in read.assertions if item.kind != "text"]
    if not ours.places:
        figures = []
    elif not figures and ours.numbers:
        figures = [
            item
            for item in read_claim(claim, knowledge, as_figures=True).assertions
            if item.kind != "text"
        ]
    if figures:
        judged = judge_text_figures(
            claim, figures, text, read_claim(text, knowledge, as_figures=True), years=years
        )
        if judged is None or (turned and judged == "supported"):
            return None
        if judged == "supported":
            return Judgement(verdict="supported", quote=candidate)
        return _against(candidate, "the source has another figure", "wrong value")
    if ours.years - years:
        as_many = len(ours.years) == len(theirs.years) and not ours.years & theirs.years
        if as_many and not ours.numbers and share >= 0.88 and is_close and not turned:
            return _against(candidate, "the source has another year", "wrong year")
        return None
    if turned:
        if share >= 0.92 and is_close and not ours.numbers:
            return _against(candidate, "the source says the opposite", "wrong direction")
        return None
    if ours.dates - theirs.dates or ours.months - theirs.months:
        if share >= _CONTRADICTS and len(theirs.dates) == len(ours.dates) == 1:
            return _against(candidate, "the source has another date", "wrong date")
        return None
    wholes = {_whole(claim, ours, knowledge), _whole(text, theirs, knowledge)} - {""}
    if len(wholes) > 1:
        return None  # a part of China's papers is no part of America's
    return _by_numbers(claim, text, heading, ours, theirs, candidate, share)


def _whole(text: str, facts: _Facts, knowledge: Knowledge) -> str:
    """Give the place that a percentage is taken of: "14% of US AI papers"; empty without one."""
    for quantity in facts.numbers:
        after = _OF.match(text[quantity.end :]) if quantity.kind in ("percent", "factor") else None
        if after is None:
            continue
        rest = text[quantity.end + after.end() :]
        first = next(iter(sorted(knowledge.places.find(rest), key=lambda m: m.start)), None)
        if first is not None and first.start == 0:
            return first.code
    return ""


def _coverage(
    ours: _Facts, theirs: _Facts, context: _Facts, weights: Mapping[str, float]
) -> tuple[float, float]:
    """Give the weight of the claim's words in sentence and heading, and in the sentence alone."""
    numeric = {word for q in ours.numbers for word in content_words(q.text)} | {
        str(y) for y in ours.years
    }
    words = [w for w in ours.words if w not in numeric and w not in _ASIDE and not w[:1].isdigit()]
    if len(words) < 2:
        return 0.0, 0.0
    own, around = set(theirs.words), set(context.words)
    total = sum(weights.get(w, 1.0) for w in words) or 1.0
    here = sum(weights.get(w, 1.0) for w in words if w in own)
    near = sum(0.7 * weights.get(w, 1.0) for w in words if w in around and w not in own)
    return (here + near) / total, here / total


def _by_numbers(
    claim: str,
    text: str,
    heading: str,
    ours: _Facts,
    theirs: _Facts,
    candidate: Candidate,
    share: float,
) -> Judgement | None:
    missing = [q for q in ours.numbers if not _has(q, theirs.numbers, claim)]
    if not missing:
        around = f"{text} {heading}".lower()
        lacking = [
            name for name in ours.names if re.sub(r"['’]s?$", "", name.lower()) not in around
        ]
        return None if lacking else Judgement(verdict="supported", quote=candidate)
    if len(missing) == 1 and share >= _CONTRADICTS:
        same = [
            q
            for q in theirs.numbers
            if q.kind == missing[0].kind
            and not _has(q, ours.numbers, claim)
            and _same_subject(claim, text, missing[0], q)
        ]
        places_agree = theirs.places - {"WLD"} == ours.places - {"WLD"}
        if len(same) == 1 and places_agree:
            return _against(candidate, f"the source has {same[0].text}", "wrong value")
    return None


def _against(candidate: Candidate, why: str, reason: str) -> Judgement:
    return Judgement(
        verdict="contradicted",
        quote=candidate,
        why=why,
        reason=reason,
        corrected=candidate.sentence.text,
    )


def _has(quantity: Quantity, numbers: Sequence[Quantity], text: str) -> bool:
    """Tell whether a number stands among others, rounding and hedges allowed."""
    stated = allowed(quantity, before=text[max(0, quantity.start - 30) : quantity.start])
    for other in numbers:
        kinds = {other.kind, quantity.kind}
        if other.value is None or (
            len(kinds) == 2 and kinds & {"percent", "points", "rank", "factor"}
        ):
            continue
        if stated.holds(other.value) or other.value == quantity.value:
            return True
    return False


def _same_subject(claim: str, text: str, ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether both numbers count the same thing, by the words after them."""
    if ours.kind in ("percent", "money"):
        return True
    mine = content_words(claim[ours.end : ours.end + 40])[:2]
    other = content_words(text[theirs.end : theirs.end + 40])[:3]
    return bool(set(mine) & set(other))


def _negations_about(text: str, words: Sequence[str]) -> int:
    """Count the negations of the clauses that speak of the claim's words, not of the others."""
    count = 0
    for clause in _CLAUSE.split(text):
        shared = set(content_words(clause)) & set(words)
        if len(shared) >= min(2, 0.3 * len(words)):
            count += len(_NEGATION.findall(clause))
    return count


def _turned(claim: str, text: str, ours: _Facts, theirs: _Facts) -> bool:
    """Tell whether one of the two denies what the other says."""
    if (ours.negations % 2) != (_negations_about(text, ours.words) % 2):
        return True
    mine = set(re.findall(r"[a-z-]+", claim.lower()))
    other = set(re.findall(r"[a-z-]+", text.lower()))
    for one, two in _TURNS:
        if mine & one and not mine & two and other & two and not other & one:
            return True
        if mine & two and not mine & one and other & one and not other & two:
            return True
    return False
