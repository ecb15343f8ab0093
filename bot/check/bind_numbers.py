"""Bind numbers: which place and which time each number of a claim belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.check.template import Mark, Template
from bot.understand.periods import Point

__all__ = ["bind_places", "bind_times"]

_LIST = r"{0}(?:(?:, and |, | and | y | et | und ){0})+"
_PLACE_LIST = re.compile(_LIST.format(r"(?:the )?⟨[PW]\d+⟩"))
_NUMBER_LIST = re.compile(
    _LIST.format(r"(?:(?:about|nearly|over|some|around|almost|roughly) )?⟨N\d+⟩(?: \w+)?")
)
_YEAR_LIST = re.compile(_LIST.format(r"(?:in )?⟨Y\d+⟩"))
# "Egypt, with fewer articles than Vietnam, published 923": the number is Egypt's
_ASIDE = re.compile(
    r"^(?:in ⟨Y\d+⟩,? )?(?:the )?(⟨P\d+⟩), "
    r"(?:with|which|despite|after|ahead|behind|like|unlike|although|though|who)\b"
    r"[^;]*?, (?=[a-z]+ )"
)
_FOR_PLACE = re.compile(
    r"^(?: [a-z-]+){0,4}? (?:for|in|from|by|of|to|at) (?:the )?(⟨[PW]\d+⟩)(?!'s)"
)
_IN_YEAR = re.compile(
    r"^(?: [a-z-]+){0,5}?(?: (?:in|for|by|at the end of|during|of)|,| \() ?(?:the )?(⟨Y\d+⟩)"
)
_YEAR_BEFORE = re.compile(r"(⟨Y\d+⟩)[^⟨.;]{0,40}$")
_BEFORE_THAT = re.compile(
    r"\b(?:from|up from|down from|against|compared with|compared to|versus|vs\.?) "
    r"(?:(?:about|nearly|over|some|around|almost|roughly|just|only) )?$"
)


def bind_places(
    numbers: Sequence[Mark], template: Template, subjects: tuple[str, ...]
) -> list[str]:
    """Give each number its place: by order in lists, else by the nearest name."""
    text = template.text
    marks = [m for m in template.marks if m.letter in "PW" and (m.code in subjects or not subjects)]
    if len(subjects) <= 1 or not marks:
        return [subjects[0] if subjects else ""] * len(numbers)
    listed = _PLACE_LIST.search(text)
    if listed and len(numbers) > 1:
        codes = [template.get(token).code for token in re.findall(r"⟨[PW]\d+⟩", listed.group())]
        codes = [code for code in codes if code in subjects]
        if len(codes) == len(numbers) and (_NUMBER_LIST.search(text) or "respectively" in text):
            return codes
    bound = []
    aside = _ASIDE.match(text)
    for mark in numbers:
        token = f"⟨N{mark.number}⟩"
        at = text.index(token)
        if aside and at >= aside.end():
            bound.append(template.get(aside.group(1)).code)
            continue
        after = text[at + len(token) :]
        found = _FOR_PLACE.match(after)
        if found and template.get(found.group(1)).code in subjects:
            bound.append(template.get(found.group(1)).code)
            continue
        earlier = [m for m in marks if m.start < mark.start]
        later = [m for m in marks if m.start > mark.start]
        bound.append((earlier[-1:] or later[:1])[0].code)
    return bound


def bind_times(
    numbers: Sequence[Mark],
    template: Template,
    points: tuple[Point, ...],
    *,
    is_range: bool,
    changes: bool,
) -> list[tuple[Point, ...]]:
    """Give each number its time: one point, or the two ends of the years it covers."""
    text = template.text
    years = template.of("Y")
    distinct = tuple(dict.fromkeys(points))
    if len(distinct) <= 1:
        return [distinct] * len(numbers)
    if (
        len(years) == len(numbers)
        and len(numbers) > 1
        and ("respectively" in text or (_YEAR_LIST.search(text) and _NUMBER_LIST.search(text)))
    ):
        return [(mark.point,) if mark.point else () for mark in years]
    ends = tuple(sorted(distinct))
    times: list[tuple[Point, ...]] = []
    for mark in numbers:
        token = f"⟨N{mark.number}⟩"
        at = text.index(token)
        after, ahead = text[at + len(token) :], text[:at]
        found = _IN_YEAR.match(after)
        if found and not (is_range and _opens_range(found.group(1), text)):
            point = template.get(found.group(1)).point
            times.append((point,) if point else ())
        elif is_range or changes:
            if re.search(
                r"\bfrom (?:(?:about|nearly|over|some|around|just|only|almost) )*$", ahead
            ):
                times.append(ends[:1])
            elif changes or re.search(
                r"\b(?:to|reaching|reached|hit) (?:(?:about|nearly|over|some|around|almost) )*$",
                ahead,
            ):
                times.append(ends[-1:])
            else:
                times.append((ends[0], ends[-1]))
        elif found_before := _YEAR_BEFORE.search(ahead):
            point = template.get(found_before.group(1)).point
            times.append((point,) if point else ())
        elif _BEFORE_THAT.search(ahead):
            times.append(ends[:1])
        else:
            nearest = min(years, key=lambda year: abs(year.start - mark.start)) if years else None
            times.append((nearest.point,) if nearest and nearest.point else ends[-1:])
    return times


def _opens_range(token: str, text: str) -> bool:
    """Tell whether a year opens a stretch of years: "from 2014 to 2023", "2014–2023"."""
    year = re.escape(token)
    return bool(
        re.search(rf"(?:between|from) {year}|{year} ?(?:-|–|—|/|to|through|until) ?⟨Y", text)
    )
