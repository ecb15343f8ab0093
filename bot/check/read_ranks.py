"""Read ranks: third, the most, the top five; first years, peaks, and how many places."""

from __future__ import annotations

import re

from bot.check import patterns
from bot.check.assertions import Assertion
from bot.check.claim_scope import Scope
from bot.check.template import Mark

__all__ = ["read_count", "read_first_year", "read_peak", "read_ranks"]

_NTH_LARGEST = re.compile(
    r"(?P<rank>⟨R\d+⟩)[- ](?:largest|biggest|highest|most|place|best|ranked|leading|worldwide|"
    r"globally|in (?:⟨W|⟨P|the)|among)"
)
_FROM_BELOW = re.compile(r"⟨R\d+⟩[- ](?:lowest|smallest|fewest|last)")
_THE_HIGHEST = re.compile(r"\b(?:the|had) highest|than any other")
_TOP_N = re.compile(
    r"\b(?:the )?(?:(?P<word>two|three|four|five|six|seven|eight|nine|ten)|(?P<digits>⟨N\d+⟩)) "
    r"(?:largest|biggest|leading|top|most prolific|highest)\b"
    r"|\btop (?P<top>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b"
)
_WORDS = {
    word: n
    for n, word in enumerate("zero one two three four five six seven eight nine ten".split())
}


def read_ranks(scope: Scope) -> None:
    """Read a rank or a superlative."""
    if scope.has("overtake", "ratio", "difference"):
        return
    text = scope.text
    if _read_top_n(scope) and not patterns.RANK_NTH.search(text):
        return
    rank, lowest = 0, False
    mark: Mark | None = None
    nth = patterns.RANK_NTH.search(text) or _NTH_LARGEST.search(text)
    if nth:
        mark = scope.template.get(nth["rank"])
        if scope.is_used(mark):
            return
        rank = int(mark.quantity.value or 0) if mark.quantity else 0
        lowest = bool(_FROM_BELOW.search(text))
    elif patterns.RUNNER_UP.search(text):
        rank = 2
    elif patterns.PEAK.search(text) and not _THE_HIGHEST.search(text):
        return
    elif patterns.RANK_FIRST.search(text):
        rank = 1
    elif patterns.RANK_LAST.search(text):
        rank, lowest = 1, True
    subjects = scope.subjects()
    if not rank or not subjects:
        return
    negated = patterns.NEGATED.search(text)
    named = [place for place in scope.template.of("P") if place.code in subjects]
    scope.add(
        Assertion(
            kind="rank",
            places=(named[0].code if named else subjects[0],),
            rank=rank,
            lowest=lowest,
            points=scope.points,
            universe=scope.universe(),
            has_year=scope.has_year,
            denied=bool(negated)
            and not scope.has("rank")
            and not re.search(r"\bno (?:other )?[a-z]+\b[^.]*\bmore\b", text),
        ),
        mark,
    )


def _read_top_n(scope: Scope) -> bool:
    """Read "the three largest producers were A, B and C" and "among the top ten"."""
    found = _TOP_N.search(scope.text)
    if not found:
        return False
    token = found["digits"]
    mark = scope.template.get(token) if token else None
    if mark is not None:
        within = int(mark.quantity.value or 0) if mark.quantity else 0
    else:
        word = found["word"] or found["top"]
        within = int(word) if word.isdigit() else _WORDS[word]
    subjects = scope.subjects()
    if not subjects or not 1 < within <= 50:
        return False
    denied = bool(patterns.NEGATED.search(scope.text))
    for place in subjects:
        scope.add(
            Assertion(
                kind="rank",
                places=(place,),
                within=within,
                points=scope.points,
                universe=scope.universe(),
                has_year=scope.has_year,
                denied=denied,
            ),
            mark,
        )
    return True


def read_first_year(scope: Scope) -> None:
    """Read the first year in which a number was passed."""
    match = patterns.FIRST_YEAR.search(scope.text)
    if not match or not scope.has_year:
        return
    mark = scope.template.get(next(value for value in match.groups() if value))
    percent = mark.quantity is not None and mark.quantity.kind == "percent"
    scope.add(
        Assertion(
            kind="first_year",
            places=scope.subjects()[:1],
            bound=mark.quantity,
            points=scope.points,
            share_of=scope.share_of(mark) if percent else "",
            before=scope.before(mark),
        ),
        mark,
        *scope.template.all(match.group(), "R"),
    )


def read_count(scope: Scope) -> None:
    """Read how many countries meet a condition."""
    match = patterns.COUNTED.search(scope.text)
    if not match:
        return
    number = scope.template.get(match["n"])
    bounds = scope.template.all(match["rest"], "N")
    if not bounds:
        return
    percent = bounds[0].quantity is not None and bounds[0].quantity.kind == "percent"
    scope.add(
        Assertion(
            kind="count",
            number=number.quantity,
            bound=bounds[0].quantity,
            points=scope.points,
            universe=scope.universe(),
            before=scope.before(number),
            has_year=scope.has_year,
            share_of=scope.share_of(bounds[0]) if percent else "",
        ),
        number,
        bounds[0],
    )


def read_peak(scope: Scope) -> None:
    """Read the year in which a place was at its highest or lowest."""
    if not scope.has_year or scope.has("rank", "first_year"):
        return
    low = bool(patterns.TROUGH.search(scope.text))
    if low or patterns.PEAK.search(scope.text):
        scope.add(
            Assertion(
                kind="peak",
                places=scope.subjects()[:1],
                points=scope.points,
                lowest=low,
                share_of=scope.share_of(),
            )
        )
