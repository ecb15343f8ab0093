"""Compare statements: what sentences state against the tables, and against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.check.allowances import Range, allowed
from bot.check.series import unit_scale
from bot.conflicts.classify import Witnesses, room_of, worst_factor
from bot.conflicts.compare_figures import place_name, side_of
from bot.conflicts.observations import Observation
from bot.conflicts.records import Conflict, Kind, Side
from bot.conflicts.statements import Statement
from bot.understand.quantities import Quantity, find_quantities
from corpus.places import PlaceBook
from corpus.sources import Source

__all__ = ["Told", "compare_statements", "tell"]

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


def compare_statements(
    told: Sequence[Told],
    observations: Mapping[tuple[str, str, int, int], Sequence[Observation]],
    witnesses: Witnesses,
    book: PlaceBook,
) -> Iterator[Conflict]:
    """Give each statement that no cell bears out with the cell it differs from, then texts.

    ``observations`` are the values by concept, place, year and quarter.
    """
    alone: list[Told] = []
    for item in told:
        cells = [cell for cell in _cells(item, observations) if _speaks_to(item, cell)]
        if not cells:
            alone.append(item)
        elif not any(_bears_out(item, cell) for cell in cells) and item.statement.is_whole:
            yield _against_data(item, cells, witnesses, book)
    yield from _between_texts(alone, witnesses, book)


def _cells(
    item: Told, observations: Mapping[tuple[str, str, int, int], Sequence[Observation]]
) -> list[Observation]:
    concept, place, year, quarter = item.key
    cells = list(observations.get(item.key, ()))
    if item.quantity.kind == "percent":
        cells += observations.get((f"{concept.removesuffix('s')}_share", place, year, quarter), ())
    named = item.statement.measures
    own = [cell for cell in cells if cell.measure.id in named]
    return own or cells


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


def _against_data(
    item: Told, cells: Sequence[Observation], witnesses: Witnesses, book: PlaceBook
) -> Conflict:
    own = [cell for cell in cells if item.group and _owner(cell, witnesses) == item.group]
    cell = (own or list(cells))[0]
    kind, why = _why(item, cell, witnesses, is_own=bool(own))
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
    name, title = witnesses.name(cell), item.document.short or item.document.title
    label = next((g.label for g in witnesses.groups.values() if g.id == item.group), "")
    if is_own:
        document = witnesses.document(cell)
        when = document.date if document else witnesses.catalogue.dataset(cell.measure.dataset).date
        same_body = witnesses.group(item.document.id) == item.group
        years = item.document.date[:4], when[:4]
        if same_body and all(years) and years[0] != years[1]:
            return "revision", (
                f"{_capital(label)} gave it otherwise in {years[0]} and in {years[1]}: "
                "it was revised."
            )
        return "true conflict", (
            f"“{title}” gives it as a figure of {label}, and {name} has another: "
            "both cannot be right."
        )
    if item.group:
        return "definition", (
            f"“{title}” speaks of a figure of {label}, which counts by other rules than {name}."
        )
    return "true conflict", (
        f"“{title}” names no source for its figure, and no source here has it."
    )


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
    told: Sequence[Told], witnesses: Witnesses, book: PlaceBook
) -> Iterator[Conflict]:
    """Give the statements of one thing that no table speaks to and that differ."""
    together: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for item in told:
        if item.statement.is_whole:
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
            point=f"{concept.label}, {place_name(book, sides[0].statement.place)}, "
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
