"""Kept: find what is to be exported among a reader's kept answers and conversations."""

from __future__ import annotations

from bot.export.exports import Export
from bot.history import History, KeptAnswer
from corpus.errors import OnrecordError

__all__ = ["export_kept"]


def export_kept(history: History, id: str, *, reader: str, link: str = "") -> Export:
    """Make an export of an answer, a conversation, or what a link's token opens.

    Raises OnrecordError where the reader has nothing of this id.
    """
    title = ""
    turns: list[KeptAnswer] = []
    if (kept := history.kept_answer(id, reader)) is not None:
        turns = [kept]
    elif history.owns(id, reader):
        turns = history.kept_turns(id, reader)
        title = next((c.title for c in history.conversations(reader) if c.id == id), "")
    elif (linked := history.linked(id)) is not None:
        turns, title = list(linked.turns), linked.title
    if not turns:
        problem = OnrecordError(
            f"no answer or conversation {id!r} is kept; `onrecord ask --json` prints an answer's id"
        )
        problem.for_reader = "There is no such answer or conversation here."
        raise problem
    return Export.of([(turn.answer, turn.at) for turn in turns], title=title, link=link)
