"""Load: a reader's table file into a layer, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from corpus.added_catalogue import AddedDataset
from corpus.catalogues import Catalogue, Concept, Dataset, Measure
from corpus.errors import CorpusError
from corpus.settings import Settings
from corpus.tables.guesses import complete_mapping
from corpus.tables.labels import slug
from corpus.tables.layouts import find_layout
from corpus.tables.mappings import Mapping, MeasureEntry, missing_parts
from corpus.tables.open_table import TableFile, open_table
from corpus.tables.place_names import read_place_names
from index.added_figures import ID_PREFIXES, figures_workspace, keep_figures
from index.check_figures import check_values
from index.figure_reports import Report, problem_text, rows_as_lines
from index.layers import SmallLayer
from index.progress import Progress, silent
from index.stage_figures import scratch_database, stage_values, unused_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "FiguresRefused",
    "Loaded",
    "load_figures",
]

MOST_MEASURES = 60  # of one table: each is one more thing that questions are matched with
_NAMED = 12  # places left out that the dataset's caveat names


class FiguresRefused(CorpusError):
    """Say that a table was not loaded, with every problem found."""

    for_reader = "The table was not added: some of its rows cannot be read."

    def __init__(self, name: str, report: Report) -> None:
        self.report = report
        told = "; ".join(problem_text(problem) for problem in report.problems)
        super().__init__(f"{name!r} was not added, nothing was changed: {told}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Hold a dataset that was added, and the report on its rows."""

    added: AddedDataset
    report: Report


def load_figures(
    settings: Settings,
    path: Path,
    mapping: Mapping,
    *,
    catalogue: Catalogue,
    layer: SmallLayer,
    reader: str | None = None,
    instead: bool = False,
    progress: Progress = silent,
) -> Loaded:
    """Load a table as its mapping says, and give what was added with a report of its rows.

    ``catalogue`` is what there is, shipped and added.  Raises FiguresRefused with every
    problem and its lines, and CorpusError for a file or mapping that cannot be used; then the
    layer is as before.  Memory: index/stage_figures.py bounds it, whatever the file's size.
    """
    import duckdb

    mapping = complete_mapping(mapping)
    if missing := missing_parts(mapping):
        raise CorpusError(f"before {path.name!r} can be cited, say {'; '.join(missing)}")
    names = read_place_names()
    with figures_workspace(settings, layer, reader=reader) as work:
        progress("reading", 0, 4)
        table = open_table(
            path,
            workdir=work,
            sheet=mapping.sheet,
            encoding=mapping.encoding,
            delimiter=mapping.delimiter,
        )
        layout = find_layout(table.head, names, header=mapping.header)
        try:
            with scratch_database(work) as connection:
                progress("reading", 1, 4)
                stage_values(connection, table, layout, mapping)
                progress("reading", 2, 4)
                report = check_values(
                    connection,
                    mapping,
                    names,
                    delimiter=table.delimiter,
                    unused=unused_columns(layout, mapping),
                )
                progress("reading", 3, 4)
                report = rows_as_lines(report, table)
                if report.problems:
                    raise FiguresRefused(path.name, report)
                added = _describe(connection, table, mapping, report, catalogue, layer)
                kept = keep_figures(
                    settings, added, connection, layer=layer, reader=reader, instead=instead
                )
                progress("reading", 4, 4)
        except duckdb.OutOfMemoryException as error:
            raise CorpusError(
                f"{path.name!r} needs more memory or disk than there is: {error}; add fewer "
                "columns or rows"
            ) from error
        except duckdb.Error as error:
            raise CorpusError(f"{path.name!r} cannot be read: {error}") from error
    return Loaded(added=kept, report=report)


# -- the catalogue's entries -----------------------------------------------------------------


def _describe(
    connection: DuckDBPyConnection,
    table: TableFile,
    mapping: Mapping,
    report: Report,
    catalogue: Catalogue,
    layer: SmallLayer,
) -> AddedDataset:
    """Make the catalogue's entries, and give each row of ``figures`` its measure."""
    found = [str(name) for (name,) in connection.execute(
        "SELECT DISTINCT series FROM figures ORDER BY 1"
    ).fetchall()]  # fmt: skip
    entries = _entries(mapping, found)
    prefix = ID_PREFIXES[layer]
    about = mapping.about
    today = datetime.now(UTC).date()
    dataset_id = f"{prefix}{slug(about.title)}"
    # A table that is replaced gives its names up.
    taken = {m.id for m in catalogue.measures if m.dataset != dataset_id}
    others = _without(catalogue, dataset_id)
    measures: list[Measure] = []
    concepts: list[Concept] = []
    whole: list[str] = []
    connection.execute("CREATE TABLE series_map (series VARCHAR, measure VARCHAR)")
    for entry in entries:
        id = _unused(f"{prefix}{slug(entry.label)}", taken, about.title)
        facts = _facts(connection, entry.name)
        measures.append(_measure(id, entry, mapping, facts, dataset_id))
        if facts["whole"]:
            whole.append(id)
        if beside := _known_concept(entry, others):
            measures[-1] = replace(measures[-1], concept=beside)
        else:
            concepts.append(_concept(entry, id, catalogue, measures[-1]))
        connection.execute("INSERT INTO series_map VALUES (?, ?)", [entry.name, id])
    connection.execute("ALTER TABLE figures RENAME TO told")
    connection.execute(
        "CREATE VIEW figures AS SELECT m.measure, t.* FROM told t JOIN series_map m USING (series)"
    )
    left_out = tuple(item.name for item in report.unresolved)
    return AddedDataset(
        dataset=Dataset(
            id=dataset_id,
            title=about.title,
            publisher=about.publisher,
            short=about.short,
            release=about.release or f"as in {table.name}, added on {today.isoformat()}",
            date=about.date or today.isoformat(),
            url=about.url,
            licence=about.licence,
            definition=_sentence(
                about.definition
                or "; ".join(dict.fromkeys(entry.definition or entry.label for entry in entries))
            ),
            credit=about.publisher,
            how=f"Added from {table.name} on {today.isoformat()}.",
            caveats=_caveats(left_out),
        ),
        concepts=tuple(concepts),
        measures=tuple(measures),
        whole=tuple(whole),
        file="",
        added=today.isoformat(),
        n_values=report.n_values,
        n_places=report.n_places,
        first_year=report.first_year,
        last_year=report.last_year,
        left_out=left_out,
    )


def _entries(mapping: Mapping, found: list[str]) -> list[MeasureEntry]:
    """Give the entries of the series that are there; each must have one."""
    known = {entry.name: entry for entry in mapping.measures}
    if len(found) == 1 and len(known) == 1 and found[0] not in known:
        (entry,) = known.values()  # the only series, whatever it is called
        return [replace(entry, name=found[0])]
    if unknown := [name for name in found if name not in known]:
        raise CorpusError(
            f"the table holds series that the mapping has no [[measure]] for: {unknown[:5]!r}"
            f"{' ...' if len(unknown) > 5 else ''}; write the mapping out with --write-mapping "
            "and complete it, or keep one of them with --keep"
        )
    if len(found) > MOST_MEASURES:
        raise CorpusError(
            f"the table holds {len(found):,} series; at most {MOST_MEASURES} can be added at "
            "once: keep some of them with --keep, or cut the file"
        )
    return [known[name] for name in found]


def _unused(id: str, taken: set[str], title: str) -> str:
    for candidate in (id, f"{id}_{slug(title)}"[:60], *(f"{id}_{n}" for n in range(2, 999))):
        if candidate not in taken:
            taken.add(candidate)
            return candidate
    raise CorpusError(f"no name is left for the measure {id!r}; give it another label")


def _facts(connection: DuckDBPyConnection, series: str) -> dict[str, Any]:
    row = connection.execute(
        "SELECT bool_and(value = round(value) AND abs(value) < 9e15), max(quarter) > 0, "
        "list(DISTINCT year) FILTER (status = 'incomplete') FROM figures WHERE series = ?",
        [series],
    ).fetchone()
    assert row is not None
    return {"whole": bool(row[0]), "quarters": bool(row[1]), "incomplete": sorted(row[2] or ())}


def _measure(
    id: str, entry: MeasureEntry, mapping: Mapping, facts: dict[str, Any], dataset: str
) -> Measure:
    source = mapping.about.short
    return Measure(
        id=id,
        concept=id,
        dataset=dataset,
        view=id,
        label=entry.label,
        long=f"{entry.label} ({source})" if source else entry.label,
        unit=entry.unit,
        one=_singular(entry.unit),
        kind=cast(Any, entry.kind),
        grain="quarter" if facts["quarters"] else "year",
        additive=entry.additive,
        definition=_sentence(entry.definition or mapping.about.definition or entry.label),
        words=entry.words,
        incomplete=tuple(facts["incomplete"]),
        direction=cast(Any, entry.direction),
    )


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _singular(unit: str) -> str:
    if unit.startswith("percent") or not unit.endswith("s") or unit.endswith("ss"):
        return unit
    return unit[:-1]


def _known_concept(entry: MeasureEntry, catalogue: Catalogue) -> str:
    """Give the id of the concept that a measure was assigned to, by id or label; else ''."""
    wanted = entry.concept.casefold()
    for concept in catalogue.concepts:
        if wanted and wanted in (concept.id, concept.label.casefold()):
            return concept.id
        # Two added tables of the same thing stand beside each other without being told to.
        added = concept.id.startswith(tuple(ID_PREFIXES.values()))
        if not wanted and added and concept.label.casefold() == entry.label.casefold():
            return concept.id
    return ""


def _without(catalogue: Catalogue, dataset: str) -> Catalogue:
    """Leave out what a table that is replaced had brought."""
    gone = {measure.id for measure in catalogue.measures if measure.dataset == dataset}
    kept = tuple(c for c in catalogue.concepts if not c.order or set(c.order) - gone)
    return replace(catalogue, concepts=kept)


def _concept(entry: MeasureEntry, id: str, catalogue: Catalogue, measure: Measure) -> Concept:
    """Make a concept of its own for a measure that was assigned to none."""
    if entry.concept:
        known: Iterable[str] = sorted(concept.id for concept in catalogue.concepts)
        raise CorpusError(
            f"there is no concept {entry.concept!r} to stand beside; leave it out, or choose one "
            f"of {list(known)!r}"
        )
    words = tuple(dict.fromkeys((entry.label.lower(), *(w.lower() for w in entry.words))))
    return Concept(id=id, label=measure.label, unit=measure.unit, words=words, order=(measure.id,))


def _caveats(left_out: tuple[str, ...]) -> tuple[str, ...]:
    if not left_out:
        return ()
    listed = ", ".join(left_out[:_NAMED]) + (" ..." if len(left_out) > _NAMED else "")
    return (f"Rows of the table about other places were left out when it was added: {listed}.",)
