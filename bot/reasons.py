"""Reasons: why a kept answer comes out otherwise now.

The SQL and the passages that the kept answer cites are read again: what they give now, beside
what was kept, tells a revised table from an added document, from a removed one, and from a
change of Onrecord itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bot.answers import Answer, Citation, Figure
from bot.provenance import answering_settings
from bot.store_state import StoreState, document_key
from corpus.errors import QueryFailed, QueryRefused

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["Cause", "EvidenceChange", "Reasons", "read_reasons"]

REPORTED = "as_reported"  # the one table of single figures out of texts
Cause = Literal["data added", "data revised", "source removed", "settings changed", "code changed"]
# Columns that say which cell a value is; the others hold values.
_LIMITS = ("offline", "query_seconds", "query_memory_mb")  # they fail a query, or change nothing
_KEYS = frozenset(
    "place name kind year quarter start_year end_year topic partner measure label source "
    "source_name model organisation country rank numerator_name".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChange:
    """State that cited evidence is not what it was."""

    citation: int
    what: str
    old: str
    new: str
    cause: Cause
    why: str
    is_cited: bool = True  # False: another row of the same table
    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Hold what changed since an answer was kept; each method names a cause and says why."""

    changes: tuple[EvidenceChange, ...]
    before: Answer
    then: StoreState | None
    present: StoreState
    settings_changed: tuple[str, ...]
    names: Mapping[str, str]  # of places and measures

    def title_of(self, figure: Figure | None) -> str:
        """Name what a figure counts: "AI articles, China, 2022"."""
        if figure is None:
            return ""
        parts = (
            self.names.get(figure.measure, figure.measure),
            self.names.get(figure.place, figure.place),
            figure.period,
        )
        return ", ".join(part for part in parts if part) or figure.text

    def of_figure(self, old: Figure | None, new: Figure | None, now: Answer) -> tuple[Cause, str]:
        """Say why a figure is another one now, or came or went."""
        figure = old or new
        exact = [
            change
            for change in self.changes
            if figure and change.place == figure.place and change.year in figure.period
        ]
        own = [change for change in self.changes if old and change.citation == old.citation]
        for change in (exact or own)[:1]:
            return change.cause, change.why
        if new is not None:
            cited = next((c for c in now.citations if c.n == new.citation), None)
            if cited is not None:
                return self._of_source(cited)
        return self.of_answer(now)

    def of_quote(self, old: Citation | None, new: Citation | None) -> tuple[Cause, str]:
        """Say why a quote is gone, or another one stands there."""
        own = [change for change in self.changes if old and change.citation == old.n]
        if own:
            return own[0].cause, own[0].why
        if new is not None:
            return self._of_source(new)
        return self.of_answer()

    def of_answer(self, now: Answer | None = None) -> tuple[Cause, str]:
        """Say what changed at all: cited evidence, settings, sources, or Onrecord itself."""
        if self.changes:
            return self.changes[0].cause, self.changes[0].why
        for citation in now.citations if now is not None else ():
            cause, why = self._of_source(citation)
            if cause != "code changed":
                return cause, why
        return self._elsewhere()

    def _of_source(self, citation: Citation) -> tuple[Cause, str]:
        """Say what is new about the source of evidence that the present answer cites."""
        then, present = self.then, self.present
        if then is None:
            return self._elsewhere()
        if citation.kind == "figures":
            name = _dataset_of(citation, present)
            was, is_ = then.dataset(name), present.dataset(name)
            if was is None:
                return "data added", f"the table “{citation.title}” was added since"
            if is_ is not None and was != is_:
                return "data revised", _revised(citation.title, was.release, is_.release)
            if name == REPORTED and document_key(citation.source) not in then.documents:
                return "data added", f"“{citation.title}” was added since"
        elif citation.source:
            was_text = then.documents.get(document_key(citation.source))
            if was_text is None:
                return "data added", f"“{citation.title}” was added since"
            if was_text != present.documents.get(document_key(citation.source)):
                return "data revised", f"the text of “{citation.title}” was changed since"
        return self._elsewhere()

    def _elsewhere(self) -> tuple[Cause, str]:
        then, present = self.then, self.present
        if self.settings_changed:
            return "settings changed", f"set otherwise now: {', '.join(self.settings_changed)}"
        if then is None:
            return (
                "code changed",
                "the evidence stands as it was; Onrecord itself changed, or what else the store "
                "holds, which was not noted then",
            )
        if then.code != present.code:
            told = (
                f"from version {then.version} to {present.version}"
                if then.version != present.version
                else f"within version {present.version}"
            )
            return "code changed", f"the evidence stands as it was; Onrecord itself changed {told}"
        if gone := set(then.documents) - set(present.documents):
            return "source removed", f"{_counted(len(gone), 'document')} removed since"
        if come := set(present.documents) - set(then.documents):
            return "data added", f"{_counted(len(come), 'document')} added since"
        if then.datasets != present.datasets or then.documents != present.documents:
            return "data revised", "another table or text in the store was changed since"
        return "code changed", "nothing in the data changed; please report this"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun} was" if count == 1 else f"{count} {noun}s were"


def _revised(title: str, was: str, is_: str) -> str:
    if was != is_:
        return f"“{title}” is of another release now: {is_}; it was {was}"
    return f"the table “{title}” was changed within the same release"


def read_reasons(before: Answer, onrecord: Onrecord, *, then: StoreState | None) -> Reasons:
    """Read the evidence of a kept answer again and note what is not as it was."""
    toolbox = onrecord.toolbox
    present = onrecord.state()
    names = {measure.id: measure.label for measure in toolbox.knowledge.catalogue.measures}
    names |= {place.code: place.name for place in toolbox.knowledge.book.places()}
    changes: list[EvidenceChange] = []
    tables: dict[str, list[Citation]] = {}
    for citation in before.citations:
        if citation.kind == "figures" and citation.sql:
            tables.setdefault(citation.sql, []).append(citation)
        elif citation.kind == "passage":
            changes += _passage_changes(citation, onrecord)
    for citations in tables.values():
        changes += _table_changes(citations, onrecord, then, present)
    kept = before.provenance.get("settings")
    now = answering_settings(onrecord.settings)
    settings = (
        tuple(
            name
            for name, value in kept.items()
            if name in now and now[name] != value and name not in _LIMITS
        )
        if isinstance(kept, Mapping)
        else ()
    )
    return Reasons(
        changes=tuple(sorted(changes, key=lambda change: not change.is_cited)),
        before=before,
        then=then,
        present=present,
        settings_changed=settings,
        names=names,
    )


def _passage_changes(citation: Citation, onrecord: Onrecord) -> Iterator[EvidenceChange]:
    if not citation.passage and not citation.quote:  # redacted: see bot/redaction.py
        yield EvidenceChange(
            citation=citation.n,
            what=citation.title,
            old="",
            new="",
            cause="source removed",
            why="its source was removed by its owner since",
        )
        return
    if onrecord.store.passage(citation.passage) is not None:
        return
    text = onrecord.store.document_text(citation.source)
    removed = text is None
    if text is not None and citation.quote and citation.quote in text:
        return  # cut otherwise by now, and still the same words
    yield EvidenceChange(
        citation=citation.n,
        what=citation.title,
        old=citation.quote,
        new="",
        cause="source removed" if removed else "data revised",
        why=f"“{citation.title}” was removed since"
        if removed
        else f"the text of “{citation.title}” was changed since",
    )


def _table_changes(
    citations: Sequence[Citation],
    onrecord: Onrecord,
    then: StoreState | None,
    present: StoreState,
) -> Iterator[EvidenceChange]:
    """Run one query again and compare; its rows stand in one citation, or one a source."""
    first = citations[0]
    try:
        result = onrecord.store.figures.run(first.sql)
    except (QueryRefused, QueryFailed):
        why = f"the query over “{first.title}” can no longer be run"
        for citation in citations:
            yield EvidenceChange(
                citation=citation.n,
                what=citation.title,
                old=citation.locator,
                new="",
                cause="source removed",
                why=why,
            )
        return
    present_rows = _keyed(result.columns, result.rows)
    known: set[_Key] = set()
    for citation in citations:
        cited = {row for row, _ in citation.cells}
        title, revised = citation.title, _how_revised(citation, then, present)
        for key, (number, old) in _keyed(citation.columns, citation.rows).items():
            known.add(key)
            if key in present_rows:
                new = present_rows[key][1]
                cause: Cause = "data revised"
                why = revised
            elif not result.truncated:
                new, cause = {}, "source removed"
                why = f"the row no longer stands in “{title}”"
            else:
                continue
            if new != old:
                yield _row_change(
                    citation, key, (old, new), cause=cause, why=why, is_cited=number in cited
                )
    for key, (_, new) in present_rows.items() if not result.truncated else ():
        if key not in known:
            why = f"a row was added to “{first.title}” since"
            yield _row_change(first, key, ({}, new), cause="data added", why=why, is_cited=False)


def _how_revised(citation: Citation, then: StoreState | None, present: StoreState) -> str:
    name = _dataset_of(citation, present)
    was = then.dataset(name) if then else None
    is_ = present.dataset(name)
    return _revised(
        citation.title, was.release if was else citation.release, is_.release if is_ else ""
    )


def _dataset_of(citation: Citation, state: StoreState) -> str:
    """Give the dataset of a table's citation; a single figure's names its document instead."""
    return citation.source if state.dataset(citation.source) else REPORTED


_Key = tuple[str, ...]


def _keyed(
    columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> dict[_Key, tuple[int, dict[str, str]]]:
    """Give each row by what it is of: (its number, the values that are not part of that)."""
    keyed: dict[_Key, tuple[int, dict[str, str]]] = {}
    for number, row in enumerate(rows):
        cells = {name: _plain(cell) for name, cell in zip(columns, row, strict=False)}
        key = tuple(f"{name}={value}" for name, value in cells.items() if name in _KEYS)
        while key in keyed:
            key = (*key, "again")
        keyed[key] = (number, {n: v for n, v in cells.items() if n not in _KEYS})
    return keyed


def _plain(cell: Any) -> str:
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, (int, float)):
        return f"{float(cell):.12g}"  # 18471 and 18471.0 are one value
    return str(cell)


def _row_change(
    citation: Citation,
    key: _Key,
    values: tuple[Mapping[str, str], Mapping[str, str]],
    *,
    cause: Cause,
    why: str,
    is_cited: bool,
) -> EvidenceChange:
    old, new = values
    parts = dict(item.split("=", 1) for item in key if "=" in item)
    changed = [name for name in {**old, **new} if old.get(name, "") != new.get(name, "")]
    names = ["value"] if "value" in changed else changed[:1]
    where = ", ".join(
        part for part in (parts.get("name", parts.get("place", "")), parts.get("year", "")) if part
    )
    return EvidenceChange(
        citation=citation.n,
        what=f"{citation.title}: {where}" if where else citation.title,
        old=" ".join(old.get(name, "") for name in names),
        new=" ".join(new.get(name, "") for name in names),
        cause=cause,
        why=why,
        is_cited=is_cited,
        place=parts.get("place", ""),
        year=parts.get("year", ""),
    )
