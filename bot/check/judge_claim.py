"""Judge a claim: all its assertions against all its evidence.  Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import Verdict
from bot.check.allowances import allowed, significant_digits
from bot.check.assertions import Assertion, ClaimReading
from bot.check.find_evidence import ClaimEvidence
from bot.check.judge_figures import judge_figures
from bot.check.judgements import Judgement
from bot.check.series import Cell, Series
from bot.understand.quantities import Quantity

__all__ = ["corrected_of", "judge_assertion", "verdict_of"]

_TELLING = 3  # digits that a number must show before its appearance elsewhere means anything


def judge_assertion(assertion: Assertion, read: ClaimReading, evidence: ClaimEvidence) -> Judgement:
    """Judge one assertion: borne out by any series that fits, else contradicted by the first."""
    against: list[Judgement] = []
    partly: list[Judgement] = []
    for series in evidence.series:
        judged = judge_figures(assertion, series, evidence.book)
        if judged is None or judged.verdict == "not_found":
            continue
        if judged.verdict == "supported":
            return _tempered(judged, read)
        (partly if judged.verdict == "partly" else against).append(judged)
    if partly:
        return partly[0]
    if against and not read.unexplained:
        return _explained(against[0], assertion, evidence)
    if against:
        words = ", ".join(read.unexplained)
        return Judgement(verdict="not_found", why=f"no table speaks to “{words}”")
    return Judgement(verdict="not_found", why="the sources here have no figure for this")


def _tempered(judged: Judgement, read: ClaimReading) -> Judgement:
    """Hold back where the claim says more than what the table counts."""
    if not read.unexplained:
        return judged
    words = ", ".join(read.unexplained)
    return replace(
        judged, verdict="partly", why=f"the figure is right, but no table speaks to “{words}”"
    )


def _explained(judged: Judgement, assertion: Assertion, evidence: ClaimEvidence) -> Judgement:
    """Say where a wrong number comes from: another place, another year, another unit."""
    quantity, series = assertion.number, judged.series
    if (
        quantity is None
        or series is None
        or quantity.value is None
        or assertion.kind not in ("value",)
    ):
        return judged
    stated = allowed(quantity, before=assertion.before)
    place = assertion.places[0]
    telling = not quantity.hedge and (
        significant_digits(quantity.text) >= _TELLING
        or (quantity.kind == "percent" and "." in quantity.text)
    )
    point = judged.cells[0].point if judged.cells else None
    for own in evidence.series:
        if own.is_percent != (quantity.kind == "percent"):
            continue
        cells = [c for c in own.cells if not c.partner and stated.holds(c.value * own.scale)]
        if not telling and len(cells) != 1:
            continue
        for cell in sorted(cells, key=lambda c: _nearness(c, place, point)):
            if cell.place == place and cell.point == point and own.measure.id == series.measure.id:
                continue
            if cell.place == place and cell.point != point:
                return replace(
                    judged,
                    reason="wrong year",
                    why=f"the number is that of {cell.when}",
                    other_series=own,
                    other_cell=cell,
                )
            if point is not None and cell.point == point and cell.place != place:
                name = (
                    evidence.book.place(cell.place).sentence
                    if cell.place in evidence.book
                    else cell.place
                )
                return replace(
                    judged,
                    reason="wrong place",
                    why=f"the number is that of {name}",
                    other_series=own,
                    other_cell=cell,
                )
    return _by_factor(judged, quantity, series)


def _nearness(cell: Cell, place: str, point: object) -> tuple[bool, bool]:
    return (cell.place != place, cell.point != point)


def _by_factor(judged: Judgement, quantity: Quantity, series: Series) -> Judgement:
    """Notice a number that is right but for its scale."""
    cell = judged.cells[0]
    true = cell.value * series.scale
    if not true or not quantity.value:
        return judged
    for power in (1, 2, 3, 6, 9):
        for factor in (10.0**power, 10.0**-power):
            scaled = allowed(quantity, scale=1 / factor)
            if scaled.holds(true) and significant_digits(quantity.text) >= 2:
                times = f"{10**power:,}"
                return replace(
                    judged,
                    reason="wrong unit",
                    why=f"it is {times} times too {'high' if factor > 1 else 'low'}",
                )
    return judged


def verdict_of(judgements: list[Judgement]) -> Verdict:
    """Put the verdicts on a claim's parts together.

    All borne out: supported.  One borne out and another not: partly.  None borne out and one
    contradicted: contradicted.
    """
    verdicts = [judged.verdict for judged in judgements]
    if not verdicts or all(verdict == "not_found" for verdict in verdicts):
        return "not_found"
    if all(verdict == "supported" for verdict in verdicts):
        return "supported"
    if any(verdict in ("supported", "partly") for verdict in verdicts):
        return "partly"
    return "contradicted"


def corrected_of(judgements: list[Judgement]) -> str:
    """Give the corrected figures of a claim, once each."""
    found = [
        judged.corrected
        for judged in judgements
        if judged.verdict in ("contradicted", "partly") and judged.corrected
    ]
    return "; ".join(dict.fromkeys(found))
