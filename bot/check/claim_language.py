"""Claim language: a claim of another language in the English that claims are read in.

"3.837 KI-Artikel" are 3,837 AI articles: read as English they would be some thousand times fewer.
"""

from __future__ import annotations

from bot.languages.statements import in_english, left_over, told_language
from bot.understand.knowledge import Knowledge

__all__ = ["NOT_UNDERSTOOD", "claim_in_english"]

NOT_UNDERSTOOD = "Not every word of this sentence was understood, so it was not judged."


def claim_in_english(claim: str, knowledge: Knowledge) -> tuple[str, bool]:
    """Give a claim in English, and whether every word that says which way was understood."""
    language = told_language(claim)
    if language == "en":
        return claim, True
    english = in_english(claim, language, knowledge)
    return english[:1].upper() + english[1:], not left_over(english, language)
