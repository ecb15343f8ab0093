"""Best: "the best model" names an order that no table has; those there are can be asked for."""

from __future__ import annotations

import re

from bot.understand.entity_index import EntityIndex
from bot.understand.tokens import fold

__all__ = ["find_best"]

_BEST = re.compile(
    r"\b(best|greatest|smartest|cleverest|strongest|finest|coolest"
    r"|most\s+(?:advanced|powerful|capable|intelligent|impressive|sophisticated))\b",
    re.IGNORECASE,
)
_NEAR = 30  # characters between "best" and what is to be the best
_ORDERED = ("number", "date")


def find_best(text: str, entities: EntityIndex | None) -> tuple[str, tuple[str, ...]]:
    """Give the word for "best" and the columns that things can be put in order by.

    Empty where no things of a table are asked for, or where the question says by what.
    """
    best = _BEST.search(text)
    if best is None or entities is None:
        return "", ()
    for known in entities.tables:
        noun = known.nouns.search(text, best.end())
        if noun is None or noun.start() - best.end() > _NEAR:
            continue
        columns = [column for column in known.table.column if column.kind in _ORDERED]
        rest = fold(text[noun.end() :])
        if not any(fold(word) in rest for column in columns for word in column.words):
            return best[1], tuple(column.label for column in columns)
    return "", ()
