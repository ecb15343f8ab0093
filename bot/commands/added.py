"""``onrecord added`` and ``onrecord reread``: the documents that were added, and their changes."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.add import describe, raise_last
from bot.commands.printing import json_text, note, out
from bot.commands.progress import showing_progress
from corpus.errors import ConfigError, CorpusError

__all__ = ["added", "reread"]


def added(json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the documents that were added: where from, when, and what was left out.

    Example: onrecord added
    """
    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    found = Onrecord.open(read_settings()).documents()
    if json_:
        out(json_text(found))
        return
    if not found:
        note("no document was added; `onrecord sources` lists tables that were, too")
    for document in found:
        source, known = document.source, document.added
        out(f"{source.id}  {source.title}")
        whose = "for everybody here" if document.layer == "desk" else "for this reader alone"
        out(f"  {whose}; {source.seen}")
        if known is not None:
            passages = f"{known.passages} passage{'s' if known.passages != 1 else ''}"
            out(f"  read {known.at[:10]} from {known.origin or known.name}; {passages}")
            for text in known.notes:
                out(f"  not read: {text}")
            if known.dropped:
                out(f"  left out: {sum(item.times for item in known.dropped)} lines")


def reread(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="As `onrecord added` lists them; all without."),
    ] = None,
) -> None:
    """Read added documents again from where they came from, and say what changed.

    Example: onrecord reread
    """
    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    onrecord = Onrecord.open(read_settings())
    known = {document.source.id: document for document in onrecord.documents()}
    missing = [id_ for id_ in ids or () if id_ not in known]
    if missing:
        raise CorpusError(f"no document {missing[0]!r} was added; `onrecord added` lists them")
    refused = []
    wanted = ids or list(known)
    with showing_progress() as progress:
        for number, id_ in enumerate(wanted, start=1):
            try:
                taken = onrecord.reread(id_, progress=progress)
            except (CorpusError, ConfigError) as error:  # the others can still be read
                refused.append(str(error))
                continue
            finally:
                progress("documents", number, len(wanted))
            out("\n".join(describe(id_, taken)))
    raise_last(refused)
