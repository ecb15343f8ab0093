"""Limits: what one answer may take of an endpoint, counted while it runs."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.language_model.failures import fail
from corpus.settings import Settings

__all__ = ["Spent"]


@dataclass(slots=True)
class Spent:
    """Count calls, tokens, seconds and money of one answer; over a limit it raises."""

    settings: Settings
    started: float = field(default_factory=time.monotonic)
    model_calls: int = 0
    tool_calls: int = 0
    tokens_read: int = 0
    tokens_written: int = 0

    @property
    def seconds_left(self) -> float:
        """Give the seconds until the answer must stand."""
        return self.settings.model_seconds - (time.monotonic() - self.started)

    @property
    def cost(self) -> float | None:
        """Give the money spent; None where no prices are set."""
        settings = self.settings
        if settings.model_price_input is None or settings.model_price_output is None:
            return None
        return (
            self.tokens_read * settings.model_price_input
            + self.tokens_written * settings.model_price_output
        ) / 1_000_000

    def check_time(self) -> None:
        """Raise where the time is up: also between two words of a slow stream."""
        if self.seconds_left <= 0:
            raise fail("timeout", f"more than {self.settings.model_seconds:g} s", self.settings)

    def add_call(self) -> None:
        """Count a call of the model before it is made."""
        self.model_calls += 1
        if self.model_calls > self.settings.model_calls:
            raise fail("limit", f"more than {self.settings.model_calls} calls", self.settings)
        self.check_time()

    def add_usage(self, usage: Mapping[str, Any] | None) -> None:
        """Count the tokens of a finished call."""
        if not usage:
            return
        self.tokens_read += int(usage.get("input_tokens") or 0)
        self.tokens_written += int(usage.get("output_tokens") or 0)
        total = self.tokens_read + self.tokens_written
        if total > self.settings.model_tokens:
            raise fail("limit", f"{total} tokens", self.settings)
        limit = self.settings.model_cost_limit
        if limit is not None and self.cost is not None and self.cost > limit:
            raise fail("limit", f"cost {self.cost:.4f}", self.settings)

    def as_json(self) -> dict[str, Any]:
        """Give what was spent, for the provenance; an unknown cost says so."""
        cost = self.cost
        return {
            "model_calls": self.model_calls,
            "tool_calls": self.tool_calls,
            "tokens_read": self.tokens_read,
            "tokens_written": self.tokens_written,
            "seconds": round(time.monotonic() - self.started, 3),
            "cost": "unknown" if cost is None else round(cost, 6),
        }
