"""Answer kinds: whether a sentence holds the kind of thing that is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.compose.content_words import PLACE_WORDS, content_words
from bot.understand.tokens import tokenise

__all__ = ["fits_kind"]

_NUMBER = re.compile(
    r"\d|\b(?:half|(?:a|one|two|three)[- ](?:third|quarter)s?|twice|double[ds]?"
    r"|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|billions?|none|no)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October"
    r"|November|December)\b|\bMay\s+\d|\bundated\b|\bdate\b"
)
_WHO = re.compile(
    r"\b(?:chief executive|professor|editor|led by|anonymous|unsigned|no author"
    r"|authors? (?:is|are))\b"
)
_WHERE = re.compile(
    r"\b(?:in|at|on|through|by|from|via|near|of|to) (?:the )?[A-Z]|\bhere\b"
    r"|\b\w+\.(?:com|org|net|ai)\b"
)
_WHY = re.compile(
    r"\b(?:because|due to|reasons?|so that|as a result|owing|explain\w*|comes? from|means? that"
    r"|in order|so\b|which is|looks? like|therefore|despite|effect of|error|slip|thanks to"
    r"|differ\w* (?:mainly|mostly|chiefly) by|fits? the claim|without definition|aims?)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:,[^,;.]+){2,}|,[^,;.]+\b(?:and|or)\b")
_DEFINES = re.compile(
    r"\b(?:is|are|means?|stands? for|counts?|compares?|divides?|gives each|express(?:es)?"
    r"|picks?|defin\w+|tags?|assigns?|called|uses)\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:most|first|leads?|leading|top|largest|biggest|highest|second|third|fewest|lowest"
    r"|ahead of|followed by|heads)\b",
    re.IGNORECASE,
)
_KINDS = {
    "number": _NUMBER,
    "when": _WHEN,
    "who": _WHO,
    "where": _WHERE,
    "why": _WHY,
    "list": _LIST,
    "define": _DEFINES,
    "most": _MOST,
}


def fits_kind(sentence: str, kind: str, *, known: Collection[str] = frozenset()) -> bool | None:
    """Tell whether a sentence can answer a kind of question; None where any can.

    ``known`` holds the words of the question and of the source's name: "who" asks for others.

    >>> fits_kind("It came out in July 2025.", "when"), fits_kind("It came out.", "when")
    (True, False)
    >>> fits_kind("WIPO names Tencent.", "who", known={"wipo"})
    True
    """
    pattern = _KINDS.get(kind)
    if pattern is None:
        return None
    return bool(pattern.search(sentence)) or (kind == "who" and _names_another(sentence, known))


def _names_another(sentence: str, known: Collection[str]) -> bool:
    """Tell whether a sentence names somebody whom the question does not."""
    tokens = tokenise(sentence)
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        if not token.text[:1].isupper():
            continue
        if token is tokens[0] and (after is None or not after.text[:1].isupper()):
            continue  # a plain word at the beginning
        if any(key not in known and key not in PLACE_WORDS for key in content_words(token.text)):
            return True
    return False
