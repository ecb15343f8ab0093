"""Translate: a draft in the language of its question, sentence by sentence.

A sentence is rendered from a pattern with its own figures, or it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from bot.answers import Figure
from bot.compose.draft_answer import DraftAnswer, Sentence
from bot.languages.patterns import FIGURE, LABEL, PLACE, find_pattern, mark, unmark
from bot.languages.printed_numbers import LANGUAGES, into_language
from bot.languages.vocabulary import phrases, place_name, place_pattern, say
from corpus.places import PlaceBook

__all__ = ["lead_in_quotes", "translate_draft", "translate_text"]

_MARKER = re.compile(r"\[(\d+)\]")
_MARKED = re.compile(rf"([{FIGURE}{LABEL}{PLACE}])([^\ue00e]+)\ue00e[^\ue00f]*\ue00f")
_ITEM = re.compile(r"(?:, | and )(?![^\ue000-\ue002]*\ue00f)")  # not inside a mark
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_UNIT = re.compile(
    r"(?P<number>[\d.,]+%?(?: × 10\^\d+)?(?: (?:million|billion))?)(?: (?P<unit>.+))?"
)
# Names of sources may be those of places ("the OECD"): what names a source is left as it is.
_UNMARKED = re.compile(
    r"(\ue001[^\ue00f]*\ue00f|“[^”]*”"
    r"|(?:according to|series from|[Bb]y|from) [^\[\]:;“”]+?(?= \[|\.$| runs | has no |'s count))"
)


@dataclass(slots=True)
class _Rendering:
    """Hold one sentence while it is put into a language."""

    language: str
    book: PlaceBook
    figures: Sequence[Figure] = ()
    printed: dict[int, str] = field(default_factory=dict)  # figure → its text in the language

    def figure(self, number: int) -> str | None:
        """Print a figure in the language; None where its unit has no name there."""
        text = self.figures[number].text
        if ordinal := _ORDINAL.fullmatch(text):
            self.printed[number] = ordinal[1]
            return ordinal[1]
        parts = _UNIT.fullmatch(text)
        if parts is None:
            return None
        printed = into_language(parts["number"], self.language)
        unit = say("units", parts["unit"], self.language) if parts["unit"] else ""
        if printed is None or unit is None:
            return None
        gap = "" if self.language == "zh" else " "
        self.printed[number] = f"{printed}{gap}{unit}" if unit else printed
        return self.printed[number]


def translate_draft(
    draft: DraftAnswer, language: str, book: PlaceBook, *, skip: Collection[int] = ()
) -> DraftAnswer:
    """Give a draft in a language; sentences without a pattern there stay as they are.

    ``skip`` holds the positions of sentences that are not to be translated.
    """
    if language not in LANGUAGES:
        return draft
    figures = list(draft.figures)
    sentences: list[Sentence] = []
    for position, sentence in enumerate(draft.sentences):
        rendering = _Rendering(language=language, book=book, figures=draft.figures)
        text = None if position in skip else _translated(sentence, rendering)
        if text is None:
            sentences.append(sentence)
            continue
        for number, printed in rendering.printed.items():
            figures[number] = replace(figures[number], text=printed)
        sentences.append(replace(sentence, text=text, language=language))
    return replace(
        draft,
        sentences=tuple(sentences),
        figures=tuple(figures),
        caveats=tuple(translate_text(text, language, book) for text in draft.caveats),
        suggestions=tuple(translate_text(text, language, book) for text in draft.suggestions),
    )


def lead_in_quotes(draft: DraftAnswer, language: str) -> DraftAnswer:
    """Say, before sentences quoted from a source, that they are quotes, and in English."""
    lead_in = say("lead_ins", "quotes", language)
    if lead_in is None:
        return draft
    quoted = {citation.n for citation in draft.citations if citation.quote}
    sentences: list[Sentence] = []
    within = False
    for sentence in draft.sentences:
        cited = {int(n) for n in _MARKER.findall(sentence.text)}
        quotes = bool(cited) and cited <= quoted and sentence.language == "en"
        if quotes and not within:
            sentences.append(Sentence(text=lead_in, language=language, opens=sentence.opens))
            sentence = replace(sentence, opens=False)
        within = quotes
        sentences.append(sentence)
    return replace(draft, sentences=tuple(sentences))


def translate_text(text: str, language: str, book: PlaceBook) -> str:
    """Give a text without figures in a language, or as it is where there is no pattern."""
    if language not in LANGUAGES:
        return text
    rendering = _Rendering(language=language, book=book)
    return _translated(Sentence(text=text), rendering) or text


def _translated(sentence: Sentence, rendering: _Rendering) -> str | None:
    prefix = "- " if sentence.item and sentence.text.startswith("- ") else ""
    marked = _marked(sentence.text.removeprefix(prefix), sentence, rendering.figures)
    if marked is None:
        return None
    for pattern, match in find_pattern(marked):
        text = pattern.texts.get(rendering.language)
        if text is None:
            continue
        rendering.printed.clear()
        parts: dict[str, str] = {}
        for name, kind in pattern.kinds.items():
            part = _slot(kind, match[name], rendering)
            if part is None:
                break
            parts[name] = part
        else:
            said = text.format_map(parts)
            return prefix + said[:1].upper() + said[1:]
    return None


def _marked(text: str, sentence: Sentence, figures: Sequence[Figure]) -> str | None:
    """Put marks in place of figures, measures and places; None where a figure is not there."""
    for number in sorted(sentence.figures, key=lambda item: -len(figures[item].text)):
        pattern = rf"(?<![\d.,\ue000]){re.escape(figures[number].text)}(?!\d|[.,]\d)"
        text, times = re.subn(pattern, mark(FIGURE, number, figures[number].text), text, count=1)
        if not times:
            return None
    text = _label_pattern().sub(_marked_label, text)
    places, codes = place_pattern()

    def marked_place(found: re.Match[str]) -> str:
        return mark(PLACE, codes[found[0]], found[0])

    return "".join(
        piece if position % 2 else places.sub(marked_place, piece)
        for position, piece in enumerate(_UNMARKED.split(text))
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    """Give a pattern for all measures with a name in the languages, the longest first."""
    labels = "|".join(
        rf"[{label[0].upper()}{label[0].lower()}]{re.escape(label[1:])}"
        for label in phrases("labels")
    )
    # the GDP of "percent of GDP" is part of a unit
    return re.compile(rf"(?<!\w)(?<!percent of )(?<!dollars of )(?:{labels})(?!\w)")


def _marked_label(found: re.Match[str]) -> str:
    written = found[0]
    known = phrases("labels")
    other = written[0].swapcase() + written[1:]
    return mark(LABEL, written if written in known else other, written)


def _slot(kind: str, text: str, rendering: _Rendering) -> str | None:
    """Render the words of one slot in the language; None where they have no name there."""
    language = rendering.language
    if kind in ("p", "o"):
        return _mark_text(text, rendering)
    if kind == "v":
        return _value(text, rendering)
    if kind == "l":
        return _label(text, language)
    if kind == "t":
        return _time(text, language)
    if kind == "y":
        return _point(text, language)
    if kind in ("pv", "vt", "ps"):
        return _several(kind, text, rendering)
    if kind == "c":
        hedge, _, number = text.rpartition(" ")
        said = say("hedges", hedge, language)
        printed = into_language(number, language)
        return None if said is None or printed is None else _spaced(said, printed, language)
    if kind == "k":
        return say("scopes", text, language)
    if kind == "most":
        return say("most", text, language)
    if kind == "r":
        return say("reasons", text, language)
    return text.removeprefix("the ").removeprefix("The ") if kind == "s" else unmark(text)


def _spaced(first: str, second: str, language: str) -> str:
    return f"{first}{second}" if language == "zh" else f"{first} {second}"


def _mark_text(text: str, rendering: _Rendering) -> str | None:
    found = _MARKED.fullmatch(text)
    if found is None:
        return None
    if found[1] == PLACE:
        return place_name(rendering.book, found[2], rendering.language)
    return rendering.figure(int(found[2]))


def _value(text: str, rendering: _Rendering) -> str | None:
    """Render "an estimated 2,185 articles"."""
    found = re.search(rf"{FIGURE}(\d+)\ue00e[^\ue00f]*\ue00f", text)
    if found is None:
        return None
    language = rendering.language
    hedge, unit = text[: found.start()].strip(), text[found.end() :].strip()
    printed = rendering.figure(int(found[1]))
    if printed is None:
        return None
    if unit:
        said = say("units", unit, language)
        if said is None:
            return None
        printed = _spaced(printed, said, language)
    if hedge:
        said = say("hedges", hedge, language)
        return None if said is None else _spaced(said, printed, language)
    return printed


def _label(text: str, language: str) -> str | None:
    found = _MARKED.match(text)
    if found is None:
        return None
    label, per = say("labels", found[2], language), text[found.end() :].strip()
    if label is None or not per:
        return label
    said = say("per", per, language)
    return None if said is None else _spaced(label, said, language)


def _time(text: str, language: str) -> str:
    word, _, point = text.partition(" ")
    said = _point(point, language)
    if language == "zh":
        return said if "季度" in said else f"{said}年"
    if word == "over":
        return {"fr": f"sur {said}", "de": said, "es": f"en {said}"}[language]
    if point.startswith("Q"):
        return {"fr": f"au {said}", "de": f"im {said}", "es": f"en el {said}"}[language]
    return {"fr": f"en {said}", "de": f"im Jahr {said}", "es": f"en {said}"}[language]


def _point(text: str, language: str) -> str:
    quarter = re.fullmatch(r"Q([1-4]) (\d{4})", text)
    if quarter is None:
        return text
    number, year = quarter.groups()
    return {
        "fr": f"T{number} {year}",
        "de": f"Q{number} {year}",
        "es": f"T{number} de {year}",
        "zh": f"{year}年第{number}季度",
    }[language]


def _several(kind: str, text: str, rendering: _Rendering) -> str | None:
    """Render a list, item by item."""
    language = rendering.language
    said = []
    for item in _ITEM.split(text):
        if kind == "ps":
            part = _mark_text(item, rendering)
        elif kind == "pv":
            place, _, value = item.partition("\ue00f ")
            place += "\ue00f"
            parts = (_mark_text(place, rendering), _value(value, rendering))
            part = None if None in parts else f"{parts[0]} {parts[1]}"
        else:
            value, time = re.split(r" (?=(?:in|over) )", item, maxsplit=1)
            printed = _value(value, rendering)
            when = _time(time, language)
            part = None if printed is None else (
                f"{when}{printed}" if language == "zh" else f"{printed} {when}"
            )  # fmt: skip
        if part is None:
            return None
        said.append(part)
    joiner = say("joiners", "and", language) or " "
    comma = "、" if language == "zh" else ", "
    return joiner.join(filter(None, (comma.join(said[:-1]), said[-1])))
