"""Perfect model: a scripted endpoint that says what Onrecord's own engine would say.

What an answer takes beyond it is Onrecord's own time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.evals.scripted_endpoint import Endpoint, Reply, scripted_endpoint

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["Perfect", "perfect_model"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Perfect:
    """Hold an Onrecord whose language model is the scripted endpoint."""

    onrecord: Onrecord
    endpoint: Endpoint


@contextmanager
def perfect_model(
    onrecord: Onrecord, questions: Sequence[str], *, looks_first: bool = False
) -> Iterator[Perfect]:
    """Serve a model that answers each question as the grounded engine does.

    The answers repeat the draft that the request holds, so that follow-ups work too.
    ``looks_first`` lets it search the documents once before it answers.
    """

    def script(request: Mapping[str, Any]) -> Reply:
        messages = request["messages"]
        asked = next(m for m in reversed(messages) if m["role"] == "user")["content"]
        if looks_first and messages[-1]["role"] == "user" and request.get("tools"):
            return Reply(tools=(("search_passages", {"query": str(asked)[:80]}),))
        return Reply(text=_draft_in(str(asked)))

    with scripted_endpoint(script) as endpoint:
        own = onrecord.settings.model_copy(
            update={"openai_base_url": endpoint.url, "openai_model": "scripted", "engine": "model"}
        )
        opened = type(onrecord)(own, onrecord.store, onrecord.history)
        for question in questions[:1]:
            opened.ask(question)  # the first time loads the client
        yield Perfect(onrecord=opened, endpoint=endpoint)


def _draft_in(asked: str) -> str:
    """Take the grounded engine's answer out of a request: it stands there as evidence."""
    _, _, after = asked.partition("own engine says (")
    _, _, text = after.partition("):\n")
    return text.partition("\n</")[0]
