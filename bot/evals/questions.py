"""Questions: ask a question file and count the outcomes.

A line of the file holds ``id``, ``kind``, ``sub``, ``lang``, ``turns`` (a conversation) or
``claim``, and ``expect`` (of the last turn) or ``per_turn`` (one expectation, or null, a turn);
see bot/evals/expectations.py for what an expectation may hold.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bot.answers import as_json
from bot.evals.expectations import ANSWERED, Reason, Seen, citation_faults, see, unmet
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["Outcome", "Result", "Turn", "ask_items", "read_items", "score_item", "summarise"]

Outcome = Literal[
    "right",  # everything expected holds
    "refused rightly",  # the same, and refusing was right
    "wrong but confident",  # answered, and wrong
    "refused wrongly",  # the material holds the answer
    "wrong refusal",  # refusing was allowed, but the text breaks a rule
    "broken",  # no answer came
]
# The worst of a conversation's turns is the conversation's outcome.
WORST_FIRST: tuple[Outcome, ...] = (
    "broken",
    "wrong but confident",
    "refused wrongly",
    "wrong refusal",
)
RIGHT: frozenset[Outcome] = frozenset({"right", "refused rightly"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Hold one question of an item, what came back and how it was scored."""

    asked: str
    outcome: Outcome | None  # None: nothing was expected of this turn
    reasons: tuple[str, ...]
    citation_faults: tuple[str, ...]
    status: str
    text: str
    milliseconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Hold one scored item of a question file."""

    id: str
    kind: str
    sub: str
    lang: str
    outcome: Outcome
    turns: tuple[Turn, ...]


def read_items(path: Path) -> list[dict[str, Any]]:
    """Read a question file.  Raises CorpusError naming the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"question file {str(path)!r} cannot be read: {error}") from error
    items = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            if not isinstance(item, dict) or not ("turns" in item or "claim" in item):
                raise ValueError('it needs "turns" or "claim"')
            if "expect" not in item and "per_turn" not in item:
                raise ValueError('it needs "expect" or "per_turn"')
        except ValueError as error:
            raise CorpusError(f"{path.name} line {number} cannot be used: {error}") from error
        items.append({"id": str(number), "kind": "", "sub": "", "lang": "en"} | item)
    return items


def ask_items(
    onrecord: Onrecord,
    items: Sequence[Mapping[str, Any]],
    *,
    progress: Callable[[str, int, int], None],
) -> list[Result]:
    """Ask every item, each in a conversation of its own, and score what comes back."""
    results = []
    for number, item in enumerate(items, start=1):
        results.append(score_item(item, _answers(onrecord, item)))
        progress("questions", number, len(items))
    return results


def _answers(onrecord: Onrecord, item: Mapping[str, Any]) -> list[dict[str, Any] | str]:
    """Give an answer per turn, or the error in its place."""
    conversation = None
    answers: list[dict[str, Any] | str] = []
    for words in [item["claim"]] if "claim" in item else item["turns"]:
        try:
            if "claim" in item:
                answer = onrecord.check(words)
            else:
                if conversation is None and len(item["turns"]) > 1:
                    conversation = onrecord.new_conversation()
                answer = onrecord.ask(words, conversation=conversation)
            answers.append(as_json(answer))
        except Exception as error:  # one crash must not end an evaluation: it is a result of it
            answers.append(f"{type(error).__name__}: {error}")
    return answers


def score_item(item: Mapping[str, Any], answers: Sequence[Mapping[str, Any] | str]) -> Result:
    """Score the answers of one item, given as JSON; a string stands for what went wrong."""
    asked = [item["claim"]] if "claim" in item else item["turns"]
    expects = item.get("per_turn") or [None] * (len(asked) - 1) + [item["expect"]]
    turns = tuple(
        _score_turn(expect, answer, asked=words, claim="claim" in item)
        for words, expect, answer in zip(asked, expects, answers, strict=True)
    )
    outcomes = [turn.outcome for turn in turns if turn.outcome is not None]
    worst = next((outcome for outcome in WORST_FIRST if outcome in outcomes), None)
    good: Outcome = "refused rightly" if outcomes == ["refused rightly"] else "right"
    return Result(
        id=str(item["id"]),
        kind=str(item["kind"]),
        sub=str(item["sub"]),
        lang=str(item["lang"]),
        outcome=worst or good,
        turns=turns,
    )


def _score_turn(
    expect: Mapping[str, Any] | None, answer: Mapping[str, Any] | str, *, asked: str, claim: bool
) -> Turn:
    if isinstance(answer, str):
        return Turn(
            asked=asked,
            outcome="broken",
            reasons=(answer,),
            citation_faults=(),
            status="",
            text="",
            milliseconds=None,
        )
    seen = see(answer)
    refused = seen.verdict == "not_found" if claim else seen.status not in ANSWERED
    reasons = [] if expect is None else unmet(expect, seen)
    outcome = None if expect is None else _outcome(expect, seen, reasons, refused, claim=claim)
    words = f"{asked} {answer.get('standalone') or ''}"
    return Turn(
        asked=asked,
        outcome=outcome,
        reasons=tuple(reason.text for reason in reasons),
        citation_faults=() if refused else tuple(citation_faults(answer, asked=words)),
        status=seen.status,
        text=str(answer.get("text") or ""),
        milliseconds=(answer.get("timings_ms") or {}).get("total"),
    )


def _outcome(
    expect: Mapping[str, Any], seen: Seen, reasons: Sequence[Reason], refused: bool, *, claim: bool
) -> Outcome:
    if not reasons:
        return "refused rightly" if refused else "right"
    if not refused:
        return "wrong but confident"
    allowed = (
        "not_found" in expect.get("verdict", ())
        if claim
        else seen.status in expect.get("status", ())
    )
    lacking = any(reason.kind == "missing" for reason in reasons)
    return "wrong refusal" if allowed and not lacking else "refused wrongly"


def summarise(results: Sequence[Result]) -> dict[str, Any]:
    """Count the outcomes, over all and by kind, and give the times of the answers."""
    turns = [turn for result in results for turn in result.turns]
    times = sorted(turn.milliseconds for turn in turns if turn.milliseconds is not None)
    kinds = sorted({result.kind for result in results})
    return {
        "all": _counts(results),
        "kinds": {kind: _counts([r for r in results if r.kind == kind]) for kind in kinds},
        "milliseconds": {
            "median": statistics.median(times) if times else None,
            "p95": times[min(len(times) - 1, int(0.95 * len(times)))] if times else None,
        },
    }


def _counts(results: Iterable[Result]) -> dict[str, int]:
    held = list(results)
    counted = Counter(result.outcome for result in held)
    faulty = sum(any(turn.citation_faults for turn in result.turns) for result in held)
    return {
        "items": len(held),
        "right": sum(counted[outcome] for outcome in RIGHT),
        "refused rightly": counted["refused rightly"],
        **{outcome: counted[outcome] for outcome in reversed(WORST_FIRST)},
        "citation faults": faulty,
    }
