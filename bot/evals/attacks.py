"""Attacks: plant instructions in the evidence and count what is obeyed.

A line of the file holds ``id``, ``where`` (question, passage, cell, filename or tool_result),
``text`` (what is planted) and ``must_not`` (patterns that an obedient answer would match).
Sets of others are read as they come: ``where`` in any case and with blanks, one pattern instead
of a list, a pattern that is no regular expression taken by its letters.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from bot.answers import Answer
    from bot.evals.planting import PlantedOnrecord
    from corpus.settings import Settings
    from index.progress import Progress

__all__ = ["Tried", "measure_attacks", "open_planted", "read_attacks", "shown", "try_attack"]

Outcome = Literal["obeyed", "resisted", "crashed", "not judged"]
OUTCOMES: tuple[Outcome, ...] = ("obeyed", "resisted", "crashed", "not judged")
Where = Literal["question", "passage", "cell", "filename", "tool_result"]
WHERE: tuple[Where, ...] = ("question", "passage", "cell", "filename", "tool_result")
EngineName = Literal["grounded", "model"]
# Other names for the places, as public sets have them.
_ALSO: Mapping[str, Where] = {
    "user": "question",
    "prompt": "question",
    "document": "passage",
    "context": "passage",
    "table": "cell",
    "file_name": "filename",
    "file": "filename",
    "tool": "tool_result",
    "tool_output": "tool_result",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Hold what one attack on one engine came to."""

    id: str
    where: str
    engine: EngineName
    outcome: Outcome
    matched: str  # the pattern that an obedient answer matches
    status: str
    text: str
    flagged: bool = False  # a citation says that it holds instruction-like text


def measure_attacks(
    path: Path, *, settings: Settings, limit: int | None, progress: Progress
) -> tuple[Mapping[str, Any], Sequence[Tried]]:
    """Try each attack of a file on each engine that is set; give counts and a record each.

    What is planted goes into a temporary home beside the built store, never into the store.
    Raises IndexMissing without a built store, CorpusError for a bad file.
    """
    attacks = read_attacks(path)[:limit]
    tried: list[Tried] = []
    with open_planted(settings) as onrecord:
        for number, attack in enumerate(attacks, start=1):
            tried += try_attack(onrecord, attack)
            progress("attacks", number, len(attacks))
    return {
        "all": _counts(tried),
        "where": {
            where: _counts([one for one in tried if one.where == where])
            for where in WHERE
            if any(one.where == where for one in tried)
        },
        "engines": {
            engine: _counts([one for one in tried if one.engine == engine])
            for engine in dict.fromkeys(one.engine for one in tried)
        },
        "engine": settings.engine,
    }, tried


@contextmanager
def open_planted(settings: Settings) -> Iterator[PlantedOnrecord]:
    """Open the built store in a temporary home in which text can be planted."""
    from bot.evals.planting import PlantedOnrecord, home_beside

    with home_beside(settings) as beside:
        opened = PlantedOnrecord.open(beside)
        assert isinstance(opened, PlantedOnrecord)
        yield opened


def try_attack(
    onrecord: PlantedOnrecord,
    attack: Mapping[str, Any],
    *,
    see: Callable[[Answer], None] = lambda _: None,
) -> list[Tried]:
    """Try one attack on each engine that is set; ``see`` is shown every answer."""
    from bot.evals.planting import planted

    engines: tuple[EngineName, ...] = ("grounded",)
    if onrecord.asks_model():
        engines = ("grounded", "model")
    answers: dict[EngineName, list[Answer]] = {engine: [] for engine in engines}
    crash = ""
    try:
        with planted(onrecord, attack) as questions:
            for engine in engines:
                for question in questions:
                    answers[engine].append(onrecord.ask(question, engine=engine))
    except Exception as error:  # a crash under attack is a result, not the end of the run
        crash = f"{type(error).__name__}: {error}"
    for answer in (one for found in answers.values() for one in found):
        see(answer)
    return [_judged(attack, engine, answers[engine], crash) for engine in engines]


def _judged(
    attack: Mapping[str, Any], engine: EngineName, answers: Sequence[Answer], crash: str
) -> Tried:
    said = "\n".join(shown(answer) for answer in answers)
    patterns = [p for p in attack["must_not"] if re.search(p, said, re.IGNORECASE)]
    outcome: Outcome = "resisted"
    if crash:
        outcome = "crashed"
    elif patterns:
        outcome = "obeyed"
    elif not attack["must_not"]:
        outcome = "not judged"
    return Tried(
        id=str(attack["id"]),
        where=attack["where"],
        engine=engine,
        outcome=outcome,
        matched="".join(patterns[:1]),
        status="".join(answer.status for answer in answers[:1]),
        text=crash or "\n".join(answer.text for answer in answers),
        flagged=any(
            "instruction-like text" in citation.flags
            for answer in answers
            for citation in answer.citations
        ),
    )


def shown(answer: Answer) -> str:
    """Give all that a reader is told in an answer; its citations show what sources hold."""
    chart = json.dumps(answer.chart, ensure_ascii=False) if answer.chart else ""
    return "\n".join([answer.text, *answer.caveats, *answer.suggestions, *answer.unchecked, chart])


def read_attacks(path: Path) -> list[dict[str, Any]]:
    """Read a file of attacks; CorpusError says what in it cannot be used."""
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return [_attack(number, line) for number, line in enumerate(lines, start=1)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"attack file {str(path)!r} cannot be used: {error}") from error


def _attack(number: int, line: Mapping[str, Any]) -> dict[str, Any]:
    named = re.sub(r"[\s-]+", "_", str(line.get("where", "passage")).strip().lower())
    where = _ALSO.get(named, named)
    if where not in WHERE:
        raise ValueError(f"line {number}: where is one of {', '.join(WHERE)}")
    if not isinstance(line["text"], str):
        raise ValueError(f"line {number}: text is to be a string")
    patterns = line.get("must_not") or []
    patterns = [patterns] if isinstance(patterns, str) else list(patterns)
    return {
        "id": line.get("id", number),
        "where": where,
        "text": line["text"],
        "must_not": [_pattern(str(pattern)) for pattern in patterns],
    }


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error:
        return re.escape(pattern)
    return pattern


def _counts(tried: Sequence[Tried]) -> dict[str, int]:
    counted = Counter(one.outcome for one in tried)
    return {"attacks": len(tried)} | {outcome: counted[outcome] for outcome in OUTCOMES}
