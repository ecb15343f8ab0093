"""Permalinks: what an answer rests on as one hash, and links that nobody can guess.

The hash says whether two answers are the same: it is made of the question, the reading, the SQL
and the rows it gave, and the passages quoted; not of wording, times, build or engine.  A link
carries a random token and nothing else; the file of conversations keeps the token's hash alone,
so that who reads a copy of the file cannot open a link.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

from bot.answers import Answer, Citation, as_json

__all__ = ["content_hash", "new_id", "new_token", "same_token", "token_hash"]

_TOKEN_BYTES = 32
_ANSWER_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")
# Parts of a reading that say how it came about, not what is asked.
_ASIDE = frozenset({"question", "standalone", "stated", "trail", "years", "language", "notes"})


def content_hash(answer: Answer) -> str:
    """Give the SHA-256 of what an answer is made of, as 64 hexadecimal digits.

    The same question to the same data gives the same hash, on any machine and after any
    restart; a kept answer read back has the hash it was kept with.
    """
    reading = answer.reading
    content = {
        "question": " ".join(answer.question.split()),
        "reading": {key: value for key, value in reading.items() if key not in _ASIDE and value},
        "status": answer.status,
        "verdict": answer.verdict,
        "evidence": [_evidence(citation) for citation in answer.citations],
    }
    return hashlib.sha256(_canonical(content)).hexdigest()


def _evidence(citation: Citation) -> dict[str, Any]:
    if citation.kind == "figures":
        return {
            "sql": citation.sql,
            "columns": citation.columns,
            "rows": citation.rows,
            "cells": citation.cells,
        }
    return {
        "passage": citation.passage,  # itself a hash of the passage's content
        "quote": hashlib.sha256(citation.quote.encode()).hexdigest(),
    }


def _canonical(content: Mapping[str, Any]) -> bytes:
    plain = json.loads(json.dumps(as_json(content), default=str))
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def new_id() -> str:
    """Give an id for an answer or a conversation: 128 random bits."""
    return _random(_ANSWER_BYTES)


def new_token() -> str:
    """Give the token of a link: 256 random bits."""
    return _random(_TOKEN_BYTES)


def _random(count: int) -> str:
    """Give random characters that a command line does not take for an option."""
    while (text := secrets.token_urlsafe(count)).startswith(("-", "_")):
        pass
    return text


def token_hash(token: str) -> str:
    """Give what is kept of a token; empty for what cannot be one."""
    return hashlib.sha256(token.encode()).hexdigest() if _TOKEN.fullmatch(token) else ""


def same_token(kept: str, token: str) -> bool:
    """Tell whether a token is the one whose hash was kept, in a time that tells nothing."""
    return bool(kept) and hmac.compare_digest(kept, token_hash(token))
