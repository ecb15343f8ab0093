"""Verify: answer a kept question again over the present store, and say what changed and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bot.answers import Answer, Figure
from bot.history_records import KeptAnswer
from bot.permalinks import content_hash
from bot.reasons import Cause, EvidenceChange, Reasons, read_reasons
from bot.store_state import StoreState
from corpus.errors import OnrecordError

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["Difference", "Verification", "compare_answers", "verify_answer"]

Point = Literal["figure", "quote", "status", "verdict", "evidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """State one thing that the kept answer says otherwise than the present one."""

    point: Point
    what: str  # "AI articles, China, 2022"
    old: str  # as it was printed; "" for what is new
    new: str  # as it is printed now; "" for what is gone
    cause: Cause
    why: str  # a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Hold what came of answering a kept question again."""

    id: str
    question: str
    kept: datetime  # UTC
    same: bool
    differences: tuple[Difference, ...]
    note: str  # what else is to be known: only the wording changed, an engine was not run
    hash_then: str
    hash_now: str
    build_then: str
    build_now: str
    then: Answer
    now: Answer | None  # None where the question can no longer be asked


def verify_answer(kept: KeptAnswer, onrecord: Onrecord, *, then: StoreState | None) -> Verification:
    """Answer a kept question again and compare; ``then`` is what the store held.

    The reading is asked again, not the words: what was understood in its conversation stands.
    An answer that a language model wrote is held against Onrecord's own engine, so that nothing
    leaves the machine and nothing is paid.
    """
    before = kept.answer
    reasons = read_reasons(before, onrecord, then=then)
    now, problem = _ask_again(before, onrecord)
    note = ""
    differences: tuple[Difference, ...]
    if now is None:
        cause, why = reasons.of_answer()
        differences = (
            Difference(
                point="status", what="the answer", old=before.status, new="", cause=cause, why=why
            ),
        )
        note = f"The question can no longer be asked as it was: {problem}"
    elif before.engine == "grounded":
        differences = compare_answers(before, now, reasons)
        if not differences and before.text != now.text:
            note = "Only the wording has changed."
    else:
        differences = _compare_evidence(reasons)
        note = "A language model wrote this answer: its evidence was read again, not its words."
    return Verification(
        id=before.id,
        question=before.question,
        kept=kept.at,
        same=not differences,
        differences=differences,
        note=note,
        hash_then=before.hash or content_hash(before),
        hash_now=content_hash(now) if now is not None else "",
        build_then=before.build,
        build_now=onrecord.store.manifest.build,
        then=before,
        now=now,
    )


def _ask_again(before: Answer, onrecord: Onrecord) -> tuple[Answer | None, str]:
    try:
        if before.verdict is not None:
            return onrecord.check(before.question), ""
        return onrecord.ask(before.question, reading=before.reading, engine="grounded"), ""
    except OnrecordError as error:
        return None, error.for_reader


def compare_answers(before: Answer, now: Answer, reasons: Reasons) -> tuple[Difference, ...]:
    """Give every point on which two answers to one question differ, the gravest first."""
    found = [*_compare_status(before, now, reasons), *_compare_figures(before, now, reasons)]
    found += _compare_quotes(before, now, reasons)
    return tuple(found)


def _compare_status(before: Answer, now: Answer, reasons: Reasons) -> list[Difference]:
    cause, why = reasons.of_answer(now)
    found = []
    pairs: tuple[tuple[Point, str, str], ...] = (
        ("verdict", before.verdict or "", now.verdict or ""),
        ("status", before.status, now.status),
    )
    for point, old, new in pairs:
        if old != new:
            found.append(
                Difference(point=point, what=f"the {point}", old=old, new=new, cause=cause, why=why)
            )
    return found


def _compare_figures(before: Answer, now: Answer, reasons: Reasons) -> list[Difference]:
    """Pair the figures that say the same thing of the same place and time, in their order."""
    old_by_key, new_by_key = _by_key(before), _by_key(now)
    found = []
    for key in dict.fromkeys([*old_by_key, *new_by_key]):
        old, new = list(old_by_key.get(key, ())), list(new_by_key.get(key, ()))
        for figure in list(old):  # what stands in both is no difference, wherever it stands
            same = next((other for other in new if _same(figure, other)), None)
            if same is not None:
                old.remove(figure)
                new.remove(same)
        for number in range(max(len(old), len(new))):
            was = old[number] if number < len(old) else None
            is_ = new[number] if number < len(new) else None
            cause, why = reasons.of_figure(was, is_, now)
            found.append(
                Difference(
                    point="figure",
                    what=reasons.title_of(was or is_),
                    old=was.text if was else "",
                    new=is_.text if is_ else "",
                    cause=cause,
                    why=why,
                )
            )
    # A value that changed says more than one that came or went.
    return sorted(found, key=lambda item: not (item.old and item.new))


def _by_key(answer: Answer) -> dict[tuple[str, ...], list[Figure]]:
    figures: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in answer.figures:
        dataset = next((c.source for c in answer.citations if c.n == figure.citation), "")
        computed = "computed" if figure.status == "computed" else ""
        key = (figure.measure, figure.place, figure.period, computed, figure.unit, dataset)
        figures[key].append(figure)
    return figures


def _same(one: Figure, other: Figure) -> bool:
    return one.value == other.value and one.status == other.status


def _compare_quotes(before: Answer, now: Answer, reasons: Reasons) -> list[Difference]:
    old = {c.quote: c for c in before.citations if c.kind == "passage" and c.quote}
    new = {c.quote: c for c in now.citations if c.kind == "passage" and c.quote}
    gone = [citation for quote, citation in old.items() if quote not in new]
    come = [citation for quote, citation in new.items() if quote not in old]
    found = []
    for citation in gone:
        # a quote of the same source that stands in its stead, if there is one
        other = next((item for item in come if item.source == citation.source), None)
        if other is not None:
            come.remove(other)
        cause, why = reasons.of_quote(citation, other)
        found.append(
            Difference(
                point="quote",
                what=citation.title,
                old=citation.quote,
                new=other.quote if other else "",
                cause=cause,
                why=why,
            )
        )
    for citation in come:
        cause, why = reasons.of_quote(None, citation)
        found.append(
            Difference(
                point="quote", what=citation.title, old="", new=citation.quote, cause=cause, why=why
            )
        )
    return found


def _compare_evidence(reasons: Reasons) -> tuple[Difference, ...]:
    """Say which of the cells and passages that an answer cites no longer stand."""
    return tuple(
        Difference(
            point="evidence",
            what=change.what,
            old=change.old,
            new=change.new,
            cause=change.cause,
            why=change.why,
        )
        for change in _cited_only(reasons)
    )


def _cited_only(reasons: Reasons) -> Sequence[EvidenceChange]:
    return [change for change in reasons.changes if change.is_cited]
