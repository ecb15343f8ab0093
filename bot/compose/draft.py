"""Drafts: sentences whose numbers carry the cells they come from.

A draft is filled sentence by sentence.  Every number goes in through ``cell`` or
``computed``, which record where it stands or how it was calculated; so the check can bind
each number of the text to evidence without guessing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from bot.answers import Citation, Conflict, Derivation, DerivationInput, Figure, Status
from bot.calculate.evidence import Row, Table
from bot.compose.numbers import format_value, rounded
from bot.compose.wording import per_phrase, short_label
from corpus.places import PlaceBook
from corpus.sources import Source
from index.split import Passage

__all__ = ["REPORT_NOTE", "Draft", "DraftAnswer", "Sentence"]

_MARKER = re.compile(r"\[(\d{1,3})\]")
REPORT_NOTE = (
    "The report itself is not among the sources here: what is said about it comes from "
    "Digital Science's press release and from coverage."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Hold one released piece of an answer and the figures in it."""

    text: str
    figures: tuple[int, ...] = ()  # indexes into the draft's figures
    names: tuple[str, ...] = ()  # names with digits in them, and the asker's own numbers
    item: bool = False  # a list item stands on a line of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAnswer:
    """Hold a whole answer before its check."""

    status: Status
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    caveats: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    chart: Mapping[str, Any] | None = None
    route: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Join the sentences: list items on their own lines."""
        text = ""
        for position, sentence in enumerate(self.sentences):
            if not position:
                text = sentence.text
            elif sentence.item:
                text += ("\n" if self.sentences[position - 1].item else "\n\n") + sentence.text
            else:
                text += ("\n\n" if self.sentences[position - 1].item else " ") + sentence.text
        return text


@dataclass(slots=True)
class Draft:
    """Collect sentences, figures, citations and caveats of one answer."""

    book: PlaceBook
    sources: Mapping[str, Source]
    status: Status = "answered"
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    chart: Mapping[str, Any] | None = None
    route: list[str] = field(default_factory=list)
    _cited: dict[tuple[int, int], int] = field(default_factory=dict)
    _row_of: dict[tuple[int, int], int] = field(default_factory=dict)
    _tables: dict[int, Table] = field(default_factory=dict)  # keeps ids alive and unique
    _open: list[int] = field(default_factory=list)
    _names: dict[str, None] = field(default_factory=dict)

    # -- citations -------------------------------------------------------------------------

    def source_of(self, table: Table, row: Row) -> Source | None:
        """Give the document that an as-reported row stands in; None for a dataset."""
        if not row.source:
            return None
        return next((s for s in self.sources.values() if s.number == row.source), None)

    def name_source(self, table: Table, row: Row) -> str:
        """Name the source of a row as a sentence does: "the NSF"."""
        source = self.source_of(table, row)
        return source.short or source.title if source else table.dataset.short

    def cite(self, table: Table, row: Row) -> int:
        """Give the number of the citation of a row's table, one a source."""
        if "figures" not in self.route:
            self.route.append("figures")
        key = (id(table), row.source)
        if key in self._cited:
            return self._cited[key]
        self._tables[id(table)] = table
        source = self.source_of(table, row)
        kept = [item for item in table.read() if item.source == row.source]
        for position, item in enumerate(kept):
            self._row_of[id(table), item.number] = position
        number = len(self.citations) + 1
        measure, dataset = table.request.measure, table.dataset
        for phrase in (
            measure.label,
            short_label(measure),
            dataset.short,
            per_phrase(table.request),
        ):
            self.name(phrase)
        if source:
            self.name(source.short)
        flags = ["second-hand"] if source and (source.second_hand or source.about_report) else []
        if source and source.about_report and REPORT_NOTE not in self.caveats:
            self.caveats.append(REPORT_NOTE)
        self.citations.append(
            Citation(
                n=number,
                kind="figures",
                source=source.id if source else dataset.id,
                title=source.title if source else dataset.title,
                publisher=source.publisher if source else dataset.publisher,
                date=source.date if source else dataset.date,
                url=source.url if source else dataset.url,
                licence=source.licence if source else dataset.licence,
                locator=measure.long,
                sql=table.sql,
                columns=table.columns,
                rows=tuple(table.rows[item.number] for item in kept),
                release=dataset.release,
                definition=measure.definition or dataset.definition,
                flags=tuple(flags),
            )
        )
        self._cited[key] = number
        return number

    def cite_passage(self, passage: Passage, *, start: int, end: int, quote: str) -> int:
        """Give the number of the citation of these exact words, a new one where needed."""
        if "passages" not in self.route:
            self.route.append("passages")
        for citation in self.citations:
            if citation.passage == passage.id and (citation.start, citation.end) == (start, end):
                return citation.n
        source = self.sources[passage.source]
        flags = ["second-hand"] if source.second_hand else []
        if source.about_report and REPORT_NOTE not in self.caveats:
            self.caveats.append(REPORT_NOTE)
        number = len(self.citations) + 1
        self.citations.append(
            Citation(
                n=number,
                kind="passage",
                source=source.id,
                title=source.title,
                publisher=source.publisher,
                date=source.date,
                url=source.url,
                licence=source.licence,
                locator=" › ".join(passage.heading) if passage.heading else passage.locator,
                passage=passage.id,
                start=start,
                end=end,
                quote=quote,
                flags=tuple(flags),
            )
        )
        return number

    # -- numbers ---------------------------------------------------------------------------

    def cell(self, table: Table, row: Row, *, column: str = "", text: str = "") -> str:
        """Print the value of a cell and bind it to that cell."""
        number = self.cite(table, row)
        name = column or table.columns[table.quantity]
        position = table.column(name)
        raw = table.rows[row.number][position]
        value = float(raw if raw is not None else 0.0)
        measure = table.request.measure
        own = name == "value"
        if not text:
            if own and row.printed and not row.printed.startswith(">"):
                text = row.printed + (
                    "%" if measure.unit == "percent" and "%" not in row.printed else ""
                )
            else:
                unit = (
                    "percent"
                    if name == "share_percent"
                    or (own and measure.unit == "percent")
                    or name.endswith("_percent")
                    else ""
                )
                text = format_value(value, unit, measure.decimals if own else 0)
        at = self._row_of[id(table), row.number]
        cited = self.citations[number - 1]
        if (at, position) not in cited.cells:
            self.citations[number - 1] = replace(cited, cells=(*cited.cells, (at, position)))
        self._open.append(len(self.figures))
        self.figures.append(
            Figure(
                text=text,
                value=value,
                unit=measure.unit if own else name,
                place=row.place,
                period=row.period,
                measure=measure.id,
                status="matched",
                citation=number,
                cell=(at, position),
            )
        )
        return text

    def computed(
        self,
        value: float | Decimal,
        text: str,
        *,
        formula: str,
        inputs: Sequence[tuple[Table, Row]],
        rounding: str,
        unit: str = "",
        place: str = "",
        period: str = "",
        columns: Sequence[str] = (),
    ) -> str:
        """Print a number calculated from cells and record how."""
        traced = []
        for position, (table, row) in enumerate(inputs):
            number = self.cite(table, row)
            name = columns[position] if columns else table.columns[table.quantity]
            column = table.column(name)
            at = self._row_of[id(table), row.number]
            cited = self.citations[number - 1]
            if (at, column) not in cited.cells:
                self.citations[number - 1] = replace(cited, cells=(*cited.cells, (at, column)))
            raw = table.rows[row.number][column]
            traced.append(
                DerivationInput(citation=number, row=at, column=column, value=float(raw or 0.0))
            )
        measure = inputs[0][0].request.measure.id if inputs else ""
        self._open.append(len(self.figures))
        self.derivations.append(
            Derivation(
                figure=len(self.figures), formula=formula, inputs=tuple(traced), rounding=rounding
            )
        )
        self.figures.append(
            Figure(
                text=text,
                value=float(rounded(value, 10)),
                unit=unit,
                place=place,
                period=period,
                measure=measure,
                status="computed",
                citation=traced[0].citation if traced else 0,
            )
        )
        return text

    def name(self, phrase: str) -> None:
        """Note a name that holds digits ("top 1%", "Tracker 2.0"), or the asker's number."""
        if any(char.isdigit() for char in phrase):
            self._names[phrase] = None

    # -- sentences -------------------------------------------------------------------------

    def say(self, text: str, *, item: bool = False) -> None:
        """End a sentence: the figures made since the last one belong to it."""
        clean = text[:1].upper() + text[1:] if text else text
        self.sentences.append(
            Sentence(
                text=f"- {clean}" if item and not clean[:1].isdigit() else clean,
                figures=tuple(self._open),
                names=tuple(self._names),
                item=item,
            )
        )
        self._open.clear()

    def caveat(self, text: str) -> None:
        """Add a caveat once."""
        if text and text not in self.caveats:
            self.caveats.append(text)

    def _renumber(self) -> None:
        """Drop citations that no sentence uses and number the rest in reading order."""
        order: dict[int, int] = {}
        for sentence in self.sentences:
            for found in _MARKER.findall(sentence.text):
                order.setdefault(int(found), len(order) + 1)
        for figure in self.figures:
            if figure.citation:
                order.setdefault(figure.citation, len(order) + 1)
        self.sentences = [
            replace(item, text=_MARKER.sub(lambda m: f"[{order[int(m[1])]}]", item.text))
            for item in self.sentences
        ]
        self.figures = [
            replace(item, citation=order.get(item.citation, 0)) for item in self.figures
        ]
        self.derivations = [
            replace(
                item,
                inputs=tuple(
                    replace(cell, citation=order.get(cell.citation, 0)) for cell in item.inputs
                ),
            )
            for item in self.derivations
        ]
        self.conflicts = [
            replace(
                item,
                sides=tuple(
                    replace(side, citation=order[side.citation])
                    for side in item.sides
                    if side.citation in order
                ),
            )
            for item in self.conflicts
        ]
        kept = [replace(item, n=order[item.n]) for item in self.citations if item.n in order]
        self.citations = sorted(kept, key=lambda item: item.n)

    def suggest(self, question: str) -> None:
        """Add a question worth asking next, once; five at most."""
        if question and question not in self.suggestions and len(self.suggestions) < 5:
            self.suggestions.append(question)

    def finish(self) -> DraftAnswer:
        """Freeze the draft, its citations numbered as they first appear."""
        self._renumber()
        return DraftAnswer(
            status=self.status,
            sentences=tuple(self.sentences),
            citations=tuple(self.citations),
            figures=tuple(self.figures),
            derivations=tuple(self.derivations),
            conflicts=tuple(self.conflicts),
            caveats=tuple(self.caveats),
            suggestions=tuple(self.suggestions),
            chart=self.chart,
            route=tuple(self.route),
        )
