"""Entity conditions: what the rows of a table of things must meet, from a question's parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understand.entity_readings import Condition, Test
from bot.understand.entity_scan import MONTHS, EntityScan
from bot.understand.periods import Period
from bot.understand.quantities import Quantity
from corpus.places import PlaceBook

__all__ = ["Placed", "find_conditions"]

_TESTS: dict[str, Test] = {
    "over": ">",
    "at least": ">=",
    "under": "<",
    "at most": "<=",
    "nearly": ">=",
    "about": ">=",
}
_OF_A_LIST = re.compile(r"\b(?:top|first|last|bottom|which|the|leading)\s*$", re.IGNORECASE)
_BEYOND_ROW = re.compile(
    r"\b(?P<more>more|higher|larger|bigger|greater|less|fewer|smaller|cheaper|lower)\b[^.?\ufff0]{0,40}?"
    r"\bthan\s+(?:the\s+)?\ufff0",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\b(?:known|disclosed|available|reported|given|stated|published\s+(?:value|figure)"
    r"|(?:is|are|was|were|have|has)\b[^.?]{0,40}\bpublished)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Hold a condition with where the question states it."""

    condition: Condition
    start: int

    @property
    def plain(self) -> bool:
        """Tell whether it is about place or time alone."""
        return self.condition.column in ("places", "place", "year")


def find_conditions(scan: EntityScan, book: PlaceBook) -> list[Placed] | None:
    """Find every condition of a question; None when a number in it cannot be told."""
    thresholds = _thresholds(scan)
    if thresholds is None:
        return None
    return [*_values(scan), *_parts(scan), *_places(scan, book), *_times(scan), *thresholds]


def _values(scan: EntityScan) -> Iterator[Placed]:
    """Read "open-weight", "language models" and "from industry"."""
    seen: dict[str, set[str]] = {}
    for _, tag in scan.tags("value"):
        seen.setdefault(tag.column, set()).add(tag.value)
    for item, tag in scan.tags("value"):
        column = scan.known.table.of(tag.column)
        if column.kind == "yesno" and len(seen[tag.column]) > 1:
            continue  # "open or closed": both, so none is left out
        yield Placed(
            condition=Condition(
                column=tag.column,
                test="has" if column.kind == "list" else "=",
                values=(tag.value,),
                said=column.label_of(tag.value),
            ),
            start=item.start,
        )


def _parts(scan: EntityScan) -> Iterator[Placed]:
    """Read organisations; several of them are alternatives."""
    by_column: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    for mention in scan.parts:
        by_column.setdefault(mention.column, []).extend(mention.values)
        starts.setdefault(mention.column, mention.start)
    for column, values in by_column.items():
        said = " or ".join(mention.text for mention in scan.parts if mention.column == column)
        yield Placed(
            condition=Condition(
                column=column, test="has", values=tuple(dict.fromkeys(values)), said=said
            ),
            start=starts[column],
        )


def _places(scan: EntityScan, book: PlaceBook) -> Iterator[Placed]:
    """Read countries, and blocs as their members."""
    column = scan.known.table.place
    if not column:
        return
    wanted: list[str] = []
    names: list[str] = []
    for mention in scan.places:
        if mention.code == "WLD" or set(mention.codes) & set(scan.excluded):
            continue
        for code in mention.codes:
            wanted.extend(_members(code, book))
            names.append(book.place(code).sentence)
    if wanted:
        yield Placed(
            condition=Condition(
                column=column,
                test="has",
                values=tuple(dict.fromkeys(wanted)),
                said=" or ".join(dict.fromkeys(names)),
            ),
            start=min(mention.start for mention in scan.places),
        )
    if scan.excluded:
        codes = tuple(code for place in scan.excluded for code in _members(place, book))
        said = " or ".join(book.place(code).sentence for code in scan.excluded)
        yield Placed(
            condition=Condition(column=column, test="has not", values=codes, said=said), start=0
        )


def _members(code: str, book: PlaceBook) -> tuple[str, ...]:
    return book.members(code) or (code,)


def _times(scan: EntityScan) -> Iterator[Placed]:
    table = scan.known.table
    if not table.date:
        return
    start = min((span[0] for span in scan.found.spans), default=0)
    for condition in _of_period(scan.found.period, scan.known.last_year):
        yield Placed(condition=condition, start=start)
    for year, month in scan.months:
        after = f"{year + month // 12}-{month % 12 + 1:02d}-01"
        yield Placed(
            condition=Condition(
                column=table.date,
                test=">=",
                values=(f"{year}-{month:02d}-01",),
                said=f"published in {MONTHS[month - 1].capitalize()} {year}",
            ),
            start=start,
        )
        yield Placed(condition=Condition(column=table.date, test="<", values=(after,)), start=start)


def _of_period(period: Period, last_year: int) -> Iterator[Condition]:
    """Read a period as conditions on the year."""
    years = [float(point.year) for point in period.points]
    if period.kind == "at" and years:
        yield Condition(column="year", test="in" if years[1:] else "=", values=tuple(years))
    elif period.kind == "range" and len(years) == 2:
        yield Condition(column="year", test=">=", values=(years[0],))
        yield Condition(column="year", test="<=", values=(years[1],))
    elif period.kind == "since" and years:
        yield Condition(column="year", test=">=", values=(years[0],))
    elif period.kind == "until" and years:
        yield Condition(column="year", test="<=", values=(years[0],))
    elif period.kind == "last" and period.last_years and last_year:
        yield Condition(
            column="year", test=">=", values=(float(last_year - period.last_years + 1),)
        )


def _thresholds(scan: EntityScan) -> list[Placed] | None:
    """Read "over 10^25 FLOP", "at least a trillion parameters", "more than $100 million"."""
    found = []
    for quantity in scan.quantities:
        if quantity.kind == "rank" or quantity.value is None:
            continue
        if quantity.value == scan.cues.limit or _OF_A_LIST.search(scan.text[: quantity.start]):
            continue
        column = _column_of(quantity, scan)
        if not column:
            return None
        test: Test = _TESTS.get(quantity.hedge, ">=")
        found.append(
            Placed(
                condition=Condition(
                    column=column,
                    test=test,
                    values=(quantity.value,),
                    said=quantity.text,
                ),
                start=quantity.start,
            )
        )
    if beyond := _BEYOND_ROW.search(scan.text):
        row = next((item for item in scan.rows if item.start == beyond.end() - 1), None)
        column = _named_number(scan)
        if row is None or not row.names or not column:
            return None
        less = re.match(r"less|fewer|smaller|cheaper|lower", beyond["more"], re.IGNORECASE)
        found.append(
            Placed(
                condition=Condition(
                    column=column,
                    test="<" if less else ">",
                    values=row.names[:1],
                    said=row.names[0],
                ),
                start=beyond.start(),
            )
        )
    known = _KNOWN.search(scan.text)
    if known and not found and not scan.rows:
        numbers = [
            (item, tag)
            for item, tag in scan.tags("column")
            if scan.known.table.of(tag.column).kind == "number"
        ]
        for item, tag in numbers:
            found.append(
                Placed(
                    condition=Condition(column=tag.column, test="known", values=()),
                    start=item.start,
                )
            )
    return found


def _column_of(quantity: Quantity, scan: EntityScan) -> str:
    """Give the column that a number is a value of: money by its sign, else the nearest word."""
    table = scan.known.table
    numbers = [column for column in table.column if column.kind == "number"]
    if quantity.currency or quantity.kind == "money":
        return next((column.name for column in numbers if "dollar" in column.unit), "")
    near = [
        (abs(item.start - quantity.end) if item.start >= quantity.end
         else quantity.start - item.end + 4, tag.column)
        for item, tag in scan.tags("column")
        if table.of(tag.column).kind == "number"
    ]  # fmt: skip
    return min(near)[1] if near else ""


def _named_number(scan: EntityScan) -> str:
    """Give the first numeric column that a question names."""
    table = scan.known.table
    return next(
        (tag.column for _, tag in scan.tags("column") if table.of(tag.column).kind == "number"), ""
    )
