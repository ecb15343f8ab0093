"""Content words: the words that say what a text is about, in one form each."""

from __future__ import annotations

import re

from bot.understand.tokens import stem, tokenise
from bot.understand.words import STOP_WORDS

__all__ = ["content_words", "proper_names", "words_by_key"]

# The word that the documents use, and what questions say for it.
_SAID_FOR = {
    "us": "america american usa",
    "uk": "britain british",
    "china": "chinese",
    "india": "indian",
    "eu": "european",
    "japan": "japanese",
    "germany": "german",
    "france": "french",
    "korea": "korean",
    "publication": "paper article study",
    "write": "author wrote written writer",
    "price": "cost expensive",
    "company": "firm business",
    "chip": "gpu",
    "people": "staff employee person",
    "researcher": "scientist academic",
    "coauthor": "co-author",
    "partner": "collaborator",
    "own": "owned owner owns",
    "release": "launched launch released out",
    "publish": "published publisher",
    "phd": "doctorate doctoral",
    "spending": "spend spent",
    "investment": "invested invest",
    "lead": "led leading leader leads ahead",
    "grow": "grew growth rise rose increase",
    "cite": "citation cited citing",
    "define": "definition defined",
    "count": "counted counting counts",
    "licence": "licensed license",
    "job": "employ employment",
    "nvidia": "nvidia's",
    "share": "percentage proportion percent",
    "collaboration": "collaborate collaborating",
    "centre": "center",
    "start": "begin began beginning",
    "end": "finish ended",
    "buy": "bought purchased",
    "name": "named",
    "call": "called",
    "accept": "acceptance accepted",
    "overtake": "overtook overtaken passed surpassed",
    "disagree": "disagreement disagrees",
}
_SAME = {word: known for known, words in _SAID_FOR.items() for word in words.split()}

# Here, unlike for figures, "report", "source" or "write" are content.
_FUNCTION = (STOP_WORDS | {"big", "large", "scale", "end"}) - frozenset(
    "report reported source sources dataset data write wrote written writing own publish published "
    "release released reader journalist world global international country countries draft "
    "article's story measure measured definition rank ranked compare member members available "
    "currently position first last total whole large small take taken made make".split()
)
_NAMES = (
    (re.compile(r"\bUnited\s+States(?:\s+of\s+America)?\b|\bU\.S\.A?\.?"), "US"),
    (re.compile(r"\bUnited\s+Kingdom\b|\bGreat\s+Britain\b|\bU\.K\.?"), "UK"),
    (re.compile(r"\bEuropean\s+Union\b|\bEU-?27\b"), "EU"),
)


def _one_name(text: str) -> str:
    """Write the places that have several common names in one of them."""
    for pattern, name in _NAMES:
        text = pattern.sub(name, text)
    return text


def _key(word: str) -> str:
    root = stem(word)
    root = _SAME.get(root, _SAME.get(word, root))
    for ending in ("ing", "ed"):
        if len(root) > 6 and root.endswith(ending):
            root = root[: -len(ending)]
    return _SAME.get(root, root)


def words_by_key(text: str) -> dict[str, str]:
    """Give each content word's form for comparing with the word as written."""
    found: dict[str, str] = {}
    for token in tokenise(text):
        for key in content_words(token.text):
            found.setdefault(key, token.norm)
    return found


def proper_names(question: str) -> tuple[str, ...]:
    """Give the capitalised words of a question, without its first and without plain words."""
    names: list[str] = []
    for token in tokenise(question)[1:]:
        if token.text[:1].isupper() and not question.isupper():
            names += [key for key in content_words(token.text) if not key[:1].isdigit()]
    return tuple(dict.fromkeys(names))


def content_words(text: str, *, keep: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Give the words of a text that say what it is about, in one form each."""
    words = []
    for token in tokenise(_one_name(text)):
        norm = (
            token.norm.strip(".'").replace(".", "") if not token.norm[:1].isdigit() else token.norm
        )
        if norm == "us" and token.text not in ("US", "U.S.", "U.S"):
            continue
        if (norm in _FUNCTION and norm not in keep and norm != "us") or len(norm) < 2:
            continue
        words.append(_key(norm))
    return tuple(dict.fromkeys(words))
