"""``onrecord feedback``: list what readers said was wrong, or write it as a question file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.printing import json_text, note, out
from corpus.cleaning import clean_text
from corpus.errors import ConfigError

__all__ = ["feedback"]


def feedback(
    out_file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.jsonl", help="Write a question-file item for each."),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what readers called wrong, with their reasons.

    Example: onrecord feedback --out wrong.jsonl
    """
    from bot.feedback import feedback_items
    from bot.history import History
    from corpus.settings import read_settings

    history = History.open(read_settings().home / "conversations.sqlite")
    items = list(feedback_items(history))
    if out_file is not None and not items:
        note(f"nobody has called an answer wrong; {out_file} is not written")
        return
    if out_file is not None:
        try:
            out_file.write_text("".join(f"{json_text(item)}\n" for item in items), "utf-8")
        except OSError as error:
            raise ConfigError(
                f"{str(out_file)!r} cannot be written: {error.strerror or error}; name another"
            ) from error
        note(
            f"{len(items)} written to {out_file}; fill in `expect`, then: onrecord eval {out_file}"
        )
        return
    if json_:
        out(json_text(items))
        return
    for item in items:
        asked = item.get("claim") or " → ".join(item["turns"])
        lines = [f"{item['said']}  {asked}", f"    said to be wrong: {item['reason']}"]
        lines += [f"    answered: {' '.join(item['answer']['text'].split())}"]
        lines += [f"    answer {item['answer']['id']}"]
        out(clean_text("\n".join(lines)))
    if not items:
        out("Nobody has called an answer wrong.")
