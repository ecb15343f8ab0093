"""``onrecord verify``: answer kept questions again and say what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.printing import json_text, out
from corpus.cleaning import clean_text

if TYPE_CHECKING:
    from bot.onrecord import Onrecord
    from bot.verify import Verification

__all__ = ["verification_text", "verify"]

LONGEST = 160  # characters of a quote that are shown


def verify(
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help="The id of a kept answer, or a link's token.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Every kept answer; list those that changed.")
    ] = False,
    reader: Annotated[str, typer.Option(help="Whose answers.")] = "local",
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Answer a kept question again: the same result, or the old value, the new one and why.

    Example: onrecord verify --all
    """
    if (id is None) == (not all_):
        raise typer.BadParameter("give either an ID or --all")

    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    onrecord = Onrecord.open(read_settings(), reader=reader)
    if id is not None:
        found = onrecord.verify(id, reader=reader)
        out(json_text(found) if json_ else verification_text(found))
        return
    _verify_all(onrecord, reader, json_=json_)


def _verify_all(onrecord: Onrecord, reader: str, *, json_: bool) -> None:
    from bot.commands.progress import showing_progress

    total = len(onrecord.history.kept_answers(reader))
    changed = 0
    with showing_progress() as progress:
        for done, found in enumerate(onrecord.verify_all(reader=reader), start=1):
            progress("answers", done, total)
            if not found.same:
                changed += 1
                out(json_text(found) if json_ else f"{verification_text(found)}\n")
    if not json_:
        kept = f"{total:,} kept answer{'s' if total != 1 else ''}"
        if total == 0:
            out("No answer is kept yet: `onrecord ask` and the chat page keep what they answer.")
        elif changed == 0:
            out(f"Same result for all of {kept}.")
        else:
            out(f"{changed:,} of {kept} {'has' if changed == 1 else 'have'} changed.")


def verification_text(found: Verification) -> str:
    """Write a verification as lines: the answer, then each old value, new value and why."""
    lines = [f"{found.question}", f"    {found.id}, kept {found.kept:%Y-%m-%d %H:%M} UTC"]
    if found.same:
        lines.append("    same result")
    for item in found.differences:
        change = f"{_shown(item.old) or 'not there'} → {_shown(item.new) or 'not there any more'}"
        if not item.old:
            change = f"new: {_shown(item.new)}"
        lines.append(f"    {item.what}: {change}")
        lines.append(f"        {item.cause}: {item.why}")
    if found.note:
        lines.append(f"    {found.note}")
    return clean_text("\n".join(lines))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
