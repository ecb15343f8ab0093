"""Judge: a claim against the evidence given with it, and nothing else.  Pure.

What was not wholly understood is not judged; a verdict is never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.check.given.judge_table import judge_by_table
from bot.check.given.judge_text import judge_by_text

__all__ = ["Judged", "judge"]

GivenVerdict = Literal["supported", "contradicted", "not_found", "not_judged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Hold a verdict and why; ``not_judged`` is no verdict."""

    verdict: GivenVerdict
    why: str
    rule: str = ""


def judge(
    claim: str,
    table: Mapping[str, Any] | None = None,
    passages: Sequence[Mapping[str, Any] | str] | None = None,
) -> Judged:
    """Judge a claim by a table (``{title, columns, rows}``), by passages (``{text}``), or both.

    >>> table = {"columns": ["country", "gold"], "rows": [["Cyprus", "39"], ["Malta", "12"]]}
    >>> judge("Malta won 12 gold medals", table).verdict
    'supported'
    >>> judge("Malta won more gold than Cyprus", table).verdict
    'contradicted'
    """
    if table:
        found = judge_by_table(claim, table)
        if found is not None:
            return _verdict(found.holds, f"{found.rule}: {found.why}", found.rule)
    texts = [item if isinstance(item, str) else str(item["text"]) for item in passages or ()]
    if texts:
        by_text = judge_by_text(claim, texts)
        if by_text == "afar" and not table:
            return Judged(verdict="not_found", why="no sentence speaks of this")
        if by_text is not None and not isinstance(by_text, str):
            return _verdict(by_text.holds, f"{by_text.rule}: {by_text.why}", by_text.rule)
    return Judged(verdict="not_judged", why="not wholly understood")


def _verdict(holds: bool, why: str, rule: str) -> Judged:
    return Judged(verdict="supported" if holds else "contradicted", why=why, rule=rule)
