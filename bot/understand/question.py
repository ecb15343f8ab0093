"""Questions: from a reader's words to a reading.  Pure: same words, same reading."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from bot.readings import Reading, Threshold
from bot.understand.knowledge import Knowledge
from bot.understand.measures import MeasureMatch, content_stems
from bot.understand.operations import Cues, find_cues
from bot.understand.periods import Found, Period, find_period
from bot.understand.places import Mention
from bot.understand.quantities import Quantity, find_quantities
from bot.understand.sources import SourceMention
from bot.understand.words import CUE_WORDS, GENERIC, STOP_WORDS, is_stop
from bot.understand.tokens import fold, stem, tokenise

__all__ = ["LONGEST_QUESTION", "Slots", "clean_question", "find_slots", "read_question"]

LONGEST_QUESTION = 2_000  # characters that are read; a longer one is cut, and that is said
_AGGREGATES = ("bloc", "region", "world", "group")
_EXCLUDE_BEFORE = re.compile(
    r"(?:without|excluding|except(?:\s+for)?|excl\.?|apart\s+from|other\s+than|besides|aside\s+from|"
    r"not\s+counting|not\s+including|leaving\s+out|leaving\s+aside|ignoring|outside(?:\s+of)?|beyond|but\s+not)"
    r"\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_EXCLUDE_AFTER = re.compile(
    r"^(?:'s)?\s*(?:aside|apart|excluded|excepted|left\s+out|not\s+(?:counted|included)|omitted|ignored)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r"^(?:\s|,|and|or|&|the|plus)+$", re.IGNORECASE)
_MEMBERS = re.compile(
    r"\b(?:members?|member\s+(?:states|countries)|countries|nations|economies|states)\b", re.I
)
_OPINION = re.compile(
    r"\b(?:do\s+you\s+(?:think|believe|feel|like|prefer|agree)|what\s+do\s+you\s+(?:think|make)|your\s+(?:opinion|view|take|advice|favou?rite)|"
    r"in\s+your\s+(?:opinion|view)|should\s+(?:the\s+|we\s+|i\s+|they\s+|\w+\s+)|is\s+it\s+(?:good|bad|right|wrong|fair|ethical|moral)|"
    r"who\s+(?:deserves|should)|would\s+you|morally|better\s+system|recommend|are\s+you\s+(?:for|against|sentient|conscious|happy))\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|going\s+to|gonna|predict|prediction|forecast|project(?:ed|ion)s?|expect(?:ed)?\s+(?:in|by|to)|"
    r"next\s+(?:year|decade|five\s+years)|in\s+the\s+future|by\s+20[3-9]\d|in\s+20[3-9]\d|"
    r"in\s+(?:\w+\s+)?years'?\s+time)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:phone\s+number|telephone|mobile\s+number|home\s+address|e-?mail\s+address|email\s+of|date\s+of\s+birth|"
    r"passport|salary|social\s+security|where\s+does\s+.{2,40}\s+live|married|wife|husband|children|religion)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,3}(?:instructions?|rules|sources|prompt|guidelines|above)\b|"
    r"\b(?:system\s+prompt|developer\s+mode|jailbreak|api\s+keys?|hidden\s+(?:configuration|instructions?|prompt)|"
    r"your\s+(?:instructions|configuration|prompt|rules|system\s+message)|pretend\s+(?:to\s+be|you)|act\s+as\s+(?:an?|if)|you\s+are\s+now|"
    r"environment\s+variables?|passwords?|credentials|repeat\s+(?:the\s+)?(?:words|text)\s+above)\b|^\s*(?:system|assistant|developer)\s*:",
    re.IGNORECASE,
)
# "whose scientists wrote more papers": the scientists are no measure, the papers are.
_AGENTS = re.compile(
    r"\b(?:scientists?|researchers?|academics?|scholars?|authors?|experts?|labs?|teams?|universit(?:y|ies)|inventors?)\b"
    r"(?=(?:'s?)?.{0,24}\b(?:wrote|writ\w+|publish\w*|produc\w*|co-?author\w*|turn\w* out|put out|fil(?:e|ed|ing)|ip5)\b)",
    re.IGNORECASE,
)
# Names of measures that sound like rankings: "the top 1% most cited".
_NAMED_RANKS = re.compile(
    r"\btop[\s-]*\d+(?:\.\d+)?\s*(?:%|per\s?cent|percent)(?:\s+most[\s-]cited)?|\b(?:most|highly|top)[\s-](?:highly[\s-])?cited\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:more\s+than|above|over|exceed\w*|topp?(?:ed|ing|s)?|at\s+least|fewer\s+than|less\s+than|below|under|"
    r"reach\w*|surpass\w*)\s+$",
    re.IGNORECASE,
)
_RANK_THEM = re.compile(r"\s*rank\s+(?!of\b)", re.IGNORECASE)
_SHARE_WORD = re.compile(
    r"\b(?:share|proportion|portion|fraction|slice|chunk|part)\b", re.IGNORECASE
)
_COMPARISON = {
    "over": ">",
    "at least": ">=",
    "under": "<",
    "at most": "<=",
    "nearly": ">=",
    "about": ">=",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Hold what was found in a question before it is put together."""

    text: str
    mentions: tuple[Mention, ...]
    excluded: tuple[str, ...]
    sources: tuple[SourceMention, ...]
    found: Found
    cues: Cues
    quantities: tuple[Quantity, ...]  # those that are neither periods, nor n, nor names
    matches: tuple[MeasureMatch, ...]
    topic: str
    stems: tuple[str, ...]  # content words, in order
    masked: str


def clean_question(question: str) -> str:
    """Take control and invisible characters out and fold white space.

    >>> clean_question("AI\\u200b papers\\x00 in  China?")
    'AI papers in China?'
    """
    text = unicodedata.normalize("NFC", question)
    text = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join(text.split())[:LONGEST_QUESTION]


def _mask(text: str, spans: list[tuple[int, int, str]]) -> str:
    """Replace spans by a word of the same length, so that offsets stay true."""
    for start, end, word in spans:
        length = end - start
        text = text[:start] + (word * length)[:length] + text[end:]
    return text


def find_slots(text: str, knowledge: Knowledge) -> Slots:
    """Find places, sources, period, numbers, cues and measure words in a cleaned question."""
    sources = knowledge.sources.find(text)
    masked = _mask(text, [(mention.start, mention.end, "§") for mention in sources])
    known = knowledge.measures.vocabulary | STOP_WORDS
    words = {token.norm for token in tokenise(text) if token.norm in known or token.stem in known}
    mentions = sorted(
        knowledge.places.find(masked, known_words=words), key=lambda mention: mention.start
    )
    bare = masked
    for mention in mentions:
        tail = _MEMBERS.search(mention.text)
        end = mention.start + tail.start() if tail and tail.start() else mention.end
        bare = _mask(bare, [(mention.start, end, "¤")])
    found = find_period(bare)
    timeless = _mask(bare, [(start, end, "¤") for start, end in found.spans])
    cues = find_cues(_NAMED_RANKS.sub(lambda match: "¤" * len(match.group()), timeless))
    quantities = _free_quantities(bare, found, cues)
    subject = _AGENTS.sub(lambda match: "¤" * len(match.group()), bare)
    if cues.normaliser_span:
        subject = _mask(subject, [(*cues.normaliser_span, "¤")])
    explained = [
        *found.spans,
        *[(mention.start, mention.end) for mention in mentions],
        *[(mention.start, mention.end) for mention in sources],
    ]
    tokens = [
        token
        for token in tokenise(subject)
        if not any(start <= token.start < end for start, end in explained)
        and not set(token.text) <= {"§", "¤"}
    ]
    stems = content_stems(" ".join(token.text for token in tokens))
    stems = [word for word in stems if not word[:1].isdigit() and word not in ("%", "$", "€", "£")]
    stems = knowledge.measures.mend(stems)
    named = [word for mention in mentions for word in content_stems(mention.text)]
    allowed = _allowed_measures(sources, knowledge)
    topic, topic_stems = _topic(text, knowledge)
    matches = knowledge.measures.match([*stems, *topic_stems], allowed=allowed or None, names=named)
    if cues.normaliser_span:
        cues, matches = _rate_of_its_own(bare, explained, cues, matches, knowledge)
    if (
        not matches
        and allowed
        and not any(not is_stop(word) and word not in _CUE_STEMS for word in stems)
    ):
        # "OECD.AI share of India": only cue words, but the source has one measure that fits
        matches = knowledge.measures.match(stems, allowed=allowed, loose=True)
    if sources and not allowed:
        matches = []  # the source named has no figures here: its documents must answer
    return Slots(
        text=text,
        mentions=tuple(mentions),
        excluded=_excluded(bare, mentions, knowledge),
        sources=tuple(sources),
        found=found,
        cues=cues,
        quantities=tuple(quantities),
        matches=tuple(matches),
        topic=topic,
        stems=tuple(stems),
        masked=bare,
    )


def _without(text: str, span: tuple[int, int] | None) -> str:
    return text if span is None else text[: span[0]] + text[span[1] :]


def _rate_of_its_own(
    bare: str,
    explained: list[tuple[int, int]],
    cues: Cues,
    matches: list[MeasureMatch],
    knowledge: Knowledge,
) -> tuple[Cues, list[MeasureMatch]]:
    """Read "researchers per million people" as the series of that name, where there is one."""
    text = _mask(bare, [(start, end, "¤") for start, end in explained])
    with_rate = knowledge.measures.match(content_stems(text))
    if not with_rate:
        return cues, matches
    members = knowledge.catalogue.measures_of(with_rate[0].concept)
    own_words = with_rate[0].explained & frozenset(
        content_stems(_without(text, cues.normaliser_span))
    )
    if not own_words - {"ai"}:
        return cues, matches
    if members and all(item.kind == "rate" and item.view != "as_reported" for item in members):
        return replace(cues, normaliser="", per=0.0), with_rate
    return cues, matches


def _allowed_measures(sources: list[SourceMention], knowledge: Knowledge) -> frozenset[str]:
    pairs = [(measure.id, measure.dataset) for measure in knowledge.catalogue.measures]
    allowed: frozenset[str] = frozenset()
    for mention in sources:
        allowed |= knowledge.sources.groups[mention.group].owned_measures(pairs)
    return allowed


def _topic(text: str, knowledge: Knowledge) -> tuple[str, list[str]]:
    """Find a topic value ("pytorch", "computer vision"), the longest first."""
    folded = " " + re.sub(r"[^a-z0-9]+", " ", fold(text)) + " "
    for topic in sorted(knowledge.topics, key=len, reverse=True):
        if topic == "ai":
            continue
        if f" {topic.replace('-', ' ')} " in folded:
            return topic, []
    return "", []


def _free_quantities(text: str, found: Found, cues: Cues) -> list[Quantity]:
    """Keep the numbers that state a value: no period, no "top n", no "per 100,000"."""
    taken = [*found.spans]
    quantities = []
    for quantity in find_quantities(text):
        if quantity.kind == "year" and _BOUND.search(text[: quantity.start]):
            quantity = replace(quantity, kind="count")
        if quantity.value is None or quantity.kind in ("year", "date", "name"):
            continue
        if any(start <= quantity.start < end for start, end in taken):
            continue
        if "first_year" not in cues.operations and re.search(
            r"\b(?:per|top|bottom|each|every|leading|first|last|which|G)[\s-]*$",
            text[: quantity.start],
            re.I,
        ):
            continue
        if re.match(
            r"\s*(?:countries|economies|places|nations|members|largest|biggest)\b",
            text[quantity.end :],
            re.I,
        ):
            continue
        if quantity.kind == "rank" and not re.search(r"#|\d", quantity.text):
            continue
        quantities.append(quantity)
    return quantities


def _is_bloc(mention: Mention, knowledge: Knowledge) -> bool:
    return knowledge.book.place(mention.code).kind in _AGGREGATES


def _excluded(text: str, mentions: list[Mention], knowledge: Knowledge) -> tuple[str, ...]:
    excluded: list[str] = []
    open_list = False
    for position, mention in enumerate(mentions):
        before = text[: mention.start]
        if position and open_list:
            between = text[mentions[position - 1].end : mention.start]
            open_list = bool(_JOINS.match(between))
        minus = position and re.search(r"\bminus\s+(?:the\s+)?$", before, re.IGNORECASE)
        if _EXCLUDE_BEFORE.search(before) or (
            minus and _is_bloc(mentions[position - 1], knowledge)
        ):
            open_list = True
        if open_list:
            excluded.extend(mention.codes)
        elif _EXCLUDE_AFTER.match(text[mention.end :]):
            # "the USA and China aside": the whole list before the word goes
            excluded.extend(mention.codes)
            for earlier, later in zip(
                reversed(mentions[:position]), reversed(mentions[1 : position + 1]), strict=True
            ):
                if not _JOINS.match(text[earlier.end : later.start]):
                    break
                excluded.extend(earlier.codes)
    return tuple(dict.fromkeys(excluded))


def read_question(question: str, knowledge: Knowledge) -> Reading:
    """Read one question by itself; follow-ups are merged in ``follow``."""
    text = clean_question(question)
    if not any(char.isalnum() for char in text):
        return Reading(question=question, intent="empty")
    slots = find_slots(knowledge.spelling.mend(text), knowledge)
    reading = _assemble(question, text, slots, knowledge)
    return reading


def _assemble(question: str, text: str, slots: Slots, knowledge: Knowledge) -> Reading:
    cues, found = slots.cues, slots.found
    match = slots.matches[0] if slots.matches else None
    concept = match.concept if match else ""
    taken = ""
    if not concept and _only_ai(slots):
        concept = knowledge.catalogue.concepts[0].id
        taken = f"“AI” alone was taken to mean {knowledge.catalogue.concepts[0].label}."
    measures = match.measures if match else ()
    if slots.topic:
        topical = [item for item in knowledge.catalogue.measures if "topic" in item.dimensions]
        developers = any(
            word in slots.stems
            for word in (
                "pusher",
                "developer",
                "github",
                "repository",
                "repo",
                "coder",
                "programmer",
            )
        )
        if topical and (developers or not match or concept == topical[0].concept):
            concept, measures = topical[0].concept, (topical[0].id,)
    topic = (
        slots.topic
        if concept
        and any("topic" in knowledge.catalogue.measure(name).dimensions for name in measures)
        else ""
    )
    covered = frozenset[str]().union(
        *(
            knowledge.organisations.get(item.id, frozenset())
            for item in knowledge.catalogue.measures
            if item.id in measures or (not measures and item.concept == concept)
        )
    )
    counted = _counted_concept(concept, measures, knowledge)
    if (
        counted
        and cues.form == "percent"
        and not _SHARE_WORD.search(slots.masked)
        and ("change" in cues.operations or len(found.period.points) > 1)
    ):  # "percentage growth of AI papers": of the count itself
        concept, counted = counted, ""
    if counted:  # "share of the world's AI papers" can be worked out from counts as well
        concept, measures = counted, ()
    named, strangers = [], []
    for mention in slots.mentions:
        organisation = knowledge.book.place(mention.code).kind == "organisation"
        if organisation and mention.code not in covered:
            strangers.append(mention)  # not what these figures are about: a word like any other
        elif not set(mention.codes) & set(slots.excluded):
            named.append(mention)
    aggregates = [m for m in named if knowledge.book.place(m.code).kind in _AGGREGATES]
    places = [m for m in named if m not in aggregates]
    threshold = _threshold(slots)
    period = found.period
    operation, form, extra = _operation(slots, places, aggregates, threshold, period)
    if operation == "change" and period.kind == "at" and len(period.points) == 1:
        if re.search(
            r"\b(?:from|since|after)\s+(?:the\s+)?¤*$",
            slots.text[: found.spans[0][0]] if found.spans else "",
            re.I,
        ):
            period = replace(period, kind="since")
    universe, share_of, members = "", "", False
    codes = [code for mention in places for code in mention.codes]
    blocs = [mention.code for mention in aggregates]
    two_times = period.kind in ("range", "since", "last") or len(period.points) > 1
    relative = (
        cues.form in ("percent", "cagr", "factor")
        and not _SHARE_WORD.search(slots.masked)
        and ("change" in cues.operations or two_times)
    )  # "up in per cent": a change, not a share
    bare_share = not concept and "share" in cues.operations and not places and len(aggregates) == 1
    if bare_share:  # "as a share of the EU?" after another question
        share_of, blocs = aggregates[0].code, []
    share = (
        bool(counted)
        or bool(concept)
        and "share" in cues.operations
        and not relative
        and not _is_share(concept, measures, knowledge)
    )
    if share and operation in (
        "lookup",
        "compare",
        "ranking",
        "change",
        "trend",
        "peak",
        "trough",
        "mean",
        "sum",
        "first_year",
        "rank_of",
        "difference",
        "ratio",
    ):
        share_of = _whole(slots, aggregates, bool(places))
        if share_of:
            blocs = [code for code in blocs if code != share_of or blocs.count(code) > 1]
            if form == "percent" and not _growth(cues):
                form = ""
    elif (
        any(mention.code == "WLD" for mention in aggregates)
        and (
            codes
            or [b for b in blocs if b != "WLD"]
            or operation in ("ranking", "rank_of", "count")
        )
        and operation in ("ranking", "rank_of", "count")
    ):
        blocs = [code for code in blocs if code != "WLD"]
    if operation in ("ranking", "count", "rank_of", "median") or (
        operation == "mean" and not codes and extra == "places"
    ):
        narrow = [code for code in blocs if code != "WLD"]
        if narrow:
            universe, blocs = narrow[0], narrow[1:]
        elif operation != "median":
            blocs = []
    elif operation == "sum" and blocs and not codes:
        members = True
    elif blocs and _says_members(slots.masked, aggregates):
        members = True
    codes += [code for code in blocs if code not in codes]
    if operation in ("lookup", "compare") and _rest_of_world(text):
        share_of = share_of
    concept, measures, share_of = _ratio_or_count(concept, measures, share_of, slots, knowledge)
    if _is_share(concept, measures, knowledge) and len(codes) > 1:
        codes = [code for code in codes if code != "WLD"]  # the whole, not a place beside it
    if (
        operation == "rank_of"
        and measures
        and knowledge.catalogue.measure(measures[0]).kind == "rank"
    ):
        operation = "lookup"  # the measure is itself a rank
    normaliser, per = cues.normaliser, cues.per
    if normaliser:
        match_words = match.explained if match else frozenset()
        if concept in ("researchers_per_million", "gdp") or any(
            "per_" in name for name in measures
        ):
            normaliser, per = "", 0.0
        del match_words
    if normaliser and not per:
        per = {"population": 1e6, "gdp": 1e9, "researchers": 1e3}.get(normaliser, 1.0)
    explained = match.explained if match else frozenset[str]()
    if concept:
        explained |= knowledge.measures.bag(concept, measures)
    leftovers = _leftovers(slots, explained)
    leftovers += tuple(
        word
        for mention in strangers
        for word in content_stems(mention.text)
        if word not in explained and not is_stop(word) and not word[:1].isdigit()
    )
    intent = _intent(text, slots, concept, measures, operation, knowledge)
    notes = [note for note in (period.note, taken) if note]
    for mention in named:
        place = knowledge.book.place(mention.code)
        if mention.kind == "metonym":
            notes.append(f"“{mention.text}” was taken to mean {place.sentence}.")
        elif mention.kind == "part of":
            notes.append(
                f"There are no figures for “{mention.text}” alone; those of {place.sentence} include it."
            )
        elif mention.kind == "slip":
            notes.append(f"“{mention.text}” was read as {place.name}.")
    ambiguous = tuple(mention.text for mention in named if mention.kind == "ambiguous")
    stated = tuple(
        name
        for name, there in (
            ("measure", bool(concept)),
            ("places", bool(named) or bool(slots.excluded)),
            ("period", found.stated),
            ("operation", operation != "lookup" or cues.form != "" or "share" in cues.operations),
            ("normaliser", bool(normaliser)),
            ("source", bool(slots.sources)),
            ("limit", bool(cues.limit or cues.rank)),
        )
        if there
    )
    return Reading(
        question=question,
        intent=intent,
        concept=concept,
        measures=measures,
        places=tuple(dict.fromkeys(codes)),
        excluded=slots.excluded,
        universe=universe,
        members=members,
        period=period,
        operation=operation,
        form=form,
        normaliser=normaliser,
        per=per or 1.0,
        share_of=share_of,
        topic=topic,
        threshold=threshold,
        limit=cues.limit,
        rank=cues.rank,
        descending=cues.descending,
        source=slots.sources[0].group if slots.sources else "",
        ask=cues.ask,
        words=leftovers,
        notes=tuple(notes),
        ambiguous=ambiguous,
        meanings=tuple(
            code for mention in named if mention.kind == "ambiguous" for code in mention.codes
        ),
        stated=stated,
    )


def _counted_concept(concept: str, measures: tuple[str, ...], knowledge: Knowledge) -> str:
    """Give the concept whose counts a share is a share of, where no measure was named."""
    if measures or not concept.endswith("_share"):
        return ""
    counted = f"{concept.removesuffix('_share')}s"
    return counted if any(item.id == counted for item in knowledge.catalogue.concepts) else ""


def _only_ai(slots: Slots) -> bool:
    """Tell whether places are compared "in AI", and nothing says what is counted."""
    ops = {"overtake", "ranking", "compare", "difference", "ratio", "rank_of", "trend", "change"}
    content = [
        word
        for word in slots.stems
        if not is_stop(word) and word not in _CUE_STEMS and word != "ai"
    ]
    return (
        "ai" in slots.stems
        and not content
        and bool(slots.mentions)
        and bool(ops & set(slots.cues.operations))
        and not slots.sources
    )


def _ratio_or_count(
    concept: str, measures: tuple[str, ...], share_of: str, slots: Slots, knowledge: Knowledge
) -> tuple[str, tuple[str, ...], str]:
    """Choose between a count and its ratio: "what share had foreign co-authors" or "how many"."""
    catalogue = knowledge.catalogue
    names = measures or (catalogue.concept(concept).order[:1] if concept else ())
    if not names:
        return concept, measures, share_of
    first = catalogue.measure(names[0])
    world = any(mention.code == "WLD" for mention in slots.mentions)
    if share_of == "WLD" and not world:
        for ratio in catalogue.measures:
            if ratio.numerator == first.id:
                return ratio.concept, (ratio.id,), ""
    how_many = re.search(r"\b(?:how\s+many|number\s+of|count\s+of)\b", slots.masked, re.IGNORECASE)
    if first.numerator and how_many and "share" not in slots.cues.operations:
        count = catalogue.measure(first.numerator)
        return count.concept, (count.id,), ""
    return concept, measures, share_of


def _growth(cues: Cues) -> bool:
    return "change" in cues.operations


def _rest_of_world(text: str) -> bool:
    return bool(re.search(r"\brest\s+of\s+the\s+world\b", text, re.IGNORECASE))


def _is_share(concept: str, measures: tuple[str, ...], knowledge: Knowledge) -> bool:
    if measures:
        return all(knowledge.catalogue.measure(name).kind in ("share", "rate") for name in measures)
    if not concept:
        return False
    members = [item for item in knowledge.catalogue.measures if item.concept == concept]
    return bool(members) and all(item.kind in ("share", "rate") for item in members)


def _says_members(masked: str, aggregates: list[Mention]) -> bool:
    return any(
        _MEMBERS.match(masked[mention.end :].lstrip("'s ").lstrip())
        or _MEMBERS.search(mention.text)
        for mention in aggregates
    )


def _whole(slots: Slots, aggregates: list[Mention], has_places: bool) -> str:
    """Find the whole of a share: "of the EU's articles", "of world output", else the world."""
    for mention in aggregates:
        before = slots.masked[: mention.start]
        if re.search(
            r"\b(?:of|in|within|to|for)\s+(?:(?:all|the|total|overall)\s+)*$", before, re.I
        ):
            single_part = not has_places and len(aggregates) == 1 and mention.code != "WLD"
            if single_part:
                return "WLD"
            return mention.code
    return "WLD"


def _threshold(slots: Slots) -> Threshold | None:
    """Read "more than 1,000" and "topped 1000" as a condition on the value."""
    for quantity in slots.quantities:
        if quantity.kind in ("rank", "factor", "points") or quantity.value is None:
            continue
        before = slots.masked[max(0, quantity.start - 24) : quantity.start]
        comparison = _COMPARISON.get(quantity.hedge)
        if comparison is None and re.search(
            r"\b(?:reach|hit|cross|pass|top|exceed|surpass|break)\w*\s+(?:the\s+)?$", before, re.I
        ):
            comparison = ">" if re.search(r"\b(?:exceed|surpass|top|pass)", before, re.I) else ">="
        if (
            comparison is None
            and quantity.hedge == ""
            and {"first_year", "last_year", "count", "unbroken", "count_years"}
            & set(slots.cues.operations)
        ):
            comparison = ">="
        if comparison:
            return Threshold(
                comparison=comparison,  # type: ignore[arg-type]
                value=quantity.value,
                is_percent=quantity.kind == "percent",
            )
    return None


def _operation(
    slots: Slots,
    places: list[Mention],
    aggregates: list[Mention],
    threshold: Threshold | None,
    period: Period,
) -> tuple[str, str, str]:
    """Choose the operation, its form, and over what a mean or median runs."""
    cues = slots.cues
    has = set(cues.operations)
    n_places = len(places) + (len(aggregates) if not places else 0)
    beside = [mention for mention in aggregates if mention.code != "WLD" or "share" not in has]
    several = len(places) + len(beside) >= 2
    spans_years = period.kind in ("range", "since", "until", "last", "all") or (
        period.kind == "at" and len(period.points) == 2
    )
    relative = "change" in has or (spans_years and not _SHARE_WORD.search(slots.masked))
    bare = not slots.matches and not slots.mentions  # "in percent?" after another question
    form = cues.form if cues.form != "percent" or relative or bare else ""
    if threshold and n_places and "count_years" in has:
        return "count_years", "", ""
    if threshold and n_places and "unbroken" in has:
        return "unbroken", "", ""
    if "in_top" in has and len(places) == 1 and cues.ask in ("yesno", ""):
        return "rank_of", "", ""
    if "overtake" in has and several and not threshold:
        return "overtake", "", ""
    if "first_year" in has and (threshold or several):
        return ("first_year", "", "") if threshold else ("overtake", "", "")
    if "last_year" in has and (threshold or several):
        return "last_year", "", ""
    if threshold and aggregates and not places and cues.ask == "number":
        return "count", "", ""
    if "count" in has and (threshold or ("share" not in has and "ranking" not in has)):
        return "count", "", ""
    if "peak" in has and n_places:
        return "peak", "", ""
    if "trough" in has and n_places:
        return "trough", "", ""
    if cues.fastest:
        return "ranking", form or "percent", ""
    if (
        "rank_of" in has
        and n_places
        and not cues.limit
        and not ("ranking" in has and cues.limit)
        and not _RANK_THEM.match(slots.text)
    ):
        return "rank_of", "", ""
    plural = several and (len(places) >= 2)
    if ("ranking" in has or cues.rank) and not (spans_years and "change" in has and n_places):
        if plural and not cues.limit and not _RANK_THEM.match(slots.text):
            return "compare", "", ""
        if (
            not (len(places) == 1 and not aggregates)
            or cues.limit
            or cues.rank
            or cues.ask == "who"
        ):
            return "ranking", "", ""
    if form in ("percent", "factor", "cagr") and spans_years and not plural:
        return "change", form, ""
    if "difference" in has and (several or not n_places):
        return "difference", "", ""
    if "ratio" in has and (several or not n_places) and not ("change" in has and spans_years):
        return "ratio", "", ""
    if (
        spans_years
        and ("change" in has or "ratio" in has or "difference" in has)
        and "trend" not in has - {"trend"}
    ):
        if "ratio" in has and not form:
            form = "factor"
        if "difference" in has and not form:
            form = "absolute"
        return "change", form, ""
    if "change" in has and not plural:
        if form or spans_years:
            return "change", form, ""
        if period.kind == "at" and len(period.points) == 1:
            return "change", form, ""
        return "trend", form, ""
    if "median" in has:
        return "median", "", "places" if not spans_years else "years"
    if "mean" in has:
        return "mean", "", "years" if places or spans_years else "places"
    if "sum" in has and (several or aggregates or spans_years):
        return "sum", "", ""
    if (
        "trend" in has
        or period.kind in ("since", "until", "last", "all")
        or (period.kind == "range" and n_places)
    ):
        return "trend", "", ""
    if "compare" in has and several:
        return "compare", "", ""
    if "difference" in has and n_places == 1 and spans_years:
        return "change", "absolute", ""
    if len(places) + len(aggregates) >= 2 and "share" not in has:
        return "compare", "", ""
    return "lookup", form if bare else "", ""


_CUE_STEMS = frozenset(stem(word) for word in CUE_WORDS)


def _leftovers(slots: Slots, explained: frozenset[str]) -> tuple[str, ...]:
    """Give the content words that neither measure, place, period nor cue explains."""
    topic = set(content_stems(slots.topic.replace("-", " "))) if slots.topic else set()
    return tuple(
        dict.fromkeys(
            word
            for word in slots.stems
            if word not in explained
            and not is_stop(word)
            and word not in GENERIC
            and word not in _CUE_STEMS
            and word not in topic
            and word != "ai"
            and len(word) > 1
        )
    )


def _intent(
    text: str,
    slots: Slots,
    concept: str,
    measures: tuple[str, ...],
    operation: str,
    knowledge: Knowledge,
) -> str:
    if _INSTRUCTION.search(text):
        return "out_of_scope"
    if _PRIVATE.search(text):
        return "private"
    if _OPINION.search(text):
        return "opinion"
    if not concept:
        return "passages"
    if slots.cues.ask == "define" and not slots.mentions:
        return "passages"
    no_place = not slots.mentions and not slots.topic
    if no_place and operation == "lookup" and slots.cues.ask not in ("number", ""):
        return "passages"  # "what makes a model notable": no figure without a place
    ranks = any(knowledge.catalogue.measure(name).kind == "rank" for name in measures)
    if (
        slots.cues.ask in ("when", "where", "who")
        and operation in ("lookup", "share", "trend")
        and not ranks
    ):
        return "passages"  # a date, a place or a name is asked for, not a value
    return "figures"
