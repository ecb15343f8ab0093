"""``onrecord add``: add documents of your own, from files, folders and addresses."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.printing import json_text, note, out
from bot.commands.progress import showing_progress
from corpus.cleaning import clean_line
from corpus.errors import ConfigError, CorpusError

if TYPE_CHECKING:
    from corpus.contents import FoundTable
    from index.take_in import TakenIn

__all__ = ["add", "describe", "raise_last"]

_LISTED = 25  # dropped lines and paragraphs that are shown one by one
_SHOWN = 90  # letters of each


def add(
    items: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|URL...",
            help="PDF, DOCX, HTML, EPUB, e-mail (.eml), Markdown or text.",
        ),
    ],
    title: Annotated[
        str, typer.Option(help="Title to cite it by, if the file's own will not do.")
    ] = "",
    for_me: Annotated[
        bool, typer.Option("--for-me", help="For this reader alone, not the whole desk.")
    ] = False,
    tables: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the tables found as CSV, to check and add."),
    ] = None,
    json_: Annotated[
        bool, typer.Option("--json", help="Print a line of JSON per document.")
    ] = False,
) -> None:
    """Add documents that everybody who asks this installation may see.

    A document that was added before, from the same place, is read again.

    Example: onrecord add report.pdf --title "DeepSeek and the New Geopolitics of AI"
    """
    from bot.onrecord import Onrecord
    from bot.own_documents import add_item
    from corpus.settings import read_settings

    files, refused = _find(items)
    if title and len(files) > 1:
        raise typer.BadParameter("--title goes with one file")
    onrecord = Onrecord.open(read_settings())
    with showing_progress() as progress:
        for number, item in enumerate(files, start=1):
            try:
                taken = add_item(
                    onrecord,
                    item,
                    layer="reader" if for_me else "desk",
                    title=title,
                    progress=progress,
                )
                written = _write_tables(taken, tables) if tables is not None else []
            except (CorpusError, ConfigError) as error:  # the others can still be added
                refused.append(str(error))
                continue
            finally:
                progress("documents", number, len(files))
            if json_:
                out(json_text(taken))
            else:
                out("\n".join(describe(_name(item), taken, written=written)))
    raise_last(refused)


def raise_last(refused: Sequence[str]) -> None:
    """Say what was refused, a line each, and end with an error if anything was."""
    if refused:
        for reason in refused[:-1]:
            note(f"onrecord: {reason}")
        raise CorpusError(refused[-1])


def describe(name: str, taken: TakenIn, *, written: Sequence[Path] = ()) -> list[str]:
    """Say in a few lines what came of one document, and what was left out of it."""
    counted = _count(taken.passages, "passage")
    first = {
        "new": f"{name}: {counted}, cited as {taken.source.title!r}",
        "unchanged": f"{name}: unchanged, cited as {taken.source.title!r}",
        "changed": f"{name}: read again, {counted}; {_count(len(taken.change.came), 'paragraph')} "
        f"came and {len(taken.change.went)} went",
    }[taken.change.kind]
    lines = [f"{first} ({taken.source.id})"]
    lines += [f"  + {_short(text)}" for text in taken.change.came[:_LISTED]]
    lines += [f"  - {_short(text)}" for text in taken.change.went[:_LISTED]]
    if taken.originals:
        titles = ", ".join(repr(source.title) for source in taken.originals[:3])
        more = f" and {len(taken.originals) - 3} more" if len(taken.originals) > 3 else ""
        lines.append(f"  its own words are now preferred to our digest of {titles}{more}")
    lines += [f"  not read: {text}" for text in taken.notes]
    for dropped in taken.dropped[:_LISTED]:
        times = f", {dropped.times} times" if dropped.times > 1 else ""
        lines.append(f"  left out: {_short(dropped.text)!r} ({dropped.reason}{times})")
    if len(taken.dropped) > _LISTED:
        rest = len(taken.dropped) - _LISTED
        lines.append(f"  left out: {rest} more; onrecord added --json lists all")
    if written:
        where = written[0].parent
        lines.append(f"  {_count(len(written), 'table')} written to {where}; check them, then: ")
        lines[-1] += f"onrecord add figures {written[0]}"
    elif taken.tables:
        found = _count(len(taken.tables), "table")
        lines.append(f"  {found} found; --tables FOLDER writes them as CSV to check and add")
    return lines


def _find(items: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the files and addresses that items stand for, and what is wrong with others."""
    from corpus.fetch import is_url
    from corpus.folders import find_files
    from corpus.readers import SUFFIXES

    files: list[str] = []
    refused: list[str] = []
    for item in items:
        path = Path(item)
        if is_url(item) or not path.is_dir():
            files.append(item)
            continue
        try:
            found, passed_over = find_files(path, suffixes=SUFFIXES)
        except CorpusError as error:
            refused.append(str(error))
            continue
        for text in passed_over:
            note(f"{path.name or path}: passed over, {text}")
        if not found:
            refused.append(f"the folder {item!r} holds no file that can be read")
        files += [str(file) for file in found]
    return files, refused


def _write_tables(taken: TakenIn, folder: Path) -> list[Path]:
    """Write the tables of a document as CSV files that ``onrecord add figures`` takes."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, table in enumerate(taken.tables, start=1):
            where = re.sub(r"\W+", "-", table.locator).strip("-")
            path = folder / f"{taken.source.id}-{number}-{where}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(_header(table))
                writer.writerows(table.rows)
            paths.append(path)
    except OSError as error:
        raise ConfigError(
            f"tables cannot be written to {str(folder)!r}: {error.strerror or error}; "
            "name another folder"
        ) from error
    return paths


def _header(table: FoundTable) -> list[str]:
    return [name or f"column {number}" for number, name in enumerate(table.header, start=1)]


def _name(item: str) -> str:
    return clean_line(item if "://" in item else Path(item).name)


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"


def _short(text: str) -> str:
    text = clean_line(text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
