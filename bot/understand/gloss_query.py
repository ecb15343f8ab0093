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
        text = _CHINESE.sub(lambda found: "" if len(found[0]) <= 2 else found[0], text)
    kept = [
        token.text
        for token in tokenise(text)
        if _ENGLISH.fullmatch(token.norm) or token.norm[:1].isdigit() or not is_stop(token.norm)
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
    counted = reading.intent == "figures" and reading.concept
    counted = counted and not (reading.topic and reading.words)
    label = knowledge.catalogue.concept(reading.concept).label if counted else ""
    return " ".join(dict.fromkeys([*kept, *label.split()]))
