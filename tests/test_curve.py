"""Curve: a low threshold answers more, rightly and wrongly; the setting's own row is marked."""

from __future__ import annotations

import pytest

from bot.evals.curve import measure_curve
from bot.onrecord import Onrecord
from corpus.settings import Settings

pytestmark = pytest.mark.slow

_LINES = [
    {
        "id": "held",
        "turns": ["Who is the sole author of the Digital Science report?"],
        "expect": {"status": ["answered", "partial", "conflict"], "all_of": ["Hook"]},
    },
    {
        "id": "not held",
        "turns": ["What do the sources say about the lighthouse keepers of Patagonia?"],
        "expect": {"status": ["no_answer", "out_of_scope"]},
    },
    {
        "id": "of the tables",
        "turns": ["How many AI articles did China publish in 2022?"],
        "expect": {"status": ["answered", "partial", "conflict"]},
    },
    {"id": "a claim", "claim": "China leads.", "expect": {"verdict": ["supported"]}},
]


ITEMS = [{"kind": "text", "sub": "", "lang": "en"} | item for item in _LINES]


def _ignore(*_: object) -> None:
    pass


@pytest.fixture(scope="module")
def onrecord(settings: Settings) -> Onrecord:
    return Onrecord.open(settings)


def test_every_threshold_has_its_outcomes(onrecord: Onrecord) -> None:
    curve = measure_curve(onrecord, ITEMS, progress=_ignore)
    totals = {sum(v for v in row.values() if isinstance(v, int)) for row in curve.values()}
    assert {2} == totals  # the two that passages bear on
    rows = list(curve.values())
    assert 1 == rows[0]["answered rightly"]
    assert rows[-1]["answered rightly"] <= rows[0]["answered rightly"]
    assert rows[-1]["answered wrongly"] <= rows[0]["answered wrongly"]


def test_the_settings_threshold_is_marked_once(onrecord: Onrecord) -> None:
    curve = measure_curve(onrecord, ITEMS, progress=_ignore)
    marked = [label for label, row in curve.items() if row[""]]
    assert [f"threshold {onrecord.settings.answer_threshold:.2f}"] == marked


def test_a_file_of_figures_alone_has_no_curve(onrecord: Onrecord) -> None:
    assert {} == measure_curve(onrecord, ITEMS[2:], progress=_ignore)
