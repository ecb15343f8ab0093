"""Verdicts: yes or no where the figures settle it, and neither where they do not."""

from __future__ import annotations

import pytest

from bot.onrecord import Onrecord


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Did India beat the UK in AI articles in 2022?", "Yes, by AI articles in 2022"),
        ("Is Germany behind France in AI articles in 2022?", "No, by AI articles in 2022"),
        ("Was Canada outpaced by Australia in AI articles in 2021?", "Yes, by AI articles in 2021"),
        ("Did Norway publish more than 1,000 AI articles in 2022?", "No: Norway published 543"),
        ("Were there at least 543 AI articles from Norway in 2022?", "Yes: Norway published 543"),
        (
            "Did China publish more AI articles than India and the US combined in 2022?",
            "Yes, by AI articles in 2022",
        ),
        ("Is China number one in AI articles?", "Yes: China ranked 1st"),
        ("Have AI articles in Japan fallen since 2010?", "No: Japan's AI articles rose"),
        ("Did Brazil's AI articles grow from 2015 to 2022?", "Yes: Brazil's AI articles rose"),
    ],
)
def test_a_claim_that_the_figures_settle_is_told_so_first(
    onrecord: Onrecord, question: str, opens: str
) -> None:
    answer = onrecord.ask(question)
    assert answer.text.startswith(opens)
    assert "~~" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Is Germany or France ahead in AI articles in 2022?",
        "Didn't France publish more AI articles than Italy in 2022?",
        "Do China and India lead in AI articles?",
        "Did India beat the UK by more than 20,000 AI articles in 2022?",
        "Have AI articles in Japan grown by more than half since 2010?",
        "Have AI articles in China grown tenfold since 2010?",
        "Have AI articles in China grown every year since 2003?",
        "Has Japan's AI output grown steadily since 2010?",
        "Is China no longer number one in AI articles?",
        "How many more AI articles did India have than the UK in 2022?",
    ],
)
def test_what_claims_nothing_plain_gets_neither(onrecord: Onrecord, question: str) -> None:
    assert not onrecord.ask(question).text.startswith(("Yes", "No,", "No:"))


def test_a_figure_told_twice_alike_is_compared_as_one(onrecord: Onrecord) -> None:
    answer = onrecord.ask("Does China publish more AI papers than the US?")
    assert answer.text.startswith("Yes, by AI publications in 2024: China 23,695 and the United")
