"""Named places: whether a sentence speaks of a place."""

from __future__ import annotations

import re

from corpus.places import PlaceBook

__all__ = ["names_place"]


def names_place(text: str, code: str, book: PlaceBook) -> bool:
    """Tell whether a sentence speaks of a place, under any of its names.

    Every sentence speaks of the world; of a code that is not in the book nothing can be told.
    """
    if code not in book or code == "WLD":
        return True
    names = {book.place(code).name, book.place(code).sentence}
    names |= {alias.alias for alias in book.aliases if alias.code == code}
    return any(re.search(rf"\b{re.escape(each)}\b", text) for each in names)
