"""Settings: read once at the edge from the environment and ``.env``, then passed down.

Nothing else in Onrecord reads the environment.  Every field is in ``.env.example``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    SettingsConfigDict,
)

from corpus.errors import ConfigError

__all__ = ["DEFAULT_ENCODER", "Settings", "read_settings", "unknown_settings"]

DEFAULT_ENCODER = "all-MiniLM-L6-v2"


class Settings(BaseSettings):
    """Hold every setting.  Frozen: make another one instead of changing it."""

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    home: Path = Field(default_factory=lambda: user_data_path("onrecord"))
    """Folder of the built stores and the conversations."""
    encoder: str = DEFAULT_ENCODER
    """Name or folder of a sentence-transformers model; openai:MODEL for one at the endpoint."""
    offline: bool = False
    """True: nothing may leave this machine, whatever else is set."""
    allow_private_addresses: bool = False
    """True: pages to add may be fetched from this machine and its private network too."""
    engine: Literal["auto", "grounded", "model"] = "auto"
    """Which engine answers; auto: the language model where one is set, else the grounded one."""
    chroma_url: str = ""
    """Address of a Chroma server; empty: Chroma's local mode inside the store."""

    passages_limit: Annotated[int, Field(ge=1, le=100)] = 8
    """How many passages a search returns."""
    answer_threshold: Annotated[float, Field(ge=0, le=1)] = 0.55
    """Passage score (0..1) under which Onrecord says that the sources do not answer."""

    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY")
    """Key of the endpoint; servers on this machine mostly need none."""
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    """Address of an OpenAI-compatible endpoint; empty: OpenAI's own."""
    openai_model: str = Field(default="", validation_alias="OPENAI_MODEL")
    """Name of the chat model at that endpoint; empty: no language model is used."""
    openai_model_options: dict[str, Any] = Field(
        default_factory=dict, validation_alias="OPENAI_MODEL_OPTIONS"
    )
    """Further parameters of the model as JSON: {"temperature": 0, "reasoning_effort": "low"}."""

    model_tools: Literal["auto", "yes", "no"] = "auto"
    """Whether the model may call tools; auto: until the endpoint says that it cannot."""
    model_context_tokens: Annotated[int, Field(ge=2_000, le=2_000_000)] = 16_000
    """Tokens that a request may hold: older turns and far evidence are left out beyond it."""
    model_calls: Annotated[int, Field(ge=1, le=50)] = 4
    """Calls of the model that one answer may take."""
    model_tool_calls: Annotated[int, Field(ge=0, le=100)] = 8
    """Calls of tools that one answer may take."""
    model_tokens: Annotated[int, Field(ge=500, le=5_000_000)] = 60_000
    """Tokens that one answer may use, read and written together."""
    model_seconds: Annotated[float, Field(gt=0, le=600)] = 45.0
    """Seconds after which the grounded answer stands in."""
    model_price_input: Annotated[float, Field(ge=0)] | None = None
    """Price of a million tokens read, in the currency of your contract; empty: cost unknown."""
    model_price_output: Annotated[float, Field(ge=0)] | None = None
    """Price of a million tokens written."""
    model_cost_limit: Annotated[float, Field(gt=0)] | None = None
    """Money that one answer may cost, where both prices are set."""

    api_tokens: SecretStr = SecretStr("")
    """Clients of `onrecord serve` as NAME:TOKEN, with commas between; empty: this machine only."""
    api_per_minute: Annotated[int, Field(ge=1, le=100_000)] = 60
    """Requests that one client may make in a minute."""

    readers: Literal["browser", "one", "login"] = "browser"
    """Who is a reader of the page: each browser for itself, everybody together, or who signs in."""
    login_url: str = ""
    """Address of the OpenID provider's description, …/.well-known/openid-configuration."""
    login_client_id: str = ""
    """Id under which the provider knows this page."""
    login_client_secret: SecretStr = SecretStr("")
    """Secret that the provider has given with it."""
    page_url: str = ""
    """Address at which readers open the page; empty: where `onrecord chat` listens."""
    page_per_minute: Annotated[int, Field(ge=1, le=10_000)] = 30
    """Questions and checks that one reader of the page may ask for in a minute."""
    page_upload_mb: Annotated[int, Field(ge=1, le=1_000)] = 25
    """Size of a file that a reader may add on the page."""
    page_uploads: Annotated[int, Field(ge=0, le=100_000)] = 100
    """Documents and tables that one reader may keep; 0: nothing may be added on the page."""

    query_rows: Annotated[int, Field(ge=1, le=100_000)] = 1_000
    """Rows a query may return before it is cut."""
    query_seconds: Annotated[float, Field(gt=0, le=600)] = 5.0
    query_memory_mb: Annotated[int, Field(ge=64, le=65_536)] = 512


def read_settings(**overrides: object) -> Settings:
    """Read the settings from the environment and ``.env``; overrides win.

    Raises ConfigError naming the variable, its value and what is allowed.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        name = name if name.startswith("OPENAI_") else f"ONRECORD_{name}"
        raise ConfigError(
            f"setting {name} has value {first['input']!r}: {first['msg']}; see .env.example"
        ) from error


def unknown_settings() -> tuple[str, ...]:
    """Name what the environment and ``.env`` set under our prefix that is no setting."""
    prefix = str(Settings.model_config["env_prefix"])
    known = {f"{prefix}{name.upper()}" for name in Settings.model_fields}
    read = (EnvSettingsSource(Settings), DotEnvSettingsSource(Settings))
    told = {name.upper() for source in read for name in source.env_vars}
    return tuple(sorted(name for name in told - known if name.startswith(prefix)))
