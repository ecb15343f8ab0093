"""Named places: whether a sentence speaks of a place."""

from __future__ import annotations

import re

from corpus.places import PlaceBook

__all__ = ["names_place", "place_names"]


def place_names(code: str, book: PlaceBook) -> list[str]:
    """Give the names of a place in English, the longest first; its code where it has none."""
    if code not in book:
        return [code]
    place = book.place(code)
    others = {item.alias for item in book.aliases if item.code == code and item.lang == "en"}
    return sorted({place.name, place.sentence, *others}, key=len, reverse=True)


def names_place(text: str, code: str, book: PlaceBook) -> bool:
    """Tell whether a sentence speaks of a place, under any of its names.

    Every sentence speaks of the world; of a code that is not in the book nothing can be told.
    """
    if code not in book or code == "WLD":
        return True
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in place_names(code, book))
