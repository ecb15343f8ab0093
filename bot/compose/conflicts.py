"""Conflicts: two values of one source group for the same place and time."""

from __future__ import annotations

from bot.answers import Conflict, ConflictSide
from bot.calculate.evidence import Table
from bot.compose.draft import Draft
from bot.compose.wording import title

__all__ = ["add_conflicts"]


def add_conflicts(draft: Draft, table: Table) -> None:
    """Record as a conflict what the answer printed twice, and differently, for one thing."""
    measure = table.request.measure
    sides: dict[tuple[str, str], dict[tuple[int, str], None]] = {}
    for row in table.read():
        for figure in draft.figures:
            if (figure.measure, figure.place, figure.period) == (
                measure.id,
                row.place,
                row.period,
            ) and figure.text.startswith(row.printed or "\0"):
                told = sides.setdefault((row.place, row.period), {})
                told[figure.citation, figure.text] = None
    for (place, period), told in sides.items():
        if len(told) < 2:
            continue
        draft.conflicts.append(
            Conflict(
                point=f"{measure.label}, {title(draft.book, place)}, {period}",
                kind="true conflict",
                sides=tuple(
                    ConflictSide(
                        citation=citation, value=text, year=period, definition=measure.definition
                    )
                    for citation, text in told
                ),
            )
        )
