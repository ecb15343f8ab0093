"""Asked for: whether a sentence has what a question wants of it: the kind of value, the deed.

"How much did it spend?" wants money, and somebody who spends; a sentence with a count of
patents, or one that only names who said it, does not answer however many words they share.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.compose.answer_kinds import fits_kind
from bot.compose.content_words import PLACE_WORDS, content_words, proper_names
from bot.compose.deeds import find_deed, says_deed
from bot.understand.quantities import find_quantities
from bot.understand.tokens import tokenise

__all__ = [
    "lacks_deed",
    "lacks_doer",
    "lacks_language",
    "lacks_limit",
    "lacks_predicate",
    "lacks_superlative",
    "lacks_topic",
    "lacks_value",
    "says_when_out",
]

_MONEY = re.compile(
    r"\b(?:how\s+(?:much|many)\s+(?:money|yuan|dollars?|euros?|pounds?)"
    r"|(?:what|how\s+much)\b.{0,60}\b(?:spen[dt]|costs?|pay|paid|pays|earns?|salary|salaries"
    r"|wages?|bonus|budget|price|revenue|turnover|worth|charges?|tax|fee))\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:what|which|by\s+(?:what|which))\s+(?:\w+\s+)?(?:percentage|percent|proportion|share"
    r"|fraction|portion|slice)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow\s+many\b", re.IGNORECASE)
_A_PART = re.compile(
    r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|parity|all|none|most|twice|double"
    r"|(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:out\s+)?of)\b",
    re.IGNORECASE,
)
_A_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|half|thirds|quarters?"
    r"|fifths|none|sole|single)\b",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[$£€¥]|\b(?:dollars?|euros?|pounds?|yuan|free\b.{0,20}charge)\b", re.I)
_HOW_LONG = re.compile(
    r"\bhow\s+long\s+(?:did|was|were|has|have|does|is)\b|\bstart\s+and\s+(?:finish|end)\b"
    r"|\bfrom\s+when\s+(?:to|until)\s+when\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_WHEN = re.compile(
    r"^\W*(?:and\s+|so\s+)?(?:when|(?:(?:in|on|at|by)\s+)?(?:what|which)\s+(?:\w+\s+)?"
    r"(?:date|day|month|year))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\bwhen\s+(?:will|is|are)\b|\b(?:the\s+)?next\b", re.IGNORECASE)
_FORETELLS = re.compile(
    r"\b(?:will|would|expect\w*|forecast\w*|planned|targets?|aims?|due|next|to\s+be"
    r"|were\s+to|going\s+to)\b",
    re.IGNORECASE,
)
_KIND_SUPERLATIVE = re.compile(
    r"\b(?:what|which)\s+(?:fields?|areas?|branch|discipline|level|position)\b.*"
    r"\b(?P<most>(?:strong|weak|fast|slow|high|low|young|old|rich|poor)est)\b",
    re.IGNORECASE,
)
# "How many of the 201 are women?": what is asked is the end of it.
_PREDICATE = re.compile(
    r"\b(?:how\s+(?:many|much)|(?:what|which)\s+(?:\w+\s+)?(?:percentage|proportion|share|part"
    r"|fraction|portion|slice))\s+of\b.+?\b(?:is|are|was|were|has|have|had|hold|holds|held|come"
    r"|comes|came|concerns?|concerned)\s+(?P<predicate>[^?;:,]+)",
    re.IGNORECASE,
)
# "How much does it foresee for education?"
_PURPOSE = re.compile(
    r"\bhow\s+(?:much|many)\b.+\b(?:for|on)\s+(?P<predicate>[^?;:,]+)\W*$", re.IGNORECASE
)
_OUT = re.compile(
    r"^(?:published|released|launched|issued|appear(?:ed)?|printed|unveiled|presented|dated)$",
    re.IGNORECASE,
)
_IS_OUT = re.compile(
    r"\b(?:came\s+out|comes\s+out|dated?|dates|published|released?|launched|issued|appeared"
    r"|unveiled|presented|news\s+\w+\s+of|of\s+\d{1,2}\s+[A-Z]\w+\s+\d{4})\b"
)
_TONGUES = (
    r"Chinese|Mandarin|English|French|German|Spanish|Japanese|Korean|Russian|Portuguese|Italian"
    r"|Arabic"
)
# "Written in Chinese": the language, not the country.
_IN_LANGUAGE = re.compile(
    rf"\b(?:in|into)\s+(?:{_TONGUES})\b(?!\s+\w+)|\b(?:in|into)\s+(?:{_TONGUES})\s+(?:or|and)\b",
    re.IGNORECASE,
)
_OF_LANGUAGE = re.compile(
    rf"\b(?:in|into|from)\s+(?:both\s+)?(?:{_TONGUES})\b|\blanguages?\b|-language\b|\bEnglish\b",
    re.IGNORECASE,
)
# "Are under 30", "older than 50": a limit that is no share.
_LIMIT = re.compile(
    r"\b(?:under|over|below|above|aged|older\s+than|younger\s+than)\s+(?:the\s+age\s+of\s+)?"
    r"(?P<limit>\d{1,3})\b(?!\s*(?:%|per\s?cent|[,.]\d|points?))(?=\W*$|\s+(?:years|at|in|when)\b)",
    re.IGNORECASE,
)
# What follows "about" or "on" in a question for what somebody says.
_TOPIC = re.compile(
    r"\b(?:say|says|said|saying|write|writes|wrote|written|think|thinks|thought|find|finds|found"
    r"|report|reports|reported|claim|claims|tell|tells|told|view|views|take)\s+(?:us\s+)?"
    r"(?:about|on|of|regarding|concerning)\s+(?P<topic>[^?;:,]+)",
    re.IGNORECASE,
)
_TOPIC_HEAD = re.compile(
    r"^(?P<head>(?:[\w'’-]+\s+){0,3}?[\w'’-]+)\s+(?:of|in|at|by|for|between)\b"
)
# Naming who says, counts or publishes a thing says nothing of what they did themselves.
_ATTRIBUTION = re.compile(
    r"(?:,?\s*(?:according\s+to|on\s+the\s+figures\s+of|in\s+the\s+(?:paraphrase|account|series)"
    r"\s+of|as\s+covered\s+by)\s+[^,.;]+)"
    r"|\b(?:of|in|by|at|from)\s+(?:the\s+)?(?:[A-Z][\w.|-]*(?:['’]s)?\s+)+(?:report|digest|release"
    r"|study|survey|tables?|index|data|coverage|piece|article|column|story)\b"
    r"|^(?:[A-Z][\w.|-]*(?:['’]s)?[\s,]+(?:[\w.'’|-]+[\s,]+){0,6}?)(?:says?|counts?|puts?|gives?"
    r"|names?|finds?|reports?|ranks?|credits?|calls?|dates?)\b"
)


def lacks_value(question: str, text: str, kinds: Collection[str]) -> bool:
    """Tell whether a sum, a part, a number or a date is wanted that the sentence has not.

    >>> lacks_value("How many chips did it sell?", "Sales of the H20 resumed in 2025.", ("number",))
    True
    """
    if {"why", "define", "disagree", "summary"} & set(kinds):
        return False
    if _HOW_LONG.search(question) and len(_YEAR.findall(text)) > 1:
        return False  # from when to when
    if _MONEY.search(question):
        return not _CURRENCY.search(text)
    quantities = [item for item in find_quantities(text) if item.kind not in ("year", "date")]
    if _PART.search(question):
        parts = any(item.kind in ("percent", "points", "factor") for item in quantities)
        return not parts and not _A_PART.search(text)
    if "number" in kinds:
        told = any(item.kind not in ("name", "rank") for item in quantities)
        return not told and not _A_COUNT.search(text)
    if _WHEN.search(question):
        if _TO_COME.search(question) and not _FORETELLS.search(text):
            return True
        asked = set(_YEAR.findall(question))
        return not (set(_YEAR.findall(text)) - asked) and not fits_kind(
            _YEAR.sub(" ", text), "when"
        )
    return False


def lacks_deed(question: str, text: str) -> bool:
    """Tell whether the question asks who did what, or how much, and the sentence lacks the deed.

    >>> lacks_deed("Who translated it?", "The site published this summary.")
    True
    """
    deed = find_deed(question)
    return bool(deed) and not says_deed(deed, text)


def lacks_doer(question: str, text: str) -> bool:
    """Tell whether the one who is asked about stands in the sentence only as its source.

    >>> lacks_doer("How many patents did WIPO file?", "WIPO counts 54,000 patent families.")
    True
    """
    if not find_deed(question):
        return False
    names = set(proper_names(question)) - {"ai"}
    if not names & set(content_words(text)):
        return False  # other signs tell
    return not names & set(content_words(_ATTRIBUTION.sub(" ", text)))


def lacks_topic(question: str, missing: Collection[str]) -> bool:
    """Tell whether the noun of "what does it say about ..." is among the missing words."""
    found = _TOPIC.search(question)
    if not found:
        return False
    topic = found["topic"]
    head = _TOPIC_HEAD.match(topic)
    words = [token.text for token in tokenise(head["head"] if head else topic)]
    for word in reversed(words):
        if keys := content_words(word):
            return bool(set(keys) & set(missing))
    return False


def lacks_predicate(question: str, missing: Collection[str]) -> bool:
    """Tell whether what a part of something is said to be is among the missing words.

    >>> lacks_predicate("How many of the 201 authors are women?", {"women"})
    True
    """
    found = _PREDICATE.search(question) or _PURPOSE.search(question)
    words = set(content_words(found["predicate"])) - PLACE_WORDS if found else set()
    return bool(words) and words <= set(missing)


def lacks_superlative(question: str, missing: Collection[str]) -> bool:
    """Tell whether what "strongest" is asked of is said of nothing in a sentence.

    >>> lacks_superlative("In what area is Britain strongest?", {"strong"})
    True
    """
    found = _KIND_SUPERLATIVE.search(question)
    return found is not None and bool(set(content_words(found["most"])) & set(missing))


def lacks_language(question: str, text: str) -> bool:
    """Tell whether a language is asked about and the sentence has only the country, or neither.

    >>> lacks_language("How many papers are written in Chinese?", "The UK has Chinese partners.")
    True
    """
    return bool(_IN_LANGUAGE.search(question)) and not _OF_LANGUAGE.search(text)


def lacks_limit(question: str, text: str) -> bool:
    """Tell whether an age or other limit is asked about that the sentence does not name.

    >>> lacks_limit("What share of authors are under 30?", "It put the United States at 30%.")
    True
    """
    limit = _LIMIT.search(question)
    if limit is None:
        return False
    return not re.search(rf"(?<![\d.,]){limit['limit']}(?![\d.,]*\d|\s*(?:%|per\s?cent))", text)


def says_when_out(asked: str, text: str) -> bool:
    """Tell whether "published" is asked and a sentence says it in any of the usual ways."""
    return bool(_OUT.match(asked) and _IS_OUT.search(text))
