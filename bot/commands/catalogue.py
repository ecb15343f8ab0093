"""``onrecord sources`` and ``onrecord measures``: list what answers rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from bot.commands.printing import json_text, note, out
from corpus.cleaning import clean_text

__all__ = ["measures", "sources"]


def sources(
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the sources that answers cite.

    Example: onrecord sources
    """
    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    found = Onrecord.open(read_settings()).sources()
    out(json_text(found) if json_ else _entries(found, heading=("id", "title"), below=SOURCE))


def measures(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="What is counted; all without.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what is counted: definition, dataset, the years there are.

    Example: onrecord measures patents
    """
    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    found = Onrecord.open(read_settings()).measures(" ".join(words or ()))
    if not found and not json_:
        note("nothing of these words is counted here; `onrecord measures` lists all that is")
        return
    out(json_text(found) if json_ else _entries(found, heading=("measure", "label"), below=MEASURE))


SOURCE = ("publisher", "author", "date", "kind", "licence", "url")
MEASURE = ("source", "unit", "view", "first", "last", "places", "definition")


def _entries(found: Sequence[Any], *, heading: tuple[str, str], below: Sequence[str]) -> str:
    """Write records as short entries: a heading line, then a line per field that is set."""
    from bot.answers import as_json

    entries = []
    for record in found:
        fields: Mapping[str, Any] = as_json(record)
        lines = ["  ".join(str(fields.get(name) or "") for name in heading)]
        for name in below:
            value = fields.get(name)
            if value:
                told = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
                lines.append(f"    {name.replace('_', ' ')}: {told}")
        entries.append(clean_text("\n".join(lines)))
    return "\n".join(entries)
