"""Place sums: codes for places added together, left out or paired.

"EST+LVA+LTU" adds three up, "WLD-USA" is the world without one, "USA&CHN" is the pair of two
partners.  Written so, a reading carries them wherever it carries a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

__all__ = ["PlaceSum", "name_sum", "read_sum", "write_sum"]

_SUM = re.compile(r"[A-Z0-9_]+(?:[+&-][A-Z0-9_]+)+")
_TERM = re.compile(r"([+&-]?)([A-Z0-9_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSum:
    """Hold the places that are added, and those that are taken out."""

    code: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


def read_sum(code: str) -> PlaceSum | None:
    """Read a code as a sum of places; None where it is a plain code.

    >>> read_sum("WLD-USA")
    PlaceSum(code='WLD-USA', plus=('WLD',), minus=('USA',))
    """
    if not _SUM.fullmatch(code):
        return None
    terms = _TERM.findall(code)
    return PlaceSum(
        code=code,
        plus=tuple(name for sign, name in terms if sign != "-"),
        minus=tuple(name for sign, name in terms if sign == "-"),
    )


def write_sum(plus: Iterable[str], minus: Iterable[str] = ()) -> str:
    """Write places as one code; each is named once.

    >>> write_sum(["USA", "CHN"]), write_sum(["WLD"], ["USA"])
    ('USA+CHN', 'WLD-USA')
    """
    added = "+".join(dict.fromkeys(plus))
    return added + "".join(f"-{code}" for code in dict.fromkeys(minus))


def name_sum(total: PlaceSum, name: Callable[[str], str]) -> str:
    """Name a sum inside a sentence, with ``name`` for each place.

    >>> name_sum(read_sum("WLD-USA"), {"WLD": "the world", "USA": "the United States"}.get)
    'the world without the United States'
    """
    text = _listed([name(code) for code in total.plus])
    if len(total.plus) > 1 and "&" not in total.code:
        text += " together"
    return (
        f"{text} without {_listed([name(code) for code in total.minus])}" if total.minus else text
    )


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
