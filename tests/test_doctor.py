"""The doctor: what is set, what an endpoint can do, and what to change."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evals.scripted_endpoint import Reply, scripted_endpoint
from bot.language_model.probe import Finding, probe_endpoint
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # endpoints are asked


def _probe(settings: Settings, script: Any, **others: Any) -> dict[str, Finding]:
    with scripted_endpoint(script) as endpoint:
        own = settings.model_copy(
            update={"openai_base_url": endpoint.url, "openai_model": "scripted", **others}
        )
        return {finding.what: finding for finding in probe_endpoint(own)}


def _ready(request: Any) -> Reply:
    return Reply(tools=(("say_ready", {}),)) if "tools" in request else Reply(text="ready")


def test_without_a_model_it_says_who_answers_and_how_to_set_one(settings: Settings) -> None:
    (finding,) = probe_endpoint(settings)

    assert finding.good
    assert "grounded engine" in finding.said
    assert "OPENAI_MODEL" in finding.advice


def test_an_endpoint_that_works_is_said_to_answer_stream_and_call_tools(settings: Settings) -> None:
    found = _probe(settings, _ready)

    assert all(finding.good for finding in found.values())
    assert {"models", "answering", "streaming", "tools", "context"} <= set(found)
    assert "nowhere" in found["where questions go"].said


def test_a_model_that_the_endpoint_lacks_is_named_with_those_it_has(settings: Settings) -> None:
    found = _probe(settings, _ready, openai_model="other")

    assert not found["models"].good
    assert "scripted" in found["models"].said


def test_a_wrong_key_is_said_without_the_key(settings: Settings) -> None:
    key = "sk-verysecretkey0123456789"
    own = Settings(_env_file=None, openai_api_key=key)  # type: ignore[call-arg]
    found = _probe(
        settings,
        [Reply(status=401, error=f"Incorrect API key provided: {key}")],
        openai_api_key=own.openai_api_key,
    )

    assert not found["answering"].good
    assert "OPENAI_API_KEY" in found["answering"].advice
    assert key not in str(found)


@pytest.mark.parametrize(
    ("reply", "good"),
    [
        (Reply(status=400, error="this model does not support tools"), False),
        (Reply(text="I have no tools."), True),
    ],
)
def test_a_model_without_tools_is_said_to_answer_without(
    settings: Settings, reply: Reply, good: bool
) -> None:
    found = _probe(settings, lambda request: reply if "tools" in request else Reply(text="ready"))

    assert good == found["tools"].good
    assert found["tools"].advice


def test_an_address_where_nothing_listens_says_so(settings: Settings) -> None:
    own = settings.model_copy(
        update={"openai_base_url": "http://127.0.0.1:9/v1", "openai_model": "scripted"}
    )
    found = {finding.what: finding for finding in probe_endpoint(own)}

    assert any("could not be reached" in finding.said for finding in found.values())
