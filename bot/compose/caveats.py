"""Caveats: what must be known before figures are compared, from metadata alone."""

from __future__ import annotations

from bot.calculate.evidence import FigureEvidence, Row, Table
from bot.compose.draft import Draft
from bot.compose.wording import join, name
from bot.readings import Reading

__all__ = ["add_caveats"]

_ONE_PERIOD = (
    "lookup", "compare", "ranking", "rank_of", "count", "difference", "ratio", "sum",
)  # fmt: skip


def add_caveats(draft: Draft, evidence: FigureEvidence, reading: Reading) -> None:
    """Add the caveats of the table that the answer rests on."""
    for note in (*reading.notes, *evidence.notes):
        draft.caveat(note)
    if reading.ambiguous:
        quoted = join([f"“{word}”" for word in reading.ambiguous])
        draft.caveat(f"{quoted} names more than one place; all of them are shown.")
    if reading.excluded and evidence.tables[:1] and not evidence.tables[0].request.groups:
        left_out = join([name(draft.book, code) for code in reading.excluded])
        draft.caveat(f"Left out, as asked: {left_out}.")
    for table in evidence.tables[:1]:
        rows = table.read()
        years = {row.year for row in rows if row.year}
        years |= {point.year for point in table.request.points}
        _series_caveats(draft, table, rows, years)
        _divisor_caveats(draft, table)
        _period_caveats(draft, table, reading, years)
        _bloc_caveats(draft, table, reading, {row.place for row in rows})


def _series_caveats(draft: Draft, table: Table, rows: list[Row], years: set[int]) -> None:
    """Say what of the series is not final, where it breaks, and whether it is cumulative."""
    measure = table.request.measure
    incomplete = sorted(
        {row.period for row in rows if row.status in ("incomplete", "projected")}
        | {str(year) for year in years & set(measure.incomplete)}
    )
    if incomplete:
        draft.caveat(
            f"{join(incomplete)} {'is' if len(incomplete) == 1 else 'are'} incomplete in this "
            "source: the figure is not final, and a fall towards it is no finding."
        )
    if len(years) > 1:
        for broken in measure.breaks:
            if min(years) <= broken.year <= max(years):
                draft.caveat(f"{broken.year}: {broken.note}")
    if measure.kind == "cumulative":
        draft.caveat("The series is cumulative: each year includes the years before it.")


def _divisor_caveats(draft: Draft, table: Table) -> None:
    """Say what values are divided by, and where the two count differently."""
    measure, other = table.request.measure, table.request.denominator
    if other is None or other.concept in ("population", "gdp"):
        return
    draft.caveat(f"Divided by: {other.long}. {other.definition}")
    own, divided = table.dataset, table.divisor_dataset
    two = divided is not None and divided.publisher != own.publisher
    if two or "as_reported" in (measure.view, other.view):
        draft.caveat(
            f"The ratio sets two sources beside each other: {measure.long}, and {other.long}. "
            "They count by their own rules, so it is a rough measure."
        )
    if measure.counting and other.counting and measure.counting != other.counting:
        draft.caveat(
            f"{measure.label} are a {measure.counting} count, {other.label} a {other.counting} "
            "count: a ratio of the two mixes counting methods."
        )


def _period_caveats(draft: Draft, table: Table, reading: Reading, years: set[int]) -> None:
    """Say which period was taken where the question left it open."""
    period, rows = reading.period, table.rows
    by_year = period.kind == "at" and not all(point.quarter for point in period.points)
    if table.request.measure.grain == "quarter" and by_year:
        draft.caveat("The series is quarterly; the last quarter with data stands for the year.")
    if period.kind == "last" and years:
        draft.caveat(f"The last years are those of the data: {min(years)} to {max(years)}.")
    if reading.operation in ("mean", "median", "count", "ranking") and not table.request.growth:
        points = table.request.points
        if period.kind in ("range", "since", "last") and len(points) == 1 and len(rows) > 1:
            draft.caveat(f"Taken in {points[0]}, the last year of the period with data.")
    unnamed = period.kind == "latest" and "period" not in reading.stated
    unnamed = unnamed and table.request.measure.grain != "span"
    if unnamed and reading.operation in _ONE_PERIOD and years and table.rows:
        draft.caveat(
            f"No period was named: {max(years)} is the latest with data for this question."
        )


def _bloc_caveats(draft: Draft, table: Table, reading: Reading, shown: set[str]) -> None:
    """Say that a bloc's own row was used, where adding its members up would give more."""
    measure = table.request.measure
    if measure.counting != "whole" or not measure.additive:
        return
    added = {group.code for group in table.request.groups if group.plus != (group.code,)}
    for code in reading.places:
        if (
            code in shown
            and code not in added
            and code in draft.book
            and draft.book.place(code).kind == "bloc"
        ):
            draft.caveat(
                f"For {name(draft.book, code)} the source's own row is used; it counts a joint "
                "article once, while adding its members up would count it several times."
            )
