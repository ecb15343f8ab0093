"""Check figures: the numbers and the direction of a sentence against cited rows.  Pure.

The sentence is read as a claim is read and must be borne out by the cells it cites: the place,
the time, the measure and the unit that it binds each number to.  A number that the reader of
claims leaves over is looked for among the cells of the places and times that the sentence
names, and among computations from them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.check.assertions import Assertion, ClaimReading
from bot.check.judge_figures import judge_figures
from bot.check.judgements import Judgement
from bot.check.prose.checked import CheckedNumber, CheckedSentence, SentenceStatus, number_of
from bot.check.prose.cited import CitedEvidence
from bot.check.prose.explain import Explained, explain
from bot.check.series import Cell, Series
from bot.readings import Reading
from bot.understand.periods import Point
from bot.understand.quantities import Quantity, find_quantities
from corpus.catalogues import Catalogue, Measure
from corpus.places import read_places

__all__ = ["check_figures"]

_DIRECTED = ("compare", "change", "monotone", "overtake", "peak", "rank", "first_year")
_COMPUTED = ("ratio", "difference", "sum", "change", "count")
_SETTLED = ("wrong direction", "wrong rank", "wrong place", "wrong unit")
_AFTER_NUMBER = re.compile(r"\d((?:[ -][a-z]+){1,5})")
_WORKS = re.compile(r"\b(?:articles|papers|publications|studies)\b")
_BETWEEN = re.compile(r"\bbetween\s+$", re.I)


def check_figures(
    made: CheckedSentence,
    body: str,
    numbers: Sequence[Quantity],
    read: ClaimReading,
    evidence: CitedEvidence,
    cited: Sequence[int],
    catalogue: Catalogue,
    before: Reading | None,
) -> CheckedSentence | None:
    """Hold a sentence against cited rows; None where it speaks of no figure, or none is cited."""
    every = evidence.series_of(cited)
    lone = [one for one in evidence.lone if one.n in cited]
    ranks = [one for one in evidence.ranks if one[0] in cited]
    if not (every or lone or ranks):
        return None
    series = [one for one in every if _is_meant(one.measure, read, body, catalogue)]
    stated = [_completed(item, before) for item in read.assertions if item.kind != "text"]
    if every and not series:
        if not numbers and not stated:
            return None
        return replace(
            made,
            status="unmatched",
            why=f"wrong measure: what is cited are {every[0].measure.label}",
        )
    series = [*series, *_shares(series, read)]
    outcomes: list[CheckedNumber] = []
    covered: set[tuple[int, int]] = set()
    for low, high in _ranges(numbers, body):
        if not _within(low, high, stated, series, read, body):
            return replace(
                made,
                status="unmatched",
                why=f"what is cited does not lie between {low.text} and {high.text}",
            )
        covered |= {(low.start, low.end), (high.start, high.end)}
        outcomes += [number_of(made, low, "matched"), number_of(made, high, "matched")]
    stated = [item for item in stated if item.number is None or not _overlaps(item.number, covered)]
    directed = computed = False
    for item in stated:
        judged = _judge(item, series, ranks, body)
        if judged is None:
            continue
        spans = [(q.start, q.end) for q in (item.number, item.bound) if q is not None]
        if judged.verdict == "supported":
            covered |= set(spans)
            directed = directed or item.kind in _DIRECTED
            is_computed = item.kind in _COMPUTED and item.number is not None
            computed = computed or is_computed
            if item.number is not None:
                status: SentenceStatus = "computed" if is_computed else "matched"
                outcomes.append(number_of(made, item.number, status, judged.formula))
            continue
        if judged.verdict in ("contradicted", "partly"):
            found = None
            if judged.reason not in _SETTLED:
                found = _explained(item.number, item, body, read, series, evidence, cited)
            if found is not None and item.number is not None:
                covered |= set(spans)
                computed = computed or found.status == "computed"
                outcomes.append(number_of(made, item.number, found.status, found.formula))
                continue
            why = ": ".join(part for part in (judged.reason, judged.why) if part)
            if judged.corrected:
                why += f" ({judged.corrected})"
            return replace(made, status="unmatched", why=why or "the cited figures say otherwise")
    ranked = {item.rank for item in stated if item.kind == "rank"} if directed else set()
    for quantity in numbers:
        if _overlaps(quantity, covered):
            continue
        if quantity.kind == "rank" and quantity.value in ranked:
            continue
        found = _explained(quantity, None, body, read, series, evidence, cited)
        if found is None:
            return replace(
                made,
                status="unmatched",
                numbers=(*outcomes, number_of(made, quantity, "unmatched")),
                why=f"{quantity.text} is not what the cited figures give for this",
            )
        computed = computed or found.status == "computed"
        outcomes.append(number_of(made, quantity, found.status, found.formula))
    if not outcomes and not directed:
        return None
    undecided = [
        item
        for item in stated
        if item.kind in _DIRECTED and _judge(item, series, ranks, body) is None
    ]
    if undecided and not outcomes:
        return replace(made, status="unmatched", why="the cited figures do not say which way")
    return replace(
        made,
        status="computed" if computed else "matched",
        numbers=tuple(sorted(outcomes, key=lambda number: number.start)),
    )


def _overlaps(quantity: Quantity, spans: Collection[tuple[int, int]]) -> bool:
    return any(start < quantity.end and quantity.start < end for start, end in spans)


def _completed(item: Assertion, before: Reading | None) -> Assertion:
    """Take the place, and the time, that a sentence leaves to the one before it."""
    if before is None:
        return item
    if not item.places and item.kind in ("value", "change", "monotone", "peak", "rank"):
        item = replace(item, places=tuple(before.places[:1]))
    if not item.points and not item.has_year and item.kind in ("value", "compare", "rank"):
        item = replace(item, points=tuple(before.period.points[-1:]))
    return item


def _ranges(numbers: Sequence[Quantity], body: str) -> list[tuple[Quantity, Quantity]]:
    """Find "between 9,600 and 9,700" and "30 to 40": two numbers that a value lies between."""
    found = []
    for low, high in pairwise(numbers):
        if low.value is None or high.value is None or low.value >= high.value:
            continue
        gap = body[low.end : high.start].strip().lower()
        opened = _BETWEEN.search(body[: low.start]) and gap in ("and", "% and", "to")
        if opened or (gap in ("–", "-") and low.kind == high.kind):
            found.append((low, high))
    return found


def _within(
    low: Quantity,
    high: Quantity,
    stated: Sequence[Assertion],
    series: Sequence[Series],
    read: ClaimReading,
    body: str,
) -> bool:
    """Tell whether the cited value of the sentence's place and time lies in a range."""
    own = [item for item in stated if item.number in (low, high) and item.places]
    places = {place for item in own for place in item.places} or set(read.reading.places)
    years = {Point(int(q.value)) for q in find_quantities(body) if q.kind == "year" and q.value}
    points = years or {p for item in own for p in item.points}
    for one in series:
        for place in places:
            cells = [c for p in points for c in one.at(place, p)] if points else one.of(place)[-1:]
            for cell in cells:
                if (low.value or 0) <= cell.value * one.scale <= (high.value or 0):
                    return True
    return False


def _is_meant(measure: Measure, read: ClaimReading, body: str, catalogue: Catalogue) -> bool:
    """Tell whether a sentence may speak of a measure: it names none, or this one."""
    said = body.lower()
    named = [m.label.lower() for m in catalogue.measures if _names(m.label.lower(), said)]
    if named:
        longest = max(named, key=len)
        if longest == measure.label.lower():
            return True
        if _names(measure.label.lower(), said) and longest in measure.label.lower():
            return True
    reading = read.reading
    if not reading.concept:
        return not named and not _counts_other_things(measure, said, catalogue)
    if measure.concept == reading.concept:
        return not reading.measures or measure.id in reading.measures
    return False


def _counts_other_things(measure: Measure, said: str, catalogue: Catalogue) -> bool:
    """Tell whether the words after a number are the unit of other measures and not of this."""
    units = {m.unit for m in catalogue.measures if len(m.unit) > 4}
    for match in _AFTER_NUMBER.finditer(said):
        words = match[1]
        found = {unit for unit in units if re.search(rf"\b{re.escape(unit)}\b", words)}
        own = measure.unit in found or (_WORKS.search(words) and _WORKS.search(measure.unit))
        if found and not own:
            return True
    return False


def _names(label: str, said: str) -> bool:
    return len(label.split()) > 1 and re.search(rf"\b{re.escape(label)}\b", said) is not None


def _shares(series: Sequence[Series], read: ClaimReading) -> list[Series]:
    """Divide by the world's own row where a share of it is claimed and it was cited."""
    if not any(item.share_of == "WLD" for item in read.assertions):
        return []
    made = []
    for one in series:
        totals = {cell.point: cell.value for cell in one.of("WLD")}
        cells = tuple(
            Cell(place=cell.place, kind=cell.kind, year=cell.year, value=100 * cell.value / total)
            for cell in one.cells
            if cell.place != "WLD" and (total := totals.get(cell.point))
        )
        if cells and not one.is_percent:
            made.append(
                Series(measure=one.measure, dataset=one.dataset, cells=cells, share_of="WLD")
            )
    return made


def _judge(
    item: Assertion, series: Sequence[Series], ranks: Sequence[tuple[int, str, int, int]], body: str
) -> Judgement | None:
    """Judge an assertion by the first series that speaks to it; ranks by their own column."""
    if item.kind == "rank" and item.places and not item.lowest and not item.universe:
        years = {point.year for point in item.points}
        for _, place, year, rank in ranks:
            if place == item.places[0] and (not years or year in years):
                right = rank <= item.within if item.within else rank == item.rank
                right = right != item.denied
                return Judgement(
                    verdict="supported" if right else "contradicted",
                    rank=rank,
                    reason="" if right else "wrong rank",
                    why="" if right else f"the cited rank is {rank}",
                )
    against: Judgement | None = None
    for one in series:
        judged = judge_figures(item, one, read_places())
        if judged is None or judged.verdict == "not_found":
            continue
        if judged.verdict == "supported":
            return judged
        against = against or judged
    return against


def _explained(
    quantity: Quantity | None,
    item: Assertion | None,
    body: str,
    read: ClaimReading,
    series: Sequence[Series],
    evidence: CitedEvidence,
    cited: Sequence[int],
) -> Explained | None:
    """Look for a number that no assertion bore out; one bound to a cell may only be computed."""
    if quantity is None or quantity.value is None:
        return None
    if item is not None and item.kind in ("compare", "monotone", "overtake", "peak", "rank"):
        return None
    places = (
        item.places if item is not None and item.kind == "value" else tuple(read.reading.places)
    )
    points = item.points if item is not None and item.points else tuple(read.reading.period.points)
    found = explain(
        quantity,
        sentence=body,
        before=body[max(0, quantity.start - 30) : quantity.start],
        places=places,
        points=points,
        series=series,
        evidence=evidence,
        cited=cited,
    )
    if found is not None and item is not None and found.formula == "cell":
        return None
    return found
