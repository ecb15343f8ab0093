"""Resolve pairs: what two places did with each other, or one place's partners."""

from __future__ import annotations

from dataclasses import replace

from bot.calculate.availability import Missing, nearest_points, select_points
from bot.calculate.coverage import Coverage
from bot.calculate.requests import Request
from bot.readings import Reading
from bot.understand.periods import Point

__all__ = ["resolve_pairs"]


def resolve_pairs(reading: Reading, base: Request, coverage: Coverage) -> Request | Missing:
    """Give the request for the pairs that a reading asks about, or what is missing."""
    wanted = set(reading.places) - {"WLD"}
    pairs = [pair for pair in coverage.pairs if wanted <= set(pair.split("&"))]
    if not pairs:
        available = tuple(sorted(coverage.pairs))
        return Missing(
            part="place",
            measure=base.measure,
            places=("&".join(reading.places[:2]),) if len(wanted) == 2 else tuple(reading.places),
            available=available,
        )
    places = tuple(code for code in reading.places if code in wanted)
    points = tuple(sorted({point for pair in pairs for point in coverage.pairs[pair]}))
    spans = tuple(sorted({span for pair in pairs for span in coverage.pair_spans.get(pair, ())}))
    period = reading.period
    if not points:
        asked = period.points and (period.points[0].year, period.points[-1].year)
        if spans and (period.kind in ("latest", "all") or asked in spans):
            return replace(base, places=places, span=spans[-1], joint=True)
        return _missing(base, period_text=str(period), pairs=pairs, spans=spans)
    if period.kind in ("latest", "all", "shift"):
        chosen: tuple[Point, ...] = points if reading.operation in ("trend", "change") else ()
        chosen = chosen or points[-1:]
    else:
        chosen = select_points(period, points, base.measure, series=False, operation="trend")
    if not chosen:
        missing = _missing(base, period_text=str(period), pairs=pairs, spans=())
        nearest = nearest_points(period, points)
        return replace(missing, first=points[0], last=points[-1], nearest=nearest)
    return replace(base, places=places, points=chosen, joint=True)


def _missing(
    base: Request, *, period_text: str, pairs: list[str], spans: tuple[tuple[int, int], ...]
) -> Missing:
    return Missing(
        part="year",
        measure=base.measure,
        places=tuple(pairs[:1]),
        asked=period_text,
        spans=spans,
    )
