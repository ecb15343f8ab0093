"""Onrecord: one object that asks, checks and keeps.  The command line and the page use it."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from bot.answers import Answer
from bot.calculate.entity_store import read_entity_index
from bot.check.gate import check_draft
from bot.compose.draft_answer import DraftAnswer
from bot.compose.instruction_flags import mark_instructions
from bot.compose.library import Library
from bot.direct import draft_directly
from bot.events import Done, Event, Status
from bot.history import History
from bot.history_records import KeptAnswer
from bot.language_model.endpoint import has_model, host, is_local
from bot.languages.speak import standalone_in
from bot.permalinks import content_hash, new_id
from bot.plan import plan
from bot.provenance import complete_provenance
from bot.readings import Reading, reading_from_json
from bot.release import finish_answer, release_sentences
from bot.store_state import StoreState, read_state, state_from_json
from bot.tools import Toolbox
from bot.understand.follow import remember
from bot.understand.gloss import gloss
from bot.understand.gloss_query import english_query
from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.measures import content_stems
from bot.understand.read_entities import follow_entities
from bot.understand.slots import clean_question
from bot.understand.standalone import standalone_question
from bot.understand.two_questions import read_parts
from bot.understand.words import is_stop
from corpus.added_catalogue import AddedDataset, extend_source_names
from corpus.catalogues import Dataset
from corpus.cleaning import mend_halves
from corpus.errors import ConfigError, OnrecordError
from corpus.instructions import looks_like_instructions
from corpus.offline import forbid_network
from corpus.places import read_places
from corpus.settings import Settings, read_settings
from corpus.source_names import read_source_names
from corpus.sources import THE_REPORT, Source
from index.endpoint_encoder import is_endpoint_encoder
from index.layers import SmallLayer
from index.progress import Progress, silent
from index.stores import Store

if TYPE_CHECKING:
    from pathlib import Path

    from bot.conflicts.records import Conflict
    from bot.own_documents import OwnDocument
    from bot.verify import Verification
    from corpus.tables.mappings import Mapping as FiguresMapping
    from index.load_figures import Loaded
    from index.preview_figures import Preview
    from index.take_in import TakenIn

if TYPE_CHECKING:
    from bot.language_model.engine import ModelEngine

__all__ = ["READERS_KEPT", "Engine", "Onrecord"]

Engine = Literal["auto", "grounded", "model"]
# What is refused on principle is sent nowhere.
OURS_ALONE = frozenset({"empty", "opinion", "private", "future"})

READERS_KEPT = 64  # whose stores stay open; of one that asks again later they open anew

_YEAR = re.compile(r"(?:19|20)\d\d")
_ENTRIES_COMPARED = 20  # measures of a new table for which a known concept is looked up


class Onrecord:
    """Answer questions over one store.  Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        history: History,
        *,
        shared: Onrecord | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.history = history
        self._shared = shared
        self._readers: OrderedDict[str, Onrecord] = OrderedDict()
        self._lock = threading.RLock()  # the agent needs the toolbox, made under the same lock
        self._toolbox: Toolbox | None = None
        self._agent: Any = None
        self._layers: tuple[tuple[str, int], ...] = ()
        self._state: tuple[object, StoreState] | None = None
        self._figures_stamp: tuple[tuple[int, ...], ...] = ()
        self._model_engine: ModelEngine | None = None

    @classmethod
    def open(cls, settings: Settings | None = None, *, reader: str | None = "local") -> Onrecord:
        """Open the store that settings name; IndexMissing says what to run where there is none.

        ``reader`` None sees what the whole desk sees: the one to make others' from.
        """
        settings = settings or read_settings()
        if settings.offline:
            forbid_network()
        store = Store.open(settings, reader=reader)
        history = History.open(settings.home / "conversations.sqlite")
        return cls(settings, store, history)

    def for_reader(self, reader: str) -> Onrecord:
        """Give the Onrecord of another reader, which shares the store but what each has added.

        The latest ``READERS_KEPT`` are kept.  Raises ConfigError for an id that is none.
        """
        if reader == self.store.reader:
            return self
        with self._lock:
            found = self._readers.pop(reader, None)
            if found is None:
                store = self.store.for_reader(reader)
                found = Onrecord(self.settings, store, self.history, shared=self)
            self._readers[reader] = found
            while len(self._readers) > READERS_KEPT:
                self._readers.popitem(last=False)  # closed when its last answer lets go of it
            return found

    def _like_shared(self) -> Onrecord | None:
        """Give the Onrecord whose parts serve, where this reader has added nothing."""
        return self._shared if self._shared is not None and self.store.adds_nothing() else None

    # -- parts, made when first needed -----------------------------------------------------

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

    def _warm_beside(self, read: Reading) -> None:
        """Open what a first search needs while LangChain loads: neither waits for the other."""
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

    # -- asking ----------------------------------------------------------------------------

    def read(
        self, question: str, *, conversation: str | None = None, reader: str = "local"
    ) -> Reading:
        """Read a question, merged with what its conversation asked before."""
        glossed = gloss(clean_question(question))
        before = self._reading_before(conversation, reader)
        parts = read_parts(
            glossed.text or question, self.knowledge, before=before, finish=self._finish
        )
        parts = tuple(self._in_language(part, glossed.language) for part in parts)
        if len(parts) == 1:
            return replace(parts[0], question=question)
        standalone = " ".join(part.standalone for part in parts)
        return replace(parts[0], question=question, standalone=standalone, parts=parts)

    def _in_language(self, reading: Reading, language: str) -> Reading:
        """Note the language; what is searched for in documents is put into English."""
        if language != "en" and reading.standalone == reading.question:
            query = english_query(reading, language, self.knowledge)
            reading = replace(reading, standalone=query)
        return replace(reading, language=language)

    def _finish(self, reading: Reading, before: Reading | None) -> Reading:
        """Merge a reading with the one before it and write out its standalone question."""
        if before is not None:
            reading = follow_entities(reading, before, self.knowledge)
        return standalone_question(reading, self.knowledge)

    def _reading_before(self, conversation: str | None, reader: str) -> Reading | None:
        if conversation is None:
            return None
        turns = self.history.turns(conversation, reader)
        for answer in reversed(turns):
            if answer.reading and answer.reading.get("intent") in ("figures", "passages"):
                periods = [figure.period for figure in answer.figures]
                years = tuple(
                    dict.fromkeys(int(year) for text in periods for year in _YEAR.findall(text))
                )
                first = answer.figures[0].place if answer.figures else ""
                return remember(reading_from_json(answer.reading), years, first)
        return None

    def ask(
        self,
        question: str,
        *,
        conversation: str | None = None,
        reading: Mapping[str, Any] | None = None,
        reader: str = "local",
        engine: Engine | None = None,
        share_private: bool = False,
        keep: bool = False,
    ) -> Answer:
        """Answer a question; a refusal is an answer too.  Parameters as for ``stream``."""
        answer: Answer | None = None
        for event in self.stream(
            question,
            conversation=conversation,
            reading=reading,
            reader=reader,
            engine=engine,
            share_private=share_private,
            keep=keep,
        ):
            if isinstance(event, Done):
                answer = event.answer
        if answer is None:
            raise OnrecordError(f"no answer came for {question!r}; please report it")
        return answer

    def stream(
        self,
        question: str,
        *,
        conversation: str | None = None,
        reading: Mapping[str, Any] | None = None,
        reader: str = "local",
        engine: Engine | None = None,
        share_private: bool = False,
        keep: bool = False,
    ) -> Iterator[Event]:
        """Answer a question step by step: steps at once, sentences after their check.

        ``engine`` chooses who writes; None: as the settings say.  ``share_private`` lets a
        language model read what the reader alone has added.  ``keep`` keeps an answer that
        belongs to no conversation.
        """
        started = time.perf_counter()
        question = mend_halves(question)
        read = self._read_again(question, reading, conversation, reader)
        understood = time.perf_counter()
        draft: DraftAnswer | None = None
        calls: list[dict[str, Any]] = []
        self._warm_beside(read)
        for step in self.agent.run(read):
            if isinstance(step, str):
                yield Status(step=step)
            elif isinstance(step, DraftAnswer):
                draft = step
            else:
                calls.append(step[1])
        written = time.perf_counter()
        assert draft is not None
        draft = mark_instructions(draft)
        checked = check_draft(draft)
        finished = time.perf_counter()
        answer = finish_answer(
            read,
            draft,
            checked,
            settings=self.settings,
            build=self.store.manifest.build,
            calls=calls,
        )
        if self._sends(read, engine):
            events = self._stream_model(read, draft, answer, conversation, reader, share_private)
            for event in events:
                if isinstance(event, Answer):
                    answer = event
                else:
                    yield event
        if answer.engine == "grounded":
            yield from release_sentences(draft, checked)
        timings = {
            "understand": understood - started,
            "find_and_write": written - understood,
            "check": finished - written,
            "total": time.perf_counter() - started,
        }
        answer = replace(
            answer,
            question=question,
            standalone=standalone_in(
                answer.standalone, read.language, question, self.knowledge.book
            ),
            timings_ms={name: round(1000 * seconds, 2) for name, seconds in timings.items()},
        )
        answer = self._sealed(answer, seconds=time.perf_counter() - started)
        if conversation is not None or keep:
            self._keep(answer, conversation, reader)
        yield Done(answer=answer)

    def _read_again(
        self,
        question: str,
        reading: Mapping[str, Any] | None,
        conversation: str | None,
        reader: str,
    ) -> Reading:
        """Read the question, or take the reading that a reader edited."""
        if reading is None:
            return self.read(question, conversation=conversation, reader=reader)
        try:
            return standalone_question(
                reading_from_json({"question": question, **reading}), self.knowledge
            )
        except (ValueError, TypeError, KeyError) as error:
            raise ConfigError(f"the reading cannot be used: {error}") from error

    # -- with a language model -------------------------------------------------------------

    def asks_model(self, engine: Engine | None = None) -> bool:
        """Tell whether a language model writes the answers: asked for, or set and not refused."""
        wanted = engine or self.settings.engine
        return wanted != "grounded" and (wanted == "model" or has_model(self.settings))

    def _sends(self, reading: Reading, engine: Engine | None) -> bool:
        """Tell whether this question goes to a language model: not one that gives it orders."""
        if reading.intent in OURS_ALONE or looks_like_instructions(reading.question):
            return False
        return self.asks_model(engine)

    def where_text_goes(self, engine: Engine | None = None) -> str:
        """Say what leaves this machine for an answer, and where to; empty: nothing does."""
        if is_local(self.settings):
            return ""
        if not self.asks_model(engine):
            if is_endpoint_encoder(self.settings.encoder):
                return f"Questions, and all that is added, go to {host(self.settings)} for search."
            return ""
        return (
            f"Questions and the evidence used go to {host(self.settings)}. "
            "What you have added yourself stays here unless you share it."
        )

    @property
    def model_engine(self) -> ModelEngine:
        """Give the language-model engine; its client is imported here and not before."""
        if (shared := self._like_shared()) is not None:
            return shared.model_engine
        library = self.library
        with self._lock:
            if self._model_engine is None:
                from bot.language_model.engine import ModelEngine

                self._model_engine = ModelEngine(
                    self.settings, self.toolbox, library, read=self.read, draft=self._draft
                )
            return self._model_engine

    def _draft(self, reading: Reading) -> DraftAnswer:
        return draft_directly(reading, self.toolbox, self.library)

    def _stream_model(
        self,
        reading: Reading,
        draft: DraftAnswer,
        grounded: Answer,
        conversation: str | None,
        reader: str,
        share_private: bool,
    ) -> Iterator[Event | Answer]:
        from bot.language_model.answering import stream_model

        turns = self.history.turns(conversation, reader) if conversation is not None else ()
        own = [layer for layer in self.store.layers() if layer.name == "reader"]
        private = frozenset(source for layer in own for source in layer.passages.sources())
        for table in self.store.added_figures():
            if table.layer == "reader":
                private |= {table.dataset.id, *(measure.view for measure in table.measures)}
        yield from stream_model(
            self.model_engine,
            reading,
            draft,
            grounded,
            turns=turns,
            private=private,
            share_private=share_private,
        )

    # -- checking a text -------------------------------------------------------------------

    def check(self, text: str, *, reader: str = "local", keep: bool = False) -> Answer:
        """Judge the claims of a text against the store; ``keep`` keeps what came of it."""
        from bot.check.claims import check_text

        started = time.perf_counter()
        answer = check_text(mend_halves(text), self)
        answer = self._sealed(answer, seconds=time.perf_counter() - started)
        if keep:
            self._keep(answer, None, reader)
        return answer

    # -- keeping ---------------------------------------------------------------------------

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

    def verify(self, id: str, *, reader: str = "local") -> Verification:
        """Answer a kept question again and say what changed and why.

        ``id`` is the id of one of the reader's answers, or the token of a link to one.  Raises
        OnrecordError where there is no such answer.
        """
        from bot.verify import verify_answer

        kept = self.history.kept_answer(id, reader)
        if kept is None and (linked := self.history.linked(id)) and linked.kind == "answer":
            kept = linked.turns[0]
        if kept is None:
            problem = OnrecordError(
                f"no answer {id!r} is kept; `onrecord ask` keeps what it prints"
            )
            problem.for_reader = "There is no such answer here."
            raise problem
        return verify_answer(kept, self, then=self._state_of(kept))

    def verify_all(self, *, reader: str = "local") -> Iterator[Verification]:
        """Answer every question a reader has kept again, one after the other, oldest first."""
        from bot.verify import verify_answer

        for kept in self.history.kept_answers(reader):
            yield verify_answer(kept, self, then=self._state_of(kept))

    def verify_link(self, token: str) -> Iterator[Verification]:
        """Answer again what a link's token opens, turn by turn; nothing where it opens nothing."""
        from bot.verify import verify_answer

        linked = self.history.linked(token)
        for kept in linked.turns if linked is not None else ():
            yield verify_answer(kept, self, then=self._state_of(kept))

    def conflicts(
        self, *, concept: str = "", place: str = "", progress: Progress = silent
    ) -> list[Conflict]:
        """Give the disagreements of the store, the gravest first; see bot/conflicts/find.py."""
        from bot.conflicts.find import find_conflicts

        return find_conflicts(self.toolbox, concept=concept, place=place, progress=progress)

    def _state_of(self, kept: KeptAnswer) -> StoreState | None:
        return state_from_json(self.history.kept_store(kept.store) if kept.store else "")

    # -- what there is ---------------------------------------------------------------------

    def new_conversation(self, *, reader: str = "local") -> str:
        """Start a conversation and give its id."""
        return self.history.new_conversation(reader)

    def sources(self) -> list[Source]:
        """Give every source, in the order of the research notes, a reader's own last."""
        return sorted(
            [
                *self.store.sources().values(),
                *(item.as_source() for item in self.store.added_figures()),
            ],
            key=lambda source: (source.number == 0, source.number, source.id),
        )

    # -- a reader's own figures ------------------------------------------------------------

    def guess_figures(
        self, path: Path, *, start: FiguresMapping | None = None, guess: bool = True
    ) -> Preview:
        """Guess how a table file is to be read, and show its first rows so; nothing is kept.

        ``start`` holds what is known already; ``guess=False`` takes it as it is.
        """
        from index.preview_figures import preview_figures

        preview = preview_figures(path, start=start, guess=guess)
        beside = {}
        for entry in preview.mapping.measures[:_ENTRIES_COMPARED]:
            stems = {word for word in content_stems(entry.label) if not is_stop(word)}
            matches = self.knowledge.measures.match(stems) if not entry.concept else []
            if matches and stems and stems <= matches[0].explained:
                beside[entry.name] = matches[0].concept
        return replace(preview, beside=beside)

    def add_figures(
        self,
        path: Path,
        *,
        mapping: FiguresMapping,
        layer: SmallLayer = "reader",
        instead: bool = False,
        progress: Progress = silent,
    ) -> Loaded:
        """Load a table file as a mapping says, for this reader or for the whole desk.

        It is asked like what is shipped, from the next question on.  Raises FiguresRefused
        with every problem and its rows; then nothing has changed.
        """
        from index.load_figures import load_figures

        return load_figures(
            self.settings,
            path,
            mapping,
            catalogue=self.store.catalogue(),
            layer=layer,
            reader=self.store.reader,
            instead=instead,
            progress=progress,
        )

    def remove_figures(self, dataset: str) -> bool:
        """Remove an added table, its file and its values in kept answers; False: none there."""
        from bot.figure_redaction import redact_dataset
        from index.added_figures import remove_figures

        found = [item for item in self.added_figures() if item.dataset.id == dataset]
        for item in found:
            layer: SmallLayer = "desk" if item.layer == "desk" else "reader"
            remove_figures(self.settings, dataset, layer=layer, reader=self.store.reader)
            self.history.change_answers(redact_dataset(item.dataset))
        return bool(found)

    def added_figures(self) -> tuple[AddedDataset, ...]:
        """Give the tables that this reader and the desk have added."""
        return self.store.added_figures()

    # -- a desk's and a reader's own documents: bot/own_documents.py -------------------------

    def add(
        self,
        item: str,
        *,
        layer: SmallLayer = "desk",
        title: str = "",
        progress: Progress = silent,
    ) -> TakenIn:
        """Add a file, or a page by its address; CorpusError says why it cannot be read."""
        from bot.own_documents import add_item

        return add_item(self, item, layer=layer, title=title, progress=progress)

    def add_url(self, url: str, *, layer: SmallLayer = "reader", title: str = "") -> TakenIn:
        """Add a page by its address, and nothing but an address."""
        from bot.own_documents import add_page

        return add_page(self, url, layer=layer, title=title)

    def add_bytes(
        self, body: bytes, *, name: str, layer: SmallLayer = "reader", title: str = ""
    ) -> TakenIn:
        """Add a document that was handed over; the suffix of its name says its kind."""
        from bot.own_documents import add_bytes

        return add_bytes(self, body, name=name, layer=layer, title=title)

    def documents(self) -> list[OwnDocument]:
        """List the documents that the desk and this reader have added."""
        from bot.own_documents import own_documents

        return own_documents(self)

    def reread(self, source: str, *, progress: Progress = silent) -> TakenIn:
        """Read an added document again from where it came from, and say what changed."""
        from bot.own_documents import reread_document

        return reread_document(self, source, progress=progress)

    def remove(self, source: str, *, layer: SmallLayer | None = None) -> bool:
        """Remove an added document from the store and its words from all kept answers."""
        from bot.own_documents import remove_own_document

        return remove_own_document(self, source, layer=layer)

    def datasets(self) -> tuple[Dataset, ...]:
        """Give every dataset of the catalogue."""
        return self.knowledge.catalogue.datasets

    def measures(self, words: str = "") -> list[dict[str, Any]]:
        """Give the measures that words point at, or all of them."""
        return self.toolbox.find_measures(words, limit=0)

    def document_text(self, source: str) -> str:
        """Give the text of a source; empty where the store has none."""
        return self.store.document_text(source) or ""

    def passage_context(self, passage: str) -> tuple[str, int, int]:
        """Give the document's text and where the passage stands in it."""
        found = self.store.passage(passage)
        if found is None:
            return "", 0, 0
        return self.document_text(found.source), found.start, found.end

    def suggestions(self) -> dict[str, list[str]]:
        """Give questions to start with, by group."""
        from bot.suggestions import STARTING_QUESTIONS

        return {group: list(questions) for group, questions in STARTING_QUESTIONS.items()}

    def notes(self) -> list[str]:
        """Say what a newcomer must know: the report itself is not here until it is added."""
        has_report = any(
            THE_REPORT in source.original_of for source in self.store.sources().values()
        )
        if has_report:
            return []
        return [
            "The Digital Science report itself is not in the corpus: answers about it rest on the "
            "press release and on coverage. If you have the PDF, add it with: "
            "onrecord add REPORT.pdf"
        ]
