"""``onrecord add``: add documents of your own to this installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.printing import note, out
from bot.commands.progress import showing_progress
from corpus.errors import CorpusError

__all__ = ["add"]


def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="PDF, DOCX, HTML, Markdown or text.")
    ],
    title: Annotated[
        str, typer.Option(help="Title to cite it by, if the file's own will not do.")
    ] = "",
) -> None:
    """Add documents that everybody who asks this installation may see.

    Example: onrecord add report.pdf --title "DeepSeek and the New Geopolitics of AI"
    """
    if title and len(files) > 1:
        raise typer.BadParameter("--title goes with one file")

    from corpus.readers import read_file
    from corpus.settings import read_settings
    from index.additions import add_document
    from index.build import open_encoder

    settings = read_settings()
    encoder = open_encoder(settings)
    refused = []
    with showing_progress() as progress:
        for number, path in enumerate(files, start=1):
            try:
                document = read_file(path, title=title)
            except CorpusError as error:  # the other files can still be added
                refused.append(str(error))
                continue
            passages = add_document(settings, document, layer="desk", encoder=encoder)
            progress("documents", number, len(files))
            counted = f"{passages} passage{'s' if passages != 1 else ''}"
            out(f"{path.name}: {counted}, cited as {document.source.title!r}")
    if refused:
        for reason in refused[:-1]:
            note(f"onrecord: {reason}")
        raise CorpusError(refused[-1])
