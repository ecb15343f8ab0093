"""``onrecord remove``: take back what was added."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.printing import out
from corpus.errors import CorpusError

__all__ = ["remove"]


def remove(
    source: Annotated[str, typer.Argument(metavar="ID", help="As `onrecord sources` lists it.")],
) -> None:
    """Remove a table or a document that was added; what is shipped stays.

    Example: onrecord remove desk_coffee_consumption
    """
    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    onrecord = Onrecord.open(read_settings())
    if not (onrecord.remove_figures(source) or onrecord.remove(source)):
        raise CorpusError(f"nothing of the id {source!r} was added; `onrecord sources` lists all")
    out(f"{source}: removed")
