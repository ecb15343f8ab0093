"""Failures: what went wrong at the endpoint, as one error with one sentence for the reader."""

from __future__ import annotations

import re
from typing import Literal

from bot.language_model.endpoint import host
from corpus.errors import ConfigError, ModelUnavailable
from corpus.settings import Settings

__all__ = ["EndpointFailure", "Reason", "explain_failure", "fail", "redact"]

Reason = Literal[
    "key", "model", "quota", "busy", "server", "timeout", "unreachable", "context",
    "refused", "empty", "limit", "unchecked", "tools", "settings", "broken",
]  # fmt: skip

_SENTENCES: dict[Reason, str] = {
    "key": "{host} did not accept the key",
    "model": "{host} does not have the model {model!r}",
    "quota": "the account at {host} has no quota left",
    "busy": "{host} is taking no more requests for now",
    "server": "{host} failed on its side",
    "timeout": "{host} took too long",
    "unreachable": "{host} could not be reached",
    "context": "the conversation is too long for the model",
    "refused": "the model declined to answer",
    "empty": "the model gave no answer",
    "limit": "the model used up what one answer may take",
    "unchecked": "the model's answer did not pass the check",
    "tools": "the model cannot call tools",
    "settings": "the language model is not set up correctly",
    "broken": "the model's answer broke off",
}
_RETRYABLE: frozenset[Reason] = frozenset({"busy", "server", "unreachable", "broken"})
_CONTEXT = re.compile(r"context|too many tokens|maximum.{0,20}(?:length|tokens)|too long", re.I)
_QUOTA = re.compile(r"quota|billing|credit|balance|payment", re.I)
_TOOLS = re.compile(r"\btools?\b|function.?call", re.I)
_MODEL = re.compile(r"model", re.I)


class EndpointFailure(ModelUnavailable):
    """Carry why the endpoint gave no answer, and how long it asked us to wait."""

    def __init__(
        self, message: str, *, reason: Reason, for_reader: str, wait_seconds: float = 0.0
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.for_reader = for_reader  # one sentence: no key, no address with a path, no trace
        self.retryable = reason in _RETRYABLE
        self.wait_seconds = wait_seconds  # what the endpoint asked for; 0: nothing


def redact(text: str, settings: Settings) -> str:
    """Take the key out of a text, whole or as endpoints print it with its middle left out."""
    key = settings.openai_api_key.get_secret_value()
    if key:
        text = text.replace(key, "(key)")
        if len(key) >= 8:
            text = re.sub(re.escape(key[:4]) + r"[\w*.…-]*" + re.escape(key[-4:]), "(key)", text)
    return re.sub(r"\b(?:sk|pk)-[\w-]{8,}", "(key)", text)


def fail(reason: Reason, detail: str, settings: Settings, *, wait: float = 0.0) -> EndpointFailure:
    """Make the failure for a reason; ``detail`` is for the log, not for the page."""
    sentence = _SENTENCES[reason].format(host=host(settings), model=settings.openai_model)
    return EndpointFailure(
        redact(f"{sentence}: {detail}" if detail else sentence, settings),
        reason=reason,
        for_reader=f"{sentence[:1].upper()}{sentence[1:]}, so Onrecord's own engine answered.",
        wait_seconds=wait,
    )


def explain_failure(error: BaseException, settings: Settings) -> EndpointFailure:
    """Turn whatever the client raised into one failure, without the key and without a trace."""
    import openai

    if isinstance(error, EndpointFailure):
        return error
    if isinstance(error, ConfigError):
        return fail("settings", str(error), settings)
    detail = f"{type(error).__name__}: {error}"[:500]
    if isinstance(error, openai.APITimeoutError):
        return fail("timeout", detail, settings)
    if isinstance(error, openai.APIStatusError):
        return fail(_of_status(error), detail, settings, wait=_wait(error))
    if isinstance(error, openai.APIConnectionError):
        return fail("unreachable", detail, settings)
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return fail("refused", detail, settings)
    if isinstance(error, openai.LengthFinishReasonError):
        return fail("broken", detail, settings)
    if isinstance(error, openai.APIError):  # an error event inside a stream
        if _CONTEXT.search(str(error)):
            return fail("context", detail, settings)
        return fail("server", detail, settings)
    if isinstance(error, TimeoutError) or "timeout" in type(error).__name__.lower():
        return fail("timeout", detail, settings)
    return fail("broken", detail, settings)


def _of_status(error: object) -> Reason:
    status = int(getattr(error, "status_code", 0))
    said = str(error)
    if status in (401, 403):
        return "key"
    if status == 402 or (status == 429 and _QUOTA.search(said)):
        return "quota"
    if status == 429:
        return "busy"
    if status in (408, 504):
        return "timeout"
    if status >= 500:
        return "server"
    if _CONTEXT.search(said) and status in (400, 413, 422):
        return "context"
    if status == 404 or (status == 400 and _MODEL.search(said) and "exist" in said):
        return "model"
    if status in (400, 422) and _TOOLS.search(said):
        return "tools"
    return "server"


def _wait(error: object) -> float:
    """Read Retry-After: seconds; 0 where the endpoint says nothing of use."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(float(headers.get("retry-after", 0)), 0.0)
    except (TypeError, ValueError):
        return 0.0
