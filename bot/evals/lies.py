"""Lies: how many bent sentences the gate tells from honest ones, over real evidence.

Every case is drawn from the store: rows that a SELECT gives, passages that stand in documents.
Half are true, in many phrasings; the other half has one thing exchanged.  A lie is caught when
its sentence is not released; an honest sentence that is not released is wrongly struck.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.check.prose.check_answer import check_answer
from bot.evals.lie_cases import make_cases

if TYPE_CHECKING:
    from bot.onrecord import Onrecord
    from index.progress import Progress

__all__ = ["CheckedCase", "measure_lies", "summarise_lies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCase:
    """Hold what the gate made of a case."""

    id: str
    text: str
    is_honest: bool
    kind: str
    lie: str
    released: bool
    why: str

    @property
    def right(self) -> bool:
        """Tell whether it was released if honest, and struck if not."""
        return self.released == self.is_honest


def measure_lies(
    onrecord: Onrecord, *, seed: int = 1, rounds: int = 2, limit: int | None, progress: Progress
) -> tuple[Mapping[str, Any], Sequence[CheckedCase]]:
    """Make cases from the store, check each, and give the rates with a record per case."""
    cases = make_cases(onrecord, seed=seed, rounds=rounds)[:limit]
    checked = []
    for number, case in enumerate(cases, start=1):
        found = check_answer(case.text, case.citations, onrecord.knowledge)
        checked.append(
            CheckedCase(
                id=case.id,
                text=case.text,
                is_honest=case.is_honest,
                kind=case.kind,
                lie=case.lie,
                released=not found.struck,
                why="; ".join(sentence.why for sentence in found.struck),
            )
        )
        progress("lies", number, len(cases))
    return summarise_lies(checked), checked


def summarise_lies(checked: Sequence[CheckedCase]) -> dict[str, Any]:
    """Count lies caught and honest sentences struck, by kind of lie and in all."""
    lies = [case for case in checked if not case.is_honest]
    honest = [case for case in checked if case.is_honest]
    return {
        "cases": len(checked),
        "honest": len(honest),
        "lies": len(lies),
        "lies caught": _share(sum(not case.released for case in lies), len(lies)),
        "honest wrongly struck": _share(sum(not case.released for case in honest), len(honest)),
        "by lie": {
            name: {
                "cases": sum(case.lie == name for case in lies),
                "caught": sum(case.lie == name and not case.released for case in lies),
            }
            for name in sorted({case.lie for case in lies})
        },
        "failures": [
            f"{'struck though true' if case.is_honest else 'passed though false'}: {case.text}"
            + (f" ({case.why or case.lie})")
            for case in checked
            if not case.right
        ],
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
