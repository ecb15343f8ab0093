"""Question: from a reader's words to a reading.  Pure: same words, same reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.readings import Reading
from bot.understand.choose import choose_operation
from bot.understand.intents import find_intent
from bot.understand.knowledge import Knowledge
from bot.understand.measures import content_stems
from bot.understand.periods import Period
from bot.understand.places import Mention
from bot.understand.scope import find_scope
from bot.understand.shares import count_or_ratio, is_share
from bot.understand.slots import Slots, clean_question, find_slots
from bot.understand.subjects import Subject, find_subject
from bot.understand.thresholds import find_threshold
from bot.understand.words import GENERIC, is_cue, is_stop

__all__ = ["read_question"]

_FROM = re.compile(r"\b(?:from|since|after)\s+(?:the\s+)?$", re.IGNORECASE)
_USUAL_SCALES = {"population": 1e6, "gdp": 1e9, "researchers": 1e3}


def read_question(question: str, knowledge: Knowledge) -> Reading:
    """Read one question by itself; follow-ups are merged in ``follow``."""
    text = clean_question(question)
    if not any(char.isalnum() for char in text):
        return Reading(question=question, intent="empty")
    slots = find_slots(knowledge.spelling.mend(text), knowledge)
    subject = find_subject(slots, knowledge)
    named, strangers = _sort_mentions(slots, subject, knowledge)
    reading = _assemble(slots, subject, named, knowledge)
    intent = find_intent(
        text,
        slots,
        concept=reading.concept,
        measures=reading.measures,
        operation=reading.operation,
        knowledge=knowledge,
    )
    return replace(
        reading,
        question=question,
        intent=intent,
        words=_leftovers(slots, subject, strangers, reading, knowledge),
    )


def _sort_mentions(
    slots: Slots, subject: Subject, knowledge: Knowledge
) -> tuple[list[Mention], list[Mention]]:
    """Tell the places asked about from organisations that these figures are not about."""
    named, strangers = [], []
    for mention in slots.mentions:
        organisation = knowledge.book.place(mention.code).kind == "organisation"
        if organisation and mention.code not in subject.organisations:
            strangers.append(mention)
        elif not set(mention.codes) & set(slots.excluded):
            named.append(mention)
    return named, strangers


def _assemble(
    slots: Slots, subject: Subject, named: Sequence[Mention], knowledge: Knowledge
) -> Reading:
    """Put a reading together from the parts that were found."""
    cues = slots.cues
    aggregates = [mention for mention in named if knowledge.is_aggregate(mention.code)]
    places = [mention for mention in named if mention not in aggregates]
    threshold = find_threshold(slots.masked, slots.quantities, operations=cues.operations)
    choice = choose_operation(
        slots,
        places=places,
        aggregates=aggregates,
        threshold=threshold,
        period=slots.found.period,
    )
    period = _period(slots) if choice.operation == "change" else slots.found.period
    scope = find_scope(
        slots, subject, choice, places=places, aggregates=aggregates, knowledge=knowledge
    )
    concept, measures, share_of = count_or_ratio(
        subject.concept, subject.measures, scope.share_of, slots, knowledge
    )
    codes = scope.places
    if len(codes) > 1 and is_share(concept, measures, knowledge):
        codes = tuple(code for code in codes if code != "WLD")  # the whole, not a place beside it
    operation = choice.operation
    if operation == "rank_of" and measures:
        is_rank = knowledge.catalogue.measure(measures[0]).kind == "rank"
        operation = "lookup" if is_rank else operation
    normaliser = "" if _divided_already(concept, measures) else cues.normaliser
    per = cues.per or _USUAL_SCALES.get(normaliser, 1.0)
    asked = operation != "lookup" or cues.form != "" or "share" in cues.operations
    ambiguous = [mention for mention in named if mention.kind == "ambiguous"]
    return Reading(
        question=slots.text,
        concept=concept,
        measures=measures,
        places=codes,
        excluded=slots.excluded,
        universe=scope.universe,
        members=scope.members,
        period=period,
        operation=operation,
        form=scope.form,
        normaliser=normaliser,
        per=per if normaliser else 1.0,
        share_of=share_of,
        topic=subject.topic,
        threshold=threshold,
        limit=cues.limit,
        rank=cues.rank,
        descending=cues.descending,
        source=slots.sources[0].group if slots.sources else "",
        ask=cues.ask,
        notes=tuple(_notes(period, subject, named, knowledge)),
        ambiguous=tuple(mention.text for mention in ambiguous),
        meanings=tuple(code for mention in ambiguous for code in mention.codes),
        stated=tuple(
            name
            for name, is_stated in (
                ("measure", bool(concept)),
                ("places", bool(named or slots.excluded)),
                ("period", slots.found.stated),
                ("operation", asked),
                ("normaliser", bool(normaliser)),
                ("source", bool(slots.sources)),
                ("limit", bool(cues.limit or cues.rank)),
            )
            if is_stated
        ),
    )


def _period(slots: Slots) -> Period:
    """Read "the change from 2015" as the change since 2015."""
    period, spans = slots.found.period, slots.found.spans
    one_year = period.kind == "at" and len(period.points) == 1
    if one_year and spans and _FROM.search(slots.text[: spans[0][0]]):
        return replace(period, kind="since")
    return period


def _divided_already(concept: str, measures: tuple[str, ...]) -> bool:
    """Tell whether the figures are rates, or what others are divided by."""
    return concept in ("researchers_per_million", "gdp") or any("per_" in name for name in measures)


def _notes(
    period: Period, subject: Subject, named: Sequence[Mention], knowledge: Knowledge
) -> Iterator[str]:
    """Say how vague words were taken."""
    yield from filter(None, (period.note, subject.note))
    for mention in named:
        place = knowledge.book.place(mention.code)
        if mention.kind == "metonym":
            yield f"“{mention.text}” was taken to mean {place.sentence}."
        elif mention.kind == "part of":
            yield (
                f"There are no figures for “{mention.text}” alone; "
                f"those of {place.sentence} include it."
            )
        elif mention.kind == "slip":
            yield f"“{mention.text}” was read as {place.name}."


def _leftovers(
    slots: Slots,
    subject: Subject,
    strangers: Sequence[Mention],
    reading: Reading,
    knowledge: Knowledge,
) -> tuple[str, ...]:
    """Give the content words that neither measure, place, period nor cue explains."""
    explained = subject.explained
    if reading.concept:
        explained |= knowledge.measures.bag(reading.concept, reading.measures)
    names = [word for mention in strangers for word in content_stems(mention.text)]
    unexplained = [word for word in names if not word[:1].isdigit()]
    topic = content_stems(slots.topic.replace("-", " "))
    open_words = [
        word
        for word in slots.stems
        if len(word) > 1
        and word != "ai"
        and word not in GENERIC
        and word not in topic
        and not is_cue(word)
    ]
    return tuple(
        word
        for word in (*dict.fromkeys(open_words), *unexplained)
        if word not in explained and not is_stop(word)
    )
