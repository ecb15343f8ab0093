"""Claims: judge claims against the evidence that comes with them, and nothing else.

A line of the file holds ``id``, ``claim``, ``table`` (``{title, columns, rows}`` or null),
``passages`` (``[{text}]`` or null) and ``label``: supported, contradicted or not_found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.check.given.judge import judge
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from index.progress import Progress

__all__ = ["JudgedClaim", "measure_claims", "summarise_claims"]

LABELS = ("supported", "contradicted", "not_found")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """Hold one claim, what the file says of it and what was judged."""

    id: str
    claim: str
    label: str
    verdict: str  # "not_judged" where the check could not read the claim
    why: str


def measure_claims(
    path: Path, *, limit: int | None, progress: Progress
) -> tuple[Mapping[str, Any], Sequence[JudgedClaim]]:
    """Judge each claim of a file; give the scores and a record per claim.

    Raises CorpusError for a bad file.
    """
    lines = _read(path)[:limit]
    judged = []
    for number, line in enumerate(lines, start=1):
        verdict = judge(line["claim"], table=line.get("table"), passages=line.get("passages"))
        judged.append(
            JudgedClaim(
                id=str(line.get("id", number)),
                claim=line["claim"],
                label=line["label"],
                verdict=verdict.verdict,
                why=verdict.why,
            )
        )
        progress("claims", number, len(lines))
    return summarise_claims(judged), judged


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        if not all(isinstance(line["claim"], str) and line["label"] in LABELS for line in lines):
            raise ValueError(f"each line needs a claim and a label: {', '.join(LABELS)}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"claim file {str(path)!r} cannot be used: {error}") from error
    return lines


def summarise_claims(judged: Sequence[JudgedClaim]) -> dict[str, Any]:
    """Count coverage, accuracy on what was judged, and accuracy over all, per label too."""
    return {
        "all": _scores(judged),
        "labels": {
            label: _scores([claim for claim in judged if claim.label == label]) for label in LABELS
        },
    }


def _scores(judged: Sequence[JudgedClaim]) -> dict[str, float | int | None]:
    decided = [claim for claim in judged if claim.verdict in LABELS]
    right = sum(claim.verdict == claim.label for claim in decided)
    return {
        "claims": len(judged),
        "coverage": len(decided) / len(judged) if judged else None,
        "accuracy judged": right / len(decided) if decided else None,
        "accuracy all": right / len(judged) if judged else None,
    }
