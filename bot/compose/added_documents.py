"""Added documents: what a citation says of a passage that a reader or the desk brought."""

from __future__ import annotations

from corpus.instructions import INSTRUCTION_FLAG, looks_like_instructions
from corpus.sources import Source
from index.split import Passage

__all__ = ["ADDED_FLAGS", "OWN_COPY_FLAG", "added_flags", "name_place"]

ADDED_FLAGS = {"desk": "added here, not checked by us", "reader": "added by you, not checked by us"}
OWN_COPY_FLAG = "the reader's own copy"  # of a publication that we hold a digest of


def added_flags(source: Source, text: str) -> list[str]:
    """Return what a reader should know of a passage that somebody may have added.

    ``text`` is the passage's: one that gives orders to assistants is flagged, though none here
    obeys it.
    """
    flags: list[str] = []
    if source.layer in ADDED_FLAGS:
        flags = [OWN_COPY_FLAG] if source.original_of else []
        flags.append(ADDED_FLAGS[source.layer])
    if looks_like_instructions(text):
        flags.append(INSTRUCTION_FLAG)
    return flags


def name_place(passage: Passage) -> str:
    """Return where a passage stands: page or chapter, and headings.

    >>> name_place(Passage(id="", source="", start=0, end=0, text="", sentences=(),
    ...                    heading=("Findings",), locator="p. 12"))
    'p. 12, Findings'
    """
    headings = " › ".join(passage.heading)
    if not passage.locator or passage.locator.endswith(headings):
        return passage.locator or headings
    return f"{passage.locator}, {headings}"
