"""Keeping: what an answer is kept with, so that it can be verified later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import Answer
from bot.history_records import KeptAnswer
from bot.parts import Parts
from bot.permalinks import content_hash, new_id
from bot.provenance import complete_provenance
from bot.store_state import StoreState, read_state, state_from_json
from corpus.errors import OnrecordError

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    pass

__all__ = ["Keeping"]


class Keeping(Parts):
    """Seal answers and keep them with the state of the store they were given over."""

    def _sealed(self, answer: Answer, *, seconds: float) -> Answer:
        """Give an answer its id, the hash of its content, and where it came from."""
        provenance = complete_provenance(
            answer.provenance, settings=self.settings, state=self.state(), seconds=seconds
        )
        return replace(answer, id=new_id(), hash=content_hash(answer), provenance=provenance)

    def state(self) -> StoreState:
        """Note what the store holds now; see bot/store_state.py."""
        if (shared := self._like_shared()) is not None:
            return shared.state()
        catalogue = self.knowledge.catalogue
        layers = tuple((layer.name, layer.revision) for layer in self.store.layers())
        stamp = (layers, self.store.figures_stamp())
        with self._lock:
            if self._state is None or self._state[0] != stamp:
                self._state = (stamp, read_state(self.store, catalogue))
            return self._state[1]

    def _keep(self, answer: Answer, conversation: str | None, reader: str) -> None:
        if conversation is not None and not self.history.owns(conversation, reader):
            raise OnrecordError(
                f"conversation {conversation!r} does not exist; start one with new_conversation"
            )
        state = self.state()
        self.history.keep_store(state.fingerprint, state.as_json())
        if conversation is None:
            self.history.keep(answer, reader=reader, store=state.fingerprint)
        else:
            self.history.add_turn(conversation, answer, store=state.fingerprint)

    def _state_of(self, kept: KeptAnswer) -> StoreState | None:
        return state_from_json(self.history.kept_store(kept.store) if kept.store else "")
