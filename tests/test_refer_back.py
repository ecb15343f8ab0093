"""Refer back: what "it" stands for at the start of a draft's sentence."""

from __future__ import annotations

from typing import Any

import pytest

from bot.check.refer_back import refer_back
from corpus.places import read_places

pytestmark = pytest.mark.slow  # whole drafts


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("It published 42,524 AI articles.", "China published 42,524 AI articles."),
        ("Its share was 34.5% in 2022.", "China's share was 34.5% in 2022."),
        ("In 2022, it led.", "In 2022, China led."),
        ("The country led in 2022.", "China led in 2022."),
        ("It is ahead of India.", "China is ahead of India."),
        ("It is clear that India leads.", "It is clear that India leads."),
        ("It seems India leads.", "It seems India leads."),
        ("India published 22,557.", "India published 22,557."),
    ],
)
def test_the_place_of_the_claim_before_takes_the_place_of_it(claim: str, expected: str) -> None:
    assert expected == refer_back(claim, "CHN", read_places())


def test_a_name_that_ends_in_s_takes_an_apostrophe() -> None:
    assert "The United States' share fell." == refer_back("Its share fell.", "USA", read_places())


def test_without_a_place_before_the_claim_stays_as_it_is() -> None:
    assert "It led in 2022." == refer_back("It led in 2022.", "", read_places())


def test_a_draft_is_read_on_from_sentence_to_sentence(onrecord: Any) -> None:
    answer = onrecord.check(
        "China has pulled ahead. It published 42,524 AI articles in 2022, against 12,642 by the "
        "United States."
    )
    assert "supported" == answer.claims[-1].verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Britain relies on China for a quarter of its AI articles.",
        "China depends on America for 34.5% of its AI articles.",
    ],
)
def test_a_share_between_two_places_is_not_judged_by_that_of_one(onrecord: Any, claim: str) -> None:
    answer = onrecord.check(claim)
    assert answer.verdict in ("not_found", "contradicted")
    assert not [c for c in answer.citations if c.kind == "figures"]


def test_a_telling_number_is_read_of_what_the_draft_spoke_of_before(onrecord: Any) -> None:
    answer = onrecord.check(
        "China published 42,524 AI articles in 2022. China holds nine times as many AI patents "
        "as the United States. India came second with 22,557."
    )
    assert "supported" == answer.claims[-1].verdict


def test_a_number_of_nothing_before_it_is_not_borne_out(onrecord: Any) -> None:
    answer = onrecord.check(
        "China published 42,524 AI articles in 2022. China holds nine times as many AI patents "
        "as the United States. India came second with 33,557."
    )
    assert "supported" != answer.claims[-1].verdict
