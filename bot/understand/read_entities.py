"""Read entities: from a question's words to what it asks of a table of things.

A question is about such a table when it names one of its rows and a column, or speaks of its
things and sets a condition, an end of a column or a way of counting that the table knows.  A
word that nothing explains means that it is about something else: then nothing is read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.readings import Reading
from bot.understand.entity_conditions import Placed, find_conditions
from bot.understand.entity_operations import choose_entity_operation
from bot.understand.entity_readings import Condition, EntityReading
from bot.understand.entity_scan import EntityScan, plain_powers, scan_question
from bot.understand.entity_standalone import standalone_entity
from bot.understand.find_period import find_period
from bot.understand.follow import merge_reading
from bot.understand.follow_measures import lean_on_measure, reckon_on
from bot.understand.knowledge import Knowledge
from bot.understand.newsroom import plain_words
from bot.understand.shares import is_share

__all__ = ["follow_entities", "read_entities"]

_PROFILE = re.compile(
    r"\b(?:tell\s+me\s+about|what\s+is\s+known|what\s+do\s+you\s+know|facts?\s+(?:on|about)|details"
    r"|profile|key\s+(?:data|figures|facts))\b",
    re.IGNORECASE,
)
_THAN_ROW = re.compile(r"\bthan\s+(?:the\s+)?\ufff0", re.IGNORECASE)
_OPINION = re.compile(r"\b(?:why|how\s+come|should|best|better|explain)\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:list|lists|listed|in\s+total|in\s+all|altogether|overall|ever|to\s+date|so\s+far)\b",
    re.I,
)
_OF_SERIES = frozenset({"ratio", "difference", "change", "trend", "overtake"})
_FAMILY = 8  # rows of one family that a sentence can carry
_FEW_WORDS = 9


def read_entities(
    text: str, knowledge: Knowledge, *, before: EntityReading | None = None
) -> Reading | None:
    """Read a question as one about a table of things; None where it is not.

    ``before`` is what the question before asked of the table: then the things need no naming.
    """
    text = plain_powers(plain_words(text))
    for known in knowledge.entities.tables if knowledge.entities is not None else ():
        earlier = before if before is not None and before.table == known.table.id else None
        if earlier is not None and len(text.split()) > _FEW_WORDS:
            earlier = None
        times = find_period(text).spans  # "Q1 2023" is no model
        rows = [
            row
            for row in known.names.find_rows(text)
            if row.names or not any(start <= row.start and row.end <= end for start, end in times)
        ]
        if not rows and earlier is None and not known.nouns.search(text):
            continue
        scan = scan_question(text, rows, known, knowledge)
        if _OPINION.search(scan.text) or scan.unexplained or not _owns_source(scan, knowledge):
            continue
        entity = _of_rows(scan) if rows else None
        if entity is None and (not _names_rows(scan) or _THAN_ROW.search(scan.text)):
            entity = _of_conditions(scan, knowledge)
        if earlier is not None:
            entity = _merged(scan, entity, earlier, knowledge)
        if entity is not None:
            reading = _reading(text, entity, scan)
            if earlier is None:
                return reading
            return replace(reading, standalone=standalone_entity(entity, known.table))
    return None


def follow_entities(reading: Reading, before: Reading, knowledge: Knowledge) -> Reading:
    """Merge a question with the one before it, where either may be about a table of things."""
    if before.parts:  # of several questions, the last is leant on
        before = replace(before.parts[-1], years=before.years or before.parts[-1].years)
    # What an answer named first may be a thing of a table: only places are leant on as places.
    trail = tuple(code for code in before.trail if code in knowledge.book)
    before = replace(before, trail=trail)
    if before.entity is not None:
        followed = read_entities(reading.question, knowledge, before=before.entity)
        if followed is not None:
            return followed
        # What the table cannot say, documents may: they are asked with the words of before.
        before = replace(before, entity=None, intent="figures" if reading.concept else "passages")
    if reading.entity is not None:
        return reading
    reading = lean_on_measure(reading, before, knowledge)
    merged = _over(merge_reading(reading, before), reading, before, knowledge)
    merged = reckon_on(merged, reading, before, knowledge)
    return _of_source(_as_share(merged, knowledge), knowledge)


def _as_share(merged: Reading, knowledge: Knowledge) -> Reading:
    """Read "as a percentage?" after one value as its own ratio, or as a share of the world."""
    if merged.operation != "lookup" or merged.form != "percent" or not merged.concept:
        return merged
    catalogue = knowledge.catalogue
    names = merged.measures or catalogue.concept(merged.concept).order[:1]
    for ratio in catalogue.measures:
        if names and ratio.numerator == names[0] and merged.measures:
            return replace(merged, concept=ratio.concept, measures=(ratio.id,), form="")
    relative = is_share(merged.concept, merged.measures, knowledge)
    whole = "" if relative or merged.normaliser else merged.share_of or "WLD"
    return replace(merged, share_of=whole, form="")


def _over(merged: Reading, reading: Reading, before: Reading, knowledge: Knowledge) -> Reading:
    """Rank or count a bloc's members: "and in the G7?", asked after the EU or all countries."""
    bloc = reading.places[0] if len(reading.places) == 1 else ""
    over = before.operation in ("ranking", "count", "median") and reading.operation != "rank_of"
    if not over or reading.concept or not bloc or not knowledge.is_aggregate(bloc):
        return merged
    return replace(
        merged,
        operation=before.operation,
        form=before.form,
        places=(),
        universe="" if bloc == "WLD" else bloc,
        limit=reading.limit or before.limit,
        threshold=reading.threshold or before.threshold,
        descending=before.descending,
    )


def _of_source(merged: Reading, knowledge: Knowledge) -> Reading:
    """Keep to the measures of the source that a follow-up names: "what does the OECD say?"."""
    if not merged.concept or "source" not in merged.stated or "measure" in merged.stated:
        return merged
    group = knowledge.sources.groups[merged.source]
    own = knowledge.catalogue.measures_of(merged.concept)
    ids = {item.id for item in own}
    kept = ids & set(group.owned_measures([(item.id, item.dataset) for item in own]))
    if not kept:  # its documents may say what its tables do not
        return replace(merged, intent="passages", measures=())
    return replace(merged, measures=tuple(item.id for item in own if item.id in kept))


def _reading(text: str, entity: EntityReading, scan: EntityScan) -> Reading:
    stated = [
        name for name, part in (("places", scan.places), ("period", scan.found.spans)) if part
    ]
    return Reading(
        question=text,
        intent="figures",
        entity=entity,
        places=tuple(mention.code for mention in scan.places),
        period=scan.found.period,
        ask=scan.cues.ask,
        notes=tuple(
            f"“{mention.text}” was read as {mention.names[0]}."
            for mention in scan.rows
            if mention.slip
        ),
        stated=("measure", *stated),
    )


def _owns_source(scan: EntityScan, knowledge: Knowledge) -> bool:
    """Tell whether the sources that a question names, if any, are those of the table."""
    for mention in scan.sources:
        group = knowledge.sources.groups[mention.group]
        if not group.owned_measures([("", scan.known.table.dataset)]):
            return False
    return True


def _names_rows(scan: EntityScan) -> bool:
    return any(mention.names or mention.near for mention in scan.rows)


def _columns(scan: EntityScan) -> tuple[str, ...]:
    """Give the columns that a question about named rows asks for."""
    table = scan.known.table
    named = [tag.column for _, tag in scan.tags("column", "who", "high", "low")]
    named += [tag.column for _, tag in scan.tags("value") if table.of(tag.column).kind == "yesno"]
    columns = [name for name in dict.fromkeys(named) if name != table.key]
    cost = [name for name in columns if "dollar" in table.of(name).unit]
    if scan.cues.ask == "who" and not columns:
        columns = [column.name for column in table.column if column.who]
    if cost and len(columns) > 1 and re.search(r"\bhow\s+much\b", scan.text, re.IGNORECASE):
        stated = {tag.column for item, tag in scan.tags("column") if item.last - item.first < 2}
        columns = [name for name in columns if name in stated] or columns
    return tuple(columns)


def _of_rows(scan: EntityScan) -> EntityReading | None:
    """Read a question that names rows: their columns, or the end of a family."""
    table = scan.known.table
    if _THAN_ROW.search(scan.text) and scan.has("noun"):
        return None
    names = [name for mention in scan.rows for name in mention.names]
    families = [mention for mention in scan.rows if not mention.names and mention.others]
    unknown = [mention for mention in scan.rows if not mention.names and not mention.others]
    columns = _columns(scan)
    if not columns and _PROFILE.search(scan.text):
        columns = tuple(
            column.name
            for column in table.column
            if column.kind in ("number", "date", "yesno") or column.name in table.shown
        )
    if not columns or (not names and not families and not unknown):
        return None
    if families and not names and (scan.has("high") or scan.has("low") or scan.has("noun")):
        return None
    for mention in families:
        names += list(mention.others[-_FAMILY:])
    others = [name for mention in scan.rows if mention.names for name in mention.others]
    return EntityReading(
        table=table.id,
        operation="lookup",
        names=tuple(dict.fromkeys(names)),
        others=tuple(dict.fromkeys(others)),
        unknown=tuple(mention.text for mention in unknown),
        near=tuple(name for mention in unknown for name in mention.near),
        columns=columns,
    )


def _of_conditions(scan: EntityScan, knowledge: Knowledge) -> EntityReading | None:
    """Read a question about rows that are described, not named."""
    placed = find_conditions(scan, knowledge.book)
    if placed is None:
        return None
    families = [mention for mention in scan.rows if not mention.names and mention.others]
    for mention in families:
        family = Condition(
            column=scan.known.table.key, test="in", values=mention.others, said=mention.text
        )
        placed.append(Placed(condition=family, start=mention.start))
    choice = choose_entity_operation(scan, placed)
    if choice is None:
        return None
    by_place_or_year = choice.operation in ("count", "share") or (
        choice.operation == "groups" and choice.group in ("places", "year")
    )
    plain = all(item.plain for item in placed)
    # What is compared or followed through the years is a series, not a list of things.
    if plain and _OF_SERIES & set(scan.cues.operations):
        return None
    # Counts by country and year alone are a series of their own, with other sources beside it.
    timeless = len(scan.places) == 1 and all(item.condition.column != "year" for item in placed)
    in_all = choice.operation == "count" and timeless and _IN_ALL.search(scan.text)
    if by_place_or_year and plain and not in_all:
        return None
    if not placed and choice.operation in ("list", "groups") and not choice.group:
        return None
    whole = [item.condition for item in placed if item not in choice.part]
    return EntityReading(
        table=scan.known.table.id,
        operation=choice.operation,
        columns=choice.columns,
        conditions=tuple(whole),
        part=tuple(item.condition for item in choice.part),
        group=choice.group,
        pattern=choice.pattern,
        descending=choice.descending,
        limit=choice.limit,
        rank=choice.rank,
        others=tuple(name for mention in scan.parts for name in mention.others),
        counted=tuple(
            name for mention in scan.parts if mention.values[1:] for name in mention.values
        ),
    )


# -- follow-ups ------------------------------------------------------------------------------


def _merged(
    scan: EntityScan, own: EntityReading | None, before: EntityReading, knowledge: Knowledge
) -> EntityReading | None:
    """Merge what a short follow-up states into what was asked before."""
    if own is not None and (scan.has("noun") or before.operation == "lookup" or own.names):
        return own
    names = [name for mention in scan.rows for name in (mention.names or mention.others[-_FAMILY:])]
    columns = _columns(scan)
    if before.operation == "lookup":
        if names or columns:
            return replace(
                before,
                names=tuple(dict.fromkeys(names)) or before.names,
                others=(),
                unknown=(),
                near=(),
                columns=columns or before.columns,
            )
        return None
    placed = find_conditions(scan, knowledge.book)
    if placed is None or not (placed or columns or scan.cues.rank or scan.cues.limit):
        return None
    merged = own or before
    return replace(
        merged,
        conditions=_replaced(before.conditions, placed),
        part=before.part if merged.operation == before.operation else merged.part,
        group=merged.group or before.group,
        columns=_ranked_by(columns, scan) or merged.columns or before.columns,
        limit=scan.cues.limit or before.limit,
        rank=scan.cues.rank,
    )


def _ranked_by(columns: Sequence[str], scan: EntityScan) -> tuple[str, ...]:
    """Give those columns that rows can be put in order by."""
    table = scan.known.table
    return tuple(name for name in columns if table.of(name).kind in ("number", "date"))


def _replaced(before: Sequence[Condition], placed: Sequence[Placed]) -> tuple[Condition, ...]:
    """Put new conditions in place of those on the same column."""
    fresh = [item.condition for item in placed]
    columns = {condition.column for condition in fresh}
    kept = [condition for condition in before if condition.column not in columns]
    return (*kept, *fresh)
