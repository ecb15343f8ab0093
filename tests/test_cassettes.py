"""Recorded conversations with an endpoint are replayed, and what came of them comes again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.evals.cassettes import read_cassette, record, replay
from bot.evals.scripted_endpoint import Reply, scripted_endpoint
from bot.onrecord import Onrecord
from corpus.errors import CorpusError
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # whole conversations

CASSETTES = sorted((Path(__file__).parent / "cassettes").glob("*.json"))
KEY = "sk-verysecretkey0123456789"
CHINA = "How many AI articles did China publish in 2022, according to the NSF?"


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_recorded_conversation_goes_as_it_went(onrecord: Onrecord, path: Path) -> None:
    cassette = read_cassette(path)

    assert cassette.conversations
    for conversation in cassette.conversations:
        answers = replay(onrecord, conversation, model=cassette.model)
        assert conversation["engines"] == [answer.engine for answer in answers]
        assert "unmatched" not in {f.status for answer in answers for f in answer.figures}


def test_a_recording_holds_every_exchange_and_no_key(
    settings: Settings, onrecord: Onrecord
) -> None:
    text = "The NSF counts 42,524 AI articles by China in 2022 [1]."
    with scripted_endpoint([Reply(text=text)]) as endpoint:
        own = settings.model_copy(
            update={
                "openai_base_url": endpoint.url,
                "openai_model": "scripted",
                "openai_api_key": SecretStr(KEY),
            }
        )
        asking = Onrecord(own, onrecord.store, onrecord.history)
        made = record(asking, against="here", conversations=[(CHINA,)])
        keys = list(endpoint.keys)
    (conversation,) = made.conversations

    assert [f"Bearer {KEY}"] == keys
    assert [200] == [exchange["status"] for exchange in conversation["exchanges"]]
    assert KEY not in json.dumps(conversation)
    assert [text] == [a.text for a in replay(onrecord, conversation, model="scripted")]


def test_a_cassette_that_says_something_else_does_not_stand(onrecord: Onrecord) -> None:
    (path, *_) = CASSETTES
    conversation = json.loads(path.read_text(encoding="utf-8"))["conversations"][0]
    text = json.dumps(conversation).replace("42,524", "52,524")
    (answer, _) = replay(onrecord, json.loads(text), model="scripted")

    assert "grounded" == answer.engine
    assert "52,524" not in answer.text


def test_a_file_that_is_no_cassette_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match="cannot be read"):
        read_cassette(path)
