"""Find period: the years and quarters that a question states, and where it states them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.understand.periods import Period, Point

__all__ = ["Found", "find_period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold a period and the spans of the question that say it."""

    period: Period
    spans: tuple[tuple[int, int], ...]
    stated: bool  # False: the question names no period


_ORDINAL_QUARTER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
                    "fourth": 4, "4th": 4, "last": 4, "final": 4}  # fmt: skip
_NUMBER = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
           "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20,
           "couple of": 2, "few": 3}  # fmt: skip
_COUNT = r"(?P<n>\d{1,2}|" + "|".join(_NUMBER) + r")"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_POINT = re.compile(
    rf"\bQ(?P<q1>[1-4])\s*(?:of\s+|in\s+|/|-|,\s*)?(?P<y1>{_YEAR})\b"
    rf"|\b(?P<y2>{_YEAR})\s*[-/,]?\s*Q(?P<q2>[1-4])\b"
    rf"|\b(?P<word>{'|'.join(_ORDINAL_QUARTER)})\s+quarter\s*(?:of\s+|in\s+|,\s*)?(?P<y3>{_YEAR})\b"
    rf"|\b(?P<y5>{_YEAR})\s*,?\s*(?:in\s+)?(?:the\s+)?(?P<word2>{'|'.join(_ORDINAL_QUARTER)})\s+"
    r"quarter\b"
    rf"|(?<![A-Za-z0-9_.,$€£])(?P<y4>{_YEAR})(?!\d|[.,]\d|\s?(?:%|per\s?cent\b))"
    r"|(?<!\w)['’](?P<y6>\d\d)\b",  # '18
    re.IGNORECASE,
)
_THIS_CENTURY = 50  # '49 is 2049, '50 is 1950
_MONTH_YEAR = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november"
    r"|december|may)\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:more\s+than|above|exceed\w*|topp?(?:ed|ing|s)?|at\s+least|fewer\s+than"
    r"|less\s+than|below|beyond|"
    r"reach\w*|surpass\w*|crossed|hit)\s+$",
    re.IGNORECASE,
)
_SHORT_SPAN = re.compile(r"\b(?P<from>1[89]\d\d|20\d\d)\s?[-–—/]\s?(?P<to>\d{2})\b(?!\d)")
_JOIN = (
    r"\s*(?:-|–|—|to|till|until|through|thru|up to|and|versus|vs\.?|with|or|against"
    r"|compared (?:with|to)|,|, and|over to|into)\s*(?:the\s+|in\s+|year\s+|Q\d\s+of\s+)?"
)
_SINCE = re.compile(
    r"\b(?:since|ever since|starting (?:in|from)|beginning (?:in|with)|from|as of|"
    r"from the year)\s*(?:the\s+)?(?:start of\s+|beginning of\s+)?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(
    r"^\s*(?:on|onwards?|and after|or later|forward|to (?:now|date|today|the present)"
    r"|until (?:now|today))\b",
    re.IGNORECASE,
)
_ON_WHAT = re.compile(r"\s*on\b(?!\s*(?:wards?)?\s*[,.?!]?\s*$)", re.IGNORECASE)  # "on AI"
_AFTER = re.compile(r"\b(?:after|post)[\s-]*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up to|up until|through|to|as late as)\s*$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|prior to|pre)[\s-]*$", re.IGNORECASE)
_DECADE = re.compile(r"\b(?:the\s+)?(?P<decade>(?:19|20)\d0)'?s\b", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:in|over|during|for|within|across)?\s*(?:the\s+)?(?:last|past|most recent"
    r"|previous|recent)\s+"
    rf"(?:{_COUNT}\s+years?|(?P<decade>decade)"
    r"|(?P<decades>two decades))(?:\s+(?:of|with)\s+(?:the\s+)?data)?\b",
    re.IGNORECASE,
)
# "was 2020 the worst year in the past decade?": the year is one of a stretch
_RECORD = re.compile(r"\b(?:best|worst|record|highest|lowest|peak|weakest|strongest)\b", re.I)
_LATEST = re.compile(
    r"\b(?:in\s+)?(?:the\s+)?(?:latest|most recent|newest|last available"
    r"|current)(?:\s+(?:available\s+)?(?:year|figure|figures|number|data|value|count))?\b"
    r"|\blast\s+(?:year|figure|number|value)\s+(?:you\s+have|available|there\s+is|with\s+data)\b"
    r"|\b(?:today|nowadays|currently|right now|at present|at the moment|so far|to date"
    r"|these days|now(?!\s+(?:without|with|only|just|the|for|add|drop|leave|do|show|compare|what"
    r"|how|and|divide|per|as|take)\b))\b",
    re.IGNORECASE,
)
# "last year" by the calendar; not "the last year in which China trailed"
_BY_CALENDAR = re.compile(
    r"(?<!the )(?<!what )(?<!which )\b(?:last|this)\s+year\b(?:['’]s)?"
    r"(?!\s+(?:in\s+which|that|when|where|of|with|available|you|there)\b)"
    r"|\b(?:in|over|during)\s+the\s+past\s+year\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:over time|through time|over the years|through the years"
    r"|over the whole (?:period|series|decade)|"
    r"since (?:the )?(?:start|beginning)|(?:whole|entire|full) (?:period|series|history)|"
    r"year[- ](?:by|on|over)[- ]year|every year|each year|all years|historically|ever)\b",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    rf"\b(?:{_COUNT}\s+years?\s+(?P<later>later|on|after|afterwards|hence|ahead)|"
    rf"{_COUNT.replace('?P<n>', '?P<m>')}\s+years?\s+(?P<earlier>earlier|before|previously"
    r"|prior|ago|back)"
    r"|"
    r"(?:the\s+|in\s+the\s+)?(?P<next>following|next|subsequent)\s+year"
    r"|(?:the\s+)?year\s+(?P<after>after|later)|"
    r"(?:the\s+|in\s+the\s+)?(?P<previous>previous|preceding|prior)\s+year"
    r"|(?:the\s+)?year\s+(?P<before>before|earlier|previous))\b",
    re.IGNORECASE,
)
_NAMED: tuple[tuple[re.Pattern[str], Period], ...] = (
    (
        re.compile(r"\b(?:at\s+)?the\s+turn\s+of\s+the\s+(?:millennium|century)\b", re.I),
        Period(kind="at", points=(Point(2000),), note="the turn of the millennium: taken as 2000"),
    ),
    (
        re.compile(
            r"\b(?:before|prior to|pre)[\s-]*(?:the\s+)?(?:covid(?:-19)?|pandemic|corona)\b", re.I
        ),
        Period(kind="at", points=(Point(2019),), note="before the pandemic: taken as 2019"),
    ),
    (
        re.compile(
            r"\b(?:since|after|post)[\s-]*(?:the\s+)?(?:covid(?:-19)?|pandemic|corona)\b", re.I
        ),
        Period(kind="since", points=(Point(2019),), note="since the pandemic: taken as since 2019"),
    ),
    (
        re.compile(
            r"\b(?:during|in)\s+(?:the\s+)?(?:covid(?:-19)?|pandemic|corona)(?:\s+years)?\b", re.I
        ),
        Period(
            kind="range",
            points=(Point(2020), Point(2021)),
            note="during the pandemic: taken as 2020 and 2021",
        ),
    ),
    (
        re.compile(r"\b(?:since|after)\s+(?:the\s+launch\s+of\s+)?chatgpt\b", re.I),
        Period(kind="since", points=(Point(2022),), note="since ChatGPT: taken as since 2022"),
    ),
)


def _number(word: str | None) -> int:
    if not word:
        return 1
    return int(word) if word.isdigit() else _NUMBER[word.lower()]


def _years(match: re.Match[str]) -> int:
    """Give how many years "the past decade" and "the last five years" are."""
    return 10 if match["decade"] else 20 if match["decades"] else _number(match["n"])


def _shifted(text: str) -> tuple[int, tuple[int, int]] | None:
    """Give by how many years "ten years earlier" is away, and where it is said."""
    match = _SHIFT.search(text)
    if match is None:
        return None
    back = match["earlier"] or match["previous"] or match["before"]
    years = _number(match["m"] if match["earlier"] else match["n"])
    return (-years if back else years), match.span()


def _points(text: str) -> list[tuple[Point, int, int]]:
    """Find every year and quarter with its span."""
    points = []
    for match in _POINT.finditer(text):
        if match["y4"] and _BOUND.search(text[: match.start()]):
            continue  # "more than 2000" is a bound, not a year
        groups = match.groupdict()
        year = int(next(groups[f"y{n}"] for n in range(1, 7) if groups[f"y{n}"]))
        if groups["y6"]:
            year += 2000 if year < _THIS_CENTURY else 1900
        word = groups["word"] or groups["word2"]
        quarter = int(groups["q1"] or groups["q2"] or 0)
        if word:
            quarter = _ORDINAL_QUARTER[word.lower()]
        points.append((Point(year, quarter), match.start(), match.end()))
    return points


def find_period(text: str) -> Found:
    """Find the period that a question states; ``latest`` where it states none.

    >>> str(find_period("between 2013 and 2022").period)
    '2013 to 2022'
    >>> str(find_period("Q3 2025").period)
    'Q3 2025'
    """
    for pattern, period in _NAMED:
        if named := pattern.search(text):
            return Found(period=period, spans=(named.span(),), stated=True)
    month = _MONTH_YEAR.search(text)
    if month:
        found = find_period(
            text[: month.start()]
            + " " * (month.start("year") - month.start())
            + text[month.start("year") :]
        )
        note = "There are no figures by month here; the whole year is given."
        return replace(
            found,
            period=replace(found.period, note=note),
            spans=(*found.spans, month.span()),
        )
    points = _points(text)
    if short := _SHORT_SPAN.search(text):
        first = int(short.group("from"))
        last = int(short.group("from")[:2] + short.group("to"))
        if first < last:
            period = Period(kind="range", points=(Point(first), Point(last)))
            return Found(period=period, spans=(short.span(),), stated=True)
    decade = _DECADE.search(text)
    if decade:  # "sagged in the mid-2010s … from 2011 to 2019": the years say it exactly
        points = _points(text[: decade.start()] + " " * len(decade.group()) + text[decade.end() :])
    if decade and len(points) < 2:
        start = int(decade.group("decade"))
        period = Period(kind="range", points=(Point(start), Point(start + 9)))
        return Found(period=period, spans=(decade.span(),), stated=True)
    if points:
        found = _from_points(text, points)
        stretch = _LAST.search(text)
        if stretch and _RECORD.search(text) and found.period.kind == "at" and len(points) == 1:
            period = replace(found.period, kind="last", last_years=_years(stretch))
            return replace(found, period=period, spans=(*found.spans, stretch.span()))
        if found.period.kind == "at" and len(points) == 1 and (shift := _shifted(text)):
            years, span = shift  # "in 2022 compared with ten years earlier"
            then = replace(points[0][0], year=points[0][0].year + years)
            both = tuple(sorted((then, points[0][0])))
            period = replace(found.period, points=both)
            return replace(found, period=period, spans=(*found.spans, span))
        return found
    if match := _LAST.search(text):
        years = _years(match)
        if years > 1:
            return Found(
                period=Period(kind="last", last_years=years), spans=(match.span(),), stated=True
            )
    if shift := _shifted(text):
        years, span = shift
        return Found(period=Period(kind="shift", shift_years=years), spans=(span,), stated=True)
    if match := _ALL.search(text):
        return Found(period=Period(kind="all"), spans=(match.span(),), stated=True)
    if match := _BY_CALENDAR.search(text):
        words = match.group().strip()
        note = f"“{words[:1].upper()}{words[1:]}” was taken as the latest year with data."
        return Found(period=Period(note=note), spans=(match.span(),), stated=True)
    if match := _LATEST.search(text):
        return Found(period=Period(kind="latest"), spans=(match.span(),), stated=True)
    return Found(period=Period(), spans=(), stated=False)


def _from_points(text: str, points: list[tuple[Point, int, int]]) -> Found:
    first, start, end = points[0]
    before, after = text[:start], text[end:]
    spans = tuple((begin, stop) for _, begin, stop in points)
    if len(points) >= 2:
        second, second_start, second_end = points[1]
        between = text[end:second_start]
        # "Q1 to Q3 2021" and "the first quarter of 2020 to that of 2021" share a year or quarter
        if first.quarter and not second.quarter:
            second = replace(second, quarter=first.quarter)
        listed = len(points) > 2 or re.fullmatch(
            r"\s*(?:,|and|,\s*and|or|vs\.?|versus|against|compared (?:with|to)|with|&)\s*(?:in\s+"
            r"|the\s+)?(?:year\s+)?",
            between,
            re.I,
        )
        spoken_as_range = re.search(r"\bbetween\s*(?:the\s+years?\s+)?$", before, re.I)
        if re.fullmatch(_JOIN, between, re.I) and (not listed or spoken_as_range):
            ordered = tuple(sorted((first, second)))
            return Found(
                period=Period(kind="range", points=ordered),
                spans=((start, second_end), *spans[2:]),
                stated=True,
            )
        distinct = tuple(sorted({point for point, _, _ in points}))
        if len(distinct) > 1:
            if re.search(r"\b(?:from|between|since)\b", before, re.I) and len(distinct) == 2:
                return Found(period=Period(kind="range", points=distinct), spans=spans, stated=True)
            return Found(period=Period(kind="at", points=distinct), spans=spans, stated=True)
        return Found(period=Period(kind="at", points=distinct), spans=spans, stated=True)
    if found := _AFTER.search(before):
        point = replace(first, year=first.year + 1) if not first.quarter else first
        return Found(
            period=Period(kind="since", points=(point,)), spans=((found.start(), end),), stated=True
        )
    if found := _BEFORE.search(before):
        point = replace(first, year=first.year - 1) if not first.quarter else first
        return Found(
            period=Period(kind="until", points=(point,)), spans=((found.start(), end),), stated=True
        )
    if found := _SINCE.search(before):
        plain_from = found.group().strip().lower().startswith(("from", "as of"))
        if not plain_from or _ONWARDS.search(after):
            onwards = _ONWARDS.search(after)
            stop = end + (onwards.end() if onwards else 0)
            return Found(
                period=Period(kind="since", points=(first,)),
                spans=((found.start(), stop),),
                stated=True,
            )
    onwards = _ONWARDS.search(after)
    if onwards and not _ON_WHAT.match(after):
        return Found(
            period=Period(kind="since", points=(first,)),
            spans=((start, end + onwards.end()),),
            stated=True,
        )
    if found := _UNTIL.search(before):
        return Found(
            period=Period(kind="until", points=(first,)), spans=((found.start(), end),), stated=True
        )
    return Found(period=Period(kind="at", points=(first,)), spans=spans, stated=True)
