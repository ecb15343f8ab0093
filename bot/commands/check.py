"""``onrecord check``: check a claim against the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

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
        list[str] | None, typer.Argument(metavar="CLAIM", help="The sentence to check.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.jsonl",
            help='Check a file of {"id": ..., "claim": "..."} lines, as JSON lines.',
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option(help="Keep what came of it, for `onrecord verify` and export.")
    ] = True,
) -> None:
    """Check a claim against the sources: supported, contradicted, partly or not found.

    Example: onrecord check "China published 42,524 AI articles in 2022."
    """
    if (words is None) == (batch is None):
        raise typer.BadParameter("give either a claim or --batch FILE.jsonl")
    items = None if batch is None else read_batch(batch, claims=True)

    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    onrecord = Onrecord.open(read_settings())
    if items is not None:
        answer_batch(onrecord, items, claims=True, keep=keep)
        return
    answer = onrecord.check(" ".join(words or ()), keep=keep)
    out(json_text(answer) if json_ else _checked_text(answer, terminal=on_terminal()))


def _checked_text(answer: Answer, *, terminal: bool) -> str:
    verdict = VERDICTS.get(answer.verdict or "", "")
    heading = styled(f"**{verdict}**", terminal=terminal) if verdict else ""
    return "\n\n".join(part for part in (heading, answer_text(answer, terminal=terminal)) if part)
