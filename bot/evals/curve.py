"""Curve: what every threshold of ``answer_threshold`` would have answered, rightly or wrongly.

The evidence of a question does not depend on the threshold: it is looked up once, and the
answer is written anew for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.answers import as_json
from bot.evals.questions import score_item

if TYPE_CHECKING:
    from bot.calculate.evidence import FigureEvidence, PassageEvidence
    from bot.onrecord import Onrecord
    from bot.readings import Reading
    from bot.tools import Toolbox

__all__ = ["THRESHOLDS", "measure_curve"]

THRESHOLDS = tuple(step / 100 for step in range(30, 73, 3))
_COLUMNS = {
    "right": "answered rightly",
    "wrong but confident": "answered wrongly",
    "refused rightly": "refused rightly",
    "refused wrongly": "refused wrongly",
    "wrong refusal": "refused wrongly",
    "broken": "broken",
}


def measure_curve(
    onrecord: Onrecord,
    items: Sequence[Mapping[str, Any]],
    *,
    progress: Callable[[str, int, int], None],
) -> dict[str, dict[str, Any]]:
    """Count the outcomes of the single questions that passages bear on, at each threshold.

    The setting's own threshold is among them, and marked.  Empty where there is no such item.
    """
    own = onrecord.settings.answer_threshold
    thresholds = sorted({*THRESHOLDS, own})
    counts: dict[float, Counter[str]] = {threshold: Counter() for threshold in thresholds}
    single = [item for item in items if len(item.get("turns", ())) == 1]
    for number, item in enumerate(single, start=1):
        for threshold, outcome in _outcomes(onrecord, item, thresholds).items():
            counts[threshold][_COLUMNS[outcome]] += 1
        progress("thresholds", number, len(single))
    if not any(counts[own].values()):
        return {}
    columns = dict.fromkeys(_COLUMNS.values())
    return {
        f"threshold {threshold:.2f}": {
            **{column: counts[threshold][column] for column in columns},
            "": "← the setting" if threshold == own else "",
        }
        for threshold in thresholds
    }


def _outcomes(
    onrecord: Onrecord, item: Mapping[str, Any], thresholds: Sequence[float]
) -> dict[float, str]:
    """Give the outcome at each threshold; none where no passage was looked for."""
    from bot.check.gate import check_draft
    from bot.direct import draft_directly
    from bot.release import finish_answer

    toolbox = _Remembering(onrecord.toolbox)
    library = onrecord.library

    def answer(threshold: float) -> dict[str, Any]:
        draft = draft_directly(reading, toolbox, replace(library, threshold=threshold))  # type: ignore[arg-type]
        finished = finish_answer(
            reading, draft, check_draft(draft), settings=onrecord.settings, build="", calls=()
        )
        found: dict[str, Any] = as_json(finished)
        return found

    try:
        reading = onrecord.read(item["turns"][0])
        lowest, highest = answer(thresholds[0]), answer(thresholds[-1])
        if not toolbox.searched:
            return {}
        if all(lowest[part] == highest[part] for part in ("status", "text")):  # so is the rest
            outcome = score_item(item, [lowest]).outcome
            return dict.fromkeys(thresholds, outcome)
        return {at: score_item(item, [answer(at)]).outcome for at in thresholds}
    except Exception:  # as where the questions are asked: one crash must not end an evaluation
        return dict.fromkeys(thresholds, "broken")


class _Remembering:
    """Stand for a toolbox that is asked the same more than once."""

    def __init__(self, toolbox: Toolbox) -> None:
        self._toolbox = toolbox
        self._figures: list[tuple[Reading, FigureEvidence]] = []
        self._passages: dict[tuple[str, str], PassageEvidence] = {}

    @property
    def searched(self) -> bool:
        """Say whether passages were looked for."""
        return bool(self._passages)

    def answer_reading(self, reading: Reading) -> FigureEvidence:
        for known, found in self._figures:
            if known == reading:
                return found
        self._figures.append((reading, self._toolbox.answer_reading(reading)))
        return self._figures[-1][1]

    def search_passages(self, query: str, *, source: str = "") -> PassageEvidence:
        key = (query, source)
        if key not in self._passages:
            self._passages[key] = self._toolbox.search_passages(query, source=source)
        return self._passages[key]
