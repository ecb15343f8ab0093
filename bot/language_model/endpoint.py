"""Endpoint: the settings as a chat model, and where that model stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.endpoint import address, check_endpoint, host, is_local
from corpus.errors import ConfigError
from corpus.settings import Settings

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

__all__ = ["ANSWER_TOKENS", "address", "has_model", "host", "is_local", "make_chat_model"]

ANSWER_TOKENS = 1_500  # an answer is a few sentences; reasoning models may set more in the options
_NO_KEY = "none"  # servers on one's own machine ask for no key, the client does


def has_model(settings: Settings) -> bool:
    """Tell whether a language model is set and may be used."""
    if not settings.openai_model or (settings.offline and not is_local(settings)):
        return False
    return bool(settings.openai_api_key.get_secret_value() or settings.openai_base_url)


def make_chat_model(settings: Settings) -> ChatOpenAI:
    """Make the chat model that settings name.

    Raises ConfigError where no model is set, where the address is none, or where it would
    leave a machine that is to stay offline.
    """
    if not settings.openai_model:
        raise ConfigError("no language model is set; set OPENAI_MODEL, see .env.example")
    check_endpoint(settings)
    key = settings.openai_api_key.get_secret_value()
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    options: dict[str, Any] = {"max_tokens": ANSWER_TOKENS, **settings.openai_model_options}
    try:
        return ChatOpenAI(
            model=settings.openai_model,
            base_url=address(settings),
            api_key=SecretStr(key or _NO_KEY),
            timeout=settings.model_seconds,
            max_retries=0,  # the engine retries itself: it knows how much time is left
            stream_usage=True,
            **options,
        )
    except (TypeError, ValueError) as error:
        raise ConfigError(f"OPENAI_MODEL_OPTIONS cannot be used: {error}") from error
