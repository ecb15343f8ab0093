"""Release: from a checked draft to the events that a listener gets and the answer that is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.answers import Answer
from bot.check.gate import Checked
from bot.compose.draft_answer import DraftAnswer
from bot.events import Evidence, Text
from bot.readings import Reading, reading_to_json
from corpus.endpoint import host, is_local
from corpus.settings import Settings
from index.endpoint_encoder import is_endpoint_encoder

__all__ = ["finish_answer", "release_sentences"]


def release_sentences(draft: DraftAnswer, checked: Checked) -> Iterator[Evidence | Text]:
    """Yield the sentences that passed, each citation before the first sentence that uses it."""
    released: set[int] = set()
    for sentence in checked.sentences:
        for citation in draft.citations:
            if f"[{citation.n}]" in sentence and citation.n not in released:
                released.add(citation.n)
                yield Evidence(citation=citation)
        yield Text(text=sentence)


def finish_answer(
    reading: Reading,
    draft: DraftAnswer,
    checked: Checked,
    *,
    settings: Settings,
    build: str,
    calls: Sequence[Mapping[str, Any]],
) -> Answer:
    """Put together the answer as it is kept, printed and drawn."""
    return Answer(
        question=reading.question,
        standalone=reading.standalone,
        status=draft.status,
        text=checked.text,
        route=draft.route,
        citations=draft.citations,
        figures=checked.figures,
        unchecked=checked.unchecked,
        caveats=draft.caveats,
        reading=reading_to_json(reading),
        derivations=draft.derivations,
        conflicts=draft.conflicts,
        provenance={
            "build": build,
            "settings": {
                "encoder": settings.encoder,
                "answer_threshold": settings.answer_threshold,
            },
            "engine": "grounded",
            "tool_calls": list(calls),
            "left_the_machine": _sent_to_search(settings, calls),
            "cost": 0,
        },
        chart=draft.chart,
        suggestions=draft.suggestions,
        engine="grounded",
        build=build,
        id=secrets.token_urlsafe(12),
    )


def _sent_to_search(settings: Settings, calls: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """List what an encoder at an endpoint was sent: the words that were searched for."""
    if not is_endpoint_encoder(settings.encoder) or is_local(settings):
        return []
    if not any(call.get("name") == "search_passages" for call in calls):
        return []
    return [{"to": host(settings), "what": "the words that documents were searched for"}]
