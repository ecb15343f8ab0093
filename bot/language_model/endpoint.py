"""Endpoint: the settings as a chat model, and where that model stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from corpus.errors import ConfigError
from corpus.offline import is_this_machine
from corpus.settings import Settings

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

__all__ = ["ANSWER_TOKENS", "address", "has_model", "host", "is_local", "make_chat_model"]

OPENAI = "https://api.openai.com/v1"
ANSWER_TOKENS = 1_500  # an answer is a few sentences; reasoning models may set more in the options
_NO_KEY = "none"  # servers on one's own machine ask for no key, the client does


def address(settings: Settings) -> str:
    """Give the endpoint's base address, without a closing slash."""
    return (settings.openai_base_url or OPENAI).rstrip("/")


def host(settings: Settings) -> str:
    """Name the endpoint's host as a reader is told it: "api.openai.com"."""
    parts = urlsplit(address(settings))
    return parts.hostname or address(settings)


def is_local(settings: Settings) -> bool:
    """Tell whether the endpoint stands on this machine: then nothing leaves it."""
    return is_this_machine(host(settings))


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
    scheme = urlsplit(address(settings)).scheme
    if scheme not in ("http", "https"):
        raise ConfigError(
            f"OPENAI_BASE_URL is {settings.openai_base_url!r}: an address starts with "
            "https:// or http://"
        )
    if settings.offline and not is_local(settings):
        raise ConfigError(
            f"ONRECORD_OFFLINE is set, and the endpoint {host(settings)!r} is another machine"
        )
    key = settings.openai_api_key.get_secret_value()
    if not key and not settings.openai_base_url:
        raise ConfigError("OPENAI_API_KEY is not set; OpenAI's own endpoint asks for one")
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
