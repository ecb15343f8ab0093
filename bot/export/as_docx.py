"""As DOCX: a Word document with a footnote for each source."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from bot.compose.markup import render_markup
from bot.export.exports import Export, ExportedAnswer, provenance_lines
from bot.export.footnotes import Footnotes
from bot.export.notes import note_text
from bot.export.pictures import chart_description, chart_png, chart_rows
from bot.export.tables import queries
from corpus.cleaning import clean_text

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["as_docx"]

_ROWS_MOST = 200
_SMALL_POINTS = 8
_PICTURE_INCHES = 6.0


def as_docx(export: Export) -> bytes:
    """Write an export as a Word document."""
    import docx

    document = docx.Document()
    document.core_properties.title = clean_text(export.title)
    document.core_properties.author = "Onrecord"
    document.core_properties.comments = ""
    notes = Footnotes(document)
    document.add_heading(clean_text(export.title), level=1)
    for item in export.answers:
        _answer(document, item, notes, alone=len(export.answers) == 1)
    if appendix := list(queries(export)):
        document.add_heading("Queries", level=2)
        for named, sql in appendix:
            _small(document, f"Notes {named}")
            paragraph = document.add_paragraph()
            run = paragraph.add_run(clean_text(sql))
            run.font.name = "Courier New"
            run.font.size = docx.shared.Pt(_SMALL_POINTS)
    if export.link:
        _small(document, f"Link: {export.link}")
    notes.save()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _answer(document: Document, item: ExportedAnswer, notes: Footnotes, *, alone: bool) -> None:
    answer = item.answer
    if not alone:
        document.add_heading(f"{item.number}. {clean_text(answer.question)}", level=2)
    if answer.unchecked:
        paragraph = document.add_paragraph()
        paragraph.add_run("Not checked: ").bold = True
        paragraph.add_run(clean_text("; ".join(answer.unchecked)))
    told = {c.n: clean_text(note_text(c)) for c in answer.citations}
    _Writer(document, notes, told).feed(render_markup(clean_text(answer.text), citations=told))
    for caveat in answer.caveats:
        paragraph = document.add_paragraph(style="Intense Quote")
        paragraph.add_run(clean_text(caveat))
    for conflict in answer.conflicts:
        _small(document, f"{conflict.point}: {conflict.kind}")
        _table(
            document,
            ("Value", "Year", "What is counted", "Source"),
            [
                (side.value, side.year, side.definition, _named(answer, side.citation))
                for side in conflict.sides
            ],
        )
    if answer.chart is not None:
        _chart(document, answer.chart)
    for line in provenance_lines(item):
        _small(document, line)


def _named(answer: Any, number: int) -> str:
    return next((c.publisher or c.title for c in answer.citations if c.n == number), "")


def _chart(document: Document, spec: Any) -> None:
    import docx

    described = clean_text(chart_description(spec))
    if picture := chart_png(spec):
        shape = document.add_picture(io.BytesIO(picture), width=docx.shared.Inches(_PICTURE_INCHES))
        shape._inline.docPr.set("descr", described)  # what a screen reader says
        return
    _small(document, described)
    columns, rows = chart_rows(spec)
    if rows:
        _table(document, columns, rows[:_ROWS_MOST])


def _small(document: Document, text: str) -> None:
    import docx

    run = document.add_paragraph().add_run(clean_text(text))
    run.font.size = docx.shared.Pt(_SMALL_POINTS)


def _table(document: Document, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(columns), style="Light List")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.text = clean_text(name)
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = clean_text(value)


class _Writer(HTMLParser):
    """Write the HTML of ``render_markup``, which holds a known few tags, into a document."""

    def __init__(self, document: Document, notes: Footnotes, told: dict[int, str]) -> None:
        super().__init__()
        self._document, self._notes, self._told = document, notes, told
        self._paragraph: Any = None
        self._open: list[str] = []  # tags that style what they hold
        self._lists: list[str] = []
        self._rows: list[list[str]] = []
        self._skip = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "p":
            self._paragraph = self._document.add_paragraph()
        elif tag == "h4":
            self._paragraph = self._document.add_heading("", level=3)
        elif tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag == "li":
            style = "List Number" if self._lists[-1:] == ["ol"] else "List Bullet"
            self._paragraph = self._document.add_paragraph(style=style)
        elif tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._paragraph = None
        elif tag == "button":
            self._skip = True
            number = int(values.get("data-n") or 0)
            if self._paragraph is not None and number in self._told:
                self._notes.add(self._paragraph, self._told[number])
            elif self._rows and self._rows[-1]:
                self._rows[-1][-1] += f" [{number}]"
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._skip = False
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "table":
            width = max(map(len, self._rows), default=0)
            rows = [[*row, *[""] * (width - len(row))] for row in self._rows]
            if rows:
                _table(self._document, rows[0], rows[1:])
            self._rows = []
        elif tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._skip or not data:
            return
        if self._paragraph is None:
            if self._rows and self._rows[-1]:
                self._rows[-1][-1] += data
            return
        run = self._paragraph.add_run(data)
        run.bold = "strong" in self._open or None
        run.italic = "em" in self._open or None
        run.font.strike = "del" in self._open or None
