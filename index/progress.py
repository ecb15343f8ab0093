"""Progress: how long work says how far it is."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """Be told of a phase ("encode"), the steps done in it, and how many there are."""

    def __call__(self, phase: str, done: int, total: int, /) -> None: ...


def silent(phase: str, done: int, total: int, /) -> None:
    """Show nothing."""
