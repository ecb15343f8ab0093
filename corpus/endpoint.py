"""Endpoint: where the OpenAI-compatible endpoint stands that settings name."""

from __future__ import annotations

from urllib.parse import urlsplit

from corpus.errors import ConfigError
from corpus.offline import is_this_machine
from corpus.settings import Settings

__all__ = ["address", "check_endpoint", "host", "is_local"]

_OPENAI = "https://api.openai.com/v1"


def address(settings: Settings) -> str:
    """Give the endpoint's base address, without a closing slash."""
    return (settings.openai_base_url or _OPENAI).rstrip("/")


def host(settings: Settings) -> str:
    """Name the endpoint's host as a reader is told it: "api.openai.com"."""
    parts = urlsplit(address(settings))
    return parts.hostname or address(settings)


def is_local(settings: Settings) -> bool:
    """Tell whether the endpoint stands on this machine: then nothing leaves it."""
    return is_this_machine(host(settings))


def check_endpoint(settings: Settings) -> None:
    """Raise ConfigError where the address is none, or would leave a machine that stays offline."""
    if urlsplit(address(settings)).scheme not in ("http", "https"):
        raise ConfigError(
            f"OPENAI_BASE_URL is {settings.openai_base_url!r}: an address starts with "
            "https:// or http://"
        )
    if settings.offline and not is_local(settings):
        raise ConfigError(
            f"ONRECORD_OFFLINE is set, and the endpoint {host(settings)!r} is another machine"
        )
    if not settings.openai_api_key.get_secret_value() and not settings.openai_base_url:
        raise ConfigError("OPENAI_API_KEY is not set; OpenAI's own endpoint asks for one")
