"""Gloss query: a question in another language as English words to search documents with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.tokens import tokenise
from bot.understand.words import is_stop

__all__ = ["english_query"]

_CHINESE = re.compile(r"[一-鿿]+")
_ENGLISH = re.compile(r"\b(?:which|what|who|when|where|why|how|many|much|most|share|rank)\b", re.I)
_CHINESE_GRAMMAR = re.compile(
    "[的是了吗呢在有和与中为于被对把从到以及之其而或都也就还又最更很上下年月日说称据约已给出何如"
    "这那些个位名篇种项家次用由将会能可请问多少几谁哪什么怎样时间候]"
)
_UNTRANSLATED = "untranslated"  # stands for a word, and no document has it
# "Der Bericht", with nobody's name: the one that all here is about.
_REPORT = re.compile(
    r"\b(?:the|der|des|dem|den|dieser|dieses|el|del|este)\s+(?:report|bericht(?:e?s)?|informe)\b"
    r"|(?:这份|该|这个)报告",
    re.IGNORECASE,
)
# Said of any figure, and so left out of readings, but not where documents are searched.
_OF_DOCUMENTS = frozenset("report written release".split())


@cache
def _words(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    text = files("bot.understand").joinpath("gloss_words.toml").read_text(encoding="utf-8")
    entries = sorted(tomllib.loads(text).get(language, {}).items(), key=lambda pair: -len(pair[0]))
    edge = ("", "") if language == "zh" else (r"(?<!\w)(?:[ldLD]['’])?", r"(?!\w)")
    return tuple(
        (re.compile(f"{edge[0]}(?:{words}){edge[1]}", re.IGNORECASE), english)
        for words, english in entries
    )


def english_query(reading: Reading, language: str, knowledge: Knowledge) -> str:
    """Give English words for a question: its places, what is counted, and the words we know.

    Words that nothing here knows stay as they are: what cannot be said in English must not be
    searched for as if it had not been asked.  Function words are left out.
    """
    text = reading.question
    names: set[str] = set()
    for mention in reversed(sorted(knowledge.places.find(text), key=lambda item: item.start)):
        name = knowledge.book.place(mention.code).name
        names.update(token.norm for token in tokenise(name))
        text = f"{text[: mention.start]} {name} {text[mention.end :]}"
    for pattern, english in _words(language):
        text = pattern.sub(f" {english} ", text)
    if language == "zh":  # what is left of grammar between the words that were put into English
        text = _CHINESE.sub(_unknown, text)
    kept = [
        token.text
        for token in tokenise(text)
        if _ENGLISH.fullmatch(token.norm)
        or token.norm[:1].isdigit()
        or token.norm in _OF_DOCUMENTS
        or not is_stop(token.norm)
    ]
    content = [
        word
        for word in kept
        if word.isascii()
        and not word[:1].isdigit()
        and word.lower() not in names
        and not _ENGLISH.fullmatch(word)
    ]
    if not content:
        return reading.question  # nothing of it could be said in English
    # What developers do with a topic is not what else is asked about it.
    besides = bool(reading.topic and reading.words)
    counted = reading.intent == "figures" and bool(reading.concept) and not besides
    label = knowledge.catalogue.concept(reading.concept).label if counted else ""
    query = " ".join(dict.fromkeys([*kept, *label.split()]))
    ours = _REPORT.search(reading.question) and "report" in kept
    return query.replace("report", "the report", 1) if ours else query


def _unknown(found: re.Match[str]) -> str:
    """Leave grammar out; of a word that nothing here knows, say that one was there."""
    rest = _CHINESE_GRAMMAR.sub("", found[0])
    return f" {found[0]} {_UNTRANSLATED} " if len(rest) > 1 else ""
