"""Recompute: redo a derivation from its input cells, with decimals.  Pure.

The composing code states a formula in words; this table is the only place that knows what
each formula does, so a wrong sum in a sentence cannot vouch for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from statistics import median

from bot.answers import Derivation

__all__ = ["recompute"]

_Numbers = Sequence[Decimal]


def _ratio(values: _Numbers) -> Decimal:
    return values[0] / values[1]


_FORMULAS: dict[str, Callable[[_Numbers], Decimal]] = {
    "higher − lower": lambda values: values[0] - values[1],
    "|last − first|": lambda values: abs(values[0] - values[1]),
    "higher ÷ lower": _ratio,
    "first ÷ second": _ratio,
    "second ÷ first": _ratio,
    "last ÷ first": _ratio,
    "100 × |last − first| ÷ first": lambda values: abs(100 * (values[0] - values[1]) / values[1]),
    "sum of the rows": lambda values: sum(values, Decimal(0)),
    "mean of the rows": lambda values: sum(values, Decimal(0)) / len(values),
    "median of the rows": lambda values: Decimal(median(values)),
    "|(higher − lower, last) − (higher − lower, first)|": lambda values: abs(
        (values[0] - values[1]) - (values[2] - values[3])
    ),
    "(higher − lower, last) ÷ (higher − lower, first)": lambda values: (
        (values[0] - values[1]) / (values[2] - values[3])
    ),
    "number of rows that meet the condition": lambda values: Decimal(len(values)),
}
_GROWTH = re.compile(r"\(\(last ÷ first\)\^\(1 ÷ ([\d.]+) years\) − 1\) × 100")


def recompute(derivation: Derivation) -> Decimal | None:
    """Give the derivation's value from its cells; None where the formula is not one of ours.

    >>> from bot.answers import DerivationInput
    >>> cells = [DerivationInput(citation=1, row=0, column=3, value=v) for v in (95.0, 51.0)]
    >>> recompute(Derivation(figure=0, formula="higher − lower", inputs=tuple(cells), rounding=""))
    Decimal('44.0')
    """
    values = [Decimal(repr(cell.value)) for cell in derivation.inputs]
    try:
        if growth := _GROWTH.fullmatch(derivation.formula):
            ratio = float(values[0] / values[1])
            return (Decimal(repr(ratio ** (1 / float(growth.group(1))))) - 1) * 100
        formula = _FORMULAS.get(derivation.formula)
        return formula(values) if formula and values else None
    except (InvalidOperation, ZeroDivisionError, IndexError):
        return None
