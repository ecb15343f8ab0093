"""Two questions: where one text asks several things, each of which has an answer of its own.

A border is an "and", a comma or a full stop before words that open a question.  It counts only
where what stands before it is a question by itself: "between 2010 and 2020", "China and India",
"when and where" and "what the NSF counts and what CSET counts" stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.question import read_question

__all__ = ["MOST_PARTS", "read_parts", "split_questions"]

MOST_PARTS = 4
_FEW_WORDS = 3

_WH = (
    r"(?:(?:by\s+)?how\s+(?:many|much|fast|far|big|large|high|strongly|quickly|often|long|did|does|do|has|have|is|are"
    r"|was|were)|who(?:se)?|what|which|when|where|why|in\s+which|in\s+what|since\s+when)"
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)"
# A verb makes words behind a question word a clause; "which least?" and "who is second?" do too.
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|ranks?|leads?|led"
    r"|count(?:s|ed)?|publish(?:es|ed)?|grew|grow|grown|rose|fell|come|comes|came|follow(?:s|ed)?"
    r"|say|says|said|mean|means|stand|stands|stood|produced?|released?|wrote|made|ha[st])\b",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\b(?:second|third|fourth|fifth|last|least|fewest|most|lowest)\b", re.I)
_BORDER = re.compile(
    rf"(?:\s*[,;]\s*(?:and|but|or|also)?\s+|\s+(?:and|as\s+well\s+as)\s+(?:also\s+)?)(?={_WH}\b)"
    rf"|\s*[,;]\s*(?:and|but)\s+(?={_AUXILIARY}\s+\w+\s)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:and|or|what\s+about|how\s+about)\b", re.IGNORECASE)
# "across the G20... sorry, I mean the G7": what is said last counts.
_CORRECTS = re.compile(
    r"^(?P<said>.{8,}?)[\s.…,;:?–—-]*\b(?:(?:no[,\s]+)?sorry|scratch\s+that|correction|no\s+wait"
    r"|(?:or\s+)?rather(?!\s+than)|I\s+meant?|make\s+that)\b[\s,.:;–—-]*(?:(?:no|I\s+meant?|make\s+(?:that|it)"
    r"|rather)\b[\s,:]*)*(?P<meant>\S.{2,})$",
    re.IGNORECASE,
)
_LAST_END = re.compile(
    r"(?:\bthe\s+)?\b(?:most|fewest|least|highest|lowest|largest|smallest|biggest)\W*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[?？!])\s+(?=\S)|(?<=[?？])(?=[^\s?？!»”\"')])")
# Words that wait for an "and" of their own, or for a clause with a question word in it.
_WAITS = re.compile(
    r"\b(?:between|both|difference|compare[ds]?|comparing|versus|vs|whether|depends?\s+on"
    r"|know|tell(?:\s+me)?|ask(?:ed)?|wonder|explain|say|says)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"^\W*(?:(?:and|but|so|also|then|please|tell\s+me|give\s+me|show\s+me|i'?d\s+like\s+to\s+know)\s+)*"
    rf"(?:{_WH}|{_AUXILIARY}|list|name|compare|give|show|tell)\b",
    re.IGNORECASE,
)
_STRETCH = r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d"
_STRETCHES = re.compile(
    rf"\b(?P<first>{_STRETCH})\s*,?\s*(?:(?:as\s+)?against|versus|vs\.?|v\.?|and|compared\s+(?:with|to))"
    rf"\s+(?:in\s+|with\s+)?(?P<second>{_STRETCH})\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|its|they|their)\b", re.IGNORECASE)
_BARE = re.compile(r"\b(?:share|rank|position)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\bpublish(?:es|ed)?\b", re.IGNORECASE)
_COUNTS = re.compile(r"\bwhat\s+(?:does|do|did)\b.+\bcounts?\s*\??\s*$", re.IGNORECASE)
_TAKEN = "No subject was named: AI publications were taken."
_BETWEEN = re.compile(r"\b(?:between|from)\b", re.IGNORECASE)
_JOINS = re.compile(r"\b(?:and|to|until)\b", re.IGNORECASE)
_EMBEDS = re.compile(
    r"\b(?:difference|gap|compare|comparison|relation|versus|vs\.?)\b", re.IGNORECASE
)


def split_questions(text: str) -> tuple[str, ...]:
    """Cut a text where a new question may begin; a text without a border comes back whole.

    >>> split_questions("How many papers did China publish in 2022, and who is second?")
    ('How many papers did China publish in 2022', 'and who is second?')
    >>> split_questions("How did China and India do between 2010 and 2020?")
    ('How did China and India do between 2010 and 2020?',)
    """
    pieces: list[str] = []
    for sentence in _STOP.split(text.strip()):
        pieces.extend(_clauses(sentence))
    pieces = [piece.strip() for piece in pieces if piece.strip(" ?!.,;")]
    whole = (text,)
    if len(pieces) < 2 or len(pieces) > MOST_PARTS:
        return whole
    asked = [
        _is_question(piece) or _goes_on(pieces, position) for position, piece in enumerate(pieces)
    ]
    return tuple(pieces) if all(asked) else whole


def _goes_on(pieces: Sequence[str], position: int) -> bool:
    """Tell "Austria in 2019? And in 2021?": a mark ends both, and "and" opens the second."""
    if not all(piece.rstrip().endswith(("?", "？")) for piece in pieces):
        return False
    follows = position + 1 if position == 0 else position
    return bool(_AND.match(pieces[follows]))


def _clauses(sentence: str) -> list[str]:
    """Cut one sentence at its borders, the "and" kept with what it opens."""
    found = []
    start = 0
    for border in _BORDER.finditer(sentence):
        before, after = sentence[start : border.start()], sentence[border.end() :]
        if not _may_end(before) or not _may_begin(after):
            continue
        found.append(before)
        start = border.start()
    found.append(sentence[start:])
    return [re.sub(r"^\s*[,;]\s*", "", piece) for piece in found]


def _may_end(before: str) -> bool:
    """Tell whether a clause may be over: long enough, with a verb, waiting for nothing."""
    if len(before.split()) < _FEW_WORDS or _WAITS.search(before + " "):
        return False
    if _EMBEDS.search(before):
        return False
    opened = _BETWEEN.search(before)
    if opened and opened.group().lower() == "between":
        return bool(_JOINS.search(before, opened.end()))
    return bool(_OPENS.match(before))


def _may_begin(after: str) -> bool:
    """Tell whether words make a clause: a question word with a verb or a place in an order."""
    clause = re.split(r"[,;?]", after)[0]
    rest = re.sub(rf"^{_WH}\b", "", clause.strip(), count=1, flags=re.IGNORECASE)
    if re.match(r"(?:by\s+)?how\b", clause, re.IGNORECASE):
        return bool(_VERB.search(clause)) and len(clause.split()) > 2
    return bool(_VERB.search(rest)) or (bool(_RANKED.search(rest)) and len(rest.split()) <= 2)


def _is_question(piece: str) -> bool:
    return bool(_OPENS.match(piece))


def read_parts(
    text: str,
    knowledge: Knowledge,
    *,
    before: Reading | None,
    finish: Callable[[Reading, Reading | None], Reading],
) -> tuple[Reading, ...]:
    """Read each question of a text, each leaning on the one before; one for a single question.

    ``finish`` merges a reading with the one before it and writes out its standalone question.
    A text is not split where a part by itself is understood as nothing.
    """
    if corrected := _CORRECTS.match(text):
        said = read_question(corrected["said"], knowledge)
        if not (said.concept or said.entity):  # broken off: "the three with the fewest... the most"
            text = f"{_LAST_END.sub('', corrected['said'])} {corrected['meant']}"
        elif (meant := read_question(f"and {corrected['meant']}", knowledge)).stated:
            return (replace(finish(meant, finish(said, before)), question=text),)
    whole = read_question(text, knowledge)
    pieces = split_questions(text)
    if len(pieces) < 2 and whole.concept and whole.places:
        pieces = _each_stretch(text)
    asks_of_winner = whole.entity is not None and whole.entity.operation == "superlative"
    if len(pieces) < 2 or (asks_of_winner and _IT.search(pieces[-1])):
        return (finish(_with_subject(whole, knowledge) if before is None else whole, before),)
    readings: list[Reading] = []
    earlier = before
    for piece in pieces:
        named = _named(piece, readings[-1], knowledge) if readings else piece
        own = read_question(named, knowledge)
        if readings and own.places and not (own.concept or own.words or own.entity):
            own = _same_subject(own, named, readings[-1], knowledge)
        if not readings and before is None:
            own = _with_subject(own, knowledge)
        # Words that nothing explains make it a question of its own: the weather leans on nothing.
        alone = bool(readings) and bool(own.words) and not own.concept
        reading = finish(own, None if alone else earlier)
        if not _stands(own if not readings else reading):
            return (finish(whole, before),)
        readings.append(reading)
        earlier = _as_before(reading)
    return tuple(_shared_period(readings, pieces))


def _each_stretch(text: str) -> tuple[str, ...]:
    """Ask of each of two stretches of years by itself: "in 2003-2007, as against 2019-2023".

    >>> _each_stretch("AI articles of Japan in 2003-2007 versus 2018-2022?")
    ('AI articles of Japan in 2003-2007?', 'AI articles of Japan in 2018-2022?')
    """
    both = _STRETCHES.search(text)
    if both is None:
        return (text,)
    before, after = text[: both.start()], text[both.end() :]
    return f"{before}{both['first']}{after}", f"{before}{both['second']}{after}"


def _named(piece: str, before: Reading, knowledge: Knowledge) -> str:
    """Put the one place of the part before in place of "it", "its" and "they"."""
    if len(before.places) != 1 or before.entity is not None:
        return piece
    if before.places[0] not in knowledge.book:
        return piece
    name = knowledge.book.place(before.places[0]).sentence
    owner = f"{name}'" if name.endswith("s") else f"{name}'s"
    text = re.sub(r"\b(?:its|their)\b", lambda _: owner, piece, flags=re.IGNORECASE)
    return re.sub(r"\b(?:it|they)\b", lambda _: name, text, flags=re.IGNORECASE)


def _same_subject(own: Reading, text: str, before: Reading, knowledge: Knowledge) -> Reading:
    """Read "and what was Spain's share of the world" with the subject of the part before."""
    if not before.concept:
        return own
    label = knowledge.catalogue.concept(before.concept).label
    connected = text if re.match(r"\s*(?:and|but|or)\b", text, re.IGNORECASE) else f"and {text}"
    fuller = read_question(f"{connected.rstrip(' ?.')}, {label}", knowledge)
    return fuller if fuller.concept == before.concept else own


def _with_subject(reading: Reading, knowledge: Knowledge) -> Reading:
    """Take a bare share or rank, or what a source counts, to be of AI publications; say so."""
    if reading.source and not reading.concept and _COUNTS.search(reading.question):
        label = knowledge.sources.groups[reading.source].label
        return replace(reading, standalone=f"How does {label} define AI articles?", notes=(_TAKEN,))
    over_places = reading.operation in ("ranking", "count", "rank_of")
    ranks = over_places and bool(_PUBLISHED.search(reading.question))
    bare = reading.intent == "passages" and not (reading.concept or reading.words or reading.source)
    names = reading.places and _BARE.search(reading.question)
    if not bare or not (names or ranks):
        return reading
    subject = read_question(f"{reading.question.rstrip(' ?.')} of AI publications", knowledge)
    if not subject.concept:
        return reading
    return replace(subject, question=reading.question, notes=(*subject.notes, _TAKEN))


def _stands(reading: Reading) -> bool:
    """Tell whether a part asks something by itself: a figure, or words to look for."""
    if reading.entity is not None or reading.concept:
        return True
    named = bool(reading.source or reading.places)
    return reading.intent == "passages" and (bool(reading.words) or named)


def _as_before(reading: Reading) -> Reading:
    years = tuple(point.year for point in reading.period.points)
    return replace(reading, years=(*reading.years, *years)[-4:])


def _shared_period(readings: Sequence[Reading], pieces: Sequence[str]) -> list[Reading]:
    """Give a period that stands at the end to parts before it that open in the same way.

    "How many papers did China publish and how many patents did it file in 2022?"
    """
    last = readings[-1]
    head = _head(pieces[-1])
    if "period" not in last.stated or last.period.kind == "shift":
        return list(readings)
    return [
        replace(reading, period=last.period, stated=(*reading.stated, "period"))
        if "period" not in reading.stated
        and _head(piece) == head
        and reading.entity is None
        and reading.intent == "figures"
        else reading
        for reading, piece in zip(readings, pieces, strict=True)
    ]


def _head(piece: str) -> str:
    found = re.search(rf"{_WH}", piece, re.IGNORECASE)
    return found.group().lower() if found else ""
