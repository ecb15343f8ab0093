"""Read values: each number that is left, with its own place and time."""

from __future__ import annotations

from bot.check.assertions import Assertion
from bot.check.bind_numbers import bind_places, bind_times
from bot.check.claim_scope import Scope
from bot.check.patterns import SUM

__all__ = ["read_values"]


def read_values(scope: Scope) -> None:
    """Read the numbers that state a value, or the sum of several."""
    numbers = scope.free("N")
    if not numbers:
        return
    subjects = scope.subjects()
    is_range = scope.reading.period.kind == "range" and len(set(scope.years)) == 2
    changes = scope.has("change", "monotone")
    places = bind_places(numbers, scope.template, subjects)
    times = bind_times(numbers, scope.template, scope.years, is_range=is_range, changes=changes)
    together = bool(SUM.search(scope.text)) and len(numbers) == 1 and len(subjects) > 1
    together = together and not scope.has("compare", "ratio", "difference")
    for mark, place, time in zip(numbers, places, times, strict=True):
        one = (place,) if place else ()
        scope.add(
            Assertion(
                kind="sum" if together else "value",
                places=subjects if together else one,
                number=mark.quantity,
                points=time,
                is_span=len(time) == 2,
                share_of=scope.share_of(mark),
                before=scope.before(mark),
                has_year=scope.has_year,
            ),
            mark,
        )
