"""Provenance: how an answer came about, completed just before it is kept.

Beside what the engines note (engine, tool calls, what left the machine, what it cost): the
version, the code and the data it came from, the settings that decide what is answered, and when.
No key, address, path or token is among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.calculate.evidence import FigureEvidence, PassageEvidence
from bot.store_state import StoreState
from corpus.settings import Settings
from index.query import Result

__all__ = ["ANSWERING_SETTINGS", "answering_settings", "complete_provenance", "rows_found"]

# Settings that may change what is answered; none of them is secret.
ANSWERING_SETTINGS = (
    *("encoder", "engine", "offline", "answer_threshold", "passages_limit"),
    *("query_rows", "query_seconds", "query_memory_mb"),
)


def answering_settings(settings: Settings) -> dict[str, Any]:
    """Give the settings that decide what is answered."""
    return {name: getattr(settings, name) for name in ANSWERING_SETTINGS}


def complete_provenance(
    provenance: Mapping[str, Any], *, settings: Settings, state: StoreState, seconds: float
) -> dict[str, Any]:
    """Add version, code, data, settings and times to what the engine noted.

    ``seconds`` is how long the answer took until now.
    """
    now = datetime.now(UTC)
    asked = datetime.fromtimestamp(now.timestamp() - seconds, UTC)
    return {
        **provenance,
        "build": state.build,
        "version": state.version,
        "code": state.code,
        "store": state.fingerprint,
        "documents": len(state.documents),
        "settings": {**provenance.get("settings", {}), **answering_settings(settings)},
        "asked": asked.isoformat(timespec="milliseconds"),
        "answered": now.isoformat(timespec="milliseconds"),
    }


def rows_found(artifact: object) -> int | None:
    """Count what a tool brought back: rows of tables, or passages; None where it cannot be said."""
    if isinstance(artifact, FigureEvidence):
        return sum(len(table.rows) for table in artifact.tables)
    if isinstance(artifact, PassageEvidence):
        return len(artifact.hits)
    if isinstance(artifact, Result):
        return len(artifact.rows)
    return len(artifact) if isinstance(artifact, (list, tuple)) else None
