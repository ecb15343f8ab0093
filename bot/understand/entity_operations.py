"""Entity operations: what a question wants done with the rows of a table of things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.entity_conditions import Placed
from bot.understand.entity_readings import EntityOperation
from bot.understand.entity_scan import EntityScan
from bot.understand.entity_words import Tagged

__all__ = ["EntityChoice", "choose_entity_operation"]

_STATISTICS: tuple[tuple[EntityOperation, re.Pattern[str]], ...] = (
    ("median", re.compile(r"\b(?:median|typical)\b|中位", re.IGNORECASE)),
    ("mean", re.compile(r"\b(?:mean|average|averaged)\b|平均", re.IGNORECASE)),
    ("sum", re.compile(r"\b(?:total|sum|combined|altogether|in\s+all)\b", re.IGNORECASE)),
)
_HOW_MANY = re.compile(r"\b(?:how\s+many(?!\s+times)|number\s+of|count(?:\s+of)?)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:shares?|percentage|proportion|fraction|what\s+part|per\s?cent)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|come|came|comes|belongs?|do|does|did)\b", re.IGNORECASE
)
_HIGH = re.compile(r"\b(?:most|highest|greatest|maximum|max|top|more)\b", re.IGNORECASE)
_LOW = re.compile(r"\b(?:least|fewest|lowest|minimum|min)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|in\s+terms\s+of|measured\s+by|for|on)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_EACH = re.compile(r"\b(?:by|per|each|every)\s+(?:the\s+)?$", re.IGNORECASE)
_WHICH = re.compile(
    r"(?:\b(?:which|what|whose|top|leading)\b|\bname\b|\blist\b)(?:\s+(?:[\w-]+|[\ufff0-\ufff4]+)){0,3}\s*$",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\b(?:list|which|what|name|show|give|all|any|other)\b|\b(?:is|are|were|was)\s+there\b"
    r"|哪些|quels|quelles|welche|cuáles|qué",
    re.IGNORECASE,
)
_PER_YEAR = re.compile(r"\b(?:per|each|every|by|a|which|what)\s+year\b|\byearly\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityChoice:
    """Hold the operation with what it needs."""

    operation: EntityOperation
    columns: tuple[str, ...] = ()  # the one to work on first
    group: str = ""
    pattern: str = ""
    descending: bool = True
    limit: int = 0
    rank: int = 0
    part: tuple[Placed, ...] = ()  # of a share


def choose_entity_operation(scan: EntityScan, placed: Sequence[Placed]) -> EntityChoice | None:
    """Choose what to do with rows that are not named one by one; None where it is not said."""
    numbers = _number_columns(scan)
    for name, words in _STATISTICS:
        if numbers and words.search(scan.text):
            group, parts = _group(scan, each=True)
            return EntityChoice(
                operation=name, columns=(numbers[0],), group=group, pattern=parts, descending=False
            )
    if _SHARE.search(scan.text):
        return _share(scan, placed)
    end = _end(scan, numbers)
    group, kinds = _group(scan, each=False)
    if end is not None:
        column, descending = end
        named = [tag.column for _, tag in scan.tags("column", "who")]
        shown = [name for name in (*_thresholds(placed), *named, group) if name and name != column]
        return EntityChoice(
            operation="superlative",
            columns=(column, *dict.fromkeys(shown)),
            descending=descending,
            limit=scan.cues.limit,
            rank=scan.cues.rank,
        )
    if group:
        return EntityChoice(
            operation="groups",
            group=group,
            pattern=kinds,
            descending=not _LOW.search(scan.text),
            limit=scan.cues.limit,
            rank=scan.cues.rank,
        )
    if _counts_rows(scan):
        return EntityChoice(operation="count", columns=_thresholds(placed))
    described = any(not item.plain for item in placed) and scan.cues.ask == ""
    if (_LISTS.search(scan.text) or described) and placed and scan.has("noun"):
        return EntityChoice(operation="list", columns=_thresholds(placed) or tuple(numbers))
    return None


def _thresholds(placed: Sequence[Placed]) -> tuple[str, ...]:
    """Give the columns that a number sets a condition on."""
    tests = (">", ">=", "<", "<=", "known")
    return tuple(
        dict.fromkeys(
            item.condition.column
            for item in placed
            if item.condition.test in tests
            and item.condition.column != "year"
            and not any(isinstance(value, str) for value in item.condition.values)
        )
    )


def _number_columns(scan: EntityScan) -> list[str]:
    """Give the numeric columns that the question names, in its order."""
    table = scan.known.table
    return list(
        dict.fromkeys(
            tag.column for _, tag in scan.tags("column") if table.of(tag.column).kind == "number"
        )
    )


def _end(scan: EntityScan, numbers: Sequence[str]) -> tuple[str, bool] | None:
    """Give the column whose upper or lower end is asked for, and whether it is the upper one."""
    ends = [(item, tag) for item, tag in scan.tags("high", "low")]
    for item, tag in sorted(ends, key=lambda pair: pair[1].column == scan.known.table.date):
        column = tag.column
        if column == scan.known.table.date and _is_list_word(scan, item):
            continue
        if column == scan.known.table.size:
            column = _named_instead(scan, item) or column
        return column, tag.kind == "high"
    high, low = _HIGH.search(scan.text), _LOW.search(scan.text)
    if numbers and (high or low or scan.cues.limit):
        adjective = high or low
        threshold = adjective is not None and re.match(
            r"more\b|top\b(?!\s+\d)", adjective.group(), re.IGNORECASE
        )
        if threshold and not scan.cues.limit:
            return None  # "more than a trillion parameters"
        return numbers[0], not low
    return None


def _is_list_word(scan: EntityScan, item: Tagged) -> bool:
    """Tell whether "first" or "last" belongs to a number: "the first five"."""
    return bool(scan.cues.limit) and bool(re.match(r"\s*\w+", scan.text[item.end :]))


def _named_instead(scan: EntityScan, item: Tagged) -> str:
    """Give the column that "largest" is about: "largest training cost", "largest by compute"."""
    for other, tag in scan.tags("column"):
        if scan.known.table.of(tag.column).kind != "number":
            continue
        close = other.first - item.last == 1 or item.first - other.last == 1
        if close or _BY.search(scan.text[: other.start]):
            return tag.column
    return ""


def _group(scan: EntityScan, *, each: bool) -> tuple[str, str]:
    """Give the column by whose parts rows are to be counted, and the pattern of those parts."""
    table = scan.known.table
    for item, tag in scan.tags("group", "column"):
        column = table.of(tag.column)
        if column.kind not in ("list", "places", "text"):
            continue
        before = scan.text[: item.start]
        inside = re.match(r"(?:which|what)\b", scan.text[item.start : item.end], re.IGNORECASE)
        asked = _EACH.search(before) or (not each and (_WHICH.search(before) or inside))
        if asked:
            return tag.column, tag.value if tag.kind == "group" else ""
    if table.date and _PER_YEAR.search(scan.text):
        return "year", ""
    if not each and scan.cues.ask == "who" and (_HIGH.search(scan.text) or _LOW.search(scan.text)):
        return next((column.name for column in table.column if column.who), ""), ""
    return "", ""


def _counts_rows(scan: EntityScan) -> bool:
    """Tell whether the things themselves are counted: "how many open-weight models"."""
    found = _HOW_MANY.search(scan.text)
    if not found:
        return False
    nouns = [item for item, _ in scan.tags("noun") if item.start >= found.end()]
    nouns += [
        item
        for item, tag in scan.tags("value")
        if item.start >= found.end() and scan.tokens[item.last].norm.rstrip("s") in ("model", "llm")
    ]
    if not nouns:
        return False
    first = min(nouns, key=lambda item: item.start)
    between = [
        tag for item in scan.tagged for tag in item.tags
        if found.end() <= item.start < first.start and tag.kind == "column"
        and scan.known.table.of(tag.column).kind == "number"
    ]  # fmt: skip
    return not between


def _share(scan: EntityScan, placed: Sequence[Placed]) -> EntityChoice | None:
    """Tell the part from the whole: "share of A that are B", "B's share of A", "share of B"."""
    word = _SHARE.search(scan.text)
    assert word is not None
    time = [item for item in placed if item.condition.column == "year"]
    rest = [item for item in placed if item not in time]
    verb = _VERB.search(scan.text, word.end())
    before = [item for item in rest if item.start < word.start()]
    after = [item for item in rest if verb and item.start > verb.start()]
    part = before or after
    if not part:
        part = [item for item in rest if not item.plain][-1:] or rest[-1:]
    if not part or (len(part) == len(rest) and all(item.plain for item in rest)):
        return None
    return EntityChoice(operation="share", part=tuple(part))
