"""Read a claim: from its words to what it asserts.  Pure: same words, same assertions."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.check import patterns
from bot.check.assertions import Assertion, ClaimReading, Comparison
from bot.check.bind_numbers import bind_numbers
from bot.check.template import Mark, Template, make_template
from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.periods import Period, Point
from bot.understand.question import clean_question, find_slots, read_question

__all__ = ["read_claim"]

_WHOLE = re.compile(r"\b(?:of|within|across) (?:all |the |all the )?(?P<w>⟨[WP]\d+⟩)|(?P<x>⟨[WP]\d+⟩)'s? (?:total |whole |entire |overall )?(?!⟨)\w+")
_SCOPE = re.compile(r"\bany other (?P<y>⟨P\d+⟩)|\b(?:in|among|of|within|across|inside) (?:all |the )?(?P<w>⟨P\d+⟩)|(?P<x>⟨P\d+⟩)'s (?:most|largest|biggest|leading|top|⟨R\d+⟩)")
_SHARE = re.compile(r"\b(?:share|proportion|percentage|portion|slice|fraction|account(?:s|ed)? for|accounting for|made? up|makes up|contribut\w+|of the world|of all|of ⟨W\d+⟩|of world|came from|come from|responsible for)\b")
_GROUPS = ("bloc", "region", "group")


def read_claim(
    claim: str,
    knowledge: Knowledge,
    *,
    before: Reading | None = None,
    as_figures: bool = False,
) -> ClaimReading:
    """Read one claim; ``before`` is the reading of the claim that it follows.

    ``as_figures`` reads what it asserts of numbers even where no measure is named.
    """
    text = clean_question(claim)
    slots = find_slots(text, knowledge)
    template = make_template(slots, knowledge)
    reading = read_question(_without_scales(template), knowledge)
    reading = _continued(reading, template, before)
    context = _Context(reading, template, as_figures=as_figures)
    not_judged, only = _not_judged(template)
    assertions = () if only else context.read()
    unexplained = tuple(
        word for word in reading.words
        if word not in patterns.FILLERS and not word[0].isdigit() and len(word) > 1 and not word.endswith("fold")
    )  # fmt: skip
    return ClaimReading(
        reading=reading,
        assertions=assertions,
        unexplained=unexplained,
        not_judged=not_judged,
        only_not_judged=only,
        editions=tuple(mention.edition for mention in slots.sources if mention.edition),
    )


def _without_scales(template: Template) -> str:
    """Blank the words of numbers: the "million" in "1.4 million" is no measure's word."""
    text = template.source
    for mark in template.of("N"):
        plain = re.sub(r"[^\W\d_]", " ", text[mark.start : mark.end])
        text = text[: mark.start] + plain + text[mark.end :]
    return text


def _continued(reading: Reading, template: Template, before: Reading | None) -> Reading:
    """Take what a claim leaves out from the claim before it, as a reader does."""
    if reading.concept == "gdp" and re.search(r"\bper (?:head|capita|person|inhabitant)\b", template.text):
        reading = replace(reading, concept="gdp_per_head", measures=())
    if before is None:
        return reading
    changes: dict[str, object] = {}
    if not reading.concept and before.concept and (template.of("N") or template.of("F")) and template.of("P"):
        changes |= {"concept": before.concept, "measures": before.measures, "intent": "figures",
                    "source": reading.source or before.source, "topic": before.topic}  # fmt: skip
    same = changes.get("concept", reading.concept) == before.concept
    if same and not template.of("Y") and reading.period.kind == "latest" and before.period.points:
        changes["period"] = before.period
    if same and not reading.places and not template.of("W") and before.places:
        changes["places"] = before.places[:1]
    return replace(reading, **changes)  # type: ignore[arg-type]


def _not_judged(template: Template) -> tuple[str, bool]:
    """Say what in a claim is no matter of record, and whether that is all of it."""
    text = template.text
    if patterns.FUTURE.search(template.source):
        return "Onrecord does not judge predictions.", True
    if patterns.OPINION.search(text):
        return "Onrecord does not judge opinions.", True
    if patterns.CAUSE.search(text):
        return "Onrecord does not judge causes.", False
    return "", False


class _Context:
    """Read the assertions of one claim, the most telling patterns first."""

    def __init__(self, reading: Reading, template: Template, *, as_figures: bool) -> None:
        self.as_figures = as_figures or bool(reading.concept)
        self.reading = reading
        self.template = template
        self.text = template.text
        self.used: set[tuple[str, int]] = set()
        self.found: list[Assertion] = []
        years = [mark.point for mark in template.of("Y") if mark.point]
        period = reading.period
        self.has_year = bool(years) or bool(period.points)
        self.years: tuple[Point, ...] = tuple(dict.fromkeys(years)) or _ends(period)

    def read(self) -> tuple[Assertion, ...]:
        """Give everything the claim asserts; a text assertion where nothing else was found."""
        if self.as_figures:
            self._overtake()
            self._compare()
            self._first_year()
            self._count()
            self._rank()
            self._peak()
            self._change()
            self._values()
        if not self.found:
            self.found.append(Assertion(kind="text"))
        return tuple(self.found)

    # -- parts -----------------------------------------------------------------------------

    def _add(self, assertion: Assertion, *marks: Mark | None) -> None:
        self.found.append(assertion)
        self.used |= {(mark.letter, mark.number) for mark in marks if mark is not None}

    def _free(self, letter: str) -> list[Mark]:
        return [m for m in self.template.of(letter) if (m.letter, m.number) not in self.used]  # type: ignore[arg-type]

    def _codes(self, piece: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark.code for mark in self.template.all(piece, "P")))

    def _points(self) -> tuple[Point, ...]:
        """Give the one time a claim speaks of; of two, the later."""
        return self.years[-1:] if self.years else ()

    def _before(self, mark: Mark) -> str:
        return self.template.source[max(0, mark.start - 30) : mark.start]

    def _whole(self) -> str:
        """Find the whole of a share: the world unless a bloc is named as the whole."""
        for found in _WHOLE.finditer(self.text):
            token = found.group("w") or found.group("x")
            mark = self.template.get(token)
            if mark.letter == "W":
                return "WLD"
            if mark.kind in _GROUPS and found.group("w"):
                return mark.code
        return "WLD"

    def _universe(self) -> str:
        for found in _SCOPE.finditer(self.text):
            mark = self.template.get(found.group("w") or found.group("x") or found.group("y"))
            if mark.kind in _GROUPS:
                return mark.code
        return ""

    def _overtake(self) -> None:
        for pattern, swapped in ((patterns.OVERTAKEN, True), (patterns.OVERTAKE, False)):
            match = pattern.search(self.text)
            if not match:
                continue
            a, b = self._codes(match["a"]), self._codes(match["b"])
            if not a or not b:
                continue
            if swapped:
                a, b = b, a
            self._add(Assertion(kind="overtake", places=a[-1:], others=b, points=self._points(), has_year=self.has_year))
            return

    def _compare(self) -> None:
        ways: tuple[tuple[tuple[re.Pattern[str], ...], Comparison], ...] = (
            (patterns.MORE_THAN, "more"),
            (patterns.FEWER_THAN, "fewer"),
            (patterns.AHEAD, "more"),
            (patterns.BEHIND, "fewer"),
        )
        if any(item.kind == "overtake" for item in self.found):
            return
        multiple = self._multiple()
        if multiple:
            return
        for options, way in ways:
            for pattern in options:
                match = pattern.search(self.text)
                if match and self._compared(match, way):
                    return
        match = patterns.EQUAL.search(self.text)
        if match and not self.template.all(match.group(), "F"):
            self._compared(match, "equal")

    def _compared(self, match: re.Match[str], way: Comparison) -> bool:
        a, b = self._codes(match["a"]), self._codes(match["b"])
        if not a or not b or set(a) & set(b):
            return False
        between = match.group()[len(match["a"]) :] if match.start("a") == match.start() else match.group()
        factors = [m for m in self.template.all(between, "F") if (m.letter, m.number) not in self.used]
        if factors:
            kind = "ratio"
            number = factors[0]
        else:
            margins = re.findall(r"(⟨N\d+⟩)(?= (?:\w+ ){0,3}?(?:more|fewer|less|higher|lower|larger|bigger|smaller|ahead|behind|points?))|\bby (⟨N\d+⟩)", between)
            tokens = [token for pair in margins for token in pair if token]
            number = self.template.get(tokens[0]) if tokens else None  # type: ignore[assignment]
            kind = "difference" if tokens else "compare"
        if self._negated(match):
            way = {"more": "fewer", "fewer": "more", "equal": "", "": ""}[way]  # type: ignore[assignment]
        combined = len(b) > 1
        self._add(
            Assertion(
                kind=kind,  # type: ignore[arg-type]
                places=a if len(a) == 1 or patterns.SUM.search(self.text) else a[-1:],
                others=b,
                number=number.quantity if number else None,
                points=self._points(),
                comparison=way,
                before=self._before(number) if number else "",
                has_year=self.has_year,
                share_of=self._share(None),
                is_span=combined and bool(patterns.SUM.search(self.text)),
            ),
            number,
        )
        return True

    def _negated(self, match: re.Match[str]) -> bool:
        return bool(patterns.NEGATED.search(match.group()))

    def _multiple(self) -> bool:
        """Read "twice as many as", "12 times China's", "5 times those of"."""
        for mark in self._free("F"):
            token = f"⟨F{mark.number}⟩"
            found = re.search(
                rf"(?P<a>{patterns.PLACES})(?P<gap>[^.;]{{0,90}}?){re.escape(token)} (?:as (?:many|much|high|large|big|often)\b[^.;]{{0,60}}? as |more\b[^.;]{{0,40}}? than |larger than |higher than |the (?:\w+ ){{0,4}}?(?:of|in|for|from) |that of |those of |what )?(?:in |that of |those of |from )?(?P<b>{patterns.PLACES})",
                self.text,
            )
            if not found:
                continue
            b = self._codes(found["b"])
            a = tuple(code for code in self._codes(found["a"]) if code not in b)
            if not a or not b:
                continue
            self._add(
                Assertion(kind="ratio", places=a[:1], others=b, number=mark.quantity, points=self._points(),
                          comparison="more", before=self._before(mark), has_year=self.has_year,
                          share_of=self._share(None), is_span=bool(patterns.SUM.search(self.text))),
                mark,
            )  # fmt: skip
            return True
        return False

    def _share(self, mark: Mark | None) -> str:
        """Give the whole where the number is a share of one."""
        if mark is not None and mark.quantity is not None and mark.quantity.kind not in ("percent", "points"):
            return ""
        if mark is None:
            return self._whole() if _SHARE.search(self.text) else ""
        return self._whole()

    def _subjects(self) -> tuple[str, ...]:
        """Give the places the claim is about, without the whole or the scope."""
        whole = {self._universe(), self._whole() if _SHARE.search(self.text) else ""}
        codes = [mark.code for mark in self.template.of("P")]
        kept = [code for code in codes if code not in whole] or codes
        if not kept and self.template.of("W"):
            kept = ["WLD"]
        if not kept:
            kept = list(self.reading.places)
        return tuple(dict.fromkeys(kept))

    def _first_year(self) -> None:
        match = patterns.FIRST_YEAR.search(self.text)
        if not match or not self.has_year:
            return
        token = next(value for value in match.groups() if value)
        mark = self.template.get(token)
        ranks = self.template.all(match.group(), "R")
        self._add(
            Assertion(kind="first_year", places=self._subjects()[:1], bound=mark.quantity, points=self._points(),
                      share_of=self._share(mark) if mark.quantity and mark.quantity.kind == "percent" else "",
                      before=self._before(mark)),
            mark, *ranks,
        )  # fmt: skip

    def _count(self) -> None:
        match = patterns.COUNTED.search(self.text)
        if not match:
            return
        number = self.template.get(match["n"])
        bounds = self.template.all(match["rest"], "N")
        if not bounds:
            return
        self._add(
            Assertion(kind="count", number=number.quantity, bound=bounds[0].quantity, points=self._points(),
                      universe=self._universe(), before=self._before(number), has_year=self.has_year,
                      share_of=self._share(bounds[0]) if bounds[0].quantity and bounds[0].quantity.kind == "percent" else ""),
            number, bounds[0],
        )  # fmt: skip

    def _rank(self) -> None:
        if any(item.kind in ("overtake", "ratio", "difference") for item in self.found):
            return
        text = self.text
        rank, lowest = 0, False
        mark: Mark | None = None
        nth = patterns.RANK_NTH.search(text) or re.search(r"(?P<rank>⟨R\d+⟩)[- ](?:largest|biggest|highest|most|place|best|ranked|leading|worldwide|globally|in (?:⟨W|⟨P|the)|among)", text)
        if nth:
            mark = self.template.get(nth["rank"])
            if (mark.letter, mark.number) in self.used:
                return
            rank = int(mark.quantity.value or 0) if mark.quantity else 0
            lowest = bool(re.search(r"⟨R\d+⟩[- ](?:lowest|smallest|fewest|last)", text))
        elif patterns.RUNNER_UP.search(text):
            rank = 2
        elif patterns.PEAK.search(text) and not re.search(r"\b(?:the|had) highest|than any other", text):
            return
        elif patterns.RANK_FIRST.search(text):
            rank = 1
        elif patterns.RANK_LAST.search(text):
            rank, lowest = 1, True
        subjects = self._subjects()
        if not rank or not subjects:
            return
        first = [m for m in self.template.of("P") if m.code in subjects]
        self._add(
            Assertion(kind="rank", places=(first[0].code if first else subjects[0],), rank=rank, lowest=lowest,
                      points=self._points(), universe=self._universe(), has_year=self.has_year,
                      share_of=""),
            mark,
        )  # fmt: skip

    def _peak(self) -> None:
        if not self.has_year or any(item.kind == "rank" for item in self.found):
            return
        low = bool(patterns.TROUGH.search(self.text))
        if low or patterns.PEAK.search(self.text):
            self._add(Assertion(kind="peak", places=self._subjects()[:1], points=self._points(), lowest=low, share_of=self._share(None)))

    def _change(self) -> None:
        if any(item.kind in ("compare", "overtake", "first_year", "count", "peak", "ratio", "difference", "rank") for item in self.found):
            return
        up, down = patterns.UP.search(self.text), patterns.DOWN.search(self.text)
        factors = self._free("F")
        if not up and not down and not factors:
            return
        way: Comparison = "fewer" if down and (not up or down.start() < up.start()) else "more"
        negated = patterns.NEGATED.search(self.text)
        span = self._ends_of_change()
        if patterns.ABOUT_ALL_YEARS.search(self.text):
            if re.search(r"never f", self.text):
                way, negated = "more", None
            self._add(Assertion(kind="monotone", places=self._subjects()[:1], points=span, comparison=way, has_year=self.has_year))
            return
        marks = self._magnitudes()
        if negated and not marks:
            way = "fewer" if way == "more" else "more"
        for place in self._subjects() or ():
            common = {"places": (place,), "points": span, "comparison": way, "has_year": len(span) == 2,
                      "share_of": self._share(None), "a_year": bool(re.search(r"\b(?:a|per|each|every) year\b|annual(?:ly)?\b|\bp\.?a\.?\b|cagr", self.text))}  # fmt: skip
            if not marks:
                self._add(Assertion(kind="change", **common))  # type: ignore[arg-type]
            for mark in marks:
                self._add(Assertion(kind="change", number=mark.quantity, before=self._before(mark), **common), mark)  # type: ignore[arg-type]

    def _magnitudes(self) -> list[Mark]:
        """Find the numbers that say by how much; those that say from and to are values."""
        marks = [m for m in self._free("F")]
        for mark in self._free("N"):
            token = re.escape(f"⟨N{mark.number}⟩")
            hedge = r"(?:about |around |roughly |some |nearly |almost |over |more than |just over |just under |at least |less than |fewer than |a |an |only |approximately )*"
            by = re.search(rf"\b(?:by|up|down|grew|rose|fell|gained|added|lost|increased|declined|dropped|climbed|jumped|surged|shed|of) {hedge}{token}", self.text)
            to = re.search(rf"\b(?:to|from|at|hit|reached|reaching) {hedge}{token}", self.text)
            noun = re.search(rf"{token}[ -](?:\w+ )?(?:increase|rise|growth|gain|jump|drop|fall|decline|decrease|surge|cut|more|fewer|less|higher|lower|expansion|leap)", self.text)
            is_change = mark.quantity is not None and mark.quantity.kind in ("percent", "points")
            if (by or noun or (mark.quantity and mark.quantity.kind == "points")) and not to:
                if by and by.group().startswith("of ") and not is_change:
                    continue
                marks.append(mark)
        return marks

    def _ends_of_change(self) -> tuple[Point, ...]:
        years = sorted(set(self.years))
        if len(years) >= 2:
            return (years[0], years[-1])
        if len(years) == 1:
            year = years[0]
            if self.reading.period.kind == "since" or re.search(r"\b(?:since|from|after) (?:the year )?⟨Y0⟩", self.text):
                return (year,)  # to the latest
            if year.quarter:
                return ()
            return (Point(year.year - 1), year)
        return ()

    def _values(self) -> None:
        numbers = self._free("N")
        if not numbers:
            return
        self.found.extend(
            bind_numbers(
                numbers,
                self.template,
                subjects=self._subjects(),
                points=self.years,
                is_range=self.reading.period.kind == "range" and len(set(self.years)) == 2,
                changes=any(item.kind in ("change", "monotone") for item in self.found),
                share=self._share,
                before=self._before,
                has_year=self.has_year,
            )
        )


def _ends(period: Period) -> tuple[Point, ...]:
    return period.points
