"""Asking: a question read, answered step by step, checked, and kept."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from bot.answers import Answer
from bot.check.gate import check_draft
from bot.compose.draft_answer import DraftAnswer
from bot.compose.instruction_flags import mark_instructions
from bot.direct import draft_directly
from bot.events import Done, Event, Status
from bot.keeping import Keeping
from bot.language_model.endpoint import has_model, host, is_local
from bot.languages.speak import standalone_in
from bot.readings import Reading, reading_from_json
from bot.release import finish_answer, release_sentences
from bot.understand.edited_question import edited_question
from bot.understand.follow import remember
from bot.understand.gloss import gloss
from bot.understand.gloss_query import english_query
from bot.understand.read_entities import follow_entities
from bot.understand.slots import clean_question
from bot.understand.standalone import standalone_question
from bot.understand.two_questions import read_parts
from corpus.cleaning import mend_halves
from corpus.errors import ConfigError, OnrecordError
from corpus.instructions import looks_like_instructions
from index.endpoint_encoder import is_endpoint_encoder

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    from bot.language_model.engine import ModelEngine

__all__ = ["Asking", "Engine"]

Engine = Literal["auto", "grounded", "model"]
# What is refused on principle is sent nowhere.
_OURS_ALONE = frozenset({"empty", "opinion", "private", "future"})

_YEAR = re.compile(r"(?:19|20)\d\d")


class Asking(Keeping):
    """Answer questions and check texts."""

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
                found = {figure.place for figure in answer.figures}
                return remember(reading_from_json(answer.reading), years, first, found)
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
        for step in self.loop.run(read):
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
            given = reading_from_json({"question": question, **reading})
            if not given.standalone:  # it was edited: the words typed no longer say it
                given = replace(given, standalone=edited_question(given, self.knowledge))
            return standalone_question(given, self.knowledge)
        except (ValueError, TypeError, KeyError) as error:
            raise ConfigError(f"the reading cannot be used: {error}") from error

    # -- with a language model ---------------------------------------------------------------

    def asks_model(self, engine: Engine | None = None) -> bool:
        """Tell whether a language model writes the answers: asked for, or set and not refused."""
        wanted = engine or self.settings.engine
        return wanted != "grounded" and (wanted == "model" or has_model(self.settings))

    def _sends(self, reading: Reading, engine: Engine | None) -> bool:
        """Tell whether this question goes to a language model: not one that gives it orders."""
        if reading.intent in _OURS_ALONE or looks_like_instructions(reading.question):
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

    def warm(self) -> None:
        """Load what the first question would have to wait for, the model's client too."""
        super().warm()
        if self.asks_model():
            with suppress(OnrecordError):  # the first question will meet it again, and say so
                self.model_engine.warm()

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

    # -- checking a text ---------------------------------------------------------------------

    def check(self, text: str, *, reader: str = "local", keep: bool = False) -> Answer:
        """Judge the claims of a text against the store; ``keep`` keeps what came of it."""
        from bot.check.claims import check_text

        started = time.perf_counter()
        answer = check_text(mend_halves(text), self)
        answer = self._sealed(answer, seconds=time.perf_counter() - started)
        if keep:
            self._keep(answer, None, reader)
        return answer
