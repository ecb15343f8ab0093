"""Question: from a reader's words to a reading.  Pure: same words, same reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.readings import Reading, Threshold
from bot.understand.averages import against_average
from bot.understand.best import find_best
from bot.understand.choose import Choice, choose_operation
from bot.understand.fits import fit_to_measure
from bot.understand.intents import find_intent
from bot.understand.joint_work import find_joint_work
from bot.understand.kinds_asked import other_kinds
from bot.understand.knowledge import Knowledge
from bot.understand.lead_changes import find_lead_change
from bot.understand.leaders import find_leader
from bot.understand.leftovers import find_leftovers
from bot.understand.newsroom import plain_words
from bot.understand.periods import Period
from bot.understand.places import Mention
from bot.understand.read_entities import read_entities
from bot.understand.restrictions import find_narrowing
from bot.understand.scope import find_scope
from bot.understand.shares import count_or_ratio, is_share
from bot.understand.sides import asks_for_rest, find_rest, find_sides, turns_ratio
from bot.understand.slots import Slots, clean_question, find_slots
from bot.understand.subjects import Subject, find_subject
from bot.understand.text_questions import find_kinds
from bot.understand.thresholds import find_threshold
from bot.understand.unused_cues import explain_unused, find_unused_cues
from bot.understand.versus import asks_who_overtook, find_versus

__all__ = ["read_question"]

_FROM = re.compile(r"\b(?:from|since|after)\s+(?:the\s+)?$", re.IGNORECASE)
_USUAL_SCALES = {"population": 1e6, "gdp": 1e9, "researchers": 1e3}


def read_question(question: str, knowledge: Knowledge) -> Reading:
    """Read one question by itself; follow-ups are merged in ``follow``."""
    text = plain_words(clean_question(question))
    if not any(char.isalnum() for char in text):
        return Reading(question=question, intent="empty")
    if (of_things := read_entities(text, knowledge)) is not None:
        return replace(of_things, question=question)
    best, orders = find_best(text, knowledge.entities)
    if best:
        return Reading(question=question, intent="opinion", narrows=(best,), notes=orders)
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
    words = find_leftovers(slots, subject, strangers, reading, knowledge)
    reading = replace(reading, intent=intent)
    unused = find_unused_cues(slots, reading, knowledge)
    kind = subject.not_told_apart if intent == "figures" else None
    notes = [explain_unused(unused)] if unused else []
    if kind:
        notes.append(f"No figure here tells one “{kind.singular}” from another.")
    narrows = [
        *([kind.singular] if kind else []),
        *find_narrowing(slots, reading, words, named=named, knowledge=knowledge),
        *filter(None, [asks_who_overtook(slots.masked, named)]),
    ]
    return replace(
        reading,
        question=question,
        words=words,
        notes=(*reading.notes, *notes),
        narrows=tuple(dict.fromkeys((*narrows, *unused))),
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
        elif mention not in slots.left_out:
            named.append(mention)
    return named, strangers


def _assemble(
    slots: Slots, subject: Subject, named: Sequence[Mention], knowledge: Knowledge
) -> Reading:
    """Put a reading together from the parts that were found."""
    cues = slots.cues
    subject, joint = find_joint_work(slots, subject, named, knowledge)
    threshold = find_threshold(slots.masked, slots.quantities, operations=cues.operations)
    versus = find_versus(slots.masked, named) if subject.concept and not cues.fastest else None
    others = [mention for mention in named if versus is None or mention is not versus.mention]
    if versus is not None and all(knowledge.is_aggregate(mention.code) for mention in others):
        named, threshold = others, versus.threshold
    slots, stood, choice = _stand_together(slots, subject, named, threshold, knowledge)
    choice = fit_to_measure(choice, slots, subject, knowledge)
    if threshold is not None and threshold.place:
        grows = versus is not None and versus.grows
        counts = "count" in cues.operations and not grows
        choice = Choice(operation="count" if counts else "ranking", form="percent" if grows else "")
    conditions = stood is not None or threshold is not None or slots.filters
    lead = None if conditions else find_lead_change(slots.masked, named, slots.found.period)
    if lead is not None:
        choice = Choice(operation=lead.operation)
    excluded = (
        *_excluded(slots, knowledge),
        *other_kinds(subject.asked, subject.organisations, knowledge.book),
    )
    if stood is None:
        aggregates = [mention for mention in named if knowledge.is_aggregate(mention.code)]
        places = [mention for mention in named if mention not in aggregates]
    else:
        aggregates, places, excluded = [], stood, ()
    changes = choice.operation == "change" or (choice.operation == "ranking" and choice.form)
    period = _period(slots) if changes else slots.found.period
    if choice.operation == "difference" and choice.form and period.kind == "latest":
        period = replace(period, kind="all")  # a gap that moves has a then and a now
    if choice.over == "years" and period.kind == "latest" and not slots.found.stated:
        period = replace(period, kind="all")  # one year has no average
    scope = find_scope(
        slots, subject, choice, places=places, aggregates=aggregates, knowledge=knowledge
    )
    concept, measures, share_of = count_or_ratio(
        subject.concept, subject.measures, scope.share_of, slots, knowledge
    )
    if threshold and threshold.is_percent and not is_share(concept, measures, knowledge):
        share_of = share_of or "WLD"  # "more than 5% of AI articles": of the world's
    codes = scope.places if lead is None else (lead.ahead, lead.behind)
    if len(codes) > 1 and is_share(concept, measures, knowledge):
        codes = tuple(code for code in codes if code != "WLD")  # the whole, not a place beside it
    operation = choice.operation
    if share_of and stood is not None and len(codes) == 2 and "-" in codes[1]:
        operation, share_of = "ratio", ""  # "as a share of everyone else's"
    if operation == "ratio" and len(codes) == 2 and turns_ratio(slots.masked):
        codes = codes[::-1]
    bodies = [mention for mention in named if mention.code != "WLD"]
    is_counted = "lead" in knowledge.measures.bag(concept, measures)  # technologies led in
    leads = find_leader(slots.masked, bodies) if len(bodies) == 1 and not is_counted else ""
    if leads and not knowledge.is_aggregate(leads) and operation in _OF_A_LEADER:
        operation, codes, share_of = "rank_of", (leads,), ""
    if operation == "rank_of" and measures:
        is_rank = knowledge.catalogue.measure(measures[0]).kind == "rank"
        operation = "lookup" if is_rank else operation
    universe = scope.universe
    if operation == "mean" and against_average(slots.masked) and len(places) == 1:
        bloc = aggregates[0].code if aggregates else "WLD"
        universe = "" if bloc == "WLD" else bloc
        if is_share(concept, measures, knowledge):  # a rate has a row of the whole
            operation, codes, universe = "compare", (places[0].code, bloc), ""
        else:
            codes = (places[0].code,)
    normaliser = "" if _divided_already(concept, measures) else cues.normaliser
    per = cues.per or _USUAL_SCALES.get(normaliser, 1.0)
    asked = operation != "lookup" or cues.form != "" or "share" in cues.operations
    ambiguous = [mention for mention in named if mention.kind == "ambiguous"]
    return Reading(
        question=slots.text,
        concept=concept,
        measures=measures,
        places=codes,
        excluded=excluded,
        universe=universe,
        members=scope.members,
        period=period,
        operation=operation,
        form=scope.form,
        normaliser=normaliser,
        per=per if normaliser else 1.0,
        share_of=share_of,
        topic=subject.topic,
        threshold=threshold,
        filters=slots.filters,
        base=slots.base.year if slots.base else 0,
        leads=leads if operation == "rank_of" else "",
        joint=joint,
        limit=cues.limit,
        rank=cues.rank,
        descending=cues.descending,
        source=_source(slots),
        ask=cues.ask,
        notes=tuple(_notes(period, subject, named, knowledge)),
        ambiguous=tuple(mention.text for mention in ambiguous),
        meanings=tuple(code for mention in ambiguous for code in mention.codes),
        stated=tuple(
            name
            for name, is_stated in (
                ("measure", bool(concept) and not subject.assumed),
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


_OUTSIDE = re.compile(r"\b(?:outside(?:\s+of)?|beyond|not\s+in|non-?)\s*(?:the\s+)?$", re.I)
_OF_A_LEADER = ("lookup", "difference", "ratio", "compare", "rank_of")
_OVER_PLACES = ("ranking", "count", "rank_of", "median", "mean")


def _stand_together(
    slots: Slots,
    subject: Subject,
    named: Sequence[Mention],
    threshold: Threshold | None,
    knowledge: Knowledge,
) -> tuple[Slots, list[Mention] | None, Choice]:
    """Join places that stand together or are left out of a whole, and choose the operation.

    Gives the mentions as joined, None where each place stands for itself.
    """

    def choose(slots: Slots, mentions: Sequence[Mention], *, joined: bool) -> Choice:
        blocs = [m for m in mentions if not joined and knowledge.is_aggregate(m.code)]
        return choose_operation(
            slots,
            places=[mention for mention in mentions if mention not in blocs],
            aggregates=blocs,
            threshold=threshold,
            period=slots.found.period,
        )

    differs = bool({"difference", "ratio"} & set(slots.cues.operations))
    left = list(named)
    if (subject.concept or asks_for_rest(slots.masked)) and (
        rest := find_rest(slots.masked, named, slots.excluded, knowledge)
    ):
        choices = (
            choose(slots, named, joined=False),
            choose(_without_sum(slots), rest, joined=True),
        )
        ranks = any(choice.operation in _OVER_PLACES for choice in choices)
        if not ranks and not _adds_members(slots, named, knowledge):
            left = rest
    sides = find_sides(slots.masked, left, differs=differs)
    joined = sides is not None or left != list(named)
    if not joined:
        return slots, None, choose(slots, named, joined=False)
    plain = _without_sum(slots) if sides is not None or len(left) > 1 else slots
    return plain, sides or left, choose(plain, sides or left, joined=True)


def _excluded(slots: Slots, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the places left out; of a bloc that others stand outside of, every member."""
    codes: list[str] = []
    for mention in slots.left_out:
        for code in mention.codes:
            members = knowledge.book.members(code)
            outside = _OUTSIDE.search(slots.masked[: mention.start])
            codes += members if members and outside else (code,)
    return tuple(dict.fromkeys(codes))


def _without_sum(slots: Slots) -> Slots:
    """Take "together" as said of a side, not as what is asked for."""
    operations = tuple(name for name in slots.cues.operations if name != "sum")
    return replace(slots, cues=replace(slots.cues, operations=operations))


def _adds_members(slots: Slots, named: Sequence[Mention], knowledge: Knowledge) -> bool:
    """Tell "the G7 without the US, added up": there the members are named one by one."""
    blocs = [m for m in named if knowledge.is_aggregate(m.code) and m.code != "WLD"]
    return bool(blocs) and len(named) == 1 and "sum" in slots.cues.operations


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


def _source(slots: Slots) -> str:
    """Give the source named; of two set against each other neither alone may answer."""
    groups = list(dict.fromkeys(mention.group for mention in slots.sources))
    if len(groups) > 1 and "compare" in find_kinds(slots.text):
        return ""
    return groups[0] if groups else ""
