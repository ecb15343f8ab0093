"""Probe: what an endpoint can do, by asking it, and what to change where it cannot."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.language_model.endpoint import address, has_model, host, is_local, make_chat_model
from bot.language_model.failures import EndpointFailure, explain_failure
from corpus.errors import ConfigError
from corpus.settings import Settings

__all__ = ["Finding", "probe_endpoint"]

_PROBE_SECONDS = 20.0
_ADVICE = {
    "key": "set OPENAI_API_KEY to a key of this endpoint",
    "model": "set OPENAI_MODEL to a model that the endpoint has",
    "unreachable": "check OPENAI_BASE_URL, and that the server runs",
    "quota": "see the account's billing",
    "busy": "try again later",
    "timeout": "raise ONRECORD_MODEL_SECONDS, or choose a faster model",
    "tools": "nothing: Onrecord hands the evidence over without tools",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Say how one thing stands."""

    what: str
    good: bool
    said: str
    advice: str = ""


def probe_endpoint(settings: Settings) -> Iterator[Finding]:
    """Yield what is set, then what the endpoint can do; it is asked for a few words only."""
    if not settings.openai_model:
        yield Finding(
            what="language model",
            good=True,
            said="none is set: the grounded engine answers, without a key and without a network",
            advice="to use one, set OPENAI_MODEL and what else .env.example says",
        )
        return
    key = "set" if settings.openai_api_key.get_secret_value() else "not set"
    yield Finding(
        what="language model",
        good=has_model(settings),
        said=f"{settings.openai_model} at {address(settings)}, key {key}",
        advice=_missing(settings),
    )
    yield Finding(
        what="where questions go",
        good=True,
        said="nowhere: the endpoint is this machine"
        if is_local(settings)
        else f"questions and the evidence used go to {host(settings)}",
    )
    if not has_model(settings):
        return
    try:
        model = make_chat_model(
            settings.model_copy(
                update={"model_seconds": min(settings.model_seconds, _PROBE_SECONDS)}
            )
        )
    except ConfigError as error:
        yield Finding(what="settings", good=False, said=str(error), advice="see .env.example")
        return
    yield from _models(model, settings)
    started = time.perf_counter()
    try:
        words = [chunk for chunk in model.stream("Answer with the one word: ready")]
    except Exception as error:
        failure = explain_failure(error, settings)
        yield _failed("answering", failure)
        return
    took = time.perf_counter() - started
    yield Finding(what="answering", good=True, said=f"answered in {took:.1f} s")
    pieces = sum(1 for chunk in words if str(chunk.text))
    yield Finding(
        what="streaming",
        good=pieces > 0,
        said=f"the answer came in {pieces} piece{'s' if pieces != 1 else ''}",
    )
    yield _tools(model, settings)
    limit = (model.profile or {}).get("max_input_tokens")
    yield Finding(
        what="context",
        good=not limit or int(limit) >= settings.model_context_tokens,
        said=f"requests are kept to {settings.model_context_tokens:,} tokens"
        + (f"; the model is known to take {int(limit):,}" if limit else ""),
        advice="" if not limit or int(limit) >= settings.model_context_tokens
        else f"set ONRECORD_MODEL_CONTEXT_TOKENS to {int(limit)} or less",
    )  # fmt: skip


def _missing(settings: Settings) -> str:
    if settings.offline and not is_local(settings):
        return "ONRECORD_OFFLINE is set: unset it, or use an endpoint on this machine"
    if not has_model(settings):
        return "set OPENAI_API_KEY, or OPENAI_BASE_URL of a server that needs no key"
    return ""


def _failed(what: str, failure: EndpointFailure) -> Finding:
    return Finding(what=what, good=False, said=str(failure), advice=_ADVICE.get(failure.reason, ""))


def _models(model: Any, settings: Settings) -> Iterator[Finding]:
    """Ask for the list of models: not every endpoint has one."""
    try:
        names = sorted(item.id for item in model.root_client.models.list())
    except Exception as error:
        failure = explain_failure(error, settings)
        if failure.reason in ("key", "unreachable", "timeout"):
            yield _failed("reaching the endpoint", failure)
        return
    if settings.openai_model in names:
        yield Finding(
            what="models",
            good=True,
            said=f"{len(names)} there, {settings.openai_model!r} among them",
        )
    elif names:
        shown = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
        yield Finding(
            what="models",
            good=False,
            said=f"{settings.openai_model!r} is not in the endpoint's list: {shown}",
            advice="set OPENAI_MODEL to one of these, unless the endpoint hides some",
        )


def _tools(model: Any, settings: Settings) -> Finding:
    if settings.model_tools == "no":
        return Finding(what="tools", good=True, said="not used: ONRECORD_MODEL_TOOLS is no")
    tool = {
        "type": "function",
        "function": {
            "name": "say_ready",
            "description": "Say that you are ready.",
            "parameters": {"type": "object", "properties": {}},
        },
    }
    try:
        answer = model.bind_tools([tool]).invoke("Call the tool say_ready.")
    except Exception as error:
        return _failed("tools", explain_failure(error, settings))
    if answer.tool_calls:
        return Finding(what="tools", good=True, said="the model calls tools")
    return Finding(
        what="tools",
        good=True,
        said="the model called no tool when asked to; it answers from the evidence handed over",
        advice="set ONRECORD_MODEL_TOOLS=no to save a try",
    )
