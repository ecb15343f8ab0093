"""The scene: one claim over one grid, and the questions every rule asks of them.  Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.check.given.cells import words_of
from bot.check.given.grid import Grid
from bot.check.given.link import Item, Linked
from bot.check.given.words import FUNCTION, LOST, NEGATIONS, TIED, WON

__all__ = ["Condition", "Finding", "Scene", "meets", "say_rows"]

_OVER = re.compile(
    r"(?:\b(?:more|greater|higher|larger|bigger|longer|better|later|taller) than|\bover|\babove|"
    r"\bexceed(?:s|ed|ing)?|\bbeyond)(?: (?:a|an|the|of))*$"
)
_UNDER = re.compile(
    r"(?:\b(?:less|fewer|lower|smaller|shorter|earlier) than|\bunder|\bbelow)(?: (?:a|an|the|of))*$"
)
_AT_LEAST = re.compile(r"\b(?:at least|no (?:fewer|less) than|a minimum of)$")
_AT_MOST = re.compile(r"\b(?:at most|no more than|up to|a maximum of)$")
_EXACTLY = re.compile(r"\b(?:exactly|precisely|just|only)$")
_AFTER = re.compile(r"\b(?:after|since|later than|past)$")
_BEFORE = re.compile(r"\b(?:before|until|prior to|earlier than)$")
_RUNS = re.compile(r"\bin a row\b|\bconsecutive|\bstraight\b|\bthan (?:they|he|she|it)\b")
_NEAR = 3  # words between a column's name and its value


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Say what a rule made of a claim."""

    holds: bool
    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Hold one thing that a row must meet."""

    item: Item
    rows: frozenset[int]
    columns: tuple[int, ...] = ()
    is_threshold: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Put a claim and a grid together."""

    grid: Grid
    linked: Linked
    text: str  # the claim's words, one space between

    # -- words -----------------------------------------------------------------------------

    def has(self, *words: str) -> bool:
        """Tell whether any of these words stands in the claim, outside names."""
        return any(self.at(word) >= 0 for word in words)

    def at(self, word: str) -> int:
        """Give the first position of a word that is no part of a name; -1 for none."""
        for position, found in enumerate(self.linked.words):
            if found.text == word and not self.is_inside_name(position):
                return position
        return -1

    def is_inside_name(self, position: int) -> bool:
        return any(
            item.kind == "cell" and item.start <= position < item.end for item in self.linked.items
        )

    @property
    def _titled(self) -> frozenset[str]:
        return frozenset(word.text for word in words_of(self.grid.title))

    @property
    def counts_runs(self) -> bool:
        """Tell whether the claim speaks of unbroken runs, which no rule reads."""
        return bool(_RUNS.search(self.text))

    @property
    def is_denied(self) -> bool:
        """Tell whether the claim says that something is not so."""
        found = [
            w
            for p, w in enumerate(self.linked.words)
            if w.text in NEGATIONS and not self.is_inside_name(p)
        ]
        found = [
            w
            for w in found
            if not re.search(
                rf"\b{w.text} (?:more|less|fewer|later|earlier|only) than|not only|without",
                self.text,
            )
        ]
        return len(found) % 2 == 1

    def before(self, item: Item, length: int = 5) -> str:
        """Give the words before an item."""
        return self.linked.texts(item.start - length, item.start)

    def after(self, item: Item, length: int = 5) -> str:
        """Give the words after an item."""
        return self.linked.texts(item.end, item.end + length)

    # -- columns ---------------------------------------------------------------------------

    def columns_near(self, start: int, end: int, *, reach: int = _NEAR) -> list[Item]:
        """Give the column names within reach of a stretch, the nearest first."""
        found = []
        for item in self.linked.of("column"):
            gap = start - item.end if item.end <= start else item.start - end
            if gap > reach:
                continue
            low, high = (item.end, start) if item.end <= start else (end, item.start)
            if any(
                other.kind in ("cell", "number") and low <= other.start < high
                for other in self.linked.items
            ):
                continue
            found.append((gap, -item.coverage, item))
        return [item for _, _, item in sorted(found, key=lambda entry: entry[:2])]

    def valued(self, columns: Iterable[int]) -> list[int]:
        """Keep the columns that hold numbers, ranks or dates."""
        return [c for c in columns if self.grid.columns[c].type in ("number", "rank", "date")]

    def typed(self, *names: str) -> list[int]:
        """Give the columns of some types."""
        return [column.index for column in self.grid.columns if column.type in names]

    def named(self, roots: Sequence[str]) -> list[int]:
        """Give the valued columns whose header has one of these roots."""
        return [
            column.index
            for column in self.grid.columns
            if set(roots) & set(column.roots) and column.type in ("number", "rank", "date")
        ]

    # -- conditions ------------------------------------------------------------------------

    def conditions(self, *, without: Iterable[Item] = ()) -> list[Condition]:
        """Give what the claim says that rows must meet: names, values, thresholds, results."""
        left_out = [(item.start, item.end) for item in without]
        found: list[Condition] = []
        ranges = self._year_ranges()
        for first, last, condition in ranges:
            found.append(condition)
            left_out += [(first.start, first.end), (last.start, last.end)]
        for item in self.linked.items:
            if any(start < item.end and item.start < end for start, end in left_out):
                continue
            made = self.condition(item)
            if made is not None:
                found.append(made)
        return found + self._outcomes(left_out)

    def condition(self, item: Item) -> Condition | None:
        """Give the rows that one item speaks of; None where it sets no condition."""
        if item.kind not in ("cell", "number", "ordinal"):
            return None
        number = self.number_of(item)
        if number is not None:
            bound = self._threshold(item, number)
            if bound is not None:
                return bound
        near = [c for column in self.columns_near(item.start, item.end)[:1] for c in column.columns]
        if item.is_day:
            return Condition(
                item=item, rows=item.rows() & self.grid.all_rows, columns=tuple(self.typed("date"))
            )
        if item.kind == "number" and item.text in self._titled and not near:
            return None  # the year that the whole table is about
        if item.kind == "cell":
            own = [c for c in near if any(spot[1] == c for spot in item.spots)]
            if number is not None and near and not own:
                own = [c for c in near if self.grid.columns[c].type in ("number", "rank")]
                if own:
                    return Condition(item=item, rows=self._equal(own, number), columns=tuple(own))
            columns = tuple(own) or tuple(dict.fromkeys(spot[1] for spot in item.spots))
            return Condition(
                item=item, rows=item.rows(columns) & self.grid.all_rows, columns=columns
            )
        columns_ = self.valued(near) or self.typed("number", "rank")
        if item.kind == "ordinal":
            columns_ = [c for c in columns_ if self.grid.columns[c].type == "rank"] or columns_
        rows = self._equal(columns_, item.value)
        return Condition(item=item, rows=rows, columns=tuple(columns_))

    @staticmethod
    def number_of(item: Item) -> float | None:
        """Give the number that an item is, where it is one."""
        if item.kind in ("number", "ordinal"):
            return item.value
        text = item.text.replace(",", "")
        return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None

    def _equal(self, columns: Iterable[int], value: float) -> frozenset[int]:
        found = set()
        for row in self.grid.all_rows:
            for column in columns:
                cell = self.grid.rows[row][column]
                if cell.number is not None and abs(cell.number - value) < 1e-9 * max(1, abs(value)):
                    found.add(row)
        return frozenset(found)

    def comparison(self, item: Item) -> str:
        """Give the comparison that the words before a number state: ">", "<", ">=", "<="."""
        before = self.before(item, 4)
        for sign, pattern in (
            (">=", _AT_LEAST), ("<=", _AT_MOST), (">", _OVER), ("<", _UNDER),
            (">", _AFTER), ("<", _BEFORE),
        ):  # fmt: skip
            if pattern.search(before):
                return sign
        if re.match(r"(?:\w+ )?or (?:more|higher|above|better)\b", self.after(item, 3)):
            return ">="
        if re.match(r"(?:\w+ )?or (?:less|fewer|lower|below)\b", self.after(item, 3)):
            return "<="
        return ""

    def _threshold(self, item: Item, number: float) -> Condition | None:
        sign = self.comparison(item)
        if not sign:
            return None
        dated = _AFTER.search(self.before(item, 3)) or _BEFORE.search(self.before(item, 3))
        near = [
            c
            for column in self.columns_near(item.start, item.end, reach=5)[:2]
            for c in column.columns
        ]
        columns = self.valued(near)
        if dated:
            columns = [c for c in columns if self.grid.columns[c].type == "date"] or self.typed(
                "date"
            )
        if not columns:
            return None
        column = columns[0]
        rows = set()
        for row in self.grid.all_rows:
            value = self.grid.value(row, column)
            if isinstance(value, tuple):
                value = float(value[0]) if number > 31 else None
            if value is not None and meets(value, sign, number):
                rows.add(row)
        return Condition(item=item, rows=frozenset(rows), columns=(column,), is_threshold=True)

    def _year_ranges(self) -> list[tuple[Item, Item, Condition]]:
        """Read "from 1975 to 1978" against the column of years."""
        found = []
        columns = self.typed("date")
        items = [item for item in self.linked.of("cell", "number") if not item.is_day]
        for one, other in itertools.pairwise(items):
            low, high = self.number_of(one), self.number_of(other)
            if not columns or low is None or high is None or not 1500 <= low < high <= 2100:
                continue
            between = self.linked.texts(one.end, other.start)
            opened = self.before(one, 4).split()
            if (
                between in ("to", "through", "until", "")
                and {"from", "between", "during", "in"} & set(opened)
            ) or (between == "and" and "between" in opened):
                rows = set()
                for row in self.grid.all_rows:
                    date = self.grid.rows[row][columns[0]].date
                    if date is not None and low <= date[0] <= high:
                        rows.add(row)
                condition = Condition(
                    item=other, rows=frozenset(rows), columns=(columns[0],), is_threshold=True
                )
                found.append((one, other, condition))
        return found

    def _outcomes(self, left_out: Sequence[tuple[int, int]]) -> list[Condition]:
        """Read "won", "lost" and "drew" where a column says who did."""
        if self.grid.outcome is None:
            return []
        found = []
        for position, word in enumerate(self.linked.words):
            if any(
                item.start <= position < item.end and item.kind == "cell"
                for item in self.linked.items
            ):
                continue
            if any(start <= position < end for start, end in left_out):
                continue
            for name, known in (("won", WON), ("lost", LOST), ("tied", TIED)):
                if word.root in known and len(word.root) > 1:
                    rows = frozenset(
                        r for r in self.grid.all_rows if self.grid.outcome_of(r) == name
                    )
                    item = Item(kind="word", start=position, end=position + 1, text=word.text)
                    found.append(Condition(item=item, rows=rows, columns=(self.grid.outcome,)))
        return found

    def plain(self, start: int, end: int) -> bool:
        """Tell whether only function words stand between two positions."""
        return all(word.text in FUNCTION for word in self.linked.words[start:end])

    def restricted(self, condition: Condition, columns: Sequence[int]) -> Condition:
        """Give a condition with its rows read in some columns only."""
        return replace(
            condition,
            rows=condition.item.rows(columns) & self.grid.all_rows,
            columns=tuple(columns),
        )


def meets(value: float, sign: str, bound: float) -> bool:
    """Tell whether a value stands so to a bound.

    >>> meets(3, ">=", 3), meets(3, ">", 3)
    (True, False)
    """
    return {
        ">": value > bound, "<": value < bound, ">=": value >= bound, "<=": value <= bound,
        "": value == bound,
    }[sign]  # fmt: skip


def say_rows(grid: Grid, rows: Iterable[int]) -> str:
    """Name rows by their numbers, as a reader counts them."""
    numbers = sorted(rows)
    if not numbers:
        return "no row"
    shown = ", ".join(str(number + 1) for number in numbers[:6])
    return f"row{'s' if len(numbers) > 1 else ''} {shown}{' …' if len(numbers) > 6 else ''}"
