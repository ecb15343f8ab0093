"""``onrecord export``: write an answer or a conversation as a file with its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.printing import note
from corpus.errors import ConfigError

__all__ = ["export"]


def export(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a kept answer or a conversation.")
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="md|html|docx|csv", help="csv: the cited tables.")
    ] = "md",
    out_file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to; without, a name of its own here."),
    ] = None,
    reader: Annotated[str, typer.Option(help="Whose answer.")] = "local",
) -> None:
    """Write an answer or a conversation as Markdown, HTML, Word or CSV, with its sources.

    Example: onrecord export ANSWER-ID --format docx
    """
    from bot.export.exports import FORMATS
    from bot.export.kept import export_kept
    from bot.export.write import write_export
    from bot.history import History
    from corpus.settings import read_settings

    format_ = {"markdown": "md", "word": "docx", "zip": "csv"}.get(format_.lower(), format_.lower())
    wanted = next((known for known in FORMATS if known == format_), None)
    if wanted is None:
        raise typer.BadParameter(f"--format is one of {', '.join(FORMATS)}")
    history = History.open(read_settings().home / "conversations.sqlite")
    file = write_export(export_kept(history, id, reader=reader), wanted)
    path = out_file or Path(file.name)
    try:
        path.write_bytes(file.content)
    except OSError as error:
        raise ConfigError(
            f"{str(path)!r} cannot be written: {error.strerror or error}; name another with --out"
        ) from error
    note(f"written to {path}")
