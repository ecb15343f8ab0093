"""Templates: a claim with its places, numbers, factors, ranks and years as numbered marks.

"Greece published more AI articles than Sweden in 2021" becomes
"⟨P0⟩ published more ai articles than ⟨P1⟩ in ⟨Y0⟩", so that what a claim asserts can be read
with plain patterns, whatever the names and numbers are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from bot.understand.knowledge import Knowledge
from bot.understand.periods import Point
from bot.understand.places import Mention
from bot.understand.quantities import Quantity, find_quantities
from bot.understand.slots import Slots

__all__ = ["Letter", "Mark", "Template", "make_template"]

Letter = Literal["P", "W", "N", "F", "R", "Y"]

_QUARTER_BEFORE = re.compile(r"\bQ([1-4])\s*(?:of\s+|in\s+|/|-|,\s*)?$", re.I)
_QUARTER_AFTER = re.compile(r"^\s*[-/,]?\s*Q([1-4])\b", re.I)
_QUARTER_WORD = re.compile(
    r"\b(first|second|third|fourth|last|final)\s+quarter\s*(?:of\s+|in\s+|,\s*)?$", re.I
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_NO_NUMBER_BEFORE = re.compile(r"\b(?:per|top|bottom|each|every|G|Q|GPT|table|figure)[\s-]*$", re.I)
_PART_OF_NAME = re.compile(
    r"^[\s-]+(?:most|best|top|highest|largest|leading|foremost)[\s-]+(?:highly[\s-]+)?(?:cited|influential|paid|visited|ranked)\b",
    re.I,
)
_TIME = re.compile(r"^[\s-]+(?:years?|decades?|months?|quarters?|weeks?|days?|editions?)\b", re.I)
_PER = re.compile(r"\bper\s+$|\bper\s+(?:million|thousand|hundred)?\s*$", re.I)
_TIMES_AS = re.compile(
    r"\s+(?:as (?:many|much|large|big|high)\b|"
    r"the (?:number|total|size|output|amount|figure|level) of\b)",
    re.I,
)
_FACTOR_OF = re.compile(
    r"(?:\bfactor\s+of|\bmultipl\w+\b[^.;]{0,50}\bby)\s+(?:about\s+|nearly\s+|over\s+|more\s+than\s+)?$",
    re.I,
)
_MOVED_UP_TO = re.compile(
    r"\b(?:went|gone|goes|going|climbed|crept|moved|came|jumped|shot|inched|edged|ticked|was|is|"
    r"were|are|back)\s+up\s+to\s+$",
    re.I,
)
_PLACE_TAIL = re.compile(r"^[\s-]?(?:27|28)\b(?!,?\d)|^\s+\(?27\)?(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Hold one element of a claim: what kind, which one, and where it stands."""

    letter: Letter
    number: int
    start: int
    end: int
    code: str = ""  # of a place
    kind: str = ""  # of a place: country, bloc ...
    quantity: Quantity | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Hold the pattern text and its marks."""

    text: str
    marks: tuple[Mark, ...]  # in the order of the claim
    source: str  # the cleaned words of the claim

    def of(self, letter: Letter) -> tuple[Mark, ...]:
        """Give the marks of one kind, in order."""
        return tuple(mark for mark in self.marks if mark.letter == letter)

    def get(self, token: str) -> Mark:
        """Give the mark that a token such as "⟨P0⟩" or "P0" stands for."""
        name = token.strip("⟨⟩")
        return next(m for m in self.marks if m.letter == name[0] and m.number == int(name[1:]))

    def all(self, text: str, letter: Letter) -> tuple[Mark, ...]:
        """Give the marks of one kind within a piece of the pattern text."""
        return tuple(self.get(token) for token in re.findall(rf"⟨{letter}\d+⟩", text))


def make_template(slots: Slots, knowledge: Knowledge) -> Template:
    """Put marks in the place of what was found in a claim."""
    text, masked = slots.text, slots.masked
    spans: list[tuple[int, int, Letter, dict[str, object]]] = []
    for mention in slots.mentions:
        spans.append(_place(mention, text, knowledge))
    taken = [(start, end) for start, end, _, _ in spans]
    taken += [(mention.start, mention.end) for mention in slots.sources]
    for quantity in find_quantities(_hide(masked, taken)):
        if any(start < quantity.end and quantity.start < end for start, end in taken):
            continue
        made = _number(quantity, masked)
        if made is not None:
            spans.append(made)
    counts: dict[str, int] = {}
    marks: list[Mark] = []
    pieces: list[str] = []
    at = 0
    for start, end, letter, values in sorted(spans, key=lambda span: span[0]):
        if start < at:
            continue
        number = counts.get(letter, 0)
        counts[letter] = number + 1
        marks.append(Mark(letter=letter, number=number, start=start, end=end, **values))  # type: ignore[arg-type]
        pieces.append(_plain(masked[at:start]))
        pieces.append(f"⟨{letter}{number}⟩")
        at = end
        if letter in "PW" and (tail := re.match(r"['’]s?(?!\w)", text[end:])):
            pieces.append("'s" if len(tail.group()) == 2 else "'")
            at = end + tail.end()
    pieces.append(_plain(masked[at:]))
    pattern = re.sub(r"\s+", " ", "".join(pieces))
    return Template(text=pattern, marks=tuple(marks), source=text)


def _plain(text: str) -> str:
    """Lower a stretch of words; masks of source names become one sign."""
    text = re.sub(r"§+", "§", text.lower().replace("’", "'"))
    return text.replace("¤", "").replace("⟨", "(").replace("⟩", ")")


def _hide(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "¤" * (end - start) + text[end:]
    return text


def _place(
    mention: Mention, text: str, knowledge: Knowledge
) -> tuple[int, int, Letter, dict[str, object]]:
    end = mention.end
    kind = knowledge.book.place(mention.code).kind
    if kind in ("bloc", "region") and (tail := _PLACE_TAIL.match(text[end:])):
        end += tail.end()
    words = text[mention.start : end]
    if re.search(r"['’]s?$", words):  # the possessive stays in the pattern text
        end -= 2 if words[-1:].lower() == "s" else 1
    letter: Letter = "W" if kind == "world" else "P"
    return mention.start, end, letter, {"code": mention.code, "kind": kind}


def _number(quantity: Quantity, text: str) -> tuple[int, int, Letter, dict[str, object]] | None:
    start, end = quantity.start, quantity.end
    before, after = text[:start], text[end:]
    if quantity.kind in ("date", "name") or quantity.value is None:
        return None
    if quantity.kind == "year":
        quarter = 0
        if found := _QUARTER_BEFORE.search(before):
            start, quarter = found.start(), int(found.group(1))
        elif found := _QUARTER_WORD.search(before):
            start, quarter = found.start(), _QUARTERS[found.group(1).lower()]
        elif found := _QUARTER_AFTER.match(after):
            end, quarter = end + found.end(), int(found.group(1))
        return start, end, "Y", {"point": Point(int(quantity.value), quarter)}
    if _NO_NUMBER_BEFORE.search(before) or _PER.search(before) or _PART_OF_NAME.match(after):
        return None
    if _TIME.match(after) and quantity.kind == "count":
        return None
    if (
        quantity.kind == "percent"
        and _TIMES_AS.match(after)
        and not re.search(r"\d", quantity.text)
    ):
        quantity = replace(quantity, value=quantity.value / 100, kind="factor")
    if quantity.hedge == "at most" and _MOVED_UP_TO.search(before):
        quantity = replace(quantity, hedge="")  # "went up to 433" says where it went
    values: dict[str, object] = {"quantity": quantity}
    if quantity.kind == "rank":
        return start, end, "R", values
    if quantity.kind == "factor":
        return start, end, "F", values
    if quantity.kind == "count" and _FACTOR_OF.search(before):
        return start, end, "F", {"quantity": replace(quantity, kind="factor")}
    return start, end, "N", values
