"""Content words: the words that say what a text is about, in one form each."""

from __future__ import annotations

import re

from bot.understand.tokens import stem, tokenise
from bot.understand.words import STOP_WORDS

__all__ = ["content_words", "proper_names", "words_by_key"]

# Words of a question that name the same thing otherwise than the documents do.
_SAME = {
    "america": "us", "american": "us", "usa": "us", "britain": "uk", "british": "uk",
    "chinese": "china", "indian": "india", "european": "eu", "japanese": "japan", "german": "germany",
    "french": "france", "korean": "korea", "paper": "publication", "article": "publication",
    "study": "publication", "author": "write", "wrote": "write", "written": "write", "writer": "write",
    "cost": "price", "expensive": "price", "firm": "company", "business": "company",
    "app": "app", "chip": "chip", "gpu": "chip", "staff": "people", "employee": "people", "person": "people",
    "scientist": "researcher", "academic": "researcher", "co-author": "coauthor", "collaborator": "partner",
    "owned": "own", "owner": "own", "owns": "own", "launched": "release", "launch": "release", "released": "release",
    "out": "release", "published": "publish", "publisher": "publish", "doctorate": "phd", "doctoral": "phd",
    "spend": "spending", "spent": "spending", "invested": "investment", "invest": "investment",
    "led": "lead", "leading": "lead", "leader": "lead", "leads": "lead", "ahead": "lead",
    "grew": "grow", "growth": "grow", "rise": "grow", "rose": "grow", "increase": "grow",
    "citation": "cite", "cited": "cite", "citing": "cite", "definition": "define", "defined": "define",
    "counted": "count", "counting": "count", "counts": "count", "licensed": "licence", "license": "licence",
    "employ": "job", "employment": "job", "nvidia's": "nvidia", "percentage": "share", "proportion": "share",
    "percent": "share", "collaborate": "collaboration", "collaborating": "collaboration", "center": "centre",
    "model": "model", "system": "system", "begin": "start", "began": "start", "beginning": "start",
    "finish": "end", "ended": "end", "wed": "wed", "bought": "buy", "purchased": "buy", "named": "name",
    "called": "call", "acceptance": "accept", "accepted": "accept", "overtook": "overtake", "overtaken": "overtake", "passed": "overtake", "surpassed": "overtake",
    "disagreement": "disagree", "disagrees": "disagree",
}  # fmt: skip


# Here, unlike for figures, "report", "source" or "write" are content.
_FUNCTION = (STOP_WORDS | {"big", "large", "scale", "end"}) - frozenset(
    "report reported source sources dataset data write wrote written writing own publish published "
    "release released reader journalist world global international country countries draft article's "
    "story measure measured definition rank ranked compare member members available currently position "
    "first last total whole large small take taken made make".split()
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
