"""Instruction flags: what speaks to an assistant is marked on its citation, and not said again.

A passage, a cell, a title or a definition that gives orders stays in the citation, where it can
be read as what it is.  Sentences of an answer name such a source without its own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answers import Citation
from bot.compose.draft_answer import DraftAnswer
from corpus.instructions import INSTRUCTION_FLAG, looks_like_instructions

__all__ = ["flag_instructions", "mark_instructions"]

_NAMELESS = "an added source"  # whose name gives orders
_SHORTEST = 16  # characters of a cell that can hold an order; most cells are names and codes


def flag_instructions(citation: Citation) -> Citation:
    """Add the flag to a citation whose words, names or cells give orders to an assistant."""
    if INSTRUCTION_FLAG in citation.flags:
        return citation
    if not any(looks_like_instructions(text) for text in _texts(citation)):
        return citation
    return replace(citation, flags=(*citation.flags, INSTRUCTION_FLAG))


def mark_instructions(draft: DraftAnswer) -> DraftAnswer:
    """Flag the citations of a draft, and take names that give orders out of its sentences."""
    citations = tuple(flag_instructions(citation) for citation in draft.citations)
    names = sorted(
        {
            text
            for citation in citations
            if INSTRUCTION_FLAG in citation.flags
            for text in (citation.title, citation.publisher, citation.definition, citation.locator)
            if looks_like_instructions(text)
        },
        key=len,
        reverse=True,
    )
    if not names:
        return replace(draft, citations=citations) if citations != draft.citations else draft

    def quiet(text: str) -> str:
        for name in names:
            for written in (f"“{name}”", name, name.rstrip(".")):
                text = text.replace(written, _NAMELESS)
        return text

    return replace(
        draft,
        citations=citations,
        sentences=tuple(replace(item, text=quiet(item.text)) for item in draft.sentences),
        caveats=tuple(
            "A definition or name of a source gives orders to machines and is not repeated here."
            if quiet(text) != text
            else text
            for text in draft.caveats
        ),
        suggestions=tuple(text for text in draft.suggestions if quiet(text) == text),
    )


def _texts(citation: Citation) -> Iterator[str]:
    yield from (citation.title, citation.publisher, citation.definition, citation.locator)
    yield citation.quote
    yield from {
        cell
        for row in citation.rows
        for cell in row
        if isinstance(cell, str) and len(cell) >= _SHORTEST
    }
