"""Access: who may ask, and how often.

A token names a client; what a client adds and asks is its own.  Without any token the server
answers this machine alone.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.errors import ConfigError

__all__ = ["LOCAL", "Limiter", "find_client", "read_tokens"]

LOCAL = "local"
_SHORTEST = 16  # characters of a token: a short one can be guessed
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def read_tokens(text: str) -> dict[str, str]:
    """Read "desk:TOKEN, wire:TOKEN" into token hashes by client name.

    Raises ConfigError for a name that names no client or a token that can be guessed.

    >>> sorted(read_tokens("desk:0123456789abcdef"))
    ['desk']
    """
    tokens: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, token = part.partition(":")
        name, token = name.strip(), token.strip()
        if not _NAME.fullmatch(name) or not token:
            raise ConfigError(
                f"ONRECORD_API_TOKENS: {name!r} is no name of a client; write NAME:TOKEN, the "
                "name of letters, digits, '-' and '_'"
            )
        if len(token) < _SHORTEST:
            raise ConfigError(
                f"ONRECORD_API_TOKENS: the token of {name!r} has under {_SHORTEST} characters; "
                "make one with: openssl rand -hex 24"
            )
        tokens[name] = _hash(token)
    return tokens


def find_client(header: str | None, tokens: Mapping[str, str]) -> str | None:
    """Give the client that an Authorization header names; None where it names none.

    Every token is compared, in constant time, so that the time taken tells nothing.
    """
    scheme, _, token = (header or "").partition(" ")
    given = _hash(token.strip()) if scheme.lower() == "bearer" else ""
    found = None
    for name, known in tokens.items():
        if hmac.compare_digest(given, known):
            found = name
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(slots=True)
class Limiter:
    """Let each client ask so often a minute.  Safe to share between threads."""

    per_minute: int
    _asked: dict[str, deque[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_seconds(self, client: str) -> float:
        """Count a request; give the seconds to wait before the next where it is one too many."""
        now = time.monotonic()
        with self._lock:
            asked = self._asked.setdefault(client, deque())
            while asked and now - asked[0] >= 60:
                asked.popleft()
            if len(asked) >= self.per_minute:
                return 60 - (now - asked[0])
            asked.append(now)
            return 0.0
