"""Figure redaction: kept answers without the values of a table that its owner removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answers import Answer, Citation
from corpus.catalogues import Dataset

__all__ = ["REMOVED", "redact_dataset"]

REMOVED = "source removed by its owner"


def redact_dataset(dataset: Dataset) -> Callable[[Answer], Answer]:
    """Return a function that takes a table's values out of an answer.

    Lists and derived numbers carry no citation each, so the whole text goes; that a question
    was asked and a source stood behind its answer stays.  The same object comes back where the
    answer cites nothing of the table.
    """

    def is_its(citation: Citation) -> bool:
        # Two readers may have tables of one id: title and release tell them apart.
        return (citation.kind, citation.source, citation.title, citation.release) == (
            "figures", dataset.id, dataset.title, dataset.release,
        )  # fmt: skip

    def change(answer: Answer) -> Answer:
        numbers = {citation.n for citation in answer.citations if is_its(citation)}
        if not numbers:
            return answer
        return replace(
            answer,
            text=f"({REMOVED}) [{min(numbers)}]",
            citations=tuple(_redact(c) if c.n in numbers else c for c in answer.citations),
            # Derivations point at figures by their place, so that none is taken out.
            figures=tuple(
                replace(figure, text="", value=0.0, unit="", place="", period="", measure="")
                for figure in answer.figures
            ),
            derivations=(),
            conflicts=(),
            claims=answer.claims
            and tuple(
                replace(claim, why=REMOVED, corrected="")
                if numbers & set(claim.citations)
                else claim
                for claim in answer.claims
            ),
            caveats=(),
            unchecked=(),
            suggestions=(),
            chart=None,
        )

    return change


def _redact(citation: Citation) -> Citation:
    return Citation(
        n=citation.n, kind="figures", source="", title=REMOVED, publisher="", date="", url="",
        flags=(REMOVED,),
    )  # fmt: skip
