"""Claims in other languages, and claims on companies, are held against the same figures."""

from __future__ import annotations

import pytest

from bot.check.claim_language import claim_in_english
from bot.onrecord import Onrecord
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # whole claims, in five languages


@pytest.fixture(scope="module")
def onrecord(settings: Settings) -> Onrecord:
    """Give one Onrecord over the built store."""
    return Onrecord.open(settings)


def test_a_claim_with_a_word_left_over_is_not_understood(onrecord: Onrecord) -> None:
    claim = "Deutschland hat kaum mehr als die Hälfte der KI-Artikel Indiens."

    assert not claim_in_english(claim, onrecord.knowledge)[1]
    assert "not_found" == onrecord.check(claim).verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Polen hat 2022 mehr KI-Artikel veröffentlicht als die Schweiz.", "contradicted"),
        ("Deutschland hat 2021 3.837 KI-Artikel veröffentlicht.", "supported"),
        ("La Pologne a publié 855 articles sur l'IA en 2020.", "supported"),
        ("Perú publicó menos artículos de IA que Ecuador en 2022.", "contradicted"),
        ("2022年日本的人工智能论文比韩国少。", "contradicted"),
    ],
)
def test_a_claim_of_another_language_is_judged(
    claim: str, verdict: str, onrecord: Onrecord
) -> None:
    assert verdict == onrecord.check(claim).verdict


def test_a_company_is_held_against_companies(onrecord: Onrecord) -> None:
    claim = "Tencent holds more than twice as many generative AI patent families as Baidu."

    assert "contradicted" == onrecord.check(claim).verdict
