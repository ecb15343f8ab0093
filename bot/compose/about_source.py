"""About a source: what Onrecord notes of it: reliability, how much was read, date, licence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.compose.answer_kinds import fits_kind
from bot.compose.draft import Draft
from bot.compose.passages import say_sentence
from bot.understand.text_questions import ABOUT_SOURCE
from corpus.sources import Source
from index.split import Passage, Sentence

__all__ = ["own_words", "say_about_source"]

_SENTENCES = 2
_TELLS = {
    "reliability": re.compile(
        r"\b(?:unreliable|reliab\w+|errors?|mistake\w*|slip|not checked|not at hand|mirror|rewrite"
        r"|second-hand|inference|anonymous|shows? no citations|does not fit|other sources"
        r"|only the|openings?|one party)\b",
        re.IGNORECASE,
    ),
    "seen": re.compile(r"\b(?:read|seen|checked|held|copy)\b", re.IGNORECASE),
    "licence": re.compile(r"\b(?:licen[cs]e\w*|public domain|copyright)\b", re.IGNORECASE),
    "paid": re.compile(r"\b(?:paid|fund\w*|sponsor\w*|commission\w*|owns?|owned)\b", re.IGNORECASE),
}


def own_words(document: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give the passages in which a document says what it is; else its first one."""
    telling = tuple(passage for passage in document if not set(passage.facts) - {"-"})
    return telling if len(telling) < len(document) else tuple(document[:1])


def say_about_source(
    draft: Draft, source: Source, document: Sequence[Passage], kinds: Sequence[str]
) -> bool:
    """Say what is asked of a source itself; False where nothing here tells it."""
    kind = next((item for item in kinds if item in ABOUT_SOURCE), "")
    if not document or not kind:
        return False
    said = len(draft.sentences)
    if kind == "published":
        _say_published(draft, source, document, kinds)
        return len(draft.sentences) > said
    sentences = list(_telling(document, kind))
    called = source.short or source.title
    if kind == "paid":
        draft.status = "partial"
        draft.say(
            f"The sources here do not say who paid for it. Publisher noted for {called}: "
            f"{source.publisher} {_card(draft, source, document[0])}."
        )
    elif kind == "reliability" and source.reliability:
        note = source.reliability.rstrip(".")
        draft.name(note)
        draft.say(f"The note kept here on {called}: {note} {_card(draft, source, document[0])}.")
    elif kind == "licence" and source.licence:
        draft.name(source.licence)
        draft.say(
            f"Licence noted for {called}: {source.licence.rstrip('.')} "
            f"{_card(draft, source, document[0])}."
        )
    elif kind == "seen" and not sentences and source.seen:
        draft.name(source.seen)
        draft.say(f"Of {called} was read: {source.seen} {_card(draft, source, document[0])}.")
    for passage, sentence in sentences[:_SENTENCES]:
        say_sentence(draft, passage, sentence)
    return len(draft.sentences) > said


def _say_published(
    draft: Draft, source: Source, document: Sequence[Passage], kinds: Sequence[str]
) -> None:
    """Say when, where and by whom a source came out, in its own words where it tells."""
    asked = next((item for item in kinds if item in ("when", "who", "where")), "who")
    fitting = [
        (passage, sentence)
        for passage in own_words(document)
        for sentence in passage.sentences
        if fits_kind(sentence.text, asked)
    ]
    if asked == "who":
        fitting.sort(key=lambda item: -_named(source, item[1].text))
    if fitting:
        say_sentence(draft, *fitting[0])
        return
    told = {"when": source.date, "who": source.author or source.publisher}.get(
        asked, source.publisher
    )
    if told:
        draft.name(told)
        how = {"when": "is dated", "who": "is by"}.get(asked, "came out with")
        draft.say(
            f"{source.short or source.title} {how} {told} {_card(draft, source, document[0])}."
        )


def _named(source: Source, text: str) -> int:
    """Count the words of a source's author, or else of its publisher, that a sentence has."""
    names = source.author or source.publisher
    return len(set(re.findall(r"[A-Z][\w-]+", names)) & set(re.findall(r"[A-Z][\w-]+", text)))


def _telling(document: Sequence[Passage], kind: str) -> Iterator[tuple[Passage, Sentence]]:
    """Give the sentences that tell a kind of thing of the source, its own description first."""
    own = own_words(document)
    rest = [passage for passage in document if passage not in own]
    places = (*own, *rest) if kind in ("licence", "paid", "reliability") else own
    for passage in places:
        for sentence in passage.sentences:
            if _TELLS[kind].search(sentence.text):
                yield passage, sentence


def _card(draft: Draft, source: Source, passage: Passage) -> str:
    """Cite a source as a whole, by the passage that describes it; give the marker."""
    number = draft.cite_passage(passage, start=passage.start, end=passage.end, quote=passage.text)
    return f"[{number}]"
