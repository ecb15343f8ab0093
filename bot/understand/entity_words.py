"""Entity words: what the words of a question mean for a table of things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bot.understand.tokens import Token, tokenise
from corpus.entities import EntityTable

__all__ = ["EntityWords", "Tag", "TagKind", "Tagged"]

TagKind = Literal["noun", "verb", "column", "who", "high", "low", "value", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Say what a phrase means: a column, an end of it, one of its values ..."""

    kind: TagKind
    column: str = ""
    value: str = ""  # of a value; the pattern of a group


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """Point at a phrase of a question."""

    first: int  # position of its first token
    last: int  # position of its last token
    start: int  # offset in the text
    end: int
    tags: tuple[Tag, ...]

    def get(self, kind: TagKind) -> Tag | None:
        """Give its first tag of a kind."""
        return next((tag for tag in self.tags if tag.kind == kind), None)


@dataclass(slots=True)
class EntityWords:
    """Hold the words of one table's description.  Built once, never changed afterwards."""

    table: EntityTable
    _tags: dict[tuple[str, ...], list[Tag]] = field(init=False)
    _longest: int = field(init=False)

    def __post_init__(self) -> None:
        """Index the description's phrases by their folded words."""
        self._tags = {}
        for phrase, tag in _phrases(self.table):
            key = tuple(token.norm for token in tokenise(phrase))
            tags = self._tags.setdefault(key, [])
            if key and tag not in tags:
                tags.append(tag)
        self._longest = max((len(key) for key in self._tags), default=1)

    def tag(self, text: str) -> tuple[tuple[Token, ...], list[Tagged]]:
        """Cut a text into tokens and find the described phrases, the longest first."""
        tokens = tokenise(text)
        found: list[Tagged] = []
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                window = tokens[position : position + length]
                tags = self._tags.get(tuple(token.norm for token in window))
                if tags:
                    found.append(
                        Tagged(
                            first=position,
                            last=position + length - 1,
                            start=window[0].start,
                            end=window[-1].end,
                            tags=tuple(tags),
                        )
                    )
                    position += length
                    break
            else:
                position += 1
        return tokens, found


def _phrases(table: EntityTable) -> Iterator[tuple[str, Tag]]:
    for word in (*table.noun, *table.words, table.one, table.many):
        yield word, Tag(kind="noun")
    for word in table.verbs:
        yield word, Tag(kind="verb")
    for column in table.column:
        name = column.name
        for phrases, kind in (
            (column.words, "column"),
            (column.who, "who"),
            (column.high, "high"),
            (column.low, "low"),
        ):
            for phrase in phrases:
                yield phrase, Tag(kind=kind, column=name)  # type: ignore[arg-type]
        for value in column.value:
            for phrase in value.words:
                yield phrase, Tag(kind="value", column=name, value=value.value)
        for group in column.group:
            for phrase in group.words:
                yield phrase, Tag(kind="group", column=name, value=group.pattern)
