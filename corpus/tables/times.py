"""Times: years, quarters and dates as tables write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Time", "read_time", "year_in_header"]

FIRST_YEAR, LAST_YEAR = 1500, 2100
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|2100)"
_FLAG = r"\s*(?:\(?(?P<flag>est|e|p|prov|f|proj)\.?\)?|[*†‡§¹²³]+|\[[^\]]{1,3}\])?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:\.0+)?{_FLAG}",
        rf"{_YEAR}\s*\[YR(?P=year)\]",  # the World Bank's DataBank
        rf"(?:year\s*|yr\s*|x|y|in\s+){_YEAR}",  # X2020: names as R writes them
        rf"{_YEAR}[\s-]*Q(?P<quarter>[1-4])",
        rf"Q(?P<quarter>[1-4])[\s/-]*{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?",
        rf"(?P<day>\d\d?)[./](?P<month>\d\d?)[./]{_YEAR}",
    )
)
_PROJECTED = ("f", "proj")
_HEADER_YEAR = re.compile(r"(?<![\d.,$€£])(1[5-9]\d\d|20\d\d|2100)(?!\d|[.,]\d)")
_SPAN = re.compile(r"(?:1[5-9]|20)\d\d\s*[-–/]\s*(?:(?:1[5-9]|20)\d\d|\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Hold a year, a quarter or a day."""

    year: int
    quarter: int = 0  # 0: the whole year
    day: str = ""  # "12-31": a date, of which only the year is kept where all are alike
    status: str = ""  # estimate or projected, where a mark beside the year says so


def read_time(text: str) -> Time | None:
    """Read a year, quarter or date; None for anything else, spans of years among it.

    >>> read_time("2020"), read_time("Q3 2021").quarter, read_time("2019/20")
    (Time(year=2020, quarter=0, day='', status=''), 3, None)
    """
    for form in _FORMS:
        if match := form.fullmatch(text.strip()):
            parts = match.groupdict()
            flag = (parts.get("flag") or "").lower()
            status = "projected" if flag in _PROJECTED else "estimate" if flag else ""
            day = ""
            if parts.get("month"):
                day = f"{int(parts['month']):02}-{int(parts['day']):02}"
            return Time(
                year=int(parts["year"]),
                quarter=int(parts.get("quarter") or 0),
                day=day,
                status=status,
            )
    return None


def year_in_header(text: str) -> tuple[str, Time] | None:
    """Take the year or quarter out of a column's name: what is left, and the time.

    >>> year_in_header("Exports 2019")[0], year_in_header("2019").__class__.__name__
    ('Exports', 'tuple')
    """
    if (whole := read_time(text)) is not None:
        return "", whole
    if _SPAN.search(text):
        return None
    found = _HEADER_YEAR.findall(text)
    if len(set(found)) != 1:
        return None
    match = _HEADER_YEAR.search(text)
    assert match is not None
    left, right = text[: match.start()], text[match.end() :]
    quarter = re.match(r"[\s-]*Q([1-4])\b", right, re.IGNORECASE)
    if quarter:
        right = right[quarter.end() :]
    rest = f"{left.rstrip(' _-–—|,:;([')} {right.lstrip(' _-–—|,:;)]')}"
    rest = re.sub(r"\s*\((?:in|for)?\s*\)|\b(?:in|for)\s*$", "", rest.strip())
    return rest.strip(), Time(year=int(match[1]), quarter=int(quarter[1]) if quarter else 0)
