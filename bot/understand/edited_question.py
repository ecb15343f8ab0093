"""Edited question: a reading that was changed part by part, asked as a journalist would ask it.

The words a reader typed no longer say what is asked once a chip was changed.
"""

from __future__ import annotations

from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.periods import Period
from corpus.catalogues import Measure
from corpus.errors import CorpusError
from corpus.places import PlaceBook
from corpus.source_names import read_source_names

__all__ = ["edited_question"]

# the plain form of the verbs that the catalogue says of its measures
_PLAIN = {
    "published": "publish",
    "had": "have",
    "filed": "file",
    "produced": "produce",
    "attracted": "attract",
    "led": "lead",
    "spent": "spend",
    "lost": "lose",
}
_PER = {
    ("population", 1e6): " per million people",
    ("population", 1e5): " per 100,000 people",
    ("population", 1e3): " per thousand people",
    ("population", 1.0): " per head",
    ("gdp", 1e9): " per billion dollars of GDP",
    ("gdp", 1.0): " per dollar of GDP",
    ("researchers", 1.0): " per researcher",
}
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()


def edited_question(reading: Reading, knowledge: Knowledge) -> str:
    """Write out an edited reading as a question; "" where its parts need words of their own."""
    plain = not (reading.filters or reading.parts or reading.entity or reading.threshold)
    if reading.intent != "figures" or not reading.concept or not plain:
        return ""
    measure = _measure(reading, knowledge)
    per = _PER.get((reading.normaliser, float(reading.per or 1))) if reading.normaliser else ""
    if measure is None or per is None:
        return ""
    concept = knowledge.catalogue.concept(reading.concept)
    thing = (measure.label if reading.measures else concept.label) + per
    if reading.topic:
        thing += f" ({reading.topic})"
    who = [knowledge.book.place(code).sentence for code in reading.places if code in knowledge.book]
    asked = _asked(reading, measure, thing=thing, who=who, book=knowledge.book)
    return f"{asked}{_source(reading.source, knowledge)}?" if asked else ""


def _asked(
    reading: Reading, measure: Measure, *, thing: str, who: list[str], book: PlaceBook
) -> str:
    when, together = _when(reading.period), _listed(who)
    if reading.operation == "ranking" and not who:
        ends = "lead in" if reading.descending else "come last in"
        limit = int(reading.limit or 0)
        count = f"{_number(limit)} " if limit > 1 else ""
        among = f" of {book.place(reading.universe).sentence}" if reading.universe in book else ""
        return f"Which {count}countries{among} {ends} {thing}{when}"
    if not who:
        return ""
    of = _owned(who[0], thing) if len(who) == 1 else f"the {thing} of {together}"
    verb = _PLAIN.get(measure.counted, "")
    if verb == "publish" and "publication" in thing:
        verb = "have"  # nobody writes that publications were published
    if reading.operation == "share" and reading.share_of in book:
        return f"What share of {_owned(book.place(reading.share_of).sentence, thing)} " + (
            f"did {together} {verb or 'have'}{when}"
        )
    if reading.share_of:
        return ""
    one = len(who) == 1
    heads = {
        "trend": f"How did {of} develop{when}",
        "change": f"How much did {of} change{when}",
        "rank_of": f"Where does {who[0]} rank in {thing}{when}" if one else "",
        "peak": f"In which year did {of} peak" if one else "",
        "trough": f"In which year did {of} stand lowest" if one else "",
        "sum": f"What do {of} add up to{when}",
        "mean": f"What is the average of {of}{when}",
        "compare": "" if one else f"How do {together} compare in {thing}{when}",
        "difference": "" if one else f"How far apart are {together} in {thing}{when}",
    }
    if reading.operation != "lookup":
        return heads.get(reading.operation, "")
    if verb and measure.kind in ("count", "cumulative", "stock", "money"):
        many = "much" if measure.kind == "money" else "many"
        return f"How {many} {thing} did {together} {verb}{when}"
    return f"What {'was' if when else 'is'} {of}{when}"


def _measure(reading: Reading, knowledge: Knowledge) -> Measure | None:
    """Give the measure that names what is counted: the one asked for, else the preferred."""
    order = reading.measures or knowledge.catalogue.concept(reading.concept).order
    try:
        return knowledge.catalogue.measure(order[0]) if order else None
    except CorpusError:
        return None


def _when(period: Period) -> str:
    if period.kind == "at" and period.points:
        return f" in {_listed([str(point) for point in period.points])}"
    if period.kind == "range":
        return f" from {period}"
    if period.kind in ("since", "until"):
        return f" {period}"
    return f" over {period}" if period.kind == "last" else ""


def _source(source: str, knowledge: Knowledge) -> str:
    if not source:
        return ""
    label = next((group.label for group in read_source_names() if group.id == source), "")
    if not label:
        try:
            label = knowledge.catalogue.dataset(source).short
        except CorpusError:
            return ""
    return f", according to {label}"


def _owned(owner: str, thing: str) -> str:
    """Name a thing by its owner, which its own words may name already."""
    ending = "'" if owner.endswith("s") else "'s"
    return f"{owner}{ending} {thing.removeprefix(f'{owner}{ending} ')}"


def _listed(items: list[str]) -> str:
    return ", ".join(items[:-1]) + (" and " if items[1:] else "") + items[-1] if items else ""


def _number(count: int) -> str:
    return _SMALL[count - 1] if count <= len(_SMALL) else str(count)
