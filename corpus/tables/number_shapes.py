"""Number shapes: how the numbers of a column are written, told without looking at each.

A shape is a cell with its digits blurred: "1,234.5*" is "9,999.9*".  A column of millions of
cells has a few shapes, and all cells of one shape are read in one way.  What stays open, such
as "1,234" (a thousand or a little more than one), is decided by the other cells of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["SPACES", "Way", "decide_decimal", "read_shape", "settle", "shape_of", "shape_sql"]

SPACES = " \t\u00a0\u2007\u2009\u202f\ufeff\u200b"
_MISSING = frozenset(
    "|.|..|...|…|-|--|–|—|n/a|na|n.a.|n.a|n/d|nd|n.d.|nan|null|none|:|x|#n/a|#null!|no data"
    "|not available|missing|not applicable|k.a.|s.o.|(c)|(na)|(x)|<na>|*|**".split("|")
)
_HEDGES = {
    "<": "less than", "≤": "at most", "<=": "at most", ">": "over", "≥": "at least",
    ">=": "at least", "~": "about", "≈": "about", "c.": "about", "ca.": "about", "ca": "about",
    "circa": "about", "about": "about", "around": "about", "under": "less than",
    "less than": "less than", "fewer than": "fewer than", "over": "over",
    "more than": "more than", "at least": "at least", "at most": "at most", "nearly": "nearly",
}  # fmt: skip
_FLAGS = {
    "e": "estimate", "est": "estimate", "estimate": "estimate", "estimated": "estimate",
    "p": "estimate", "prov": "estimate", "provisional": "estimate", "f": "projected",
    "proj": "projected", "forecast": "projected", "projected": "projected",
    "b": "", "r": "", "u": "", "d": "", "s": "", "i": "", "a": "", "revised": "",
}  # fmt: skip
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "bn": 1e9,
    "billion": 1e9, "mrd": 1e9, "tn": 1e12, "trn": 1e12, "trillion": 1e12,
}  # fmt: skip
_ENOUGH = 0.05  # cells that decide, as a part of those that are open
_CURRENCY = r"(?:US\$|USD|EUR|GBP|CNY|RMB|[$€£¥₹])"
_THIN = re.escape(SPACES)
_CELL = re.compile(
    rf"(?P<hedge>{'|'.join(sorted(map(re.escape, _HEDGES), key=len, reverse=True))})?[{_THIN}]*"
    rf"(?P<sign>[-−–+])?[{_THIN}]*{_CURRENCY}?[{_THIN}]*(?P<inner>[-−–])?"
    rf"(?P<core>(?:[9z]|[.,](?=9))(?:[9z.,'’_]|[{_THIN}](?=999))*(?:e[+-]?9+)?)"
    rf"[{_THIN}]*(?P<percent>%|percent|per cent)?"
    rf"[{_THIN}]*(?:(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\.?(?![a-z]))?"
    rf"[{_THIN}]*{_CURRENCY}?"
    r"(?P<marks>(?:[*†‡§#¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ]+|\[[^\]]{1,4}\]|\(9\)|[" + _THIN + r"])*)"
    r"\(?(?P<flag>[a-z]+)?\.?\)?",
    re.IGNORECASE,
)
# Without regular expressions where there is no leading zero: a column has millions of cells.
_SQL_SHAPE = (
    "translate(CASE WHEN contains({text}, '0.') OR contains({text}, '0,') "
    "THEN regexp_replace({text}, '^([^0-9]*)0([.,])', '\\1z\\2') ELSE {text} END, "
    "'0123456789', '9999999999')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Say how the cells of one shape are read."""

    kind: Literal["number", "missing", "bad"]
    decimal: Literal["", ".", ",", "?.", "?,"] = ""  # "?,": a comma that may be either
    start: int = 0  # where the digits start, counted from 1
    length: int = 0
    factor: float = 1.0  # sign and "million"
    status: str = ""
    percent: bool = False
    marked: bool = False  # a footnote or flag was left out
    why: str = ""  # bad: what is wrong


def shape_of(text: str) -> str:
    """Blur the digits of a stripped cell.

    >>> shape_of("1,234.50"), shape_of("0.5")
    ('9,999.99', 'z.9')
    """
    text = re.sub(r"^([^0-9]*)0([.,])", r"\1z\2", text)
    return re.sub(r"[0-9]", "9", text)


def shape_sql(text: str) -> str:
    """Give the SQL for the shape of an expression; the same as ``shape_of``."""
    return _SQL_SHAPE.format(text=text)


def read_shape(shape: str) -> Way:
    """Say how cells of a shape are read, each by itself."""
    bare = shape.strip(SPACES)
    if bare.casefold() in _MISSING:
        return Way(kind="missing")
    match = _CELL.fullmatch(bare)
    if match is None:
        if re.fullmatch(r"\([$€£]?[9z][9z.,]*\)", bare):
            return Way(kind="bad", why="in brackets it may be negative or doubtful: write it out")
        return Way(kind="bad", why="not a number")
    flag = (match["flag"] or "").lower()
    if flag and flag not in _FLAGS:
        return Way(kind="bad", why=f"a number with {match['flag']!r} behind it")
    core = match["core"]
    decimal, why = _separators(core)
    if why:
        return Way(kind="bad", why=why)
    negative = (match["sign"] or "+") != "+" or bool(match["inner"])
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    return Way(
        kind="number",
        decimal=decimal,
        start=match.start("core") + 1 + len(shape) - len(shape.lstrip(SPACES)),
        length=len(core),
        factor=-scale if negative else scale,
        status=_HEDGES.get((match["hedge"] or "").lower(), "") or _FLAGS.get(flag, ""),
        percent=bool(match["percent"]),
        marked=bool(flag or match["marks"].strip(SPACES)),
    )


def _separators(core: str) -> tuple[Literal["", ".", ",", "?.", "?,"], str]:
    """Say which mark of a number is its decimal one, or why it is no number."""
    digits = re.sub(r"e[+-]?9+$", "", core, flags=re.IGNORECASE)
    exponent = digits != core
    blanks = bool(re.search(rf"['’_{_THIN}]", digits))
    groups = re.split(rf"[.,'’_{_THIN}]", digits)
    marks = [char for char in digits if char in ".,"]
    kinds = set(marks)
    grouped = "two thousands separators stand where no thousands end"
    if not marks:
        return ("", "") if not blanks or _in_threes(groups) else ("", grouped)
    last = marks[-1]
    decimal: Literal[".", ","] = "." if last == "." else ","
    whole, _, fraction = digits.rpartition(last)
    if not fraction:
        return "", ""  # "12.": a full stop
    before = re.split(rf"[.,'’_{_THIN}]", whole)
    if len(kinds) == 2 or blanks:
        if marks.count(last) > 1:  # 1.234,567,890 or 1 234 567 in an odd mixture
            return "", grouped
        return (decimal, "") if len(before) == 1 or _in_threes(before) else ("", grouped)
    if len(marks) > 1:
        other: Literal[".", ","] = "," if last == "." else "."
        return (other, "") if _in_threes(groups) and not exponent else ("", grouped)
    if exponent or len(fraction) != 3 or len(whole) > 3 or whole in ("", "z"):
        return decimal, ""
    return ("?." if last == "." else "?,"), ""


def _in_threes(groups: list[str]) -> bool:
    """Tell whether groups of digits are thousands, or lakhs and crores."""
    first, *others = map(len, groups)
    if not 1 <= first <= 3 or not others:
        return False
    indian = first <= 2 and others[-1] == 3 and all(size == 2 for size in others[:-1])
    return all(size == 3 for size in others) or indian


def decide_decimal(
    ways: Mapping[str, Way],
    counts: Mapping[str, int],
    *,
    stated: str = "",
    delimiter: str = ",",
) -> str:
    """Choose what a "?" is read by: ".", "," or, where nothing decides it, "".

    ``counts`` holds the number of cells of each shape.  ``stated`` is what the reader said;
    ``delimiter`` that of the file: where it is a comma, a lone "1,234" was quoted by a maker
    who writes thousands so.  A few odd cells do not decide over many open ones.
    """
    if stated:
        return stated
    votes: Counter[str] = Counter()
    open_marks: Counter[str] = Counter()
    for shape, way in ways.items():
        if way.kind == "number" and way.decimal.startswith("?"):
            open_marks[way.decimal] += counts[shape]
        elif way.kind == "number" and way.decimal:
            votes[way.decimal] += counts[shape]
    usual = "." if delimiter != ";" and len(open_marks) == 1 else ""
    if not votes:
        return usual
    if len(votes) > 1:
        return ""
    ((voted, count),) = votes.items()
    return voted if voted == usual or count >= _ENOUGH * open_marks.total() else ""


def settle(way: Way, *, decimal: str, stated: bool = False) -> Way:
    """Give a way without open questions; bad where the question cannot be decided."""
    if way.kind != "number":
        return way
    if way.decimal.startswith("?"):
        if not decimal:
            return replace(way, kind="bad", why="thousands or decimals: say which with --decimal")
        if way.decimal[1] != decimal:
            return replace(way, decimal="")
        return replace(way, decimal="." if decimal == "." else ",")
    if stated and way.decimal and way.decimal != decimal:
        other = "comma" if decimal == "." else "point"
        return replace(way, kind="bad", why=f"the {other} cannot be a thousands separator here")
    return way
