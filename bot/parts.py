"""Parts: what an Onrecord is made of, each part made when it is first needed."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from bot.calculate.entity_store import read_entity_index
from bot.compose.library import Library
from bot.direct import Direct
from bot.history import History
from bot.plan import plan
from bot.readings import Reading
from bot.store_state import StoreState
from bot.tools import Toolbox
from bot.understand.knowledge import Knowledge, read_knowledge
from corpus.added_catalogue import extend_source_names
from corpus.errors import OnrecordError
from corpus.offline import forbid_network
from corpus.places import read_places
from corpus.settings import Settings, read_settings
from corpus.source_names import read_source_names
from index.stores import Store

if TYPE_CHECKING:
    from bot.language_model.engine import ModelEngine

__all__ = ["READERS_KEPT", "Parts"]

READERS_KEPT = 64  # whose stores stay open; of one that asks again later they open anew


class Parts:
    """Hold settings, store and history, and what is made of them.  Safe between threads."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        history: History,
        *,
        shared: Self | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.history = history
        self._shared = shared
        self._readers: OrderedDict[str, Self] = OrderedDict()
        self._lock = threading.RLock()  # the agent needs the toolbox, made under the same lock
        self._toolbox: Toolbox | None = None
        self._agent: Any = None
        self._layers: tuple[tuple[str, int], ...] = ()
        self._state: tuple[object, StoreState] | None = None
        self._figures_stamp: tuple[tuple[int, ...], ...] = ()
        self._model_engine: ModelEngine | None = None

    @classmethod
    def open(cls, settings: Settings | None = None, *, reader: str | None = "local") -> Self:
        """Open the store that settings name; IndexMissing says what to run where there is none.

        ``reader`` None sees what the whole desk sees: the one to make others' from.
        """
        settings = settings or read_settings()
        if settings.offline:
            forbid_network()
        store = Store.open(settings, reader=reader)
        history = History.open(settings.home / "conversations.sqlite")
        return cls(settings, store, history)

    def for_reader(self, reader: str) -> Self:
        """Give the Onrecord of another reader, which shares the store but what each has added.

        The latest ``READERS_KEPT`` are kept.  Raises ConfigError for an id that is none.
        """
        if reader == self.store.reader:
            return self
        with self._lock:
            found = self._readers.pop(reader, None)
            if found is None:
                store = self.store.for_reader(reader)
                found = type(self)(self.settings, store, self.history, shared=self)
            self._readers[reader] = found
            while len(self._readers) > READERS_KEPT:
                self._readers.popitem(last=False)  # closed when its last answer lets go of it
            return found

    def _like_shared(self) -> Self | None:
        """Give the Onrecord whose parts serve, where this reader has added nothing."""
        return self._shared if self._shared is not None and self.store.adds_nothing() else None

    @property
    def toolbox(self) -> Toolbox:
        """Give the tools over the store."""
        if (shared := self._like_shared()) is not None:
            return shared.toolbox
        with self._lock:
            stamp = self.store.figures_stamp()
            if self._toolbox is None or stamp != self._figures_stamp:
                topics = self.store.figures.run("SELECT DISTINCT topic FROM github_ai_pushers")
                bodies: dict[str, set[str]] = {}
                reported = self.store.figures.run(
                    "SELECT DISTINCT measure, place FROM as_reported WHERE kind = 'organisation'"
                )
                for measure, place in reported.rows:
                    bodies.setdefault(str(measure), set()).add(str(place))
                knowledge = read_knowledge(
                    topics=frozenset(str(row[0]) for row in topics.rows),
                    organisations={name: frozenset(codes) for name, codes in bodies.items()},
                    entities=read_entity_index(self.store.figures, read_places()),
                    catalogue=self.store.catalogue(),
                    sources=extend_source_names(read_source_names(), self.store.added_figures()),
                )
                self._toolbox = Toolbox(self.store, knowledge, self.settings)
                self._figures_stamp = stamp
                # What was made over the toolbox before goes with it.
                self._agent = self._model_engine = None
            return self._toolbox

    @property
    def knowledge(self) -> Knowledge:
        """Give what questions are read with."""
        return self.toolbox.knowledge

    @property
    def library(self) -> Library:
        """Give what answers are written with."""
        return Library(
            book=self.knowledge.book,
            catalogue=self.knowledge.catalogue,
            sources=self.store.sources(),
            threshold=self.settings.answer_threshold,
        )

    @property
    def agent(self) -> Any:
        """Give the agent; LangChain is imported here and not before."""
        if (shared := self._like_shared()) is not None:
            return shared.agent
        toolbox = self.toolbox
        layers = tuple((layer.name, layer.revision) for layer in self.store.layers())
        with self._lock:
            if layers != self._layers:  # it names sources, and some were added or removed
                self._agent = self._model_engine = None
                self._layers = layers
            if self._agent is None:
                from bot.late_packages import defer_packages

                defer_packages()
                from bot.agent import Agent

                self._agent = Agent(toolbox, self.library)
            return self._agent

    @property
    def loop(self) -> Direct:
        """Give the agent once LangChain is here; the same plan without its loop until then."""
        if hasattr(sys.modules.get("bot.agent"), "Agent"):
            agent: Direct = self.agent
            return agent
        return Direct(self.toolbox, self.library)

    def _warm_beside(self, read: Reading) -> None:
        """Open what a first search needs while the tables are read, or LangChain loads."""
        if (shared := self._like_shared()) is not None:
            shared._warm_beside(read)
            return
        if self._agent is None and any(call.name == "search_passages" for call in plan(read)):

            def warm() -> None:
                with suppress(OnrecordError):  # the search will meet it again, and say so
                    self.store.warm()

            threading.Thread(target=warm, name="warm").start()

    def warm(self) -> None:
        """Load what the first question would have to wait for."""
        self.store.warm()
        _ = self.agent
