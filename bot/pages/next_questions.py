"""Next questions: what the same figures answer as well, offered under an answer.

Each is a reading of its own, made from the one that was answered, so that pressing it asks
exactly what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answers import Answer
from bot.pages.edit_reading import (
    can_edit,
    unworded,
    with_normaliser,
    with_operation,
    with_period,
    with_places,
)
from bot.readings import reading_from_json
from bot.understand.edited_question import edited_question
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from bot.understand.knowledge import Knowledge
    from corpus.catalogues import Measure

__all__ = ["next_questions"]

OFFERED = 3
LINES = 3  # places of a ranking whose years are offered side by side
OVER_TIME = frozenset({"trend", "change", "peak", "trough", "index"})
Reading = dict[str, Any]


def next_questions(answer: Answer, knowledge: Knowledge) -> list[tuple[str, Reading]]:
    """Give questions to ask next, each with its reading; none where nothing was found.

    Only measures with a table of their own are asked on: of a figure out of a text there may
    be no other year and no other place.
    """
    if answer.status not in ("answered", "partial", "conflict") or not can_edit(answer.reading):
        return []
    measure = _tabled(answer, knowledge)
    if measure is None:
        return []
    # one source's years, places and people: which one is said, so that typing it asks the same
    source = str(answer.reading.get("source") or measure.dataset)
    start = unworded(answer.reading) | {"measures": [measure.id], "source": source}
    start["concept"] = measure.concept
    offered: list[tuple[str, Reading]] = []
    for reading in _candidates(start, answer, countable=measure.kind == "count"):
        words = edited_question(reading_from_json({"question": "", **reading}), knowledge)
        if words and words not in [asked for asked, _ in offered] and words != answer.standalone:
            offered.append((words, reading | {"question": words, "standalone": words}))
    return offered[:OFFERED]


def _candidates(start: Reading, answer: Answer, *, countable: bool) -> list[Reading]:
    operation, places = str(start.get("operation")), list(start.get("places") or ())
    found: list[Reading] = []
    if operation == "ranking":
        first = list(dict.fromkeys(figure.place for figure in answer.figures if figure.place))
        if countable:
            found.append(with_normaliser(start, "population"))
        if len(first) >= LINES:
            found.append(with_operation(with_places(start, first[:LINES]), "trend"))
        return found if not start.get("normaliser") else found[1:]
    if not places:
        return []
    now = start
    if operation in OVER_TIME:
        now = with_period(with_operation(start, "lookup"), "latest")
        now = with_places(now, places)  # several places are compared
    else:
        found.append(with_operation(start, "trend"))
    if countable and not start.get("normaliser"):
        plain = operation in OVER_TIME or operation in ("lookup", "compare")
        found.append(with_normaliser(now if plain else with_operation(now, "lookup"), "population"))
    if len(places) == 1 and operation != "rank_of":
        found.append(with_operation(now, "rank_of"))
    found.append(with_operation(now, "ranking"))
    return found


def _tabled(answer: Answer, knowledge: Knowledge) -> Measure | None:
    """Give the first measure of the answer that has a table of its own, year by year."""
    for figure in answer.figures:
        try:
            measure = knowledge.catalogue.measure(figure.measure)
        except CorpusError:
            continue
        if measure.view != "as_reported" and measure.grain == "year" and not measure.dimensions:
            return measure
    return None
