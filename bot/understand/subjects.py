"""Subjects: what a question wants counted: its concept, its measures, its topic."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understand.kinds_asked import KindAsked, find_kind_asked
from bot.understand.knowledge import Knowledge
from bot.understand.measures import MeasureMatch, content_stems
from bot.understand.shares import counted_concept
from bot.understand.sizes import find_size
from bot.understand.slots import Slots
from bot.understand.words import is_cue, is_stop

__all__ = ["NAMES_NO_MEASURE", "Subject", "find_subject"]

# Words of the people whose work the figures by topic count.
_BOTH_COUNTS = re.compile(
    r"\bwhole\b.{0,40}\bfraction\w*\b.{0,20}\bcount\w*|\bfraction\w*\b.{0,40}\bwhole\b.{0,20}\bcount\w*"
    r"|\bboth\s+(?:ways\s+of\s+counting|counting\s+methods|counts|countings)\b",
    re.IGNORECASE,
)
_DEVELOPERS = {
    "pusher", "pushed", "push", "developer", "github", "repository", "repo", "coder", "programmer",
    "code", "project", "account",
}  # fmt: skip
_TAGS = frozenset(content_stems("topic tag tagged label labelled labeled marked"))
_WRITINGS = frozenset(content_stems("papers articles publications studies"))
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
    "count_years",
    "unbroken",
}


NAMES_NO_MEASURE = "The question names no measure"  # opens the note on what was assumed


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
    assumed: bool = False  # the question names nothing that is counted
    asked: KindAsked | None = None  # what the answer must be one of, where that is no country

    @property
    def not_told_apart(self) -> KindAsked | None:
        """Give the kind of thing asked for, where these figures tell none from another."""
        of_bodies = self.asked is not None and self.asked.is_body and self.organisations
        return None if of_bodies else self.asked


def find_subject(slots: Slots, knowledge: Knowledge) -> Subject:
    """Choose what is counted from the measures that a question's words point at."""
    catalogue = knowledge.catalogue
    match = _match_of_noun(slots, knowledge)
    concept, measures = (match.concept, match.measures) if match else ("", ())
    note, assumed = "", False
    size, goes_by = find_size(slots.masked) if slots.filters and not concept else ("", "")
    if size and (sized := knowledge.measures.match(content_stems(goes_by))):
        concept, measures = sized[0].concept, sized[0].measures
        note = f"“{size}” was taken to mean by {catalogue.concept(concept).label}."
    if not concept and _names_nothing(slots):
        concept, assumed = catalogue.concepts[0].id, True
        note = f"{NAMES_NO_MEASURE}: it was taken to mean {catalogue.concepts[0].label}."
    if not concept and _only_ai(slots):
        concept = catalogue.concepts[0].id
        note = f"“AI” alone was taken to mean {catalogue.concepts[0].label}."
    explained = match.explained if match else frozenset[str]()
    topical = [measure for measure in catalogue.measures if "topic" in measure.dimensions]
    if slots.topic and topical:
        developers = bool(_DEVELOPERS & set(slots.stems))
        if developers or not match or concept == topical[0].concept:
            concept, measures = topical[0].concept, (topical[0].id,)
            explained |= _DEVELOPERS | _TAGS
    both = _both_counts(concept, measures, knowledge) if _BOTH_COUNTS.search(slots.masked) else ()
    if both:
        measures = both
        explained |= frozenset(
            content_stems("whole fractional fraction counting counts method way")
        )
    organisations = _organisations(concept, measures, knowledge)
    bodies = {m.code for m in slots.mentions if knowledge.book.place(m.code).kind == "organisation"}
    if bodies and concept and not bodies & organisations:
        concept, measures = _counted_of(bodies, concept, measures, knowledge)
        organisations = _organisations(concept, measures, knowledge)
    asked = None if bodies or not concept else find_kind_asked(slots.masked)
    if asked and asked.is_body:
        of_bodies = _measures_of_bodies(concept, measures, knowledge)
        if not (of_bodies or asked.is_company or slots.mentions):
            concept, of_bodies = _concept_of_bodies(concept, measures, knowledge)
        measures = of_bodies or measures
        organisations = _organisations(concept, measures, knowledge)
        explained |= frozenset(content_stems(asked.word) if of_bodies else ())
    counted = counted_concept(concept, measures, knowledge)
    return Subject(
        concept=counted or concept,
        measures=measures,
        topic=slots.topic if {measure.id for measure in topical} & set(measures) else "",
        organisations=organisations,
        from_counts=bool(counted) and not _percentage_growth(slots),
        explained=explained,
        note=note,
        assumed=assumed,
        asked=asked,
    )


def _organisations(concept: str, measures: tuple[str, ...], knowledge: Knowledge) -> frozenset[str]:
    """Give the codes of the organisations that these measures have figures of."""
    return frozenset[str]().union(
        *(
            knowledge.organisations.get(measure.id, frozenset())
            for measure in knowledge.catalogue.measures
            if measure.id in measures or (not measures and measure.concept == concept)
        )
    )


def _measures_of_bodies(
    concept: str, measures: tuple[str, ...], knowledge: Knowledge
) -> tuple[str, ...]:
    """Give those measures of a concept that have figures of organisations."""
    own = [item.id for item in knowledge.catalogue.measures_of(concept)]
    counted = tuple(name for name in own if knowledge.organisations.get(name))
    return tuple(name for name in counted if name in measures) or counted


def _concept_of_bodies(
    concept: str, measures: tuple[str, ...], knowledge: Knowledge
) -> tuple[str, tuple[str, ...]]:
    """Give the concept that counts the same things of organisations, and its measures of them.

    The concept as it was, and no measures, where none does.
    """
    if not any(knowledge.catalogue.measure(name).kind != "count" for name in measures):
        units = _units(concept, knowledge)
        for other in knowledge.catalogue.concepts:
            found = _measures_of_bodies(other.id, (), knowledge)
            if found and units & set(content_stems(other.unit)):
                return other.id, found
    return concept, ()


def _counted_of(
    bodies: set[str], concept: str, measures: tuple[str, ...], knowledge: Knowledge
) -> tuple[str, tuple[str, ...]]:
    """Give the concept that counts the same things of these organisations, where one does.

    "AI articles" are counted of countries in one table and of universities in another.
    """
    units = _units(concept, knowledge)
    for other in knowledge.catalogue.concepts:
        if units & set(content_stems(other.unit)) and bodies <= _organisations(
            other.id, (), knowledge
        ):
            return other.id, ()
    return concept, measures


def _units(concept: str, knowledge: Knowledge) -> set[str]:
    """Give the stems of what a concept counts; papers are articles."""
    units = set(content_stems(knowledge.catalogue.concept(concept).unit))
    return units | (_WRITINGS if units & _WRITINGS else set())


def _match_of_noun(slots: Slots, knowledge: Knowledge) -> MeasureMatch | None:
    """Give the best match; where a topic outweighs the noun that says what is counted, the noun's.

    "Papers on computer vision" are papers, though developers are counted by that topic.
    """
    if not slots.matches:
        return None
    best, *others = slots.matches
    topical = any("topic" in knowledge.catalogue.measure(name).dimensions for name in best.measures)
    if not topical or _DEVELOPERS & set(slots.stems):
        return best
    own = knowledge.measures.bag(best.concept, best.measures)
    for other in others:
        nouns = set(content_stems(knowledge.catalogue.concept(other.concept).unit)) | _WRITINGS
        if (other.explained & nouns) - own:
            return other
    return best


def _both_counts(concept: str, measures: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """Give a measure counted whole and its twin counted fractionally; empty where none has one."""
    if not concept:
        return ()
    own = knowledge.catalogue.measures_of(concept)
    named = [item for item in own if item.id in measures] or list(own)
    for measure in sorted(named, key=lambda item: item.counting != "whole"):
        for other in own:
            twins = {measure.counting, other.counting} == {"whole", "fractional"}
            alike = (measure.dataset, measure.unit, measure.grain) == (
                other.dataset,
                other.unit,
                other.grain,
            )
            if twins and alike:
                pair = (measure, other) if measure.counting == "whole" else (other, measure)
                return tuple(item.id for item in pair)
    return ()


def _percentage_growth(slots: Slots) -> bool:
    """Tell "percentage growth of AI papers" from "percentage of AI papers"."""
    cues, period = slots.cues, slots.found.period
    return (
        cues.form == "percent"
        and not slots.says_share
        and ("change" in cues.operations or len(period.points) > 1)
    )


def _names_nothing(slots: Slots) -> bool:
    """Tell "which of the G7 grew fastest per head since 2012?", all of whose words are cues."""
    content = [word for word in slots.stems if not (is_stop(word) or is_cue(word))]
    cues = slots.cues
    return (
        not content
        and not slots.sources
        and bool(slots.mentions)
        and (
            cues.fastest
            or (
                "overtake" in cues.operations
                and len(slots.mentions) == 2
                and cues.ask not in ("why", "how")
            )
            or ("compare" in cues.operations and len(slots.mentions) > 1 and cues.ask != "why")
            or slots.base is not None
            or bool({"peak", "trough"} & set(cues.operations))
            or (bool(cues.normaliser) and "ranking" in cues.operations)
        )
    )


def _only_ai(slots: Slots) -> bool:
    """Tell whether places are compared "in AI", and nothing says what is counted."""
    content = [word for word in slots.stems if not (is_stop(word) or is_cue(word) or word == "ai")]
    return (
        "ai" in slots.stems
        and not content
        and bool(slots.mentions)
        and (bool(_COMPARING & set(slots.cues.operations)) or bool(slots.left_out))
        and not slots.sources
    )
