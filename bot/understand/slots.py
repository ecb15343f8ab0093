"""Slots: what a question holds, found part by part: places, sources, period, numbers, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.readings import Filter
from bot.understand.divisors import find_divisor
from bot.understand.exclusions import EXCLUDE_WORDS, find_excluded, find_left_out, is_left_out
from bot.understand.find_period import Found, find_period
from bot.understand.index_base import IndexBase, find_index_base
from bot.understand.knowledge import Knowledge
from bot.understand.measures import MeasureMatch, content_stems
from bot.understand.normalisers import find_normaliser
from bot.understand.operations import Cues, find_cues
from bot.understand.place_filters import FoundFilter, find_filters
from bot.understand.places import Mention
from bot.understand.quantities import Quantity
from bot.understand.sizes import find_size
from bot.understand.sources import SourceMention
from bot.understand.thresholds import value_quantities
from bot.understand.tokens import fold, tokenise
from bot.understand.words import STOP_WORDS, is_cue, is_stop

__all__ = ["LONGEST_QUESTION", "MEMBER_WORDS", "Slots", "clean_question", "find_slots"]

LONGEST_QUESTION = 2_000  # characters that are read; a longer one is cut
MEMBER_WORDS = re.compile(
    r"\b(?:members?|member\s+(?:states|countries)|countries|nations|economies|states)\b", re.I
)
# "whose scientists wrote more papers": the scientists are no measure, the papers are.
_AGENTS = re.compile(
    r"\b(?:scientists?|researchers?|academics?|scholars?|authors?|experts?|labs?|teams?"
    r"|universit(?:y|ies)|inventors?)\b"
    r"(?=(?:'s?)?.{0,24}\b(?:wrote|writ\w+|publish\w*|produc\w*|co-?author\w*|turn\w* out"
    r"|put out|fil(?:e|ed|ing)|ip5)\b)",
    re.IGNORECASE,
)
# Names of measures that sound like rankings: "the top 1% most cited".
_NAMED_RANKS = re.compile(
    r"\btop[\s-]*\d+(?:\.\d+)?\s*(?:%|per\s?cent|percent)(?:\s+most[\s-]cited)?"
    r"|\b(?:most|highly|top)[\s-](?:highly[\s-])?cited\b"
    r"|\btop[\s-]*(?:100|hundred)\b(?!\s+(?:countries|places|nations|economies|institutions"
    r"|universities))",
    re.IGNORECASE,
)
_SHARE_WORD = re.compile(
    r"\b(?:share|proportion|portion|fraction|slice|chunk|part)\b", re.IGNORECASE
)
# "papers with China", "Chinese partners": the place is whom others worked with.
_WITH = re.compile(r"\b(?:with|and|on|alongside|involving|to)\s+(?:the\s+)?$", re.IGNORECASE)
_PARTNER = re.compile(
    r"\s*(?:[-–]|(?:co-?authors?|partners?|collaborat\w+|colleagues?)\b)", re.IGNORECASE
)
_LANGUAGES = frozenset(
    "english french german spanish chinese japanese russian portuguese italian korean arabic "
    "dutch turkish polish mandarin hindi persian".split()
)
_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\s*(?:$|[,.;:?!)]|(?:from|by|of|and|or|in|during|between|for|only|alone|did|were|was)\b)",
    re.I,
)
# "started publishing": the beginning of a deed, no start-up.
_BEGINS = re.compile(
    r"\b(?:start|began|begin|begun|stop|cease)(?:p?ed|s|d|n?ing)?(?=\s+(?:to\s+\w+|\w+ing)\b)",
    re.IGNORECASE,
)
# "AI" is said of nearly everything here: as a topic only where it is called one.
_TOPIC_AI = re.compile(
    r"\b(?:topics?|tags?|tagged|labelled|labeled)\s+(?:with\s+|as\s+|of\s+|called\s+|named\s+|is\s+)*"
    r"(?:the\s+)?(?:topic\s+)?[\"'“‘]?ai\b|\bthe\s+[\"'“‘]?ai[\"'”’]?\s+(?:topic|tag)\b",
    re.IGNORECASE,
)
_INDEX = re.compile(r"\b(?:index(?:ed|es|ing)?|rebased?)\b", re.IGNORECASE)
_PLACE, _SOURCE = "¤", "§"  # what names are masked with


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Hold what was found in a question before it is put together."""

    text: str
    masked: str  # the text with its places and sources masked; offsets stay true
    mentions: tuple[Mention, ...]
    excluded: tuple[str, ...]
    left_out: tuple[Mention, ...]  # where the question leaves them out
    sources: tuple[SourceMention, ...]
    found: Found
    cues: Cues
    quantities: tuple[Quantity, ...]  # those that are neither periods, nor n, nor names
    matches: tuple[MeasureMatch, ...]
    filters: tuple[Filter, ...]  # which places count at all
    base: IndexBase | None  # the year that an index sets to 100
    topic: str
    languages: tuple[str, ...]  # "in English": no place
    stems: tuple[str, ...]  # of all words that name no place, source or period, in order

    @property
    def says_share(self) -> bool:
        """Tell whether a part of a whole is asked for in so many words."""
        return bool(_SHARE_WORD.search(self.masked))


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


def find_slots(text: str, knowledge: Knowledge) -> Slots:
    """Find places, sources, period, numbers, cues and measure words in a cleaned question."""
    # "outside the OECD": the club of countries, not its statistics
    sources = [item for item in knowledge.sources.find(text) if not is_left_out(text, item.start)]
    sourceless = _mask(text, _spans(sources), _SOURCE)
    mentions = sorted(
        knowledge.places.find(sourceless, known_words=_known_words(text, knowledge)),
        key=lambda mention: mention.start,
    )
    languages = [mention for mention in mentions if _is_language(text, mention)]
    mentions = [mention for mention in mentions if mention not in languages]
    masked = _mask(sourceless, map(_name_span, mentions), _PLACE)
    base = find_index_base(masked)
    if base:  # "index" is then no part of a measure's name
        masked = _mask(masked, base.spans, " ")
        masked = _mask(masked, [match.span() for match in _INDEX.finditer(masked)], " ")
    found = find_period(masked)
    timeless = _mask(masked, found.spans, _PLACE)
    conditions = find_filters(timeless, knowledge.measures)
    cues, filters = _cues(timeless, conditions, knowledge)
    if filters:
        spans = [condition.span for condition in conditions]
        masked, timeless = _mask(masked, spans, " "), _mask(timeless, spans, " ")
    explained = [*found.spans, *_spans(mentions), *_spans(sources), *_spans(languages)]
    stems = _stems(masked, cues, explained, knowledge)
    allowed = _measures_of(sources, knowledge)
    topic = _find_topic(text, knowledge)
    matches = knowledge.measures.match(
        stems,
        allowed=allowed or None,
        names=[word for mention in mentions for word in content_stems(mention.text)],
        partners=[
            word
            for mention in mentions
            if _WITH.search(text[: mention.start]) or _PARTNER.match(text[mention.end :])
            for word in content_stems(mention.text)
        ],
    )
    if cues.normaliser_span:
        cues, matches = _rate_of_its_own(masked, explained, cues, matches, knowledge)
    if not matches and allowed and all(is_stop(word) or is_cue(word) for word in stems):
        # "OECD.AI share of India": only cue words, but the source has one measure that fits
        named = [word for item in sources for word in content_stems(text[item.start : item.end])]
        matches = knowledge.measures.match(stems, allowed=allowed, loose=True, names=named)
    if sources and not allowed:
        matches = []  # the source named has no figures here: its documents must answer
    return Slots(
        text=text,
        masked=masked,
        mentions=tuple(mentions),
        excluded=find_excluded(masked, mentions, knowledge),
        left_out=find_left_out(masked, mentions, knowledge),
        sources=tuple(sources),
        found=found,
        cues=cues,
        quantities=tuple(value_quantities(masked, spans=found.spans, operations=cues.operations)),
        matches=tuple(matches),
        filters=filters,
        base=base,
        topic=topic,
        languages=tuple(mention.text for mention in languages),
        stems=tuple(stems),
    )


def _cues(
    text: str, conditions: list[FoundFilter], knowledge: Knowledge
) -> tuple[Cues, tuple[Filter, ...]]:
    """Find the cues of a question, and which of its conditions say what places count.

    A condition is one on the places only where something else is ranked or counted: "how many
    countries with over 1,000 articles" has none besides its threshold.
    """
    without = _mask(text, [condition.span for condition in conditions], " ")
    cues = _divided(find_cues(_blank(_NAMED_RANKS, without)), without, knowledge)
    if not conditions:
        return cues, ()
    counted = [match for match in knowledge.measures.match(content_stems(without)) if match.score]
    ranked = {"ranking", "count", "rank_of", "median", "mean"} & set(cues.operations)
    counted_or_sized = counted or find_size(without)[0]
    if counted_or_sized and (ranked or cues.fastest or cues.limit or cues.superlative):
        return cues, tuple(condition.filter for condition in conditions)
    whole = find_cues(_blank(_NAMED_RANKS, text))
    return _divided(whole, text, knowledge), ()


def _divided(cues: Cues, text: str, knowledge: Knowledge) -> Cues:
    """Find a measure to divide by, where neither people nor GDP are named."""
    divisor = None if find_normaliser(text) else find_divisor(text, knowledge.measures)
    if divisor is None:
        return cues
    again = find_cues(_blank(_NAMED_RANKS, _mask(text, [divisor.span], " ")))
    return replace(again, normaliser=divisor.name, per=divisor.per, normaliser_span=divisor.span)


def _is_language(text: str, mention: Mention) -> bool:
    """Tell "written in English" and "French-language" from English and French papers."""
    after = text[mention.end :]
    if re.match(r"[-\s](?:language|speaking)\b", after, re.IGNORECASE):
        return True
    is_one = fold(mention.text) in _LANGUAGES
    return is_one and bool(_IN.search(text[: mention.start])) and bool(_NO_NOUN.match(after))


def _spans(mentions: Iterable[Mention | SourceMention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]


def _name_span(mention: Mention) -> tuple[int, int]:
    """Give the span of a name without "members": "EU countries" asks for the countries."""
    tail = MEMBER_WORDS.search(mention.text)
    end = mention.start + tail.start() if tail and tail.start() else mention.end
    return mention.start, end


def _mask(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    """Replace spans by a mark, as often as they are long, so that offsets stay true."""
    for start, end in spans:
        text = text[:start] + mark * (end - start) + text[end:]
    return text


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return _mask(text, [match.span() for match in pattern.finditer(text)], _PLACE)


def _known_words(text: str, knowledge: Knowledge) -> set[str]:
    """Give the words of a question that are no misspelt places."""
    known = knowledge.measures.vocabulary | STOP_WORDS
    return {token.norm for token in tokenise(text) if token.norm in known or token.stem in known}


def _stems(
    masked: str, cues: Cues, explained: list[tuple[int, int]], knowledge: Knowledge
) -> list[str]:
    """Give the stems of the words that may name a measure, slips mended."""
    subject = _blank(EXCLUDE_WORDS, _blank(_BEGINS, _blank(_AGENTS, masked)))
    if cues.normaliser_span:
        subject = _mask(subject, [cues.normaliser_span], _PLACE)
    words = [
        token.text
        for token in tokenise(subject)
        if not any(start <= token.start < end for start, end in explained)
    ]
    stems = [
        word
        for word in content_stems(" ".join(words))
        if not word[:1].isdigit() and word not in ("%", "$", "€", "£")
    ]
    return knowledge.measures.mend(stems)


def _rate_of_its_own(
    masked: str,
    explained: list[tuple[int, int]],
    cues: Cues,
    matches: list[MeasureMatch],
    knowledge: Knowledge,
) -> tuple[Cues, list[MeasureMatch]]:
    """Read "researchers per million people" as the series of that name, where there is one."""
    text = _mask(masked, explained, _PLACE)
    if not cues.normaliser_span:
        return cues, matches
    start, end = cues.normaliser_span
    per, rest = set(content_stems(text[start:end])), content_stems(text[:start] + text[end:])
    for match in knowledge.measures.match(content_stems(text)):
        members = knowledge.catalogue.measures_of(match.concept)
        rates = members and all(
            item.kind == "rate" and item.view != "as_reported" for item in members
        )
        if rates and match.explained & set(rest) - {"ai"} and match.explained & per:
            return replace(cues, normaliser="", per=0.0), [match]
    return cues, matches


def _measures_of(sources: list[SourceMention], knowledge: Knowledge) -> frozenset[str]:
    """Give the measures that the named sources have figures for."""
    pairs = [(measure.id, measure.dataset) for measure in knowledge.catalogue.measures]
    return frozenset[str]().union(
        *(knowledge.sources.groups[mention.group].owned_measures(pairs) for mention in sources)
    )


def _find_topic(text: str, knowledge: Knowledge) -> str:
    """Find a topic value ("pytorch", "computer vision"), the longest first."""
    folded = " " + re.sub(r"[^a-z0-9]+", " ", fold(text)) + " "
    for topic in sorted(knowledge.topics - {"ai"}, key=lambda topic: (-len(topic), topic)):
        if f" {topic.replace('-', ' ')} " in folded:
            return topic
    return "ai" if _TOPIC_AI.search(text) else ""
