"""Provenance: how an answer came about is part of it, and no secret is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answer, as_json
from bot.onrecord import Onrecord
from bot.provenance import ANSWERING_SETTINGS
from corpus.errors import OnrecordError
from corpus.settings import Settings

CHINA = "How many AI articles did China publish in 2022, according to the NSF?"


@pytest.fixture(scope="module")
def answer(onrecord: Onrecord) -> Answer:
    return onrecord.ask(CHINA)


def test_each_tool_call_has_name_arguments_time_and_rows(answer: Answer) -> None:
    (call,) = answer.provenance["tool_calls"]
    assert "answer_reading" == call["name"]
    assert ["CHN"] == list(call["arguments"]["reading"]["places"])
    assert 1 == call["rows"]
    assert 0 < call["milliseconds"] < 60_000


def test_a_search_counts_its_passages(onrecord: Onrecord) -> None:
    calls = onrecord.ask("Why did researchers return to China?").provenance["tool_calls"]
    assert [8] == [call["rows"] for call in calls if call["name"] == "search_passages"]


def test_it_says_build_code_data_and_settings(answer: Answer, onrecord: Onrecord) -> None:
    told = answer.provenance
    assert onrecord.store.manifest.build == told["build"] == answer.build
    assert onrecord.state().fingerprint == told["store"]
    assert onrecord.state().code == told["code"]
    assert len(onrecord.store.sources()) == told["documents"]
    assert set(ANSWERING_SETTINGS) <= set(told["settings"])
    assert ("grounded", [], 0) == (told["engine"], told["left_the_machine"], told["cost"])


def test_it_says_when(answer: Answer) -> None:
    asked = datetime.fromisoformat(answer.provenance["asked"])
    answered = datetime.fromisoformat(answer.provenance["answered"])
    assert asked < answered <= datetime.now(UTC)
    assert answered - asked < timedelta(minutes=2)


def test_a_checked_claim_has_it_too(onrecord: Onrecord) -> None:
    told = onrecord.check("China published 42,524 AI articles in 2022.")
    assert onrecord.state().fingerprint == told.provenance["store"]
    assert 64 == len(told.hash)


def test_no_setting_that_holds_a_secret_or_a_path_is_told(
    home: Path, settings_for: Callable[..., Settings]
) -> None:
    settings = settings_for(home, openai_api_key="sk-very-secret")
    told = json.dumps(as_json(Onrecord.open(settings).ask(CHINA, engine="grounded")), default=str)
    assert "sk-very-secret" not in told
    assert str(home) not in told


def test_nobody_adds_a_turn_to_anothers_conversation(onrecord: Onrecord) -> None:
    conversation = onrecord.new_conversation(reader="one")
    with pytest.raises(OnrecordError, match="does not exist"):
        onrecord.ask(CHINA, conversation=conversation, reader="other")
    assert [] == onrecord.history.turns(conversation, "one")


def test_the_state_is_read_anew_only_when_something_changed(onrecord: Any) -> None:
    assert onrecord.state() is onrecord.state()
