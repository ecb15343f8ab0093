"""Feedback: what readers said was wrong, as items of a question file.

An item holds the conversation up to the answer, the reader's reason and the answer as it was
given.  What a right answer holds is for the desk to fill in; until then the item expects one
thing alone: that the answer is no longer what the reader called wrong.  So an item that nobody
filled in fails, and says so, instead of passing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from bot.answers import Answer, as_json
from bot.evals.expectations import see
from bot.history import Feedback, History

__all__ = ["feedback_items"]

TO_FILL = (
    "Say in `expect` what a right answer holds (numbers, all_of, sources_any, status, verdict) "
    "and take none_of out; bot/evals/expectations.py describes each."
)
_SENTENCE_CHARACTERS = 200


def feedback_items(history: History) -> Iterator[dict[str, Any]]:
    """Give an item of a question file for each piece of feedback whose answer is still kept."""
    for item in reversed(history.feedback()):
        kept = history.kept_answer(item.answer_id, item.reader)
        if kept is None:
            continue
        turns = [
            turn.answer
            for turn in history.kept_turns(kept.conversation, item.reader)
            if turn.number <= kept.number
        ]
        yield _item(item, turns)


def _item(feedback: Feedback, turns: list[Answer]) -> dict[str, Any]:
    answer = turns[-1]
    identity = f"{feedback.answer_id} {feedback.at.isoformat()}"
    item: dict[str, Any] = {
        "id": f"feedback-{hashlib.sha256(identity.encode()).hexdigest()[:10]}",
        "kind": "feedback",
        "sub": answer.verdict or answer.status,
        "lang": str(answer.reading.get("language") or "en"),
    }
    if answer.verdict is not None:
        item["claim"] = answer.question
    else:
        item["turns"] = [turn.question for turn in turns]
    return item | {
        "expect": {"none_of": [_as_given(answer)]},
        "to_fill": TO_FILL,
        "reason": feedback.reason,
        "said": feedback.at.isoformat(timespec="seconds"),
        "answer": {
            "id": answer.id,
            "hash": answer.hash,
            "build": answer.build,
            "status": answer.status,
            "verdict": answer.verdict,
            "text": answer.text,
            "figures": as_json(answer.figures),
            "sources": [citation.source for citation in answer.citations],
        },
    }


def _as_given(answer: Answer) -> str:
    """Give a pattern that the answer matches as long as it begins as it did."""
    seen = see({"text": answer.text, "status": answer.status})
    words = " ".join(seen.text.split())[:_SENTENCE_CHARACTERS].split()
    return r"^\s*" + r"\s+".join(re.escape(word) for word in words)
