"""Statements: a sentence about figures in another language, as English that the check can read.

Numbers, places, the names of measures and the words that say which way are put into English;
other words stay.  This is for the check alone and never shown: what it loses is not passed, it
is listed as not checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.languages.printed_numbers import LANGUAGES, into_english
from bot.languages.statement_words import DIRECTIONS, PHRASES
from bot.languages.vocabulary import labels_in, phrases
from bot.understand.gloss import gloss
from bot.understand.knowledge import Knowledge

__all__ = ["in_english", "left_over", "numbers_in_english", "told_language"]

LATIN = tuple(language for language in LANGUAGES if language != "zh")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|with|by|than|from|had|were|published|for|is|are|at|to|that|as|on|an|its|"
    r"it|between|there|this|which|more|fewer|AI|year)\b",
    re.I,
)
_LETTERS = {"fr": "[èêçàùœ]", "de": "[äöß]", "es": "[óñíúá¿¡]"}  # of one language alone
_ARTICLE = re.compile(
    r"(?:(?P<of>\b(?:de la|des|du|del|de los|de las|de l['’]))"
    r"|\b(?:la|le|les|der|die|das|dem|den|el|los|las|l['’]))\s?$",
    re.I,
)
_MARKER = re.compile(r"\[\d{1,3}(?:\s?,\s?\d{1,3})*\]")
# A blank, narrow or not, between groups of three digits: 42 524.
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d])")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]?(?:%|pour cent|Prozent(?!p)|por ciento)")
_SCALES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fr": ((r"millions? d['’]|millions? de |millions?", "million "),
           (r"milliards? d['’]|milliards? de |milliards?", "billion ")),
    "de": ((r"Millionen|Million|Mio\.?", "million"), (r"Milliarden?|Mrd\.?", "billion"),
           (r"Tausend|tausend|Tsd\.", "thousand")),
    "es": ((r"mil millones(?: de)?", "billion"), (r"millones(?: de)?|millón(?: de)?", "million"),
           (r"mil(?= )", "thousand")),
    "zh": (),
}  # fmt: skip
_FOUR = re.compile(
    r"(?<![\d.,])(?:(?!19|20)\d{4}|\d{4}(?= (?:art|pub|pat|pap|en (?:19|20)\d\d)))(?![\d.,])"
)
# Small numbers written out, where they multiply.
_TIMES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "fr": (r"(?= fois\b)", {"deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "dix": "10"}),
    "de": (
        r"(?=-?(?:mal|fache?)\b)",
        {"doppelt": "2-mal", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "zehn": "10"},
    ),
    "es": (r"(?= veces\b)", {"dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "diez": "10"}),
    "zh": (r"(?=倍)", {"两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "十": "10"}),
}
_CHINESE_SCALES = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 10**3,
}  # fmt: skip
_CHINESE_SCALED = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s?({'|'.join(_CHINESE_SCALES)})")
_CHINESE_PERCENT = re.compile(r"百分之(\d[\d,.]*)")
_CHINESE_THAN = re.compile(
    r"(?P<a>〖[^〗]*〗)(?P<first>[^，。；〖]*?)(?:比|较)\s*(?P<b>〖[^〗]*〗)\s*的?(?P<way>更?多|更?少|更?高|更?低|更?大|更?小)"
)
_WAYS = {"多": "more", "高": "higher", "大": "higher", "少": "fewer", "低": "lower", "小": "lower"}


def told_language(text: str, expected: str = "en") -> str:
    """Tell the language of a sentence; of one too short to tell, the expected one.

    >>> told_language("China veröffentlichte 2017 14.801 KI-Artikel")
    'de'
    """
    text = _MARKER.sub("", text)
    glossed = gloss(text).language
    if glossed == "zh":
        return glossed
    hits = {language: _hits(text, language) for language in LATIN}
    hits["en"] = len(set(map(str.lower, _ENGLISH.findall(text))))
    hits["en"] += 3 * any(label in text for label in phrases("labels"))
    hits[glossed] += 1
    if expected in hits:
        hits[expected] += 1
    best = max(hits, key=lambda language: (hits[language], language == "en"))
    return best if hits[best] > 1 else "en"


def _hits(text: str, language: str) -> int:
    """Count the words and phrases of a language in a text; its names of measures tell most."""
    names = sum(pattern.search(text) is not None for pattern, _ in _labels(language))
    letters = re.search(_LETTERS[language], text) is not None
    return (
        3 * names
        + 2 * letters
        + sum(pattern.search(text) is not None for pattern, _ in _phrases(language))
    )


def in_english(text: str, language: str, knowledge: Knowledge) -> str:
    """Put a sentence into English as far as the check needs it; markers stay."""
    text = numbers_in_english(text, language)
    starts = {mention.start for mention in knowledge.places.find(text)}
    text = _places(text, language, knowledge)
    if 0 not in starts:
        text = text[:1].lower() + text[1:]
    for pattern, english in _labels(language):
        text = pattern.sub(f" {english} " if language == "zh" else english, text)
    for pattern, english in _phrases(language):
        text = pattern.sub(english, text)
    text = re.sub(r"[〖〗]", "", text)
    return re.sub(r"\s+", " ", re.sub(r"\s+([,.;:!?])", r"\1", text)).strip()


def left_over(english: str, language: str) -> str:
    """Give a word of the language that says which way and was not read; empty for none."""
    found = re.search(DIRECTIONS[language], english)
    return found[0] if found else ""


def numbers_in_english(text: str, language: str) -> str:
    """Put the numbers of a text alone into English form."""
    markers = _MARKER.findall(text)
    text = _MARKER.sub("⟦⟧", text)
    before, words = _TIMES[language]
    for word, digits in words.items():
        text = re.sub(rf"{word}(?:{before}|(?= so viele))", digits, text)
    if language == "zh":
        text = _CHINESE_PERCENT.sub(r"\1%", text)
        text = _CHINESE_SCALED.sub(_scaled, text)
    else:
        text = into_english(text, language)
        text = _SPACED.sub(lambda found: re.sub(r"\D", ",", found[0]), text)
        if language == "es":  # groups from five digits on: 3744, but 2019 is a year
            text = _FOUR.sub(lambda found: f"{found[0][0]},{found[0][1:]}", text)
        for scale, english in _SCALES[language]:
            text = re.sub(rf"(?<=\d )(?:{scale})(?!\w)", english, text)
        text = _PERCENT.sub("%", text)
    for marker in markers:
        text = text.replace("⟦⟧", marker, 1)
    return text


def _scaled(found: re.Match[str]) -> str:
    value = float(found[1].replace(",", "")) * _CHINESE_SCALES[found[2]]
    return f"{round(value):,}"


def _places(text: str, language: str, knowledge: Knowledge) -> str:
    for mention in reversed(sorted(knowledge.places.find(text), key=lambda item: item.start)):
        if mention.kind == "slip":
            continue
        name = knowledge.book.place(mention.code).sentence
        before = text[: mention.start]
        if language == "zh":
            name = f" 〖{name}〗 "
        elif article := _ARTICLE.search(before):
            before = f"{before[: article.start()]}{'of ' if article['of'] else ''}"
        text = f"{before}{name}{text[mention.end :]}"
    if language == "zh":
        text = _CHINESE_THAN.sub(
            lambda found: (
                f"{found['a']} had {_WAYS[found['way'][-1]]} {found['first']} than {found['b']} "
            ),
            text,
        )
    return text


@cache
def _labels(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    edge = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    plural = "n?" if language == "de" else ""  # zu 300 KI-Artikeln
    return tuple(
        (re.compile(f"{edge[0]}{re.escape(said)}{plural}{edge[1]}", re.I), english)
        for said, english in labels_in(language)
    )


@cache
def _phrases(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    edge = ("", "") if language == "zh" else (r"(?<!\w)", r"(?:(?<!\w)|(?!\w))")
    return tuple(
        (re.compile(f"{edge[0]}(?:{pattern}){edge[1]}"), english)
        for pattern, english in PHRASES[language]
    )
