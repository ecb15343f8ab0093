"""Check a sentence: its markers, its quotations, its figures, then its words.  Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.check.assertions import ClaimReading
from bot.check.prose.check_figures import check_figures
from bot.check.prose.check_words import check_words
from bot.check.prose.checked import CheckedNumber, CheckedSentence, SentenceStatus
from bot.check.prose.cited import CitedEvidence
from bot.check.prose.quotes import Quote, check_quotes
from bot.check.read_claim import read_claim
from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.quantities import Quantity, find_quantities

__all__ = ["CheckedNumber", "CheckedSentence", "SentenceStatus", "check_sentence"]

_MARKER = re.compile(r"\s?\[(\d{1,3}(?:\s?,\s?\d{1,3})*)\]")
_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*•])\s+")
_WHICH_WAY = re.compile(
    r"\b(?:more|most|fewer|fewest|higher|highest|lower|lowest|larger|largest|smaller|smallest|"
    r"bigger|biggest|greater|greatest|ahead|behind|rose|risen|grew|grown|fell|fallen|climbed|"
    r"declined|dropped|increased|decreased|doubled|tripled|halved|overtook|surpassed|exceeded|"
    r"leads?|led|trails?|trailed|tops?|topped|first|last|second|third)\b",
    re.I,
)
_OWN_WORDS = 4  # longer words beside a quotation, from which on they say something too
_TOP = re.compile(r"\b(?:top|bottom|other|these|those|all|following)\s+$", re.I)
_BACKWARDS = re.compile(
    r"\b(?:between|from)\s+(\d{4})\s+(?:and|to|through|until)\s+(\d{4})\b", re.I
)


def check_sentence(
    text: str,
    start: int,
    evidence: CitedEvidence,
    knowledge: Knowledge,
    *,
    before: Reading | None = None,
    cited_before: tuple[int, ...] = (),
) -> CheckedSentence:
    """Check one sentence against the citations that it names, or else all of them.

    ``before`` is the reading of the sentence that it follows; ``cited_before`` what that cited.
    """
    made = CheckedSentence(text=text, start=start, end=start + len(text), status="not checked")
    cited = tuple(int(n) for group in _MARKER.findall(text) for n in re.findall(r"\d+", group))
    unknown = [n for n in cited if n not in evidence.numbers]
    if unknown:
        return replace(
            made, cited=cited, status="unmatched", why=f"there is no source [{unknown[0]}]"
        )
    used = cited or cited_before or tuple(sorted(evidence.numbers))
    if any(int(a) > int(b) for a, b in _BACKWARDS.findall(text)):
        return replace(made, cited=cited, status="unmatched", why="the years run backwards")
    quotes = tuple(check_quotes(text, evidence.texts, cited=cited))
    made = replace(made, cited=cited, quotes=quotes)
    wrong = next((quote for quote in quotes if quote.status != "exact"), None)
    if wrong is not None:
        return replace(made, status="unmatched", why=f"the quotation is {wrong.status}")
    body = _blank(text, quotes)
    numbers = [q for q in find_quantities(body) if _asserts(q, body)]
    if quotes and not numbers and len(re.findall(r"[^\W\d_]{4,}", body)) < _OWN_WORDS:
        return replace(made, status="matched")  # it says who speaks, and nothing of its own
    read = read_claim(body, knowledge, before=before, as_figures=True)
    made = replace(made, reading=read.reading)
    figures = check_figures(made, body, numbers, read, evidence, used, knowledge.catalogue, before)
    if figures is not None and figures.status in ("matched", "computed"):
        return figures
    words = check_words(made, body, numbers, read, evidence, used, knowledge)
    if words is not None and (figures is None or words.status == "matched"):
        return words
    if figures is None and _says_which_way(body, read) and evidence.series_of(cited):
        return replace(
            made, status="unmatched", why="which way it says could not be read off what is cited"
        )
    if figures is not None:
        return figures
    if quotes:
        return replace(made, status="matched")
    if numbers:
        return replace(made, status="unmatched", why=f"nothing cited gives {numbers[0].text}")
    return made


def _says_which_way(body: str, read: ClaimReading) -> bool:
    """Tell whether a sentence compares places or moves a figure, in words alone."""
    return bool(read.reading.places and _WHICH_WAY.search(body))


def _blank(text: str, quotes: Sequence[Quote]) -> str:
    """Blank markers, checked quotations and list numbers, keeping every offset."""
    for quote in quotes:
        text = text[: quote.start] + " " * (quote.end - quote.start) + text[quote.end :]
    for pattern in (_MARKER, _LIST_NUMBER):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return re.sub(r"[*_`#]", " ", text)


def _asserts(quantity: Quantity, body: str) -> bool:
    """Tell whether a number states something: a year, a name or "the top three" does not."""
    if quantity.kind in ("year", "date", "name"):
        return False
    if quantity.kind == "rank" and quantity.text.lower() in ("first", "second"):
        return False
    return not (quantity.kind == "count" and _TOP.search(body[: quantity.start]))
