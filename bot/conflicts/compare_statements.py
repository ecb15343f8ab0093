"""Compare statements: what sentences state against the tables, and against each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.check.allowances import Range, allowed
from bot.check.series import unit_scale
from bot.conflicts.certain import Subject, is_certain, quotes_another
from bot.conflicts.classify import Witnesses, room_of, worst_factor, year_of
from bot.conflicts.compare_figures import place_name, side_of
from bot.conflicts.observations import Observation
from bot.conflicts.records import Conflict, Kind, Side
from bot.conflicts.statements import Statement
from bot.understand.knowledge import Knowledge
from bot.understand.quantities import Quantity, find_quantities
from corpus.places import PlaceBook
from corpus.sources import Source

__all__ = ["Cells", "Told", "compare_statements", "tell"]

_SLACK = 1e-9
_HEDGE_BEFORE = 30  # characters before a number that may hold its hedge


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Hold a statement with its words, number and document."""

    statement: Statement
    document: Source
    layer: str
    text: str
    quantity: Quantity
    group: str  # the body whose figure it is said to be; "" where nobody is named

    @property
    def room(self) -> Range:
        """Give the true values that the words allow, in single units or per cent."""
        before = self.text[max(0, self.quantity.start - _HEDGE_BEFORE) : self.quantity.start]
        return allowed(self.quantity, before=before)

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Give what it is about."""
        said = self.statement
        return (said.concept, said.place, said.year, said.quarter)


def tell(
    statement: Statement, document: Source, *, layer: str, text: str, witnesses: Witnesses
) -> Told | None:
    """Put the words back to a statement; None where they no longer hold its number."""
    numbers = find_quantities(text)
    if statement.number >= len(numbers) or numbers[statement.number].value is None:
        return None
    return Told(
        statement=statement,
        document=document,
        layer=layer,
        text=text,
        quantity=numbers[statement.number],
        group=statement.group or witnesses.group(document.id),
    )


class Cells:
    """Hold the values that statements are held against, by what they are of and by size."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._by_key: dict[tuple[str, str, int, int], list[Observation]] = defaultdict(list)
        for seen in observations:
            key = (seen.measure.concept, seen.place, seen.year, seen.quarter)
            self._by_key[key].append(seen)
        every = [seen for cells in self._by_key.values() for seen in cells]
        self._by_size = sorted(every, key=lambda seen: seen.worth)
        self._sizes = [seen.worth for seen in self._by_size]

    def of(self, item: Told) -> list[Observation]:
        """Give the values of what a statement is about; those of the measure it names, if any."""
        concept, place, year, quarter = item.key
        cells = list(self._by_key.get(item.key, ()))
        if item.quantity.kind == "percent":
            share = f"{concept.removesuffix('s')}_share"
            cells += self._by_key.get((share, place, year, quarter), ())
        cells = [cell for cell in cells if _speaks_to(item, cell)]
        own = [cell for cell in cells if cell.measure.id in item.statement.measures]
        return own or cells

    def like(self, item: Told) -> list[Observation]:
        """Give every value, of whatever place and time, that the words would allow."""
        room = item.room
        first = bisect_left(self._sizes, room.low - _SLACK)
        last = bisect_right(self._sizes, room.high + _SLACK)
        return self._by_size[first:last]


def compare_statements(
    told: Sequence[Told], cells: Cells, witnesses: Witnesses, knowledge: Knowledge
) -> Iterator[Conflict]:
    """Give each statement that no cell bears out with the cell it differs from, then texts."""
    book = knowledge.book
    alone: list[Told] = []
    for item in told:
        if not item.statement.is_whole:
            continue
        own = cells.of(item)
        if not own:
            alone.append(item)
        elif not any(_bears_out(item, cell) for cell in own):
            cell = _opposite(item, own, witnesses)
            if _may_contradict(item, cell, cells, witnesses, knowledge):
                yield _against_data(item, cell, witnesses, book)
    yield from _between_texts(alone, witnesses, knowledge)


def _may_contradict(
    item: Told, cell: Observation, cells: Cells, witnesses: Witnesses, knowledge: Knowledge
) -> bool:
    document = witnesses.document(cell)
    if document is not None and document.id == item.document.id:
        return False  # the figure was taken from this very document
    if not _is_certain(item, knowledge, cell):
        return False
    return not quotes_another(
        item.text, item.quantity, cells.like(item), knowledge, concept=cell.measure.concept
    )


def _is_certain(item: Told, knowledge: Knowledge, cell: Observation | None = None) -> bool:
    said = item.statement
    subject = Subject(
        concept=cell.measure.concept if cell else said.concept,
        place=said.place,
        year=said.year,
        measure=cell.measure if cell else None,
    )
    return is_certain(item.text, item.quantity, subject, knowledge=knowledge)


def _speaks_to(item: Told, cell: Observation) -> bool:
    """Tell whether a number is of the kind that a cell counts: per cent, money, things."""
    if cell.partner or cell.start_year != cell.year:
        return False
    unit = cell.unit.lower()
    kind = item.quantity.kind
    if kind == "percent" or unit.startswith("percent"):
        return kind == "percent" and unit.startswith("percent")
    money = "dollar" in unit or "us$" in unit or "yuan" in unit
    return (kind == "money") == money and cell.measure.kind not in ("rank", "score")


def _bears_out(item: Told, cell: Observation) -> bool:
    return item.room.meets(room_of(cell))


def _opposite(item: Told, cells: Sequence[Observation], witnesses: Witnesses) -> Observation:
    """Choose the cell to show: one of the body that is named, else the preferred measure's."""
    own = [cell for cell in cells if item.group and _owner(cell, witnesses) == item.group]
    return (own or list(cells))[0]


def _against_data(item: Told, cell: Observation, witnesses: Witnesses, book: PlaceBook) -> Conflict:
    is_own = bool(item.group) and _owner(cell, witnesses) == item.group
    kind, why = _why(item, cell, witnesses, is_own=is_own)
    value = item.quantity.value or 0.0
    return Conflict(
        concept=cell.measure.concept,
        place=cell.place,
        point=f"{cell.measure.label}, {place_name(book, cell.place)}, {cell.period}",
        kind=kind,
        between="text and data",
        sides=(side_of(cell, witnesses), _side(item, cell.unit)),
        why=why,
        factor=worst_factor([cell.worth, value]),
        periods=(cell.period,),
    )


def _owner(cell: Observation, witnesses: Witnesses) -> str:
    document = witnesses.document(cell)
    return witnesses.owner(cell.measure) or (witnesses.group(document.id) if document else "")


def _why(item: Told, cell: Observation, witnesses: Witnesses, *, is_own: bool) -> tuple[Kind, str]:
    name, title = witnesses.name(cell), _named(item.document)
    label = next((g.label for g in witnesses.groups.values() if g.id == item.group), "")
    if is_own:
        document = witnesses.document(cell)
        when = document.date if document else witnesses.catalogue.dataset(cell.measure.dataset).date
        same_body = witnesses.group(item.document.id) == item.group
        years = year_of(item.document.date), year_of(when)
        if same_body and all(years) and years[0] != years[1]:
            return "revision", (
                f"{_capital(label)} gave it otherwise in {years[0]} and in {years[1]}: "
                "it was revised."
            )
        return "true conflict", (
            f"{title} gives it as a figure of {label}, and {name} has another: "
            "both cannot be right."
        )
    if item.group:
        return "definition", (
            f"{title} speaks of a figure of {label}, which counts by other rules than {name}."
        )
    return "true conflict", (f"{title} names no source for its figure, and no source here has it.")


def _named(document: Source) -> str:
    return _capital(document.short or f"“{document.title}”")


def _side(item: Told, unit: str) -> Side:
    said, document = item.statement, item.document
    value = item.quantity.value or 0.0
    return Side(
        value=value / unit_scale(unit) if unit else value,
        printed=item.quantity.text,
        unit=unit,
        period=f"Q{said.quarter} {said.year}" if said.quarter else str(said.year),
        source=document.id,
        name=document.short or document.title,
        date=document.date,
        measure=said.measures[0] if len(said.measures) == 1 else "",
        definition=f"as stated in “{document.title}”",
        status=item.quantity.hedge,
        layer=item.layer,
        passage=said.passage,
        start=said.start,
        end=said.end,
        quote=item.text,
    )


def _between_texts(
    told: Sequence[Told], witnesses: Witnesses, knowledge: Knowledge
) -> Iterator[Conflict]:
    """Give the statements of one thing that no table speaks to and that differ."""
    together: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for item in told:
        if _is_certain(item, knowledge):
            together[(*item.key, item.quantity.kind, item.statement.share_of)].append(item)
    for items in together.values():
        sides = [items[0]]
        for item in items[1:]:
            if not any(item.room.meets(other.room) for other in sides):
                sides.append(item)
        if len({item.document.id for item in sides}) < 2:
            continue  # one document that gives several numbers has several things to count
        groups = {item.group for item in sides}
        same = len(groups) == 1 and "" not in groups
        concept = witnesses.catalogue.concept(sides[0].statement.concept)
        yield Conflict(
            concept=concept.id,
            place=sides[0].statement.place,
            point=f"{concept.label}, {place_name(knowledge.book, sides[0].statement.place)}, "
            f"{sides[0].statement.year}",
            kind="true conflict" if same else "definition",
            between="texts",
            sides=tuple(_side(item, "") for item in sides),
            why="Both give it as a figure of the same body, and both cannot be right."
            if same
            else "They rest on different sources, which count by other rules.",
            factor=worst_factor([item.quantity.value or 0.0 for item in sides]),
            periods=(str(sides[0].statement.year),),
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
