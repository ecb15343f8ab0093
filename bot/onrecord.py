"""Onrecord: one object that asks, checks and keeps.  The command line and the page use it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.answers import Answer
from bot.check.gate import check_draft
from bot.compose.draft_answer import DraftAnswer
from bot.compose.library import Library
from bot.events import Done, Event, Status
from bot.history import History
from bot.readings import Reading, reading_from_json
from bot.release import finish_answer, release_sentences
from bot.tools import Toolbox
from bot.understand.follow import merge_reading, remember
from bot.understand.gloss import gloss
from bot.understand.knowledge import Knowledge, read_knowledge
from bot.understand.question import read_question
from bot.understand.slots import clean_question
from bot.understand.standalone import standalone_question
from corpus.catalogues import Dataset
from corpus.errors import ConfigError, OnrecordError
from corpus.settings import Settings, read_settings
from corpus.sources import Source
from index.stores import Store

__all__ = ["Onrecord"]

_YEAR = re.compile(r"(?:19|20)\d\d")


class Onrecord:
    """Answer questions over one store.  Safe to share between threads."""

    def __init__(self, settings: Settings, store: Store, history: History) -> None:
        self.settings = settings
        self.store = store
        self.history = history
        self._lock = threading.RLock()  # the agent needs the toolbox, made under the same lock
        self._toolbox: Toolbox | None = None
        self._agent: Any = None

    @classmethod
    def open(cls, settings: Settings | None = None, *, reader: str = "local") -> Onrecord:
        """Open the store that settings name; IndexMissing says what to run where there is none."""
        settings = settings or read_settings()
        store = Store.open(settings, reader=reader)
        history = History.open(settings.home / "conversations.sqlite")
        return cls(settings, store, history)

    # -- parts, made when first needed -----------------------------------------------------

    @property
    def toolbox(self) -> Toolbox:
        """Give the tools over the store."""
        with self._lock:
            if self._toolbox is None:
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
                )
                self._toolbox = Toolbox(self.store, knowledge, self.settings)
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
        toolbox = self.toolbox
        with self._lock:
            if self._agent is None:
                from bot.agent import Agent

                self._agent = Agent(toolbox, self.library)
            return self._agent

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
        reading = read_question(glossed.text or question, self.knowledge)
        before = self._reading_before(conversation, reader)
        if before is not None:
            reading = merge_reading(reading, before)
        reading = standalone_question(reading, self.knowledge)
        return replace(reading, question=question, language=glossed.language)

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
    ) -> Answer:
        """Answer a question; a refusal is an answer too."""
        answer: Answer | None = None
        for event in self.stream(
            question, conversation=conversation, reading=reading, reader=reader
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
    ) -> Iterator[Event]:
        """Answer a question step by step: steps at once, sentences after their check."""
        started = time.perf_counter()
        if reading is None:
            read = self.read(question, conversation=conversation, reader=reader)
        else:
            try:
                read = standalone_question(
                    reading_from_json({"question": question, **reading}), self.knowledge
                )
            except (ValueError, TypeError, KeyError) as error:
                raise ConfigError(f"the reading cannot be used: {error}") from error
        understood = time.perf_counter()
        draft: DraftAnswer | None = None
        calls: list[dict[str, Any]] = []
        for step in self.agent.run(read):
            if isinstance(step, str):
                yield Status(step=step)
            elif isinstance(step, DraftAnswer):
                draft = step
            else:
                calls.append(step[1])
        written = time.perf_counter()
        assert draft is not None
        checked = check_draft(draft)
        finished = time.perf_counter()
        yield from release_sentences(draft, checked)
        timings = {
            "understand": understood - started,
            "find_and_write": written - understood,
            "check": finished - written,
            "total": time.perf_counter() - started,
        }
        answer = finish_answer(
            read,
            draft,
            checked,
            settings=self.settings,
            build=self.store.manifest.build,
            calls=calls,
        )
        answer = replace(
            answer,
            question=question,
            timings_ms={name: round(1000 * seconds, 2) for name, seconds in timings.items()},
        )
        if conversation is not None:
            self.history.add_turn(conversation, answer)
        yield Done(answer=answer)

    # -- checking a text -------------------------------------------------------------------

    def check(self, text: str, *, reader: str = "local") -> Answer:
        """Judge the claims of a text against the store."""
        from bot.check.claims import check_text

        return check_text(text, self)

    # -- what there is ---------------------------------------------------------------------

    def new_conversation(self, *, reader: str = "local") -> str:
        """Start a conversation and give its id."""
        return self.history.new_conversation(reader)

    def sources(self) -> list[Source]:
        """Give every source, in the order of the research notes, a reader's own last."""
        return sorted(
            self.store.sources().values(),
            key=lambda source: (source.number == 0, source.number, source.id),
        )

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
            source.number == 0
            and "geopolitics of ai" in source.title.lower()
            and not source.second_hand
            for source in self.store.sources().values()
        )
        if has_report:
            return []
        return [
            "The Digital Science report itself is not in the corpus: answers about it rest on the "
            "press release and on coverage. If you have the PDF, add it with: "
            "onrecord add REPORT.pdf"
        ]
