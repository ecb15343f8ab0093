"""Judge things: a number of a model in a claim is held against the table of models."""

from __future__ import annotations

import pytest

from bot.onrecord import Onrecord

pytestmark = pytest.mark.slow  # whole claims


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Grok 4 cost about 390 million dollars to train, Epoch AI says.", "supported"),
        ("Epoch AI says training Grok 4 cost over half a billion dollars.", "contradicted"),
        ("GPT-4 was trained with 2.1e25 FLOP.", "supported"),
        ("Qwen2.5-72B has 72.7 billion parameters.", "supported"),
        ("Qwen2.5-72B has over 100 billion parameters.", "contradicted"),
        ("Qwen2.5-72B has 72.7 million parameters.", "contradicted"),
    ],
)
def test_a_number_of_a_model_is_held_against_its_cell(
    onrecord: Onrecord, claim: str, verdict: str
) -> None:
    assert verdict == onrecord.check(claim).verdict


def test_the_right_number_is_given_with_its_cell(onrecord: Onrecord) -> None:
    answer = onrecord.check("Qwen2.5-72B has over 100 billion parameters.")
    assert "72.7 billion parameters" in answer.text
    assert answer.claims is not None
    assert "72.7 billion parameters" == answer.claims[0].corrected
    assert 1 == len(answer.citations[0].cells)


@pytest.mark.parametrize(
    "claim",
    [
        "GPT-4's API costs 30 dollars per million tokens.",
        "DeepSeek-R1 used more compute than GPT-4.",
        "Grok 4 is not a model of 100 billion parameters.",
        "Nikkei says that Qwen2.5-72B has 90 billion parameters.",
    ],
)
def test_what_the_cell_does_not_speak_of_is_not_judged_by_it(
    onrecord: Onrecord, claim: str
) -> None:
    assert "not_found" == onrecord.check(claim).verdict


def test_half_a_billion_is_one_number() -> None:
    from bot.understand.quantities import find_quantities

    (found,) = find_quantities("more than half a billion dollars")
    assert (5e8, "over") == (found.value, found.hedge)
