"""What the history holds, as records, and how they are read from its rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.answers import Answer, answer_from_json, as_json

__all__ = [
    "Conversation",
    "Feedback",
    "KeptAnswer",
    "Linked",
    "answer_text",
    "conversation_of",
    "kept_answer_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Describe a conversation for a list: its turns are read when it is opened."""

    id: str
    title: str  # the first question, unless its reader gave it a name
    updated: datetime  # UTC
    turns: int
    excerpt: str = ""  # of a search: the words around what was found


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """Hold an answer as it was kept, and where."""

    answer: Answer
    conversation: str
    number: int  # of the turn, from 1
    at: datetime  # UTC
    store: str = ""  # fingerprint of what the store held; "" where it was not noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Hold what a link shows to whoever has it."""

    kind: Literal["answer", "conversation"]
    title: str
    turns: tuple[KeptAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Hold what a reader said about one answer."""

    answer_id: str
    reader: str
    reason: str
    at: datetime  # UTC


def conversation_of(row: tuple[Any, ...]) -> Conversation:
    """Read a row of id, title, time, turns and, of a search, an excerpt."""
    id_, title, at, turns, *excerpt = row
    return Conversation(
        id=id_,
        title=title,
        updated=datetime.fromisoformat(at),
        turns=turns,
        excerpt=" ".join(excerpt[0].split()) if excerpt else "",
    )


def kept_answer_of(row: tuple[Any, ...]) -> KeptAnswer:
    """Read a row of conversation, number, time, answer and store."""
    conversation, number, at, text, store = row
    return KeptAnswer(
        answer=answer_from_json(json.loads(text)),
        conversation=conversation,
        number=number,
        at=datetime.fromisoformat(at),
        store=store,
    )


def answer_text(answer: Answer) -> str:
    """Write an answer as it is kept."""
    return json.dumps(as_json(answer), ensure_ascii=False, default=str)
