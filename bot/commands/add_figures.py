"""``onrecord add figures``: add a table of your own, to be asked like what is shipped."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.printing import json_text, note, out
from bot.commands.progress import showing_progress
from corpus.cleaning import clean_line
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus.tables.mappings import Mapping
    from index.figure_reports import Unresolved
    from index.load_figures import Loaded
    from index.preview_figures import Preview

__all__ = ["add_figures"]

_LISTED = 12  # places that are not known


def add_figures(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX or Parquet.")],
    yes: Annotated[bool, typer.Option("--yes", help="Take the guess as it is.")] = False,
    mapping: Annotated[
        Path | None, typer.Option(help="TOML file that says which column is what.")
    ] = None,
    write_mapping: Annotated[
        Path | None,
        typer.Option("--write-mapping", help="Write the guess as TOML to a file, and stop."),
    ] = None,
    title: Annotated[str, typer.Option(help="Title to cite the table by.")] = "",
    publisher: Annotated[str, typer.Option(help="Who publishes it.")] = "",
    licence: Annotated[str, typer.Option(help="Its licence; 'unknown' if it has none.")] = "",
    url: Annotated[str, typer.Option(help="Where it was found.")] = "",
    date: Annotated[str, typer.Option(help="When it was published.")] = "",
    definition: Annotated[str, typer.Option(help="What is counted, and how.")] = "",
    unit: Annotated[str, typer.Option(help="What the values are counted in: tonnes.")] = "",
    label: Annotated[str, typer.Option(help="What is counted, as a sentence names it.")] = "",
    words: Annotated[
        list[str] | None, typer.Option("--word", help="What else readers call it; repeatable.")
    ] = None,
    concept: Annotated[
        str, typer.Option(help="Shipped concept to stand beside: ai_publications.")
    ] = "",
    place: Annotated[str, typer.Option(help="Column of places.")] = "",
    about_place: Annotated[
        str, typer.Option(help="Code of the place that the whole table is about: WLD.")
    ] = "",
    year: Annotated[str, typer.Option(help="Column of years.")] = "",
    about_year: Annotated[int, typer.Option(help="Year that the whole table is about.")] = 0,
    value: Annotated[list[str] | None, typer.Option(help="Column of numbers; repeatable.")] = None,
    indicator: Annotated[str, typer.Option(help="Column that names what a row counts.")] = "",
    split: Annotated[
        str, typer.Option(help="Column whose values become measures of their own.")
    ] = "",
    keep: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Read only rows with this value; repeatable."),
    ] = None,
    decimal: Annotated[str, typer.Option(help="The decimal mark, '.' or ','.")] = "",
    sheet: Annotated[str, typer.Option(help="Sheet of a workbook.")] = "",
    encoding: Annotated[str, typer.Option(help="Encoding of a text file.")] = "",
    for_me: Annotated[
        bool, typer.Option("--for-me", help="For this reader alone, not the whole desk.")
    ] = False,
    replace_: Annotated[
        bool, typer.Option("--replace", help="Replace a table of the same title.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Add a table of places and years, to be asked like what is shipped.

    Which column is what is guessed and shown first; on a terminal you confirm it.

    Example: onrecord add figures coffee.csv --publisher ICO --licence unknown --unit tonnes --yes
    """
    from bot.onrecord import Onrecord
    from corpus.settings import read_settings
    from corpus.tables.mappings import Mapping, read_mapping

    if decimal not in ("", ".", ","):
        raise typer.BadParameter("--decimal is '.' or ','")
    onrecord = Onrecord.open(read_settings())
    start = read_mapping(mapping) if mapping is not None else Mapping()
    start = replace(
        start,
        about=_set(
            start.about, title=title, publisher=publisher, licence=licence, url=url, date=date,
            definition=definition,
        ),
        keep={**start.keep, **_pairs(keep or [])},
    )  # fmt: skip
    start = _set(
        start, place=place, fixed_place=about_place, year=year, fixed_year=about_year,
        values=tuple(value or ()), indicator=indicator, split=split, decimal=decimal,
        sheet=sheet, encoding=encoding,
    )  # fmt: skip
    preview = onrecord.guess_figures(file, start=start, guess=mapping is None)
    if unit or label or words or concept:
        named = _named(preview.mapping, unit=unit, label=label, words=words or [], concept=concept)
        preview = onrecord.guess_figures(file, start=named, guess=False)
    if write_mapping is not None:
        _write(preview.mapping, file, write_mapping)
        return
    asks = sys.stdin.isatty() and sys.stderr.isatty() and not yes and mapping is None
    if not json_:
        _show(preview, file)
    _refuse(preview, file)
    if asks:
        chosen = _ask(preview)
        if chosen is None:
            note("nothing was added")
            return
        preview = onrecord.guess_figures(file, start=chosen, guess=False)
    elif not yes and mapping is None:
        raise CorpusError(
            f"the reading of {file.name!r} above is a guess: take it with --yes, or write it out "
            "with --write-mapping FILE.toml, change it, and give it back with --mapping"
        )
    with showing_progress(quiet=json_) as progress:
        loaded = onrecord.add_figures(
            file,
            mapping=preview.mapping,
            layer="reader" if for_me else "desk",
            instead=replace_,
            progress=progress,
        )
    out(json_text(loaded) if json_ else _told(loaded))


def _set(record: Any, **values: Any) -> Any:
    """Put in the values that were given."""
    return replace(record, **{name: value for name, value in values.items() if value})


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark:
            raise typer.BadParameter(f"--keep {text!r}: write COLUMN=VALUE")
        pairs[name.strip()] = value.strip()
    return pairs


def _named(
    mapping: Mapping, *, unit: str, label: str, words: Sequence[str], concept: str
) -> Mapping:
    """Give the measures what was said of them; a label or concept is that of one alone."""
    if len(mapping.measures) > 1 and (label or words or concept):
        raise typer.BadParameter(
            "the table holds several measures: name each in a mapping (--write-mapping)"
        )
    entries = tuple(
        replace(
            entry,
            unit=unit or entry.unit,
            kind="share" if unit.startswith(("percent", "%")) else entry.kind,
            label=label or entry.label,
            words=tuple(dict.fromkeys((*words, *entry.words))),
            concept=concept or entry.concept,
        )
        for entry in mapping.measures
    )
    return replace(mapping, measures=entries)


def _write(mapping: Mapping, file: Path, target: Path) -> None:
    from corpus.tables.mappings import write_mapping

    try:
        with target.open("x", encoding="utf-8") as opened:
            opened.write(write_mapping(mapping, file.name))
    except FileExistsError as error:
        raise CorpusError(f"{str(target)!r} is there already; name another file") from error
    except OSError as error:
        raise CorpusError(f"{str(target)!r} cannot be written: {error}") from error
    out(f"{target}: how {file.name} would be read; add it with --mapping {target}")


# -- showing a guess -------------------------------------------------------------------------


def _show(preview: Preview, file: Path) -> None:
    """Show the guess and what comes of the first rows, on stderr: it is no answer yet."""
    from rich.console import Console
    from rich.table import Table

    console = Console(stderr=True, markup=False, highlight=False)
    mapping, about = preview.mapping, preview.mapping.about
    console.print(f"{file.name}" + (f", read as: {mapping.shape}" if mapping.shape else ""))
    rows = [
        ("title", about.title),
        ("publisher", about.publisher or "?"),
        ("licence", about.licence or "?"),
        ("places", mapping.fixed_place or mapping.place or "?"),
        ("codes", mapping.code),
        ("years", str(mapping.fixed_year or mapping.year or "?")),
        ("what a row counts", mapping.indicator),
        ("flags", mapping.status),
        ("only rows where", "; ".join(f"{k} is {v}" for k, v in mapping.keep.items())),
        ("numbers", _shortened(mapping.values)),
    ]
    rows += [
        (f"measure {number}" if number > 1 else "measure", f"{entry.label}, in {entry.unit or '?'}")
        for number, entry in enumerate(mapping.measures[:8], start=1)
    ]
    if len(mapping.measures) > 8:
        rows.append(("", f"and {len(mapping.measures) - 8} more"))
    guess = Table(box=None, show_header=False)
    for name, told in rows:
        if told:
            guess.add_row(f"  {name}", clean_line(told))
    console.print(guess)
    if preview.rows:
        table = Table(
            "row", "as written", "place", "time", "value", "status", box=None, header_style="bold"
        )
        for row in preview.rows[:6]:
            table.add_row(
                str(row.row), clean_line(row.written), row.place, row.time, f"{row.value:,.12g}",
                row.status if row.status != "final" else "",
            )  # fmt: skip
        console.print(table)
    for line in [*preview.notes, *preview.report.notes]:
        console.print(clean_line(line))
    for name, concept in preview.beside.items():
        console.print(
            f"{clean_line(name or about.title)} is like {concept}: --concept {concept} sets it "
            "beside what is known of that."
        )
    if lines := _unresolved_lines(preview.report.unresolved):
        some = "" if preview.whole else " among the first rows"
        console.print(f"Not known here{some}, and left out:")
        for line in lines:
            console.print(f"  {clean_line(line)}")


def _shortened(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) < 6 else f"{names[0]} ... {names[-1]} ({len(names)})"


def _unresolved_lines(items: Sequence[Unresolved]) -> list[str]:
    lines = []
    for item in items[:_LISTED]:
        rows = f"row {item.first_row:,}"
        if item.n_rows > 1:
            rows = f"{item.n_rows:,} rows from row {item.first_row:,}"
        if item.meanings:
            hint = f"; may be {' or '.join(item.meanings)}"
        else:
            hint = f"; nearest: {', '.join(item.nearest)}" if item.nearest else ""
        lines.append(f"“{item.name}” ({rows}){hint}")
    if len(items) > _LISTED:
        lines.append(f"and {len(items) - _LISTED} more")
    return lines


def _refuse(preview: Preview, file: Path) -> None:
    from index.load_figures import FiguresRefused

    if preview.report.problems:
        raise FiguresRefused(file.name, preview.report)


# -- asking ----------------------------------------------------------------------------------


def _ask(preview: Preview) -> Mapping | None:
    """Ask for what is missing and whether the guess is right; None where it is not."""
    from corpus.tables.labels import measure_entry

    mapping = preview.mapping
    if not _confirm("Is that right?"):
        note("write the guess out with --write-mapping FILE.toml and change it there")
        return None
    about = mapping.about
    about = replace(
        about,
        title=_prompt("Title", about.title),
        publisher=_prompt("Publisher", about.publisher),
        licence=_prompt("Licence", about.licence or "unknown"),
        url=_prompt("Address", about.url, needed=False),
        definition=_prompt("What is counted, and how", about.definition, needed=False),
    )
    entries = []
    for entry in mapping.measures:
        unit = entry.unit or _prompt(f"Unit of “{entry.label}”", "")
        known = measure_entry(entry.name, title=about.title)
        concept = preview.beside.get(entry.name, "")
        if concept and not _confirm(f"Set “{entry.label}” beside {concept}?"):
            concept = ""
        entries.append(replace(entry, unit=unit, kind=entry.kind or known.kind, concept=concept))
    if len(entries) == 1:
        said = _prompt("What else do readers call it (commas between)", "", needed=False)
        words = tuple(filter(None, (word.strip() for word in said.split(","))))
        entries[0] = replace(entries[0], words=(*entries[0].words, *words))
    return replace(mapping, about=about, measures=tuple(entries))


def _prompt(question: str, default: str, *, needed: bool = True) -> str:
    while True:
        said: str = typer.prompt(question, default=default, show_default=bool(default), err=True)
        if said.strip() or not needed:
            return said.strip()


def _confirm(question: str) -> bool:
    return typer.confirm(question, default=True, err=True)


def _told(loaded: Loaded) -> str:
    added, report = loaded.added, loaded.report
    years = f"{added.first_year}–{added.last_year}"
    lines = [
        f"{added.dataset.title} ({added.dataset.publisher}): {added.n_values:,} values of "
        f"{added.n_places:,} places, {years}"
    ]
    lines += [f"  {measure.id}: {measure.label}, in {measure.unit}" for measure in added.measures]
    lines += [f"  {line}" for line in report.notes]
    if report.unresolved:
        lines.append("  Left out, not known here:")
        lines += [f"    {line}" for line in _unresolved_lines(report.unresolved)]
    lines.append(f"Remove it with: onrecord remove {added.dataset.id}")
    return "\n".join(clean_line(line) if not line.startswith(" ") else line for line in lines)
