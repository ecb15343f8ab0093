"""``onrecord build``: build the index, or bring it up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.printing import counts_text, note
from bot.commands.progress import showing_progress

__all__ = ["build", "build_index"]


def build(
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Show nothing unless something goes wrong.")
    ] = False,
) -> None:
    """Build the index of the sources; only what changed is done again.

    Example: onrecord build
    """
    if not build_index(quiet=quiet) and not quiet:
        note("the index is up to date")


def build_index(*, quiet: bool = False) -> bool:
    """Bring the base store and the added documents up to date, showing how far it is.

    After a build that did something, say what the index holds and what it does not.  Tell
    whether the base store is another than before.
    """
    from corpus.errors import IndexMissing
    from corpus.settings import read_settings
    from index.additions import refresh_layers
    from index.build import build_base
    from index.layers import current_build

    settings = read_settings()
    try:
        served = current_build(settings).name
    except IndexMissing:
        served = ""
    with showing_progress(quiet=quiet) as progress:
        manifest = build_base(settings, progress=progress)
        # Documents added here, if another encoder made their vectors.
        refresh_layers(settings, progress=progress)
    changed = manifest.build != served
    if quiet or not changed:
        return changed
    note(f"the index holds {counts_text(manifest.counts)}")

    from bot.onrecord import Onrecord

    for line in Onrecord.open(settings).notes():
        note(line)
    return changed
