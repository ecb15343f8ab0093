"""Other languages: a sentence in French, German, Spanish or Chinese against the same evidence.

The sentence is put into English for the check: its numbers, places, measures and the words that
say which way.  Where a word that says which way was not understood, nothing that its numbers
show makes the sentence checked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.check.prose.check_sentence import check_sentence
from bot.check.prose.checked import CheckedNumber, CheckedSentence
from bot.check.prose.cited import CitedEvidence
from bot.languages.statements import in_english, left_over, numbers_in_english, told_language
from bot.readings import Reading
from bot.understand.knowledge import Knowledge

__all__ = ["check_in_language"]

_WRITTEN = re.compile(
    r"(?:(?<![\d.,])\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*)"
    r"(?: ?[%万亿千]+)?"
)


def check_in_language(
    text: str,
    start: int,
    evidence: CitedEvidence,
    knowledge: Knowledge,
    *,
    before: Reading | None = None,
    cited_before: tuple[int, ...] = (),
    language: str = "en",
) -> CheckedSentence:
    """Check one sentence in the language it is written in; parameters as for check_sentence.

    ``language`` is that of the answer, for a sentence that does not tell its own.
    """
    told = told_language(text, language)
    if told == "en":
        return check_sentence(
            text, start, evidence, knowledge, before=before, cited_before=cited_before
        )
    english = in_english(text, told, knowledge)
    checked = check_sentence(
        english, start, evidence, knowledge, before=before, cited_before=cited_before
    )
    checked = replace(
        checked,
        text=text,
        end=start + len(text),
        numbers=_placed(checked.numbers, text, start, told),
    )
    if checked.status in ("matched", "computed") and (word := left_over(english, told)):
        return replace(
            checked, status="not checked", why=f"{word!r} could not be read in this language"
        )
    return checked


def _placed(
    numbers: tuple[CheckedNumber, ...], text: str, start: int, language: str
) -> tuple[CheckedNumber, ...]:
    """Find each number in the sentence as it was written; one that is not found has no place."""
    written = list(_WRITTEN.finditer(text))
    found = []
    for number in numbers:
        digits = re.sub(r"[^\d.]", "", number.text)
        own = next(
            (
                w
                for w in written
                if re.sub(r"[^\d.]", "", numbers_in_english(w[0], language)) == digits
            ),
            None,
        )
        if own is None:
            found.append(replace(number, start=start, end=start, english=number.text))
            continue
        written.remove(own)
        begin, end = start + own.start(), start + own.end()
        found.append(replace(number, text=own[0], english=number.text, start=begin, end=end))
    return tuple(found)
