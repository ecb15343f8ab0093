"""Settings: read once at the edge from the environment and ``.env``, then passed down.

Nothing else in Onrecord reads the environment.  Every field is in ``.env.example``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import ConfigError

__all__ = ["DEFAULT_ENCODER", "Settings", "read_settings"]

DEFAULT_ENCODER = "all-MiniLM-L6-v2"


class Settings(BaseSettings):
    """Hold every setting.  Frozen: make another one instead of changing it."""

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    home: Path = Field(default_factory=lambda: user_data_path("onrecord"))
    """Folder of the built stores and the conversations."""
    encoder: str = DEFAULT_ENCODER
    """Name or folder of a sentence-transformers model."""
    offline: bool = False
    """True: nothing may leave this machine, whatever else is set."""
    engine: Literal["grounded"] = "grounded"
    """Which engine answers: for now there is one, without a key and without a network."""
    chroma_url: str = ""
    """Address of a Chroma server; empty: Chroma's local mode inside the store."""

    passages_limit: Annotated[int, Field(ge=1, le=100)] = 8
    """How many passages a search returns."""
    answer_threshold: Annotated[float, Field(ge=0, le=1)] = 0.52
    """Passage score (0..1) under which Onrecord says that the sources do not answer."""

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
        name = f"ONRECORD_{str(first['loc'][0]).upper()}"
        raise ConfigError(
            f"setting {name} has value {first['input']!r}: {first['msg']}; see .env.example"
        ) from error
