"""As Markdown: text with footnotes, that any reader of Markdown may show safely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.compose.markup import LINK, MARKER
from bot.export.exports import Export, ExportedAnswer, provenance_lines
from bot.export.notes import note_text
from bot.export.pictures import chart_description, chart_rows
from bot.export.tables import queries, table_files
from corpus.cleaning import clean_text

__all__ = ["as_markdown"]

_ROWS_MOST = 200


def as_markdown(export: Export) -> str:
    """Write an export as Markdown (CommonMark with footnotes and tables)."""
    parts = [f"# {_safe(export.title)}"]
    for item in export.answers:
        parts += _answer(item, alone=len(export.answers) == 1)
    if appendix := list(queries(export)):
        parts.append("## Queries")
        for notes, sql in appendix:
            parts.append(f"Notes {notes}:\n\n```sql\n{sql.replace('```', '` ` `')}\n```")
    if files := table_files(export):
        parts.append("## Tables\n\n" + "\n".join(f"- `{name}`" for name in files))
    if export.link:
        parts.append(f"Link: <{export.link}>")
    return "\n\n".join(parts) + "\n"


def _answer(item: ExportedAnswer, *, alone: bool) -> Iterator[str]:
    answer = item.answer
    if not alone:
        yield f"## {item.number}. {_safe(answer.question)}"
    if answer.unchecked:
        yield f"**Not checked:** {_safe('; '.join(answer.unchecked))}"
    known = {citation.n for citation in answer.citations}
    yield MARKER.sub(
        lambda match: _markers(match[1], item.number, known) or match[0], _safe(answer.text)
    )
    for caveat in answer.caveats:
        yield f"> {_safe(caveat)}"
    for conflict in answer.conflicts:
        yield f"**{_safe(conflict.point)}: {conflict.kind}**"
        yield _table(
            ("Value", "Year", "What is counted", "Source"),
            [
                (side.value, side.year, side.definition, f"[^{item.number}-{side.citation}]")
                for side in conflict.sides
            ],
        )
    if answer.chart is not None:
        yield f"*Chart: {_safe(chart_description(answer.chart))}*"
        columns, rows = chart_rows(answer.chart)
        if rows:
            yield _table(columns, rows[:_ROWS_MOST])
    if answer.citations:
        yield "\n".join(
            f"[^{item.number}-{citation.n}]: {_safe(note_text(citation))}"
            for citation in answer.citations
        )
    yield "\n".join(f"- {_safe(line)}" for line in provenance_lines(item))


def _markers(numbers: str, answer: int, known: set[int]) -> str:
    wanted = [int(number) for number in numbers.split(",")]
    if not all(number in known for number in wanted):
        return ""
    return "".join(f"[^{answer}-{number}]" for number in wanted)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        f"| {' | '.join(_safe(cell).replace('|', chr(92) + '|') for cell in row)} |"
        for row in lines
    )


def _safe(text: str) -> str:
    """Take out what a renderer would load or run: images, links, HTML."""
    text = LINK.sub(r"\1", clean_text(text))
    text = re.sub(r"!(?=\[)", "", text)
    return text.replace("<", "&lt;")
