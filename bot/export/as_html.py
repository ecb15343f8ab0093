"""As HTML: one file with everything in it, that asks no other host for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from bot.compose.markup import render_markup
from bot.export.exports import Export, ExportedAnswer, provenance_lines
from bot.export.notes import note_text, safe_url
from bot.export.pictures import chart_description, chart_rows, chart_svg
from bot.export.tables import queries
from corpus.cleaning import clean_text

__all__ = ["as_html"]

_STYLE = """
body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1b1a18;
  font: 1.05rem/1.6 Georgia, 'Times New Roman', serif; }
h1, h2, h3, table, .small { font-family: system-ui, sans-serif; line-height: 1.3; }
table { border-collapse: collapse; font-size: .9rem; margin: 1rem 0; }
th, td { border-bottom: 1px solid #d8d4cc; padding: .3rem .7rem .3rem 0; text-align: left; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
sup { line-height: 0; } .small { font-size: .85rem; color: #5d5a54; }
.unchecked, blockquote { border-left: 3px solid #b3541e; margin: 1rem 0; padding: .2rem 1rem; }
pre { white-space: pre-wrap; background: #f5f3ee; padding: .8rem; font-size: .85rem; }
svg { max-width: 100%; height: auto; }
@media print { body { margin: 0; } a { color: inherit; } }
"""
# Nothing may be loaded or run, whatever a source or a model wrote.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_BUTTON = re.compile(r'<button type="button" class="marker" data-n="(\d+)">\d+</button>')


def as_html(export: Export) -> str:
    """Write an export as one HTML file."""
    body = [f"<h1>{_text(export.title)}</h1>"]
    for item in export.answers:
        body += _answer(item, alone=len(export.answers) == 1)
    if appendix := list(queries(export)):
        body.append("<h2>Queries</h2>")
        body += [
            f'<p class="small">Notes {escape(notes)}</p><pre><code>{_text(sql)}</code></pre>'
            for notes, sql in appendix
        ]
    if link := safe_url(export.link):
        body.append(f'<p class="small">Link: <a href="{escape(link)}">{escape(link)}</a></p>')
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(export.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>\n{chr(10).join(body)}\n</main></body></html>\n"
    )


def _answer(item: ExportedAnswer, *, alone: bool) -> Iterator[str]:
    answer = item.answer
    if not alone:
        yield f"<h2>{item.number}. {_text(answer.question)}</h2>"
    if answer.unchecked:
        told = _text("; ".join(answer.unchecked))
        yield f'<div class="unchecked"><strong>Not checked:</strong> {told}</div>'
    known = [citation.n for citation in answer.citations]
    rendered = render_markup(clean_text(answer.text), citations=known)
    yield _BUTTON.sub(lambda match: _marker(item.number, match[1]), rendered)
    for caveat in answer.caveats:
        yield f"<blockquote>{render_markup(clean_text(caveat))}</blockquote>"
    for conflict in answer.conflicts:
        rows = [
            f'<tr><td class="number">{_text(side.value)}</td><td>{_text(side.year)}</td>'
            f"<td>{_text(side.definition)}</td>"
            f"<td>{_marker(item.number, str(side.citation))}</td></tr>"
            for side in conflict.sides
        ]
        yield (
            f"<table><caption>{_text(conflict.point)}: {escape(conflict.kind)}</caption><thead>"
            '<tr><th scope="col" class="number">Value</th><th scope="col">Year</th>'
            '<th scope="col">What is counted</th><th scope="col">Source</th></tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
        )
    if answer.chart is not None:
        yield _chart(item)
    if answer.citations:
        notes = "".join(
            f'<li id="note-{item.number}-{citation.n}" value="{citation.n}">'
            f"{_text(note_text(citation, with_url=False))}{_link(citation.url)}</li>"
            for citation in answer.citations
        )
        yield f"<h3>Sources</h3><ol>{notes}</ol>"
    lines = "<br>".join(_text(line) for line in provenance_lines(item))
    yield f'<p class="small">{lines}</p>'


def _marker(answer: int, number: str) -> str:
    return f'<a href="#note-{answer}-{number}">{number}</a>'


def _link(url: str) -> str:
    safe = escape(safe_url(url))
    return f' <a href="{safe}" rel="noreferrer">{safe}</a>' if safe else ""


def _chart(item: ExportedAnswer) -> str:
    spec = item.answer.chart or {}
    described = _text(chart_description(spec))
    columns, rows = chart_rows(spec)
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    picture = chart_svg(spec)
    if not picture:
        return f'<figure><figcaption class="small">{described}</figcaption>{table}</figure>'
    return (
        f'<figure role="img" aria-label="{described}">{picture}</figure>'
        f'<details class="small"><summary>The chart as a table</summary>{table}</details>'
    )


def _text(text: str) -> str:
    return escape(clean_text(text))
