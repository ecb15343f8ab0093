"""``onrecord check``: check a claim against the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.annotated import FORMATS, read_draft, write_annotated
from bot.commands.batch import answer_batch, read_batch
from bot.commands.printing import answer_text, json_text, on_terminal, out, styled

if TYPE_CHECKING:
    from bot.answers import Answer

__all__ = ["check"]

VERDICTS = {
    "supported": "The sources support this.",
    "contradicted": "The sources contradict this.",
    "partly": "The sources support a part of this.",
    "not_found": "The sources do not say.",
}


def check(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CLAIM | FILE", help="The sentence to check, or a text file of them."
        ),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.jsonl",
            help='Check a file of {"id": ..., "claim": "..."} lines, as JSON lines.',
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="Write the draft with its verdicts: markdown, html or docx."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it here, not to the screen.")
    ] = None,
    keep: Annotated[
        bool, typer.Option(help="Keep what came of it, for `onrecord verify` and export.")
    ] = True,
) -> None:
    """Check a claim, or a draft in a file: supported, contradicted, partly or not found.

    Example: onrecord check "China published 42,524 AI articles in 2022."
    Example: onrecord check draft.md --format docx --out draft-checked.docx
    """
    if form is not None and form not in FORMATS:
        raise typer.BadParameter(f"the format is one of {', '.join(FORMATS)}, not {form!r}")
    if form == "docx" and to is None:
        raise typer.BadParameter("a Word document needs a file to be written to: --out FILE.docx")
    if (words is None) == (batch is None):
        raise typer.BadParameter("give either a claim or --batch FILE.jsonl")
    items = None if batch is None else read_batch(batch, claims=True)

    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    onrecord = Onrecord.open(read_settings())
    if items is not None:
        answer_batch(onrecord, items, claims=True, keep=keep)
        return
    answer = onrecord.check(read_draft(" ".join(words or ())), keep=keep)
    if form is not None:
        write_annotated(answer, form, to)
        return
    out(json_text(answer) if json_ else _checked_text(answer, terminal=on_terminal()))


def _checked_text(answer: Answer, *, terminal: bool) -> str:
    verdict = VERDICTS.get(answer.verdict or "", "")
    heading = styled(f"**{verdict}**", terminal=terminal) if verdict else ""
    return "\n\n".join(part for part in (heading, answer_text(answer, terminal=terminal)) if part)
