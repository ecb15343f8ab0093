"""Subjects: what a question wants counted: its concept, its measures, its topic."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understand.knowledge import Knowledge
from bot.understand.shares import counted_concept
from bot.understand.slots import Slots
from bot.understand.words import is_cue, is_stop

__all__ = ["Subject", "find_subject"]

# Words of the people whose work the figures by topic count.
_DEVELOPERS = {"pusher", "developer", "github", "repository", "repo", "coder", "programmer"}
# Operations by which places may be compared "in AI", without a word for what is counted.
_COMPARING = {
    "overtake",
    "ranking",
    "compare",
    "difference",
    "ratio",
    "rank_of",
    "trend",
    "change",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Hold what is counted, as far as the words say it."""

    concept: str  # empty: the question names nothing that is counted here
    measures: tuple[str, ...]  # named more closely than the concept
    topic: str
    organisations: frozenset[str]  # that these measures have figures of
    from_counts: bool  # a share, to be worked out from counts
    explained: frozenset[str]  # stems that name the subject
    note: str  # how a vague word was taken


def find_subject(slots: Slots, knowledge: Knowledge) -> Subject:
    """Choose what is counted from the measures that a question's words point at."""
    catalogue = knowledge.catalogue
    match = slots.matches[0] if slots.matches else None
    concept, measures = (match.concept, match.measures) if match else ("", ())
    note = ""
    if not concept and _only_ai(slots):
        concept = catalogue.concepts[0].id
        note = f"“AI” alone was taken to mean {catalogue.concepts[0].label}."
    topical = [measure for measure in catalogue.measures if "topic" in measure.dimensions]
    if slots.topic and topical:
        developers = bool(_DEVELOPERS & set(slots.stems))
        if developers or not match or concept == topical[0].concept:
            concept, measures = topical[0].concept, (topical[0].id,)
    organisations = frozenset[str]().union(
        *(
            knowledge.organisations.get(measure.id, frozenset())
            for measure in catalogue.measures
            if measure.id in measures or (not measures and measure.concept == concept)
        )
    )
    counted = counted_concept(concept, measures, knowledge)
    return Subject(
        concept=counted or concept,
        measures=measures,
        topic=slots.topic if {measure.id for measure in topical} & set(measures) else "",
        organisations=organisations,
        from_counts=bool(counted) and not _percentage_growth(slots),
        explained=match.explained if match else frozenset(),
        note=note,
    )


def _percentage_growth(slots: Slots) -> bool:
    """Tell "percentage growth of AI papers" from "percentage of AI papers"."""
    cues, period = slots.cues, slots.found.period
    return (
        cues.form == "percent"
        and not slots.says_share
        and ("change" in cues.operations or len(period.points) > 1)
    )


def _only_ai(slots: Slots) -> bool:
    """Tell whether places are compared "in AI", and nothing says what is counted."""
    content = [word for word in slots.stems if not (is_stop(word) or is_cue(word) or word == "ai")]
    return (
        "ai" in slots.stems
        and not content
        and bool(slots.mentions)
        and bool(_COMPARING & set(slots.cues.operations))
        and not slots.sources
    )
