"""Reversals: another's work, a thing denied by error, a word turned into its opposite.

What a question, or a claim, takes for granted and one sentence turns round.
"""

from __future__ import annotations

import re

from bot.compose.content_words import PLACE_WORDS, content_words, frame_words, proper_names
from bot.understand.tokens import tokenise

__all__ = [
    "denied_by_error",
    "is_called_error",
    "names_other_author",
    "says_what_is",
    "turned_round",
]

_AN_ERROR = re.compile(
    r"\b(?:(?:is|was)\s+an?\s+(?:\w+\s+)?(?:error|slip|mistake)|an\s+error\s+(?:in|to|by)\b"
    r"|so\s+.{0,40}\bis\s+(?:mistaken|wrong))",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(?i:without|no|not\s+(?:\w+\s+)?any|never\s+(?:used?|had))\s+(?i:any\s+|a\s+single\s+)?"
    r"(?P<what>[A-Z][\w-]+)"
)
_BY = re.compile(
    r"(?P<what>.+?)\b(?i:was|were|is|been)\s+(?i:written|authored|published|issued|compiled|penned"
    r"|produced|brought\s+out|put\s+out)\s+(?i:\w+\s+)?(?i:by)\s+(?P<who>[^.;,]+)"
)
_WROTE = re.compile(
    r"(?P<who>.+?)\b(?i:authored?|wr(?:ite|ites|ote)|publish(?:es|ed)?|issued?|compiled?|penned"
    r"|bring(?:s)?\s+out|brought\s+out|put(?:s)?\s+out|released?)\s+(?!(?i:about|on|of|that)\b)"
    r"(?P<what>[^?.;]+)"
)
_COVERS = re.compile(
    r"\b(?i:stor(?:y|ies)|articles?|columns?|pieces?|news|coverage|reviews?|digests?|summar\w+|about"
    r"|copy|copies|mirrors?)\b"
)
_REPORT = re.compile(r"\b(?:report|study|paper|survey|book|index|DeepSeek and the)\b", re.I)
_PENS = re.compile(r"\b(?:wr(?:ite|ites|ote|itten)|authored?|penned)\b", re.IGNORECASE)
_AUTHOR = re.compile(r"\b(?:sole\s+)?author\s+of\b", re.IGNORECASE)
_HOUSE = re.compile(r"\bpublished\s+(?:the|its)\s+report\b", re.IGNORECASE)
_SAME_WORK = 2  # words of a title or name that two works must share
_OPPOSITE = re.compile(r"^(?:un|in|im|ir|il|dis|non)-?(?P<root>.{5,})$")
_ROOT = 5  # letters in which a word and its opposite agree
_NEGATED = re.compile(r"\b(?:not|never|no|cannot|hardly|barely)\b|n['’]t\b", re.IGNORECASE)


def is_called_error(text: str) -> bool:
    """Tell whether a sentence calls something an error.

    >>> is_called_error("One site dates it 2020, which is a slip.")
    True
    """
    return bool(_AN_ERROR.search(text))


def denied_by_error(question: str, text: str) -> bool:
    """Tell whether a thing is denied that a sentence says is denied by error.

    >>> denied_by_error("Why did it use no Acme chips?", "That it has no Acme chips is an error.")
    True
    """
    denied = {found["what"] for found in _WITHOUT.finditer(question)}
    return is_called_error(text) and any(
        found["what"] in denied for found in _WITHOUT.finditer(text)
    )


def says_what_is(text: str) -> bool:
    """Tell whether a sentence that denies a thing also says that it is there.

    >>> says_what_is("Papers name Acme chips, so that it has no Acme chips is an error.")
    True
    """
    return any(text.count(found["what"]) > 1 for found in _WITHOUT.finditer(text))


def names_other_author(question: str, text: str, *, around: str = "") -> bool:
    """Tell whether a work is said to be of others than its author or house in a sentence.

    ``around`` is the passage of the sentence, which may be what names the work.

    >>> names_other_author("Why did Elsevier write the Acme report?",
    ...                    "The sole author of the Acme report is Ada Lovelace.")
    True
    """
    claimed = _BY.search(question) or _WROTE.search(question)
    if claimed is None or _COVERS.search(claimed["what"]) or not _REPORT.search(question):
        return False
    told = _AUTHOR.search(text) or (None if _PENS.search(question) else _HOUSE.search(text))
    if told is None or _NEGATED.search(text):
        return False
    by, _, house = claimed["who"].partition(" for ")
    who = _names(by)
    frames = frame_words(question) | set(content_words("report paper study"))
    work = set(content_words(f"{claimed['what']} {house}")) - PLACE_WORDS - frames - who
    shared = work & set(content_words(f"{text} {around}"))
    is_that = bool(work) and (len(shared) >= _SAME_WORK or shared == work)
    return bool(who) and not who & set(content_words(text)) and is_that


def _names(text: str) -> set[str]:
    """Give the capitalised words of a phrase, without the word that opens a question."""
    return (
        set(proper_names(f"So {text}")) - PLACE_WORDS - set(content_words("Why How When Did The"))
    )


def turned_round(question: str, text: str) -> bool:
    """Tell whether a word of a question stands in a sentence as its opposite, of the same people.

    >>> turned_round("Why does Ada call it stoppable?", "Ada calls it close to unstoppable.")
    True
    """
    names = set(proper_names(question)) - PLACE_WORDS
    if not names or not names <= set(content_words(text)):
        return False
    if _NEGATED.search(question) or _NEGATED.search(text):
        return False
    said = {token.norm for token in tokenise(text)}
    asked = {token.norm for token in tokenise(question)}
    for word in said - asked:
        opposite = _OPPOSITE.match(word)
        if opposite is None or word[:_ROOT] in {other[:_ROOT] for other in asked}:
            continue
        if any(other[:_ROOT] == opposite["root"][:_ROOT] for other in asked if len(other) >= _ROOT):
            return True
    return False
