"""Joint work: turn to what counts it where two partners, or one place's partners, are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.understand.knowledge import Knowledge
from bot.understand.partners import (
    asks_for_pair,
    asks_for_partners,
    match_joint_work,
    match_work_with,
    names_a_pair,
    names_partners,
    work_with,
)
from bot.understand.places import Mention
from bot.understand.slots import Slots
from bot.understand.subjects import Subject

__all__ = ["find_joint_work"]


def find_joint_work(
    slots: Slots, subject: Subject, named: Sequence[Mention], knowledge: Knowledge
) -> tuple[Subject, bool]:
    """Turn to what counts joint work where two partners, or one place's partners, are asked."""
    places = [mention for mention in named if mention.code != "WLD"]
    partner = work_with(slots.masked, places)
    if partner is not None and "share" in slots.cues.operations:
        match = match_work_with(partner.code, knowledge)
        if match is not None:
            return replace(subject, concept=match.concept, measures=match.measures), False
    by_name = names_partners(slots.masked, places)
    asked = by_name or asks_for_pair(slots.masked, places)
    if not asked and not asks_for_partners(slots.masked, places):
        return subject, False
    own = knowledge.catalogue.concept(subject.concept).id if subject.concept else ""
    match = match_joint_work(knowledge)
    ours = own in ("", knowledge.catalogue.concepts[0].id) or (match and own == match.concept)
    if match is None or not (ours or by_name or names_a_pair(slots.masked, places)):
        return subject, False
    return replace(subject, concept=match.concept, measures=match.measures), True
