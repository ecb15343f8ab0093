"""Lie words: facts in the words that templates ask for: rounded, spelled out, ranked."""

from __future__ import annotations

from typing import Any

from bot.evals.lie_facts import MeasureRows
from bot.understand.number_words import ORDINALS

__all__ = ["THINGS", "round_bounds", "rounded_words", "write_words"]

THINGS = {
    "nsf_ai_articles": "AI articles",
    "nsf_cs_articles": "computer science articles",
    "nsf_ai_international": "AI articles with foreign co-authors",
    "oecd_ip5_families": "AI patent families",
    "nsf_ai_intl_share": "share of AI articles with foreign co-authors",
    "nsf_cs_top1_whole": "share of computer science articles in the top 1% most cited",
}
_RISING = ("rose", "grew", "increased", "climbed", "went up")
_FALLING = ("fell", "declined", "dropped", "decreased", "went down")


def write_words(evidence: MeasureRows, facts: dict[str, Any]) -> dict[str, Any]:
    """Turn facts into the words that templates ask for."""
    numbers, style = facts["numbers"], facts["style"]
    written: dict[str, Any] = {}
    for name in ("va", "vb", "vc", "v0", "v1"):
        written[name] = evidence.print(numbers[name])
    if unit := facts.get("unit"):  # the right digits with the wrong unit
        written["va"] = written["va"].replace("%", "") + unit
    for letter, place in zip("ABC", facts["places"], strict=True):
        written[letter] = evidence.name(place)
    written["y"], written["y0"], written["y1"] = facts["years"]
    written["things"] = facts.get("things") or THINGS[evidence.measure.id]
    moved = (_RISING if facts["up"] else _FALLING)[style % 5]
    written["went"] = moved
    written["change"] = "record a rise" if facts["up"] else "record a fall"
    written["more"] = written["more_cap"] = "more" if facts["ahead_"] else "fewer"
    written["ahead"] = "ahead of" if facts["ahead_"] else "behind"
    written["exceeded"] = "exceeded" if facts["ahead_"] else "fell short of"
    written["updown"] = "up" if facts["up"] else "down"
    written["gone"] = "gone up" if facts["up"] else "gone down"
    written["updown_noun"] = "rise" if facts["up"] else "fall"
    written["superior"] = "the higher number of" if facts["ahead_"] else "the lower number of"
    written["bigger"] = "bigger" if facts["ahead_"] else "smaller"
    written["higher"] = "higher" if facts["ahead_"] else "lower"
    written["pct"] = f"{numbers['pct']:.1f}" if numbers["pct"] < 100 else f"{numbers['pct']:,.0f}"
    written["times"] = f"{numbers['times']:.1f}"
    written["gap"] = evidence.print(numbers["gap"])
    written["total"] = evidence.print(numbers["total"])
    written["mean"] = f"{numbers['mean']:,.0f}"
    written["cagr"] = f"{numbers['cagr']:.1f}"
    written["share"] = f"{numbers['share']:.1f}"
    written["points"] = f"{numbers['points']:.1f}"
    written["n"] = int(numbers["n"])
    written["nth"] = _ordinal(int(numbers["n"]), spelled=style % 2 == 0)
    written["count"] = int(numbers["count"])
    written["bound"] = f"{numbers['bound']:,.0f}"
    written["words"] = _spelled(int(numbers["va"]))
    written["low"], written["high"] = round_bounds(numbers["va"])
    written["rounded"] = rounded_words(numbers["va"], style)
    return written


def _ordinal(rank: int, *, spelled: bool) -> str:
    words = {value: word for word, value in ORDINALS.items()}
    if spelled and rank in words:
        return words[rank]
    ending = "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelled(number: int) -> str:
    """Write a number below a million in words."""
    if number >= 1000:
        rest = number % 1000
        return f"{_spelled(number // 1000)} thousand" + (f" {_spelled(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{_ONES[number // 100]} hundred" + (f" and {_spelled(rest)}" if rest else "")
    if number >= 20:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    return _ONES[number]


def round_bounds(value: float) -> tuple[str, str]:
    """Give two round numbers that a value lies between."""
    power = 10 ** max(len(str(int(value))) - 2, 0)
    low = int(value / power) * power
    return f"{low:,}", f"{low + power:,}"


def rounded_words(value: float, style: int) -> str:
    """Write a value rounded, in one of the ways that newspapers round."""
    digits = len(str(int(value)))
    power = 10 ** max(digits - 2, 0)
    fine = 10 ** max(digits - 3, 0)
    down, up = int(value / power) * power, (int(value / power) + 1) * power
    near = round(value / fine) * fine
    ways = [f"about {near:,}", f"roughly {near:,}", f"around {near:,}"]
    if (up - value) < 0.04 * value:
        ways += [f"nearly {up:,}", f"almost {up:,}", f"just under {up:,}"]
    if down < value:
        ways += [f"more than {down:,}", f"over {down:,}", f"at least {down:,}"]
    if value >= 10_000:
        ways += [f"{value / 1000:.1f} thousand", f"some {near:,}", f"{value / 1000:.1f}k"]
    return ways[style % len(ways)]
