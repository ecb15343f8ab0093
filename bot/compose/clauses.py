"""Clauses: the pieces of sentences that all answers from tables are put together from."""

from __future__ import annotations

from decimal import Decimal

from bot.calculate.evidence import Row, Table
from bot.calculate.resolve_groups import PART_OF
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, format_value, ordinal
from bot.compose.wording import hedged, in_period, label, name, noun, possessive, stated

__all__ = [
    "according",
    "describe_rounding",
    "exact",
    "gap_text",
    "marker",
    "rows_by_place",
    "share_phrase",
    "state",
    "subject",
]


def exact(row: Row) -> Decimal:
    """Give a row's quantity as a decimal, for arithmetic without binary rounding."""
    return Decimal(repr(row.quantity))


def rows_by_place(table: Table) -> dict[str, list[Row]]:
    """Give the rows of each place, both in the order of the SELECT."""
    found: dict[str, list[Row]] = {}
    for row in table.read():
        found.setdefault(row.place, []).append(row)
    return found


def subject(draft: Draft, row: Row) -> str:
    """Name the place of a row inside a sentence."""
    partial = PART_OF in row.name  # "7 of the 27 members of the European Union together"
    text = row.name if partial else name(draft.book, row.place, fallback=row.name)
    draft.name(text)  # "the G7": its digit is no figure
    if partial:
        draft.name(text.removesuffix(" together"))
    return text


def share_phrase(draft: Draft, table: Table) -> str:
    """Say what a share is of ("share of the world's "); empty where it is none."""
    whole = table.request.share_of
    return f"share of {_whole(draft, whole)} " if whole else ""


def _whole(draft: Draft, code: str) -> str:
    return "the world's" if code == "WLD" else possessive(name(draft.book, code))


def state(draft: Draft, table: Table, row: Row) -> str:
    """State one row as a clause with its value bound to its cell."""
    if table.request.measure.kind == "rank" and not table.request.base:
        place = draft.cell(table, row, text=ordinal(int(row.quantity)))
        what = label(table.request).removeprefix("rank ")
        return f"{subject(draft, row)} ranked {place} {what} {in_period(row)}".rstrip()
    value = hedged(draft.cell(table, row), row)
    clause = stated(table.request, subject(draft, row), value, in_period(row))
    whole = table.request.share_of
    return clause.replace("{whole}", _whole(draft, whole)) if whole else clause


def marker(draft: Draft, table: Table, row: Row) -> str:
    """Cite a row: "[1]"."""
    return f"[{draft.cite(table, row)}]"


def according(draft: Draft, table: Table, row: Row) -> str:
    """Name and cite the source of a row: "according to the NSF [1]"."""
    return f"according to {draft.name_source(table, row)} {marker(draft, table, row)}"


def describe_rounding(text: str) -> str:
    """Describe the rounding of a printed number.

    >>> describe_rounding("34.5%"), describe_rounding("0.42"), describe_rounding("42,524")
    ('to 1 decimal place', 'to 2 decimal places', 'to a whole number')
    """
    decimals = len(text.rstrip("%").rpartition(".")[2]) if "." in text else 0
    if not decimals:
        return "to a whole number"
    return f"to {decimals} decimal place{'s' if decimals != 1 else ''}"


def gap_text(table: Table, gap: Decimal) -> str:
    """Print a difference in the unit of what it compares."""
    request = table.request
    if request.share_of or request.measure.unit == "percent":
        return f"{format_number(gap, 1)} percentage points"
    if request.denominator is not None:
        return format_value(float(gap))
    text = format_value(float(gap), "", request.measure.decimals)
    if request.measure.kind == "rank":
        return f"{text} place{'' if gap == 1 else 's'}"
    if request.measure.kind == "money":
        return text  # its unit stands around it: "2.8 billion US dollars"
    unit = noun(request.measure, float(gap))
    return f"{text} {unit}" if unit else text
