"""Annotate: a checked draft as a document, each claim with its verdict and what bears on it."""

from __future__ import annotations

import html
import io
import re
from typing import Literal

from bot.answers import Answer, Citation, Claim, Verdict

__all__ = ["FORMATS", "Format", "annotate"]

Format = Literal["markdown", "html", "docx"]
FORMATS: tuple[Format, ...] = ("markdown", "html", "docx")
_VERDICTS: dict[Verdict, str] = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "partly": "Partly right",
    "not_found": "Not found",
}
_COLOURS: dict[Verdict, str] = {
    "supported": "#dcefdc",
    "contradicted": "#f6d5d5",
    "partly": "#f8ecc8",
    "not_found": "#e6e6ea",
}
# Word's own names for highlights: the nearest to the colours above.
_HIGHLIGHTS: dict[Verdict, str] = {
    "supported": "BRIGHT_GREEN",
    "contradicted": "RED",
    "partly": "YELLOW",
    "not_found": "GRAY_25",
}


def annotate(answer: Answer, form: Format) -> bytes:
    """Write a checked draft in one of the formats; its own words are kept to the letter.

    Markdown gets footnotes, HTML marks with notes below, Word comments beside the claims.
    """
    if form == "markdown":
        return _markdown(answer).encode()
    return _html(answer).encode() if form == "html" else _docx(answer)


def _summary(answer: Answer) -> str:
    claims = answer.claims or ()
    counts = [
        f"{number} {_VERDICTS[verdict].lower()}"
        for verdict in ("contradicted", "partly", "not_found", "supported")
        if (number := sum(claim.verdict == verdict for claim in claims))
    ]
    if not claims:
        return "No claim in this text could be checked."
    noun = "claim" if len(claims) == 1 else "claims"
    return f"{len(claims)} {noun} checked: {', '.join(counts)}."


def _note(claim: Claim, answer: Answer) -> str:
    """Say a claim's verdict, why, the right figure and where it stands, in one line."""
    parts = [f"{_VERDICTS[claim.verdict]}."]
    if claim.why:
        parts.append(_sentence(claim.why))
    if claim.corrected:
        parts.append(_sentence(f"The sources have: {claim.corrected}"))
    cited = {citation.n: citation for citation in answer.citations}
    parts += [_source(cited[n]) for n in claim.citations if n in cited]
    return " ".join(dict.fromkeys(parts))


def _sentence(words: str) -> str:
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _source(citation: Citation) -> str:
    quote = f": “{citation.quote}”" if citation.quote else ""
    names = [citation.publisher, citation.title, citation.release, citation.date, citation.url]
    text = f"Source: {', '.join(dict.fromkeys(filter(None, names)))}{quote}"
    return text if text.endswith((".”", "?”", "!”")) else f"{text}."


def _pieces(answer: Answer) -> list[tuple[str, Claim | None]]:
    """Cut the draft at the borders of its claims; together the pieces are the draft."""
    text, at = answer.question, 0
    pieces: list[tuple[str, Claim | None]] = []
    for claim in sorted(answer.claims or (), key=lambda item: item.start):
        if claim.start < at:
            continue
        pieces.append((text[at : claim.start], None))
        pieces.append((text[claim.start : claim.end], claim))
        at = claim.end
    pieces.append((text[at:], None))
    return [(words, claim) for words, claim in pieces if words]


def _markdown(answer: Answer) -> str:
    body: list[str] = []
    notes: list[str] = []
    for words, claim in _pieces(answer):
        body.append(words)
        if claim is not None:
            notes.append(f"[^{len(notes) + 1}]: {' '.join(_note(claim, answer).split())}")
            body.append(f"[^{len(notes)}]")
    foot = "\n".join(notes)
    return f"{''.join(body).rstrip()}\n\n---\n\n{_summary(answer)}\n\n{foot}\n"


def _html(answer: Answer) -> str:
    body: list[str] = []
    notes: list[str] = []
    for words, claim in _pieces(answer):
        shown = html.escape(words)
        if claim is None:
            body.append(shown)
            continue
        note = html.escape(_note(claim, answer))
        number = len(notes) + 1
        notes.append(f'<li id="note-{number}">{note} <a href="#claim-{number}">back</a></li>')
        body.append(
            f'<mark class="{claim.verdict}" id="claim-{number}" title="{note}">{shown}</mark>'
            f'<sup><a href="#note-{number}">{number}</a></sup>'
        )
    style = "".join(
        f"mark.{verdict}{{background:{colour};color:inherit}}"
        for verdict, colour in _COLOURS.items()
    )
    paragraphs = re.split(r"\n\s*\n", "".join(body).strip())
    text = "\n".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<title>A checked draft</title>"
        f"<style>body{{font:1rem/1.6 Georgia,serif;max-width:42rem;margin:2rem auto}}{style}"
        f"</style></head>\n<body>\n<p><strong>{html.escape(_summary(answer))}</strong></p>\n"
        f"{text}\n<hr>\n<ol>\n{chr(10).join(notes)}\n</ol>\n</body></html>\n"
    )


def _docx(answer: Answer) -> bytes:
    """Write a Word document: each claim highlighted, its note as a comment beside it."""
    import docx
    from docx.enum.text import WD_COLOR_INDEX

    document = docx.Document()
    lead = document.add_paragraph()
    lead.add_run(_summary(answer)).bold = True
    paragraph = document.add_paragraph()
    for words, claim in _pieces(answer):
        runs = []
        for number, part in enumerate(re.split(r"\n\s*\n", _printable(words))):
            if number:
                paragraph = document.add_paragraph()
            if part:
                runs.append(paragraph.add_run(part))
        if claim is None or not runs:
            continue
        for run in runs:
            run.font.highlight_color = getattr(WD_COLOR_INDEX, _HIGHLIGHTS[claim.verdict])
        document.add_comment(
            runs, text=_printable(_note(claim, answer)), author="Onrecord", initials="OR"
        )
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _printable(words: str) -> str:
    """Leave out what XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", words)
