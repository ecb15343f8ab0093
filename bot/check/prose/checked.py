"""Checked: a sentence and its numbers, with what the check made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.check.prose.quotes import Quote
from bot.readings import Reading
from bot.understand.quantities import Quantity

__all__ = ["CheckedNumber", "CheckedSentence", "SentenceStatus", "number_of"]

SentenceStatus = Literal["matched", "computed", "unmatched", "not checked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedNumber:
    """Hold one number of a sentence: ``answer[start:end]`` is how it is written."""

    text: str
    start: int
    end: int
    status: SentenceStatus
    formula: str = ""  # of a computed one
    why: str = ""
    english: str = ""  # how English writes it, where the sentence is in another language


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSentence:
    """Hold one sentence and what the check made of it."""

    text: str
    start: int
    end: int
    status: SentenceStatus
    why: str = ""
    numbers: tuple[CheckedNumber, ...] = ()
    quotes: tuple[Quote, ...] = ()
    cited: tuple[int, ...] = ()
    reading: Reading | None = None

    @property
    def passes(self) -> bool:
        """Tell whether it may be shown; what could not be checked is shown as such."""
        return self.status != "unmatched"


def number_of(
    sentence: CheckedSentence, quantity: Quantity, status: SentenceStatus, formula: str = ""
) -> CheckedNumber:
    """Place a number of a sentence within the whole text."""
    return CheckedNumber(
        text=quantity.text,
        start=sentence.start + quantity.start,
        end=sentence.start + quantity.end,
        status=status,
        formula=formula,
    )
