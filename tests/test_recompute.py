"""Recompute: each formula is redone from its cells, by worked examples."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.answers import Derivation, DerivationInput
from bot.check.recompute import recompute


def derivation(formula: str, *values: float) -> Derivation:
    cells = tuple(DerivationInput(citation=1, row=0, column=0, value=value) for value in values)
    return Derivation(figure=0, formula=formula, inputs=cells, rounding="")


@pytest.mark.parametrize(
    ("formula", "values", "result"),
    [
        ("higher − lower", (95.0, 51.0), "44"),
        ("|last − first|", (51.0, 95.0), "44"),
        ("higher ÷ lower", (9.0, 2.0), "4.5"),
        ("first ÷ second", (1.0, 4.0), "0.25"),
        ("second ÷ first", (4.0, 1.0), "4"),
        ("last ÷ first", (6.0, 4.0), "1.5"),
        ("100 × |last − first| ÷ first", (150.0, 100.0), "50"),
        ("100 × |last − first| ÷ first", (50.0, 100.0), "50"),
        ("sum of the rows", (0.1, 0.2), "0.3"),  # decimals: not 0.30000000000000004
        ("mean of the rows", (1.0, 2.0, 6.0), "3"),
        ("median of the rows", (1.0, 2.0, 6.0), "2"),
        ("number of rows that meet the condition", (7.0, 8.0), "2"),
    ],
)
def test_a_formula_gives(formula: str, values: tuple[float, ...], result: str) -> None:
    assert Decimal(result) == recompute(derivation(formula, *values))


def test_growth_a_year_is_the_root_of_the_factor() -> None:
    rate = recompute(derivation("((last ÷ first)^(1 ÷ 2 years) − 1) × 100", 121.0, 100.0))
    assert rate is not None
    assert 10.0 == pytest.approx(float(rate))


@pytest.mark.parametrize(
    "broken",
    [
        derivation("higher ÷ lower", 1.0, 0.0),
        derivation("higher − lower", 1.0),
        derivation("sum of the rows"),
        derivation("as the model says", 1.0),
    ],
    ids=["division by nought", "a cell too few", "no cells", "unknown formula"],
)
def test_what_cannot_be_redone_gives_nothing(broken: Derivation) -> None:
    assert recompute(broken) is None
