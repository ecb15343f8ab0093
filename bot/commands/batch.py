"""Batch: many questions from a JSONL file, one flushed line of JSON per turn.

A line or a turn that goes wrong gives a line with ``error`` in place of ``answer``, and the
rest go on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands.failures import describe_failure
from bot.commands.printing import json_text, out
from corpus.cleaning import mend_halves
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from bot.answers import Answer
    from bot.onrecord import Engine, Onrecord

__all__ = ["BatchItem", "answer_batch", "read_batch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """Hold one line of a batch: a conversation's questions, or one claim."""

    id: Any  # as it stands in the file; the line's number where there is none
    turns: tuple[str, ...] = ()
    error: str = ""  # why the line cannot be used; then there are no turns


def answer_batch(
    onrecord: Onrecord,
    items: Iterable[BatchItem],
    *,
    claims: bool = False,
    keep: bool = False,
    engine: Engine | None = None,
) -> None:
    """Answer each line, printing one line per turn as soon as it is answered.

    Answers of several turns are kept in a conversation of their own, single ones with ``keep``.
    """
    for item in items:
        if item.error:
            out(json_text({"id": item.id, "turn": 1, "error": item.error}))
            continue
        conversation: str | None = None
        for number, words in enumerate(item.turns, start=1):
            line: dict[str, Any] = {"id": item.id, "turn": number}
            try:
                # Conversations do not share follow-ups: each line is its own.
                if len(item.turns) > 1 and conversation is None:
                    conversation = onrecord.new_conversation()
                answer: Answer = (
                    onrecord.check(words, keep=keep)
                    if claims
                    else onrecord.ask(words, conversation=conversation, keep=keep, engine=engine)
                )
                text = json_text(line | {"answer": answer})
            except Exception as error:
                text = json_text(line | {"error": describe_failure(error)})
            out(text)


def read_batch(path: str, *, claims: bool = False) -> Iterator[BatchItem]:
    """Read a batch file line by line; "-" is stdin.  Empty lines are passed over.

    Raises CorpusError where the file cannot be opened.
    """
    if path == "-":
        yield from _read_lines(sys.stdin, claims=claims)
        return
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace") as lines:
            yield from _read_lines(lines, claims=claims)
    except OSError as error:
        raise CorpusError(
            f"batch file {path!r} cannot be read: {error.strerror or error}; "
            'each of its lines is to be {"id": ..., '
            + ('"claim": "..."}' if claims else '"turns": ["...", ...]}')
        ) from error


def _read_lines(lines: Iterable[str], *, claims: bool) -> Iterator[BatchItem]:
    read: Callable[[Any], tuple[str, ...]] = _claim if claims else _turns
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        id_: Any = number
        try:
            data = json.loads(line)
            if not isinstance(data, dict):
                raise ValueError(f"it is a {type(data).__name__}, not an object")
            id_ = data.get("id", number)
            item = BatchItem(id=id_, turns=read(data))
        except (ValueError, RecursionError) as error:
            item = BatchItem(id=id_, error=f"line {number} cannot be used: {error}")
        yield item


def _turns(data: dict[str, Any]) -> tuple[str, ...]:
    turns = data.get("turns")
    if isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns):
        return tuple(mend_halves(turn) for turn in turns)
    raise ValueError('it has no "turns": a list of at least one question')


def _claim(data: dict[str, Any]) -> tuple[str, ...]:
    claim = data.get("claim")
    if isinstance(claim, str):
        return (mend_halves(claim),)
    raise ValueError('it has no "claim": the words to check')
