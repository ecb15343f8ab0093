"""Judge figures: one assertion against one series.  Pure: no I/O, no model."""

from __future__ import annotations

from collections.abc import Callable

from bot.check.assertions import Assertion
from bot.check.judge_changes import (
    judge_change,
    judge_first_year,
    judge_monotone,
    judge_peak,
)
from bot.check.judge_pairs import judge_compare, judge_difference, judge_overtake, judge_ratio
from bot.check.judge_ranks import judge_count, judge_rank
from bot.check.judge_values import judge_sum, judge_value
from bot.check.judgements import Judgement
from bot.check.series import Series
from corpus.places import PlaceBook

__all__ = ["judge_figures"]


def judge_figures(assertion: Assertion, series: Series, book: PlaceBook) -> Judgement | None:
    """Judge an assertion by one series; None where the series cannot speak to it."""
    judge = _JUDGES.get(assertion.kind)
    return judge(assertion, series, book) if judge else None


_JUDGES: dict[str, Callable[[Assertion, Series, PlaceBook], Judgement | None]] = {
    "value": judge_value,
    "sum": judge_sum,
    "compare": judge_compare,
    "ratio": judge_ratio,
    "difference": judge_difference,
    "change": judge_change,
    "monotone": judge_monotone,
    "rank": judge_rank,
    "first_year": judge_first_year,
    "overtake": judge_overtake,
    "peak": judge_peak,
    "count": judge_count,
}
