"""Patterns: sentences with slots, the same sentence in every language.

A sentence is marked before it is matched: each figure, measure and place in it becomes one
character pair that says which it is.  So a pattern cannot mistake one for the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.languages.vocabulary import phrases

__all__ = ["FIGURE", "LABEL", "PLACE", "SentencePattern", "find_pattern", "mark", "unmark"]

FIGURE, LABEL, PLACE = "\ue000", "\ue001", "\ue002"
_WRITTEN, _END = "\ue00e", "\ue00f"
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePattern:
    """Hold one sentence: how it is found in English, and how it reads elsewhere."""

    found: re.Pattern[str]
    kinds: Mapping[str, str]  # slot → its kind: v2 → v
    texts: Mapping[str, str]  # language → sentence with slots


def mark(kind: str, key: str | int, written: str) -> str:
    """Make the mark that stands for a figure, a measure or a place, as it was written."""
    return f"{kind}{key}{_WRITTEN}{written}{_END}"


def unmark(text: str) -> str:
    """Put what was written back in place of the marks."""
    return re.sub(
        rf"[{FIGURE}{LABEL}{PLACE}][^{_WRITTEN}]*{_WRITTEN}([^{_END}]*){_END}", r"\1", text
    )


def _any_of(table: str) -> str:
    return "|".join(re.escape(phrase) for phrase in phrases(table))


@cache
def _slots() -> Mapping[str, str]:
    """Give the regular expression of each kind of slot."""
    figure, label, place = (rf"{kind}[^{_END}]+{_END}" for kind in (FIGURE, LABEL, PLACE))
    value = rf"(?:(?:{_any_of('hedges')}) )?{figure}(?: (?:{_any_of('units')}))?"
    time = r"(?:in|over) (?:Q[1-4] )?\d{4}(?:–\d{4})?"

    def several(item: str) -> str:
        return rf"{item}(?:, {item})*(?: and {item})?"

    return {
        "p": place,
        "v": value,
        "l": rf"{label}(?: (?:{_any_of('per')}))?",
        "t": time,
        "y": r"(?:Q[1-4] )?\d{4}(?:–\d{4})?",
        "s": r"[^\[\]:;“”\ue000-\ue00f]+?",
        "m": r"\[\d+\]",
        "o": figure,
        "pv": several(rf"{place} {value}"),
        "vt": several(rf"{value} {time}"),
        "ps": several(place),
        "c": rf"(?:{_any_of('hedges')}) [\d,.]+%?",
        "k": _any_of("scopes"),
        "most": _any_of("most"),
        "verb": r"[a-z]+(?:-[a-z]+)?",
        "be": r"is|are",
        "have": r"has|have|had",
        "much": r"much|many",
        "i": r"\d+",
        "r": _any_of("reasons"),
        "q": r".+",
        "any": r".+",
    }


@cache
def _patterns() -> tuple[SentencePattern, ...]:
    text = files("bot.languages").joinpath("patterns.toml").read_text(encoding="utf-8")
    return tuple(_pattern(entry) for entry in tomllib.loads(text)["sentence"])


def _pattern(entry: Mapping[str, str]) -> SentencePattern:
    kinds: dict[str, str] = {}
    made, end = "", 0
    english = entry["en"].replace("}'s", "}POSSESSIVE")
    for slot in _SLOT.finditer(english):
        name = slot[1] + slot[2]
        made += re.escape(english[end : slot.start()])
        made += rf"(?P<{name}>{_slots()[slot[1]]})" if name not in kinds else rf"(?P={name})"
        kinds[name] = slot[1]
        end = slot.end()
    made += re.escape(english[end:])
    found = re.compile(made.replace("POSSESSIVE", "(?:'s|')"))
    texts = {language: text for language, text in entry.items() if language != "en"}
    return SentencePattern(found=found, kinds=kinds, texts=texts)


def find_pattern(marked: str) -> Iterator[tuple[SentencePattern, re.Match[str]]]:
    """Give the patterns that fit a marked sentence, in the order of the file."""
    for pattern in _patterns():
        if match := pattern.found.fullmatch(marked):
            yield pattern, match
