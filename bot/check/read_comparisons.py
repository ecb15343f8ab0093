"""Read comparisons: more than, fewer than, twice as many as, ahead of, overtook."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.check import patterns
from bot.check.assertions import Assertion, Comparison, Kind
from bot.check.claim_scope import Scope
from bot.check.template import Mark

__all__ = ["read_comparisons", "read_overtaking"]

_WAYS: tuple[tuple[tuple[re.Pattern[str], ...], Comparison], ...] = (
    (patterns.MORE_THAN, "more"),
    (patterns.FEWER_THAN, "fewer"),
    (patterns.AHEAD, "more"),
    (patterns.BEHIND, "fewer"),
    ((patterns.EQUAL,), "equal"),
)
_OTHER_WAY: dict[Comparison, Comparison] = {"more": "fewer", "fewer": "more", "equal": "", "": ""}
_MARGIN = re.compile(
    r"(⟨N\d+⟩)(?= (?:\w+ ){0,3}?"
    r"(?:more|fewer|less|higher|lower|larger|bigger|smaller|ahead|behind|points?))"
    r"|(⟨N\d+⟩)(?= (?:[\w-]+ ){1,7}?(?:more|fewer|less) than )"
    r"|\bby (⟨N\d+⟩)"
)
_GAP_BETWEEN = re.compile(
    rf"\b(?:gap|difference|margin|distance)\b[^.;⟨]{{0,40}}? between (?P<a>{patterns.PLACE})"
    rf" and (?P<b>{patterns.PLACE})"
)
_MORE_WORDS = ("more", "higher", "larger", "bigger", "greater")
_WAY = r"(?P<way>more|higher|larger|bigger|greater|fewer|less|lower|smaller)"
_OPPOSED = (
    re.compile(
        r"\b(?:set against|compared (?:with|to)|relative to|next to|measured against|unlike) "
        rf"(?P<b>{patterns.PLACE}),? (?:in ⟨Y\d+⟩,? )?(?P<a>{patterns.PLACE}) "
        rf"[^.;⟨]{{0,60}}?\b{_WAY}\b"
        r"(?! than)"
    ),
    re.compile(
        rf"(?P<a>{patterns.PLACE}),? (?:not|rather than|and not|unlike) (?P<b>{patterns.PLACE}),? "
        rf"[^.;⟨]{{0,60}}?\b{_WAY}\b(?! than)"
    ),
)
_BY_MARGIN = re.compile(r"(?: in ⟨Y\d+⟩,?)? by (?:a margin of )?(?:\w+ ){0,2}?(⟨N\d+⟩)")
_PART_OF = re.compile(
    rf"(?P<a>{patterns.PLACES})[^.;]{{0,80}}?\b(?:equalled|equals|was|were|is|are|amounted to|"
    rf"came to|published|produced|wrote|had|has) "
    rf"(?:(?:only|just|about|some|roughly|nearly|almost|over|under|more|less|fewer|than|at|least|"
    rf"most|well|around|slightly) )*(?P<n>⟨N\d+⟩) "
    rf"(?:of|as many as) (?:that of |those of |what )?(?P<b>{patterns.PLACE})"
)
_FOR_EVERY = re.compile(
    rf"\bfor (?:every|each) (?:single |one )?[^,;]*?(?P<b>{patterns.PLACE})[^;]*?, "
    rf"(?P<a>{patterns.PLACE})[^;]*?(?P<n>⟨N\d+⟩)"
)
_AS_MANY = (
    r"(?:as (?:many|much|high|large|big|often)\b[^.;]{0,60}? as |more\b[^.;]{0,40}? than |"
    r"larger than |higher than |the (?:\w+ ){0,4}?(?:of|in|for|from) |that of |those of |what )?"
    r"(?:in |that of |those of |from )?"
)


def read_overtaking(scope: Scope) -> None:
    """Read who passed whom, and when."""
    for pattern, swapped in ((patterns.OVERTAKEN, True), (patterns.OVERTAKE, False)):
        match = pattern.search(scope.text)
        if not match:
            continue
        a, b = scope.codes(match["a"]), scope.codes(match["b"])
        if not a or not b:
            continue
        one, others = (b, a) if swapped else (a, b)
        scope.add(
            Assertion(
                kind="overtake",
                places=one[-1:],
                others=others,
                points=scope.points,
                has_year=scope.has_year,
            )
        )
        return


def read_comparisons(scope: Scope) -> None:
    """Read one place against another, or against several together."""
    if scope.has("overtake") or _read_multiple(scope) or _read_part(scope) or _read_gap(scope):
        return
    if _read_opposed(scope):
        return
    for options, way in _WAYS:
        for pattern in options:
            match = pattern.search(scope.text)
            if match and way == "equal" and scope.template.all(match.group(), "F"):
                continue
            if match and _compared(scope, match, way):
                return


def _compared(scope: Scope, match: re.Match[str], way: Comparison) -> bool:
    a, b = scope.codes(match["a"]), scope.codes(match["b"])
    if not a or not b or set(a) & set(b):
        return False
    opens = match.start("a") == match.start()
    between = match.group()[len(match["a"]) :] if opens else match.group()
    factors = [mark for mark in scope.template.all(between, "F") if not scope.is_used(mark)]
    margins = [token for pair in _MARGIN.findall(between) for token in pair if token]
    kind: Kind = "compare"
    number: Mark | None = None
    if factors:
        kind, number = "ratio", factors[0]
    elif margins:
        kind, number = "difference", scope.template.get(margins[0])
    elif by := _BY_MARGIN.match(scope.text[match.end() :]):
        kind, number = "difference", scope.template.get(by[1])
    together = bool(patterns.SUM.search(scope.text))
    scope.add(
        Assertion(
            kind=kind,
            places=a if len(a) == 1 or together else a[-1:],
            others=b,
            number=number.quantity if number else None,
            points=scope.points,
            comparison=_OTHER_WAY[way] if patterns.NEGATED.search(match.group()) else way,
            before=scope.before(number),
            has_year=scope.has_year,
            share_of=scope.share_of(),
            is_span=len(b) > 1 and together,
        ),
        number,
    )
    return True


def _read_part(scope: Scope) -> bool:
    """Read "66% of Germany's" and "for every American article, China published 3.4"."""
    for pattern in (_PART_OF, _FOR_EVERY):
        found = pattern.search(scope.text)
        if not found:
            continue
        a, b = scope.codes(found["a"]), scope.codes(found["b"])
        mark = scope.template.get(found["n"])
        quantity = mark.quantity
        kinds = {scope.template.get(token).kind for token in re.findall(r"⟨P\d+⟩", found["b"])}
        if not a or not b or set(a) & set(b) or quantity is None or quantity.value is None:
            continue
        percent = quantity.kind == "percent"
        if percent != (pattern is _PART_OF) or not kinds <= {"country", "territory"}:
            continue
        per = 100 if percent else 1
        factor = replace(
            quantity,
            value=quantity.value / per,
            unit_in_last_place=quantity.unit_in_last_place / per,
            kind="factor",
        )
        scope.add(
            Assertion(
                kind="ratio",
                places=a[:1],
                others=b,
                number=factor,
                points=scope.points,
                comparison="more",
                before=scope.before(mark),
                has_year=scope.has_year,
            ),
            mark,
        )
        return True
    return False


def _read_gap(scope: Scope) -> bool:
    """Read "the gap between A and B was 433": whichever is ahead."""
    found = _GAP_BETWEEN.search(scope.text)
    free = scope.free("N")
    if not found or len(free) != 1:
        return False
    a, b = scope.codes(found["a"]), scope.codes(found["b"])
    if not a or not b or set(a) & set(b):
        return False
    scope.add(
        Assertion(
            kind="difference",
            places=a[:1],
            others=b[:1],
            number=free[0].quantity,
            points=scope.points,
            comparison="",
            before=scope.before(free[0]),
            has_year=scope.has_year,
            share_of=scope.share_of(),
        ),
        free[0],
    )
    return True


def _read_opposed(scope: Scope) -> bool:
    """Read "set against B, A had more" and "A, not B, had the higher number"."""
    for pattern in _OPPOSED:
        found = pattern.search(scope.text)
        if not found:
            continue
        a, b = scope.codes(found["a"]), scope.codes(found["b"])
        if not a or not b or set(a) & set(b) or scope.template.all(found.group(), "F"):
            continue
        way: Comparison = "more" if found["way"] in _MORE_WORDS else "fewer"
        scope.add(
            Assertion(
                kind="compare",
                places=a[-1:],
                others=b,
                points=scope.points,
                comparison=way,
                has_year=scope.has_year,
                share_of=scope.share_of(),
            )
        )
        return True
    return False


def _read_multiple(scope: Scope) -> bool:
    """Read "twice as many as", "12 times China's", "5 times those of"."""
    for mark in scope.free("F"):
        token = re.escape(f"⟨F{mark.number}⟩")
        found = re.search(
            rf"(?P<a>{patterns.PLACES})[^.;]{{0,90}}?{token} {_AS_MANY}(?P<b>{patterns.PLACES})",
            scope.text,
        )
        if not found:
            continue
        b = scope.codes(found["b"])
        a = tuple(code for code in scope.codes(found["a"]) if code not in b)
        if not a or not b:
            continue
        scope.add(
            Assertion(
                kind="ratio",
                places=a[:1],
                others=b,
                number=mark.quantity,
                points=scope.points,
                comparison="more",
                before=scope.before(mark),
                has_year=scope.has_year,
                share_of=scope.share_of(),
                is_span=bool(patterns.SUM.search(scope.text)),
            ),
            mark,
        )
        return True
    return False
