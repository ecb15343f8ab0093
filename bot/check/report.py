"""Report: a verdict in sentences whose every number is bound to the cell that bears it out."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.answers import Verdict
from bot.calculate.evidence import Row, Table
from bot.calculate.requests import Request
from bot.check.judgements import Judgement, ThingCell
from bot.check.series import Cell, Series
from bot.compose.draft import Draft
from bot.compose.entity_clauses import cite, described, value_phrase
from bot.compose.entity_rows import value_clause
from bot.compose.numbers import format_number, format_percent, format_value, ordinal
from bot.compose.wording import hedged, in_period, join, label, name, possessive, stated
from bot.tools import Toolbox
from bot.understand.periods import Point
from bot.understand.quantities import find_quantities

__all__ = ["HEADS", "Reporter"]

HEADS: dict[Verdict, str] = {
    "supported": "**Supported.**",
    "contradicted": "**Contradicted.**",
    "partly": "**Partly right.**",
    "not_found": "**Not found.**",
}
_MANY = 6  # cells said one by one; more are said as a whole


@dataclass(slots=True)
class Reporter:
    """Write what judgements rest on into a draft."""

    toolbox: Toolbox
    draft: Draft
    _said: set[tuple[object, ...]] = field(default_factory=set)
    _tables: dict[tuple[object, ...], Table] = field(default_factory=dict)

    def say(
        self, number: int, verdict: Verdict, why: str, judged: list[Judgement]
    ) -> tuple[int, ...]:
        """Say the verdict on one claim and its evidence; give the citations' numbers."""
        cited: list[int] = []
        lead = f"{number}. " if number else ""
        sentences: list[str] = []
        self._said.clear()
        opened = [self._evidence(item, cited) for item in judged]
        for text in dict.fromkeys(filter(None, opened)):
            sentences.append(text)
        body = " ".join(sentences)
        plain = "" if find_quantities(why) else why
        if not body or verdict == "not_found":
            body = f"{plain[:1].upper()}{plain[1:]}." if plain else "The sources here do not say."
            body = body.replace("..", ".")
        self.draft.say(f"{lead}{HEADS[verdict]} {body}", item=bool(number))
        return tuple(dict.fromkeys(cited))

    # -- one judgement ---------------------------------------------------------------------

    def _evidence(self, judged: Judgement, cited: list[int]) -> str:
        if judged.quote is not None:
            return self._quoted(judged, cited)
        if judged.thing is not None:
            return self._of_thing(judged.thing, cited)
        if judged.series is None or not judged.cells:
            return ""
        if judged.rank:
            return self._ranked(judged, cited)
        text = self._cells(judged, cited) if self._is_news(judged) else ""
        if judged.other_cell is not None and judged.other_series is not None:
            text += " " * bool(text) + self._elsewhere(
                judged.other_series, judged.other_cell, cited
            )
        return text

    def _is_news(self, judged: Judgement) -> bool:
        """Tell whether any of the cells was not said yet for this claim."""
        series = judged.series
        assert series is not None
        keys = {(series.measure.id, series.share_of, series.denominator, c) for c in judged.cells}
        is_news = bool(keys - self._said)
        self._said |= keys
        return is_news

    def _quoted(self, judged: Judgement, cited: list[int]) -> str:
        candidate = judged.quote
        assert candidate is not None
        sentence = candidate.sentence
        number = self.draft.cite_passage(
            candidate.passage, start=sentence.start, end=sentence.end, quote=sentence.text
        )
        cited.append(number)
        return f"{sentence.text.rstrip().rstrip('.!?')} [{number}]."

    def _of_thing(self, thing: ThingCell, cited: list[int]) -> str:
        evidence, column = thing.evidence, thing.column
        name = described(self.draft, evidence, thing.row)
        value = value_phrase(self.draft, evidence, thing.row, column)
        mark = cite(self.draft, evidence)
        cited.append(int(mark[1:-1]))
        said = value_clause(column, name, value)
        return f"{said}, according to {evidence.dataset.short} {mark}."

    def _cells(self, judged: Judgement, cited: list[int]) -> str:
        series = judged.series
        assert series is not None
        table = self._table(series, judged.cells)
        rows = [self._row(table, cell) for cell in judged.cells]
        if any(row is None for row in rows):
            return ""
        found = [row for row in rows if row is not None]
        mark = self._mark(table, found[0], cited)
        source = self.draft.name_source(table, found[0])
        computed = self._computed(judged, table, found)
        if len(found) == 1:
            said = self._stated(table, found[0])
            return f"{said}, according to {source} {mark}."
        if len(found) > _MANY:
            return (
                f"{computed[:1].upper()}{computed[1:]}, from the figures of {source} {mark}."
                if computed
                else ""
            )
        what = self._what(table)
        shown = list(
            dict.fromkeys(
                sorted(found, key=lambda row: (row.year, row.quarter))
                if len({r.place for r in found}) == 1
                else found
            )
        )
        one_time = len({row.period for row in shown}) == 1
        if len({row.place for row in shown}) == 1:
            subject = possessive(name(self.draft.book, shown[0].place, fallback=shown[0].name))
            values = [f"{self._value(table, row)} {in_period(row)}" for row in shown]
            text = f"{subject} {what}: {join(values)}"
        else:
            values = [
                f"{name(self.draft.book, row.place, fallback=row.name)} {self._value(table, row)}"
                + ("" if one_time else f" {in_period(row)}")
                for row in shown
            ]
            when = f" {in_period(shown[0])}" if one_time and in_period(shown[0]) else ""
            text = f"{what[:1].upper()}{what[1:]}{when}: {join(values)}"
        tail = f" ({computed})" if computed else ""
        return f"{text}{tail}, according to {source} {mark}."

    def _stated(self, table: Table, row: Row) -> str:
        subject = name(self.draft.book, row.place, fallback=row.name)
        text = stated(table.request, subject, self._value(table, row), in_period(row))
        whole = table.request.share_of
        if whole:
            phrase = "the world's" if whole == "WLD" else possessive(name(self.draft.book, whole))
            text = text.replace("{whole}", phrase)
        return text[:1].upper() + text[1:]

    def _value(self, table: Table, row: Row) -> str:
        return hedged(self.draft.cell(table, row), row)

    def _what(self, table: Table) -> str:
        whole = table.request.share_of
        share = ""
        if whole:
            share = "share of " + (
                "the world's " if whole == "WLD" else f"{possessive(name(self.draft.book, whole))} "
            )
        return f"{share}{label(table.request)}"

    def _computed(self, judged: Judgement, table: Table, rows: list[Row]) -> str:
        """Say what the formula gives, bound to its inputs."""
        if not judged.formula:
            return ""
        value, formula = judged.value, judged.formula
        percent = formula.startswith("100 ×")
        if percent:
            text, rounding = format_percent(value, 1), "to 1 decimal place"
            words = "a change of {} "
        elif formula in ("last ÷ first", "first ÷ second"):
            text, rounding = format_number(value, 2), "to 2 decimal places"
            words = "{} times"
        elif formula == "number of rows that meet the condition":
            text, rounding = format_number(value), "exact"
            words = "{} places meet the condition"
        else:
            decimals = 0 if abs(value) >= 1000 or float(value).is_integer() else 2
            text = format_value(value, "", decimals) if abs(value) < 1e15 else format_value(value)
            rounding = f"to {decimals} decimal places"
            words = {"sum of the rows": "{} together"}.get(formula, "a difference of {}")
        printed = self.draft.computed(
            value, text, formula=formula, inputs=[(table, row) for row in rows], rounding=rounding
        )
        return words.format(printed).strip()

    def _elsewhere(self, series: Series, cell: Cell, cited: list[int]) -> str:
        table = self._table(series, (cell,))
        row = self._row(table, cell)
        if row is None:
            return ""
        mark = self._mark(table, row, cited)
        said = self._stated(table, row)
        return f"The figure claimed stands elsewhere: {said} {mark}."

    def _ranked(self, judged: Judgement, cited: list[int]) -> str:
        series, cell = judged.series, judged.cells[0]
        assert series is not None
        request = self._request(
            series,
            (),
            (cell.point,),
            descending=not judged.lowest,
            universe=judged.universe,
            limit=max(judged.rank, 3),
        )
        table = self.toolbox.run(request, ranking=True)
        row = next((row for row in table.read() if row.place == cell.place), None)
        if row is None:
            return self._cells(judged, cited)
        mark = self._mark(table, row, cited)
        place = self.draft.cell(table, row, column="rank", text=ordinal(judged.rank))
        counted = self.draft.cell(table, row, column="ranked")
        subject = name(self.draft.book, cell.place, fallback=row.name)
        scope = f" among {name(self.draft.book, judged.universe)}" if judged.universe else ""
        order = " from the bottom" if judged.lowest and series.measure.direction != "lower" else ""
        text = (
            f"{subject[:1].upper()}{subject[1:]} ranked {place}{order} of {counted} places with "
            f"data{scope} by {self._what(table)} {in_period(row)}, with "
            f"{self._value(table, row)}, according to {self.draft.name_source(table, row)} {mark}."
        )
        leader = table.read()[0]
        if judged.verdict == "contradicted" and leader.place != cell.place:
            who = name(self.draft.book, leader.place, fallback=leader.name)
            text += f" First was {who} with {self._value(table, leader)} {mark}."
        return text

    # -- tables ----------------------------------------------------------------------------

    def _mark(self, table: Table, row: Row, cited: list[int]) -> str:
        number = self.draft.cite(table, row)
        cited.append(number)
        return f"[{number}]"

    def _table(self, series: Series, cells: tuple[Cell, ...]) -> Table:
        places = tuple(dict.fromkeys(cell.place for cell in cells))
        spans = {(cell.start_year, cell.year) for cell in cells if cell.spans}
        points = tuple(sorted({cell.point for cell in cells if not cell.spans and cell.year}))
        key = (
            series.measure.id,
            series.share_of,
            series.denominator,
            series.per,
            series.topic,
            places,
            points,
            tuple(spans),
        )
        if key not in self._tables:
            request = self._request(series, places, points, span=min(spans) if spans else None)
            self._tables[key] = self.toolbox.run(request, ranking=False)
        return self._tables[key]

    def _request(
        self,
        series: Series,
        places: tuple[str, ...],
        points: tuple[Point, ...],
        *,
        span: tuple[int, int] | None = None,
        descending: bool = True,
        universe: str = "",
        limit: int = 0,
    ) -> Request:
        catalogue = self.toolbox.knowledge.catalogue
        return Request(
            measure=series.measure,
            places=places,
            points=points,
            span=span,
            topic=series.topic,
            denominator=catalogue.measure(series.denominator) if series.denominator else None,
            per=series.per,
            share_of=series.share_of,
            descending=descending,
            universe=universe,
            limit=limit,
        )

    @staticmethod
    def _row(table: Table, cell: Cell) -> Row | None:
        for row in table.read():
            same_time = row.year == cell.year and row.quarter == cell.quarter
            same_span = not cell.spans or row.start_year == cell.start_year
            same_value = abs(row.quantity - cell.value) <= 1e-6 * max(1.0, abs(cell.value))
            same_place = row.place == cell.place and row.source == cell.source
            if same_place and same_time and same_span and same_value:
                return row
        return None
