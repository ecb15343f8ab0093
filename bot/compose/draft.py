"""Drafts: sentences whose numbers carry the cells they come from.

A draft is filled sentence by sentence.  Every number goes in through ``cell`` or
``computed``, which record where it stands or how it was calculated; so the check can bind
each number of the text to evidence without guessing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from bot.answers import Citation, Conflict, Derivation, DerivationInput, Figure, Status
from bot.calculate.evidence import Row, Table
from bot.compose.added_documents import added_flags, name_place
from bot.compose.draft_answer import DraftAnswer, Sentence, number_citations
from bot.compose.numbers import format_value, rounded
from bot.compose.wording import per_phrase, short_label
from corpus.places import PlaceBook
from corpus.sources import THE_REPORT, Source
from index.duplicates import holds_quote
from index.split import Passage

__all__ = ["Draft"]

_REPORT_NOTE = (
    "The report itself is not among the sources here: what is said about it comes from "
    "Digital Science's press release and from coverage."
)


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
    also: Mapping[str, Sequence[Passage]] = field(default_factory=dict)
    """Passage id to the passages of other sources that say the same."""
    _cited: dict[tuple[int, int], int] = field(default_factory=dict)
    _row_of: dict[tuple[int, int], int] = field(default_factory=dict)
    _tables: dict[int, Table] = field(default_factory=dict)  # keeps ids alive and unique
    _open: list[int] = field(default_factory=list)
    _names: dict[str, None] = field(default_factory=dict)

    # -- citations -------------------------------------------------------------------------

    def _source_of(self, row: Row) -> Source | None:
        """Give the document that an as-reported row stands in; None for a dataset."""
        if not row.source:
            return None
        return next((s for s in self.sources.values() if s.number == row.source), None)

    def name_source(self, table: Table, row: Row) -> str:
        """Name the source of a row as a sentence does: "the NSF"."""
        source = self._source_of(row)
        return source.short or source.title if source else table.dataset.short

    def cite(self, table: Table, row: Row) -> int:
        """Give the number of the citation of a row's table, one a source."""
        if "figures" not in self.route:
            self.route.append("figures")
        key = (id(table), row.source)
        if key in self._cited:
            return self._cited[key]
        self._tables[id(table)] = table
        source = self._source_of(row)
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
        if source:
            self._note_report(source)
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
        flags += added_flags(source, passage.text)
        self._note_report(source)
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
                locator=name_place(passage),
                passage=passage.id,
                start=start,
                end=end,
                quote=quote,
                flags=tuple(flags),
                also=self._also_in(passage, quote),
                layer=source.layer,
            )
        )
        return number

    def _note_report(self, source: Source) -> None:
        """Say that the report itself is not here, unless somebody added it."""
        if not source.about_report or _REPORT_NOTE in self.caveats:
            return
        if not any(THE_REPORT in other.original_of for other in self.sources.values()):
            self.caveats.append(_REPORT_NOTE)

    def _also_in(self, passage: Passage, quote: str) -> tuple[dict[str, str], ...]:
        """Name the other sources that hold the quoted words too."""
        return tuple(
            {
                "source": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date,
                "url": source.url,
                "passage": other.id,
            }
            for other in self.also.get(passage.id, ())
            if (source := self.sources.get(other.source)) and holds_quote(quote, other.text)
        )

    # -- numbers ---------------------------------------------------------------------------

    def cell(self, table: Table, row: Row, *, column: str = "", text: str = "") -> str:
        """Print the value of a cell and bind it to that cell."""
        name = column or table.columns[table.quantity]
        number, cell, value = self._trace(table, row, name)
        text = text or _printed(table, row, name, value)
        measure = table.request.measure
        self._open.append(len(self.figures))
        self.figures.append(
            Figure(
                text=text,
                value=value,
                unit=measure.unit if name == "value" else name,
                place=row.place,
                period=row.period,
                measure=measure.id,
                status="matched",
                citation=number,
                cell=cell,
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
    ) -> str:
        """Print a number calculated from cells and record how."""
        traced = []
        for table, row in inputs:
            number, (at, column), cell = self._trace(table, row, table.columns[table.quantity])
            traced.append(DerivationInput(citation=number, row=at, column=column, value=cell))
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
                measure=inputs[0][0].request.measure.id if inputs else "",
                status="computed",
                citation=traced[0].citation if traced else 0,
            )
        )
        return text

    def _trace(self, table: Table, row: Row, name: str) -> tuple[int, tuple[int, int], float]:
        """Cite a cell: the citation's number, where in its rows the cell stands, its value."""
        number = self.cite(table, row)
        column = table.column(name)
        cell = (self._row_of[id(table), row.number], column)
        self.cite_cell(number, cell)
        return number, cell, float(table.rows[row.number][column] or 0.0)

    def bind(self, figure: Figure, derivation: Derivation | None = None) -> str:
        """Note a figure of the sentence under way, and how it was calculated; give its text."""
        if derivation is not None:
            self.derivations.append(replace(derivation, figure=len(self.figures)))
        self._open.append(len(self.figures))
        self.figures.append(figure)
        return figure.text

    def cite_cell(self, number: int, cell: tuple[int, int]) -> None:
        """Mark a cell of a citation as one that a sentence rests on."""
        cited = self.citations[number - 1]
        if cell not in cited.cells:
            self.citations[number - 1] = replace(cited, cells=(*cited.cells, cell))

    def name(self, phrase: str, *, spelled: bool = False) -> None:
        """Note a name that holds digits ("top 1%", "Tracker 2.0"), or the asker's number.

        ``spelled`` says that the number is in words: "twice".
        """
        if spelled or any(char.isdigit() for char in phrase):
            self._names[phrase] = None

    # -- sentences -------------------------------------------------------------------------

    def say(self, text: str, *, item: bool = False, keep_case: bool = False) -> None:
        """End a sentence: the figures made since the last one belong to it.

        ``keep_case`` leaves its first letter alone: a name such as "o1-pro" stays as it is.
        """
        clean = text if keep_case else text[:1].upper() + text[1:]
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

    def suggest(self, question: str) -> None:
        """Add a question worth asking next, once; five at most."""
        if question and question not in self.suggestions and len(self.suggestions) < 5:
            self.suggestions.append(question)

    def finish(self) -> DraftAnswer:
        """Freeze the draft, its citations numbered as they first appear."""
        answer = DraftAnswer(
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
        return number_citations(answer)


def _printed(table: Table, row: Row, column: str, value: float) -> str:
    """Print a cell: as the source printed it, where it did, else by size and unit."""
    measure, own = table.request.measure, column == "value"
    percent = measure.unit == "percent" if own else column.endswith("_percent")
    if own and row.printed and not row.printed.startswith(">"):
        return f"{row.printed}%" if percent and "%" not in row.printed else row.printed
    return format_value(value, "percent" if percent else "", measure.decimals if own else 0)
