"""Speak: an answer in the language of its question, every sentence of it checked."""

from __future__ import annotations

from bot.check.gate import check_draft
from bot.compose.draft_answer import DraftAnswer
from bot.languages.printed_numbers import LANGUAGES
from bot.languages.translate import lead_in_quotes, translate_draft, translate_text
from corpus.places import PlaceBook

__all__ = ["speak", "standalone_in"]


def speak(draft: DraftAnswer, language: str, book: PlaceBook) -> DraftAnswer:
    """Put a draft into a language; a sentence that would not pass the gate stays English."""
    if language not in LANGUAGES:
        return draft
    spoken = translate_draft(draft, language, book)
    struck = set(check_draft(spoken).struck)
    if struck:
        failed = [i for i, item in enumerate(spoken.sentences) if item.text in struck]
        spoken = translate_draft(draft, language, book, skip=failed)
    return lead_in_quotes(spoken, language)


def standalone_in(standalone: str, language: str, question: str, book: PlaceBook) -> str:
    """Give a standalone question in the asker's language, or the asker's own words."""
    if language not in LANGUAGES:
        return standalone
    said = translate_text(standalone, language, book)
    return said if said != standalone else question
