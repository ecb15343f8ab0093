"""Onrecord: one object that asks, checks and keeps.  The command line and the page use it.

What it is made of is in bot/parts.py, how it answers in bot/asking.py, what it keeps in
bot/keeping.py; here is what it holds, verifies, takes in and lets go of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.asking import Asking, Engine
from bot.parts import READERS_KEPT
from bot.understand.measures import content_stems
from bot.understand.words import is_stop
from corpus.added_catalogue import AddedDataset
from corpus.catalogues import Dataset
from corpus.errors import OnrecordError
from corpus.sources import THE_REPORT, Source
from index.layers import SmallLayer
from index.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

    from bot.conflicts.records import Conflict
    from bot.own_documents import OwnDocument
    from bot.verify import Verification
    from corpus.tables.mappings import Mapping as FiguresMapping
    from index.load_figures import Loaded
    from index.preview_figures import Preview
    from index.take_in import TakenIn

if TYPE_CHECKING:
    pass

__all__ = ["READERS_KEPT", "Engine", "Onrecord"]

_ENTRIES_COMPARED = 20  # measures of a new table for which a known concept is looked up


class Onrecord(Asking):
    """Answer questions over one store.  Safe to share between threads."""

    # -- verifying -------------------------------------------------------------------------

    def verify(self, id: str, *, reader: str = "local") -> Verification:
        """Answer a kept question again and say what changed and why.

        ``id`` is the id of one of the reader's answers, or the token of a link to one.  Raises
        OnrecordError where there is no such answer.
        """
        from bot.verify import verify_answer

        kept = self.history.kept_answer(id, reader)
        if kept is None and (linked := self.history.linked(id)) and linked.kind == "answer":
            kept = linked.turns[0]
        if kept is None:
            problem = OnrecordError(
                f"no answer {id!r} is kept; `onrecord ask` keeps what it prints"
            )
            problem.for_reader = "There is no such answer here."
            raise problem
        return verify_answer(kept, self, then=self._state_of(kept))

    def verify_all(self, *, reader: str = "local") -> Iterator[Verification]:
        """Answer every question a reader has kept again, one after the other, oldest first."""
        from bot.verify import verify_answer

        for kept in self.history.kept_answers(reader):
            yield verify_answer(kept, self, then=self._state_of(kept))

    def verify_link(self, token: str) -> Iterator[Verification]:
        """Answer again what a link's token opens, turn by turn; nothing where it opens nothing."""
        from bot.verify import verify_answer

        linked = self.history.linked(token)
        for kept in linked.turns if linked is not None else ():
            yield verify_answer(kept, self, then=self._state_of(kept))

    def conflicts(
        self, *, concept: str = "", place: str = "", progress: Progress = silent
    ) -> list[Conflict]:
        """Give the disagreements of the store, the gravest first; see bot/conflicts/find.py."""
        from bot.conflicts.find import find_conflicts

        return find_conflicts(self.toolbox, concept=concept, place=place, progress=progress)

    # -- what there is ---------------------------------------------------------------------

    def new_conversation(self, *, reader: str = "local") -> str:
        """Start a conversation and give its id."""
        return self.history.new_conversation(reader)

    def sources(self) -> list[Source]:
        """Give every source, in the order of the research notes, a reader's own last."""
        return sorted(
            [
                *self.store.sources().values(),
                *(item.as_source() for item in self.store.added_figures()),
            ],
            key=lambda source: (source.number == 0, source.number, source.id),
        )

    # -- a reader's own figures ------------------------------------------------------------

    def guess_figures(
        self, path: Path, *, start: FiguresMapping | None = None, guess: bool = True
    ) -> Preview:
        """Guess how a table file is to be read, and show its first rows so; nothing is kept.

        ``start`` holds what is known already; ``guess=False`` takes it as it is.
        """
        from index.preview_figures import preview_figures

        preview = preview_figures(path, start=start, guess=guess)
        beside = {}
        for entry in preview.mapping.measures[:_ENTRIES_COMPARED]:
            stems = {word for word in content_stems(entry.label) if not is_stop(word)}
            matches = self.knowledge.measures.match(stems) if not entry.concept else []
            if matches and stems and stems <= matches[0].explained:
                beside[entry.name] = matches[0].concept
        return replace(preview, beside=beside)

    def add_figures(
        self,
        path: Path,
        *,
        mapping: FiguresMapping,
        layer: SmallLayer = "reader",
        instead: bool = False,
        progress: Progress = silent,
    ) -> Loaded:
        """Load a table file as a mapping says, for this reader or for the whole desk.

        It is asked like what is shipped, from the next question on.  Raises FiguresRefused
        with every problem and its rows; then nothing has changed.
        """
        from index.load_figures import load_figures

        return load_figures(
            self.settings,
            path,
            mapping,
            catalogue=self.store.catalogue(),
            layer=layer,
            reader=self.store.reader,
            instead=instead,
            progress=progress,
        )

    def remove_figures(self, dataset: str) -> bool:
        """Remove an added table, its file and its values in kept answers; False: none there."""
        from bot.figure_redaction import redact_dataset
        from index.added_figures import remove_figures

        found = [item for item in self.added_figures() if item.dataset.id == dataset]
        for item in found:
            layer: SmallLayer = "desk" if item.layer == "desk" else "reader"
            remove_figures(self.settings, dataset, layer=layer, reader=self.store.reader)
            self.history.change_answers(redact_dataset(item.dataset))
        return bool(found)

    def added_figures(self) -> tuple[AddedDataset, ...]:
        """Give the tables that this reader and the desk have added."""
        return self.store.added_figures()

    # -- a desk's and a reader's own documents: bot/own_documents.py -------------------------

    def add(
        self,
        item: str,
        *,
        layer: SmallLayer = "desk",
        title: str = "",
        progress: Progress = silent,
    ) -> TakenIn:
        """Add a file, or a page by its address; CorpusError says why it cannot be read."""
        from bot.own_documents import add_item

        return add_item(self, item, layer=layer, title=title, progress=progress)

    def add_url(self, url: str, *, layer: SmallLayer = "reader", title: str = "") -> TakenIn:
        """Add a page by its address, and nothing but an address."""
        from bot.own_documents import add_page

        return add_page(self, url, layer=layer, title=title)

    def add_bytes(
        self, body: bytes, *, name: str, layer: SmallLayer = "reader", title: str = ""
    ) -> TakenIn:
        """Add a document that was handed over; the suffix of its name says its kind."""
        from bot.own_documents import add_bytes

        return add_bytes(self, body, name=name, layer=layer, title=title)

    def documents(self) -> list[OwnDocument]:
        """List the documents that the desk and this reader have added."""
        from bot.own_documents import own_documents

        return own_documents(self)

    def reread(self, source: str, *, progress: Progress = silent) -> TakenIn:
        """Read an added document again from where it came from, and say what changed."""
        from bot.own_documents import reread_document

        return reread_document(self, source, progress=progress)

    def remove(self, source: str, *, layer: SmallLayer | None = None) -> bool:
        """Remove an added document from the store and its words from all kept answers."""
        from bot.own_documents import remove_own_document

        return remove_own_document(self, source, layer=layer)

    def datasets(self) -> tuple[Dataset, ...]:
        """Give every dataset of the catalogue."""
        return self.knowledge.catalogue.datasets

    def measures(self, words: str = "") -> list[dict[str, Any]]:
        """Give the measures that words point at, or all of them."""
        return self.toolbox.find_measures(words, limit=0)

    def document_text(self, source: str) -> str:
        """Give the text of a source; empty where the store has none."""
        return self.store.document_text(source) or ""

    def passage_context(self, passage: str) -> tuple[str, int, int]:
        """Give the document's text and where the passage stands in it."""
        found = self.store.passage(passage)
        if found is None:
            return "", 0, 0
        return self.document_text(found.source), found.start, found.end

    def suggestions(self) -> dict[str, list[str]]:
        """Give questions to start with, by group."""
        from bot.suggestions import STARTING_QUESTIONS

        return {group: list(questions) for group, questions in STARTING_QUESTIONS.items()}

    def notes(self) -> list[str]:
        """Say what a newcomer must know: the report itself is not here until it is added."""
        has_report = any(
            THE_REPORT in source.original_of for source in self.store.sources().values()
        )
        if has_report:
            return []
        return [
            "The Digital Science report itself is not in the corpus: answers about it rest on the "
            "press release and on coverage. If you have the PDF, add it with: "
            "onrecord add REPORT.pdf"
        ]
