"""Told overtakings: the years in which texts say that one place passed another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import Conflict, ConflictSide
from bot.calculate.evidence import PassageEvidence, Row, Table
from bot.compose.draft import Draft
from bot.compose.named_places import place_names
from bot.compose.overtaking import crossing_periods, who_leads
from bot.compose.passages import DISPUTES, say_sentence
from bot.compose.subject_words import subject_words
from bot.compose.wording import name
from corpus.places import PlaceBook
from index.split import Passage, Sentence

__all__ = ["ToldOvertaking", "find_told_overtakings", "say_told_overtakings"]

_MOST = 5  # other accounts that an answer names
_PASSED = r"(?:overt(?:ook|akes?|aken)|(?:sur)?pass(?:es|ed)|(?:moved|pulled|went)\s+ahead\s+of)"
# "… in the number of AI papers for good in 2006": what is counted, then the year.
_WHAT_AND_WHEN = (
    r"\s+in\s+(?P<what>[^.;:,]{3,80}?)(?:\s+for\s+good)?"
    r"\s+(?:already\s+)?(?:in|from|since|as\s+of)\s+(?P<year>(?:19|20)\d\d)\b"
)
_UNSURE = re.compile(
    r"\b(?:will|would|could|might|may|forecasts?|expect\w*|project\w*|predict\w*|nearly|almost|"
    r"not|never)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOvertaking:
    """Hold one account of when the first place passed the second, and in what."""

    passage: Passage
    sentence: Sentence
    year: str
    what: str


def find_told_overtakings(
    evidence: PassageEvidence, places: Sequence[str], book: PlaceBook
) -> list[ToldOvertaking]:
    """Find the sentences that say in which year the first of two places passed the second.

    Our own digest of disputes is left out: it tells what the others tell.
    """
    first, second = (_any_name(code, book) for code in places[:2])
    pattern = re.compile(rf"\b{first}\s+(?:had\s+|has\s+)?{_PASSED}\s+{second}{_WHAT_AND_WHEN}")
    found = []
    for hit in evidence.hits:
        if hit.passage.source == DISPUTES:
            continue
        for sentence in hit.passage.sentences:
            match = pattern.search(sentence.text)
            if match and not _UNSURE.search(sentence.text):
                found.append(
                    ToldOvertaking(
                        passage=hit.passage,
                        sentence=sentence,
                        year=match["year"],
                        what=match["what"],
                    )
                )
    return found


def say_told_overtakings(
    draft: Draft, table: Table, places: Sequence[str], evidence: PassageEvidence
) -> bool:
    """Set the years that texts give beside the year of the table; tell whether there were any.

    Accounts of something else than the table's subject are left out, and so is a source that
    tells of the table itself.
    """
    rows = [row for row in table.read() if row.place in places[:2]]
    if not rows or not draft.sentences or table.request.denominator or table.request.share_of:
        return False  # texts tell of counts, not of counts per head
    own = table.dataset.publisher.partition(",")[0]
    subject = subject_words(table.request.measure.label)
    told: dict[str, ToldOvertaking] = {}
    for account in find_told_overtakings(evidence, places, draft.book):
        source = draft.sources[account.passage.source]
        called = source.short or source.title
        repeats = source.publisher.startswith(own) or own in account.sentence.text
        if not repeats and subject_words(account.what) & subject:
            told.setdefault(called, account)
    if not told:
        return False
    draft.say("Other sources put it at another time, or count something else:")
    crossed = crossing_periods(who_leads(table, *places[:2]))
    here = ConflictSide(
        citation=draft.cite(table, rows[0]),
        value="passed" if crossed else "did not pass",
        year=crossed[-1] if crossed else _span(rows),
        definition=table.request.measure.long,
    )
    sides = [here]
    for account in list(told.values())[:_MOST]:
        say_sentence(draft, account.passage, account.sentence, item=True)
        sides.append(
            ConflictSide(
                citation=draft.cite_passage(
                    account.passage,
                    start=account.sentence.start,
                    end=account.sentence.end,
                    quote=account.sentence.text,
                ),
                value="passed",
                year=account.year,
                definition=account.what,
            )
        )
    if len({side.year for side in sides}) > 1:
        one, two = (name(draft.book, code) for code in places[:2])
        draft.conflicts.append(
            Conflict(
                point=f"the year in which {one} passed {two}", kind="definition", sides=tuple(sides)
            )
        )
        draft.status = "conflict"
    return True


def _span(rows: Sequence[Row]) -> str:
    return f"{min(row.period for row in rows)}–{max(row.period for row in rows)}"


def _any_name(code: str, book: PlaceBook) -> str:
    """Give a pattern of the names under which a sentence may speak of a place."""
    return f"(?:the\\s+)?(?:{'|'.join(map(re.escape, place_names(code, book)))})"
