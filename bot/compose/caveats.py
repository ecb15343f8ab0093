"""Caveats: what must be known before figures are compared, from metadata alone."""

from __future__ import annotations

from bot.calculate.evidence import FigureEvidence, Table
from bot.compose.draft import Draft
from bot.compose.wording import join, name
from bot.readings import Reading

__all__ = ["add_caveats"]


def add_caveats(draft: Draft, evidence: FigureEvidence, reading: Reading) -> None:
    """Add the caveats of every table that the answer rests on."""
    for note in (*reading.notes, *evidence.notes):
        draft.caveat(note)
    if reading.ambiguous:
        quoted = join([f"“{word}”" for word in reading.ambiguous])
        draft.caveat(f"{quoted} names more than one place; all of them are shown.")
    for table in evidence.tables[:1]:
        _table_caveats(draft, table, reading)


def _table_caveats(draft: Draft, table: Table, reading: Reading) -> None:
    measure = table.request.measure
    rows = table.read()
    years = {row.year for row in rows if row.year}
    years |= {point.year for point in table.request.points}
    incomplete = sorted(
        {row.period for row in rows if row.status in ("incomplete", "projected")}
        | {str(year) for year in years & set(measure.incomplete)}
    )
    if incomplete:
        draft.caveat(
            f"{join(incomplete)} {'is' if len(incomplete) == 1 else 'are'} incomplete in this source: "
            "the figure is not final, and a fall towards it is no finding."
        )
    if len(years) > 1:
        for broken in measure.breaks:
            if min(years) <= broken.year <= max(years):
                draft.caveat(f"{broken.year}: {broken.note}")
    if measure.kind == "cumulative":
        draft.caveat("The series is cumulative: each year includes the years before it.")
    if (
        measure.grain == "quarter"
        and reading.period.kind == "at"
        and not all(point.quarter for point in reading.period.points)
    ):
        draft.caveat("The series is quarterly; the last quarter with data stands for the year.")
    if reading.period.kind == "last" and years:
        draft.caveat(f"The last years are those of the data: {min(years)} to {max(years)}.")
    plain = reading.operation in (
        "lookup",
        "compare",
        "ranking",
        "rank_of",
        "count",
        "difference",
        "ratio",
        "sum",
    )
    if (
        plain
        and reading.period.kind == "latest"
        and "period" not in reading.stated
        and years
        and rows
    ):
        draft.caveat(
            f"No period was named: {max(years)} is the latest with data for this question."
        )
    for code in reading.places:
        if (
            code in draft.book
            and draft.book.place(code).kind == "bloc"
            and code in {row.place for row in rows}
        ):
            if measure.counting == "whole" and measure.additive:
                draft.caveat(
                    f"For {name(draft.book, code)} the source's own row is used; it counts a joint article once, "
                    "while adding its members up would count it several times."
                )
