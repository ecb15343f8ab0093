"""The scope of a claim: its marks, times and subjects, while its assertions are read."""

from __future__ import annotations

import re

from bot.check.assertions import Assertion
from bot.check.template import Letter, Mark, Template
from bot.readings import Reading
from bot.understand.periods import Point

__all__ = ["SHARE", "Scope"]

_GROUPS = ("bloc", "region", "group")
# Measures that have one of the two places in their name: the other is whose value it is.
_PARTNERS = {"ai_china_collaboration": "CHN", "science_with_china": "CHN"}
_WHOLE = re.compile(
    r"\b(?:of|within|across) (?:all |the |all the )?(?P<w>⟨[WP]\d+⟩)"
    r"|(?P<x>⟨[WP]\d+⟩)'s? (?:total |whole |entire |overall )?(?!⟨)\w+"
)
_SCOPE = re.compile(
    r"\bany other (?P<y>⟨P\d+⟩)|\b(?:in|among|of|within|across|inside) (?:all |the )?(?P<w>⟨P\d+⟩)"
    r"|(?P<x>⟨P\d+⟩)'s (?:most|largest|biggest|leading|top|⟨R\d+⟩)"
)
SHARE = re.compile(
    r"\b(?:share|proportion|percentage|portion|slice|fraction|account(?:s|ed)? for|accounting for|"
    r"made? up|makes up|contribut\w+|of the world|of all|of ⟨W\d+⟩|of world|came from|come from|"
    r"responsible for)\b"
)


class Scope:
    """Hold one claim while it is read: what is taken, and what was found."""

    def __init__(self, reading: Reading, template: Template) -> None:
        self.reading = reading
        self.template = template
        self.text = template.text
        self.found: list[Assertion] = []
        self._used: set[tuple[str, int]] = set()
        years = [mark.point for mark in template.of("Y") if mark.point]
        self.has_year = bool(years) or bool(reading.period.points)
        self.years: tuple[Point, ...] = tuple(dict.fromkeys(years)) or reading.period.points

    def add(self, assertion: Assertion, *marks: Mark | None) -> None:
        """Keep an assertion and take its marks out of play."""
        self.found.append(assertion)
        self._used |= {(mark.letter, mark.number) for mark in marks if mark is not None}

    def has(self, *kinds: str) -> bool:
        """Tell whether an assertion of one of these kinds was found."""
        return any(item.kind in kinds for item in self.found)

    def is_used(self, mark: Mark) -> bool:
        """Tell whether a mark belongs to an assertion already."""
        return (mark.letter, mark.number) in self._used

    def free(self, letter: Letter) -> list[Mark]:
        """Give the marks of one kind that nothing was made of yet."""
        return [mark for mark in self.template.of(letter) if not self.is_used(mark)]

    def codes(self, piece: str) -> tuple[str, ...]:
        """Give the places in a piece of the pattern text."""
        return tuple(dict.fromkeys(mark.code for mark in self.template.all(piece, "P")))

    @property
    def points(self) -> tuple[Point, ...]:
        """Give the one time a claim speaks of; of several, the last named."""
        return self.years[-1:]

    def before(self, mark: Mark | None) -> str:
        """Give the words before a mark, where its hedge stands."""
        if mark is None:
            return ""
        return self.template.source[max(0, mark.start - 30) : mark.start]

    def share_of(self, mark: Mark | None = None) -> str:
        """Give the whole that a share is taken of: of this number, or of the claim as such."""
        if mark is None:
            return self._whole() if SHARE.search(self.text) else ""
        if mark.quantity is None or mark.quantity.kind not in ("percent", "points"):
            return ""
        return self._whole()

    def _whole(self) -> str:
        """Find the whole of a share: the world unless a bloc is named as the whole."""
        for found in _WHOLE.finditer(self.text):
            mark = self.template.get(found.group("w") or found.group("x"))
            if mark.letter == "W":
                return "WLD"
            if mark.kind in _GROUPS and self._others_than(mark):
                return mark.code
        return "WLD"

    def _others_than(self, mark: Mark) -> bool:
        return any(other.code != mark.code for other in self.template.of("P"))

    def universe(self) -> str:
        """Give the bloc or region within which places are ranked or counted."""
        for found in _SCOPE.finditer(self.text):
            token = found.group("w") or found.group("x") or found.group("y")
            mark = self.template.get(token)
            if mark.kind in _GROUPS:
                return mark.code
        return ""

    def left_aside(self) -> tuple[str, ...]:
        """Give the place that the measure has in its name: it is whose value no number is."""
        partner = _PARTNERS.get(self.reading.concept)
        return (partner,) if partner else ()

    def subjects(self) -> tuple[str, ...]:
        """Give the places the claim is about, without the whole or the field they stand in."""
        whole = {self.universe(), self._whole() if SHARE.search(self.text) else ""}
        codes = [mark.code for mark in self.template.of("P")]
        partner = _PARTNERS.get(self.reading.concept)
        codes = [code for code in codes if code != partner] or codes
        kept = [code for code in codes if code not in whole] or codes
        if not kept and self.template.of("W"):
            kept = ["WLD"]
        return tuple(dict.fromkeys(kept or self.reading.places))
