"""Link: which cells, columns and numbers of a table a claim names.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from bot.check.given.cells import Word, find_days, words_of
from bot.check.given.grid import Grid, Spot
from bot.check.given.words import FUNCTION, ORDINAL_WORDS, VALUES, root

__all__ = ["Item", "Linked", "link"]

Kind = Literal["cell", "column", "number", "ordinal", "word"]
_LONGEST = 8
_SLIP = 88  # of 100: "veidhuis" for "veldhuis"
_SLIP_LETTERS = 5

# Words that stand for one another between claims and headers.
_SYNONYMS = [
    frozenset(map(root, words.split()))
    for words in (
        "attendance crowd spectator attendee audience",
        "game match matches fixture contest",
        "team club side squad franchise",
        "year season edition",
        "date day when",
        "nation country nationality",
        "player person people athlete competitor participant name driver rider golfer swimmer",
        "venue stadium ground arena location",
        "rank position place finish placing standing",
        "point pts",
        "score result",
        "win won victory wins",
        "lose lost losses",
        "draw drawn tie tied",
        "money prize earnings winnings cash",
        "population resident inhabitant",
        "viewer viewers viewership",
        "played games gp matches",
        "party affiliation",
        "rebound rebounds", "assist assists",
        "opponent opposition against",
        "height tall", "weight heavy", "length long", "city town", "school college university",
        "city location", "director direct", "episode title", "album title", "song title",
        "film title movie", "network channel station",
        "percentage percent % share",
        "goal goals", "average avg", "time duration",
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Hold one linked stretch of a claim."""

    kind: Kind
    start: int  # positions of words, [start, end)
    end: int
    text: str
    spots: tuple[Spot, ...] = ()  # of a cell
    whole: bool = False  # it is all of the cell
    columns: tuple[int, ...] = ()  # of a column
    coverage: float = 0.0  # of a column: how much of the header is named
    value: float = 0.0  # of a number or an ordinal
    is_day: bool = False  # of a cell: a day, matched as a date

    def rows(self, columns: Sequence[int] = ()) -> frozenset[int]:
        """Give the rows in which it stands, in these columns or in any."""
        return frozenset(row for row, column in self.spots if not columns or column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Hold a claim over a grid: items in order, and the words nothing was found for."""

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    unexplained: tuple[str, ...]

    def of(self, *kinds: Kind) -> tuple[Item, ...]:
        """Give the items of some kinds, in order."""
        return tuple(item for item in self.items if item.kind in kinds)

    def roots(self, start: int, end: int) -> tuple[str, ...]:
        """Give the roots of the words between two positions."""
        return tuple(word.root for word in self.words[max(0, start) : end])

    def texts(self, start: int, end: int) -> str:
        """Give the words between two positions as one text."""
        return " ".join(word.text for word in self.words[max(0, start) : end])


def link(claim: str, grid: Grid) -> Linked:
    """Link a claim's words with a grid, the longest runs first."""
    words = list(words_of(claim))
    words = [_mended(word, grid) for word in words]
    taken: list[Item | None] = [None] * len(words)
    for item in _dates(claim, words, grid):
        taken[item.start : item.end] = [item] * (item.end - item.start)
    for item in _cells(words, grid):
        if all(slot is None for slot in taken[item.start : item.end]):
            taken[item.start : item.end] = [item] * (item.end - item.start)
    for item in _columns(words, grid):
        if all(slot is None for slot in taken[item.start : item.end]):
            taken[item.start : item.end] = [item] * (item.end - item.start)
    for at, word in enumerate(words):
        if taken[at] is None and (made := _number(at, word)):
            taken[at] = made
    items: list[Item] = []
    for slot in taken:
        if slot is not None and (not items or items[-1] is not slot):
            items.append(slot)
    titled = {word.root for word in words_of(grid.title)}
    left = tuple(
        word.text
        for at, word in enumerate(words)
        if taken[at] is None and word.text not in FUNCTION and word.root not in titled
    )
    return Linked(words=tuple(words), items=tuple(items), unexplained=left)


def _dates(claim: str, words: Sequence[Word], grid: Grid) -> Iterator[Item]:
    """Give the days that a claim names, with the cells of the same day."""
    columns = [column.index for column in grid.columns if column.type == "date"]
    for start, end, date in find_days(claim):
        spots = tuple(
            (row, column)
            for row in range(len(grid.rows))
            for column in columns
            if (known := grid.rows[row][column].date) is not None
            and known[1:] == date[1:]
            and (not known[0] or not date[0] or known[0] == date[0])
        )
        at = [n for n, word in enumerate(words) if start <= word.start and word.end <= end]
        if at and columns:
            yield Item(
                kind="cell", start=at[0], end=at[-1] + 1, text=claim[start:end], spots=spots,
                whole=True, is_day=True,
            )  # fmt: skip


def _mended(word: Word, grid: Grid) -> Word:
    """Mend a slip of the pen in a name: "veidhuis"."""
    if (
        word.number is not None
        or len(word.root) < _SLIP_LETTERS
        or word.root in grid.vocabulary
        or word.text in FUNCTION
        or any(word.root in column.roots for column in grid.columns)
    ):
        return word
    near = process.extractOne(
        word.root, grid.vocabulary, scorer=fuzz.ratio, score_cutoff=_SLIP, processor=None
    )
    if near is None or len(near[0]) < _SLIP_LETTERS:
        return word
    return Word(word.text, near[0], word.start, word.end)


def _cells(words: Sequence[Word], grid: Grid) -> Iterator[Item]:
    """Give every run of words that stands in cells, the longest first."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            run = tuple(word.root for word in words[start : start + length])
            spots = grid.runs.get(run)
            if not spots:
                continue
            spots = tuple(spot for spot in spots if spot[0] not in grid.totals) or spots
            if length == 1 and not _tells(words[start], spots, grid):
                continue
            whole = tuple(spot for spot in spots if spot[2])
            used = whole or spots
            yield Item(
                kind="cell",
                start=start,
                end=start + length,
                text=" ".join(word.text for word in words[start : start + length]),
                spots=tuple((row, column) for row, column, _ in used),
                whole=bool(whole),
            )


def _tells(word: Word, spots: tuple[tuple[int, int, bool], ...], grid: Grid) -> bool:
    """Tell whether one word alone may name a cell."""
    if word.number is not None:
        return any(
            is_whole
            or grid.rows[r][c].number == word.number
            or grid.columns[c].type == "date"
            or ("." in word.text and grid.rows[r][c].words[0].number == word.number)
            for r, c, is_whole in spots
        )
    if word.text in FUNCTION or word.text in VALUES or word.text in ORDINAL_WORDS:
        return False
    if any(word.root in column.roots for column in grid.columns):
        return any(is_whole for _, _, is_whole in spots)
    return len(word.root) > 2 or any(is_whole for _, _, is_whole in spots)


def _columns(words: Sequence[Word], grid: Grid) -> Iterator[Item]:
    """Give the runs of words that name columns, those that name most of a header first."""
    found: list[Item] = []
    said = {int(w.number) for w in words if w.number is not None and w.number.is_integer()}
    years = {column.year for column in grid.columns if column.year} & said
    for column in grid.columns:
        if years and column.year and column.year not in years:
            continue  # "in 2021" speaks of the columns of 2021
        own = [r for r in column.roots if r not in FUNCTION and len(r) > 0] or list(column.roots)
        if not own:
            continue
        best: dict[tuple[int, int], float] = {}
        for start, word in enumerate(words):
            if not _alike_any(word.root, own):
                continue
            end, hits = start, 0
            matched: set[str] = set()
            at = start
            while at < len(words) and at - start < 7:
                hit = next((r for r in own if r not in matched and _alike(words[at].root, r)), None)
                if hit is not None:
                    matched.add(hit)
                    hits += 1
                    end = at + 1
                elif words[at].text not in FUNCTION:
                    break
                at += 1
            best[start, end] = hits / len(own)
        for (start, end), coverage in best.items():
            found.append(
                Item(
                    kind="column",
                    start=start,
                    end=end,
                    text=" ".join(word.text for word in words[start:end]),
                    columns=(column.index,),
                    coverage=coverage,
                )
            )
    merged: dict[tuple[int, int], Item] = {}
    for item in sorted(found, key=lambda item: (-(item.end - item.start), -item.coverage)):
        known = merged.get((item.start, item.end))
        if known is None:
            merged[item.start, item.end] = item
        elif known.coverage == item.coverage:
            merged[item.start, item.end] = Item(
                kind="column", start=item.start, end=item.end, text=item.text,
                columns=known.columns + item.columns, coverage=item.coverage,
            )  # fmt: skip
    yield from sorted(merged.values(), key=lambda item: -item.coverage * (item.end - item.start))


def _alike_any(word: str, roots: Sequence[str]) -> bool:
    return any(_alike(word, other) for other in roots)


def _alike(word: str, other: str) -> bool:
    """Tell whether a word of a claim and one of a header say the same."""
    if word == other:
        return True
    if (
        len(word) >= 5
        and len(other) >= 5
        and (word.startswith(other[:5]))
        and abs(len(word) - len(other)) <= 4
    ):
        return True
    return any(word in group and other in group for group in _SYNONYMS)


def _number(at: int, word: Word) -> Item | None:
    if word.number is not None:
        ordinal = word.text.endswith(("st", "nd", "rd", "th"))
        return Item(
            kind="ordinal" if ordinal else "number",
            start=at,
            end=at + 1,
            text=word.text,
            value=word.number,
        )
    if word.text in VALUES:
        return Item(
            kind="number", start=at, end=at + 1, text=word.text, value=float(VALUES[word.text])
        )
    if word.text in ORDINAL_WORDS and word.text not in ("first",):
        return Item(
            kind="ordinal",
            start=at,
            end=at + 1,
            text=word.text,
            value=float(ORDINAL_WORDS[word.text]),
        )
    return None
