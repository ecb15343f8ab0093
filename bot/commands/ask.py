"""``onrecord ask``: answer a question, sentence by sentence on a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from bot.commands.batch import answer_batch, read_batch
from bot.commands.printing import answer_text, json_text, note, on_terminal, out
from corpus.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.events import Event
    from bot.onrecord import Engine

__all__ = ["ask"]


def ask(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="What you want to know.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.jsonl",
            help='Answer a file of {"id": ..., "turns": ["...", ...]} lines, as JSON lines.',
        ),
    ] = None,
    conversation: Annotated[
        str | None,
        typer.Option(metavar="ID", help='Go on with a conversation; "new" starts one.'),
    ] = None,
    reading: Annotated[
        str | None,
        typer.Option(
            metavar="JSON",
            help='Answer this reading (from an earlier answer, edited), or "@FILE" with one.',
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(help='Who writes: "grounded", "model", or "auto" as the settings say.'),
    ] = None,
    share_private: Annotated[
        bool,
        typer.Option("--share-private", help="Let a language model read what you have added."),
    ] = False,
    keep: Annotated[
        bool, typer.Option(help="Keep the answer, for `onrecord verify` and `onrecord export`.")
    ] = True,
) -> None:
    """Answer a question from the sources, with a citation for every sentence.

    Example: onrecord ask "How many AI articles did China publish in 2022?"
    """
    question = None if words is None else " ".join(words)
    if (question is None) == (batch is None) and reading is None:
        raise typer.BadParameter("give either a question or --batch FILE.jsonl")
    if batch is not None and (conversation is not None or reading is not None):
        raise typer.BadParameter("--batch starts its own conversations and takes no --reading")
    if engine not in (None, "auto", "grounded", "model"):
        raise typer.BadParameter(f"--engine is auto, grounded or model, not {engine!r}")
    items = None if batch is None else read_batch(batch)
    understood = None if reading is None else _read_reading(reading)

    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    onrecord = Onrecord.open(read_settings())
    chosen = cast("Engine | None", engine)
    if goes := onrecord.where_text_goes(chosen):
        note(goes)
    if items is not None:
        answer_batch(onrecord, items, keep=keep, engine=chosen)
        return
    if conversation == "new":
        conversation = onrecord.new_conversation()
        note(f"conversation {conversation}")
    if question is None:
        question = str((understood or {}).get("question", ""))
    if on_terminal() and not json_:
        _show(
            onrecord.stream(
                question,
                conversation=conversation,
                reading=understood,
                engine=chosen,
                share_private=share_private,
                keep=keep,
            )
        )
        return
    answer = onrecord.ask(
        question,
        conversation=conversation,
        reading=understood,
        engine=chosen,
        share_private=share_private,
        keep=keep,
    )
    out(json_text(answer) if json_ else answer_text(answer))


def _read_reading(text: str) -> Mapping[str, Any]:
    try:
        if text.startswith("@"):
            text = Path(text[1:]).read_text(encoding="utf-8")
        reading = json.loads(text)
    except OSError as error:
        raise ConfigError(
            f"reading file {text[1:]!r} cannot be read: {error.strerror or error}"
        ) from error
    except ValueError as error:
        raise typer.BadParameter(f"--reading is not JSON: {error}") from error
    if not isinstance(reading, dict):
        raise typer.BadParameter("--reading is not a JSON object")
    return reading


def _show(events: Iterator[Event]) -> None:
    """Show each step while it is under way and each sentence as soon as it is checked."""
    from rich.console import Console

    from bot.commands.printing import sources_text, styled
    from bot.events import Done, Status, Text, Withdrawn
    from corpus.cleaning import clean_text

    streamed = ""
    with Console(stderr=True).status("reading the question", spinner="dots") as status:
        for event in events:
            if isinstance(event, Status) and not streamed:
                status.update(clean_text(event.step).replace("[", "\\["))
            elif isinstance(event, Text):
                status.stop()
                streamed += event.text
                out(styled(event.text, terminal=True), end="")
            elif isinstance(event, Withdrawn):
                out(styled(f"\n\n**Withdrawn:** {event.why}\n\n", terminal=True), end="")
                streamed = ""
            elif isinstance(event, Done):
                status.stop()
                answer = event.answer
                if not streamed:
                    out(styled(answer.text, terminal=True), end="")
                elif answer.text.startswith(streamed):
                    out(styled(answer.text[len(streamed) :], terminal=True), end="")
                below = sources_text(answer, terminal=True)
                out(f"\n\n{below}" if below else "")
