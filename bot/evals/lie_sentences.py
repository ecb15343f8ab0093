"""Lie sentences: how journalists would write figures, as templates over a set of facts.

Written before the gate that is measured with them, and each in the voice of somebody else.  A
template takes facts as they stand, or facts that were bent: it never knows which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["OTHER_TEMPLATES", "TEMPLATES", "Facts", "Kind", "Template"]

Kind = Literal[
    "value", "rounded", "words", "list", "change", "percent", "direction", "compare", "ratio",
    "difference", "sum", "mean", "rank", "count", "range", "share", "points", "peak", "overtake",
    "growth a year", "highest",
]  # fmt: skip
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Hold one way to write one kind of statement."""

    kind: Kind
    write: Callable[[Facts], str]


def _template(kind: Kind, pattern: str) -> Template:
    return Template(kind=kind, write=lambda facts: _capital(pattern.format_map(facts)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_PATTERNS: dict[Kind, list[str]] = {
    "value": [
        "{A} published {va} {things} in {y} [1].",
        "In {y}, {A} accounted for {va} {things} [1].",
        "The total for {A} in {y} stood at {va} {things} [1].",
        "{A}'s count of {things} reached {va} in {y} [1].",
        "According to the table, {A} had {va} {things} in {y} [1].",
        "{A} recorded {va} {things} in {y}, the figures show [1].",
        "For {y}, the number of {things} from {A} is given as {va} [1].",
        "There were {va} {things} from {A} in {y} [1].",
        "With {va} {things} in {y}, {A} is one of the countries listed [1].",
        "The {y} figure for {A} is {va} {things} [1].",
        "{y} saw {va} {things} from {A} [1].",
        "{A}: {va} {things} in {y} [1].",
        "As of {y}, {A} counted {va} {things} [1].",
        "The data put {A} at {va} {things} for {y} [1].",
    ],
    "rounded": [
        "{A} published {rounded} {things} in {y} [1].",
        "In {y} {A} had {rounded} {things}, on these figures [1].",
        "{A}'s {things} came to {rounded} in {y} [1].",
        "{rounded} {things} came from {A} in {y} [1].",
        "The tally for {A} in {y} was {rounded} {things} [1].",
    ],
    "words": [
        "{A} published {words} {things} in {y} [1].",
        "In {y}, {A} had {words} {things} to its name [1].",
        "The count for {A} in {y}: {words} {things} [1].",
    ],
    "list": [
        "{A} and {B} published {va} and {vb} {things} in {y} [1].",
        "In {y}, {A} had {va} {things} and {B} {vb} [1].",
        "{A}, {B} and {C} published {va}, {vb} and {vc} {things} respectively in {y} [1].",
        "In {y} the counts of {things} were {va} for {A}, {vb} for {B} and {vc} for {C} [1].",
        "{A} published {va} {things} in {y}, while {B} published {vb} [1].",
        "{A} ({va}) and {B} ({vb}) both appear in the table of {things} for {y} [1].",
        "The {y} figures are {va} {things} for {A} and {vb} for {B} [1].",
        "{A} had {v0} {things} in {y0} and {v1} in {y1} [1].",
    ],
    "change": [
        "{A}'s {things} {went} from {v0} in {y0} to {v1} in {y1} [1].",
        "The number of {things} from {A} {went} from {v0} in {y0} to {v1} in {y1} [1].",
        "From {v0} in {y0}, {A}'s {things} {went} to {v1} in {y1} [1].",
        "Between {y0} and {y1}, {A} {went} from {v0} to {v1} {things} [1].",
        "{A} had {v0} {things} in {y0}; by {y1} it had {v1} [1].",
        "{A}'s {things}, {v0} in {y0}, {went} to {v1} in {y1} [1].",
    ],
    "percent": [
        "{A}'s {things} {went} by {pct}% between {y0} and {y1} [1].",
        "Between {y0} and {y1}, {A}'s {things} {went} {pct} per cent [1].",
        "{A} saw its {things} {change} of {pct}% from {y0} to {y1} [1].",
        "The number of {things} from {A} {went} by {pct}% from {y0} to {y1} [1].",
    ],
    "direction": [
        "{A}'s {things} {went} between {y0} and {y1} [1].",
        "From {y0} to {y1}, the number of {things} from {A} {went} [1].",
        "{A}'s count of {things} {went} from {y0} to {y1} [1].",
    ],
    "compare": [
        "{A} published {more} {things} than {B} in {y} [1].",
        "In {y}, {A} had {more} {things} than {B} [1].",
        "{A} was {ahead} {B} on {things} in {y} [1].",
        "{more_cap} {things} came from {A} than from {B} in {y} [1].",
        "In {y}, {A}'s number of {things} was {higher} than {B}'s [1].",
    ],
    "ratio": [
        "{A} published {times} times as many {things} as {B} in {y} [1].",
        "In {y}, {A} had {times} times as many {things} as {B} [1].",
        "{A}'s {things} in {y} were {times} times those of {B} [1].",
    ],
    "difference": [
        "{A} published {gap} more {things} than {B} in {y} [1].",
        "In {y}, {A} was ahead of {B} by {gap} {things} [1].",
        "{B} published {gap} fewer {things} than {A} in {y} [1].",
    ],
    "sum": [
        "Together, {A} and {B} published {total} {things} in {y} [1].",
        "{A} and {B} combined for a total of {total} {things} in {y} [1].",
        "In {y}, {A} and {B} had {total} {things} between them [1].",
    ],
    "mean": [
        "On average, {A} published {mean} {things} a year between {y0} and {y1} [1].",
        "{A} averaged {mean} {things} a year from {y0} to {y1} [1].",
    ],
    "growth a year": [
        "{A}'s {things} grew by {cagr}% a year between {y0} and {y1} [1].",
        "From {y0} to {y1}, {A}'s {things} grew at an average annual rate of {cagr}% [1].",
    ],
    "rank": [
        "{A} ranked {nth} by {things} in {y} [1].",
        "By number of {things}, {A} was {nth} in {y} [1].",
        "In {y}, {A} came {nth} in the ranking of {things}, with {va} [1].",
        "{A} was in {nth} place for {things} in {y} [1].",
        "{A} stood at number {n} for {things} in {y} [1].",
    ],
    "highest": [
        "{A} published the most {things} of any country in {y} [1].",
        "{A} had the highest number of {things} in {y}, with {va} [1].",
        "No country had more {things} than {A} in {y} [1].",
    ],
    "count": [
        "{count} countries published more than {bound} {things} in {y} [1].",
        "In {y}, {count} countries had more than {bound} {things} [1].",
    ],
    "range": [
        "{A} published between {low} and {high} {things} in {y} [1].",
        "{A}'s {things} numbered somewhere between {low} and {high} in {y} [1].",
    ],
    "share": [
        "{A} produced {share}% of the world's {things} in {y} [1].",
        "{A}'s share of the world's {things} was {share}% in {y} [1].",
        "In {y}, {share}% of the world's {things} came from {A} [1].",
    ],
    "points": [
        "{A}'s {things} {went} by {points} percentage points between {y0} and {y1} [1].",
        "Between {y0} and {y1}, {A}'s {things} {went} {points} percentage points [1].",
    ],
    "peak": [
        "{A}'s {things} peaked in {y}, at {va} [1].",
        "{A} reached its highest number of {things} in {y}: {va} [1].",
    ],
    "overtake": [
        "{A} overtook {B} in {things} in {y} [1].",
        "In {y}, {A} passed {B} by number of {things} [1].",
    ],
}  # fmt: skip
# A second hand, written after the gate had seen the first, to see how it does on other voices.
_SECOND: dict[Kind, list[str]] = {
    "value": [
        "{A} notched up {va} {things} over the course of {y} [1].",
        "Look at {A}: {va} {things} in {y} alone [1].",
        "A total of {va} {things} carried an address in {A} in {y} [1].",
        "By {y} {A} was turning out {va} {things} a year [1].",
        "The NSF credits {A} with {va} {things} for {y} [1].",
        "Of the {things} counted in {y}, {va} were from {A} [1].",
        "{A}, with {va} {things}, is in the list for {y} [1].",
        "{va}: that is how many {things} {A} had in {y} [1].",
        "Its {y} tally of {things} gave {A} {va} [1].",
    ],
    "rounded": [
        "{A} managed {rounded} {things} in {y}, by this count [1].",
        "In {y}, {rounded} {things} bore {A}'s name [1].",
    ],
    "list": [
        "In {y}, {A} had {va} {things}, compared with {vb} for {B} [1].",
        "{A} put out {va} {things} in {y}; {B} put out {vb} [1].",
        "For {y} the table gives {A} {va}, {B} {vb} and {C} {vc} {things} [1].",
        "{B}'s {vb} {things} and {A}'s {va} are the {y} figures [1].",
    ],
    "change": [
        "In {y0}, {A} had {v0} {things}. In {y1} it had {v1} [1].",
        "{A}'s {things} {went} to {v1} in {y1}, from {v0} in {y0} [1].",
        "{A}'s annual {things} {went} from {v0} to {v1} between {y0} and {y1} [1].",
    ],
    "percent": [
        "{A}'s {things} in {y1} were {pct}% {updown} on {y0} [1].",
        "Compared with {y0}, {A}'s {things} had {gone} by {pct}% by {y1} [1].",
    ],
    "compare": [
        "{A}'s {things} {exceeded} those of {B} in {y} [1].",
        "When it comes to {things}, {A} was {ahead} {B} in {y} [1].",
    ],
    "ratio": ["For every one of {B}'s {things} in {y}, {A} had {times} [1]."],
    "difference": ["The gap between {A} and {B} was {gap} {things} in {y} [1]."],
    "sum": ["Add {A} and {B} together and you get {total} {things} in {y} [1]."],
    "mean": ["{A}'s yearly average was {mean} {things} from {y0} to {y1} [1]."],
    "rank": [
        "{A} took {nth} place by {things} in {y} [1].",
        "Counting {things}, {A} was number {n} in {y} [1].",
    ],
    "share": ["{A} accounted for {share} per cent of all {things} in {y} [1]."],
    "direction": ["{things} from {A} {went} between {y0} and {y1} [1]."],
}  # fmt: skip
# A third hand, written after the second's failures were mended: the nearest to a blind test.
_THIRD: dict[Kind, list[str]] = {
    "value": [
        "Scientists in {A} were behind {va} {things} in {y} [1].",
        "{A}'s contribution in {y}? {va} {things} [1].",
        "The database lists {va} {things} for {A} in the year {y} [1].",
        "During {y}, {va} {things} originated in {A} [1].",
        "Back in {y}, {A} had {va} {things} [1].",
        "If one counts {things}, {A} reached {va} in {y} [1].",
        "{y}: {A}, {va} {things} [1].",
    ],
    "rounded": [
        "{A} could point to {rounded} {things} in {y} [1].",
        "On this count {A} is credited with {rounded} {things} in {y} [1].",
    ],
    "list": [
        "Both {A}, at {va}, and {B}, at {vb}, are in the {y} count of {things} [1].",
        "{A} had {va} {things} in {y}, {B} had {vb} and {C} had {vc} [1].",
        "Compare {A}'s {va} {things} in {y} with {B}'s {vb} [1].",
    ],
    "change": [
        "Having had {v0} {things} in {y0}, {A} had {v1} in {y1} [1].",
        "{A} moved from {v0} {things} in {y0} to {v1} in {y1} [1].",
        "{A}'s {things} stood at {v0} in {y0} and at {v1} in {y1} [1].",
    ],
    "percent": [
        "A {updown_noun} of {pct}% took {A}'s {things} from {v0} in {y0} to {v1} in {y1} [1].",
        "{A}'s {things} are {updown} {pct}% between {y0} and {y1} [1].",
    ],
    "direction": ["Over the years from {y0} to {y1}, {A}'s {things} {went} [1]."],
    "compare": [
        "{A}, not {B}, had {superior} {things} in {y} [1].",
        "Set against {B}, {A} had {more} {things} in {y} [1].",
        "{A}'s total of {things} in {y} was {bigger} than {B}'s [1].",
    ],
    "ratio": ["{A} had {times} times {B}'s number of {things} in {y} [1]."],
    "difference": ["{A} had {gap} {things} more than {B} in {y} [1]."],
    "sum": ["The {y} total of {A} and {B} is {total} {things} [1]."],
    "mean": ["From {y0} to {y1}, {A} published {mean} {things} in an average year [1]."],
    "rank": [
        "In the {y} ranking by {things}, {A} is {nth} [1].",
        "{A} finished {nth} by {things} in {y} [1].",
    ],
    "share": ["Of all {things} in {y}, {share}% came from {A} [1]."],
    "highest": ["By number of {things}, {A} led the world in {y} [1]."],
}  # fmt: skip
# Measures in per cent are written in other ways than counts.
_PERCENT: dict[Kind, list[str]] = {
    "value": [
        "{A}'s {things} was {va} in {y} [1].",
        "In {y}, the {things} stood at {va} for {A} [1].",
        "The {things} of {A} reached {va} in {y} [1].",
        "For {A}, the {things} came to {va} in {y} [1].",
    ],
    "list": [
        "In {y}, the {things} was {va} in {A} and {vb} in {B} [1].",
        "The {things} of {A} and {B} was {va} and {vb} in {y} [1].",
    ],
    "change": [
        "{A}'s {things} {went} from {v0} in {y0} to {v1} in {y1} [1].",
        "From {y0} to {y1}, the {things} of {A} {went} from {v0} to {v1} [1].",
    ],
    "points": _PATTERNS["points"],
    "direction": ["{A}'s {things} {went} between {y0} and {y1} [1]."],
    "compare": ["{A}'s {things} was {higher} than that of {B} in {y} [1]."],
}
TEMPLATES: dict[bool, tuple[Template, ...]] = {
    is_percent: tuple(
        _template(kind, pattern)
        for kind, patterns in source.items()
        for pattern in patterns
        if is_percent or kind != "points"  # only what is in per cent moves by points
    )
    for is_percent, source in ((False, _PATTERNS), (True, _PERCENT))
}
OTHER_TEMPLATES: tuple[Template, ...] = tuple(
    _template(kind, pattern)
    for hand in (_SECOND, _THIRD)
    for kind, patterns in hand.items()
    for pattern in patterns
)
