"""Premises: what a why-question takes for granted is held against the figures first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.understand.periods import Period, Point

LATE = Period(kind="range", points=(Point(2018), Point(2022)))
WRONG = "That is not what the figures show."


@pytest.mark.parametrize(
    ("question", "parts", "wrong"),
    [
        ("Why did China's AI articles fall?", {"operation": "change", "period": LATE}, True),
        ("Why did China's AI articles rise?", {"operation": "change", "period": LATE}, False),
        (
            "Why did Japan's AI articles grow?",
            {
                "operation": "change",
                "places": ("JPN",),
                "period": Period(kind="range", points=(Point(2019), Point(2022))),
            },
            True,
        ),
        (
            "Why is the US ahead of China?",
            {"operation": "compare", "places": ("USA", "CHN")},
            True,
        ),
        (
            "Why is China ahead of the US?",
            {"operation": "compare", "places": ("CHN", "USA")},
            False,
        ),
        ("Why is China behind the US?", {"operation": "compare", "places": ("CHN", "USA")}, True),
        (
            "What lies behind the lead over China?",
            {"operation": "compare", "places": ("CHN", "USA")},
            False,
        ),
        ("Why did China publish 42,524 AI articles?", {}, False),
    ],
)
def test_a_wrong_premise_is_corrected(
    question: str, parts: dict[str, Any], wrong: bool, write: Callable[..., Any]
) -> None:
    assert wrong == write(question=question, ask="why", **parts).text.startswith(WRONG)


def test_a_question_that_asks_for_a_number_has_no_premise(write: Callable[..., Any]) -> None:
    draft = write(question="How far did it fall?", ask="number", operation="change", period=LATE)
    assert WRONG not in draft.text
