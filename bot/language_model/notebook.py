"""Notebook: the evidence of one answer, numbered so that sentences can cite it.

Every tool result is written down here before the model reads it: each table and each passage
gets a number once, and the same number in every later result.  What belongs to the reader alone
is withheld unless the reader agreed, and what was handed over is listed.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.answers import Citation
from bot.calculate.evidence import PassageEvidence
from bot.check.prose.cite import cite_passage
from bot.compose.draft_answer import DraftAnswer
from bot.compose.instruction_flags import flag_instructions
from bot.language_model.defuse import fence
from corpus.catalogues import Catalogue
from corpus.instructions import INSTRUCTION_FLAG, without_instructions
from corpus.sources import Source
from index.query import Result
from index.split import Passage

__all__ = ["Notebook"]

_MARKER = re.compile(r"\[(\d{1,3})\]")
_ROWS_SHOWN = 40
_SHOWN_COLUMNS_LEFT_OUT = ("source", "printed")


@dataclass(slots=True)
class Notebook:
    """Collect citations while an answer is being worked on."""

    catalogue: Catalogue
    sources: Mapping[str, Source]
    private: frozenset[str] = frozenset()  # ids of the reader's own sources
    share_private: bool = False
    citations: list[Citation] = field(default_factory=list)
    evidence: list[Citation] = field(default_factory=list)  # the same, without what gives orders
    handed_over: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    grounded: dict[int, int] = field(default_factory=dict)  # its citation numbers to ours
    lock: threading.RLock = field(default_factory=threading.RLock)  # tools run side by side
    mark: str = field(default_factory=lambda: f"evidence-{secrets.token_hex(4)}")

    # -- taking in -------------------------------------------------------------------------

    def add_grounded(self, draft: DraftAnswer) -> str:
        """Take in the grounded answer to the question itself, which may have to stand in."""
        text = self.add_draft(draft)
        self.grounded = {
            item.n: known.n
            for item in draft.citations
            for known in self.citations
            if _key(known) == _key(item)
        }
        return text

    def add_draft(self, draft: DraftAnswer) -> str:
        """Take in a grounded answer; give its text and evidence for the model to read."""
        if not self.share_private and any(self._is_private(item) for item in draft.citations):
            self.withheld.append("an answer from the reader's own documents")
            return "What was found stands in documents that the reader does not share."
        numbers = {item.n: self._add(item) for item in draft.citations}
        text = without_instructions(draft.text)
        text = _MARKER.sub(lambda found: f"[{numbers.get(int(found[1]), 0)}]", text)
        evidence = [self.show(number) for number in dict.fromkeys(numbers.values())]
        return "\n\n".join(
            [fence(f"Onrecord's own engine says ({draft.status}):\n{text}", self.mark), *evidence]
        )

    def add_passages(self, found: PassageEvidence, *, limit: int = 8) -> str:
        """Take in passages; give those the model may read."""
        shown = []
        for hit in found.hits[:limit]:
            passage = hit.passage
            if passage.source in self.private and not self.share_private:
                self.withheld.append(f"a passage of {self._title(passage.source)!r}")
                continue
            shown.append(self.show(self._add(self._cite(passage))))
        return "\n\n".join(dict.fromkeys(shown)) or "No passage was found."

    def add_rows(self, result: Result) -> str:
        """Take in what an SQL query returned."""
        measures = [m for m in self.catalogue.measures if m.view in result.views]
        datasets = [self.catalogue.dataset(m.dataset) for m in measures[:1]]
        if not self.share_private and any(m.dataset in self.private for m in measures):
            self.withheld.append("rows of the reader's own table")
            return "These rows belong to the reader, who does not share them."
        dataset = datasets[0] if datasets else None
        views = ", ".join(result.views)
        citation = Citation(
            n=0,
            kind="figures",
            source=dataset.id if dataset else views,
            title=dataset.title if dataset else f"Figures: {views}",
            publisher=dataset.publisher if dataset else "",
            date=dataset.date if dataset else "",
            url=dataset.url if dataset else "",
            licence=dataset.licence if dataset else "",
            locator="; ".join(m.long for m in measures[:3]) or views,
            sql=result.sql,
            columns=result.columns,
            rows=result.rows,
            release=dataset.release if dataset else "",
            definition=measures[0].definition if measures else "",
        )
        return self.show(self._add(citation))

    def add_citations(self, citations: Sequence[Citation]) -> dict[int, int]:
        """Take in the citations of an earlier answer; give old number to new number.

        What belongs to the reader alone is left out.
        """
        return {
            item.n: self._add(item)
            for item in citations
            if self.share_private or not self._is_private(item)
        }

    # -- showing ---------------------------------------------------------------------------

    def show(self, number: int) -> str:
        """Write one piece of evidence as the model reads it: number, source, then the data."""
        citation = self.evidence[number - 1]
        head = ", ".join(
            part
            for part in (citation.title, citation.publisher, citation.date, citation.locator)
            if part
        )
        if citation.kind == "passage":
            body = citation.quote
            self._hand_over(f"a passage of {citation.title!r}")
        else:
            body = "\n".join(filter(None, (citation.definition, _rows(citation))))
            self._hand_over(f"{len(citation.rows)} rows of {citation.locator or citation.title!r}")
        return f"[{number}] {_plain(head)}\n{fence(body, self.mark)}"

    def _hand_over(self, what: str) -> None:
        if what not in self.handed_over:
            self.handed_over.append(what)

    # -- numbering -------------------------------------------------------------------------

    def _add(self, citation: Citation) -> int:
        with self.lock:
            for known in self.citations:
                if _key(known) == _key(citation):
                    return known.n
            number = len(self.citations) + 1
            citation = flag_instructions(replace(citation, n=number))
            self.citations.append(citation)
            self.evidence.append(_without_orders(citation))
            return number

    def _cite(self, passage: Passage) -> Citation:
        layer = "reader" if passage.source in self.private else "base"
        return replace(cite_passage(0, passage, self.sources[passage.source]), layer=layer)

    def _is_private(self, citation: Citation) -> bool:
        return citation.layer == "reader" or citation.source in self.private

    def _title(self, source: str) -> str:
        return self.sources[source].title if source in self.sources else source


def _without_orders(citation: Citation) -> Citation:
    """Give what a model may read of a citation, and what its sentences may rest on."""
    if INSTRUCTION_FLAG not in citation.flags:
        return citation
    return replace(
        citation,
        title=without_instructions(citation.title),
        publisher=without_instructions(citation.publisher),
        locator=without_instructions(citation.locator),
        definition=without_instructions(citation.definition),
        quote=without_instructions(citation.quote),
        rows=tuple(
            tuple(without_instructions(cell) if isinstance(cell, str) else cell for cell in row)
            for row in citation.rows
        ),
    )


def _key(citation: Citation) -> tuple[Any, ...]:
    if citation.kind == "passage":
        return ("passage", citation.passage, citation.start, citation.end)
    return ("figures", citation.sql, citation.source, citation.rows)


def _rows(citation: Citation) -> str:
    kept = [
        position
        for position, name in enumerate(citation.columns)
        if name not in _SHOWN_COLUMNS_LEFT_OUT
    ]
    lines = [" | ".join(citation.columns[position] for position in kept)]
    for row in citation.rows[:_ROWS_SHOWN]:
        lines.append(" | ".join("" if row[at] is None else str(row[at]) for at in kept))
    left = len(citation.rows) - _ROWS_SHOWN
    if left > 0:
        lines.append(f"({left} more rows are not shown)")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Keep a title on one line and without brackets that could pass for a marker."""
    return " ".join(text.split()).replace("[", "(").replace("]", ")")
